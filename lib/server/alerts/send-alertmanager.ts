import 'server-only';
import type { AlertmanagerConfig } from '../config/notification-config';
import { secretNow } from '../config/prometheus-config';
import type { AlertMessage } from './alert-message';
import { postJson } from './post-json';

/** As Prometheus (notifier): one that is not told again for four rounds has ended. */
const roundsUntilEnd = 4;

const authorizationOf = ({ basic, bearer }: AlertmanagerConfig): Record<string, string> => {
  if (bearer !== undefined) {
    return { authorization: `Bearer ${secretNow(bearer)}` };
  }
  if (basic !== undefined) {
    const pair = `${basic.username}:${secretNow(basic.password)}`;
    return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
  }
  return {};
};

/** Tells an Alertmanager (API v2) of alerts as they are; telling it again does no harm. */
export const sendToAlertmanager = (
  receiver: AlertmanagerConfig,
  messages: readonly AlertMessage[],
  { now, signal }: { now: number; signal: AbortSignal },
): Promise<void> => {
  const goesOnUntil = now + roundsUntilEnd * receiver.resendSeconds * 1000;
  const alerts = messages.map(({ labels, annotations, startsAt, endsAt, url }) => ({
    labels,
    annotations,
    startsAt: new Date(startsAt).toISOString(),
    // Our clock may have been set back: it refuses what ends before it starts, for ever.
    endsAt: new Date(Math.max(startsAt, endsAt ?? goesOnUntil)).toISOString(),
    ...(url === undefined ? {} : { generatorURL: url }),
  }));
  return postJson({
    url: `${receiver.url}/api/v2/alerts`,
    body: JSON.stringify(alerts),
    headers: authorizationOf(receiver),
    ca: receiver.ca,
    signal,
  });
};
