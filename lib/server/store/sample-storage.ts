import 'server-only';
import type { SampleStorage } from '@/lib/domain/api/metrics';
import { fullResolutionMilliseconds, retentionMilliseconds } from '@/lib/domain/metrics/time-steps';
import { insertionOrder } from './samples';
import type { Store } from './store';

const megabyte = 1_000_000;
const hourMilliseconds = 3_600_000;

/** Bytes of a limit in megabytes, as it is configured. */
export const sampleLimitBytes = (megabytes: number): number => megabytes * megabyte;

/** What the stored samples take now. */
export const readSampleBytes = async (store: Store): Promise<number> =>
  (await store.selectFrom('sample_storage').select('bytes').executeTakeFirst())?.bytes ?? 0;

/** What the samples of all clusters take on disk against a limit, and how far back they go. */
export const readSampleStorage = async (
  store: Store,
  limitBytes: number,
): Promise<SampleStorage> => {
  const oldest = await store
    .selectFrom('samples')
    .select('time')
    .orderBy(insertionOrder)
    .limit(1)
    .executeTakeFirst();
  return {
    bytes: await readSampleBytes(store),
    limitBytes,
    oldest: oldest === undefined ? null : new Date(oldest.time).toISOString(),
    fullResolutionHours: Math.round(fullResolutionMilliseconds / hourMilliseconds),
    thinnedDays: Math.round(retentionMilliseconds / (24 * hourMilliseconds)),
  };
};
