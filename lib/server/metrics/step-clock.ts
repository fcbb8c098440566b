import 'server-only';

/** What slewing (500 parts in a million) and two readings one after the other may differ by. */
const toleranceMilliseconds = 250;
const toleranceShare = 0.001;

/** A time, and of which run of the clock it is: a run ends when the clock is set. */
export type ClockReading = {
  /** Milliseconds since 1970. */
  time: number;
  /** Counts from zero. */
  run: number;
};

/**
 * The run that goes on when a process begins: that of the newest row; but where there are rows of
 * the future, of a clock that was ahead and was set back meanwhile, one that is later than theirs.
 */
export const continuedRun = (newest: number | undefined, future: number | undefined): number =>
  Math.max(newest ?? 0, future === undefined ? 0 : future + 1);

/**
 * The clock of this machine, which tells when it was set: it then went on by another amount than
 * the monotonic clock. A machine that slept counts as one whose clock was set.
 */
export class StepClock {
  readonly #wall: () => number;
  readonly #monotonic: () => number;
  #last: { wall: number; monotonic: number } | undefined;
  #run = 0;

  constructor({ wall = () => Date.now(), monotonic = () => performance.now() } = {}) {
    this.#wall = wall;
    this.#monotonic = monotonic;
  }

  read(): ClockReading {
    const now = { wall: this.#wall(), monotonic: this.#monotonic() };
    if (this.#last !== undefined) {
      const elapsed = now.monotonic - this.#last.monotonic;
      const step = now.wall - this.#last.wall - elapsed;
      if (Math.abs(step) > toleranceMilliseconds + elapsed * toleranceShare) {
        this.#run += 1;
      }
    }
    this.#last = now;
    return { time: now.wall, run: this.#run };
  }
}
