'use client';

import { useTranslations } from 'use-intl';
import type { PerformanceCheck, PerformanceVerdict } from '@/lib/domain/api/performance';
import { Tag } from '../ui/tag';
import type { Tone } from '../ui/tone';

/** How good a verdict is. */
export const verdictTones: Record<PerformanceVerdict, Tone> = {
  pass: 'good',
  fail: 'critical',
  inconclusive: 'warning',
};

/** The verdict of a check as a word; how far it came where it has none. */
export const VerdictTag = ({ check }: { check: PerformanceCheck }) => {
  const t = useTranslations('performance');
  return check.result === null ? (
    <Tag>{t(`states.${check.state}`)}</Tag>
  ) : (
    <Tag tone={verdictTones[check.result.verdict]}>{t(`verdicts.${check.result.verdict}`)}</Tag>
  );
};
