/** One second of a check. Times are seconds; null where nothing was answered in it. */
export type PutSecond = {
  second: number;
  completed: number;
  failed: number;
  mean: number | null;
  slowest: number | null;
};

/** What the puts of a check took. Times are seconds; zero where none was answered. */
export type PutTimes = {
  completed: number;
  failed: number;
  mean: number;
  /** Standard deviation of the population, as etcd's pkg/report computes it. */
  deviation: number;
  fastest: number;
  slowest: number;
  p50: number;
  p90: number;
  p99: number;
};

type Bucket = { completed: number; failed: number; sum: number; slowest: number };

/** Takes down how long each put took; exact, at four bytes a put. */
export class PutRecord {
  readonly #times: Float32Array;
  readonly #seconds: Bucket[] = [];
  #completed = 0;
  #failed = 0;
  #sum = 0;
  #squares = 0;

  constructor(mostPuts: number) {
    this.#times = new Float32Array(mostPuts);
  }

  get completed(): number {
    return this.#completed;
  }

  get failed(): number {
    return this.#failed;
  }

  /** A put that was answered, so long after the beginning and after it was sent, in seconds. */
  answered(at: number, taken: number): void {
    this.#times[this.#completed] = taken;
    this.#completed += 1;
    this.#sum += taken;
    this.#squares += taken * taken;
    const bucket = this.#bucketAt(at);
    bucket.completed += 1;
    bucket.sum += taken;
    bucket.slowest = Math.max(bucket.slowest, taken);
  }

  /** A put that failed. */
  refused(at: number): void {
    this.#failed += 1;
    this.#bucketAt(at).failed += 1;
  }

  /** The numbers of all puts together; sorts, so only at the end. */
  times(): PutTimes {
    const sorted = this.#times.subarray(0, this.#completed).sort();
    const count = Math.max(1, sorted.length);
    const mean = this.#sum / count;
    const quantile = (share: number): number =>
      sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    return {
      completed: this.#completed,
      failed: this.#failed,
      mean,
      deviation: Math.sqrt(Math.max(0, this.#squares / count - mean * mean)),
      fastest: sorted[0] ?? 0,
      slowest: sorted.at(-1) ?? 0,
      p50: quantile(0.5),
      p90: quantile(0.9),
      p99: quantile(0.99),
    };
  }

  /** Second by second, from the first on; those in which nothing ended included. */
  seconds(): PutSecond[] {
    return Array.from(this.#seconds, ({ completed, failed, sum, slowest }, second) => ({
      second,
      completed,
      failed,
      mean: completed === 0 ? null : sum / completed,
      slowest: completed === 0 ? null : slowest,
    }));
  }

  #bucketAt(at: number): Bucket {
    const second = Math.floor(at);
    while (this.#seconds.length <= second) {
      this.#seconds.push({ completed: 0, failed: 0, sum: 0, slowest: 0 });
    }
    return this.#seconds[second] ?? { completed: 0, failed: 0, sum: 0, slowest: 0 };
  }
}
