import type { Cause, Evidence, Slowness, Unknown, UnknownReason } from '../../api/advisor';
import type { Panels } from '../../api/metrics';
import type { Known } from '../cluster-evidence';
import { greatest, type Reading, reachedByMost, readingsOf, surest } from '../readings';
import { measureOf } from '../rule';
import { surgeOfWrites, valueSizes } from './derived-measures';
import { type CauseId, type CauseMeasure, causeIds, causeMeasures, linkOfCause } from './measures';
import { ownWorkOf } from './own-work';
import { type Scale, scoreOf } from './score';
import { silentMembers } from './silent-members';
import type { SlowEvidence } from './slow-evidence';
import { type Scored, strongest } from './strongest';
import { symptomsOf } from './symptoms';

/** What the hour before had of the same number, at its greatest member. */
const beforeOf = (
  before: Known<Panels>,
  { panel, part, unit, isOverSpan }: CauseMeasure,
): Evidence[] => {
  const reading = greatest(readingsOf(before, panel, part).found);
  // What is counted over a span says nothing beside the count of a longer one.
  return reading === undefined || isOverSpan === true
    ? []
    : [{ code: 'before', parameters: { value: measureOf(reading, unit) } }];
};

/** Whether a bucket spans where a number begins to count, so that nobody can tell. */
const mayCount = ({ lower, upper }: Reading, { mild }: Scale): boolean =>
  lower <= mild && (upper === null || upper > mild);

/** A number of the members against the scale; of a quantile, the bound it is surely above. */
const measure = (evidence: SlowEvidence, declared: CauseMeasure): Scored | undefined => {
  const { panel, part, unit, scale, isShared, isOverSpan, most = 1 } = declared;
  const peaks = isOverSpan === true ? [] : evidence.peaks;
  return strongest({ now: evidence.now, peaks }, (panels) => {
    const { found } = readingsOf(panels, panel, part);
    const reading = isShared === true ? reachedByMost(found, ({ value }) => value) : surest(found);
    if (reading === undefined) {
      return undefined;
    }
    const value = measureOf(reading, unit);
    const parameters = {
      member: reading.memberName,
      value,
      mild: { value: scale.mild, unit },
      severe: { value: scale.severe, unit },
      spans: mayCount(reading, scale) ? 'yes' : 'no',
    };
    const code = part === '' || part === 'p99' ? panel : `${panel}-${part}`;
    return {
      score: scoreOf(reading.lower, scale) * most,
      value,
      evidence: [{ code: `slow-${code}`, parameters }, ...beforeOf(evidence.before, declared)],
    };
  });
};

/** Marks that name a cause: what was done to etcd in this time, by us or by itself. */
const markOfCause: Partial<Record<CauseId, readonly string[]>> = {
  compaction: ['compaction'],
  defragmentation: ['defragment', 'defragmentation'],
  snapshot: ['backup'],
  'leader-change': ['leader-change'],
};

const markScore = 0.2;

/** That it happened is worth mentioning; how much it cost, its numbers tell. */
const marked = ({ marks }: SlowEvidence, cause: CauseId): Scored[] =>
  marks
    .filter(({ label, kind }) => [label, kind].some((name) => markOfCause[cause]?.includes(name)))
    .slice(0, 3)
    .map(({ time, memberName, label }) => ({
      score: markScore,
      evidence: [
        {
          code: 'mark',
          parameters: {
            // In a message the names of cases are words.
            label: label.replaceAll('-', '_'),
            member: memberName ?? 'none',
            time: { value: Date.parse(time), unit: 'time' as const },
          },
        },
      ],
    }));

const scoresOf = (evidence: SlowEvidence, cause: CauseId): (Scored | undefined)[] => [
  ...causeMeasures
    .filter((declared) => declared.cause === cause)
    .map((declared) => measure(evidence, declared)),
  ...(cause === 'no-quorum' ? [silentMembers(evidence)] : []),
  ...(cause === 'write-storm' ? [surgeOfWrites(evidence)] : []),
  ...(cause === 'large-values' ? [valueSizes(evidence)] : []),
  ...ownWorkOf(evidence, cause),
  ...marked(evidence, cause),
];

