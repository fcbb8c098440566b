import 'server-only';
import { prefixRange, rangeBounds } from '@/lib/domain/keys/key-range';
import { windowsFrom } from '@/lib/domain/keys/key-windows';
import type { RangeRequest, RangeResult } from '../etcd/key-source';
import type { Segment } from './level-cache';
import type { Child } from './level-child';
import { countedRanges } from './level-pieces';
import type { PinnedReader } from './pinned-reader';

/**
 * etcd walks every key it counts and holds writers up meanwhile, so a routine refresh counts only
 * small folders anew: so many keys altogether, the smallest folders first.
 */
const keysToRecount = 20_000n;

const windowsPerProbe = 4;

/**
 * The folders of a stretch that was read before, as they are now: with the new count where it is
 * small, else the old one with its time; undefined where the folder is gone. Walks at most 20,000
 * keys, or one each, unless folders lost the key they were known by.
 */
export const revalidateFolders = async (
  reader: PinnedReader,
  segment: Segment,
): Promise<Map<Child, Child | undefined>> => {
  const folders = segment.children.filter(
    ({ kind, access }) => kind === 'folder' && access !== 'locked',
  );
  const recounted = chooseRecounts(folders);
  const questions = folders.flatMap((child) => questionsOf(child, recounted.has(child)));
  const results = await reader.ask(questions.map(({ request }) => request));
  const answers = new Map<Child, RangeResult[]>();
  questions.forEach(({ child }, index) => {
    const result = results[index];
    answers.set(child, [...(answers.get(child) ?? []), ...(result ? [result] : [])]);
  });
  const known = new Map<Child, Child | undefined>();
  for (const child of folders) {
    const answered = answers.get(child) ?? [];
    known.set(
      child,
      recounted.has(child)
        ? recount(child, answered)
        : await recheck(
            reader,
            { ...child, countedAt: child.countedAt ?? segment.readAt },
            answered,
          ),
    );
  }
  return known;
};

const chooseRecounts = (folders: readonly Child[]): Set<Child> => {
  const chosen = new Set<Child>();
  const ofSize = (child: Child): bigint => (child.count ?? 0n) + 1n;
  const ascending = folders
    .filter(({ count }) => count !== undefined)
    .toSorted((left, right) => Number(ofSize(left) - ofSize(right)));
  let left = keysToRecount;
  for (const child of ascending) {
    left -= ofSize(child);
    if (left < 0n) {
      break;
    }
    chosen.add(child);
  }
  return chosen;
};

type Question = { child: Child; request: RangeRequest };

const questionsOf = (child: Child, isRecounted: boolean): Question[] => {
  if (isRecounted) {
    return countedRanges(child).map((range) => ({
      child,
      request: { ...rangeBounds(range), limit: 1, keysOnly: true },
    }));
  }
  const { sample } = child;
  return sample === undefined
    ? []
    : [{ child, request: { key: sample, rangeEnd: undefined, limit: 1, countOnly: true } }];
};

const recount = (child: Child, results: readonly RangeResult[]): Child | undefined => {
  const count = results.reduce((sum, result) => sum + BigInt(result.count), 0n);
  const sample = results.flatMap(({ keys }) => keys)[0]?.key ?? child.sample;
  // A folder on the way to what may be read is there whether it has keys or not.
  return count === 0n && child.access === 'whole'
    ? undefined
    : { ...child, count, countedAt: undefined, sample };
};

const recheck = async (
  reader: PinnedReader,
  child: Child,
  results: readonly RangeResult[],
): Promise<Child | undefined> => {
  if (child.access === 'partial' || results.some(({ count }) => count !== '0')) {
    return child;
  }
  return findAnother(reader, child);
};

/** Looks for another key of a large folder, from where the known one was, in growing windows. */
const findAnother = async (reader: PinnedReader, child: Child): Promise<Child | undefined> => {
  const { name, sample = name } = child;
  const whole = { ...prefixRange(name), depth: name.length };
  const windows = windowsFrom(whole, sample);
  for (let offset = 0; offset < windows.length; offset += windowsPerProbe) {
    const part = windows.slice(offset, offset + windowsPerProbe);
    const results = await reader.ask(
      part.map((window) => ({ ...rangeBounds(window), limit: 1, keysOnly: true })),
    );
    const found = results.flatMap(({ keys }) => keys)[0];
    if (found !== undefined) {
      return { ...child, sample: found.key };
    }
  }
  // Nothing is left behind the known key, so what lies before it is all there is.
  const [rest] = await reader.ask([
    { ...rangeBounds({ start: name, end: sample }), limit: 1, keysOnly: true },
  ]);
  return rest && recount(child, [rest]);
};
