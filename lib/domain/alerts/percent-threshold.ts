import type { ThresholdDeclaration } from './alert-rule';

/** A threshold in per cent of a whole. */
export const percentThreshold = (percent: number): ThresholdDeclaration => ({
  name: 'percent',
  default: percent,
  unit: 'percent',
  minimum: 0.01,
  maximum: 100,
  isWhole: false,
});
