import { expect, it } from 'vitest';
import { boundsOf } from '@/lib/domain/metrics/bucket-bounds';
import { memberRows } from '@/lib/domain/metrics/member-rows';
import type { SampleLayout, SampleRow } from '@/lib/domain/metrics/sample-row';
import { evaluatePanel } from './evaluate-panels';
import { requirePanel } from './panels-request';

const steps = { step: 30_000, resolution: 15_000, endResolution: 15_000, times: [30_000] };

const rowsOf = (layout: SampleLayout, ...rows: number[][]): SampleRow[] =>
  rows.map((values, index) => ({
    time: (index + 1) * 15_000,
    started: 1,
    layout,
    values: Float64Array.from(values),
  }));

const evaluate = (id: string, members: Record<string, SampleRow[]>) => {
  const histories = Object.entries(members).map(([memberName, rows]) => ({
    memberId: memberName,
    memberName,
    rows: memberRows(rows),
  }));
  return evaluatePanel(requirePanel(id), histories, steps);
};

const something = rowsOf([{ name: 'something', labels: {} }], [1], [1]);

it.each([
  ['wal-write', 'version'],
  ['request-latency', 'extensive'],
  ['peer-failures', 'not-yet'],
  ['memory', 'unknown'],
])('says why a member has no %s: %s', (id, reason) => {
  const { notExposed } = evaluate(id, { m1: something, m2: [] });
  expect(notExposed).toEqual([{ memberName: 'm1', reason }]);
});

it('has a line for each member and method that is called', () => {
  const methods = (...names: string[]) =>
    names.map((method) => ({
      name: 'grpc_server_started_total',
      labels: { grpc_method: method, grpc_type: 'unary' },
    }));
  const { series } = evaluate('rpc-rate', {
    m1: rowsOf(methods('Put', 'Range'), [0, 0], [30, 45]),
    m2: rowsOf(methods('Range'), [0], [15]),
  });
  const found = series.map(({ memberName, part, latest }) => [memberName, part, latest?.value]);
  expect(found).toEqual([
    ['m1', 'Range', 3],
    ['m2', 'Range', 1],
    ['m1', 'Put', 2],
    ['m2', 'Put', 0],
  ]);
});

it('has a line at zero where nothing ever failed', () => {
  const handled = [{ name: 'grpc_server_handled_total', labels: { grpc_code: 'OK' } }];
  const { series, notExposed } = evaluate('rpc-failures', { m1: rowsOf(handled, [1], [2]) });
  expect(series).toMatchObject([{ part: 'other', latest: { value: 0 } }]);
  expect(notExposed).toEqual([]);
});

const handledBy = (method: string, code: string, type = 'unary') => ({
  name: 'grpc_server_handled_total',
  labels: { grpc_method: method, grpc_code: code, grpc_type: type },
});

it('has a line for each method and code but OK, whoever is to blame, streams among them', () => {
  const layout = [
    handledBy('LeaseRevoke', 'NotFound'),
    handledBy('Range', 'OutOfRange'),
    handledBy('Watch', 'Canceled', 'bidi_stream'),
    handledBy('Range', 'OK'),
  ];
  const { series } = evaluate('rpc-failures', {
    m1: rowsOf(layout, [0, 0, 0, 0], [75, 105, 15, 9]),
  });
  expect(series.map(({ part, latest }) => [part, latest?.value])).toEqual([
    ['Range OutOfRange', 7],
    ['LeaseRevoke NotFound', 5],
    ['Watch Canceled', 1],
  ]);
});

it('has the share of failed requests as the rules of the mixin count it', () => {
  const layout = [
    handledBy('Put', 'OK'),
    handledBy('Put', 'Unavailable'),
    handledBy('Put', 'NotFound'),
    handledBy('Range', 'OK'),
  ];
  const { series } = evaluate('rpc-failed-share', {
    m1: rowsOf(layout, [0, 0, 0, 0], [5, 4, 1, 8]),
  });
  expect(series.map(({ part, latest }) => [part, latest?.value])).toEqual([['Put', 0.4]]);
});

it('has the bounds of the buckets that each point of a quantile lies in', () => {
  const layout = ['0.001', '0.002', '+Inf'].map((le) => ({
    name: 'etcd_disk_wal_write_duration_seconds_bucket',
    labels: { le },
  }));
  const { series } = evaluate('wal-write', { m1: rowsOf(layout, [0, 0, 0], [10, 10, 10]) });
  const [p99, average] = ['p99', 'average'].map((part) => series.find((one) => one.part === part));
  expect(p99?.bounds).toEqual([0.001, 0.002]);
  expect(boundsOf(p99?.points[0]?.[1] ?? 0, p99?.bounds ?? [])).toEqual({ lower: 0, upper: 0.001 });
  expect(average && 'bounds' in average).toBe(false);
});
