'use client';

import { lazy, Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { OpenTarget } from '@/components/keys/panel-props';
import { Button } from '@/components/ui/button';
import { Card, CardHeader } from '@/components/ui/card';
import { Skeleton } from '@/components/ui/skeleton';
import { useFormat } from '@/components/ui/use-format';
import type { SpaceFolder } from '@/lib/domain/api/space';
import { firstPlace, folderParts, pathOfFolder } from '@/lib/domain/space/folder-parts';
import { FolderTable } from './folder-table';
import { usePartLabel } from './use-part-label';

const SpaceTreemap = lazy(async () => ({
  default: (await import('./space-treemap')).SpaceTreemap,
}));

type SpaceFoldersProps = {
  folders: readonly SpaceFolder[];
  /** The folder open in the tree, base64url: where to begin. */
  prefix: string;
  hours: number | undefined;
  onOpen: OpenTarget;
};

const mostTiles = 60;
const fewRows = 15;

/** Folders by size, as a treemap and as a table; one goes into a folder by either. */
export const SpaceFolders = ({ folders, prefix, hours, onOpen }: SpaceFoldersProps) => {
  const [place, setPlace] = useState(() => firstPlace(folders, prefix));
  const folder = folders[place] ?? folders[0];
  if (folder === undefined) {
    return null;
  }
  return (
    <FolderSpace
      key={place}
      folders={folders}
      folder={folder}
      place={place}
      hours={hours}
      onEnter={setPlace}
      onOpen={onOpen}
    />
  );
};

type FolderSpaceProps = Omit<SpaceFoldersProps, 'prefix'> & {
  folder: SpaceFolder;
  place: number;
  onEnter: (place: number) => void;
};

const FolderSpace = ({ folders, folder, place, hours, onEnter, onOpen }: FolderSpaceProps) => {
  const t = useTranslations('space');
  const format = useFormat();
  const partLabel = usePartLabel(folder);
  const [showsAll, setShowsAll] = useState(false);
  const parts = folderParts(folders, place);
  const rows = showsAll ? parts : parts.slice(0, fewRows);
  const tiles = parts.slice(0, mostTiles).map((part) => ({
    part,
    label: partLabel(part),
    size: format.bytes(part.bytes),
  }));
  const enter = (part: { place: number | undefined }) => onEnter(part.place ?? place);
  return (
    <Card aria-labelledby="space-folders">
      <CardHeader
        id="space-folders"
        title={t('folders')}
        note={t('sizeAndKeys', { size: format.bytes(folder.bytes), count: folder.keys })}
      />
      <FolderPath folders={folders} place={place} onEnter={onEnter} />
      {parts.length > 1 ? (
        <Suspense fallback={<Skeleton className="mx-4 h-64" />}>
          <SpaceTreemap tiles={tiles} onOpen={enter} />
        </Suspense>
      ) : null}
      <div className="mt-2 border-line border-t">
        <FolderTable
          folder={folder}
          parts={rows}
          hours={hours}
          onEnter={enter}
          onOpen={(part) => onOpen('folder', part.id)}
        />
      </div>
      {rows.length < parts.length ? (
        <div className="border-line border-t px-4 py-2">
          <Button size="sm" onClick={() => setShowsAll(true)}>
            {t('showAll', { count: parts.length })}
          </Button>
        </div>
      ) : null}
    </Card>
  );
};

type FolderPathProps = Pick<FolderSpaceProps, 'folders' | 'place' | 'onEnter'>;

/** The way from the measured prefix to the folder, each step a way back. */
const FolderPath = ({ folders, place, onEnter }: FolderPathProps) => {
  const t = useTranslations('space');
  return (
    <nav aria-label={t('path')} className="flex flex-wrap items-center gap-x-1 px-4 pb-2 text-sm">
      {pathOfFolder(folders, place).map((step) => {
        const { name, label } = folders[step] ?? { name: { text: '' }, label: '' };
        const words = step === 0 ? name.text || t('wholeStore') : label || t('emptyName');
        return (
          <span key={step} className="flex items-center gap-1">
            {step === 0 ? null : <span className="text-muted">/</span>}
            {step === place ? (
              <span aria-current="location" className="break-all font-semibold">
                {words}
              </span>
            ) : (
              <button
                type="button"
                className="break-all text-blue hover:underline"
                onClick={() => onEnter(step)}
              >
                {words}
              </button>
            )}
          </span>
        );
      })}
    </nav>
  );
};
