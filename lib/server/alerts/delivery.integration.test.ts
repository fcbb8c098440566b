import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RuleAlert } from '@/lib/domain/alerts/alert-rule';
import type { DeliveryFailure } from '@/lib/domain/api/alerts';
import {
  type RunningAlertmanager,
  startAlertmanager,
} from '@/scripts/alertmanager/start-alertmanager';
import { waitUntil } from '@/scripts/wait-until';
import type { EmailConfig, ReceiverConfig, WebhookConfig } from '../config/notification-config';
import { startTestServer } from '../http/testing';
import { readReceiverStates, readWaiting } from '../store/alert-outbox';
import { endSilence, insertSilence } from '../store/alert-settings';
import { openStore, type Store } from '../store/store';
import { deliverWaiting } from './deliver-waiting';
import { AlertDeliverer } from './deliverer';
import { endForgotten } from './end-forgotten';
import {
  alertmanagerAt,
  alertsOver,
  cluster,
  listen,
  portOf,
  rule,
  startMailServer,
  startWebServer,
} from './testing/receivers';

const secret = 'a secret of the webhook';

let directory: string;
let server: Awaited<ReturnType<typeof startTestServer>>;
let alertmanager: RunningAlertmanager;
let smtp: Awaited<ReturnType<typeof startMailServer>>;
let web: Awaited<ReturnType<typeof startWebServer>>;
let webhook: WebhookConfig;
let email: EmailConfig;
let stores = 0;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'etcdscope-delivery-'));
  server = await startTestServer({ publicOrigins: ['https://etcd.example.org'] });
  [alertmanager, smtp, web] = await Promise.all([
    startAlertmanager(),
    startMailServer(directory),
    startWebServer(secret),
  ]);
  webhook = web.receiver;
  email = smtp.receiver;
});

afterAll(async () => {
  await alertmanager?.stop();
  await Promise.all([smtp?.stop(), web?.stop()]);
  await server?.stop();
  await rm(directory, { recursive: true, force: true });
});

beforeEach(() => {
  web.received.length = 0;
  smtp.mails.length = 0;
  web.answer.status = 200;
});

const newStore = (): Promise<Store> => {
  stores += 1;
  return openStore(path.join(directory, `${stores}.sqlite`));
};

const slow: RuleAlert = { memberId: 'a1', labels: {}, value: 1.5 };

const statuses = (): string[] =>
  web.received.flatMap(({ body }) =>
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
    await waitUntil(
      'a mail and a call',
      () => smtp.mails.length === 1 && web.received.length === 1,
    );
    expect(smtp.mails[0]).toContain('Subject: [etcd test] critical: WAL fsync is very slow (m1)');
    expect(smtp.mails[0]).toContain('https://etcd.example.org/clusters/test/alerts/');
    const [call] = web.received;
    expect(call?.body).toContain('"value":"1.5 s","threshold":"1 s"');
    expect(call?.body).toContain(`"https://etcd.example.org/clusters/test/alerts/${rule}"`);
    const [, time, digest] =
      /^t=(\d+),v1=(\w+)$/.exec(String(call?.headers['x-etcdscope-signature'])) ?? [];
    expect(digest).toBe(createHmac('sha256', secret).update(`${time}.${call?.body}`).digest('hex'));
    await alerts.hold([slow]);
    await alerts.hold([]);
    deliverer.wake();
    await waitUntil('no alert in Alertmanager', async () => {
      return (await alertmanager.alerts()).length === 0;
    });
    await waitUntil(
      'the end everywhere',
      () => smtp.mails.length === 2 && web.received.length === 2,
    );
    expect(smtp.mails[1]).toContain('Subject: [etcd test] resolved: WAL fsync is very slow (m1)');
    expect(statuses()).toEqual(['firing', 'resolved']);
    // What the rule means and what to do, as its page says it.
    expect(smtp.mails[0]).toContain('The write-ahead log takes too long to reach the disk.');
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
    web.answer.status = 500;
    await alerts.hold([slow]);
    expect(await deliver(store, webhook)).toBe('failed');
    await alerts.hold([]);
    expect(await deliver(store, webhook)).toBe('paused');
    const failing = (await readReceiverStates(store)).get('web');
    expect(failing).toMatchObject({ failure: { code: 'http-status', status: 500 }, failures: 1 });
    expect(web.received).toHaveLength(1);

    // As after a crash: nothing is closed, and another process opens the same file.
    const reopened = await openStore(file);
    web.answer.status = 200;
    web.received.length = 0;
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
    web.answer.status = 503;
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
    ['redirects', 302, { code: 'redirect', status: 302 }],
    ['refuses', 401, { code: 'http-status', status: 401 }],
  ])('is told of: one that %s', async (_, answer, failure) => {
    const store = await newStore();
    const alerts = await alertsOver(store, [webhook]);
    web.answer.status = answer;
    await alerts.hold([slow]);
    expect(await deliver(store, webhook)).toBe('failed');
    expect(web.received).toHaveLength(1);
    expect((await readReceiverStates(store)).get('web')?.failure).toEqual(failure);
    await store.destroy();
  });

  it('is told of: mail servers without TLS, with a wrong password, or that are not there', async () => {
    const closed = createTcpServer();
    await listen(closed);
    const port = portOf(closed.address());
    await new Promise<void>((resolve) => closed.close(() => resolve()));
    const authentication = { username: 'etcdscope', password: { text: 'no' } };
    const wrong: [EmailConfig, DeliveryFailure][] = [
      [
        { ...email, ca: undefined },
        { code: 'mail-failed', error: 'ESOCKET' },
      ],
      [
        { ...email, authentication },
        { code: 'mail-refused', status: 535, command: 'AUTH PLAIN', error: 'EAUTH' },
      ],
      [
        { ...email, port },
        { code: 'unreachable', error: 'ECONNREFUSED' },
      ],
      [
        { ...email, ca: `${directory}/nothing` },
        { code: 'unusable', error: 'ENOENT' },
      ],
    ];
    for (const [receiver, failure] of wrong) {
      const store = await newStore();
      const alerts = await alertsOver(store, [receiver]);
      await alerts.hold([slow]);
      expect(await deliver(store, receiver)).toBe('failed');
      expect((await readReceiverStates(store)).get('mail')?.failure).toEqual(failure);
      await store.destroy();
    }
    expect(smtp.mails).toEqual([]);
  });
});

