import type { Threshold } from '@/lib/domain/api/alerts';
import type { PanelDeclaration } from '@/lib/domain/metrics/panel-declaration';
import { limitOf } from './use-alert-words';

/**
 * Where a rule's threshold stands on its chart, in the chart's unit; undefined where the chart
 * shows something that cannot be compared with it, such as growth per step.
 */
export const guideOf = (
  rule: { thresholds: readonly Pick<Threshold, 'value' | 'unit'>[] },
  panel: Pick<PanelDeclaration, 'unit'>,
): number | undefined => {
  const limit = limitOf(rule);
  if (limit === undefined) {
    return undefined;
  }
  if (panel.unit === 'ratio' && limit.unit === 'percent') {
    return limit.value / 100;
  }
  const isSame = limit.unit === panel.unit && limit.unit !== 'count';
  return isSame ? limit.value : undefined;
};
