import 'server-only';
import { configuration } from '../config/load-configuration';
import type { ReceiverConfig } from '../config/notification-config';
import { logger } from '../http/logger';
import { sharedInstance } from '../shared-instance';
import { removeUnknownReceivers } from '../store/alert-outbox';
import { type Store, store } from '../store/store';
import { deliverWaiting } from './deliver-waiting';

const idleMilliseconds = 5000;

/** What a deliverer works with. */
export type DelivererOptions = { store: Store; receivers: readonly ReceiverConfig[] };

/** Delivers what waits in the outbox: each receiver by itself, so that none holds up another. */
export class AlertDeliverer {
  readonly #options: DelivererOptions;
  readonly #abort = new AbortController();
  readonly #wakes = new Map<string, () => void>();
  #running: Promise<void>[] = [];

  constructor(options: DelivererOptions) {
    this.#options = options;
  }

  /** Begins to deliver; does nothing the second time. */
  start(): void {
    if (this.#running.length === 0) {
      this.#running = [
        this.#guarded(() => this.#forget()),
        ...this.#options.receivers.map((receiver) => this.#serve(receiver)),
      ];
    }
  }

  /** Says that there may be something to deliver. */
  wake(): void {
    for (const wake of this.#wakes.values()) {
      wake();
    }
  }

  /** Ends delivering; resolves once nothing more is sent. */
  async stop(): Promise<void> {
    this.#abort.abort();
    this.wake();
    await Promise.all(this.#running);
  }

  #forget(): Promise<void> {
    const { store: own, receivers } = this.#options;
    return removeUnknownReceivers(
      own,
      receivers.map(({ name }) => name),
    );
  }

  async #serve(receiver: ReceiverConfig): Promise<void> {
    const { signal } = this.#abort;
    let resentAt = Number.NEGATIVE_INFINITY;
    while (!signal.aborted) {
      const woken = this.#nextWake(receiver.name);
      await this.#guarded(async () => {
        const elapsed = performance.now() - resentAt;
        const isResendDue =
          receiver.kind === 'alertmanager' && elapsed >= receiver.resendSeconds * 1000;
        const now = Date.now();
        const delivery = { store: this.#options.store, receiver, now, isResendDue, signal };
        const outcome = await deliverWaiting(delivery);
        if (isResendDue && outcome !== 'paused') {
          resentAt = performance.now();
        }
        if (outcome === 'failed') {
          logger().warn({ receiver: receiver.name }, 'alerts could not be delivered');
        }
        if (outcome === 'sent') {
          this.wake();
        }
      });
      await woken;
    }
  }

  /** A full disk costs an attempt, never the delivering. */
  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      logger().error({ err: error }, 'the outbox of alerts could not be used');
    }
  }

  #nextWake(receiver: string): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, idleMilliseconds);
      timer.unref();
      this.#wakes.set(receiver, () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}

/** The deliverer of this process. */
export const alertDeliverer = (): AlertDeliverer =>
  sharedInstance(
    'alert-deliverer',
    () => new AlertDeliverer({ store: store(), receivers: configuration().notifications }),
  );
