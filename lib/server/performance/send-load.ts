import 'server-only';
import { performance } from 'node:perf_hooks';
import { isAppError } from '@/lib/domain/errors';
import { type Load, valueBytes } from '@/lib/domain/performance/loads';
import { PutRecord } from '@/lib/domain/performance/put-record';
import type { LoadWriter } from '../etcd/cluster-connection';

/** A load to send. */
export type LoadRequest = {
  writer: LoadWriter;
  load: Load;
  seconds: number;
  keyOf: (number: number) => Uint8Array;
  /** Puts that have ended, whenever that changes. */
  onProgress: (done: number) => void;
};

/** What a load came to. */
export type SentLoad = {
  record: PutRecord;
  /** Seconds from the first put to the last answer. */
  elapsed: number;
  unsent: number;
  stoppedEarly: boolean;
  failures: { code: string; count: number }[];
  /** Share of the time in which the event loop of this process was busy. */
  processBusy: number;
};

/** What is due is sent that often, so that 15,000 puts a second go out 15 at a time. */
const tickMilliseconds = 1;

/** After a pause of this process so much of what is overdue is sent; the rest counts as unsent. */
const overdueSeconds = 0.1;

/** So many failures without an answer between them: etcd is in need, not slow. */
const failuresToStop = 50;

/** Cancelled puts may still be under way; they are waited for no longer than this. */
const cancelMilliseconds = 500;

/** Sends puts at their rate, whatever the answers take, up to the number of clients at once. */
class LoadSender {
  readonly record: PutRecord;
  readonly failures = new Map<string, number>();
  unsent = 0;
  stoppedEarly = false;
  lastEnd = 0;
  #sent = 0;
  #underWay = 0;
  #failedInRow = 0;
  readonly #startedAt = performance.now();
  readonly #value = new Uint8Array(valueBytes);
  #onIdle: (() => void) | undefined;

  constructor(private readonly request: LoadRequest) {
    this.record = new PutRecord(request.load.rate * request.seconds);
  }

  get isOver(): boolean {
    return this.stoppedEarly || this.#now() >= this.request.seconds;
  }

  /** Sends what is due by now, as far as clients are free. */
  sendDue(): void {
    const { load } = this.request;
    const waiting = this.#due() - this.#sent - this.unsent;
    const free = load.clients - this.#underWay;
    const count = Math.min(waiting, free);
    for (let sent = 0; sent < count; sent += 1) {
      void this.#send();
    }
    this.unsent += Math.max(
      0,
      waiting - Math.max(0, count) - Math.ceil(load.rate * overdueSeconds),
    );
  }

  /** Sends what is due at the end; the rest is unsent. */
  finish(): void {
    this.sendDue();
    this.unsent = this.#due() - this.#sent;
  }

  /** Resolves once no put is under way. */
  idle(): Promise<void> {
    return this.#underWay === 0
      ? Promise.resolve()
      : new Promise((resolve) => {
          this.#onIdle = resolve;
        });
  }

  #due(): number {
    const { load, seconds } = this.request;
    return Math.floor(Math.min(this.#now(), seconds) * load.rate);
  }

  #now(): number {
    return (performance.now() - this.#startedAt) / 1_000;
  }

  async #send(): Promise<void> {
    const key = this.request.keyOf(this.#sent);
    this.#sent += 1;
    this.#underWay += 1;
    const sentAt = this.#now();
    try {
      await this.request.writer.put(key, this.#value);
      const now = this.#now();
      this.record.answered(now, now - sentAt);
      this.#failedInRow = 0;
    } catch (error) {
      this.#noteFailure(error);
    }
    this.lastEnd = this.#now();
    this.#underWay -= 1;
    this.request.onProgress(this.record.completed + this.record.failed);
    if (this.#underWay === 0) {
      this.#onIdle?.();
    }
  }

  #noteFailure(error: unknown): void {
    this.record.refused(this.#now());
    this.#failedInRow += 1;
    this.stoppedEarly ||= this.#failedInRow >= failuresToStop;
    const code = isAppError(error) ? error.code : 'internal';
    this.failures.set(code, (this.failures.get(code) ?? 0) + 1);
  }
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/**
 * Sends a load and measures it. Ends after its seconds, or earlier where put after put fails.
 * Rejects with the reason of the signal at most half a second after it aborts.
 */
export const sendLoad = async (request: LoadRequest, signal: AbortSignal): Promise<SentLoad> => {
  const sender = new LoadSender(request);
  const before = performance.eventLoopUtilization();
  while (!sender.isOver && !signal.aborted) {
    sender.sendDue();
    await pause(tickMilliseconds);
  }
  if (!signal.aborted && !sender.stoppedEarly) {
    sender.finish();
  }
  await (signal.aborted ? Promise.race([sender.idle(), pause(cancelMilliseconds)]) : sender.idle());
  signal.throwIfAborted();
  const { utilization } = performance.eventLoopUtilization(before);
  return {
    record: sender.record,
    elapsed: sender.lastEnd,
    unsent: sender.unsent,
    stoppedEarly: sender.stoppedEarly,
    failures: Array.from(sender.failures, ([code, count]) => ({ code, count })),
    processBusy: utilization,
  };
};
