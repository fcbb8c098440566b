/**
 * Where to go after signing in: a path of this app as given, else its start. Refuses whatever a
 * browser could read as another site: `//host`, `/\host`, schemes, control characters.
 */
export const safeNext = (next: string | undefined): string => {
  if (next === undefined || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(next)) {
    return '/';
  }
  const placeholder = 'http://same.invalid';
  const address = new URL(next, placeholder);
  const isOurs = address.origin === placeholder && !address.pathname.startsWith('//');
  return isOurs && address.pathname !== '/login' ? `${address.pathname}${address.search}` : '/';
};
