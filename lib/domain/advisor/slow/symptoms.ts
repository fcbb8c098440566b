import type { Evidence, Measure } from '../../api/advisor';
import type { PanelId } from '../../metrics/panel-declaration';
import { readingsOf } from '../readings';
import type { SlowEvidence } from './slow-evidence';

type Symptom = { panel: PanelId; part: string; unit: Measure['unit']; above: number };

/**
 * Signs that requests wait, whatever for. Above: applies and reads that etcd itself logs as slow,
 * entries waiting to be agreed on or applied (etcd's FAQ: rising means overload), refused proposals,
 * and p99 of requests as etcdGRPCRequestsSlow of etcd's mixin has it.
 */
const symptoms: readonly Symptom[] = [
  { panel: 'request-latency', part: 'p99', unit: 'seconds', above: 0.15 },
  { panel: 'slow-applies', part: '', unit: 'count', above: 0 },
  { panel: 'slow-reads', part: '', unit: 'count', above: 0 },
  { panel: 'proposals-pending', part: '', unit: 'count', above: 10 },
  { panel: 'apply-backlog', part: '', unit: 'count', above: 100 },
  { panel: 'proposals-failed', part: '', unit: 'perSecond', above: 0 },
];

/** What shows that etcd is slow at all, of each member; empty where nothing does. */
export const symptomsOf = ({ now }: SlowEvidence): Evidence[] =>
  symptoms.flatMap(({ panel, part, unit, above }) =>
    readingsOf(now, panel, part)
      .found.filter(({ lower }) => lower > above)
      .map(({ memberName, value }) => ({
        code: `symptom-${panel}`,
        parameters: { member: memberName, value: { value, unit } },
      })),
  );
