'use client';

import {
  keepPreviousData,
  type QueryClient,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { ChangeEntry, ChangeKind, ChangeRates, Changes } from '@/lib/domain/api/changes';
import { request } from './request';

const tailMilliseconds = 1_000;
const ratesMilliseconds = 2_000;
/** As many as the server keeps. */
const mostEntries = 5_000;

/** What of a prefix (base64url) to show. */
export type ChangesChoice = {
  cluster: string;
  prefix: string;
  filter: string;
  change: ChangeKind | undefined;
};

/** Changes that came too fast to be fetched: `count` is the least they were. */
export type SkippedEntry = { type: 'skipped'; sequence: number; count: number };

/** A line of the tail. */
export type TailEntry = ChangeEntry | SkippedEntry;

/** The live tail as it was fetched so far, oldest first, with the answer that came last. */
export type ChangeTail = { answer: Changes; entries: readonly TailEntry[] };

const pathOf = (
  cluster: string,
  path: string,
  query: Record<string, string | undefined>,
): `/${string}` => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') {
      search.set(name, value);
    }
  }
  return `/api/v1/clusters/${encodeURIComponent(cluster)}/${path}?${search}`;
};

const skippedEntries = ({ skipped, forgotten, entries }: Changes, before: number): TailEntry[] => {
  const sequence = (entries[0]?.sequence ?? before + 1) - 0.5;
  return skipped > 0 || forgotten ? [{ type: 'skipped', sequence, count: skipped }] : [];
};

/** The tail with what came since; from the start where the server began anew. */
const continued = (tail: ChangeTail | undefined, answer: Changes): ChangeTail => {
  if (tail === undefined || !answer.isContinued) {
    return { answer, entries: answer.entries };
  }
  const before = tail.entries.at(-1)?.sequence ?? 0;
  const added = [...skippedEntries(answer, before), ...answer.entries];
  const entries = added.length === 0 ? tail.entries : [...tail.entries, ...added];
  return { answer, entries: entries.slice(-mostEntries) };
};

const fetchTail = async (
  client: QueryClient,
  queryKey: readonly unknown[],
  { cluster, prefix, filter, change }: ChangesChoice,
  signal: AbortSignal,
): Promise<ChangeTail> => {
  const tail = client.getQueryData<ChangeTail>(queryKey);
  const after = tail?.answer.position;
  const path = pathOf(cluster, 'changes', { prefix, filter, change, after });
  return continued(tail, await request<Changes>(path, { signal }));
};

/** What changes under a prefix, fetched every second; the server collects also while nobody asks. */
export const useChangeTail = (choice: ChangesChoice) => {
  const client = useQueryClient();
  const { cluster, prefix, filter, change } = choice;
  const queryKey = ['changes', cluster, prefix, filter, change];
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => fetchTail(client, queryKey, choice, signal),
    refetchInterval: tailMilliseconds,
    structuralSharing: false,
    placeholderData: (previous, query) => (query?.queryKey[2] === prefix ? previous : undefined),
  });
};

/** Which rates to show: of the children of `within`, or of the Kubernetes resources. */
export type RatesChoice = {
  cluster: string;
  prefix: string;
  within: string;
  by: 'child' | 'resource';
  /** The time to count over. */
  seconds: number;
};

/** How much is written to what, fetched every 2 s. */
export const useChangeRates = ({ cluster, prefix, within, by, seconds }: RatesChoice) =>
  useQuery({
    queryKey: ['change-rates', cluster, prefix, within, by, seconds],
    queryFn: ({ signal }) => {
      const query = { prefix, by, within: within === prefix ? undefined : within };
      const path = pathOf(cluster, 'changes/rates', { ...query, seconds: String(seconds) });
      return request<ChangeRates>(path, { signal });
    },
    refetchInterval: ratesMilliseconds,
    placeholderData: keepPreviousData,
  });
