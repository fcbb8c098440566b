import { describe, expect, it } from 'vitest';
import type { Operation, OperationPage } from '@/lib/domain/api/operations';
import { pagesWithOperation, pageWithOperation } from './operation-lists';

const operation = (id: string, done = '0'): Operation => ({
  id,
  kind: 'backup',
  cluster: 'test',
  target: 'm1',
  state: 'running',
  startedBy: 'admin',
  startedAt: '2026-11-22T10:00:00.000Z',
  endedAt: null,
  done,
  total: null,
  cancellable: true,
  failure: null,
});

const page = (...ids: string[]): OperationPage => ({
  operations: ids.map((id) => operation(id)),
  next: null,
});

const shown = (pages: OperationPage[]): string[][] =>
  pages.map(({ operations }) => operations.map(({ id, done }) => `${id}:${done}`));

describe('pageWithOperation', () => {
  it.each([
    ['changes what is listed', 'b', ['c:0', 'b:9']],
    ['puts what is new first', 'd', ['d:9', 'c:0', 'b:0']],
  ])('%s', (_, id, expected) => {
    expect(shown([pageWithOperation(page('c', 'b'), operation(id, '9'))])).toEqual([expected]);
  });
});

describe('pagesWithOperation', () => {
  it.each([
    ['changes it on a later page', 'a', [['c:0', 'b:0'], ['a:9']]],
    ['puts what is new on the first page only', 'd', [['d:9', 'c:0', 'b:0'], ['a:0']]],
  ])('%s', (_, id, expected) => {
    const data = { pages: [page('c', 'b'), page('a')], pageParams: [undefined, 'b'] };
    expect(shown(pagesWithOperation(data, operation(id, '9')).pages)).toEqual(expected);
  });
});
