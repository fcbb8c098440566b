import type { Overview } from '@/lib/domain/api/overview';
import type { Tone } from '../ui/tone';

/**
 * The tone a cluster is shown in. One whose health is not known for a grave reason, such as that
 * nothing answers, must not look calmer than one that says what is wrong with it.
 */
export const healthTone = ({ health, reasons }: Pick<Overview, 'health' | 'reasons'>): Tone => {
  if (health === 'healthy') {
    return 'good';
  }
  if (health === 'unknown') {
    return reasons.some(({ severity }) => severity === 'critical') ? 'critical' : 'neutral';
  }
  return health;
};

/** The left edge of a card about a cluster, by its tone. */
export const toneEdges: Record<Tone, string> = {
  good: 'border-l-green',
  warning: 'border-l-yellow',
  critical: 'border-l-red',
  neutral: 'border-l-control',
};
