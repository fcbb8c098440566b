import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Alerts, Rule } from '@/lib/domain/api/alerts';
import { type EtcdCluster, startCluster } from '@/scripts/etcd/start-cluster';
import { type RunningPrometheus, startPrometheus } from '@/scripts/prometheus/start-prometheus';
import { waitUntil } from '@/scripts/wait-until';
import { clusterConnection, clusterConnections } from '../etcd/cluster-connections';
import { startTestServer } from '../http/testing';
import { ClusterCollector } from '../metrics/cluster-collector';
import { StepClock } from '../metrics/step-clock';
import { saveEditedRule } from '../store/alert-settings';
import { listFiredAlerts } from '../store/alerts';
import { clusterAlerts } from './alert-engines';
import { listRules } from './list-rules';

const name = 'test';

let cluster: EtcdCluster;
let prometheus: RunningPrometheus;
let collector: ClusterCollector;
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
  for (const rule of ['member-unreachable', 'insufficient-members']) {
    await saveEditedRule(
      server.store,
      { cluster: name, rule },
      {
        edited: { thresholds: {}, forSeconds: 0, enabled: true },
        reason: 'tests',
        set_by: 'tests',
        set_at: 0,
      },
    );
  }
  collector = new ClusterCollector({
    connection: clusterConnection(name),
    store: server.store,
    intervalMilliseconds: 500,
    clock: new StepClock(),
    onRound: () => undefined,
  });
  collector.start();
});

afterAll(async () => {
  await collector?.stop();
  await prometheus?.stop();
  for (const open of clusterConnections()) {
    open.close();
  }
  await server?.stop();
  await cluster?.stop();
});

const evaluated = async (): Promise<{ all: Alerts; rules: Map<string, Rule> }> => {
  await clusterAlerts(name).evaluate(Date.now());
  const all = await listRules(name);
  return { all, rules: new Map(all.rules.map((rule) => [rule.id, rule])) };
};

/** Evaluates until a rule stands as wanted. */
const until = (state: Rule['state'], rule: string) =>
  waitUntil(`${rule} is ${state}`, async () => {
    const now = await evaluated();
    return now.rules.get(rule)?.state === state && now;
  });

const unreachable = 'member-unreachable';

const idsOf = (rules: Map<string, Rule>): (string | undefined)[] =>
  rules.get(unreachable)?.alerts.map(({ id }) => id) ?? [];

it('takes alerts from a real Prometheus', async () => {
  const { all, rules } = await waitUntil('the first samples', async () => {
    const now = await evaluated();
    return now.rules.get('no-leader')?.notEvaluated === null && now.all.standIn === null && now;
  });
  expect(all.source).toBe('prometheus');
  expect(rules.get('no-leader')?.expression).toBe('etcd_server_has_leader{job="etcd"} == 0');
  expect(rules.get('grpc-requests-slow')?.notEvaluated).toBe('not-exposed');
  expect(rules.get(unreachable)?.state).toBe('inactive');
  // What no metric tells is evaluated here.
  expect(rules.get('backup-too-old')?.state).toBe('pending');

  await cluster.members[0]?.stop();
  const down = await until('firing', unreachable);
  expect(down.all.standIn).toBeNull();
  expect(down.rules.get(unreachable)?.alerts).toMatchObject([{ memberName: 'm1', value: 0 }]);
  expect(down.rules.get('members-down')?.alerts).toMatchObject([{ memberId: null, value: 1 }]);
});

it('evaluates our own samples while Prometheus is down, and ends no alert for that', async () => {
  const before = idsOf((await evaluated()).rules);
  expect(before).toHaveLength(1);
  await prometheus.crash();
  const down = await evaluated();
  expect(down.all).toMatchObject({
    source: 'prometheus',
    standIn: { failure: { code: 'prometheus_unreachable' } },
  });
  expect(down.all.standIn?.rules).toBeGreaterThan(15);
  expect(idsOf(down.rules)).toEqual(before);
  expect(down.rules.get('insufficient-members')).toMatchObject({
    state: 'firing',
    notEvaluated: null,
  });

  // A member that comes back and dies again while nobody asks Prometheus is seen.
  await cluster.members[0]?.start();
  await until('inactive', unreachable);
  await cluster.members[0]?.stop();
  const again = idsOf((await until('firing', unreachable)).rules);
  expect(again).not.toEqual(before);
  const since = (await evaluated()).all.standIn?.since;
  expect(since).toBe(down.all.standIn?.since);

  await prometheus.start();
  const back = await waitUntil('Prometheus is asked again', async () => {
    const now = await evaluated();
    expect(idsOf(now.rules)).toEqual(again);
    return now.all.standIn === null && now;
  });
  expect(back.rules.get(unreachable)?.state).toBe('firing');
  const fired = await listFiredAlerts(server.store, name, { rule: unreachable, limit: 2 });
  expect(fired.map(({ id }) => String(id))).toEqual([...again, ...before]);
});
