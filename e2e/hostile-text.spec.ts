import { toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { expect, signIn, test } from './journey';

/** Each would show itself: as a script that runs, or as a character that is drawn as it is. */
const hostile = [
  '<img src=x onerror="window.hostile=1">',
  '</script><script>window.hostile=1</script>',
  '"><svg onload=window.hostile=1>',
  'javascript:window.hostile=1',
  'invoice\u202Egpj.exe',
  'red\u001b[31m\u0007\u001b]0;title\u0007',
  '{{constructor.constructor("window.hostile=1")()}}',
];

const drawnAsTheyAre = /[\p{Cc}\p{Bidi_Control}]/u;

test('names and values of an attacker are shown as text, and run nothing', async ({
  page,
  demo,
  errors,
}) => {
  const { url } = demo.dashboard;
  const keys = hostile.map((text) => utf8Bytes(`hostile-${text}`));
  await demo.connection.putAll(
    keys.map((key, index) => ({ key, value: utf8Bytes(hostile[index] ?? '') })),
  );
  for (const text of hostile) {
    const headers = { origin: url };
    const data = { username: text.slice(0, 64), password: 'not a password' };
    await page.request.post(`${url}/api/v1/session`, { data, headers });
  }
  await signIn(page, url, 'admin');
  const session = await (await page.request.get(`${url}/api/v1/session`)).json();
  const headers = { origin: url, 'x-etcdscope-csrf': session.csrfToken };
  for (const [index, text] of hostile.entries()) {
    const data = { key: toBase64Url(keys[index] ?? new Uint8Array()), reason: text };
    await page.request.post(`${url}/api/v1/clusters/demo/key/reveal`, { data, headers });
    const token = { name: text.slice(0, 60), role: 'viewer', expiresInDays: 1 };
    await page.request.post(`${url}/api/v1/tokens`, { data: token, headers });
  }
  const searches = hostile.map(
    (text) => `?lang=${encodeURIComponent(text)}&view=${encodeURIComponent(text)}`,
  );
  const addresses = [
    ...keys.map((key) => `/clusters/demo/keys?key=${toBase64Url(key)}`),
    ...searches.map((search) => `/clusters/demo/keys${search}`),
    '/activity?tab=audit',
    '/activity',
    '/settings',
    ...hostile.map((text) => `/login?next=${encodeURIComponent(text)}`),
  ];
  for (const address of addresses) {
    await test.step(address, async () => {
      await page.goto(`${url}${address}`);
      await expect(page.getByRole('main')).toBeVisible();
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
      expect(new URL(page.url()).origin).toBe(url);
      expect(await page.evaluate(() => Reflect.get(window, 'hostile'))).toBeUndefined();
      expect(await page.locator('[onerror], [onload]').count()).toBe(0);
    });
  }
  for (const address of ['/activity?tab=audit', '/settings']) {
    await page.goto(`${url}${address}`);
    await expect(page.getByRole('cell').filter({ hasText: '<img' }).first()).toBeVisible();
    for (const cell of await page.getByRole('cell').allTextContents()) {
      expect(cell).not.toMatch(drawnAsTheyAre);
    }
  }
  expect(errors).toEqual([]);
});
