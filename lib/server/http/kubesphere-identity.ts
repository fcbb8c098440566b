import 'server-only';
import { utf8Text } from '@/lib/domain/bytes';
import { AppError } from '@/lib/domain/errors';
import { type Role, roles } from '@/lib/domain/permissions';
import type { Configuration } from '../config/configuration';
import type { Identity } from './request-context';
import { equalSecrets } from './secret-hash';

const secretHeader = 'x-etcdscope-proxy-secret';
const userHeader = 'x-remote-user';
const groupHeader = 'x-remote-group';
const minimumSecretLength = 32;
const maximumUserBytes = 256;

/** How the proxy in front proves itself, and which roles its users and groups have. */
export type ProxyAuthentication = Extract<Configuration['authentication'], { mode: 'kubesphere' }>;

const refused = (detail: string): AppError => new AppError('unauthenticated', { detail });

const checkProof = (headers: Headers, secrets: readonly string[]): void => {
  const given = headers.get(secretHeader) ?? '';
  const matches = secrets
    .filter((secret) => secret.length >= minimumSecretLength)
    .map((secret) => equalSecrets(secret, given));
  if (!matches.includes(true)) {
    throw refused('The proxy in front did not prove itself: its secret is missing or wrong.');
  }
};

/**
 * The text of a header value. Header bytes arrive as Latin-1; a doubled header arrives joined by
 * a comma, so a comma means that more than one user was named.
 */
const userOf = (headers: Headers): string => {
  const raw = headers.get(userHeader) ?? '';
  const user = utf8Text(Buffer.from(raw, 'latin1'));
  const isOne = user !== undefined && raw.length <= maximumUserBytes && /^[^,\p{C}]+$/u.test(user);
  if (!isOne || user.trim() !== user) {
    throw refused('The proxy in front must name exactly one user of at most 256 bytes.');
  }
  return user;
};

const groupsOf = (headers: Headers): string[] =>
  (utf8Text(Buffer.from(headers.get(groupHeader) ?? '', 'latin1')) ?? '')
    .split(',')
    .map((group) => group.trim())
    .filter((group) => group !== '');

const roleIn = (map: Record<string, Role>, name: string): Role | undefined =>
  Object.hasOwn(map, name) ? map[name] : undefined;

/** The highest role that a user's own name and groups are given, or undefined. */
const roleOf = (
  user: string,
  groups: readonly string[],
  given: ProxyAuthentication['roles'],
): Role | undefined => {
  const found = [roleIn(given.users, user), ...groups.map((group) => roleIn(given.groups, group))];
  return roles.toReversed().find((role) => found.includes(role));
};

/** The role that the configuration gives a user by name: all that is known without a request. */
export const configuredRole = (
  username: string,
  { roles: given }: ProxyAuthentication,
): Role | undefined => roleIn(given.users, username);

/**
 * Whoever the identity headers of the proxy in front name. Throws `unauthenticated` unless the
 * proxy proves itself and names one real user, and `forbidden` where no role is configured.
 */
export const kubesphereIdentity = (
  headers: Headers,
  authentication: ProxyAuthentication,
): Identity => {
  checkProof(headers, authentication.secrets);
  const username = userOf(headers);
  const groups = groupsOf(headers);
  if (username === 'system:anonymous' || groups.includes('system:unauthenticated')) {
    throw refused('Log in to KubeSphere first.');
  }
  const role = roleOf(username, groups, authentication.roles);
  if (role === undefined) {
    throw new AppError('forbidden', {
      detail: 'No role is configured for this user or one of its groups. Ask an administrator.',
    });
  }
  return { username, role, mode: 'kubesphere' };
};
