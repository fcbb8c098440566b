'use client';

import { useTranslations } from 'use-intl';
import { useRevisions } from '@/lib/api/history';
import { pointsOf, useMoments } from '../history/use-moments';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { useFormat } from '../ui/use-format';

type PastBannerProps = {
  cluster: string;
  /** The past revision that is shown. */
  revision: string;
  onNow: () => void;
};

/** Says that everything on the page is of the past, since when, and leads back. */
export const PastBanner = ({ cluster, revision: past, onNow }: PastBannerProps) => {
  const t = useTranslations('keys');
  const { count } = useFormat();
  const moments = useMoments();
  const { data } = useRevisions(cluster);
  const time = data === undefined ? undefined : moments.timeOf(pointsOf(data), past);
  const revision = count(past);
  return (
    <Notice
      tone="warning"
      role="status"
      action={
        <Button size="sm" onClick={onNow}>
          {t('backToNow')}
        </Button>
      }
    >
      {time === undefined ? t('asOf', { revision }) : t('asOfTime', { revision, time })}
    </Notice>
  );
};
