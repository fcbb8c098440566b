import 'server-only';
import type { OwnWork } from '@/lib/domain/advisor/slow/slow-evidence';
import type { Operation } from '@/lib/domain/api/operations';
import { checkPrefix } from '@/lib/domain/performance/check-keys';
import { listOperations } from '../operations/list-operations';
import type { Span } from './read-span';

/** What ran within the last hour is among the newest. */
const operationsSeen = 50;

/** Operations of the whole store are recorded with the cluster as their target. */
const targetOf = ({ id, kind, target, cluster }: Operation): string => {
  if (kind === 'performance-check') {
    return checkPrefix(id);
  }
  return target === cluster ? '' : target;
};

/** What this console did to a cluster within a span, newest first. */
export const readOwnWork = async (cluster: string, { from, to }: Span): Promise<OwnWork[]> => {
  const { operations } = await listOperations({ cluster, limit: operationsSeen });
  return operations.flatMap((operation) => {
    const startedAt = Date.parse(operation.startedAt);
    const endedAt = operation.endedAt === null ? undefined : Date.parse(operation.endedAt);
    return startedAt > to || (endedAt ?? to) < from
      ? []
      : [{ kind: operation.kind, target: targetOf(operation), startedAt, endedAt }];
  });
};
