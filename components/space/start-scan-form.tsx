'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { ErrorNotice } from '@/components/ui/error-notice';
import { Select } from '@/components/ui/select';
import { useFormat } from '@/components/ui/use-format';
import { useScanEstimate, useStartScan } from '@/lib/api/space';
import type { Pace } from '@/lib/domain/api/pace';
import type { ScanEstimate } from '@/lib/domain/api/space';
import { usePrefixText } from './use-prefix-text';

type StartScanFormProps = {
  cluster: string;
  /** What may be measured, base64url: the first is proposed. */
  prefixes: readonly string[];
  onStarted?: () => void;
};

/** What a scan would cost, how fast it should go, and the button that starts it. */
export const StartScanForm = ({ cluster, prefixes, onStarted }: StartScanFormProps) => {
  const t = useTranslations('space');
  const prefixText = usePrefixText();
  const [prefix, setPrefix] = useState(prefixes[0] ?? '');
  const [pace, setPace] = useState<Pace>('normal');
  const estimate = useScanEstimate(cluster, prefix);
  const start = useStartScan(cluster);
  const paces = (['gentle', 'normal', 'fast'] as const).map((value) => ({
    value,
    label: t(`pace.${value}`),
  }));
  return (
    <div className="grid max-w-lg gap-3 text-left">
      <p>{t('whatItDoes')}</p>
      {prefixes.length > 1 ? (
        <Select
          label={t('what')}
          value={prefix}
          options={prefixes.map((value) => ({ value, label: prefixText(value) }))}
          onChange={setPrefix}
        />
      ) : null}
      {estimate.isError ? (
        <ErrorNotice error={estimate.error} onRetry={() => estimate.refetch()} />
      ) : (
        <EstimateText estimate={estimate.data} pace={pace} />
      )}
      <div className="flex flex-wrap items-end gap-3">
        <Select
          className="w-64"
          label={t('paceLabel')}
          value={pace}
          options={paces}
          onChange={setPace}
        />
        <Button
          variant="primary"
          disabled={start.isPending}
          onClick={() => start.mutate({ prefix, pace }, { onSuccess: onStarted })}
        >
          {start.isPending ? t('starting') : t('start')}
        </Button>
      </div>
      {start.error === null ? null : <ErrorNotice error={start.error} />}
    </div>
  );
};

type EstimateTextProps = { estimate: ScanEstimate | undefined; pace: Pace };

const EstimateText = ({ estimate, pace }: EstimateTextProps) => {
  const t = useTranslations('space');
  const format = useFormat();
  if (estimate === undefined) {
    return <p className="text-muted">{t('estimating')}</p>;
  }
  const { keys, bytes, seconds, answeredBy } = estimate;
  return (
    <p className="text-muted">
      {t('estimate', {
        count: keys,
        size: bytes === null ? '' : format.bytes(bytes),
        hasSize: bytes === null ? 'no' : 'yes',
        time: format.duration(Math.max(1, seconds[pace])),
        member: answeredBy,
      })}
    </p>
  );
};
