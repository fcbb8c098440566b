import { afterAll, beforeAll, expect, it } from 'vitest';
import * as slow from '@/app/api/v1/clusters/[cluster]/advisor/slow/route';
import { slownessSchema } from '@/lib/domain/api/advisor';
import { slowDisk } from '@/scripts/etcd/slow-disk';
import { waitUntil } from '@/scripts/wait-until';
import { readOverview } from '../clusters/read-overview';
import { callRoute, forgetRates } from '../http/testing';
import { watchCluster } from './testing/watched-cluster';

const delayMilliseconds = 1_300;

let watched: Awaited<ReturnType<typeof watchCluster>>;
let restore: (() => Promise<void>) | undefined;

beforeAll(async () => {
  watched = await watchCluster({ members: 3 });
});

afterAll(async () => {
  await restore?.();
  await watched?.stop();
});

it('alerts and the advisor tell of a disk that is really slow, and of its member', async (context) => {
  const { cluster, connection, viewer, firing, untilFiring } = watched;
  await waitUntil('members are watched', async () => (await watched.read()).evaluatedAt !== null);
  expect([...(await firing()).keys()].filter((id) => id.startsWith('high-'))).toEqual([]);

  const { members } = await readOverview(cluster.config.name);
  const name = members.find(({ role }) => role === 'follower')?.name;
  const pid = cluster.members.find((member) => member.name === name)?.pid ?? 0;
  restore = await slowDisk(pid, delayMilliseconds).catch((error) => {
    if (/not permitted/i.test(String(error.cause ?? error))) {
      context.skip('this machine lets no process trace another, so no disk can be slowed');
    }
    throw error;
  });

  let writes = 0;
  const writing = setInterval(() => {
    writes += 1;
    connection
      .putAll([{ key: Buffer.from(`/slow/${writes}`), value: Buffer.from('v') }])
      .catch(() => undefined);
  }, 200);
  try {
    const found = await untilFiring(
      'high-fsync-durations-warning',
      'high-fsync-durations-critical',
      'high-commit-durations',
    );
    for (const id of ['high-fsync-durations-critical', 'high-commit-durations']) {
      const alerts = found.get(id)?.alerts ?? [];
      expect(alerts.map(({ memberName }) => memberName)).toEqual([name]);
      expect(alerts[0]?.value).toBeGreaterThan(1);
    }
    const causes = await waitUntil('the disk as the first cause', async () => {
      forgetRates();
      const request = { params: { cluster: cluster.config.name }, headers: viewer };
      const answer = await callRoute(slow.GET, { ...request, query: '?minutes=1' });
      const slowness = slownessSchema.parse(await answer.json());
      return slowness.causes[0]?.id === 'disk' && slowness.causes;
    });
    expect(causes[0]?.evidence.map(({ parameters }) => parameters.member)).toContain(name);
  } finally {
    clearInterval(writing);
  }
});
