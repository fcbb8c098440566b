import type { Panels } from '../../api/metrics';
import type { PanelId } from '../../metrics/panel-declaration';
import type { Known } from '../cluster-evidence';
import { greatest, readingsOf } from '../readings';
import { bytes, bytesPerSecond, count, perSecond } from '../rule';
import { scoreOf } from './score';
import type { SlowEvidence } from './slow-evidence';
import { type Scored, strongest } from './strongest';

const mebibyte = 1024 * 1024;
const kibibyte = 1024;

/** So many times the writes of the hour before; fewer writes than this are no storm anyway. */
const surgeScale = { mild: 3, severe: 30 };

/** Fewer puts a second than this are no storm, however few there were before. */
export const leastSurge = 50;

/** Bytes a write on average, judged only where so much arrives that it matters. */
const sizeScale = { mild: 32 * kibibyte, severe: mebibyte };

/** Where less arrives in a second, the size of writes is not judged. */
export const leastReceived = mebibyte;

const highest = (panels: Known<Panels>, panel: PanelId, part: string): number | undefined =>
  greatest(readingsOf(panels, panel, part).found)?.value;

/** How many times more is written than in the hour before. */
export const surgeOfWrites = (evidence: SlowEvidence): Scored | undefined => {
  const earlier = highest(evidence.before, 'operations', 'put');
  return strongest(evidence, (panels) => {
    const current = highest(panels, 'operations', 'put');
    if (current === undefined || earlier === undefined || earlier === 0) {
      return undefined;
    }
    const times = current / earlier;
    const parameters = {
      times: count(Math.round(times * 10) / 10),
      value: perSecond(current),
      before: perSecond(earlier),
    };
    return {
      score: current < leastSurge ? 0 : scoreOf(times, surgeScale),
      value: perSecond(current),
      evidence: [{ code: 'slow-surge', parameters }],
    };
  });
};

/** What a write brings on average: what clients send, by the writes that are theirs. */
export const valueSizes = (evidence: SlowEvidence): Scored | undefined =>
  strongest(evidence, (panels) => {
    const { found } = readingsOf(panels, 'client-received', '');
    const received = found.reduce((sum, { value }) => sum + value, 0);
    // Every member applies every write, so one member's count is the cluster's.
    const writes = highest(panels, 'operations', 'put');
    if (writes === undefined || found.length === 0) {
      return undefined;
    }
    const size = writes === 0 ? 0 : received / writes;
    const parameters = { size: bytes(size), received: bytesPerSecond(received) };
    return {
      score: received < leastReceived ? 0 : scoreOf(size, sizeScale),
      value: bytes(size),
      evidence: [{ code: 'slow-value-size', parameters }],
    };
  });
