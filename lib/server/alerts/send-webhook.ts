import 'server-only';
import { createHmac } from 'node:crypto';
import type { WebhookConfig } from '../config/notification-config';
import { secretNow } from '../config/prometheus-config';
import type { AlertMessage } from './alert-message';
import { postJson } from './post-json';

/** The body in the format of Alertmanager's webhooks, version 4, so that what reads those reads it. */
const bodyOf = (receiver: string, messages: readonly AlertMessage[]): string =>
  JSON.stringify({
    version: '4',
    receiver,
    status: messages.some(({ kind }) => kind === 'firing') ? 'firing' : 'resolved',
    alerts: messages.map(({ kind, labels, annotations, startsAt, endsAt, url }) => ({
      status: kind,
      labels,
      annotations,
      startsAt: new Date(startsAt).toISOString(),
      endsAt: endsAt === null ? null : new Date(endsAt).toISOString(),
      generatorURL: url ?? null,
    })),
  });

/** `t=<seconds>,v1=<hex>`: HMAC-SHA256 over the time, a dot and the body. */
const signatureOf = (secret: string, body: string, now: number): string => {
  const seconds = Math.floor(now / 1000);
  const digest = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${digest}`;
};

/** Posts alerts to an address; `id` is the same whenever the same messages are sent again. */
export const sendToWebhook = (
  receiver: WebhookConfig,
  messages: readonly AlertMessage[],
  { now, id, signal }: { now: number; id: string; signal: AbortSignal },
): Promise<void> => {
  const body = bodyOf(receiver.name, messages);
  const signature: Record<string, string> =
    receiver.secret === undefined
      ? {}
      : { 'x-etcdscope-signature': signatureOf(secretNow(receiver.secret), body, now) };
  return postJson({
    url: receiver.url,
    body,
    headers: { 'x-etcdscope-delivery': id, ...signature },
    ca: receiver.ca,
    signal,
  });
};
