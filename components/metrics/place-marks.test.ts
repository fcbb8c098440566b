import { describe, expect, test } from 'vitest';
import { type ChartMark, nearMarks, placeMarks } from './place-marks';

const area = { left: 0, top: 0, width: 512, height: 100 };
const span = { from: 0, to: 512 };
const mark = (time: number, kind: ChartMark['kind'], label: string): ChartMark => ({
  time,
  kind,
  label,
});

describe('marks on a chart', () => {
  test('stand at their time, with words where there is room', () => {
    const marks = [
      mark(10, 'restart', 'm1 restarted'),
      mark(30, 'restart', 'm2 restarted'),
      mark(50, 'restart', 'm3 restarted'),
      mark(200, 'alert', 'slow disk'),
    ];
    expect(placeMarks(marks, area, span).map(({ place, label }) => [place, label])).toEqual([
      [10, { text: 'm1 restarted', row: 0 }],
      [30, { text: 'm2 restarted', row: 1 }],
      [50, null],
      [200, { text: 'slow disk', row: 0 }],
    ]);
  });

  test('have their words before the line at the right edge', () => {
    const [placed] = placeMarks([mark(500, 'restart', 'm1 restarted')], area, span);
    expect(placed).toMatchObject({ isBefore: true, label: { text: 'm1 restarted' } });
  });

  test('are thinned where they are dense, and compactions are ticks without words', () => {
    const marks = Array.from({ length: 512 }, (_, time) => mark(time, 'compaction', 'compaction'));
    const placed = placeMarks(marks, area, span);
    expect(placed).toHaveLength(103);
    expect(placed[0]).toMatchObject({ label: null, named: ['compaction'], others: 4 });
  });

  test('are told at the point that is nearest, however far apart points are', () => {
    const marks = [mark(140, 'restart', 'm1 restarted'), mark(160, 'alert', 'slow disk')];
    const toldAt = (times: number[], time: number) =>
      nearMarks(marks, { area, span, times, time }).flatMap(({ named }) => named);
    expect([100, 200, 300].map((time) => toldAt([100, 200, 300], time))).toEqual([
      ['m1 restarted'],
      ['slow disk'],
      [],
    ]);
    expect(toldAt([150, 151], 144)).toEqual(['m1 restarted']);
  });

  test('at one moment are told by three of them and a number', () => {
    const marks = ['a', 'b', 'c', 'd', 'e', 'f'].map((label) => mark(9, 'alert', label));
    expect(placeMarks(marks, area, span)).toMatchObject([{ named: ['a', 'b', 'c'], others: 3 }]);
  });

  test('of another time are left out', () => {
    expect(placeMarks([mark(-5, 'alert', 'x'), mark(513, 'alert', 'x')], area, span)).toEqual([]);
  });
});
