import 'server-only';
import { metrics } from '../telemetry/metrics';

/** Bounds of what waits for one slow client. */
export type QueueBounds = { events: number; bytes: number };

const resyncFrame = 'event: resync\ndata: {"type":"resync"}\n\n';

/**
 * Frames of the server-sent events format that wait for one client. When the client falls behind
 * the bounds, all that waits gives way to one `resync`.
 */
export class EventQueue {
  readonly #bounds: QueueBounds;
  #frames: string[] = [];
  #bytes = 0;

  constructor(bounds: QueueBounds) {
    this.#bounds = bounds;
  }

  /** Adds a frame, or a `resync` in place of all that waits. */
  push(frame: string): void {
    if (
      this.#frames.length >= this.#bounds.events ||
      this.#bytes + frame.length > this.#bounds.bytes
    ) {
      metrics().eventResyncs.inc();
      this.#frames = [resyncFrame];
      this.#bytes = resyncFrame.length;
      return;
    }
    this.#frames.push(frame);
    this.#bytes += frame.length;
  }

  /** All that waits, as one text; empty when nothing does. */
  take(): string {
    const text = this.#frames.join('');
    this.#frames = [];
    this.#bytes = 0;
    return text;
  }
}
