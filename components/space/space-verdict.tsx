'use client';

import { useTranslations } from 'use-intl';
import { Card } from '@/components/ui/card';
import { TimeAgo } from '@/components/ui/time-ago';
import { useFormat } from '@/components/ui/use-format';
import type { ComparedReport, Size } from '@/lib/domain/api/space';
import { firstPlace, folderParts } from '@/lib/domain/space/folder-parts';
import { useSignedBytes } from './growth-text';
import { kindName } from './kinds-table';
import { usePrefixText } from './use-prefix-text';

/** Below this share nothing is worth a place in the sentence. */
const leastShare = 0.05;
const mostNamed = 3;

type Named = Size & { name: string };

/** What a report is about: resources in a Kubernetes store, else the folders that divide it. */
const largestParts = (report: ComparedReport): Named[] => {
  if (report.kinds.length > 1) {
    return report.kinds.map((kind) => ({ ...kind, name: kindName(kind) }));
  }
  const parts = folderParts(report.folders, firstPlace(report.folders, ''));
  return parts
    .filter(({ kind }) => kind === 'folder')
    .map((part) => ({ ...part, name: part.label }));
};

/** The answer in words: how much there is, what it consists of, and how it grows. */
export const SpaceVerdict = ({ report, hours }: { report: ComparedReport; hours?: number }) => {
  const t = useTranslations('space');
  const format = useFormat();
  const prefixText = usePrefixText();
  const { bytes, keys, leased, prefix, takenAt, answeredBy, revision } = report;
  const named = largestParts(report)
    .slice(0, mostNamed)
    .filter((part) => part.bytes / Math.max(1, bytes) >= leastShare)
    .map((part) => t('takes', { name: part.name, share: format.percent(part.bytes / bytes) }));
  return (
    <Card className="grid gap-1 px-4 py-3" aria-label={t('verdict')}>
      <h2 className="font-semibold text-lg">
        {t('total', { size: format.bytes(bytes), count: keys, prefix: prefixText(prefix.bytes) })}
      </h2>
      {keys === 0 ? null : (
        <p>
          {[
            ...(named.length > 0 ? [named.join(t('separator'))] : []),
            t('averageIs', { size: format.bytes(bytes / keys) }),
            ...(leased.keys > 0 ? [t('leasedAre', { count: leased.keys })] : []),
          ].join(t('sentences'))}
        </p>
      )}
      <GrowthSentence report={report} hours={hours} />
      <p className="text-muted text-xs">
        {t.rich('measured', { ago: () => <TimeAgo time={takenAt} />, answeredBy, revision })}
      </p>
    </Card>
  );
};

const GrowthSentence = ({ report, hours }: { report: ComparedReport; hours?: number }) => {
  const t = useTranslations('space');
  const format = useFormat();
  const signedBytes = useSignedBytes();
  const { comparedWith, bytes, keys } = report;
  if (comparedWith === null || hours === undefined) {
    return null;
  }
  return (
    <p>
      {t('grewSince', {
        time: format.dateTime(comparedWith.takenAt),
        size: signedBytes(bytes - comparedWith.bytes),
        keys: keys - comparedWith.keys,
        span: format.duration(hours * 3600),
      })}
    </p>
  );
};
