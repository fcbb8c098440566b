'use client';

import { useTranslations } from 'use-intl';
import type { Severity } from '@/lib/domain/api/alerts';
import { Tag } from '../ui/tag';
import type { Tone } from '../ui/tone';

/** The tone of a severity. */
export const severityTones: Record<Severity, Tone> = {
  critical: 'critical',
  warning: 'warning',
  info: 'neutral',
};

/** How bad an alert is, as a word. */
export const SeverityTag = ({ severity }: { severity: Severity }) => {
  const t = useTranslations('alerts.severity');
  return <Tag tone={severityTones[severity]}>{t(severity)}</Tag>;
};
