import type { ChangeCounts } from '../api/changes';
import { startsWithBytes, toBase64Url } from '../bytes';
import { childOf } from '../keys/folder-child';
import { BucketCounts, bucketAt, keptBuckets } from './bucket-counts';
import type { WatchedFolder } from './child-changes';

/** A folder or key whose changes are counted. */
type TallyNode = {
  kind: 'folder' | 'key';
  name: Uint8Array;
  counts: BucketCounts;
  children: Map<string, TallyNode>;
};

/** How much happened to one child of a folder. */
export type TallyRow = ChangeCounts & { kind: 'folder' | 'key'; name: Uint8Array };

const mostNodes = 2_000;
/** Thinning leaves this part, so that it is seldom needed. */
const partAfterThinning = 0.8;
const deepestLevel = 12;
/** What has a longer name counts for the folders above it only. */
const longestName = 1_400;

const nodeOf = (kind: TallyNode['kind'], name: Uint8Array): TallyNode => ({
  kind,
  name,
  counts: new BucketCounts(),
  children: new Map(),
});

/**
 * Counts the changes below a prefix for every folder and key there, as many as fit: where there are
 * too many, those with the fewest changes are forgotten. Their changes still count for the folders
 * above, so that what a folder's children lack is told as its rest.
 */
export class ChangeTally {
  readonly #folder: WatchedFolder;
  readonly #root: TallyNode;
  readonly #most: number;
  #nodes = 0;

  constructor(folder: WatchedFolder, most = mostNodes) {
    this.#folder = folder;
    this.#root = nodeOf('folder', folder.prefix);
    this.#most = most;
  }

  /** Counts a change of a key below the prefix, at a time in milliseconds since 1970. */
  add(key: Uint8Array, counts: ChangeCounts, time: number): void {
    const bucket = bucketAt(time);
    let node: TallyNode | undefined = this.#root;
    for (let level = 0; level < deepestLevel && node !== undefined; level += 1) {
      node.counts.add(bucket, counts);
      node = node.kind === 'folder' ? this.#child(node, key) : undefined;
    }
    if (this.#nodes > this.#most) {
      this.#thin(bucket);
    }
  }

  /** What happened in a folder and to its children since a bucket; undefined where nothing did. */
  read(within: Uint8Array, first: number): { total: ChangeCounts; rows: TallyRow[] } | undefined {
    const node = this.#find(within);
    if (node === undefined) {
      return undefined;
    }
    const rows = [...node.children.values()]
      .map(({ kind, name, counts }) => ({ kind, name, ...counts.since(first) }))
      .filter(({ puts, deletes }) => puts + deletes > 0);
    return { total: node.counts.since(first), rows };
  }

  #child(node: TallyNode, key: Uint8Array): TallyNode | undefined {
    const { kind, name } = childOf(key, node.name, this.#folder.delimiter);
    if (name.length > longestName) {
      return undefined;
    }
    const id = `${kind}:${toBase64Url(name)}`;
    const existing = node.children.get(id);
    if (existing !== undefined) {
      return existing;
    }
    // A copy: the key may be a view of a whole answer, which would be kept with it.
    const added = nodeOf(kind, Uint8Array.from(name));
    node.children.set(id, added);
    this.#nodes += 1;
    return added;
  }

  #find(within: Uint8Array): TallyNode | undefined {
    let node: TallyNode | undefined = this.#root;
    while (node !== undefined && node.name.length < within.length) {
      node = [...node.children.values()].find(
        ({ kind, name }) => kind === 'folder' && startsWithBytes(within, name),
      );
    }
    return node?.name.length === within.length ? node : undefined;
  }

  #thin(bucket: number): void {
    const leaves: { parent: TallyNode; id: string; changes: number }[] = [];
    const visit = (parent: TallyNode): void => {
      for (const [id, node] of parent.children) {
        if (node.children.size === 0) {
          const { puts, deletes } = node.counts.since(bucket - keptBuckets + 1);
          leaves.push({ parent, id, changes: puts + deletes });
        } else {
          visit(node);
        }
      }
    };
    visit(this.#root);
    leaves.sort((left, right) => left.changes - right.changes);
    for (const { parent, id } of leaves.slice(0, this.#nodes - this.#most * partAfterThinning)) {
      parent.children.delete(id);
      this.#nodes -= 1;
    }
  }
}
