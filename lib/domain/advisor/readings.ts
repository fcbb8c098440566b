import type { UnknownReason } from '../api/advisor';
import type { Panel, Panels } from '../api/metrics';
import type { PanelId } from '../metrics/panel-declaration';
import type { Known } from './cluster-evidence';

/** A member's value at the end of a range, within the bounds of its histogram bucket. */
export type Reading = {
  memberId: string;
  memberName: string;
  value: number;
  /** Equal to the value where it is exact. */
  lower: number;
  /** Null where the bucket has no upper bound. */
  upper: number | null;
  /** The values before it that are known, oldest first, with their times. */
  history: { time: number; value: number }[];
};

/** The readings of a line of a panel; `missing` are members without one, and `reason` says why. */
export type Readings = { found: Reading[]; missing: string[]; reason: UnknownReason };

const panelOf = (panels: Panels, id: PanelId): Panel | undefined =>
  panels.panels.find((panel) => panel.id === id);

const readingOf = ({ memberId, memberName, latest, points }: Panel['series'][number]): Reading[] =>
  latest === null
    ? []
    : [
        {
          memberId,
          memberName,
          ...latest,
          history: points
            .slice(0, -1)
            .flatMap(([time, value]) => (value === null ? [] : [{ time, value }])),
        },
      ];

/** What the members' metrics say of one line of a panel. */
export const readingsOf = (panels: Known<Panels>, id: PanelId, part: string): Readings => {
  if ('unknown' in panels) {
    return { found: [], missing: [], reason: panels.unknown };
  }
  const panel = panelOf(panels.value, id);
  const lines = panel?.series.filter((series) => series.part === part) ?? [];
  const found = lines.flatMap(readingOf);
  const members = panels.value.scrapes.map(({ memberName }) => memberName);
  const missing = members.filter((name) => !found.some(({ memberName }) => memberName === name));
  const notExposed = new Set(panel?.notExposed.map(({ memberName }) => memberName));
  const isNotExposed = missing.length > 0 && missing.every((name) => notExposed.has(name));
  return { found, missing, reason: isNotExposed ? 'not-exposed' : 'no-samples' };
};

/** All lines of a panel added up per member, as for rates by method. */
export const totalsOf = (
  panels: Known<Panels>,
  id: PanelId,
): { memberName: string; value: number }[] => {
  const totals = new Map<string, number>();
  for (const { memberName, latest } of 'value' in panels
    ? (panelOf(panels.value, id)?.series ?? [])
    : []) {
    if (latest !== null) {
      totals.set(memberName, (totals.get(memberName) ?? 0) + latest.value);
    }
  }
  return [...totals].map(([memberName, value]) => ({ memberName, value }));
};

/** The reading with the greatest value; undefined where there is none. */
export const greatest = (readings: readonly Reading[]): Reading | undefined =>
  readings.toSorted((left, right) => right.value - left.value)[0];

/** The reading that is surely the greatest: of quantiles, the one with the highest lower bound. */
export const surest = (readings: readonly Reading[]): Reading | undefined =>
  readings.toSorted((left, right) => right.lower - left.lower || right.value - left.value)[0];

/**
 * The item with the greatest value that more than half of them reach, for what all members see
 * alike: one that restarts again and again counts each of its starts as a change of leader.
 */
export const reachedByMost = <Item>(
  items: readonly Item[],
  numberOf: (item: Item) => number,
): Item | undefined =>
  items.toSorted((left, right) => numberOf(right) - numberOf(left))[Math.floor(items.length / 2)];
