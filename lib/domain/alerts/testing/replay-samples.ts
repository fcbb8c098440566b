import type { SampleLayout, SampleRow } from '../../metrics/sample-row';
import type { RuleMember } from '../alert-rule';

const minute = 60_000;
/** When replays end: a full minute, so that the steps of subqueries are easy to count. */
export const now = 1_700_000_040_000;

/** Text of a series to its value by the minutes since the first row. */
export type Replay = Record<string, (minutes: number) => number>;

const seriesOf = (text: string): SampleLayout[number] => {
  const [, name = '', inside = ''] = /^(\w+)(?:\{(.*)\})?$/.exec(text) ?? [];
  const labels = [...inside.matchAll(/(\w+)="([^"]*)"/g)].map(([, label, value]) => [label, value]);
  return { name, labels: Object.fromEntries(labels) };
};

/** Rows a quarter of a minute apart that end now. */
export const rowsOf = (replay: Replay, minutes: number): SampleRow[] => {
  const layout = Object.keys(replay).map(seriesOf);
  return Array.from({ length: minutes * 4 + 1 }, (_, index) => ({
    time: now - minutes * minute + index * 15_000,
    started: 1,
    layout,
    values: Float64Array.from(Object.values(replay), (valueAt) => valueAt(index / 4)),
  }));
};

/** A member that is up, with what it showed for some minutes until now. */
export const memberOf = (memberId: string, replay: Replay = {}, minutes = 20): RuleMember => ({
  memberId,
  memberName: `m-${memberId}`,
  up: true,
  rows: rowsOf(replay, minutes),
});

const bounds = ['0.128', '0.256', '0.512', '1.024', '+Inf'];

/** A histogram all of whose observations, one a second, fall below a bound. */
export const histogram = (name: string, bound: string, labels = ''): Replay =>
  Object.fromEntries(
    bounds.map((le) => [
      `${name}_bucket{${labels}le="${le}"}`,
      (minutes) => (bounds.indexOf(le) >= bounds.indexOf(bound) ? 60 * minutes : 0),
    ]),
  );
