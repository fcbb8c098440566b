'use client';

import { useTranslations } from 'use-intl';
import type { Rule } from '@/lib/domain/api/alerts';
import { StatusDot } from '../ui/status-dot';
import type { Tone } from '../ui/tone';
import { severityTones } from './severity-tag';
import { notEvaluatedOf } from './use-alert-words';

/** Where a rule stands, in one word; a silenced alert still fires. */
type Standing = Rule['state'] | 'disabled' | 'notEvaluated';

const standingOf = ({ enabled, notEvaluated, state }: Rule): Standing => {
  if (!enabled) {
    return 'disabled';
  }
  return notEvaluated !== null && state === 'inactive' ? 'notEvaluated' : state;
};

const calmTones: Record<Exclude<Standing, 'firing'>, Tone> = {
  inactive: 'good',
  pending: 'warning',
  disabled: 'neutral',
  notEvaluated: 'neutral',
};

/** The state of a rule as a dot and a word; why it cannot be told where it is not evaluated. */
export const RuleState = ({ rule }: { rule: Rule }) => {
  const t = useTranslations('alerts');
  const standing = standingOf(rule);
  const reason = notEvaluatedOf(rule);
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1.5">
      <StatusDot
        tone={standing === 'firing' ? severityTones[rule.severity] : calmTones[standing]}
      />
      {t(`standing.${standing}`)}
      {standing === 'notEvaluated' && reason !== null ? (
        <span className="text-muted">{t(`notEvaluated.${reason}`)}</span>
      ) : null}
    </span>
  );
};
