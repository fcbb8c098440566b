'use client';

import { useTranslations } from 'use-intl';
import type { Reason } from '@/lib/domain/api/common';
import { StatusDot } from '../ui/status-dot';
import { useReasonText } from './use-reason-text';

const tones = { critical: 'critical', warning: 'warning', info: 'neutral' } as const;

/** Why the verdict is what it is, a sentence each. */
export const ReasonsList = ({ reasons }: { reasons: readonly Reason[] }) => {
  const t = useTranslations('overview.severity');
  const textOf = useReasonText();
  return reasons.length === 0 ? null : (
    <ul className="mt-2.5 grid gap-1.5">
      {reasons.map((reason) => {
        const text = textOf(reason);
        return (
          <li key={`${reason.code} ${text}`} className="flex items-baseline gap-2">
            <StatusDot tone={tones[reason.severity]} label={`${t(reason.severity)}:`} />
            <span className="min-w-0 break-words">{text}</span>
          </li>
        );
      })}
    </ul>
  );
};
