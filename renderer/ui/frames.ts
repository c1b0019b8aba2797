type OnFrame = (now: number) => void;

const listeners = new Set<OnFrame>();
let request = 0;

function tick(now: number): void {
  request = listeners.size > 0 ? requestAnimationFrame(tick) : 0;
  for (const listener of [...listeners]) listener(now);
}

/**
 * Calls back once per animation frame: one loop for every meter and playhead of the window, none when nothing listens.
 * @returns the function that stops it
 */
export function onFrame(listener: OnFrame): () => void {
  listeners.add(listener);
  if (request === 0) request = requestAnimationFrame(tick);
  return () => listeners.delete(listener);
}

/** Least time between two frames of a meter, in milliseconds: 30 frames a second on a 60 Hz screen. */
const METER_INTERVAL = 30;

const meters = new Set<OnFrame>();
let stopMeters: (() => void) | null = null;
let lastMeters = -Infinity;

/**
 * Like onFrame, at most 30 times a second: what a level needs to look alive, at half the cost. All meters move in the
 * same frames, and nothing is done in those between.
 * @returns the function that stops it
 */
export function onMeterFrame(listener: OnFrame): () => void {
  meters.add(listener);
  stopMeters ??= onFrame((now) => {
    if (now - lastMeters < METER_INTERVAL) return;
    lastMeters = now;
    for (const meter of [...meters]) meter(now);
  });
  return () => {
    meters.delete(listener);
    if (meters.size > 0) return;
    stopMeters?.();
    stopMeters = null;
  };
}
