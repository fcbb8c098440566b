import 'server-only';
import type { Severity } from '@/lib/domain/api/alerts';
import { AppError } from '@/lib/domain/errors';
import { configuration } from '../config/load-configuration';
import type { ReceiverConfig } from '../config/notification-config';

const severities: readonly Severity[] = ['info', 'warning', 'critical'];

/** Whether a receiver hears of a cluster at all. */
const hearsOf = ({ clusters }: ReceiverConfig, cluster: string): boolean =>
  clusters === undefined || clusters.includes(cluster);

/** Whether a receiver hears of the alerts of a cluster that are so bad. */
export const hears = (receiver: ReceiverConfig, cluster: string, severity: Severity): boolean =>
  hearsOf(receiver, cluster) &&
  severities.indexOf(severity) >= severities.indexOf(receiver.minimumSeverity);

/** The receivers of a cluster, in the order of the configuration. */
export const receiversOf = (cluster: string): ReceiverConfig[] =>
  configuration().notifications.filter((receiver) => hearsOf(receiver, cluster));

/** A receiver of a cluster by its name. Throws AppError `not_found`. */
export const requireReceiver = (cluster: string, name: string): ReceiverConfig => {
  const receiver = receiversOf(cluster).find((candidate) => candidate.name === name);
  if (receiver === undefined) {
    throw new AppError('not_found', { detail: 'This cluster has no receiver of this name.' });
  }
  return receiver;
};

/** Where a receiver is, without what may be secret in its address. */
export const targetOf = (receiver: ReceiverConfig): string =>
  receiver.kind === 'email' ? receiver.to.join(', ') : new URL(receiver.url).origin;
