/** The loads of a check, from least to most. */
export const loadNames = ['small', 'medium', 'large', 'x-large'] as const;

/** How hard a check presses. */
export type LoadName = (typeof loadNames)[number];

/** What a check sends: puts a second, and at most so many under way at once. */
export type Load = { rate: number; clients: number };

/**
 * The loads of `etcdctl check perf` (etcd, etcdctl/ctlv3/command/check.go, checkPerfCfgMap), so
 * that results can be compared with what others measured.
 */
export const loads: Readonly<Record<LoadName, Load>> = {
  small: { rate: 150, clients: 50 },
  medium: { rate: 1_000, clients: 200 },
  large: { rate: 8_000, clients: 500 },
  'x-large': { rate: 15_000, clients: 1_000 },
};

/** How long a check may take, in seconds; etcdctl's takes 60. */
export const durations = [10, 60] as const;

/** Bytes of a key, without its prefix, and of its value, as etcdctl's check writes them. */
export const keyBytes = 256;
export const valueBytes = 1_024;

/**
 * What one put and its later deletion add to the database of a member: the key twice (its deletion
 * is a revision too), the value once, and what mvcc and bbolt keep beside them; measured, rounded up.
 */
const databaseBytesOfPut = 2_304;

/** The share of the quota that must still be free after a check. */
export const leastFreeShare = 0.3;

/** What a check will write. */
export type LoadSize = {
  puts: number;
  /** What it adds to the database of each member, in bytes. */
  databaseBytes: number;
};

/** What a load of so many seconds writes at most. */
export const sizeOfLoad = ({ rate }: Load, seconds: number): LoadSize => ({
  puts: rate * seconds,
  databaseBytes: rate * seconds * databaseBytesOfPut,
});

/** The share of a quota that is free once so much has been written to a database. */
export const freeShareAfter = (
  { quota, databaseSize }: { quota: number; databaseSize: number },
  databaseBytes: number,
): number => (quota - databaseSize - databaseBytes) / quota;
