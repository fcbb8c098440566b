'use client';

import { lazy, Suspense } from 'react';
import type { FolderEntry } from '@/lib/domain/api/keys';
import { fromBase64Url, startsWithBytes, toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { FolderPane } from './folder-pane';
import type { OpenTarget } from './panel-props';
import type { Level } from './tree-level';

const FolderActions = lazy(async () => ({
  default: (await import('../bulk/folder-actions')).FolderActions,
}));
const CreateKeyButton = lazy(async () => ({
  default: (await import('../edit/create-key-button')).CreateKeyButton,
}));
const KubernetesPolicy = lazy(async () => ({
  default: (await import('../edit/kubernetes-policy')).KubernetesPolicy,
}));
const EncryptionCoverage = lazy(async () => ({
  default: (await import('../space/encryption-coverage')).EncryptionCoverage,
}));

type OpenFolderProps = {
  cluster: string;
  kubernetesPrefix: string;
  /** The folder, base64url; empty for the whole store. */
  prefix: string;
  level: Level | undefined;
  entry: FolderEntry | undefined;
  revision: string | null;
  onOpen: OpenTarget;
  /** Keys were changed. */
  onDone: () => void;
};

/** The open folder with what can be done with it, and what is particular about it. */
export const OpenFolder = ({
  cluster,
  kubernetesPrefix,
  prefix,
  level,
  entry,
  revision,
  onOpen,
  onDone,
}: OpenFolderProps) => (
  <FolderPane
    level={level}
    entry={entry}
    onOpen={onOpen}
    actions={
      <Suspense>
        {revision === null ? (
          <CreateKeyButton
            cluster={cluster}
            prefix={prefix}
            onCreated={(bytes) => {
              onDone();
              onOpen('key', bytes);
            }}
          />
        ) : null}
        {prefix === '' ? null : (
          <FolderActions cluster={cluster} prefix={prefix} revision={revision} onDone={onDone} />
        )}
      </Suspense>
    }
  >
    {isBelow(prefix, kubernetesPrefix) && revision === null ? (
      <Suspense>
        <KubernetesPolicy cluster={cluster} />
      </Suspense>
    ) : null}
    {prefix === toBase64Url(utf8Bytes(`${kubernetesPrefix}secrets/`)) ? (
      <Suspense>
        <EncryptionCoverage cluster={cluster} />
      </Suspense>
    ) : null}
  </FolderPane>
);

const isBelow = (prefix: string, kubernetesPrefix: string): boolean =>
  startsWithBytes(fromBase64Url(prefix) ?? new Uint8Array(), utf8Bytes(kubernetesPrefix));
