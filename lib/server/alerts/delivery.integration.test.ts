import { createHmac } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RuleAlert } from '@/lib/domain/alerts/alert-rule';
import {
  type RunningAlertmanager,
  startAlertmanager,
} from '@/scripts/alertmanager/start-alertmanager';
import { createAuthority, issueCertificate } from '@/scripts/etcd/certificates';
import { waitUntil } from '@/scripts/wait-until';
import type { EmailConfig, ReceiverConfig, WebhookConfig } from '../config/notification-config';
import { startTestServer } from '../http/testing';
import { readReceiverStates, readWaiting } from '../store/alert-outbox';
import { endSilence, insertSilence, saveEditedRule } from '../store/alert-settings';
import { openStore, type Store } from '../store/store';
import { ClusterAlerts } from './cluster-alerts';
import { deliverWaiting } from './deliver-waiting';
import { AlertDeliverer } from './deliverer';
import { endForgotten } from './end-forgotten';

const cluster = 'test';
const secret = 'a secret of the webhook';
const rule = 'high-fsync-durations-critical';

type Received = { body: string; headers: IncomingHttpHeaders };
let directory: string;
let server: Awaited<ReturnType<typeof startTestServer>>;
let alertmanager: RunningAlertmanager;
let smtp: SMTPServer;
let web: Server;
let received: Received[] = [];
let mails: string[] = [];
let status = 200;
let webhook: WebhookConfig;
let email: EmailConfig;
let stores = 0;

const common = { clusters: undefined, minimumSeverity: 'info', ca: undefined } as const;

const alertmanagerAt = (url: string): ReceiverConfig => ({
  ...common,
  kind: 'alertmanager',
  name: 'am',
  url,
  basic: undefined,
  bearer: undefined,
  resendSeconds: 60,
});

const listen = (target: { listen: (port: number, host: string, done: () => void) => unknown }) =>
  new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve));

const portOf = (address: AddressInfo | string | null): number =>
  typeof address === 'object' && address !== null ? address.port : 0;

const startSmtp = async (): Promise<void> => {
  const authority = await createAuthority();
  const identity = await issueCertificate(authority, {
    commonName: 'mail',
    hosts: ['127.0.0.1', 'localhost'],
  });
  await writeFile(path.join(directory, 'ca.pem'), authority.certificate);
  smtp = new SMTPServer({
    cert: identity.certificate,
    key: identity.key,
    onAuth: ({ username, password }, _, done) =>
      username === 'etcdscope' && password === 'mail password'
        ? done(null, { user: username })
        : done(new Error('Invalid login')),
    onData: (stream, _, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        mails.push(Buffer.concat(chunks).toString('utf8'));
        done();
      });
    },
  });
  await listen(smtp);
  email = {
    ...common,
    kind: 'email',
    name: 'mail',
    host: 'localhost',
    port: portOf(smtp.server.address()),
    security: 'starttls',
    ca: path.join(directory, 'ca.pem'),
    authentication: { username: 'etcdscope', password: { text: 'mail password' } },
    from: 'etcd alerts <etcd@example.org>',
    to: ['operators@example.org'],
  };
};

const startWeb = async (): Promise<void> => {
  web = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(Buffer.from(chunk));
    }
    received.push({ body: Buffer.concat(chunks).toString('utf8'), headers: request.headers });
    response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end();
  });
  await listen(web);
  webhook = {
    ...common,
    kind: 'webhook',
    name: 'web',
    url: `http://127.0.0.1:${portOf(web.address())}/token/of/the/hook`,
    secret: { text: secret },
  };
};

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'etcdscope-delivery-'));
  server = await startTestServer({ publicOrigins: ['https://etcd.example.org'] });
  [alertmanager] = await Promise.all([startAlertmanager(), startSmtp(), startWeb()]);
});

afterAll(async () => {
  await alertmanager?.stop();
  await new Promise<void>((resolve) => smtp.close(resolve));
  web.closeAllConnections();
  await new Promise<void>((resolve) => web.close(() => resolve()));
  await server?.stop();
  await rm(directory, { recursive: true, force: true });
});

