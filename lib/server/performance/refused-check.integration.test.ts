import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import * as checks from '@/app/api/v1/clusters/[cluster]/performance/checks/route';
import * as plan from '@/app/api/v1/clusters/[cluster]/performance/plan/route';
import {
  type PerformanceRefusal,
  performanceChecksSchema,
  performancePlanSchema,
} from '@/lib/domain/api/performance';
import { utf8Bytes } from '@/lib/domain/bytes';
import { prefixRange, rangeBounds } from '@/lib/domain/keys/key-range';
import { checkRoot } from '@/lib/domain/performance/check-keys';
import { type EtcdCluster, startCluster } from '@/scripts/etcd/start-cluster';
import { clusterConnection, clusterConnections } from '../etcd/cluster-connections';
import { callRoute, forgetRates, loggedIn, problemIn, startTestServer } from '../http/testing';

/** A member, as it is and read-only. */
let etcd: EtcdCluster;
/** A member whose quota is switched off, so that nobody knows how much it may hold. */
let boundless: EtcdCluster;
let server: Awaited<ReturnType<typeof startTestServer>>;
let headers: Record<string, string>;

beforeAll(async () => {
  [etcd, boundless] = await Promise.all([
    startCluster({ members: 1 }),
    startCluster({ members: 1, arguments: ['--quota-backend-bytes=-1'] }),
  ]);
  server = await startTestServer({
    clusters: [
      { ...etcd.config, name: 'open' },
      { ...etcd.config, name: 'read-only', readOnly: true },
      { ...boundless.config, name: 'boundless' },
    ],
  });
  ({ headers } = await loggedIn('operator', 'operator'));
});

beforeEach(forgetRates);

afterAll(async () => {
  for (const open of clusterConnections()) {
    open.close();
  }
  await server?.stop();
  await Promise.all([etcd?.stop(), boundless?.stop()]);
});

const refusalsOf = async (cluster: string): Promise<PerformanceRefusal[]> => {
  const query = '?load=small&seconds=10';
  const answer = await callRoute(plan.GET, { params: { cluster }, headers, query });
  return performancePlanSchema.parse(await answer.json()).refusals;
};

it('is refused nowhere that has room and may be written', async () => {
  expect(await refusalsOf('open')).toEqual([]);
});

it.each([
  ['read-only', { reason: 'readOnly' }],
  ['boundless', { reason: 'quotaUnknown', member: 'm1' }],
] as const)('is refused by a cluster that is %s, and writes nothing', async (cluster, refusal) => {
  const { reason, ...parameters } = refusal;
  expect(await refusalsOf(cluster)).toEqual([{ reason, parameters }]);

  const body = { load: 'small', seconds: 10, confirmation: cluster };
  const answer = await callRoute(checks.POST, { params: { cluster }, headers, body });

  expect(answer.status).toBe(409);
  expect(await problemIn(answer)).toMatchObject({
    code: 'performance_refused',
    parameters: refusal,
  });
  const list = await callRoute(checks.GET, { params: { cluster }, headers });
  expect(performanceChecksSchema.parse(await list.json()).checks).toEqual([]);
  const bounds = rangeBounds(prefixRange(utf8Bytes(checkRoot)));
  const written = { ...bounds, limit: 1, countOnly: true };
  expect((await clusterConnection(cluster).keys.range(written)).count).toBe('0');
});
