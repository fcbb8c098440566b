'use client';

import { useFormatter } from 'use-intl';
import { useFormat } from './use-format';
import { useNow } from './use-now';

/** How long ago (or until) a time is, kept current; the full time is its tooltip. */
export const TimeAgo = ({ time }: { time: string }) => {
  const relative = useFormatter();
  const { dateTime } = useFormat();
  const now = useNow();
  return (
    <time dateTime={time} title={dateTime(time)}>
      {relative.relativeTime(new Date(time), now)}
    </time>
  );
};
