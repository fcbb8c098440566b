import type { Health } from '@/lib/domain/api/overview';
import type { Tone } from '../ui/tone';

/** The tone a health is shown in. */
export const healthTone: Record<Health, Tone> = {
  healthy: 'good',
  warning: 'warning',
  critical: 'critical',
  unknown: 'neutral',
};
