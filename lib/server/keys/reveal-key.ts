import 'server-only';
import type { Key } from '@/lib/domain/api/keys';
import { AppError } from '@/lib/domain/errors';
import type { ClusterConnection } from '../etcd/cluster-connection';
import { authorize } from '../http/authorize';
import { createBuckets } from '../http/rate-limit';
import type { RequestContext } from '../http/request-context';
import { sharedInstance } from '../shared-instance';
import { readKey } from './read-key';

const revealsPerHour = 20;

/**
 * One key with its masked value in full. The route has written who asks and why to the audit log
 * before this runs. Throws `forbidden`, and `rate_limited` after 20 reveals an hour.
 */
export const revealKey = async (
  context: RequestContext,
  connection: ClusterConnection,
  key: string,
): Promise<Key> => {
  authorize(context, 'key:reveal');
  limitReveals(context);
  return readKey(context, connection, { key }, { reveal: true });
};

const limitReveals = ({ identity }: RequestContext): void => {
  const buckets = sharedInstance('reveal-limit', () =>
    createBuckets(revealsPerHour / 3600, revealsPerHour),
  );
  const seconds = buckets.take(`${identity.mode}:${identity.username}`);
  if (seconds > 0) {
    throw new AppError('rate_limited', {
      detail: `At most ${revealsPerHour} values can be revealed in an hour. Try again in ${seconds} s.`,
      parameters: { seconds },
    });
  }
};
