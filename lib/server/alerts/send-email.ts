import 'server-only';
import { readFileSync } from 'node:fs';
import { createTransport } from 'nodemailer';
import type { EmailConfig } from '../config/notification-config';
import { secretNow } from '../config/prometheus-config';
import type { AlertMessage } from './alert-message';
import { DeliveryFailure } from './post-json';

const timeoutMilliseconds = 10_000;

const transportOf = ({ host, port, security, ca, authentication }: EmailConfig) =>
  createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: ca === undefined ? {} : { ca: readFileSync(ca) },
    ...(authentication && {
      auth: { user: authentication.username, pass: secretNow(authentication.password) },
    }),
    connectionTimeout: timeoutMilliseconds,
    greetingTimeout: timeoutMilliseconds,
    socketTimeout: timeoutMilliseconds,
    dnsTimeout: timeoutMilliseconds,
    disableFileAccess: true,
    disableUrlAccess: true,
  });

const titleOf = ({ kind, severity, labels }: AlertMessage): string => {
  const member = labels.member === undefined ? '' : ` (${labels.member})`;
  return `${kind === 'firing' ? severity : 'resolved'}: ${labels.alertname}${member}`;
};

const textOf = (message: AlertMessage): string => {
  const { kind, annotations, labels, startsAt, endsAt, url } = message;
  const lines = [
    titleOf(message),
    annotations.summary ?? '',
    kind === 'firing' ? (annotations.description ?? '') : '',
    `Since ${new Date(startsAt).toISOString()}`,
    endsAt === null ? '' : `Ended ${new Date(endsAt).toISOString()}`,
    annotations.value === undefined ? '' : `Value ${annotations.value}`,
    Object.entries(labels)
      .map(([name, value]) => `${name}=${value}`)
      .join(', '),
    url ?? '',
  ];
  return lines.filter((line) => line !== '').join('\n');
};

const subjectOf = (messages: readonly AlertMessage[]): string => {
  const [first] = messages;
  const more = messages.length > 1 ? ` and ${messages.length - 1} more` : '';
  return first === undefined ? '' : `[etcd ${first.labels.cluster}] ${titleOf(first)}${more}`;
};

/** Why the server did not take a mail, by its codes: its own words may repeat anything. */
const failureOf = (error: unknown): DeliveryFailure => {
  const read = (name: string): string => {
    const value = error instanceof Error ? Reflect.get(error, name) : undefined;
    return typeof value === 'string' || typeof value === 'number' ? `, ${value}` : '';
  };
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'failed';
  return new DeliveryFailure(
    `the mail server did not take it (${code}${read('responseCode')}${read('command')})`,
    { cause: error },
  );
};

/** Mails alerts, all in one message; `id` is the same whenever the same ones are sent again. */
export const sendEmail = async (
  receiver: EmailConfig,
  messages: readonly AlertMessage[],
  { id }: { id: string },
): Promise<void> => {
  const transport = transportOf(receiver);
  try {
    await transport.sendMail({
      from: receiver.from,
      to: [...receiver.to],
      subject: subjectOf(messages),
      text: `${messages.map(textOf).join('\n\n')}\n`,
      messageId: `<${id}@etcdscope>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
  } catch (error) {
    throw failureOf(error);
  } finally {
    transport.close();
  }
};
