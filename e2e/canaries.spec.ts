import { readFile } from 'node:fs/promises';
import type { APIRequestContext, Page } from '@playwright/test';
import { toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { everyGet, patientGet } from './every-get';
import { expect, signIn, test } from './journey';
import { canariesIn, canaryExpression, planted, plantedFolders, sampled } from './planted';
import { readersOf } from './readers';
import type { RunningDemo } from './running-demo';

const bytesOf = (text: string): string => toBase64Url(utf8Bytes(text));

/** Posts as our own pages do, waiting where the rate limit says so. */
const post = async (page: Page, url: string, path: string, data: unknown) => {
  const session = await (await patientGet(page.request, `${url}/api/v1/session`)).json();
  const headers = { 'x-etcdscope-csrf': session.csrfToken, origin: url };
  return page.request.post(`${url}/api/v1/clusters/demo/${path}`, { data, headers });
};

/** Waits until nothing works in the background any more. */
const settled = (page: Page, url: string) =>
  expect
    .poll(
      async () => {
        const query = '?cluster=demo&state=running';
        const answer = await patientGet(page.request, `${url}/api/v1/operations${query}`);
        return (await answer.json()).operations.length;
      },
      { timeout: 60_000 },
    )
    .toBe(0);

let before: string;

/** The newest of what was planted is another one: there is history, and some of it is deleted. */
const plant = async ({ connection }: RunningDemo): Promise<void> => {
  const entries = planted.map(({ key, value }) => ({
    key: utf8Bytes(key),
    value: Uint8Array.from(value),
  }));
  for (let offset = 0; offset < entries.length; offset += 100) {
    await connection.putAll(entries.slice(offset, offset + 100));
  }
  before = await connection.keys.revision();
  const again = entries.filter((_, index) => index % 10 < 2);
  await connection.putAll(again.slice(0, 100));
  await connection.putAll(again.slice(100));
  for (const { key } of entries.filter((_, index) => index % 100 === 99)) {
    await connection.deleteKey(key);
  }
};

test.beforeAll(async ({ demo }) => {
  expect(planted).toHaveLength(1_000);
  await plant(demo);
});

/** What a role may start that reads values: searches, a comparison, a scan. */
const startEverything = async (page: Page, url: string): Promise<string[]> => {
  const answers = [
    await post(page, url, 'searches', { what: 'values', how: 'regex', pattern: canaryExpression }),
  ];
  await settled(page, url);
  const found = await answers[0]?.json();
  const search = await patientGet(page.request, `${url}/api/v1/clusters/demo/searches/${found.id}`);
  expect(await search.json()).toMatchObject({ matches: 0, ending: 'complete' });
  answers.push(
    await post(page, url, 'searches', { what: 'keys', pattern: 'planted-' }),
    await post(page, url, 'comparisons', { prefix: bytesOf('/registry/'), left: before }),
    await post(page, url, 'space/scans', { pace: 'fast' }),
    await post(page, url, 'deletions/preview', {
      selection: { folders: plantedFolders.map(bytesOf) },
    }),
    await post(page, url, 'export', {
      selection: { folders: plantedFolders.map(bytesOf) },
      reveal: true,
      reason: 'a ticket',
    }),
  );
  await settled(page, url);
  expect(answers.at(-1)?.status(), 'an export with masked values').toBe(403);
  return Promise.all(answers.map((answer) => answer.text()));
};

/** The ids that stand in paths; one that does not exist where a role has none. */
const idsOf = async (page: Page, url: string): Promise<Record<string, string[]>> => {
  const list = async (path: string, name: string): Promise<string[]> => {
    const answer = await (await patientGet(page.request, `${url}/api/v1/${path}`)).json();
    const ids = (answer[name] ?? []).map((one: { id?: string; operation?: { id: string } }) =>
      one.id === undefined ? one.operation?.id : one.id,
    );
    return ids.length > 0 ? ids : ['20261122t120000000z-00000000'];
  };
  return {
    cluster: ['demo'],
    backup: ['demo-20261122t120000000z-m1'],
    operation: await list('operations', 'operations'),
    search: await list('clusters/demo/searches', 'searches'),
    comparison: await list('clusters/demo/comparisons', 'comparisons'),
    scan: await list('clusters/demo/space/scans', 'scans'),
    upload: ['0'.repeat(32)],
    line: ['1'],
  };
};

/** What the event stream says of the folders while what is in them is written again. */
const eventsOf = async (page: Page, demo: RunningDemo): Promise<string> => {
  const topics = ['operations', ...plantedFolders.map((folder) => `keys:demo:${bytesOf(folder)}`)];
  const stream = `${demo.dashboard.url}/api/v1/events?topics=${topics.join(',')}`;
  await page.evaluate(
    ([address, names]) => {
      const source = new EventSource(address);
      const seen: string[] = [];
      Object.assign(globalThis, { seen });
      // Each event bears the name of its topic.
      for (const name of names) {
        source.addEventListener(name, ({ data }) => seen.push(String(data)));
      }
      return new Promise((opened) => {
        source.onopen = opened;
      });
    },
    [stream, topics] as const,
  );
  const seen = (): Promise<string> => page.evaluate('globalThis.seen.join("\\n")');
  await expect
    .poll(async () => {
      await demo.connection.putAll(
        sampled.map(({ key, value }) => ({ key: utf8Bytes(key), value: Uint8Array.from(value) })),
      );
      return (await seen()).includes('"type":"keys"');
    })
    .toBe(true);
  return seen();
};

/** Fails where an answer holds what was planted, or where the server did. */
const readAll = async (reader: APIRequestContext, addresses: readonly string[]): Promise<void> => {
  for (const address of addresses) {
    const answer = await patientGet(reader, address);
    expect(answer.status(), address).toBeLessThan(500);
    expect(canariesIn(await answer.text()), address).toEqual([]);
  }
};

const tabs = ['browse', 'search', 'changes', 'deleted', 'compare', 'space', 'import'];

for (const role of ['operator', 'viewer'] as const) {
  test(`of ${planted.length} planted credentials none reaches a ${role}`, async ({
    page,
    demo,
  }) => {
    test.setTimeout(600_000);
    const { url } = demo.dashboard;
    const answers: Promise<string>[] = [];
    page.on('response', (response) => {
      const isStream = response.headers()['content-type']?.includes('event-stream') === true;
      if (!isStream) {
        answers.push(response.text().catch(() => ''));
      }
    });
    await signIn(page, url, role);
    for (const text of await startEverything(page, url)) {
      expect(canariesIn(text)).toEqual([]);
    }
    const everyRoute = await everyGet(page.request, url, {
      path: await idsOf(page, url),
      keys: sampled.map(({ key }) => bytesOf(key)),
      folders: plantedFolders.map(bytesOf),
      revision: before,
    });
    await readAll(page.request, everyRoute);
    const readers = await readersOf(demo, role, 8);
    const ofEach = planted.map(({ key }) => `${url}/api/v1/clusters/demo/key?key=${bytesOf(key)}`);
    await Promise.all(
      readers.map((reader, turn) =>
        readAll(
          reader,
          ofEach.filter((_, index) => index % readers.length === turn),
        ),
      ),
    );
    expect(canariesIn(await eventsOf(page, demo))).toEqual([]);
    for (const { key } of sampled) {
      await page.goto(`${url}/clusters/demo/keys?key=${bytesOf(key)}`);
      await expect(page.getByRole('region', { name: key })).toContainText('size');
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
      expect(canariesIn(await page.content()), key).toEqual([]);
    }
    for (const tab of tabs) {
      await page.goto(`${url}/clusters/demo/keys?tab=${tab}`);
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
      expect(canariesIn(await page.content()), tab).toEqual([]);
    }
    for (const text of await Promise.all(answers)) {
      expect(canariesIn(text)).toEqual([]);
    }
    expect(canariesIn(await readFile(demo.dashboard.logFile, 'utf8'))).toEqual([]);
  });
}

test('a revealed credential is in no log and in no line of the audit', async ({ page, demo }) => {
  const { url } = demo.dashboard;
  await signIn(page, url, 'admin');
  const reveal = { key: bytesOf(planted[0]?.key ?? ''), reason: 'a ticket' };
  const answer = await post(page, url, 'key/reveal', reveal);
  // The search itself finds what is there.
  expect(canariesIn(await answer.text())).not.toEqual([]);
  const audit = await page.request.get(`${url}/api/v1/audit?limit=500`);
  expect(await audit.text()).toContain('a ticket');
  expect(canariesIn(await audit.text())).toEqual([]);
  expect(canariesIn(await readFile(demo.dashboard.logFile, 'utf8'))).toEqual([]);
});
