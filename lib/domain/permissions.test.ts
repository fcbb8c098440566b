import { describe, expect, it } from 'vitest';
import { actions, isAllowed, lesserRole, type Role, roles } from './permissions';

const allowedTo = (role: Role): string[] => actions.filter((action) => isAllowed(role, action));

describe('roles', () => {
  it('grow from viewer to admin', () => {
    for (const action of allowedTo('viewer')) {
      expect(allowedTo('operator')).toContain(action);
    }
    expect(allowedTo('admin')).toEqual([...actions]);
  });

  it.each([
    ['viewer', 'key:read', true],
    ['viewer', 'key:reveal', false],
    ['viewer', 'backup:create', false],
    ['viewer', 'audit:read', false],
    ['operator', 'backup:create', true],
    ['operator', 'backup:download', false],
    ['operator', 'key:reveal', false],
    ['operator', 'account:manage', false],
    ['admin', 'key:reveal', true],
    ['admin', 'backup:download', true],
  ] as const)('%s may %s: %s', (role, action, allowed) => {
    expect(isAllowed(role, action)).toBe(allowed);
  });

  it('lends a token no more than both have', () => {
    for (const left of roles) {
      for (const right of roles) {
        expect(roles.indexOf(lesserRole(left, right))).toBe(
          Math.min(roles.indexOf(left), roles.indexOf(right)),
        );
      }
    }
  });
});
