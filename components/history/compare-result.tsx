'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { MoreButton } from '@/components/activity/more-button';
import type { OpenTarget } from '@/components/keys/panel-props';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { Table, Th } from '@/components/ui/table';
import { useFormat } from '@/components/ui/use-format';
import { useComparisonRows } from '@/lib/api/history';
import type { Comparison, Difference } from '@/lib/domain/api/history';
import { CompareRow } from './compare-row';
import { ComparisonPart } from './comparison-part';
import { KeyFilter } from './key-filter';
import { OperationState } from './operation-state';
import { useMoments } from './use-moments';

type CompareResultProps = { cluster: string; id: string; onOpen: OpenTarget };

/** What a comparison has found by now: counts, a filter, and the keys that differ. */
export const CompareResult = ({ cluster, id, onOpen }: CompareResultProps) => (
  <ComparisonPart cluster={cluster} id={id}>
    {(comparison) => <Differences cluster={cluster} comparison={comparison} onOpen={onOpen} />}
  </ComparisonPart>
);

type DifferencesProps = { cluster: string; comparison: Comparison; onOpen: OpenTarget };

const Differences = ({ cluster, comparison, onOpen }: DifferencesProps) => {
  const t = useTranslations('history');
  const [kind, setKind] = useState<Difference>();
  const [text, setText] = useState('');
  const { operation, listed, isCut } = comparison;
  const rows = useComparisonRows(cluster, { id: operation.id, listed }, { kind, text });
  const found = rows.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <section aria-label={t('compare.result')} className="grid gap-3">
      <OperationState operation={operation} partly={t('compare.partly')} />
      <SidesText comparison={comparison} />
      <KindFilter comparison={comparison} kind={kind} onKind={setKind} />
      {isCut ? <Notice tone="warning">{t('compare.cut', { listed })}</Notice> : null}
      {listed === 0 ? null : (
        <>
          <KeyFilter text={text} onText={setText} />
          <Card>
            <Table label={t('compare.list')}>
              <thead>
                <tr>
                  <Th>{t('rows.what')}</Th>
                  <Th>{t('rows.key')}</Th>
                  <Th numeric>{t('rows.before')}</Th>
                  <Th numeric>{t('rows.after')}</Th>
                  <Th>
                    <span className="sr-only">{t('key.actions')}</span>
                  </Th>
                </tr>
              </thead>
              <tbody>
                {found.map((row) => (
                  <CompareRow key={row.key.bytes} {...{ comparison, row, onOpen }} />
                ))}
              </tbody>
            </Table>
            <MoreButton pages={rows} />
          </Card>
        </>
      )}
      {operation.state === 'succeeded' && listed === 0 ? (
        <EmptyState title={t('compare.none')}>{t('compare.noneWhy')}</EmptyState>
      ) : null}
    </section>
  );
};

const SidesText = ({ comparison }: { comparison: Comparison }) => {
  const t = useTranslations('history');
  const moments = useMoments();
  const { leftRevision, rightRevision, leftTime, rightCluster, operation, prefix } = comparison;
  const names = {
    prefix: prefix.text === '' ? t('everything') : prefix.text,
    cluster: operation.cluster,
    other: rightCluster,
    left: [moments.about(leftTime), moments.revision(leftRevision)]
      .filter((part) => part !== undefined)
      .join(' · '),
    right: moments.revision(rightRevision),
  };
  return (
    <p className="break-all">
      {t(rightCluster === operation.cluster ? 'compare.sidesOne' : 'compare.sidesTwo', names)}
    </p>
  );
};

const kinds = ['added', 'removed', 'changed', 'uncompared'] as const;

type KindFilterProps = {
  comparison: Comparison;
  kind: Difference | undefined;
  onKind: (kind: Difference | undefined) => void;
};

/** The counts, each a button that shows only its rows. */
const KindFilter = ({ comparison, kind, onKind }: KindFilterProps) => {
  const t = useTranslations('history');
  const format = useFormat();
  const { counts } = comparison;
  return (
    <fieldset className="flex flex-wrap items-center gap-2">
      <legend className="sr-only">{t('compare.show')}</legend>
      {kinds.map((name) => (
        <Button
          key={name}
          size="sm"
          aria-pressed={kind === name}
          variant={kind === name ? 'primary' : 'default'}
          disabled={counts[name] === '0'}
          onClick={() => onKind(kind === name ? undefined : name)}
        >
          {t(`compare.count.${name}`, { count: format.count(counts[name]) })}
        </Button>
      ))}
      <span className="text-muted">
        {t('compare.count.same', { count: format.count(counts.same) })}
      </span>
    </fieldset>
  );
};