/** Which prefixes are written most, where that is known and writes matter. */
const prefixEvidence = ({ writes }: SlowEvidence): Evidence[] =>
  'unknown' in writes || writes.value.length === 0
    ? [{ code: 'prefix-unknown', parameters: {} }]
    : writes.value.map(({ prefix, perSecond, bytesPerSecond }) => ({
        code: 'prefix-writes',
        parameters: {
          prefix,
          rate: { value: perSecond, unit: 'perSecond' },
          bytes: { value: bytesPerSecond, unit: 'bytesPerSecond' },
        },
      }));

const judge = (evidence: SlowEvidence, id: CauseId): { cause?: Cause; unknown?: Unknown } => {
  const scores = scoresOf(evidence, id).filter((scored) => scored !== undefined);
  const reason = reasonOf(evidence, id);
  if (scores.length === 0 && reason !== undefined) {
    return { unknown: { id, reason, members: [] } };
  }
  const speaking = scores
    .filter(({ score }) => score > 0)
    .toSorted((left, right) => right.score - left.score);
  const score = speaking[0]?.score ?? 0;
  const shown = speaking.length > 0 ? speaking : scores.slice(0, 1);
  const isOfWrites = id === 'write-storm' && score > 0;
  // A member that was not sampled may be the slow one.
  const { found, missing, reason: untold } = readingsOf(evidence.now, 'cpu', '');
  return {
    ...(id === 'no-quorum' || found.length === 0 || missing.length === 0
      ? {}
      : { unknown: { id, reason: untold, members: missing } }),
    cause: {
      id,
      score: Math.round(score * 100) / 100,
      evidence: [
        ...shown.flatMap((scored) => scored.evidence),
        ...(shown.length === 0 ? [{ code: 'none-seen', parameters: {} }] : []),
        ...(isOfWrites ? prefixEvidence(evidence) : []),
      ],
      link: linkOfCause[id],
    },
  };
};

/** What happens seldom: no duration of it means that it did not happen, where others were taken. */
const seldom: readonly CauseId[] = ['defragmentation', 'snapshot'];

/** Why there is no number for a cause; undefined where there were samples but nothing to count. */
const reasonOf = ({ now, overview }: SlowEvidence, id: CauseId): UnknownReason | undefined => {
  if (id === 'no-quorum') {
    return 'unknown' in overview ? overview.unknown : undefined;
  }
  const declared = causeMeasures.filter(({ cause }) => cause === id);
  const hidden = declared.map(({ panel, part }) => readingsOf(now, panel, part).reason);
  if (hidden.length > 0 && hidden.every((reason) => reason === 'not-exposed')) {
    return 'not-exposed';
  }
  const isSampled = readingsOf(now, 'cpu', '').found.length > 0;
  return seldom.includes(id) && isSampled ? undefined : readingsOf(now, 'cpu', '').reason;
};

/** Below it stand single marks and numbers barely beyond their mild end. */
const weakScore = 0.4;

/** What may be said in one sentence: without a sign that requests wait, no cause is claimed. */
const verdictOf = ({
  symptoms,
  causes,
}: Pick<Slowness, 'symptoms' | 'causes'>): Slowness['verdict'] => {
  const score = causes[0]?.score ?? 0;
  if (symptoms.length === 0) {
    return causes.some(({ id }) => id !== 'no-quorum') ? 'calm' : 'unknown';
  }
  return score === 0 ? 'none' : score < weakScore ? 'weak' : 'cause';
};

/** Possible causes of slowness, the ones that the numbers of these minutes speak for first. */
export const rankCauses = (evidence: SlowEvidence): Omit<Slowness, 'checkedAt'> => {
  const judged = causeIds.map((id) => judge(evidence, id));
  const symptoms = symptomsOf(evidence);
  const causes = judged
    .flatMap(({ cause }) => cause ?? [])
    .toSorted((left, right) => right.score - left.score);
  return {
    verdict: verdictOf({ symptoms, causes }),
    symptoms,
    causes,
    unknown: judged.flatMap(({ unknown }) => unknown ?? []),
    from: new Date(evidence.from).toISOString(),
    to: new Date(evidence.to).toISOString(),
  };
};
