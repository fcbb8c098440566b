import type { AdviceLink, Measure } from '../../api/advisor';
import type { PanelId } from '../../metrics/panel-declaration';
import type { Scale } from './score';

/** Possible causes of slowness, in the order in which equally likely ones stand. */
export const causeIds = [
  'no-quorum',
  'disk',
  'network',
  'cpu',
  'leader-change',
  'defragmentation',
  'compaction',
  'snapshot',
  'write-storm',
  'large-values',
  'heavy-range',
] as const;

/** A possible cause of slowness. */
export type CauseId = (typeof causeIds)[number];

/** A number that speaks for a cause once it is beyond its scale's beginning. */
export type CauseMeasure = {
  cause: CauseId;
  panel: PanelId;
  part: string;
  unit: Measure['unit'];
  scale: Scale;
  /** Whether it is counted over the span, so that a longer span has more of it. */
  isOverSpan?: true;
  /** Whether all members see it alike, so that most of them have to. */
  isShared?: true;
  /** The most it can say: less than 1 where the number alone proves little. */
  most?: number;
};

const mebibyte = 1024 * 1024;
/** How many cores a machine has no member tells. */
const hardly = 0.6;
/** To a stopped member nobody can send, which slows nobody down. */
const barely = 0.3;
/** A read waits for a majority to confirm it, which a busy leader holds up as a network does. */
const partly = 0.5;

/**
 * The mild end is where etcd's documentation stops calling a value good (disk, round trip) or, where
 * it names none, our own judgement; the severe end is far beyond what etcd's alert rules tolerate.
 */
export const causeMeasures: readonly CauseMeasure[] = [
  {
    cause: 'disk',
    panel: 'wal-fsync',
    part: 'p99',
    unit: 'seconds',
    scale: { mild: 0.01, severe: 1 },
  },
  {
    cause: 'disk',
    panel: 'backend-commit',
    part: 'p99',
    unit: 'seconds',
    scale: { mild: 0.025, severe: 1 },
  },
  {
    cause: 'network',
    panel: 'peer-round-trip',
    part: 'p99',
    unit: 'seconds',
    scale: { mild: 0.05, severe: 1 },
  },
  {
    cause: 'network',
    panel: 'peer-failures',
    part: 'sent',
    unit: 'perSecond',
    scale: { mild: 0.01, severe: 10 },
    most: barely,
  },
  {
    cause: 'network',
    panel: 'slow-reads',
    part: '',
    unit: 'count',
    isOverSpan: true,
    scale: { mild: 0.9, severe: 100 },
    most: partly,
  },
  {
    cause: 'cpu',
    panel: 'cpu',
    part: '',
    unit: 'count',
    scale: { mild: 1, severe: 8 },
    most: hardly,
  },
  {
    cause: 'leader-change',
    panel: 'leader-changes',
    part: '',
    unit: 'count',
    isOverSpan: true,
    isShared: true,
    scale: { mild: 0.5, severe: 4 },
  },
  {
    cause: 'defragmentation',
    panel: 'defragmentation',
    part: 'p99',
    unit: 'seconds',
    scale: { mild: 0.1, severe: 10 },
  },
  {
    cause: 'compaction',
    panel: 'compaction',
    part: '',
    unit: 'perSecond',
    scale: { mild: 500, severe: 50_000 },
  },
  {
    cause: 'snapshot',
    panel: 'backend-snapshot',
    part: 'p99',
    unit: 'seconds',
    scale: { mild: 0.5, severe: 30 },
  },
  {
    cause: 'snapshot',
    panel: 'snapshot-save',
    part: 'p99',
    unit: 'seconds',
    scale: { mild: 0.5, severe: 30 },
  },
  {
    cause: 'write-storm',
    panel: 'operations',
    part: 'put',
    unit: 'perSecond',
    scale: { mild: 200, severe: 10_000 },
  },
  {
    cause: 'write-storm',
    panel: 'operations',
    part: 'delete',
    unit: 'perSecond',
    scale: { mild: 200, severe: 10_000 },
  },
  {
    cause: 'heavy-range',
    panel: 'client-sent',
    part: '',
    unit: 'bytesPerSecond',
    scale: { mild: 10 * mebibyte, severe: 500 * mebibyte },
  },
  {
    cause: 'heavy-range',
    panel: 'operations',
    part: 'range',
    unit: 'perSecond',
    scale: { mild: 1_000, severe: 50_000 },
  },
];

/** Where the numbers of a cause can be looked at. */
export const linkOfCause: Record<CauseId, AdviceLink> = {
  'no-quorum': { page: 'overview' },
  disk: { page: 'metrics', query: 'full=wal-fsync' },
  network: { page: 'metrics', query: 'full=peer-round-trip' },
  cpu: { page: 'metrics', query: 'full=cpu' },
  'leader-change': { page: 'metrics', query: 'full=leader-changes' },
  defragmentation: { page: 'metrics', query: 'full=defragmentation' },
  compaction: { page: 'metrics', query: 'full=compaction' },
  snapshot: { page: 'metrics', query: 'full=snapshot-save' },
  'write-storm': { page: 'keys', query: 'tab=changes' },
  'large-values': { page: 'keys', query: 'tab=space' },
  'heavy-range': { page: 'metrics', query: 'full=operations' },
};
