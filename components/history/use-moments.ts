'use client';

import { useLocale, useTranslations } from 'use-intl';
import { useFormat, useTimeZone } from '@/components/ui/use-format';
import type { ApproximateTime, Revisions } from '@/lib/domain/api/history';
import { type RevisionPoint, timeOfRevision } from '@/lib/domain/history/revision-times';

const dayOf = (time: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en', { dateStyle: 'short', timeZone }).format(time);

/** The points of an answer as the functions of the domain take them. */
export const pointsOf = ({ points }: Pick<Revisions, 'points'>): RevisionPoint[] =>
  points.map(({ time, revision }) => ({ time: Date.parse(time), revision: BigInt(revision) }));

/** Moments in words: `12:04:30` of today, `≈ 12:04:30` where it is not exact, `rev 48,211,930`. */
export const useMoments = () => {
  const t = useTranslations('history');
  const locale = useLocale();
  const timeZone = useTimeZone();
  const { count, dateTime } = useFormat();
  const clock = (time: number): string => {
    const date = new Date(time);
    return dayOf(date, timeZone) === dayOf(new Date(), timeZone)
      ? new Intl.DateTimeFormat(locale, {
          timeStyle: 'medium',
          hourCycle: 'h23',
          timeZone,
        }).format(date)
      : dateTime(date);
  };
  const about = (time: ApproximateTime | null): string | undefined =>
    time === null
      ? undefined
      : t(time.isExact ? 'exactly' : 'about', { time: clock(Date.parse(time.at)) });
  return {
    clock,
    about,
    revision: (revision: string) => t('rev', { revision: count(revision) }),
    /** When a revision was, by the points of an answer; undefined where nobody looked then. */
    timeOf: (points: readonly RevisionPoint[], revision: string): string | undefined => {
      const found = timeOfRevision(points, BigInt(revision));
      return found && t(found.isExact ? 'exactly' : 'about', { time: clock(found.time) });
    },
  };
};
