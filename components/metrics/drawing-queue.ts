type Draw = () => void;

/** By who draws, so that a newer drawing takes the place of an older one that still waits. */
const waiting = new Map<string, Draw>();
let isScheduled = false;

const drawNext = (): void => {
  isScheduled = false;
  const [next] = waiting;
  if (next !== undefined) {
    waiting.delete(next[0]);
    next[1]();
  }
  schedule();
};

const schedule = (): void => {
  if (!isScheduled && waiting.size > 0) {
    isScheduled = true;
    requestAnimationFrame(drawNext);
  }
};

/**
 * Draws when it is one's turn: one chart a frame. A chart takes some 30 ms, so that twelve of them
 * at once would hold up the page for a third of a second. Gives what cancels it.
 */
export const drawInTurn = (who: string, draw: Draw): (() => void) => {
  waiting.set(who, draw);
  schedule();
  return () => {
    if (waiting.get(who) === draw) {
      waiting.delete(who);
    }
  };
};
