import { expect, it } from 'vitest';
import type { MemberStatus } from '../etcd/cluster-connection';
import { leaderIdOf, type MemberAnswer } from './describe-member';

const answer = (raftTerm: string, leaderId: string | undefined): MemberAnswer => {
  const status: MemberStatus = {
    clusterId: 'c',
    memberId: 'a',
    version: '3.4.30',
    storageVersion: undefined,
    databaseSize: '1',
    databaseSizeInUse: '1',
    quota: undefined,
    leaderId,
    raftTerm,
    raftIndex: '9',
    raftAppliedIndex: '9',
    revision: '5',
    isLearner: false,
    errors: [],
    latencyMilliseconds: 1,
  };
  const listed = { id: 'a', name: 'm1', peerUrls: [], clientUrls: [], isLearner: false };
  const known = { listed, connection: undefined, refusal: undefined };
  return { known, status, certificate: undefined, quota: undefined, failure: undefined };
};

const silent: MemberAnswer = { ...answer('1', undefined), status: undefined };

it.each<[string, MemberAnswer[], string | null]>([
  ['nobody answered', [silent, silent], null],
  ['nobody knows one', [answer('4', undefined), answer('4', undefined)], null],
  ['all agree', [answer('4', 'a'), answer('4', 'a')], 'a'],
  ['the leader is silent, one other names it', [silent, answer('4', 'b')], 'b'],
  ['an old leader believes in itself', [answer('4', 'a'), answer('5', 'b')], 'b'],
  ['terms are numbers, not text', [answer('9', 'a'), answer('10', 'b')], 'b'],
  ['one cut off campaigns in later terms', [answer('4', 'a'), answer('57', undefined)], 'a'],
])('finds the leader where %s', (_case, answers, leaderId) => {
  expect(leaderIdOf(answers)).toBe(leaderId);
});
