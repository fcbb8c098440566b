import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Rule } from '@/lib/domain/api/alerts';
import { type EtcdCluster, startCluster } from '@/scripts/etcd/start-cluster';
import { type RunningPrometheus, startPrometheus } from '@/scripts/prometheus/start-prometheus';
import { waitUntil } from '@/scripts/wait-until';
import { clusterConnection, clusterConnections } from '../etcd/cluster-connections';
import { startTestServer } from '../http/testing';
import { recordMembers } from '../store/scrape-targets';
import { clusterAlerts } from './alert-engines';
import { listRules } from './list-rules';

const name = 'test';

let cluster: EtcdCluster;
let prometheus: RunningPrometheus;
let server: Awaited<ReturnType<typeof startTestServer>>;

beforeAll(async () => {
  cluster = await startCluster({ members: 1 });
  prometheus = await startPrometheus(cluster.config, { intervalSeconds: 1 });
  const { url } = prometheus;
  const config = {
    url,
    tls: undefined,
    credentials: undefined,
    matchers: 'job="etcd"',
    memberLabel: 'instance',
  };
  server = await startTestServer({ clusters: [{ ...cluster.config, prometheus: config }] });
  const [member] = await clusterConnection(name).members();
  const known = { cluster: name, memberId: member?.listed.id ?? '', memberName: 'm1' };
  await recordMembers(server.store, name, [known], Date.now());
});

afterAll(async () => {
  await prometheus?.stop();
  for (const open of clusterConnections()) {
    open.close();
  }
  await server?.stop();
  await cluster?.stop();
});

const evaluated = async (): Promise<Map<string, Rule>> => {
  await clusterAlerts(name).evaluate(Date.now());
  const { rules, source } = await listRules(name);
  expect(source).toBe('prometheus');
  return new Map(rules.map((rule) => [rule.id, rule]));
};

it('takes alerts from a real Prometheus, and ends none where that is silent', async () => {
  const well = await waitUntil('the first samples', async () => {
    const rules = await evaluated();
    return rules.get('no-leader')?.notEvaluated === null && rules;
  });
  expect(well.get('no-leader')?.expression).toBe('etcd_server_has_leader{job="etcd"} == 0');
  expect(well.get('grpc-requests-slow')?.notEvaluated).toBe('not-exposed');
  expect(well.get('member-unreachable')?.state).toBe('inactive');
  // What no metric tells is evaluated here.
  expect(well.get('backup-too-old')?.state).toBe('pending');

  await cluster.members[0]?.stop();
  const down = await waitUntil('the member is down', async () => {
    const rules = await evaluated();
    return rules.get('insufficient-members')?.state === 'pending' && rules;
  });
  expect(down.get('member-unreachable')?.alerts).toMatchObject([{ memberName: 'm1', value: 0 }]);
  expect(down.get('members-down')?.alerts).toMatchObject([{ memberId: null, value: 1 }]);

  await prometheus.stop();
  const silent = await evaluated();
  expect(silent.get('insufficient-members')).toMatchObject({
    state: 'pending',
    notEvaluated: 'source-failed',
  });
});
