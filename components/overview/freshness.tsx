'use client';

import { useFormatter, useTranslations } from 'use-intl';
import { useLive } from '@/lib/api/use-event-stream';
import { useNow } from '../ui/use-now';

/** Updates come every few seconds; after this long without one the page says so. */
const staleMilliseconds = 15_000;

/** How old the answer on screen is, and a warning where the next one is overdue. */
export const Freshness = ({ updatedAt }: { updatedAt: number }) => {
  const t = useTranslations('overview');
  const { relativeTime } = useFormatter();
  const live = useLive();
  const now = useNow();
  const age = now.getTime() - updatedAt;
  // The server and browser agree on "now" in the first render; the browser's own may be earlier.
  const time = () => <span>{relativeTime(Math.min(updatedAt, now.getTime()), now)}</span>;
  if (age < staleMilliseconds) {
    return <span>{t.rich('checked', { time })}</span>;
  }
  return (
    <strong className={live ? 'font-normal text-yellow-ink' : 'font-semibold text-yellow-ink'}>
      {t.rich('stale', { time })}
    </strong>
  );
};
