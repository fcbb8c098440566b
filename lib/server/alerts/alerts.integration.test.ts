import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as audit from '@/app/api/v1/audit/route';
import * as deliveriesTest from '@/app/api/v1/clusters/[cluster]/alerts/deliveries/[receiver]/test/route';
import * as deliveries from '@/app/api/v1/clusters/[cluster]/alerts/deliveries/route';
import * as history from '@/app/api/v1/clusters/[cluster]/alerts/history/route';
import * as rules from '@/app/api/v1/clusters/[cluster]/alerts/rules/[rule]/route';
import * as silence from '@/app/api/v1/clusters/[cluster]/alerts/silences/[silence]/route';
import * as silences from '@/app/api/v1/clusters/[cluster]/alerts/silences/route';
import { alertRules, findRule } from '@/lib/domain/alerts/rules';
import {
  type AlertHistory,
  alertHistorySchema,
  deliveriesSchema,
  silenceSchema,
} from '@/lib/domain/api/alerts';
import { waitUntil } from '@/scripts/wait-until';
import { callRoute, forgetRates, loggedIn } from '../http/testing';
import { readReceiverStates } from '../store/alert-outbox';
import { insertSilence, maximumSilences } from '../store/alert-settings';
import { readAlertMarks } from '../store/alerts';
import { readSampleRows } from '../store/samples';
import { readTargets } from '../store/scrape-targets';
import { testDelivery } from './deliveries';
import { runningAlerts } from './running-alerts';
import { intervalMilliseconds, watchCluster } from './testing/watched-cluster';

const name = 'test';
const params = { cluster: name };
const megabyte = 1024 * 1024;

let watched: Awaited<ReturnType<typeof watchCluster>>;
let cluster: typeof watched.cluster;
let store: typeof watched.store;
let connection: typeof watched.connection;
let headers: Record<string, string>;
let viewer: Record<string, string>;
let read: typeof watched.read;
let firing: typeof watched.firing;
let untilFiring: typeof watched.untilFiring;
let untilQuiet: typeof watched.untilQuiet;

const readHistory = async (query = ''): Promise<AlertHistory> => {
  const response = await callRoute(history.GET, { params, headers: viewer, query });
  return alertHistorySchema.parse(await response.json());
};

const put = (key: string, bytes: number) =>
  connection.putAll([{ key: Buffer.from(key), value: Buffer.alloc(bytes, 'v') }]);

beforeAll(async () => {
  watched = await watchCluster({
    members: 3,
    arguments: [`--quota-backend-bytes=${16 * megabyte}`],
    // That of fragmentation fires also for a small database here.
    thresholds: {
      'high-number-of-failed-proposals': { perSecond: 0 },
      'database-high-fragmentation-ratio': { bytes: megabyte },
    },
    notifications: [
      {
        kind: 'webhook',
        name: 'web',
        clusters: undefined,
        minimumSeverity: 'critical',
        ca: undefined,
        url: 'http://127.0.0.1:1/a/token',
        secret: undefined,
      },
    ],
  });
  ({ cluster, store, connection, viewer, read, firing, untilFiring, untilQuiet } = watched);
  headers = (await loggedIn('root', 'admin')).headers;
});

afterAll(() => watched?.stop());

beforeEach(forgetRates);

