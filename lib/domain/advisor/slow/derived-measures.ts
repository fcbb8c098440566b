import type { Evidence } from '../../api/advisor';
import type { PanelId } from '../../metrics/panel-declaration';
import { greatest, readingsOf } from '../readings';
import { scoreOf } from './score';
import type { SlowEvidence } from './slow-evidence';

/** How strongly something speaks for a cause, with what shows it. */
export type Scored = { score: number; evidence: Evidence[] };

const mebibyte = 1024 * 1024;
const kibibyte = 1024;

/** So many times the writes of the hour before; fewer writes than this are no storm anyway. */
const surgeScale = { mild: 3, severe: 30 };
const leastWrites = 50;

/** Bytes a write on average, judged only where so much arrives that it matters. */
const sizeScale = { mild: 32 * kibibyte, severe: mebibyte };
const leastReceived = mebibyte;

const highest = (panels: SlowEvidence['now'], panel: PanelId, part: string): number | undefined =>
  greatest(readingsOf(panels, panel, part).found)?.value;

/** How many times more is written than in the hour before. */
export const surgeOfWrites = ({ now, before }: SlowEvidence): Scored[] => {
  const current = highest(now, 'operations', 'put');
  const earlier = highest(before, 'operations', 'put');
  if (current === undefined || earlier === undefined || earlier === 0) {
    return [];
  }
  const times = current / earlier;
  return [
    {
      score: current < leastWrites ? 0 : scoreOf(times, surgeScale),
      evidence: [
        {
          code: 'slow-surge',
          parameters: {
            times: { value: Math.round(times * 10) / 10, unit: 'count' },
            value: { value: current, unit: 'perSecond' },
            before: { value: earlier, unit: 'perSecond' },
          },
        },
      ],
    },
  ];
};

/** What a write brings on average: what clients send, by the writes that are theirs. */
export const valueSizes = ({ now }: SlowEvidence): Scored[] => {
  const received = readingsOf(now, 'client-received', '').found.reduce(
    (sum, { value }) => sum + value,
    0,
  );
  // Every member applies every write, so one member's count is the cluster's.
  const writes = highest(now, 'operations', 'put');
  if (writes === undefined || readingsOf(now, 'client-received', '').found.length === 0) {
    return [];
  }
  const size = writes === 0 ? 0 : received / writes;
  return [
    {
      score: received < leastReceived ? 0 : scoreOf(size, sizeScale),
      evidence: [
        {
          code: 'slow-value-size',
          parameters: {
            size: { value: size, unit: 'bytes' },
            received: { value: received, unit: 'bytesPerSecond' },
          },
        },
      ],
    },
  ];
};
