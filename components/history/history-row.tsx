'use client';

import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { OpenTarget } from '@/components/keys/panel-props';
import { useMay } from '@/components/shell/session-context';
import { Button } from '@/components/ui/button';
import { Td } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import type { Tone } from '@/components/ui/tone';
import { useFormat } from '@/components/ui/use-format';
import type { KeyRevision } from '@/lib/domain/api/history';
import { Difference } from './difference';
import { placesOf, readableRevision } from './revision-places';
import { useMoments } from './use-moments';

const tones: Record<KeyRevision['kind'], Tone> = {
  create: 'good',
  put: 'neutral',
  delete: 'critical',
};

type HistoryRowProps = {
  cluster: string;
  keyBytes: string;
  entry: KeyRevision;
  /** The oldest revision that can be read. */
  oldest: string;
  isCurrent: boolean;
  onOpen: OpenTarget;
  onRestore: () => void;
};

/** One change of a key; what it changed can be unfolded below. */
export const HistoryRow = (props: HistoryRowProps) => {
  const { cluster, keyBytes, entry, oldest, onOpen } = props;
  const t = useTranslations('history');
  const format = useFormat();
  const moments = useMoments();
  const [isOpen, setOpen] = useState(false);
  const detailsId = useId();
  const places = placesOf(cluster, entry, oldest);
  const { kind, revision, version, size, lease } = entry;
  return (
    <>
      <tr className="align-top hover:bg-row-hover">
        <Td numeric className="tabular-nums">
          {kind === 'delete' ? (
            format.count(revision)
          ) : (
            <button
              type="button"
              className="text-blue tabular-nums hover:underline"
              title={t('key.open')}
              onClick={() => onOpen('key', keyBytes, readableRevision(revision, oldest))}
            >
              {format.count(revision)}
            </button>
          )}
        </Td>
        <Td className="tabular-nums">{moments.about(entry.time) ?? t('unknownTime')}</Td>
        <Td>
          <span className="flex gap-1.5">
            <Tag tone={tones[kind]}>{t(`key.kind.${kind}`)}</Tag>
            {props.isCurrent ? <Tag>{t('key.current')}</Tag> : null}
            {entry.masked ? <Tag>{t('masked')}</Tag> : null}
          </span>
        </Td>
        <Td numeric>{version === null ? '–' : format.count(version)}</Td>
        <Td numeric>{size === null ? '–' : format.bytes(size)}</Td>
        <Td className="font-mono">{lease ?? '–'}</Td>
        <Td>
          <RowActions
            {...props}
            isOpen={isOpen}
            detailsId={places === undefined ? undefined : detailsId}
            onToggle={() => setOpen(!isOpen)}
          />
        </Td>
      </tr>
      {isOpen && places !== undefined ? (
        <tr id={detailsId}>
          <Td colSpan={7} className="max-w-0 whitespace-normal">
            <Difference
              keyBytes={keyBytes}
              before={places.before}
              after={places.after}
              label={t('key.diffOf', { revision: format.count(revision) })}
            />
          </Td>
        </tr>
      ) : null}
    </>
  );
};

type RowActionsProps = HistoryRowProps & {
  isOpen: boolean;
  /** Undefined where what was before is gone. */
  detailsId: string | undefined;
  onToggle: () => void;
};

const RowActions = ({
  entry,
  isCurrent,
  isOpen,
  detailsId,
  onToggle,
  onRestore,
}: RowActionsProps) => {
  const t = useTranslations('history');
  const format = useFormat();
  const mayWrite = useMay('key:write');
  const revision = format.count(entry.revision);
  return (
    <span className="flex justify-end gap-1.5">
      {detailsId === undefined ? null : (
        <Button
          size="sm"
          aria-expanded={isOpen}
          aria-controls={isOpen ? detailsId : undefined}
          aria-label={t('key.diffOf', { revision })}
          onClick={onToggle}
        >
          {t('difference')}
        </Button>
      )}
      {mayWrite && entry.kind !== 'delete' && !isCurrent ? (
        <Button size="sm" aria-label={t('key.restoreOf', { revision })} onClick={onRestore}>
          {t('key.restore')}
        </Button>
      ) : null}
    </span>
  );
};
