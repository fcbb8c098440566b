import { describe, expect, test } from 'vitest';
import type { Heatmap } from '@/lib/domain/api/metrics';
import {
  columnAt,
  fullestRow,
  heatCells,
  rowAt,
  shareOfValue,
  strengthOf,
  totalOf,
} from './heat-cells';

const heatmap = (columns: (number | null)[][]): Heatmap => ({
  source: 'embedded',
  panel: 'wal-fsync',
  memberId: 'a',
  unit: 'seconds',
  bounds: [1, 2, 4, 8, 16, 32, 64, 128, null],
  columns: columns.map((counts, index) => ({ time: (index + 1) * 10, counts })),
});

const row = (counts: Record<number, number>): number[] =>
  Array.from({ length: 9 }, (_, index) => counts[index] ?? 0);
const gap = Array.from({ length: 9 }, () => null);

describe('the cells of a heat map', () => {
  const cells = heatCells(heatmap([row({ 2: 5 }), gap, row({ 2: 1, 4: 9 })]), 0);

  test('are the rows that hold observations, at least six', () => {
    expect(cells.rows.map(({ lower, upper }) => [lower, upper])).toEqual([
      [2, 4],
      [4, 8],
      [8, 16],
      [16, 32],
      [32, 64],
      [64, 128],
    ]);
    expect(cells.most).toBe(9);
  });

  test('begin where the column before ended', () => {
    expect(cells.columns.map(({ from, to }) => [from, to])).toEqual([
      [0, 10],
      [10, 20],
      [20, 30],
    ]);
    expect(columnAt(cells, 26)?.to).toBe(30);
  });

  test('leave out columns that ended before the span', () => {
    const later = heatCells(heatmap([row({ 2: 5 }), gap, row({ 2: 1, 4: 9 })]), 10);
    expect(later.columns.map(({ from, to }) => [from, to])).toEqual([
      [10, 20],
      [20, 30],
    ]);
  });

  test('tell a gap from nothing', () => {
    expect(cells.columns.map(totalOf)).toEqual([5, null, 10]);
    expect(cells.columns.map(fullestRow)).toEqual([0, -1, 2]);
    expect(strengthOf(0, 9)).toBe(0);
    expect(strengthOf(9, 9)).toBe(1);
  });

  test('are found by height, and guides stand between bounds', () => {
    expect(rowAt(cells, 0, 60)).toBe(5);
    expect(rowAt(cells, 59, 60)).toBe(0);
    expect(rowAt(cells, 60, 60)).toBe(0);
    expect(shareOfValue(cells, 6)).toBeCloseTo(1.5 / 6);
    expect(shareOfValue(cells, 1)).toBeUndefined();
  });

  test('reach to the open end where something was slower than every bound', () => {
    const slow = heatCells(heatmap([row({ 8: 1 })]), 0);
    expect(slow.rows.at(-1)).toEqual({ lower: 128, upper: null });
    expect(slow.rows).toHaveLength(6);
  });
});
