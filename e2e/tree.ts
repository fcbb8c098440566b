import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test';
import { readableBytes, utf8Bytes } from '@/lib/domain/bytes';
import { prefixEnd } from '@/lib/domain/keys/key-range';
import type { ClusterConnection } from '@/lib/server/etcd/cluster-connection';

/** The first key under a prefix, readable. */
export const firstKey = async (connection: ClusterConnection, prefix: string): Promise<string> => {
  const key = utf8Bytes(prefix);
  const { keys } = await connection.keys.range({
    key,
    rangeEnd: prefixEnd(key),
    limit: 1,
    keysOnly: true,
  });
  return readableBytes(keys[0]?.key ?? new Uint8Array());
};

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const rowOf = (page: Page | FrameLocator, label: string, level: number): Locator =>
  page
    .getByRole('tree')
    .locator(`[role=treeitem][aria-level="${level}"]`)
    .filter({ hasText: new RegExp(`^${escaped(label)}(masked|lease|[\\d,]|$)`) })
    .first();

/** Only rows in sight are in the document: scrolls down until the row is one of them. */
const scrollTo = async (page: Page | FrameLocator, row: Locator): Promise<void> => {
  await expect(async () => {
    if ((await row.count()) === 0) {
      await page.getByRole('tree').evaluate((tree) => tree.scrollBy(0, tree.clientHeight / 2));
    }
    await expect(row).toBeVisible({ timeout: 200 });
  }).toPass({ timeout: 15_000 });
};

/** Opens the folders of a key one after the other, as a person does, and chooses the key. */
export const openInTree = async (page: Page | FrameLocator, key: string): Promise<void> => {
  const [, ...segments] = key.split('/');
  const labels = ['/', ...segments];
  const tree = page.getByRole('tree');
  await expect(tree).toBeVisible();
  await tree.evaluate((element) => element.scrollTo(0, 0));
  for (const [index, label] of labels.entries()) {
    const row = rowOf(page, label, index + 1);
    await scrollTo(page, row);
    if ((await row.getAttribute('aria-expanded')) !== 'true') {
      await row.click();
    }
  }
};
