import { writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { SMTPServer } from 'smtp-server';
import type { RuleAlert } from '@/lib/domain/alerts/alert-rule';
import { createAuthority, issueCertificate } from '@/scripts/etcd/certificates';
import type { EmailConfig, ReceiverConfig, WebhookConfig } from '../../config/notification-config';
import { saveEditedRule } from '../../store/alert-settings';
import type { Store } from '../../store/store';
import { ClusterAlerts } from '../cluster-alerts';

/** The cluster and the rule that tests of delivery work with. */
export const cluster = 'test';
export const rule = 'high-fsync-durations-critical';

const common = { clusters: undefined, minimumSeverity: 'info', ca: undefined } as const;

/** A receiver that speaks Alertmanager's API at `url`. */
export const alertmanagerAt = (url: string): ReceiverConfig => ({
  ...common,
  kind: 'alertmanager',
  name: 'am',
  url,
  basic: undefined,
  bearer: undefined,
  resendSeconds: 60,
});

/** Listens on a free port of loopback. */
export const listen = (target: {
  listen: (port: number, host: string, done: () => void) => unknown;
}) => new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve));

/** The port of a server that listens. */
export const portOf = (address: AddressInfo | string | null): number =>
  typeof address === 'object' && address !== null ? address.port : 0;

/** A real mail server with TLS and a password, and the mails it took. */
export const startMailServer = async (directory: string) => {
  const mails: string[] = [];
  const authority = await createAuthority();
  const identity = await issueCertificate(authority, {
    commonName: 'mail',
    hosts: ['127.0.0.1', 'localhost'],
  });
  const ca = path.join(directory, 'ca.pem');
  await writeFile(ca, authority.certificate);
  const smtp = new SMTPServer({
    cert: identity.certificate,
    key: identity.key,
    onAuth: ({ username, password }, _, done) =>
      username === 'etcdscope' && password === 'mail password'
        ? done(null, { user: username })
        : done(new Error('Invalid login')),
    onRcptTo: ({ address }, _, done) =>
      done(address.startsWith('nobody@') ? new Error('No such user') : null),
    onData: (stream, _, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        // Without the breaks of quoted-printable.
        mails.push(Buffer.concat(chunks).toString('utf8').replaceAll('=\r\n', ''));
        done();
      });
    },
  });
  await listen(smtp);
  const receiver: EmailConfig = {
    ...common,
    kind: 'email',
    name: 'mail',
    host: 'localhost',
    port: portOf(smtp.server.address()),
    security: 'starttls',
    ca,
    authentication: { username: 'etcdscope', password: { text: 'mail password' } },
    language: 'en',
    from: 'etcd alerts <etcd@example.org>',
    to: ['operators@example.org'],
  };
  return { receiver, mails, stop: () => new Promise<void>((resolve) => smtp.close(resolve)) };
};

/** A web server that answers calls with `answer.status`, and the calls it got. */
export const startWebServer = async (secret: string) => {
  const received: { body: string; headers: IncomingHttpHeaders }[] = [];
  const answer = { status: 200 };
  const web = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(Buffer.from(chunk));
    }
    received.push({ body: Buffer.concat(chunks).toString('utf8'), headers: request.headers });
    const headers = answer.status === 302 ? { location: '/elsewhere' } : {};
    response.writeHead(answer.status, headers).end();
  });
  await listen(web);
  const receiver: WebhookConfig = {
    ...common,
    kind: 'webhook',
    name: 'web',
    url: `http://127.0.0.1:${portOf(web.address())}/token/of/the/hook`,
    secret: { text: secret },
  };
  const stop = () => {
    web.closeAllConnections();
    return new Promise<void>((resolve) => web.close(() => resolve()));
  };
  return { receiver, received, answer, stop };
};

/** Alerts of a rule that fires at once unless told, over a condition that is set by hand. */
export const alertsOver = async (
  store: Store,
  receivers: readonly ReceiverConfig[],
  forSeconds = 0,
) => {
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
    receivers: receivers.map(({ name }) => name),
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
