'use client';

import { useTranslations } from 'use-intl';
import type { Mark } from '@/lib/domain/api/metrics';
import { Card, CardHeader } from '../ui/card';
import { useFormat } from '../ui/use-format';
import { useMarkText } from './use-mark-text';

const shownMarks = 20;

/** What happened in the range, newest first: the words of the marks on the charts. */
export const MarksList = ({ marks }: { marks: readonly Mark[] }) => {
  const t = useTranslations('metrics.marks');
  const { dateTime } = useFormat();
  const markText = useMarkText();
  return marks.length === 0 ? null : (
    <Card>
      <CardHeader
        title={t('title')}
        note={
          marks.length > shownMarks
            ? t('newest', { shown: shownMarks, count: marks.length })
            : t('count', { count: marks.length })
        }
      />
      <ul className="flex flex-wrap gap-x-6 gap-y-1 px-4 pb-3">
        {marks
          .toReversed()
          .slice(0, shownMarks)
          .map((mark, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: several may happen at one time.
            <li key={`${mark.time} ${mark.kind} ${mark.memberName} ${index}`}>
              <time dateTime={mark.time} className="text-muted">
                {dateTime(mark.time)}
              </time>{' '}
              {markText(mark)}
            </li>
          ))}
      </ul>
    </Card>
  );
};
