import 'server-only';
import type { Heatmap } from '@/lib/domain/api/metrics';
import { AppError } from '@/lib/domain/errors';
import { evaluateHeatmap } from '@/lib/domain/metrics/evaluate-heatmap';
import { memberRows } from '@/lib/domain/metrics/member-rows';
import type { PanelDeclaration } from '@/lib/domain/metrics/panel-declaration';
import { timeSteps } from '@/lib/domain/metrics/time-steps';
import { readSampleRows } from '../store/samples';
import { checkRange, type HeatmapQuery, type PanelsSource, requirePanel } from './panels-request';

/** The declaration of a panel of quantiles. Throws AppError `invalid_input` for any other id. */
export const requireDistribution = (id: string): PanelDeclaration => {
  const panel = requirePanel(id);
  if (panel.shape !== 'distribution') {
    throw new AppError('invalid_input', { detail: 'This panel has no histogram.' });
  }
  return panel;
};

/**
 * The heat map of one member from the stored samples; without rows where there are none of it.
 * Throws AppError `invalid_input` for a panel without a histogram or a range that is none.
 */
export const readHeatmap = async (
  { store, cluster, now, intervalMilliseconds: interval }: PanelsSource,
  query: HeatmapQuery,
): Promise<Heatmap> => {
  const panel = requireDistribution(query.panel);
  const { from, to } = checkRange(query, now);
  const steps = timeSteps({ from, to, now, points: query.columns, interval });
  const { step, resolution } = steps;
  const rows = await readSampleRows(store, {
    cluster,
    memberId: query.member,
    after: (steps.times[0] ?? 0) - 2 * Math.max(step, 2 * resolution),
    until: to,
    step,
  });
  return {
    source: 'embedded',
    panel: panel.id,
    memberId: query.member,
    unit: panel.unit,
    ...evaluateHeatmap(panel, memberRows(rows), steps),
  };
};
