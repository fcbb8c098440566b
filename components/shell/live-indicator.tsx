'use client';

import { useTranslations } from 'use-intl';
import { useEventStream, useLive } from '@/lib/api/use-event-stream';
import { StatusDot } from '../ui/status-dot';

/** Every page of the console listens at least to operations, so there always is a stream. */
const topics = ['operations'];
const ignore = () => {};

/** Whether changes reach the page by themselves. */
export const LiveIndicator = () => {
  const t = useTranslations('shell');
  useEventStream(topics, ignore);
  const live = useLive();
  return (
    <p
      role="status"
      title={live ? t('liveHint') : t('notLiveHint')}
      className="flex items-center gap-1.5 whitespace-nowrap"
    >
      <StatusDot tone={live ? 'good' : 'neutral'} />
      <span className={live ? 'text-green-ink' : 'text-muted'}>
        {live ? t('live') : t('notLive')}
      </span>
    </p>
  );
};
