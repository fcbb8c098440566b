import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { AppError } from '@/lib/domain/errors';
import { startService, type TestService } from '@/scripts/testing/start-service';
import type { ClusterConnection } from '../etcd/cluster-connection';
import type { RequestContext } from '../http/request-context';
import { renameKey } from './rename-key';
import { saveKey } from './save-key';
import { setLifetime } from './set-lifetime';

let service: TestService;
let connection: ClusterConnection;

const context: RequestContext = {
  requestId: 'test',
  address: '192.0.2.7',
  signal: new AbortController().signal,
  identity: { username: 'operator', role: 'operator', mode: 'local' },
};

beforeAll(async () => {
  service = await startService();
  connection = service.connection;
});

afterAll(() => service?.stop());

type Commit = ClusterConnection['commit'];

/** The real connection with something happening around its commits. */
const withCommit = (around: (commit: () => ReturnType<Commit>) => ReturnType<Commit>) => ({
  ...connection,
  commit: (request: Parameters<Commit>[0]) => around(() => connection.commit(request)),
});

const lost = (): never => {
  throw new AppError('outcome_unknown', { detail: 'No reply.', parameters: { endpoint: 'm1' } });
};

const put = async (name: string) => {
  const entry = { key: utf8Bytes(name), value: utf8Bytes('v') };
  const { revision } = await connection.putAll([entry]);
  return { key: toBase64Url(entry.key), modRevision: revision };
};

const value = toBase64Url(utf8Bytes('mine'));

describe('a change whose reply was lost', () => {
  it('is confirmed by reading back where it happened', async () => {
    const arriving = withCommit(async (commit) => {
      await commit();
      return lost();
    });
    const saved = await saveKey(context, arriving, { ...(await put('saved')), value });
    expect(saved).toMatchObject({ outcome: 'confirmed', verified: true });
    const renamed = { ...(await put('renamed')), to: toBase64Url(utf8Bytes('renamed/to')) };
    expect((await renameKey(context, arriving, renamed)).outcome).toBe('confirmed');
    const lifetime = { ...(await put('mortal')), seconds: 600 };
    expect((await setLifetime(context, arriving, lifetime)).outcome).toBe('confirmed');
  });

  it('is told as unknown with what is there where it did not', async () => {
    const vanishing = withCommit(async () => lost());
    const leases = await connection.leases();
    await expect(
      setLifetime(context, vanishing, { ...(await put('late')), seconds: 600 }),
    ).rejects.toMatchObject({ code: 'outcome_unknown', parameters: { found: 'before' } });
    // The change may still arrive and would then need its lease.
    expect(await connection.leases()).toHaveLength(leases.length + 1);
    const overtaken = withCommit(async () => {
      await put('overtaken');
      return lost();
    });
    await expect(
      saveKey(context, overtaken, { ...(await put('overtaken')), value }),
    ).rejects.toMatchObject({ code: 'outcome_unknown', parameters: { found: 'other' } });
  });

  it('is told as unknown where the only member does not answer any more', async () => {
    const guard = await put('frozen');
    const member = service.cluster.members[0];
    const freezing = withCommit((commit) => {
      member?.pause();
      return commit();
    });
    try {
      await expect(saveKey(context, freezing, { ...guard, value })).rejects.toMatchObject({
        code: 'outcome_unknown',
        parameters: { found: 'unread' },
      });
    } finally {
      member?.resume();
      await member?.untilHealthy();
    }
  });
});

describe('a guard that fails at the last moment', () => {
  it('leaves everything as it is and takes the new lease away again', async () => {
    const guard = await put('overtaken');
    const racing = withCommit(async (commit) => {
      await put('overtaken');
      return commit();
    });
    const before = await connection.leases();
    await expect(setLifetime(context, racing, { ...guard, seconds: 600 })).rejects.toMatchObject({
      code: 'key_changed',
    });
    expect(await connection.leases()).toEqual(before);
  });
});
