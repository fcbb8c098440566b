import { connect } from 'node:net';
import type { ReceiverConfig } from '@/lib/server/config/notification-config';

const patienceMilliseconds = 3000;

type Address = { host: string; port: number };

const addressOf = (receiver: ReceiverConfig): Address => {
  if (receiver.kind === 'email') {
    return { host: receiver.host, port: receiver.port };
  }
  const { hostname, port, protocol } = new URL(receiver.url);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return { host, port: Number(port) || (protocol === 'https:' ? 443 : 80) };
};

/** Why nothing listens at an address, or undefined where something does. */
const connectionFault = ({ host, port }: Address): Promise<string | undefined> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: patienceMilliseconds });
    const settle = (fault: string | undefined) => {
      socket.destroy();
      resolve(fault);
    };
    socket.once('connect', () => settle(undefined));
    socket.once('timeout', () => settle('no answer'));
    socket.once('error', (error) => settle('code' in error ? String(error.code) : 'failed'));
  });

/**
 * The doctor's line about one receiver of alerts, and whether it is well: its clusters are
 * configured and something listens where it is. Nothing is sent to it.
 */
export const checkReceiver = async (
  receiver: ReceiverConfig,
  clusters: readonly string[],
): Promise<{ isWell: boolean; line: string }> => {
  const { name, kind } = receiver;
  const unknown = receiver.clusters?.filter((cluster) => !clusters.includes(cluster)) ?? [];
  const address = addressOf(receiver);
  const where = `${address.host}:${address.port}`;
  if (unknown.length > 0) {
    const line = `Receiver ${name} (${kind}) names clusters that are not configured: ${unknown.join(', ')}.`;
    return { isWell: false, line };
  }
  const fault = await connectionFault(address);
  return fault === undefined
    ? { isWell: true, line: `Receiver ${name} (${kind}): ${where} answers` }
    : {
        isWell: false,
        line: `Receiver ${name} (${kind}): ${where} cannot be reached (${fault}); check that it runs and the network to it.`,
      };
};
