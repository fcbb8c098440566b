import { describe, expect, it } from 'vitest';
import { type BackupCandidate, chooseBackupMember } from './choose-member';

type Given = Partial<Omit<BackupCandidate, 'status'>> & {
  leader?: string;
  applied?: string;
  errors?: string[];
  silent?: boolean;
};

const candidate = (id: string, given: Given = {}): BackupCandidate => ({
  id,
  isLearner: given.isLearner ?? false,
  alarmed: given.alarmed ?? false,
  status: given.silent
    ? undefined
    : {
        leaderId: 'leader' in given ? given.leader : 'a',
        raftIndex: given.applied ?? '1000',
        raftAppliedIndex: given.applied ?? '1000',
        errors: given.errors ?? [],
      },
});

describe('chooseBackupMember', () => {
  it.each<[string, BackupCandidate[], string | undefined]>([
    ['none where nobody answers', [candidate('a', { silent: true })], undefined],
    ['the only member', [candidate('a')], 'a'],
    ['a follower before the leader', [candidate('a'), candidate('b')], 'b'],
    [
      'the follower that is furthest',
      [candidate('a'), candidate('b', { applied: '950' }), candidate('c', { applied: '990' })],
      'c',
    ],
    ['the leader where followers lag', [candidate('a'), candidate('b', { applied: '899' })], 'a'],
    ['a follower at the allowed lag', [candidate('a'), candidate('b', { applied: '900' })], 'b'],
    [
      'the leader where followers raised alarms',
      [candidate('a'), candidate('b', { alarmed: true })],
      'a',
    ],
    [
      'the leader where followers report errors',
      [candidate('a'), candidate('b', { errors: ['x'] })],
      'a',
    ],
    [
      'a sound follower before a leader with an alarm',
      [candidate('a', { alarmed: true }), candidate('b', { applied: '100' })],
      'b',
    ],
    ['the leader before a learner', [candidate('a'), candidate('b', { isLearner: true })], 'a'],
    [
      'the furthest voter where there is no leader',
      [
        candidate('a', { silent: true }),
        candidate('b', { leader: undefined, applied: '5' }),
        candidate('c', { leader: undefined, applied: '7' }),
        candidate('d', { leader: undefined, applied: '9', isLearner: true }),
      ],
      'c',
    ],
    [
      'a learner where nobody else answers',
      [candidate('a', { silent: true }), candidate('b', { isLearner: true })],
      'b',
    ],
    [
      'an alarmed member where nobody else answers',
      [candidate('b', { alarmed: true, leader: undefined })],
      'b',
    ],
  ])('picks %s', (_, candidates, expected) => {
    expect(chooseBackupMember(candidates)?.id).toBe(expected);
  });
});
