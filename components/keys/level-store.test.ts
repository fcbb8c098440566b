import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChildChange, KeysEvent } from '@/lib/domain/api/key-events';
import type { Folder } from '@/lib/domain/api/keys';
import { toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { LevelStore } from './level-store';
import { entryOfName } from './path-entries';

type Asked = { query: URLSearchParams; answer: (response: Response) => void };

/** What was asked and is not answered yet, in order. */
let asked: Asked[] = [];

const delimiter = utf8Bytes('/');
const keyEntry = (name: string) =>
  entryOfName({ kind: 'key', name: utf8Bytes(name) }, new Uint8Array(), delimiter);

const folder = (names: string[], revision: string, more: Partial<Folder> = {}): Folder => ({
  prefix: { bytes: '', text: '' },
  delimiter: '/',
  revision,
  entries: names.map(keyEntry),
  next: null,
  previous: null,
  total: String(names.length),
  totalKind: 'exact',
  before: '0',
  isPartial: false,
  readAt: '2026-01-01T00:00:00.000Z',
  answeredBy: 'm1',
  elapsedMilliseconds: 1,
  ...more,
});

const change = (name: string, modRevision: string): ChildChange => ({
  kind: 'key',
  name: toBase64Url(utf8Bytes(name)),
  puts: 1,
  deletes: 0,
  created: 1,
  modRevision,
  version: '1',
  lease: null,
});

const event = (from: string, to: string, children: ChildChange[] = []): KeysEvent => ({
  type: 'keys',
  cluster: 'demo',
  prefix: '',
  from,
  to,
  children,
});

const nextAsked = async (): Promise<Asked> =>
  vi.waitFor(() => {
    const first = asked.shift();
    if (first === undefined) {
      throw new Error('Nothing was asked.');
    }
    return first;
  });

const stream = (...lines: object[]): Response =>
  new Response(lines.map((line) => JSON.stringify(line)).join('\n'));

const answerFirst = async (page: Folder): Promise<void> => {
  const { answer } = await nextAsked();
  answer(stream({ type: 'rows', entries: page.entries }, { type: 'page', folder: page }));
};

const names = (store: LevelStore) =>
  store
    .getSnapshot()
    .levels.get('')
    ?.entries.map(({ name }) => name.text);

const untilReady = (store: LevelStore) =>
  vi.waitFor(() => {
    const level = store.getSnapshot().levels.get('');
    expect(level).toMatchObject({ state: 'ready', isStale: false });
    return level;
  });

const openStore = async (page: Folder): Promise<LevelStore> => {
  const store = new LevelStore('demo', undefined);
  store.open('');
  await answerFirst(page);
  await untilReady(store);
  return store;
};

beforeEach(() => {
  asked = [];
  vi.stubGlobal(
    'fetch',
    (url: string, { signal }: RequestInit) =>
      new Promise((resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
        asked.push({ query: new URL(url, 'http://localhost').searchParams, answer: resolve });
      }),
  );
});

afterEach(() => vi.unstubAllGlobals());

describe('LevelStore', () => {
  it('shows rows as they are found, then the page', async () => {
    const store = new LevelStore('demo', '90');
    store.open('');
    const { query, answer } = await nextAsked();
    expect(query.get('revision')).toBe('90');
    const page = folder(['a', 'b'], '90');
    answer(stream({ type: 'rows', entries: page.entries }, { type: 'page', folder: page }));
    const level = await untilReady(store);
    expect(names(store)).toEqual(['a', 'b']);
    expect(level?.revision).toBe('90');
  });

  it('reads anew at the revision from which on it is told, where the rows are older', async () => {
    const store = await openStore(folder(['a'], '100'));
    store.receive(event('105', '105'));
    const { query, answer } = await nextAsked();
    expect(query.get('revision')).toBe('105');
    answer(Response.json(folder(['a', 'b'], '105')));
    await untilReady(store);
    store.receive(event('105', '107', [change('c', '106')]));
    expect(names(store)).toEqual(['a', 'b', 'c']);
    expect(asked).toEqual([]);
  });

  it('takes in what is told while a page is on its way, but not twice', async () => {
    const store = await openStore(folder(['a'], '100', { next: 'cursor' }));
    store.receive(event('100', '100'));
    store.loadMore('', 'tail');
    const { query, answer } = await nextAsked();
    expect(query.get('revision')).toBe('100');
    store.receive(event('100', '103', [change('bb', '102')]));
    answer(Response.json(folder(['b', 'c'], '100')));
    await vi.waitFor(() => expect(names(store)).toEqual(['a', 'b', 'bb', 'c']));
    store.receive(event('100', '103', [change('bb', '102')]));
    expect(store.getSnapshot().levels.get('')).toMatchObject({ revision: '103', total: '2' });
  });

  it('is not fooled by a member that lags behind what was told', async () => {
    const store = await openStore(folder(['a'], '100'));
    store.receive(event('100', '110', [change('b', '110')]));
    store.show('', { filter: 'b' });
    await answerFirst(folder([], '104'));
    const { query, answer } = await nextAsked();
    expect([query.get('revision'), query.get('filter')]).toEqual(['110', 'b']);
    answer(stream({ type: 'page', folder: folder(['b'], '110') }));
    await vi.waitFor(() => expect(names(store)).toEqual(['b']));
  });

  it('reads anew with the next change where reading anew has failed', async () => {
    const store = await openStore(folder(['a'], '100'));
    store.receive(event('105', '105'));
    const problem = { code: 'etcd_unavailable', detail: 'down', status: 503, parameters: {} };
    (await nextAsked()).answer(Response.json(problem, { status: 503 }));
    await vi.waitFor(() => expect(store.getSnapshot().levels.get('')?.state).toBe('failed'));
    store.receive(event('105', '107', [change('c', '106')]));
    const { query, answer } = await nextAsked();
    expect(query.get('revision')).toBe('107');
    answer(Response.json(folder(['a', 'c'], '107')));
    await untilReady(store);
    expect(names(store)).toEqual(['a', 'c']);
  });

  it('reads anew with the next change where a further page has failed', async () => {
    const store = await openStore(folder(['a'], '100', { next: 'cursor' }));
    store.receive(event('100', '100'));
    store.loadMore('', 'tail');
    const problem = { code: 'etcd_unavailable', detail: 'down', status: 503, parameters: {} };
    (await nextAsked()).answer(Response.json(problem, { status: 503 }));
    await vi.waitFor(() => expect(store.getSnapshot().levels.get('')?.state).toBe('failed'));
    store.receive(event('100', '107', [change('b', '106')]));
    const { query, answer } = await nextAsked();
    expect([query.get('revision'), query.get('cursor')]).toEqual(['107', null]);
    answer(Response.json(folder(['a', 'b'], '107', { next: 'cursor' })));
    await untilReady(store);
    expect(names(store)).toEqual(['a', 'b']);
  });

  it('forgets nothing that was told while a page was on its way that failed', async () => {
    const store = await openStore(folder(['a'], '100', { next: 'cursor' }));
    store.receive(event('100', '100'));
    store.loadMore('', 'tail');
    const problem = { code: 'etcd_unavailable', detail: 'down', status: 503, parameters: {} };
    const { answer } = await nextAsked();
    store.receive(event('100', '107', [change('b', '106')]));
    answer(Response.json(problem, { status: 503 }));
    const failed = { state: 'failed', isStale: true };
    await vi.waitFor(() => expect(store.getSnapshot().levels.get('')).toMatchObject(failed));
    store.loadMore('', 'tail');
    expect((await nextAsked()).query.get('cursor')).toBeNull();
  });

  it('says that changes were missed, and reads anew', async () => {
    const store = await openStore(folder(['a'], '100'));
    const resync = { type: 'keys-resync', cluster: 'demo', prefix: '', revision: '120' } as const;
    store.receive({ ...resync, reason: 'compacted' });
    expect(store.getSnapshot().resync).toBe('compacted');
    const { query, answer } = await nextAsked();
    expect(query.get('revision')).toBeNull();
    answer(Response.json(folder(['b'], '120')));
    await vi.waitFor(() => expect(names(store)).toEqual(['b']));
  });

  it('reads anew without a word where only the connection was renewed', async () => {
    const store = await openStore(folder(['a'], '100'));
    const resync = { type: 'keys-resync', cluster: 'demo', prefix: '', revision: '120' } as const;
    store.receive({ ...resync, reason: 'reconnected' });
    expect(store.getSnapshot().resync).toBeUndefined();
    (await nextAsked()).answer(Response.json(folder(['b'], '120')));
    await vi.waitFor(() => expect(names(store)).toEqual(['b']));
  });

  it('forgets an answer that was superseded', async () => {
    const store = await openStore(folder(['a'], '100'));
    store.show('', { filter: 'x' });
    const superseded = await nextAsked();
    store.show('', { filter: 'y' });
    await answerFirst(folder(['y'], '101'));
    superseded.answer(stream({ type: 'page', folder: folder(['x'], '101') }));
    await untilReady(store);
    expect(names(store)).toEqual(['y']);
  });

  it('goes on at a newer revision where its own was compacted, and says so', async () => {
    const store = await openStore(folder(['a'], '100', { next: 'cursor' }));
    store.loadMore('', 'tail');
    const problem = { code: 'revision_compacted', detail: 'gone', status: 409, parameters: {} };
    (await nextAsked()).answer(Response.json(problem, { status: 409 }));
    const { query, answer } = await nextAsked();
    expect(query.get('revision')).toBeNull();
    answer(Response.json(folder(['b'], '200')));
    expect(await untilReady(store)).toMatchObject({ restarted: true, revision: '200' });
  });

  it('reads its rows anew where a page is newer than changes that are not told yet', async () => {
    const store = await openStore(folder(['a'], '100', { next: 'cursor' }));
    store.receive(event('100', '100'));
    store.loadMore('', 'tail');
    const problem = { code: 'revision_compacted', detail: 'gone', status: 409, parameters: {} };
    (await nextAsked()).answer(Response.json(problem, { status: 409 }));
    (await nextAsked()).answer(Response.json(folder(['c'], '200')));
    const { query, answer } = await nextAsked();
    expect([query.get('revision'), query.get('cursor')]).toEqual([null, null]);
    answer(Response.json(folder(['a', 'b', 'c'], '201')));
    await untilReady(store);
    expect(names(store)).toEqual(['a', 'b', 'c']);
  });
});
