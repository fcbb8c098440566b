import 'server-only';
import { labelOf } from './folder-entry';
import { type Child, keysIn } from './level-child';
import {
  type Children,
  type ChildrenRequest,
  type LevelSources,
  readChildren,
} from './read-children';

/** So many children are looked at for one answer. */
const mostChildren = 10_000;
const childrenPerRead = 1_000;

/** A page of the children whose label contains a text, and where to go on. */
export type FilteredChildren = Children & {
  /** Stopped before the end of the folder, because the answer has looked at enough. */
  isCut: boolean;
};

/**
 * The children of a folder whose readable label contains a text, from a position on: as many as
 * asked for, or what there is among the next 10,000; `next` is where to go on.
 */
export const filterChildren = async (
  sources: LevelSources,
  request: ChildrenRequest,
  text: string,
  signal?: AbortSignal,
): Promise<FilteredChildren> => {
  const { limit, onSettled } = request;
  const found: Child[] = [];
  let { place, revision } = request;
  for (let looked = 0; ; ) {
    const part = { ...request, place, revision, limit: childrenPerRead, onSettled: undefined };
    const page = await readChildren(sources, part, signal);
    const matches = page.children.filter((child) => labelOf(child, request).includes(text));
    found.push(...matches);
    onSettled?.(matches);
    looked += page.children.length;
    const surplus = found[limit];
    const isCut = page.next !== undefined && surplus === undefined && looked >= mostChildren;
    if (page.next === undefined || surplus !== undefined || isCut) {
      const next = surplus?.name ?? page.next;
      const total = page.total.kind === 'at-least' ? atLeast(page.total.count, found) : page.total;
      return { ...page, children: found.slice(0, limit), next, total, isFirst: true, isCut };
    }
    place = { kind: 'from', position: page.next };
    revision = page.revision;
  }
};

const atLeast = (count: bigint, found: readonly Child[]): Children['total'] => {
  const seen = keysIn(found) ?? 0n;
  return { count: seen > count ? seen : count, kind: 'at-least' };
};
