import 'server-only';
import type { Mark } from '@/lib/domain/api/metrics';
import { readAlertMarks } from '../store/alerts';
import { readMarks } from '../store/marks';
import { listOperationRows } from '../store/operations';
import type { Store } from '../store/store';

const maximumOperations = 100;

/** A cluster over a range, milliseconds since 1970. */
type Span = { cluster: string; from: number; to: number };

/** What the scrapes saw happen, what fired, and what we did ourselves, in order of time. */
export const listMarks = async (store: Store, span: Span): Promise<Mark[]> => {
  const marks = await Promise.all([
    seenMarks(store, span),
    alertMarks(store, span),
    operationMarks(store, span),
  ]);
  return marks.flat().toSorted((left, right) => left.time.localeCompare(right.time));
};

const seenMarks = async (store: Store, span: Span): Promise<Mark[]> =>
  (await readMarks(store, span)).map(({ time, kind, memberName }) => ({
    time: new Date(time).toISOString(),
    kind,
    memberName: memberName === '' ? null : memberName,
    label: kind,
  }));

const alertMarks = async (store: Store, span: Span): Promise<Mark[]> =>
  (await readAlertMarks(store, span)).map(({ time, rule, memberName }) => ({
    time: new Date(time).toISOString(),
    kind: 'alert',
    memberName,
    label: rule,
  }));

const operationMarks = async (store: Store, { cluster, from, to }: Span): Promise<Mark[]> => {
  const operations = await listOperationRows(store, {
    cluster,
    startedFrom: new Date(from).toISOString(),
    startedUntil: new Date(to).toISOString(),
    limit: maximumOperations,
  });
  return operations.map(({ startedAt, kind, target }) => ({
    time: new Date(startedAt).toISOString(),
    kind: 'operation',
    // What other kinds work on are keys, which not everybody who sees charts may read.
    memberName: kind === 'backup' ? target : null,
    label: kind,
  }));
};
