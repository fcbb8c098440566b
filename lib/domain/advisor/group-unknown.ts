import type { Unknown, UnknownReason } from '../api/advisor';

/** What could not be judged for one reason and of the same members. */
export type UnknownGroup = { reason: UnknownReason; members: readonly string[]; ids: string[] };

/** One group for each reason and its members, in the order in which they come first. */
export const groupUnknown = (unknown: readonly Unknown[]): UnknownGroup[] => {
  const groups = new Map<string, UnknownGroup>();
  for (const { id, reason, members } of unknown) {
    const name = JSON.stringify([reason, members.toSorted()]);
    const group = groups.get(name) ?? { reason, members, ids: [] };
    groups.set(name, group);
    group.ids.push(id);
  }
  return [...groups.values()];
};
