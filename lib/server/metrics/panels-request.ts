import 'server-only';
import type { z } from 'zod';
import type { heatmapQuerySchema, panelsQuerySchema } from '@/lib/domain/api/metrics';
import { AppError } from '@/lib/domain/errors';
import type { PanelDeclaration } from '@/lib/domain/metrics/panel-declaration';
import { findPanel } from '@/lib/domain/metrics/panels';
import { retentionMilliseconds } from '@/lib/domain/metrics/time-steps';
import type { Store } from '../store/store';

const longestRange = retentionMilliseconds + 24 * 3_600_000;

/** What panels are asked for, as the API takes it. */
export type PanelsQuery = z.infer<typeof panelsQuerySchema>;

/** What a heat map is asked for, as the API takes it. */
export type HeatmapQuery = z.infer<typeof heatmapQuerySchema>;

/** Where panels are read from. */
export type PanelsSource = {
  store: Store;
  cluster: string;
  intervalMilliseconds: number;
  /** Milliseconds since 1970. */
  now: number;
};

/** The declaration of a panel. Throws AppError `invalid_input` for an id that is none. */
export const requirePanel = (id: string): PanelDeclaration => {
  const panel = findPanel(id);
  if (panel === undefined) {
    throw new AppError('invalid_input', { detail: 'There is no panel of this id.' });
  }
  return panel;
};

/** The declarations of comma-separated ids, each once. Throws as `requirePanel` does. */
export const requirePanels = (ids: string): PanelDeclaration[] =>
  [...new Set(ids.split(','))].map(requirePanel);

/**
 * A range in milliseconds since 1970; one that ends in the future, by a clock that is ahead, ends
 * now. Throws AppError `invalid_input` for a range that is none or too long.
 */
export const checkRange = (
  query: { from: string; to: string },
  now: number,
): { from: number; to: number } => {
  const from = Date.parse(query.from);
  const to = Math.min(Date.parse(query.to), now);
  if (from >= to) {
    throw new AppError('invalid_input', { detail: 'The range must begin before it ends.' });
  }
  if (to - from > longestRange) {
    throw new AppError('invalid_input', { detail: 'The range must not be longer than 31 days.' });
  }
  return { from, to };
};
