import 'server-only';
import type { Known } from '@/lib/domain/advisor/cluster-evidence';
import type { UnknownReason } from '@/lib/domain/api/advisor';
import { isAppError } from '@/lib/domain/errors';

const silences = ['member_unreachable', 'cluster_unreachable', 'deadline_exceeded', 'no_leader'];

const reasonOf = (error: unknown): UnknownReason => {
  if (!isAppError(error)) {
    return 'failed';
  }
  if (silences.includes(error.code) || error.code.startsWith('tls_')) {
    return 'not-answering';
  }
  return error.code.startsWith('etcd_') ? 'not-permitted' : 'failed';
};

/** What was asked for, or why there is none: no failure of one source takes the others' answers. */
export const asKnown = async <Value>(asked: Promise<Value>): Promise<Known<Value>> => {
  try {
    return { value: await asked };
  } catch (error) {
    return { unknown: reasonOf(error) };
  }
};
