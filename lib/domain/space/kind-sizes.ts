import type { Size, SpaceKind, SpaceReport } from '../api/space';
import { boundedTop } from './bounded-top';
import { type EncryptionCount, encryptionCount } from './encryption-count';
import type { KeyResource } from './resource-of-key';
import { type SpaceEntry, sizeOfEntry } from './space-entry';
import { typeOfValue, type ValueType } from './type-of-value';

type Kind = Size & {
  group: string | undefined;
  resource: string;
  versions: Map<string, SpaceKind['versions'][number]>;
  encryption: EncryptionCount;
};

/** Adds up Kubernetes resources of keys that come in byte order. */
export type KindSizes = {
  add(entry: SpaceEntry, resource: KeyResource): void;
  /** Ends the adding. */
  list(most: number): Pick<SpaceReport, 'kinds' | 'foldedKinds'>;
};

const mostKinds = 200;
const mostVersions = 8;
/** Names of real groups, resources and kinds are far shorter. */
const longestName = 256;

const groupOfVersion = (apiVersion: string): string =>
  apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';

const newKind = ({ group, resource }: KeyResource): Kind => ({
  group,
  resource,
  keys: 0,
  bytes: 0,
  versions: new Map(),
  encryption: encryptionCount(),
});

const isOf = (kind: Kind | undefined, { group, resource }: KeyResource): boolean =>
  kind?.group === group && kind?.resource === resource;

const isSecrets = ({ group, resource }: Kind): boolean =>
  group === undefined && resource === 'secrets';

/** Among Secrets any other type is a part of a masked value. */
const mayTell = (kind: Kind, { apiVersion, kind: name }: ValueType): boolean =>
  !isSecrets(kind) || (apiVersion === 'v1' && name === 'Secret');

const addVersion = (kind: Kind, value: Uint8Array): void => {
  const { versions } = kind;
  const type = typeOfValue(value);
  if (type === undefined || type.apiVersion.length + type.kind.length > longestName) {
    return;
  }
  if (!mayTell(kind, type)) {
    return;
  }
  const id = `${type.apiVersion} ${type.kind}`;
  const known = versions.get(id);
  if (known !== undefined) {
    known.keys += 1;
  } else if (versions.size < mostVersions) {
    versions.set(id, { ...type, keys: 1 });
  }
};

const listed = ({ group, resource, keys, bytes, versions, encryption }: Kind): SpaceKind => {
  const frequent = [...versions.values()].toSorted((left, right) => right.keys - left.keys);
  const [first] = frequent;
  return {
    group:
      group?.slice(0, longestName) ??
      (first === undefined ? null : groupOfVersion(first.apiVersion)),
    resource: resource.slice(0, longestName),
    keys,
    bytes,
    versions: frequent,
    encryption: encryption.result(),
    growth: null,
  };
};

/** Secrets are kept whatever their size: how many are encrypted is what one looks for. */
const rankOf = (kind: Kind): number => (isSecrets(kind) ? Number.POSITIVE_INFINITY : kind.bytes);

const withOneMore = (
  folded: SpaceReport['foldedKinds'],
  { keys, bytes }: Kind,
): SpaceReport['foldedKinds'] => ({
  kinds: folded.kinds + 1,
  keys: folded.keys + keys,
  bytes: folded.bytes + bytes,
});

/** Adds up resources, holding a few hundred of them. Keys of one must follow one another. */
export const kindSizes = (): KindSizes => {
  let folded = { kinds: 0, keys: 0, bytes: 0 };
  const largest = boundedTop<Kind>(mostKinds, (kind) => {
    folded = withOneMore(folded, kind);
  });
  let current: Kind | undefined;
  const close = (): void => {
    if (current !== undefined) {
      largest.add(current, rankOf(current));
    }
  };
  return {
    add: (entry, resource) => {
      if (!isOf(current, resource)) {
        close();
        current = undefined;
      }
      current ??= newKind(resource);
      current.keys += 1;
      current.bytes += sizeOfEntry(entry);
      current.encryption.add(entry.value, entry.modRevision);
      addVersion(current, entry.value);
    },
    list: (most) => {
      close();
      current = undefined;
      const best = largest.best();
      const kinds = best.slice(0, most).map(listed);
      return {
        kinds: kinds.toSorted((left, right) => right.bytes - left.bytes),
        foldedKinds: best.slice(most).reduce(withOneMore, folded),
      };
    },
  };
};
