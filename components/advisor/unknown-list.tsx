'use client';

import { useTranslations } from 'use-intl';
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

/** What could not be judged, and why. */
export const UnknownList = ({ id, title, unknown, nameOf }: UnknownListProps) => {
  const t = useTranslations('advisor');
  const text = useAdviceText();
  return unknown.length === 0 ? null : (
    <Card aria-labelledby={id}>
      <CardHeader id={id} title={title} note={t('unknownNote')} />
      <dl className="grid gap-x-6 gap-y-1 px-4 pb-3 sm:grid-cols-[minmax(10rem,auto)_1fr]">
        {unknown.map((row) => (
          <div key={row.id} className="contents">
            <dt>{nameOf(row.id)}</dt>
            <dd className="mb-1 min-w-0 break-words text-muted sm:mb-0">
              {row.members.length === 0
                ? text.reason(row)
                : t('unknownRow', { reason: text.reason(row), members: row.members.join(', ') })}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
};
