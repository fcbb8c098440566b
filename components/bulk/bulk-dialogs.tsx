'use client';

import { lazy, Suspense } from 'react';
import type { KeySelection } from './key-selection';

const ExportDialog = lazy(async () => ({
  default: (await import('./export-dialog')).ExportDialog,
}));
const DeleteDialog = lazy(async () => ({
  default: (await import('./delete-dialog')).DeleteDialog,
}));

type BulkDialogsProps = {
  open: 'export' | 'delete' | undefined;
  cluster: string;
  selection: KeySelection;
  /** The revision to export; the newest where null. */
  revision: string | null;
  onClose: () => void;
  /** Keys were changed. */
  onDone: () => void;
};

/** The dialog that is open, fetched when it is needed first. */
export const BulkDialogs = ({ open, onDone, revision, ...shared }: BulkDialogsProps) => (
  <Suspense>
    {open === 'export' ? <ExportDialog revision={revision} {...shared} /> : null}
    {open === 'delete' ? <DeleteDialog onDone={onDone} {...shared} /> : null}
  </Suspense>
);