describe('mail to several addresses', () => {
  const nobody = 'nobody@example.org';

  it('is not sent again where some are refused, and tells that', async () => {
    const store = await newStore();
    const receiver = { ...email, to: [...email.to, nobody] };
    const alerts = await alertsOver(store, [receiver]);
    await alerts.hold([slow]);
    expect(await deliver(store, receiver)).toBe('sent');
    expect(await deliver(store, receiver)).toBe('nothing');
    expect(smtp.mails).toHaveLength(1);
    const state = (await readReceiverStates(store)).get('mail');
    const failure = { code: 'some-refused', refused: 1, all: 2, status: 550 };
    expect(state).toMatchObject({ failure, failures: 0 });
    expect(state?.last_sent_at).toBeGreaterThan(0);
    await store.destroy();
  });

  it('waits where all are refused', async () => {
    const store = await newStore();
    const receiver = { ...email, to: [nobody] };
    const alerts = await alertsOver(store, [receiver]);
    await alerts.hold([slow]);
    expect(await deliver(store, receiver)).toBe('failed');
    expect((await readReceiverStates(store)).get('mail')?.failure).toEqual({
      code: 'mail-refused',
      status: 550,
      command: 'RCPT TO',
      error: 'EENVELOPE',
    });
    expect(await readWaiting(store, 'mail', 10)).toHaveLength(1);
    await store.destroy();
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

describe('receivers that come and go while an alert fires', () => {
  it('are told its beginning once, and its end where they are still there', async () => {
    const store = await newStore();
    const gone: WebhookConfig = { ...webhook, name: 'gone' };
    await (await alertsOver(store, [gone])).hold([slow]);
    const after = await alertsOver(store, [webhook]);
    await after.hold([slow]);
    await after.hold([slow]);
    expect(await deliver(store, webhook)).toBe('sent');
    expect(statuses()).toEqual(['firing']);
    await after.hold([]);
    expect(await deliver(store, webhook)).toBe('sent');
    expect(statuses()).toEqual(['firing', 'resolved']);
    expect(await readWaiting(store, gone.name, 10)).toMatchObject([{ kind: 'firing' }]);

    const deliverer = new AlertDeliverer({ store, receivers: [webhook] });
    deliverer.start();
    await waitUntil('what waited for it to be forgotten', async () => {
      return (await readWaiting(store, gone.name, 10)).length === 0;
    });
    await deliverer.stop();
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
    const known = { clusters: ['other'], rules: [rule], receivers: [receiver.name] };
    await endForgotten(store, known, Date.now());
    expect(await deliver(store, receiver, Date.now(), true)).toBe('sent');
    expect(await deliver(store, receiver, Date.now(), true)).toBe('nothing');
    expect(web.received).toHaveLength(3);
    const [ended] = JSON.parse(web.received[2]?.body ?? '[]');
    expect(Date.parse(ended.endsAt)).toBeLessThanOrEqual(Date.now());
    await store.destroy();
  });
});
