'use client';

import { useTranslations } from 'use-intl';
import { Table, Td, Th } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import type { Tone } from '@/components/ui/tone';
import { useFormat } from '@/components/ui/use-format';
import type { ComparisonRow, ReturnOutcome } from '@/lib/domain/api/history';

const tones: Record<ReturnOutcome, Tone> = {
  restored: 'good',
  exists: 'neutral',
  refused: 'warning',
  failed: 'critical',
  unknown: 'warning',
};

type DeletedTableProps = {
  rows: readonly ComparisonRow[];
  selected: ReadonlySet<string>;
  onSelect: (selected: ReadonlySet<string>) => void;
  /** Opens a key as it was; base64url. */
  onOpen: (bytes: string) => void;
};

const toggled = (
  selected: ReadonlySet<string>,
  keys: readonly string[],
  isChecked: boolean,
): ReadonlySet<string> => {
  const next = new Set(selected);
  for (const key of keys) {
    if (isChecked) {
      next.add(key);
    } else {
      next.delete(key);
    }
  }
  return next;
};

/** Deleted keys to choose from, with what became of those that were brought back. */
export const DeletedTable = ({ rows, selected, onSelect, onOpen }: DeletedTableProps) => {
  const t = useTranslations('history');
  const format = useFormat();
  const keys = rows.map(({ key }) => key.bytes);
  return (
    <Table label={t('deleted.list')}>
      <thead>
        <tr>
          <Th className="w-8">
            <input
              type="checkbox"
              className="accent-green"
              aria-label={t('deleted.selectShown')}
              checked={keys.length > 0 && keys.every((key) => selected.has(key))}
              onChange={(event) => onSelect(toggled(selected, keys, event.target.checked))}
            />
          </Th>
          <Th>{t('rows.key')}</Th>
          <Th numeric>{t('deleted.lastWritten')}</Th>
          <Th>{t('deleted.outcome')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, leftRevision, masked, outcome }) => (
          <tr key={key.bytes} className="hover:bg-row-hover">
            <Td>
              <input
                type="checkbox"
                className="accent-green"
                aria-label={t('deleted.select', { key: key.text })}
                checked={selected.has(key.bytes)}
                onChange={(event) => onSelect(toggled(selected, [key.bytes], event.target.checked))}
              />
            </Td>
            <Td className="w-full max-w-0">
              <span className="flex items-center gap-1.5">
                <button
                  type="button"
                  title={t('deleted.open')}
                  className="truncate font-mono text-blue hover:underline"
                  onClick={() => onOpen(key.bytes)}
                >
                  {key.text}
                </button>
                {masked ? <Tag>{t('masked')}</Tag> : null}
              </span>
            </Td>
            <Td numeric className="tabular-nums">
              {leftRevision === null ? '–' : format.count(leftRevision)}
            </Td>
            <Td>
              {outcome === null ? null : <Tag tone={tones[outcome]}>{t(`outcome.${outcome}`)}</Tag>}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
};
