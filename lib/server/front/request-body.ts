import 'server-only';
import { Transform, type TransformCallback } from 'node:stream';

/** Why a body was given up. */
export type BodyFailure = 'too_large' | 'idle';

/** A failure of the body, told apart from a lost connection. */
export class BodyError extends Error {
  readonly failure: BodyFailure;

  constructor(failure: BodyFailure) {
    super(`request body: ${failure}`);
    this.failure = failure;
  }
}

/** Passes a body on, and fails when it grows too large or nothing comes for too long. */
export class BoundedBody extends Transform {
  readonly #maximumBytes: number;
  readonly #idleTimer: ReturnType<typeof setTimeout>;
  #bytes = 0;

  constructor(maximumBytes: number, idleMilliseconds: number) {
    super();
    this.#maximumBytes = maximumBytes;
    this.#idleTimer = setTimeout(() => this.destroy(new BodyError('idle')), idleMilliseconds);
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#maximumBytes) {
      done(new BodyError('too_large'));
      return;
    }
    this.#idleTimer.refresh();
    done(null, chunk);
  }

  override _final(done: (error?: Error | null) => void): void {
    clearTimeout(this.#idleTimer);
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    clearTimeout(this.#idleTimer);
    done(error);
  }
}
