import type { Evidence, Measure } from '../../api/advisor';
import type { Panels } from '../../api/metrics';
import type { Known } from '../cluster-evidence';
import type { SlowEvidence } from './slow-evidence';

/** How strongly something speaks for a cause, with what shows it. */
export type Scored = {
  score: number;
  evidence: Evidence[];
  /** The number itself, where it is one. */
  value?: Measure;
};

/**
 * The strongest of what the whole time and its greatest minutes say; of a minute, when it was and
 * what the whole time had instead.
 */
export const strongest = (
  { now, peaks }: Pick<SlowEvidence, 'now' | 'peaks'>,
  judge: (panels: Known<Panels>) => Scored | undefined,
): Scored | undefined => {
  const whole = judge(now);
  const [peak] = peaks
    .flatMap(({ to, panels }) => {
      const scored = judge({ value: panels });
      return scored === undefined ? [] : [{ to, scored }];
    })
    .toSorted((left, right) => right.scored.score - left.scored.score);
  if (peak === undefined || peak.scored.score <= (whole?.score ?? 0)) {
    return whole;
  }
  const [shown, ...rest] = peak.scored.evidence;
  const when: Evidence = {
    code: 'peak',
    parameters: {
      time: { value: peak.to, unit: 'time' },
      whole: whole?.value ?? 'none',
    },
  };
  return { ...peak.scored, evidence: [...(shown === undefined ? [] : [shown]), when, ...rest] };
};
