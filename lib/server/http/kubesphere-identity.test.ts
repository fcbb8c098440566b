import { describe, expect, it } from 'vitest';
import { isAppError } from '@/lib/domain/errors';
import { kubesphereIdentity, type ProxyAuthentication } from './kubesphere-identity';

const first = 'first-secret-of-at-least-32-characters';
const second = 'second-secret-of-at-least-32-characters';

const authentication: ProxyAuthentication = {
  mode: 'kubesphere',
  secrets: [first, second],
  roles: {
    users: { alice: 'viewer', jörg: 'operator' },
    groups: { ops: 'operator', admins: 'admin' },
  },
};

const latin1 = (text: string) => Buffer.from(text, 'utf8').toString('latin1');

const outcome = (headers: [string, string][], settings = authentication) => {
  try {
    const { username, role, mode } = kubesphereIdentity(new Headers(headers), settings);
    return { username, role, mode };
  } catch (error) {
    return isAppError(error) ? error.code : error;
  }
};

const proof: [string, string] = ['x-etcdscope-proxy-secret', first];
const alice: [string, string] = ['x-remote-user', 'alice'];

describe('identity headers', () => {
  it.each<[string, [string, string][], string, string]>([
    ['a user by name', [proof, alice], 'alice', 'viewer'],
    ['the other secret', [['x-etcdscope-proxy-secret', second], alice], 'alice', 'viewer'],
    [
      'the highest of all roles',
      [proof, alice, ['x-remote-group', 'ops'], ['x-remote-group', 'admins']],
      'alice',
      'admin',
    ],
    [
      'groups in one header',
      [proof, alice, ['x-remote-group', 'system:authenticated, ops']],
      'alice',
      'operator',
    ],
    ['a name in UTF-8', [proof, ['x-remote-user', latin1('jörg')]], 'jörg', 'operator'],
    [
      'a user by group only',
      [proof, ['x-remote-user', 'bob'], ['x-remote-group', 'ops']],
      'bob',
      'operator',
    ],
  ])('name %s', (_name, headers, username, role) => {
    expect(outcome(headers)).toEqual({ username, role, mode: 'kubesphere' });
  });

  it.each<[string, [string, string][], string]>([
    ['no secret', [alice], 'unauthenticated'],
    ['a wrong secret', [['x-etcdscope-proxy-secret', `${first}x`], alice], 'unauthenticated'],
    ['the secret twice', [proof, proof, alice], 'unauthenticated'],
    ['no user', [proof], 'unauthenticated'],
    ['an empty user', [proof, ['x-remote-user', '']], 'unauthenticated'],
    ['two users', [proof, alice, ['x-remote-user', 'admin']], 'unauthenticated'],
    ['another spelling of the header', [proof, ['x_remote_user', 'alice']], 'unauthenticated'],
    ['a control character', [proof, ['x-remote-user', 'al\u0007ice']], 'unauthenticated'],
    ['a direction override', [proof, ['x-remote-user', latin1('al\u202eice')]], 'unauthenticated'],
    ['bytes that are no UTF-8', [proof, ['x-remote-user', 'al\u00ffice']], 'unauthenticated'],
    ['257 bytes', [proof, ['x-remote-user', 'a'.repeat(257)]], 'unauthenticated'],
    ['64 KiB', [proof, ['x-remote-user', 'a'.repeat(65_536)]], 'unauthenticated'],
    ['nobody', [proof, ['x-remote-user', 'system:anonymous']], 'unauthenticated'],
    [
      'the group of nobody',
      [proof, alice, ['x-remote-group', 'system:unauthenticated']],
      'unauthenticated',
    ],
    ['a user without a role', [proof, ['x-remote-user', 'bob']], 'forbidden'],
    [
      'the group of everybody',
      [proof, ['x-remote-user', 'bob'], ['x-remote-group', 'system:authenticated']],
      'forbidden',
    ],
    ['a name every object has', [proof, ['x-remote-user', 'constructor']], 'forbidden'],
  ])('with %s are not believed', (_name, headers, code) => {
    expect(outcome(headers)).toBe(code);
  });

  it('are not believed for a secret too short to be one', () => {
    const settings = { ...authentication, secrets: ['', 'short'] };
    expect(outcome([['x-etcdscope-proxy-secret', 'short'], alice], settings)).toBe(
      'unauthenticated',
    );
    expect(outcome([['x-etcdscope-proxy-secret', ''], alice], settings)).toBe('unauthenticated');
  });
});
