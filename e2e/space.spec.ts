import { concatBytes, utf8Bytes } from '@/lib/domain/bytes';
import { expect, expectAccessible, signIn, test } from './journey';

test.describe.configure({ mode: 'serial' });

const page = '/clusters/demo/keys?tab=space';
/** How long a scan of the demo may take on a machine that is busy. */
const scanning = { timeout: 60_000 };

test('an operator measures the store and finds what fills it', async ({
  page: tab,
  demo,
  errors,
}) => {
  await signIn(tab, `${demo.dashboard.url}${page}`, 'operator');
  const again = tab.getByRole('button', { name: 'Measure again…' });
  await expect(tab.getByText('Not measured yet').or(again)).toBeVisible();
  // Another journey may have measured it before.
  if (await again.isVisible()) {
    await again.click();
  }
  await expect(tab.getByText(/^About .+ keys, about /)).toBeVisible();
  await expectAccessible(tab);
  await tab.getByLabel('Pace', { exact: true }).selectOption('fast');
  await tab.getByRole('button', { name: 'Start', exact: true }).click();
  const verdict = tab.getByRole('region', { name: 'Verdict' });
  await expect(verdict).toContainText(/keys of the whole store/, scanning);
  await expect(verdict).toContainText('a key on average');
  await expectAccessible(tab);

  const first = tab.getByRole('table', { name: /^Folders in \/(registry\/)?$/ });
  await expect(first).toBeVisible();
  // It begins a folder higher where other journeys left keys.
  const registry = first.getByRole('button', { name: 'registry', exact: true });
  if (await registry.isVisible()) {
    await registry.click();
  }
  const folders = tab.getByRole('table', { name: 'Folders in /registry/' });
  await folders.getByRole('button', { name: 'pods', exact: true }).click();
  await expect(tab.getByRole('table', { name: 'Folders in /registry/pods/' })).toBeVisible();
  await tab.getByRole('tab', { name: 'Namespaces' }).click();
  await expect(tab.getByRole('table', { name: 'Namespaces' })).toContainText('kube-system');
  await tab.getByRole('tab', { name: 'Sizes' }).click();
  await expect(tab.getByRole('table', { name: 'Sizes' })).toContainText('up to 256 B');
  await expect(tab.getByText(/^Database file of m\d$/)).toBeVisible();

  await tab.getByRole('tab', { name: 'Largest keys' }).click();
  const largest = tab.getByRole('table', { name: 'Largest keys' }).getByRole('button').first();
  const name = (await largest.textContent()) ?? '';
  await largest.click();
  await expect(tab.getByRole('region', { name })).toContainText('size');
  expect(errors).toEqual([]);
});

test('a second scan tells what has grown, and what is encrypted', async ({
  page: tab,
  demo,
  errors,
}) => {
  const values = ['k8s:enc:aescbc:v1:old:', 'k8s:enc:aescbc:v1:new:'];
  for (const [index, header] of values.entries()) {
    const key = utf8Bytes(`/registry/secrets/encrypted/${index}`);
    const value = concatBytes(utf8Bytes(header), new Uint8Array(20_000));
    await demo.connection.putAll([{ key, value }]);
  }
  await signIn(tab, `${demo.dashboard.url}${page}`, 'operator');
  await tab.getByRole('button', { name: 'Measure again…' }).click();
  await tab.getByLabel('Pace', { exact: true }).selectOption('fast');
  await tab.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(tab.getByRole('region', { name: 'Verdict' })).toContainText(
    /since the scan of/,
    scanning,
  );
  await expect(tab.getByRole('row', { name: /^secrets v1, 2 encrypted / })).toContainText('+39');
  const coverage = tab.getByRole('region', { name: 'Encryption at rest of Secrets' });
  await expect(coverage).toContainText(/^.*2 of [\d,]+ Secrets are encrypted/);
  await expect(coverage.getByRole('row', { name: /new .* written with last/ })).toBeVisible();
  await expect(coverage.getByRole('row', { name: /old .* older key/ })).toBeVisible();
  expect(errors).toEqual([]);
});

test('a viewer reads it, dark, in Chinese and on a small screen, and starts nothing', async ({
  page: tab,
  demo,
  errors,
}) => {
  await tab.setViewportSize({ width: 1024, height: 768 });
  await signIn(tab, `${demo.dashboard.url}${page}`, 'viewer');
  await expect(tab.getByRole('region', { name: 'Verdict' })).toBeVisible();
  await expect(tab.getByRole('button', { name: 'Measure again…' })).toHaveCount(0);
  await expect(tab.getByRole('button', { name: 'Measure the Secrets…' })).toHaveCount(0);
  await tab.goto(`${demo.dashboard.url}${page}&theme=dark&lang=zh`);
  await expect(tab.getByRole('region', { name: '结论' })).toContainText('整个存储');
  await expectAccessible(tab);
  const overflow = await tab.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
  expect(errors).toEqual([]);
});
