import type { ChildChange } from '../api/key-events';
import { toBase64Url } from '../bytes';
import { toHexId } from '../etcd/member-id';
import { childOf } from '../keys/folder-child';

/** A change of a key, as far as its folder is concerned; 64-bit numbers as decimal text. */
export type KeyChange = {
  kind: 'put' | 'delete';
  stored: {
    key: Uint8Array;
    createRevision: string;
    modRevision: string;
    version: string;
    lease: string;
  };
};

/** The folder whose children the changes are told by. */
export type WatchedFolder = { prefix: Uint8Array; delimiter: Uint8Array };

const mostChildren = 500;

/** Changes of keys, gathered by direct child of a folder until they are taken. */
export class ChildChanges {
  readonly #folder: WatchedFolder;
  readonly #most: number;
  #children = new Map<string, ChildChange>();
  #isOverflown = false;

  constructor(folder: WatchedFolder, most = mostChildren) {
    this.#folder = folder;
    this.#most = most;
  }

  /** Whether nothing happened since the last `take`. */
  get isEmpty(): boolean {
    return this.#children.size === 0 && !this.#isOverflown;
  }

  /** Adds a change of a key that begins with the prefix. Changes come in order of revision. */
  add({ kind, stored }: KeyChange): void {
    if (this.#isOverflown) {
      return;
    }
    const child = childOf(stored.key, this.#folder.prefix, this.#folder.delimiter);
    const name = toBase64Url(child.name);
    const before = this.#children.get(`${child.kind}:${name}`) ?? {
      ...{ kind: child.kind, name, puts: 0, deletes: 0, created: 0 },
      ...{ modRevision: '0', version: null, lease: null },
    };
    const isPut = kind === 'put';
    const isLivingKey = isPut && child.kind === 'key';
    this.#children.set(`${child.kind}:${name}`, {
      ...before,
      puts: before.puts + (isPut ? 1 : 0),
      deletes: before.deletes + (isPut ? 0 : 1),
      created: before.created + (isPut && stored.createRevision === stored.modRevision ? 1 : 0),
      modRevision: stored.modRevision,
      version: isLivingKey ? stored.version : null,
      lease: isLivingKey && stored.lease !== '0' ? toHexId(stored.lease) : null,
    });
    if (this.#children.size > this.#most) {
      this.#isOverflown = true;
      this.#children = new Map();
    }
  }

  /** What happened since the last time; undefined where it were too many children to tell. */
  take(): ChildChange[] | undefined {
    const children = this.#isOverflown ? undefined : [...this.#children.values()];
    this.#children = new Map();
    this.#isOverflown = false;
    return children;
  }
}