beforeEach(() => {
  received = [];
  mails = [];
  status = 200;
});

const newStore = (): Promise<Store> => {
  stores += 1;
  return openStore(path.join(directory, `${stores}.sqlite`));
};

const slow: RuleAlert = { memberId: 'a1', labels: {}, value: 1.5 };

/** Alerts of a rule that fires at once unless told, over a condition that is set by hand. */
const alertsOver = async (store: Store, receivers: readonly ReceiverConfig[], forSeconds = 0) => {
  let holding: RuleAlert[] | undefined = [];
  await saveEditedRule(
    store,
    { cluster, rule },
    {
      edited: { thresholds: {}, forSeconds, enabled: true },
      reason: 'tests',
      set_by: 'tests',
      set_at: 0,
    },
  );
  const member = { memberId: 'a1', memberName: 'm1', up: true, rows: [] };
  const facts = {
    certificates: undefined,
    lastBackup: undefined,
    clockSkews: undefined,
    unreachable: false,
  };
  const alerts = new ClusterAlerts({
    store,
    cluster,
    source: {
      kind: 'embedded',
      matchers: '',
      gather: async (at) => ({ at, members: [member], facts }),
      evaluate: async ({ id }) => ({
        alerts: id === rule ? (holding ?? []) : [],
        notEvaluated: holding === undefined ? 'not-known' : null,
      }),
    },
    receiversOf: () => receivers.map(({ name }) => name),
    onChange: () => undefined,
    onMessage: () => undefined,
  });
  return {
    /** Without a condition nothing is known. */
    hold: async (condition: RuleAlert[] | undefined, at = Date.now()) => {
      holding = condition;
      await alerts.evaluate(at);
    },
  };
};

const statuses = (): string[] =>
  received.flatMap(({ body }) =>
    JSON.parse(body).alerts.map((alert: { status: string }) => alert.status),
  );

const deliver = (store: Store, receiver: ReceiverConfig, now = Date.now(), isResendDue = false) =>
  deliverWaiting({ store, receiver, now, isResendDue, signal: new AbortController().signal });

describe('alerts that fire and end', () => {
  it('arrive at a real Alertmanager, by mail and at a webhook', async () => {
    const store = await newStore();
    const receivers: ReceiverConfig[] = [alertmanagerAt(alertmanager.url), email, webhook];
    const alerts = await alertsOver(store, receivers);
    const deliverer = new AlertDeliverer({ store, receivers });
    await alerts.hold([slow]);
    deliverer.start();
    const [held] = await waitUntil('the alert in Alertmanager', async () => {
      const found = await alertmanager.alerts();
      return found.length > 0 && found;
    });
    expect(held?.labels).toEqual({
      alertname: 'etcdHighFsyncDurations',
      rule,
      cluster,
      severity: 'critical',
      member: 'm1',
    });
    await waitUntil('a mail and a call', () => mails.length === 1 && received.length === 1);
    expect(mails[0]).toContain('Subject: [etcd test] critical: etcdHighFsyncDurations (m1)');
    expect(mails[0]).toContain('https://etcd.example.org/clusters/test/alerts/');
    const [call] = received;
    const [, time, digest] =
      /^t=(\d+),v1=(\w+)$/.exec(String(call?.headers['x-etcdscope-signature'])) ?? [];
    expect(digest).toBe(createHmac('sha256', secret).update(`${time}.${call?.body}`).digest('hex'));
    await alerts.hold([slow]);
    await alerts.hold([]);
    deliverer.wake();
    await waitUntil('no alert in Alertmanager', async () => {
      return (await alertmanager.alerts()).length === 0;
    });
    await waitUntil('the end everywhere', () => mails.length === 2 && received.length === 2);
    expect(mails[1]).toContain('Subject: [etcd test] resolved: etcdHighFsyncDurations (m1)');
    expect(statuses()).toEqual(['firing', 'resolved']);
    const states = [...(await readReceiverStates(store)).values()];
    expect(states.map(({ failure }) => failure)).toEqual([null, null, null]);
    await deliverer.stop();
    await store.destroy();
  });
});

