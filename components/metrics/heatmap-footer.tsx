'use client';

import { Download } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { Heatmap } from '@/lib/domain/api/metrics';
import { Button } from '../ui/button';
import { saveBlob } from '../ui/save-blob';
import { Select } from '../ui/select';
import { useCodeText } from '../ui/use-code-text';
import { hasCounts, heatmapCsv } from './chart-csv';

/** Where the counts are from, where that is not our own samples as ever. */
const SourceText = ({ heatmap: { source, sourceFailure, columns } }: { heatmap: Heatmap }) => {
  const t = useTranslations('metrics.heatmap');
  const errorText = useCodeText('errors');
  if (sourceFailure !== undefined) {
    const { code, parameters } = sourceFailure;
    return (
      <p className="w-full text-xs text-yellow-ink">
        {t('notPrometheus', { reason: errorText(code, parameters) ?? code })}
      </p>
    );
  }
  const [first, second] = columns;
  return source === 'prometheus' && first !== undefined && second !== undefined ? (
    <p className="w-full text-muted text-xs">
      {t('fromPrometheus', { seconds: (second.time - first.time) / 1_000 })}
    </p>
  ) : null;
};

type HeatmapFooterProps = {
  fileName: string;
  title: string;
  member: string;
  members: readonly string[];
  heatmap: Heatmap | undefined;
  onMember: (member: string) => void;
};

/** Whose observations are shown, what the colours mean, and the counts as a file. */
export const HeatmapFooter = ({
  fileName,
  title,
  member,
  members,
  heatmap,
  onMember,
}: HeatmapFooterProps) => {
  const t = useTranslations('metrics.heatmap');
  const isEmpty = heatmap === undefined || !hasCounts(heatmap);
  const label = t(isEmpty ? 'nothingToDownload' : 'download', { panel: title });
  const download = () => {
    if (heatmap !== undefined) {
      saveBlob(new Blob([heatmapCsv(heatmap, member)], { type: 'text/csv' }), fileName);
    }
  };
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 pt-1 pb-3">
      <Select
        label={t('member', { panel: title })}
        labelHidden
        value={member}
        options={members.map((value) => ({ value, label: value }))}
        onChange={onMember}
      />
      <Button
        size="sm"
        className="ml-auto"
        aria-label={label}
        title={label}
        disabled={isEmpty}
        onClick={download}
      >
        <Download size={14} aria-hidden />
        {t('downloadShort')}
      </Button>
      <p className="w-full text-muted text-xs">{t('hint')}</p>
      {heatmap === undefined ? null : <SourceText heatmap={heatmap} />}
    </div>
  );
};
