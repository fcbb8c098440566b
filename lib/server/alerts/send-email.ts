import 'server-only';
import { readFileSync } from 'node:fs';
import { getSystemErrorName } from 'node:util';
import { createTransport } from 'nodemailer';
import type { DeliveryFailure } from '@/lib/domain/api/alerts';
import type { EmailConfig } from '../config/notification-config';
import { secretNow } from '../config/prometheus-config';
import type { AlertMessage } from './alert-message';
import { codeOfError, DeliveryError } from './delivery-error';
import { writeMail } from './write-mail';

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

/** Its first words, such as RCPT TO or AUTH PLAIN: what follows them may be anything. */
const commandOf = (text: unknown): string =>
  (typeof text === 'string' && /^[A-Z]+( [A-Z]+)?/.exec(text.slice(0, 16))?.[0]) || 'none';

/** Why the server did not take a mail, by its codes: its own words may repeat anything. */
const failureOf = (error: unknown): DeliveryFailure => {
  const read = (name: string): unknown =>
    error instanceof Error ? Reflect.get(error, name) : undefined;
  const code = codeOfError(error) ?? 'unknown';
  const status = read('responseCode');
  if (typeof status === 'number') {
    return { code: 'mail-refused', status, command: commandOf(read('command')), error: code };
  }
  // The library's own code hides that of the system.
  const errno = read('errno');
  return typeof errno === 'number' && errno < 0
    ? { code: 'unreachable', error: getSystemErrorName(errno) }
    : { code: 'mail-failed', error: code };
};

/** Mails alerts, all in one message; `id` is the same whenever the same ones are sent again. */
export const sendEmail = async (
  receiver: EmailConfig,
  messages: readonly AlertMessage[],
  { id }: { id: string },
): Promise<void> => {
  const mail = await writeMail(receiver, messages);
  const transport = transportOf(receiver);
  try {
    const { rejected, rejectedErrors } = await transport.sendMail({
      ...mail,
      from: receiver.from,
      to: [...receiver.to],
      messageId: `<${id}@etcdscope>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    if (rejected.length > 0) {
      throw new DeliveryError({
        code: 'some-refused',
        refused: rejected.length,
        all: receiver.to.length,
        status: rejectedErrors?.[0]?.responseCode ?? 0,
      });
    }
  } catch (error) {
    throw error instanceof DeliveryError ? error : new DeliveryError(failureOf(error), error);
  } finally {
    transport.close();
  }
};
