import 'server-only';
import type { DeliveryFailure } from '@/lib/domain/api/alerts';
import type { ReceiverConfig } from '../config/notification-config';
import { logger } from '../http/logger';
import type { AlertMessage } from './alert-message';
import { codeOfError, DeliveryError } from './delivery-error';
import { sendToAlertmanager } from './send-alertmanager';
import { sendEmail } from './send-email';
import { sendToWebhook } from './send-webhook';

/** When messages are sent, and what names them whenever the same ones are sent again. */
export type SendOptions = { now: number; id: string; signal: AbortSignal };

/** What no server answered and no network told is about a file or a secret, or a fault of ours. */
const failureOf = (receiver: ReceiverConfig, error: unknown): DeliveryFailure => {
  if (error instanceof DeliveryError) {
    return error.failure;
  }
  const code = codeOfError(error);
  if (code !== undefined) {
    return { code: 'unusable', error: code };
  }
  logger().error({ receiver: receiver.name, err: error }, 'a delivery could not be tried');
  return { code: 'unknown' };
};

/** Sends messages to a receiver. Gives why it failed, without secrets; undefined where it did not. */
export const sendMessages = async (
  receiver: ReceiverConfig,
  messages: readonly AlertMessage[],
  options: SendOptions,
): Promise<DeliveryFailure | undefined> => {
  try {
    switch (receiver.kind) {
      case 'alertmanager':
        await sendToAlertmanager(receiver, messages, options);
        break;
      case 'webhook':
        await sendToWebhook(receiver, messages, options);
        break;
      case 'email':
        await sendEmail(receiver, messages, options);
        break;
    }
    return undefined;
  } catch (error) {
    return failureOf(receiver, error);
  }
};
