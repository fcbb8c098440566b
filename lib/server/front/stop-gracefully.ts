import 'server-only';
import type { EventHub } from '../events/hub';
import { logger } from '../http/logger';
import type { ProcessState } from '../process-state';

/** What is ended, in this order. */
export type Stoppable = {
  state: ProcessState;
  hub: Pick<EventHub, 'close'>;
  front: { drained: () => Promise<void>; close: () => Promise<void> };
  application: { close: () => Promise<void> };
};

const within = async (milliseconds: number, work: Promise<void>): Promise<void> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
};

/** One that fails must not keep the others from stopping. */
const runStops = async (state: ProcessState): Promise<void> => {
  for (const stop of state.stops.splice(0).reverse()) {
    try {
      await stop();
    } catch (error) {
      logger().error({ err: error }, 'background work did not stop in good order');
    }
  }
};

/**
 * Ends the process in good order: readiness fails at once, event streams end, requests finish,
 * background work stops, sockets close. Each step has its time, together less than the 30 s that
 * Kubernetes waits before it kills.
 */
export const stopGracefully = async ({
  state,
  hub,
  front,
  application,
}: Stoppable): Promise<void> => {
  state.shuttingDown = true;
  hub.close();
  await within(12_000, front.drained());
  await within(10_000, runStops(state));
  await front.close();
  await within(3_000, application.close());
};
