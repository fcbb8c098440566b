import { describe, expect, test } from 'vitest';
import type { Panel, Series } from '@/lib/domain/api/metrics';
import type { PanelDeclaration } from '@/lib/domain/metrics/panel-declaration';
import { chartLines, choosableParts, wholePart } from './chart-lines';

const series = (memberName: string, part: string, values: readonly (number | null)[]): Series => ({
  memberId: memberName,
  memberName,
  part,
  points: values.map((value, time) => [time, value]),
  latest: { value: values.at(-1) ?? 0, lower: 0, upper: 0 },
});

const panelOf = (lines: Series[]): Panel => ({
  id: 'rpc-rate',
  group: 'clients',
  unit: 'perSecond',
  guide: null,
  series: lines,
  notExposed: [],
});

const declared = (by: string | undefined, shape: PanelDeclaration['shape'] = 'lines') => {
  const expression = { kind: 'rate', of: { metric: 'x' } } as const;
  const line = by === undefined ? { part: '', expression } : { part: '', by: [by], expression };
  return { id: 'rpc-rate', group: 'clients', unit: 'perSecond', shape, lines: [line] } as const;
};

const choice = (part?: string) => ({ quantile: 'p99', part }) as const;
const colours = new Map([['m1', 'blue']]);

describe('lines of a panel', () => {
  const panel = panelOf([
    series('m1', 'Range', [1, null, 2]),
    series('m1', 'Txn', [3, null, null]),
    series('m2', 'Range', [5, 6, 7]),
  ]);

  test('by a label are added up a member, never over members', () => {
    const lines = chartLines(panel, declared('grpc_method'), choice(), colours);
    expect(lines.map(({ memberName, part }) => [memberName, part])).toEqual([
      ['m1', wholePart],
      ['m2', wholePart],
    ]);
    expect(lines[0]?.series.points.map(([, value]) => value)).toEqual([4, null, 2]);
    expect(lines[0]?.colour).toBe('blue');
  });

  test('that are shares are the greatest of a member, as those add up to nothing', () => {
    const shares = { ...panel, unit: 'ratio' } as const;
    const lines = chartLines(shares, declared('grpc_method'), choice(), colours);
    expect(lines[0]?.series.points.map(([, value]) => value)).toEqual([3, null, 2]);
  });

  test('are those of the chosen part', () => {
    const lines = chartLines(panel, declared('grpc_method'), choice('Txn'), colours);
    expect(lines.map(({ key }) => key)).toEqual(['m1 Txn']);
    expect(choosableParts(panel, declared('grpc_method'))).toEqual(['Range', 'Txn']);
  });

  test('with several parts are all of them, told apart by dashes', () => {
    const lines = chartLines(panel, declared(undefined), choice(), colours);
    expect(lines.map(({ key, dash }) => [key, dash])).toEqual([
      ['m1 Range', undefined],
      ['m1 Txn', '5 3'],
      ['m2 Range', undefined],
    ]);
  });

  test('of a distribution are those of the quantile', () => {
    const distribution = panelOf([series('m1', 'p50', [1]), series('m1', 'p99', [2])]);
    const lines = chartLines(
      distribution,
      declared(undefined, 'distribution'),
      choice('p50'),
      colours,
    );
    expect(lines.map(({ part }) => part)).toEqual(['p99']);
    expect(choosableParts(distribution, declared(undefined, 'distribution'))).toEqual([]);
  });
});
