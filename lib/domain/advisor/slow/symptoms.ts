import type { Evidence, Measure } from '../../api/advisor';
import type { Panels } from '../../api/metrics';
import type { PanelId } from '../../metrics/panel-declaration';
import type { Known } from '../cluster-evidence';
import { type Reading, readingsOf } from '../readings';
import { measureOf } from '../rule';
import { lostQuorum } from './silent-members';
import type { SlowEvidence } from './slow-evidence';

type Symptom = {
  panel: PanelId;
  part: string;
  unit: Measure['unit'];
  above: number;
  /** Whether it is counted over the span, so that its greatest minute says nothing more. */
  isOverSpan?: true;
};

/**
 * Signs that requests wait, whatever for. Above: applies and reads that etcd itself logs as slow,
 * entries waiting to be agreed on or applied (etcd's FAQ: rising means overload), refused proposals,
 * and p99 of requests as etcdGRPCRequestsSlow of etcd's mixin has it.
 */
export const symptoms: readonly Symptom[] = [
  { panel: 'request-latency', part: 'p99', unit: 'seconds', above: 0.15 },
  { panel: 'slow-applies', part: '', unit: 'count', above: 0, isOverSpan: true },
  { panel: 'slow-reads', part: '', unit: 'count', above: 0, isOverSpan: true },
  { panel: 'proposals-pending', part: '', unit: 'count', above: 10 },
  { panel: 'apply-backlog', part: '', unit: 'count', above: 100 },
  { panel: 'proposals-failed', part: '', unit: 'perSecond', above: 0 },
];

/** The greatest that each member had, in the whole time or in one of its greatest minutes. */
const greatestOfEach = (
  { now, peaks }: SlowEvidence,
  { panel, part, isOverSpan }: Symptom,
): Reading[] => {
  const spans: Known<Panels>[] = [
    now,
    ...(isOverSpan === true ? [] : peaks.map(({ panels }) => ({ value: panels }))),
  ];
  const greatest = new Map<string, Reading>();
  for (const reading of spans.flatMap((span) => readingsOf(span, panel, part).found)) {
    const known = greatest.get(reading.memberName);
    if (known === undefined || reading.lower > known.lower) {
      greatest.set(reading.memberName, reading);
    }
  }
  return [...greatest.values()];
};

/** What shows that etcd is slow at all, of each member; empty where nothing does. */
export const symptomsOf = (evidence: SlowEvidence): Evidence[] => [
  ...(lostQuorum(evidence) ? [{ code: 'symptom-no-quorum', parameters: {} }] : []),
  ...symptoms.flatMap((symptom) =>
    greatestOfEach(evidence, symptom)
      .filter(({ lower }) => lower > symptom.above)
      .map((reading) => ({
        code: `symptom-${symptom.panel}`,
        parameters: { member: reading.memberName, value: measureOf(reading, symptom.unit) },
      })),
  ),
];
