/**
 * Who may do what. An action is named once here; every route declares one, and the same function
 * decides on the server and hides buttons in the browser.
 */
export const actions = [
  'session:own',
  'cluster:read',
  'key:list',
  'key:read',
  'key:reveal',
  'key:search',
  'key:write',
  'key:delete',
  'key:export',
  'key:import',
  'space:read',
  'space:scan',
  'cluster:configure',
  'metrics:read',
  'alert:read',
  'alert:silence',
  'alert:configure',
  'advisor:read',
  'performance:check',
  'monitoring:export',
  'backup:read',
  'backup:create',
  'backup:download',
  'backup:delete',
  'operation:read',
  'operation:cancel',
  'operation:cancel-any',
  'audit:read',
  'token:own',
  'account:manage',
] as const;

/** Something a person or a token may be allowed to do. */
export type Action = (typeof actions)[number];

/** The built-in roles, from least to most. */
export const roles = ['viewer', 'operator', 'admin'] as const;

/** A built-in role. */
export type Role = (typeof roles)[number];

const viewer: readonly Action[] = [
  'session:own',
  'cluster:read',
  'key:list',
  'key:read',
  'key:search',
  'space:read',
  'metrics:read',
  'alert:read',
  'advisor:read',
  'backup:read',
  'operation:read',
  'operation:cancel',
  'token:own',
];

const operator: readonly Action[] = [
  ...viewer,
  'key:write',
  'key:delete',
  'key:export',
  'key:import',
  'space:scan',
  'alert:silence',
  'performance:check',
  'monitoring:export',
  'backup:create',
  'operation:cancel-any',
  'audit:read',
];

/** A snapshot file is every secret of the cluster, so only admin may download one or reveal. */
const permissionsOfRole: Record<Role, readonly Action[]> = {
  viewer,
  operator,
  admin: actions,
};

/** Whether a role may do an action. */
export const isAllowed = (role: Role, action: Action): boolean =>
  permissionsOfRole[role].includes(action);

/** The lesser of two roles: a token never exceeds the account that made it. */
export const lesserRole = (left: Role, right: Role): Role =>
  roles.indexOf(left) <= roles.indexOf(right) ? left : right;
