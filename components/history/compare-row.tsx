'use client';

import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { OpenTarget } from '@/components/keys/panel-props';
import { Button } from '@/components/ui/button';
import { Td } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import type { Tone } from '@/components/ui/tone';
import { useFormat } from '@/components/ui/use-format';
import type { Comparison, ComparisonRow, Difference as Kind } from '@/lib/domain/api/history';
import { Difference } from './difference';

const tones: Record<Kind, Tone> = {
  added: 'good',
  removed: 'critical',
  changed: 'warning',
  uncompared: 'neutral',
};

type CompareRowProps = { comparison: Comparison; row: ComparisonRow; onOpen: OpenTarget };

/** A key that differs; both values can be unfolded below. */
export const CompareRow = ({ comparison, row, onOpen }: CompareRowProps) => {
  const t = useTranslations('history');
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const detailsId = useId();
  const { key, kind, leftRevision, rightRevision, masked } = row;
  const { operation, rightCluster } = comparison;
  const numberOf = (revision: string | null) => (revision === null ? '–' : format.count(revision));
  const left =
    leftRevision === null
      ? undefined
      : { cluster: operation.cluster, revision: comparison.leftRevision };
  const right =
    rightRevision === null
      ? undefined
      : { cluster: rightCluster, revision: comparison.rightRevision };
  return (
    <>
      <tr className="hover:bg-row-hover">
        <Td>
          <Tag tone={tones[kind]}>{t(`rows.kind.${kind}`)}</Tag>
        </Td>
        <Td className="w-full max-w-0">
          <span className="flex items-center gap-1.5">
            <KeyName row={row} comparison={comparison} onOpen={onOpen} />
            {masked ? <Tag>{t('masked')}</Tag> : null}
          </span>
        </Td>
        <Td numeric className="tabular-nums">
          {numberOf(leftRevision)}
        </Td>
        <Td numeric className="tabular-nums">
          {numberOf(rightRevision)}
        </Td>
        <Td>
          {kind === 'uncompared' ? null : (
            <Button
              size="sm"
              aria-expanded={isOpen}
              aria-controls={isOpen ? detailsId : undefined}
              aria-label={t('rows.diffOf', { key: key.text })}
              onClick={() => setOpen(!isOpen)}
            >
              {t('difference')}
            </Button>
          )}
        </Td>
      </tr>
      {isOpen ? (
        <tr id={detailsId}>
          <Td colSpan={5} className="max-w-0 whitespace-normal">
            <Difference
              keyBytes={key.bytes}
              before={left}
              after={right}
              label={t('rows.diffOf', { key: key.text })}
            />
          </Td>
        </tr>
      ) : null}
    </>
  );
};

/** Opens the key in this cluster where it has it, as it was then where it is gone since. */
const KeyName = ({ comparison, row, onOpen }: CompareRowProps) => {
  const { key, leftRevision, rightRevision } = row;
  const { operation, rightCluster } = comparison;
  const isOneCluster = rightCluster === operation.cluster;
  if (leftRevision === null && !isOneCluster) {
    return <span className="truncate font-mono">{key.text}</span>;
  }
  const at = isOneCluster && rightRevision === null ? comparison.leftRevision : undefined;
  return (
    <button
      type="button"
      className="truncate font-mono text-blue hover:underline"
      onClick={() => onOpen('key', key.bytes, at)}
    >
      {key.text}
    </button>
  );
};
