'use client';

import { useTranslations } from 'use-intl';
import { Bar } from '@/components/ui/bar';
import { Card, CardHeader } from '@/components/ui/card';
import { useFormat } from '@/components/ui/use-format';
import { useOverview } from '@/lib/api/clusters';
import type { ComparedReport } from '@/lib/domain/api/space';

/** Below this share in use, defragmentation gives back more than it keeps. */
const fragmentedBelow = 0.5;

/** The database file beside the keys in it: keys as they are, history, and free pages. */
export const DatabaseSpace = ({ report }: { report: ComparedReport }) => {
  const t = useTranslations('space');
  const format = useFormat();
  const { data: overview } = useOverview(report.cluster);
  const member =
    overview?.members.find(({ name }) => name === report.answeredBy) ?? overview?.members[0];
  const { databaseSize, databaseSizeInUse } = member ?? {};
  if (member === undefined || !databaseSize || !databaseSizeInUse) {
    return null;
  }
  const [size, inUse] = [Number(databaseSize), Number(databaseSizeInUse)];
  const keys = Math.min(report.bytes, inUse);
  const isFragmented = inUse / size < fragmentedBelow;
  const parts = [
    { id: 'live', bytes: keys, colour: 'fill-green', note: t('database.liveNote') },
    {
      id: 'history',
      bytes: report.file?.historyBytes ?? inUse - keys,
      colour: 'fill-green-soft',
      note: t('database.historyNote'),
    },
    {
      id: 'free',
      bytes: report.file?.freeBytes ?? size - inUse,
      colour: 'fill-line-strong',
      note: t(isFragmented ? 'database.fragmentedNote' : 'database.freeNote'),
    },
  ] as const;
  return (
    <Card aria-labelledby="space-database">
      <CardHeader
        id="space-database"
        title={t('database.title', { member: member.name })}
        note={t('database.size', { size: format.bytes(size), inUse: format.bytes(inUse) })}
      />
      <div className="grid gap-3 px-4 pb-4">
        <Bar
          className="w-full"
          parts={[
            { fraction: inUse / size, className: 'fill-green-soft' },
            { fraction: keys / size, className: 'fill-green' },
          ]}
        />
        <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-3">
          {parts.map(({ id, bytes, colour, note }) => (
            <div key={id}>
              <dt className="flex items-center gap-1.5 text-muted text-xs">
                <svg aria-hidden className="size-2.5">
                  <rect width="100%" height="100%" rx="2" className={colour} />
                </svg>
                {t(`database.${id}`)}
              </dt>
              <dd>
                <span className="font-semibold">{format.bytes(bytes)}</span>{' '}
                <span className="text-muted">{format.percent(bytes / size)}</span>
                <p className="text-muted text-xs">{note}</p>
              </dd>
            </div>
          ))}
        </dl>
        <FileFacts file={report.file} />
      </div>
    </Card>
  );
};

/** What only a database file tells. */
const FileFacts = ({ file }: Pick<ComparedReport, 'file'>) => {
  const t = useTranslations('space');
  return (
    <p className="text-muted text-xs">
      {file === undefined
        ? t('database.notKnownLive')
        : t('database.fileFacts', {
            revisions: file.historyRevisions,
            tombstones: file.tombstones,
          })}
    </p>
  );
};
