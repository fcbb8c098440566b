'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Field } from '@/components/ui/field';
import type { Revisions } from '@/lib/domain/api/history';
import { type History, resolveMoment } from './resolve-moment';
import { pointsOf, useMoments } from './use-moments';

/** An answer about revisions as resolving a moment needs it. */
export const historyOf = (revisions: Revisions): History => ({
  oldest: BigInt(revisions.oldest),
  newest: BigInt(revisions.newest),
  points: pointsOf(revisions),
});

type MomentFieldProps = {
  label: string;
  revisions: Revisions;
  /** What an empty field means, in words. */
  whenEmpty: string;
  text: string;
  onText: (text: string) => void;
  autoFocus?: boolean;
};

/** A field for a time or a revision; says which revision the typed words mean, or why none. */
export const MomentField = ({
  label,
  revisions,
  whenEmpty,
  text,
  onText,
  autoFocus = false,
}: MomentFieldProps) => {
  const t = useTranslations('history');
  const moments = useMoments();
  const [isTouched, setTouched] = useState(false);
  const history = historyOf(revisions);
  const resolved = text.trim() === '' ? undefined : resolveMoment(text, new Date(), history);
  const problem = resolved !== undefined && 'problem' in resolved ? resolved.problem : undefined;
  const means =
    resolved !== undefined && 'revision' in resolved
      ? [moments.timeOf(history.points, resolved.revision), moments.revision(resolved.revision)]
          .filter((part) => part !== undefined)
          .join(' · ')
      : whenEmpty;
  return (
    <Field
      label={label}
      value={text}
      autoFocus={autoFocus}
      autoComplete="off"
      spellCheck={false}
      maxLength={40}
      placeholder={t('momentPlaceholder')}
      hint={problem === undefined ? means : undefined}
      error={problem !== undefined && isTouched ? t(`problem.${problem}`) : undefined}
      onBlur={() => setTouched(true)}
      onChange={(event) => onText(event.target.value)}
    />
  );
};
