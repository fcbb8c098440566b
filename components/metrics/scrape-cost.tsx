'use client';

import { useTranslations } from 'use-intl';
import type { Panels, SampleStorage, Scrape } from '@/lib/domain/api/metrics';
import { TimeAgo } from '../ui/time-ago';
import { useFormat } from '../ui/use-format';
import { useFailureText } from './use-failure-text';

const ScrapeLine = ({ scrape }: { scrape: Scrape }) => {
  const t = useTranslations('metrics.cost');
  const failureText = useFailureText();
  const { bytes, milliseconds } = useFormat();
  const { memberName, url, lastAt, failure } = scrape;
  return (
    <li title={url ?? undefined}>
      <strong className="font-semibold text-ink">{memberName}</strong>{' '}
      {scrape.bytes === null || scrape.milliseconds === null
        ? null
        : t('read', {
            bytes: bytes(scrape.bytes),
            page: bytes(scrape.pageBytes ?? scrape.bytes),
            time: milliseconds(scrape.milliseconds),
          })}
      {url === null ? null : <span className="break-all"> {t('from', { url })}</span>}
      {failure === null ? null : (
        <span className="text-red-ink"> {t('failed', { reason: failureText(failure) })}</span>
      )}
      {failure === null || lastAt === null ? null : (
        <>
          {' '}
          {t('lastRead')} <TimeAgo time={lastAt} />
        </>
      )}
    </li>
  );
};

const StorageLine = ({ storage }: { storage: SampleStorage }) => {
  const t = useTranslations('metrics.cost');
  const { bytes, dateTime } = useFormat();
  return (
    <p>
      {t('storage', {
        bytes: bytes(storage.bytes),
        limit: bytes(storage.limitBytes),
        hasOldest: storage.oldest === null ? 'no' : 'yes',
        oldest: storage.oldest === null ? '' : dateTime(storage.oldest),
        hours: storage.fullResolutionHours,
        days: storage.thinnedDays,
      })}
    </p>
  );
};

/** Where the values come from, and what reading the members' metrics costs. */
export const ScrapeCost = ({ data }: { data: Omit<Panels, 'panels'> }) => {
  const t = useTranslations('metrics.cost');
  return (
    <section aria-label={t('title')} className="grid gap-1 text-muted text-xs">
      <p>
        {t(`source.${data.source}`)} {t('interval', { seconds: data.intervalSeconds })}
      </p>
      {data.storage === undefined ? null : <StorageLine storage={data.storage} />}
      <ul className="flex flex-wrap gap-x-5">
        {data.scrapes.map((scrape) => (
          <ScrapeLine key={scrape.memberId} scrape={scrape} />
        ))}
      </ul>
    </section>
  );
};
