import { expect, it } from 'vitest';
import { createMemberMatcher, type NamedMember } from './match-members';

const member = (memberId: string, ...urls: string[]): NamedMember => ({
  memberId,
  memberName: `m-${memberId}`,
  urls,
});

const apart = [
  member('a1', 'https://10.0.0.1:2379', 'http://10.0.0.1:2381/metrics'),
  member('b2', 'https://10.0.0.2:2379'),
  member('c3', 'https://[fd00::3]:2379'),
];
const together = [member('a1', 'https://127.0.0.1:2379'), member('b2', 'https://127.0.0.1:3379')];

it.each([
  ['its client URL', apart, '10.0.0.2:2379', 'b2'],
  ['its metrics URL', apart, '10.0.0.1:2381', 'a1'],
  ['an IPv6 address', apart, '[fd00::3]:2379', 'c3'],
  ['another port of its host', apart, '10.0.0.1:9999', 'a1'],
  ['its host without a port', apart, '10.0.0.1', 'a1'],
  ['its name', apart, 'm-b2', 'b2'],
  ['its id', apart, 'c3', 'c3'],
  ['one of several on a host', together, '127.0.0.1:3379', 'b2'],
  ['nobody where several share the host', together, '127.0.0.1:9999', '127.0.0.1:9999'],
  ['nobody it knows', apart, '10.0.0.9:2379', '10.0.0.9:2379'],
])('knows a member by %s', (_, members, value, memberId) => {
  expect(createMemberMatcher(members)(value).memberId).toBe(memberId);
});
