import 'server-only';
import type { ReceiverConfig } from '../config/notification-config';
import type { AlertMessage } from './alert-message';
import { DeliveryFailure } from './post-json';
import { sendToAlertmanager } from './send-alertmanager';
import { sendEmail } from './send-email';
import { sendToWebhook } from './send-webhook';

/** When messages are sent, and what names them whenever the same ones are sent again. */
export type SendOptions = { now: number; id: string; signal: AbortSignal };

/** Sends messages to a receiver. Gives why it failed, without secrets; undefined where it did not. */
export const sendMessages = async (
  receiver: ReceiverConfig,
  messages: readonly AlertMessage[],
  options: SendOptions,
): Promise<string | undefined> => {
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
    return error instanceof DeliveryFailure ? error.message : 'a file of it cannot be read';
  }
};
