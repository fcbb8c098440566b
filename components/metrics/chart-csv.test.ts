import { expect, test } from 'vitest';
import type { Series } from '@/lib/domain/api/metrics';
import { hasCounts, hasPanelValues, heatmapCsv, panelCsv } from './chart-csv';

const series = (memberName: string, part: string, values: readonly (number | null)[]): Series => ({
  memberId: '1',
  memberName,
  part,
  points: values.map((value, index) => [Date.UTC(2026, 0, 1, 0, index), value]),
  latest: null,
});

test('has a row for each time and a column for each member and part', () => {
  const csv = panelCsv({
    series: [series('m1', 'p99', [0.001, null]), series('m2', '', [2e-7, 3])],
  });
  expect(csv.split('\r\n')).toEqual([
    'time,m1 p99,m2',
    '2026-01-01T00:00:00.000Z,0.001,2e-7',
    '2026-01-01T00:01:00.000Z,,3',
    '',
  ]);
});

test('has the bucket of a quantile beside it', () => {
  const quantile = { ...series('m1', 'p99', [0.012, null, 0.016]), bounds: [0.008, 0.016] };
  const csv = panelCsv({ series: [quantile, series('m1', 'average', [0.003, 1, 2])] });
  expect(csv.split('\r\n')).toEqual([
    'time,m1 p99,m1 p99 lower,m1 p99 upper,m1 average',
    '2026-01-01T00:00:00.000Z,0.012,0.008,0.016,0.003',
    '2026-01-01T00:01:00.000Z,,,,1',
    '2026-01-01T00:02:00.000Z,0.016,0.008,Infinity,2',
    '',
  ]);
});

test('of a chart without values is known to be empty', () => {
  expect(hasPanelValues({ series: [series('m1', '', [null, null])] })).toBe(false);
  expect(hasPanelValues({ series: [series('m1', '', [null, 0])] })).toBe(true);
  expect(hasCounts({ columns: [{ time: 0, counts: [null] }] })).toBe(false);
  expect(hasCounts({ columns: [{ time: 0, counts: [null, 0] }] })).toBe(true);
});

test('holds no formula, and quotes what needs it', () => {
  const names = ['=cmd|calc', '+1', '-1', '@x', '\tx', 'a,b', 'say "x"'];
  const [header] = panelCsv({ series: names.map((name) => series(name, '', [1])) }).split('\r\n');
  expect(header).toBe(`time,'=cmd|calc,'+1,'-1,'@x,'\tx,"a,b","say ""x"""`);
});

test('of nothing is a header', () => {
  expect(panelCsv({ series: [] })).toBe('time\r\n');
});

test('of a heat map has a column for each bound', () => {
  const csv = heatmapCsv(
    {
      source: 'embedded',
      panel: 'wal-fsync',
      memberId: '1',
      unit: 'seconds',
      bounds: [0.001, null],
      columns: [{ time: Date.UTC(2026, 0, 1), counts: [3, null] }],
    },
    'm1',
  );
  expect(csv).toBe('time,m1 le 0.001,m1 le +Inf\r\n2026-01-01T00:00:00.000Z,3,\r\n');
});