describe('what is silenced', () => {
  it('is told once the silence ends, and its end only where its beginning was', async () => {
    const store = await newStore();
    const alerts = await alertsOver(store, [webhook]);
    const now = Date.now();
    const silence = {
      id: 'silence',
      cluster,
      rule,
      member_id: 'a1',
      reason: 'maintenance',
      created_by: 'operator',
      created_at: now,
      ends_at: now + 3_600_000,
      ended_at: null,
    };
    await insertSilence(store, silence);
    await alerts.hold([slow]);
    await alerts.hold([]);
    await alerts.hold([slow]);
    expect(await deliver(store, webhook)).toBe('nothing');
    await endSilence(store, silence, Date.now());
    await alerts.hold([slow]);
    expect(await deliver(store, webhook)).toBe('sent');
    expect(statuses()).toEqual(['firing']);
    await insertSilence(store, { ...silence, id: 'second' });
    await alerts.hold([]);
    expect(await deliver(store, webhook)).toBe('sent');
    expect(statuses()).toEqual(['firing', 'resolved']);
    await store.destroy();
  });
});

describe('a receiver that fails', () => {
  it('is seen, is not hurried, and gets everything once after a crash and a restart', async () => {
    const store = await newStore();
    const file = path.join(directory, `${stores}.sqlite`);
    const alerts = await alertsOver(store, [webhook]);
    status = 500;
    await alerts.hold([slow]);
    expect(await deliver(store, webhook)).toBe('failed');
    await alerts.hold([]);
    expect(await deliver(store, webhook)).toBe('paused');
    const failing = (await readReceiverStates(store)).get('web');
    expect(failing).toMatchObject({ failure: 'it answered HTTP 500', failures: 1 });
    expect(received).toHaveLength(1);

    // As after a crash: nothing is closed, and another process opens the same file.
    const reopened = await openStore(file);
    status = 200;
    received = [];
    const later = Date.now() + 60_000;
    expect(await readWaiting(reopened, 'web', 10)).toHaveLength(2);
    expect(await deliver(reopened, webhook, later)).toBe('sent');
    expect(await deliver(reopened, webhook, later)).toBe('nothing');
    expect(statuses()).toEqual(['firing', 'resolved']);
    expect((await readReceiverStates(reopened)).get('web')?.failure).toBeNull();
    await reopened.destroy();
    await store.destroy();
  });

  it('waits longer with every failure, ten minutes at most', async () => {
    const store = await newStore();
    const alerts = await alertsOver(store, [webhook]);
    status = 503;
    await alerts.hold([slow]);
    let now = Date.now();
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 9; attempt += 1) {
      expect(await deliver(store, webhook, now)).toBe('failed');
      const retryAt = (await readReceiverStates(store)).get('web')?.retry_at ?? 0;
      pauses.push((retryAt - now) / 1000);
      now = retryAt;
    }
    expect(pauses[0]).toBeGreaterThanOrEqual(4);
    expect(pauses[0]).toBeLessThanOrEqual(6);
    expect(pauses[8]).toBeGreaterThanOrEqual(480);
    expect(pauses[8]).toBeLessThanOrEqual(720);
    await store.destroy();
  });

  it.each([
    ['redirects', 302, 'it answered HTTP 302, a redirect is not followed'],
    ['refuses', 401, 'it answered HTTP 401'],
  ])('is told of: one that %s', async (_, answer, failure) => {
    const store = await newStore();
    const alerts = await alertsOver(store, [webhook]);
    status = answer;
    await alerts.hold([slow]);
    expect(await deliver(store, webhook)).toBe('failed');
    expect(received).toHaveLength(1);
    expect((await readReceiverStates(store)).get('web')?.failure).toBe(failure);
    await store.destroy();
  });

  it('is told of: mail servers without TLS, with a wrong password, or that are not there', async () => {
    const closed = createTcpServer();
    await listen(closed);
    const port = portOf(closed.address());
    await new Promise<void>((resolve) => closed.close(() => resolve()));
    const wrong: [EmailConfig, RegExp][] = [
      [{ ...email, ca: undefined }, /did not take it \(E/],
      [
        { ...email, authentication: { username: 'etcdscope', password: { text: 'no' } } },
        /EAUTH, 535/,
      ],
      [{ ...email, port }, /did not take it \(E/],
    ];
    for (const [receiver, failure] of wrong) {
      const store = await newStore();
      const alerts = await alertsOver(store, [receiver]);
      await alerts.hold([slow]);
      expect(await deliver(store, receiver)).toBe('failed');
      const told = (await readReceiverStates(store)).get('mail')?.failure ?? '';
      expect(told).toMatch(failure);
      expect(told).not.toContain('password');
      await store.destroy();
    }
    expect(mails).toEqual([]);
  });
});

describe('a condition nobody can tell of', () => {
  it('neither ends an alert nor begins one anew', async () => {
    const store = await newStore();
    const alerts = await alertsOver(store, [webhook]);
    await alerts.hold([slow]);
    await alerts.hold(undefined);
    await alerts.hold([slow]);
    expect(await deliver(store, webhook)).toBe('sent');
    expect(statuses()).toEqual(['firing']);
    await store.destroy();
  });
});

describe('a clock that is set back', () => {
  it('does not make an Alertmanager refuse the end', async () => {
    const store = await newStore();
    const receiver = alertmanagerAt(alertmanager.url);
    const alerts = await alertsOver(store, [receiver]);
    const now = Date.now();
    await alerts.hold([slow], now);
    await alerts.hold([], now - 3_600_000);
    expect(await deliver(store, receiver)).toBe('sent');
    await store.destroy();
  });
});

describe('what was pending or firing before a restart', () => {
  it('goes on, and is told once', async () => {
    const store = await newStore();
    const before = await alertsOver(store, [webhook]);
    await before.hold([slow]);
    await before.hold([slow]);
    const after = await alertsOver(store, [webhook]);
    await after.hold([slow]);
    expect(await deliver(store, webhook)).toBe('sent');
    expect(statuses()).toEqual(['firing']);
    await after.hold([]);
    expect(await deliver(store, webhook)).toBe('sent');
    expect(statuses()).toEqual(['firing', 'resolved']);
    await store.destroy();
  });
});

describe('what was pending before a long outage', () => {
  it('begins anew, also where another restart follows', async () => {
    const store = await newStore();
    const begun = Date.now() - 4 * 3_600_000;
    for (const at of [begun, begun + 2 * 3_600_000, begun + 2 * 3_600_000 + 60_000]) {
      await (await alertsOver(store, [webhook], 600)).hold([slow], at);
    }
    expect(await deliver(store, webhook)).toBe('nothing');
    await store.destroy();
  });
});

describe('what nobody evaluates any more', () => {
  it('ends, and whoever was told of it is told so once', async () => {
    const store = await newStore();
    const receiver = alertmanagerAt(webhook.url);
    const alerts = await alertsOver(store, [receiver]);
    await alerts.hold([slow]);
    expect(await deliver(store, receiver, Date.now(), true)).toBe('sent');
    expect(await deliver(store, receiver, Date.now(), true)).toBe('sent');
    expect(await deliver(store, receiver, Date.now(), false)).toBe('nothing');
    const known = { clusters: ['other'], rules: [rule], receiversOf: () => [receiver.name] };
    await endForgotten(store, known, Date.now());
    expect(await deliver(store, receiver, Date.now(), true)).toBe('sent');
    expect(await deliver(store, receiver, Date.now(), true)).toBe('nothing');
    expect(received).toHaveLength(3);
    const [ended] = JSON.parse(received[2]?.body ?? '[]');
    expect(Date.parse(ended.endsAt)).toBeLessThanOrEqual(Date.now());
    await store.destroy();
  });
});
