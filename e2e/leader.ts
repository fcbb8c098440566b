import { expect, type FrameLocator, type Page } from '@playwright/test';
import type { EtcdCluster, EtcdMember } from '../scripts/etcd/start-cluster';

/** The member that the overview page shows as the leader. */
const shownLeader = async (
  page: Page | FrameLocator,
  cluster: EtcdCluster,
): Promise<EtcdMember | undefined> => {
  const row = page.getByRole('row').filter({ hasText: 'leader' });
  const text = (await row.count()) === 1 ? await row.textContent() : null;
  return cluster.members.find(({ endpoint }) => text?.includes(new URL(endpoint).host));
};

/**
 * Kills the leader and waits at most 10 s until the page, without a reload, shows another one;
 * then starts the member again.
 */
export const killLeader = async (
  page: Page | FrameLocator,
  cluster: EtcdCluster,
): Promise<void> => {
  await expect.poll(() => shownLeader(page, cluster)).toBeDefined();
  const killed = await shownLeader(page, cluster);
  await killed?.stop();
  await expect
    .poll(async () => (await shownLeader(page, cluster))?.name ?? killed?.name, {
      timeout: 10_000,
      intervals: [200],
    })
    .not.toBe(killed?.name);
  await expect(page.getByText('2 of 3 members answered, quorum 2.')).toBeVisible();
  await killed?.start();
  await killed?.untilHealthy();
  await expect(page.getByText('3 of 3 members answered, quorum 2.')).toBeVisible();
};
