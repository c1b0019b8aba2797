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
