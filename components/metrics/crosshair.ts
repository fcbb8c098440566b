/** The time that is pointed at, and the chart on which; null where none is. */
export type CrosshairPosition = { time: number; chart: string; level: number | null } | null;

type Listener = (position: CrosshairPosition) => void;

const listeners = new Set<Listener>();
let wanted: CrosshairPosition = null;
let isWaiting = false;

/**
 * Points at a time on all charts of the tab. They hear of it once a frame and move a line by
 * themselves: rendering twelve charts for each move of a mouse would take a third of a second.
 */
export const moveCrosshair = (position: CrosshairPosition): void => {
  wanted = position;
  if (isWaiting) {
    return;
  }
  isWaiting = true;
  requestAnimationFrame(() => {
    isWaiting = false;
    for (const listener of listeners) {
      listener(wanted);
    }
  });
};

/** Hears where the crosshair is, now and after each move; gives what ends that. */
export const onCrosshair = (listener: Listener): (() => void) => {
  listeners.add(listener);
  listener(wanted);
  return () => listeners.delete(listener);
};