describe('alerts of a real cluster', () => {
  it('tell what is well, and what cannot be told', async () => {
    await waitUntil('an evaluation with facts', async () => {
      forgetRates();
      const { evaluatedAt } = await read();
      return evaluatedAt !== null && (await firing()).has('backup-too-old');
    });
    const { rules: all, source } = await read();
    expect(source).toBe('embedded');
    expect(all).toHaveLength(alertRules.length);
    expect(all[0]?.id).toBe('backup-too-old');
    const untold = all.filter(({ notEvaluated }) => notEvaluated !== null);
    expect(untold.map(({ id, notEvaluated }) => [id, notEvaluated])).toEqual(
      expect.arrayContaining([['grpc-requests-slow', 'not-exposed']]),
    );
    expect([...(await firing()).keys()]).toEqual(['backup-too-old']);
  });

  it('fire for a full quota, and for what is left free after deleting', async () => {
    const quotaRules = [
      'quota-use-65',
      'quota-use-75',
      'quota-use-85',
      'database-quota-low-space',
      'excessive-database-growth',
    ];
    for (let index = 0; index < 16; index += 1) {
      await put(`/fill/${index}`, megabyte - 100 * 1024).catch(() => undefined);
    }
    await untilFiring(...quotaRules);
    await waitUntil('every member is told of', async () => {
      return (await firing()).get('database-quota-low-space')?.alerts.length === 3;
    });
    const { rules: all } = await read();
    expect(all[0]?.severity).toBe('critical');
    // All but two, so that what is left is worth defragmenting.
    await cluster.etcdctl('del', '/fill/1', '/fill/9');
    const revision = /"revision":(\d+)/.exec(
      await cluster.etcdctl('endpoint', 'status', '--write-out=json'),
    )?.[1];
    await cluster.etcdctl('compact', '--physical', String(revision));
    const fragmented = await untilFiring('database-high-fragmentation-ratio');
    expect(fragmented.get('database-high-fragmentation-ratio')?.alerts[0]?.value).toBeLessThan(0.5);
    await cluster.etcdctl('alarm', 'disarm');
    await cluster.etcdctl('defrag');
    await untilQuiet('database-quota-low-space', 'database-high-fragmentation-ratio');
  });

  it('fire for a leader that changes often', async () => {
    const ids = (await connection.members()).map(({ listed }) => listed.id);
    const begun = Date.now();
    for (const target of [...ids, ...ids].slice(0, 5)) {
      await waitUntil('another leader', async () => {
        const leader = await Promise.all(
          cluster.members.map(({ endpoint }) =>
            cluster.etcdctl(`--endpoints=${endpoint}`, 'move-leader', target).catch(() => ''),
          ),
        );
        return leader.some((text) => text.includes('Leadership transferred'));
      }).catch(() => undefined);
    }
    const [member] = await readTargets(store, name);
    const until = Date.now() + 2 * intervalMilliseconds;
    const rows = await waitUntil('the changes in the samples', async () => {
      const found = await readSampleRows(store, {
        cluster: name,
        memberId: member?.memberId ?? '',
        after: begun - 5000,
        until: Date.now(),
        step: 1,
      });
      return (found.at(-1)?.time ?? 0) > until && found;
    });
    // The rule looks at a sample a minute, so the seconds that were really seen are taken as minutes.
    const last = rows.at(-1)?.time ?? 0;
    const at = Math.ceil(last / 60_000) * 60_000;
    const stretched = rows.map((row) => ({ ...row, time: at - (last - row.time) * 30 }));
    const context = {
      at,
      members: [{ memberId: 'a1', memberName: 'm1', up: true, rows: stretched }],
      facts: {
        certificates: undefined,
        lastBackup: undefined,
        clockSkews: undefined,
        unreachable: false,
      },
      thresholds: { changes: 4 },
    };
    expect(findRule('high-number-of-leader-changes')?.evaluate(context)).toHaveLength(1);
  });

  it('fire for members that are down, for a lost majority and what it costs', async () => {
    const [, second, third] = cluster.members;
    await third?.stop();
    const one = await untilFiring('members-down', 'member-unreachable');
    expect(one.get('members-down')?.alerts).toMatchObject([{ value: 1, memberId: null }]);
    expect(one.get('member-unreachable')?.alerts).toMatchObject([{ memberName: 'm3' }]);
    expect(one.has('insufficient-members')).toBe(false);
    await second?.stop();
    const lost = untilFiring(
      'insufficient-members',
      'no-leader',
      'high-number-of-failed-proposals',
    );
    await put('/lost', 10).catch(() => undefined);
    const found = await lost;
    expect(found.get('no-leader')?.alerts).toMatchObject([{ memberName: 'm1', value: 0 }]);
    expect((await runningAlerts(name)).critical).toBeGreaterThanOrEqual(2);
    await Promise.all([second?.start(), third?.start()]);
    await untilQuiet('members-down', 'member-unreachable', 'insufficient-members', 'no-leader');
    const { alerts: past } = await readHistory('?limit=200');
    expect(past.filter(({ rule }) => rule === 'insufficient-members')).toMatchObject([
      { state: 'resolved', value: 1 },
    ]);
    const page = await readHistory('?limit=1&rule=member-unreachable');
    expect(page.alerts).toHaveLength(1);
    const [first, ...rest] = past;
    const next = await readHistory(
      `?limit=200&cursor=${Date.parse(first?.firedAt ?? '')}.${first?.id}`,
    );
    expect(next.alerts.map(({ id }) => id)).toEqual(rest.map(({ id }) => id));
    const times = past.map(({ firedAt }) => Date.parse(firedAt ?? ''));
    expect(times).toEqual(times.toSorted((left, right) => right - left));
    const marks = await readAlertMarks(store, { cluster: name, from: 0, to: Date.now() });
    expect(marks.map(({ rule }) => rule)).toContain('no-leader');
  });
});

