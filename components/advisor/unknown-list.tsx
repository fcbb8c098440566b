'use client';

import { useTranslations } from 'use-intl';
import { groupUnknown } from '@/lib/domain/advisor/group-unknown';
import type { Unknown } from '@/lib/domain/api/advisor';
import { Card, CardHeader } from '../ui/card';
import { useAdviceText } from './use-advice-text';

type UnknownListProps = {
  id: string;
  title: string;
  unknown: readonly Unknown[];
  /** What a check is called. */
  nameOf: (id: string) => string;
};

/** What could not be judged, and why: one line for each reason, however many checks share it. */
export const UnknownList = ({ id, title, unknown, nameOf }: UnknownListProps) => {
  const t = useTranslations('advisor');
  const text = useAdviceText();
  return unknown.length === 0 ? null : (
    <Card aria-labelledby={id}>
      <CardHeader id={id} title={title} note={t('unknownNote')} />
      <dl className="grid gap-x-6 gap-y-1 px-4 pb-3 sm:grid-cols-[minmax(10rem,2fr)_3fr]">
        {groupUnknown(unknown).map(({ ids, reason, members }) => (
          <div key={`${reason} ${members.join()}`} className="contents">
            <dt>
              {members.length === 0
                ? text.reason(reason)
                : t('unknownRow', { reason: text.reason(reason), members: members.join(', ') })}
            </dt>
            <dd className="mb-1 min-w-0 break-words text-muted sm:mb-0">
              {ids.map(nameOf).join(t('listSeparator'))}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
};
