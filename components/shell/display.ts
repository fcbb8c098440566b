import { type Language, languageOf, languageOfHeader } from '@/lib/domain/messages';

/** A colour theme; `system` follows the device. */
export type Theme = 'light' | 'dark' | 'system';

/** The themes, in the order the toggle goes through them. */
export const themes = ['light', 'dark', 'system'] as const;

/** The cookies that remember theme and language on this device. */
export const displayCookies = { theme: 'etcdscope_theme', language: 'etcdscope_lang' } as const;

/** The query parameters every internal link keeps. */
export const keptParameters = ['embed', 'theme', 'lang', 'cluster'] as const;

/** How the page is to look, and what of it the URL asked for. */
export type Display = {
  embedded: boolean;
  theme: Theme;
  language: Language;
  /** The kept query parameters as they came, for links. */
  query: Partial<Record<(typeof keptParameters)[number], string>>;
};

/** Where the display is read from: the query first, then cookies, then the browser's language. */
export type DisplaySources = {
  query: Display['query'];
  themeCookie: string | undefined;
  languageCookie: string | undefined;
  acceptLanguage: string | undefined;
};

const themeOf = (text: string | undefined): Theme | undefined =>
  themes.find((theme) => theme === text);

/** Decides how the page looks. */
export const resolveDisplay = ({
  query,
  themeCookie,
  languageCookie,
  acceptLanguage,
}: DisplaySources): Display => ({
  embedded: query.embed === '1',
  theme: themeOf(query.theme) ?? themeOf(themeCookie) ?? 'system',
  language:
    languageOf(query.lang) ??
    languageOf(languageCookie) ??
    languageOfHeader(acceptLanguage) ??
    'en',
  query,
});

/** An internal address with the kept query parameters added where it does not set them itself. */
export const keepQuery = (href: string, query: Display['query']): string => {
  const [beforeHash = '', ...hash] = href.split('#');
  const [path, search = ''] = beforeHash.split('?');
  const parameters = new URLSearchParams(search);
  for (const name of keptParameters) {
    const value = query[name];
    if (value !== undefined && !parameters.has(name)) {
      parameters.set(name, value);
    }
  }
  const text = parameters.toString();
  return `${path}${text === '' ? '' : `?${text}`}${hash.length === 0 ? '' : `#${hash.join('#')}`}`;
};
