import 'server-only';
import { isAppError } from '@/lib/domain/errors';
import { eventHub } from '../events/hub';
import { logger } from '../http/logger';
import { readOverview } from './read-overview';

/** With three members that is one Status a second in all. */
const pollMilliseconds = 3_000;

/**
 * Feeds the topics `overview:<cluster>` while somebody listens: a look at the cluster every 3 s,
 * so that a change is on the screens well within 10 s.
 */
export const registerOverviewSource = (): void => {
  eventHub().addSource('overview', (cluster, publish) => {
    let timer: NodeJS.Timeout | undefined;
    let isStopped = false;
    const poll = async () => {
      const startedAt = performance.now();
      try {
        publish({ type: 'overview', overview: await readOverview(cluster) });
      } catch (error) {
        if (isAppError(error) && error.code === 'unknown_cluster') {
          return;
        }
        logger().error({ err: error, cluster }, 'the overview could not be read');
      }
      if (!isStopped) {
        const passed = performance.now() - startedAt;
        timer = setTimeout(poll, Math.max(0, pollMilliseconds - passed));
      }
    };
    void poll();
    return () => {
      isStopped = true;
      clearTimeout(timer);
    };
  });
};
