import type { Threshold } from '../api/alerts';
import type { AlertRule } from './alert-rule';

/** The unit of the values of a rule's alerts; undefined where they say no more than its name. */
export const valueUnitOf = ({
  valueUnit,
  thresholds: [first],
}: Pick<AlertRule, 'valueUnit' | 'thresholds'>): Threshold['unit'] | undefined =>
  valueUnit ?? first?.unit;
