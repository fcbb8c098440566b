import { toBase64Url, utf8Bytes } from '@/lib/domain/bytes';
import { expect, expectAccessible, signIn, test } from './journey';
import { openInTree } from './tree';

const canary = 'canary-7f3a9c51d2e84b60';
const key = '/registry/secrets/default/e2e-canary';

const secret = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'e2e-canary', namespace: 'default' },
  type: 'Opaque',
  data: { password: Buffer.from(canary).toString('base64') },
};

const forms = [
  canary,
  Buffer.from(canary).toString('base64'),
  Buffer.from(canary).toString('base64url'),
  Buffer.from(canary).toString('hex'),
  Buffer.from(Buffer.from(canary).toString('base64')).toString('hex'),
  encodeURIComponent(canary),
];

test('a Secret stays masked in pages, answers and events until it is revealed', async ({
  page,
  demo,
  errors,
}) => {
  const bodies: Promise<string>[] = [];
  page.on('response', (response) => {
    const isStream = response.headers()['content-type']?.includes('event-stream');
    if (!isStream) {
      bodies.push(response.text().catch(() => ''));
    }
  });
  await demo.connection.putAll([{ key: utf8Bytes(key), value: utf8Bytes(JSON.stringify(secret)) }]);
  await signIn(page, `${demo.dashboard.url}/clusters/demo/keys`, 'admin');
  await openInTree(page, key);
  const value = page.locator('.cm-content');
  await expect(value).toContainText('kind: Secret');
  await expect(value).toContainText('<masked>');
  await expectAccessible(page);
  const expectNoCanary = (text: string): void => {
    for (const form of forms) {
      expect(text).not.toContain(form);
    }
  };
  expectNoCanary(await page.content());
  for (const body of await Promise.all(bodies)) {
    expectNoCanary(body);
  }
  const encoded = toBase64Url(utf8Bytes(key));
  const raw = await page.request.get(
    `${demo.dashboard.url}/api/v1/clusters/demo/key/raw?key=${encoded}`,
  );
  expect(raw.status()).toBe(403);
  expectNoCanary(await raw.text());

  await page.getByRole('button', { name: 'Reveal…' }).click();
  await page.getByLabel('Reason').fill('ticket 4711');
  await page.getByRole('button', { name: 'Reveal for 30 seconds' }).click();
  await expect(value).toContainText(Buffer.from(canary).toString('base64'));
  const audit = await page.request.get(`${demo.dashboard.url}/api/v1/audit?action=key:reveal`);
  expect(await audit.text()).toContain('ticket 4711');
  expectNoCanary(await audit.text());
  await page.getByRole('button', { name: 'Mask now' }).click();
  await expect(value).toContainText('<masked>');
  expect(errors).toEqual([]);
});

test('a viewer is not offered to reveal, and is refused', async ({ page, demo, errors }) => {
  await signIn(page, `${demo.dashboard.url}/clusters/demo/keys`, 'viewer');
  await openInTree(page, key);
  await expect(page.getByText('Your role may not reveal them')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Reveal…' })).toHaveCount(0);
  const session = await (await page.request.get(`${demo.dashboard.url}/api/v1/session`)).json();
  const refused = await page.request.post(`${demo.dashboard.url}/api/v1/clusters/demo/key/reveal`, {
    data: { key: toBase64Url(utf8Bytes(key)), reason: 'curious' },
    headers: { 'x-etcdscope-csrf': session.csrfToken, origin: demo.dashboard.url },
  });
  expect(refused.status()).toBe(403);
  expect((await refused.json()).code).toBe('forbidden');
  expect(errors).toEqual([]);
});
