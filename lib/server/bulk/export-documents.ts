import 'server-only';
import { readableBytes } from '@/lib/domain/bytes';
import type { StoredKey } from '../etcd/key-source';
import type { PresentedValue } from '../keys/mask-value';
import type { ExportEnd } from './export-lines';

/** The comment at the top of an export as YAML. */
export const formatDocumentsHeader = (cluster: string, revision: string): string =>
  `# etcdscope export of ${cluster} at revision ${revision}: Kubernetes objects as YAML.\n`;

/** A Kubernetes object as a YAML document; undefined for a value that is none. */
export const formatDocument = (
  { key, modRevision }: StoredKey,
  { value, masked }: PresentedValue,
): string | undefined => {
  if (value.yaml === null || value.kind === null) {
    return undefined;
  }
  const notes = [
    `# ${readableBytes(key)} (revision ${modRevision})`,
    ...(masked ? ['# masked: values of this object are left out'] : []),
    ...(value.notes.length > 0 ? ['# not decoded whole: the JSON Lines have every byte'] : []),
  ];
  return `---\n${notes.join('\n')}\n${value.yaml.trimEnd()}\n`;
};

/** The comment of a key that is no Kubernetes object, or whose object may not be shown at all. */
export const formatLeftOut = ({ key }: StoredKey, { masked }: PresentedValue): string =>
  `# ${readableBytes(key)}: ${masked ? 'masked' : 'not a Kubernetes object'}, left out\n`;

/** The comment at the end; without it a file was cut. */
export const formatDocumentsEnd = ({ keys, masked, revision, partial }: ExportEnd): string =>
  partial === undefined
    ? `# end: true, keys: ${keys}, masked: ${masked}, revision: ${revision}\n`
    : `# end: false, partial: ${partial}, keys: ${keys}, masked: ${masked}, revision: ${revision}\n`;
