'use client';

import { useTranslations } from 'use-intl';
import type { Panels, Scrape } from '@/lib/domain/api/metrics';
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
        : t('read', { bytes: bytes(scrape.bytes), time: milliseconds(scrape.milliseconds) })}
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

/** What reading the members' metrics costs: how often, how many bytes, how long; and failures. */
export const ScrapeCost = ({ data }: { data: Panels }) => {
  const t = useTranslations('metrics.cost');
  return (
    <section aria-label={t('title')} className="text-muted text-xs">
      <p>{t('interval', { seconds: data.intervalSeconds })}</p>
      <ul className="flex flex-wrap gap-x-5">
        {data.scrapes.map((scrape) => (
          <ScrapeLine key={scrape.memberId} scrape={scrape} />
        ))}
      </ul>
    </section>
  );
};
