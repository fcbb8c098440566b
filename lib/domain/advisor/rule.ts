import type { Finding, Measure, UnknownReason } from '../api/advisor';
import type { ClusterEvidence } from './cluster-evidence';
import type { Reading } from './readings';
import type { RuleId } from './rule-ids';

/**
 * What a rule found: something to mend, what it could not judge, both (of different members), or
 * neither, which means that all is well.
 */
export type Judgement = {
  finding?: Omit<Finding, 'id'>;
  unknown?: { reason: UnknownReason; members: string[] };
};

/** A check of the advisor: pure, so that equal evidence always gives equal advice. */
export type Rule = { id: RuleId; judge: (evidence: ClusterEvidence) => Judgement };

/** Nothing to mend. */
export const fine: Judgement = {};

/** What could not be judged, of some members or of the whole cluster. */
export const unknownFor = (reason: UnknownReason, members: string[] = []): Judgement => ({
  unknown: { reason, members },
});

/** Nothing to mend, but for members it is not known of. */
export const fineWithout = (reason: UnknownReason, members: string[]): Judgement =>
  members.length === 0 ? fine : unknownFor(reason, members);

/** A reading: the bounds of its bucket where it is a quantile, else the number itself. */
export const measureOf = (
  { value, lower, upper }: Pick<Reading, 'value' | 'lower' | 'upper'>,
  unit: Measure['unit'],
): Measure => (lower === upper ? { value, unit } : { value: lower, upper, unit });

/** A latency. */
export const seconds = (value: number): Measure => ({ value, unit: 'seconds' });

/** Hours and days, in seconds. */
export const duration = (value: number): Measure => ({ value, unit: 'duration' });

/** A size. */
export const bytes = (value: number | string): Measure => ({ value: Number(value), unit: 'bytes' });

/** A part of a whole, 0 to 1. */
export const ratio = (value: number): Measure => ({ value, unit: 'ratio' });

/** How much is carried. */
export const bytesPerSecond = (value: number): Measure => ({ value, unit: 'bytesPerSecond' });

/** How often something happens. */
export const perSecond = (value: number): Measure => ({ value, unit: 'perSecond' });

/** A number of things. */
export const count = (value: number): Measure => ({ value, unit: 'count' });
