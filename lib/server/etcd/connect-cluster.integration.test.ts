import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueCertificate } from '@/scripts/etcd/certificates';
import { type EtcdCluster, startCluster } from '@/scripts/etcd/start-cluster';
import { runCommand } from '@/scripts/run-command';
import { waitUntil } from '@/scripts/wait-until';
import type { ClusterConnection, MemberConnection } from './cluster-connection';
import { connectCluster } from './connect-cluster';

let cluster: EtcdCluster;
let connection: ClusterConnection;

beforeAll(async () => {
  cluster = await startCluster({ members: 3 });
  connection = connectCluster(cluster.config);
});

afterAll(async () => {
  connection?.close();
  await cluster?.stop();
});

const memberAt = async (endpoint: string | undefined): Promise<MemberConnection> => {
  const known = await connection.members();
  const member = known.find((candidate) => candidate.connection?.endpoint === endpoint)?.connection;
  if (member === undefined) {
    throw new Error(`no connection to ${endpoint}`);
  }
  return member;
};

const snapshotOf = async (member: MemberConnection): Promise<Buffer> => {
  const blobs: Uint8Array[] = [];
  for await (const part of member.snapshot(new AbortController().signal)) {
    blobs.push(part.blob);
  }
  return Buffer.concat(blobs);
};

const key = (text: string) => new TextEncoder().encode(text);

describe('keys', () => {
  it('keeps binary keys and 64-bit numbers exact', async () => {
    const lease = await connection.grantLease(600);
    expect(BigInt(lease) > 2n ** 53n).toBe(true);
    const binary = new Uint8Array([0x00, 0xff, 0x01, 0xfe, 0x80]);
    const value = new Uint8Array([0xc3, 0x28, 0x00]);
    const { revision } = await connection.putAll([{ key: binary, value, lease }]);
    const read = await connection.keys.range({ key: binary, rangeEnd: undefined, limit: 1 });
    expect(read.keys).toEqual([
      {
        key: binary,
        value,
        createRevision: revision,
        modRevision: revision,
        version: '1',
        lease,
      },
    ]);
    expect(await connection.leaseTimeToLive(lease)).toMatchObject({ grantedSeconds: 600 });
    expect(await connection.leaseTimeToLive('9007199254740993')).toBeUndefined();
    expect(await connection.deleteKey(binary)).toMatchObject({ deleted: 1 });
  });

  it('reads several ranges at one revision and reports the member', async () => {
    const entries = ['a', 'b', 'c'].map((name) => ({ key: key(`/t/${name}`), value: key(name) }));
    const { revision } = await connection.putAll(entries);
    const range = { key: key('/t/'), rangeEnd: key('/t0') };
    const [keysOnly, counted] = await connection.keys.rangeAll([
      { ...range, limit: 2, keysOnly: true },
      { ...range, limit: 1, countOnly: true, revision },
    ]);
    expect(keysOnly).toMatchObject({
      more: true,
      count: '3',
      revision,
      memberName: expect.stringMatching(/^m\d$/),
    });
    expect(keysOnly?.keys.every((stored) => stored.value.length === 0)).toBe(true);
    expect(counted).toMatchObject({ keys: [], count: '3' });
    expect(await connection.keys.revision()).toBe(revision);
  });

  it('says compacted, future and cancelled in our codes', async () => {
    const revision = await connection.keys.revision();
    await cluster.etcdctl('compact', revision);
    const request = { key: key('/t/a'), rangeEnd: undefined, limit: 1 };
    await expect(connection.keys.range({ ...request, revision: '1' })).rejects.toMatchObject({
      code: 'revision_compacted',
    });
    await expect(connection.keys.range({ ...request, revision: '99999' })).rejects.toMatchObject({
      code: 'revision_in_future',
    });
    await expect(connection.keys.range(request, AbortSignal.abort())).rejects.toMatchObject({
      code: 'cancelled',
    });
  });

  it('refuses writes to a read-only cluster before anything is sent', async () => {
    const readOnly = connectCluster({ ...cluster.config, readOnly: true });
    const before = await connection.keys.revision();
    await expect(readOnly.putAll([{ key: key('x'), value: key('y') }])).rejects.toMatchObject({
      code: 'read_only',
    });
    await expect(readOnly.deleteKey(key('x'))).rejects.toMatchObject({ code: 'read_only' });
    await expect(readOnly.grantLease(5)).rejects.toMatchObject({ code: 'read_only' });
    expect(await readOnly.keys.revision()).toBe(before);
    readOnly.close();
  });
});