describe('what is set', () => {
  const firesNow = { thresholds: [{ name: 'days', value: 3650 }], forSeconds: 0, enabled: true };

  it('is a threshold, which makes certificates fire and is audited', async () => {
    const rule = 'certificate-expiry-warning';
    const change = (by: Record<string, string>, body: object) =>
      callRoute(rules.PUT, { params: { ...params, rule }, headers: by, body });
    const reason = 'every certificate is to be told';
    expect((await change(viewer, { ...firesNow, reason })).status).toBe(403);
    expect((await change(headers, { ...firesNow, reason })).status).toBe(200);
    const found = await untilFiring(rule);
    expect(found.get(rule)?.expression).toContain('3650');
    expect(found.get(rule)?.alerts.map(({ labels }) => labels.certificate)).toContain('client');
    expect(found.get(rule)?.measured).toHaveLength(4);
    const tooFew = [{ name: 'days', value: 3 }];
    const refused = await change(headers, { ...firesNow, thresholds: tooFew, reason });
    expect(await refused.json()).toMatchObject({
      code: 'threshold_refused',
      parameters: { problem: 'order', rule: 'etcdscopeCertificateExpirySoon', value: '7' },
    });
    for (const thresholds of [
      [{ name: 'days', value: 9999 }],
      [{ name: 'days', value: 30.5 }],
      [{ name: 'days', value: -1 }],
      [{ name: 'days', value: Number.NaN }],
      [{ name: 'other', value: 1 }],
      [
        { name: 'days', value: 10 },
        { name: 'days', value: 30 },
      ],
    ]) {
      expect((await change(headers, { ...firesNow, thresholds, reason })).status).toBe(400);
    }
    expect((await change(headers, { ...firesNow, enabled: false, reason })).status).toBe(200);
    await untilQuiet(rule);
    const log = await (await callRoute(audit.GET, { headers })).text();
    expect(log).toContain('alert:configure');
    expect(log).toContain(reason);
  });

  it('is a silence with its reason and end', async () => {
    const rule = 'backup-too-old';
    const endsAt = new Date(Date.now() + 3_600_000).toISOString();
    const begin = (body: object) => callRoute(silences.POST, { params, headers, body });
    const wanted = { rule, reason: 'maintenance', endsAt };
    const wrong = [
      { endsAt: new Date(0).toISOString() },
      { endsAt: new Date(Date.now() + 400 * 24 * 3_600_000).toISOString() },
      { endsAt: 'tomorrow' },
      { reason: 'long '.repeat(2000) },
      { reason: 'two\nlines' },
      { rule: 'no-such-rule' },
      { memberId: 'abc' },
      { memberId: '' },
    ];
    for (const part of wrong) {
      expect([part, (await begin({ ...wanted, ...part })).status]).toEqual([part, 400]);
    }
    const begun = silenceSchema.parse(await (await begin(wanted)).json());
    expect((await firing()).get(rule)?.alerts[0]?.silencedBy).toBe(begun.id);
    const end = () =>
      callRoute(silence.DELETE, { params: { ...params, silence: begun.id }, headers });
    expect((await end()).status).toBe(204);
    expect((await end()).status).toBe(404);
    expect((await firing()).get(rule)?.alerts[0]?.silencedBy).toBeNull();
    const listed = await (await callRoute(silences.GET, { params, headers: viewer })).text();
    expect(listed).toContain('maintenance');
    const now = Date.now();
    for (let index = 0; index < maximumSilences; index += 1) {
      await insertSilence(store, {
        id: `other ${index}`,
        cluster: name,
        rule: 'no-leader',
        member_id: null,
        reason: 'maintenance',
        created_by: 'root',
        created_at: now,
        ends_at: now + 60_000,
        ended_at: null,
      });
    }
    const refused = await begin(wanted);
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({
      code: 'too_many_silences',
      parameters: { limit: maximumSilences },
    });
  });

  it('is a receiver that is tested, and whose secrets are not told', async () => {
    const test = (receiver: string, by = headers) =>
      callRoute(deliveriesTest.POST, { params: { ...params, receiver }, headers: by });
    expect((await test('web', viewer)).status).toBe(403);
    expect((await test('other')).status).toBe(404);
    expect(await (await test('web')).json()).toEqual({
      delivered: false,
      failure: { code: 'unreachable', error: 'ECONNREFUSED' },
    });
    const answer = await (await callRoute(deliveries.GET, { params, headers: viewer })).json();
    const [receiver] = deliveriesSchema.parse(answer).receivers;
    expect(receiver).toMatchObject({ target: 'http://127.0.0.1:1', state: 'failing' });
    expect(receiver?.waiting).toBeGreaterThan(0);
    const before = await readReceiverStates(store);
    const gone = testDelivery({ cluster: name, name: 'web' }, AbortSignal.abort());
    await expect(gone).rejects.toThrow(/abort/);
    expect((await readReceiverStates(store)).get('web')?.failure).toEqual(
      before.get('web')?.failure,
    );
  });
});
