import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/domain/errors';
import type { ClusterConnection, KnownMember, MemberStatus } from '../etcd/cluster-connection';
import type { KeySource } from '../etcd/key-source';
import { findBackupMember } from './find-backup-member';

const never = new AbortController().signal;

/** A member whose revisions are those it tells one after the other, the last one for ever. */
const member = (
  id: string,
  revisions: readonly string[],
  changes: Partial<MemberStatus> = {},
): KnownMember => {
  let asked = 0;
  const status = async (): Promise<MemberStatus> => {
    const revision = revisions[Math.min(asked, revisions.length - 1)] ?? '0';
    asked += 1;
    return {
      clusterId: 'c',
      memberId: id,
      version: '3.5.30',
      storageVersion: undefined,
      databaseSize: '1',
      databaseSizeInUse: '1',
      quota: undefined,
      leaderId: 'a',
      raftTerm: '2',
      raftIndex: '100',
      raftAppliedIndex: '100',
      revision,
      isLearner: false,
      errors: [],
      latencyMilliseconds: 1,
      ...changes,
    };
  };
  return {
    listed: { id, name: `m-${id}`, peerUrls: [], clientUrls: [], isLearner: false },
    connection: {
      endpoint: `http://${id}`,
      status,
      serverCertificate: async () => undefined,
      // biome-ignore lint/correctness/useYield: nothing is streamed here
      async *snapshot() {
        throw new Error('not asked for');
      },
    },
    refusal: undefined,
  };
};

const clusterOf = (
  members: KnownMember[],
  confirmed: string | undefined,
): Pick<ClusterConnection, 'keys' | 'members'> => {
  const unasked = () => Promise.reject(new Error('not asked for'));
  const keys: KeySource = {
    range: unasked,
    rangeAll: unasked,
    revision: async () => {
      if (confirmed === undefined) {
        throw new AppError('no_leader', { detail: 'no leader' });
      }
      return confirmed;
    },
  };
  return { members: async () => members, keys };
};

const find = (members: KnownMember[], confirmed: string | undefined, id?: string) =>
  findBackupMember(clusterOf(members, confirmed), id, never);

describe.concurrent('the member of a backup', () => {
  it('waits for a follower that is catching up', async () => {
    const members = [member('a', ['9']), member('b', ['7', '8', '9'])];
    expect(await find(members, '9')).toMatchObject({ id: 'b', status: { revision: '9' } });
  });

  it('is another one where the best does not catch up', async () => {
    const members = [member('a', ['9']), member('b', ['7'])];
    expect(await find(members, '9')).toMatchObject({ id: 'a', linearizableRevision: '9' });
  });

  it('is refused where nobody has what a quorum confirmed', async () => {
    const members = [member('b', ['7'])];
    await expect(find(members, '9')).rejects.toMatchObject({ code: 'stale_member' });
  });

  it('is one that is behind only where it was asked for, labelled with its revision', async () => {
    const members = [member('a', ['9']), member('b', ['7'])];
    expect(await find(members, '9', 'b')).toMatchObject({ id: 'b', status: { revision: '7' } });
  });

  it('is the best there is where no quorum can be asked', async () => {
    const members = [member('b', ['7'], { leaderId: undefined })];
    const found = await find(members, undefined);
    expect(found).toMatchObject({ id: 'b', linearizableRevision: undefined });
  });

  it('is none with an alarm, though every member names the alarms of all', async () => {
    const errors = ['memberID:10 alarm:CORRUPT '];
    const members = ['a', 'b', 'd'].map((id) => member(id, ['9'], { errors }));
    expect(await find(members, '9')).toMatchObject({ id: 'b' });
  });
});