describe('snapshot', () => {
  it('is what etcd itself accepts', async () => {
    const bytes = await snapshotOf(await memberAt(cluster.members[0]?.endpoint));
    const checksum = createHash('sha256').update(bytes.subarray(0, -32)).digest();
    expect(bytes.subarray(-32).equals(checksum)).toBe(true);
    const file = path.join(cluster.directory, 'snapshot.db');
    await writeFile(file, bytes);
    const { etcdutl, etcdctl } = cluster.programs;
    const { stdout } = await runCommand(
      etcdutl ?? etcdctl,
      ['snapshot', 'status', file, '-w', 'json'],
      {
        environment: { ETCDCTL_API: '3' },
      },
    );
    expect(JSON.parse(stdout)).toMatchObject({ totalSize: bytes.length - 32 });
  });

  it('stops when its signal aborts', async () => {
    const controller = new AbortController();
    const stream = (await memberAt(cluster.members[0]?.endpoint)).snapshot(controller.signal);
    controller.abort();
    await expect(async () => {
      for await (const _part of stream) {
        // Nothing may arrive.
      }
    }).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('TLS', () => {
  it('tells what both sides present', async () => {
    const member = await memberAt(cluster.members[0]?.endpoint);
    expect(await member.serverCertificate()).toMatchObject({ subject: 'CN=server' });
    expect(await connection.clientCertificate()).toMatchObject({ subject: 'CN=client' });
  });

  it('takes up a rotated certificate without cutting a snapshot', async () => {
    const member = await memberAt(cluster.members[0]?.endpoint);
    // More than fits the flow control window, so that the stream is open while the files change.
    for (let index = 0; index < 24; index += 1) {
      await connection.putAll([{ key: key(`/big/${index}`), value: new Uint8Array(1_000_000) }]);
    }
    const stream = member.snapshot(new AbortController().signal);
    const first = await stream[Symbol.asyncIterator]().next();
    expect(first.done).toBe(false);
    const expected = Number(first.value?.remainingBytes) + (first.value?.blob.length ?? 0) + 32;
    const fresh = await issueCertificate(cluster.authority, { commonName: 'rotated', days: 5 });
    await writeFile(cluster.files.key, fresh.key);
    await writeFile(cluster.files.certificate, fresh.certificate);
    await waitUntil('rotated certificate', async () => {
      await member.status();
      return (await connection.clientCertificate())?.subject === 'CN=rotated';
    });
    await member.status();
    let length = first.value?.blob.length ?? 0;
    for await (const part of stream) {
      length += part.blob.length;
    }
    expect(length).toBe(expected);
  });

  it('fetches a page with the same identity, within limits', async () => {
    const url = `${cluster.members[0]?.endpoint}/metrics`;
    const limits = { timeoutMilliseconds: 3_000, maximumBytes: 4_000_000 };
    const page = await connection.fetchText(url, limits);
    expect(page.status).toBe(200);
    expect(page.text).toContain('etcd_server_has_leader 1');
    expect(page.transferredBytes).toBeLessThan(page.text.length / 4);
    await expect(
      connection.fetchText(url, { ...limits, maximumBytes: 1_000 }),
    ).rejects.toMatchObject({ code: 'too_large' });
    await expect(
      connection.fetchText('http://169.254.169.254/latest/meta-data', limits),
    ).rejects.toMatchObject({ code: 'endpoint_not_allowed' });
  });
});

describe('members that fail', () => {
  it('reads on while one is frozen, and says that it did not answer', async () => {
    const [frozen] = cluster.members;
    const member = await memberAt(frozen?.endpoint);
    frozen?.pause();
    try {
      // A process with many threads takes a moment to freeze.
      await waitUntil('silence', () =>
        member.status().then(
          () => false,
          () => true,
        ),
      );
      const startedAt = performance.now();
      await expect(member.status()).rejects.toMatchObject({ code: 'deadline_exceeded' });
      expect(performance.now() - startedAt).toBeLessThan(2_500);
      await waitUntil('read', () =>
        connection.keys.range({ key: key('/t/a'), rangeEnd: undefined, limit: 1 }).then(
          ({ count }) => count === '1',
          () => false,
        ),
      );
    } finally {
      frozen?.resume();
    }
    await waitUntil('thawed member', () =>
      member.status().then(
        () => true,
        () => false,
      ),
    );
  });

  it('reads on while one is killed, and finds it again', async () => {
    const [, killed] = cluster.members;
    const member = await memberAt(killed?.endpoint);
    await killed?.stop();
    await expect(member.status()).rejects.toMatchObject({ code: 'member_unreachable' });
    await waitUntil('read', () =>
      connection.keys.revision().then(
        () => true,
        () => false,
      ),
    );
    await killed?.start();
    await waitUntil('member is back', () =>
      member.status().then(
        () => true,
        () => false,
      ),
    );
  });
});
