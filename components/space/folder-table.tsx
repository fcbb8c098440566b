'use client';

import { FolderOpen } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { IconButton } from '@/components/ui/button';
import { Table, Td, Th } from '@/components/ui/table';
import { useFormat } from '@/components/ui/use-format';
import type { SpaceFolder } from '@/lib/domain/api/space';
import type { FolderPart } from '@/lib/domain/space/folder-parts';
import { GrowthText } from './growth-text';
import { ShareBar } from './share-bar';
import { usePartLabel } from './use-part-label';

type FolderTableProps = {
  folder: SpaceFolder;
  parts: readonly FolderPart[];
  hours: number | undefined;
  onEnter: (part: FolderPart) => void;
  onOpen: (part: FolderPart) => void;
};

/** The parts of a folder as a table: what the treemap draws, with numbers, for the keyboard too. */
export const FolderTable = ({ folder, parts, hours, onEnter, onOpen }: FolderTableProps) => {
  const t = useTranslations('space');
  const format = useFormat();
  const partLabel = usePartLabel(folder);
  return (
    <Table label={t('foldersOf', { folder: folder.name.text })}>
      <thead>
        <tr>
          <Th>{t('columns.folder')}</Th>
          <Th numeric>{t('columns.size')}</Th>
          <Th>{t('columns.share')}</Th>
          <Th numeric>{t('columns.keys')}</Th>
          <Th numeric>{t('columns.average')}</Th>
          <Th numeric>{t('columns.growth')}</Th>
          <Th>
            <span className="sr-only">{t('columns.open')}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <tr key={part.id}>
            <Td className="max-w-90 truncate">
              {part.place === undefined ? (
                <span className="text-muted">{partLabel(part)}</span>
              ) : (
                <button
                  type="button"
                  className="max-w-full truncate font-mono text-blue text-sm hover:underline"
                  onClick={() => onEnter(part)}
                >
                  {partLabel(part)}
                </button>
              )}
            </Td>
            <Td numeric>{format.bytes(part.bytes)}</Td>
            <Td>
              <ShareBar part={part.bytes} whole={folder.bytes} />
            </Td>
            <Td numeric>{format.count(part.keys)}</Td>
            <Td numeric>{format.bytes(part.bytes / part.keys)}</Td>
            <Td numeric>
              <GrowthText growth={part.growth} hours={hours} />
            </Td>
            <Td>
              {part.place === undefined ? null : (
                <IconButton
                  label={t('openFolder', { folder: partLabel(part) })}
                  className="-my-1.5 ml-auto"
                  onClick={() => onOpen(part)}
                >
                  <FolderOpen aria-hidden size={15} />
                </IconButton>
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
};
