import { player } from '../audio/player';

type OnFrame = (now: number) => void;

/** How long every frame of the screen is taken after the last input, in milliseconds: what it moves must follow it. */
const SETTLE = 1000;
/** Waited before the next frame while sound plays, in milliseconds: every second one of a 60 Hz screen is taken. */
const SOUND_WAIT = 20;
/** The same while nothing sounds. */
const REST_WAIT = 200;

const listeners = new Set<OnFrame>();
let request = 0;
let rest: ReturnType<typeof setTimeout> | undefined;
let lastInput = -Infinity;

const ask = (): void => {
  clearTimeout(rest);
  rest = undefined;
  if (request === 0 && listeners.size > 0) request = requestAnimationFrame(tick);
};

function tick(now: number): void {
  request = 0;
  for (const listener of [...listeners]) listener(now);
  if (performance.now() - lastInput < SETTLE) ask();
  else if (listeners.size > 0) rest = setTimeout(ask, player.sounding ? SOUND_WAIT : REST_WAIT);
}

/** As soon as somebody does something every frame counts again. */
function watchInput(): void {
  for (const type of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'dragover'])
    window.addEventListener(
      type,
      () => {
        lastInput = performance.now();
        if (rest !== undefined) ask();
      },
      { capture: true, passive: true },
    );
  player.subscribe(ask);
}
let watching = false;

/**
 * Calls back once per animation frame while a hand moves, about 30 times a second while sound plays, and now and then
 * at rest: one loop for every meter and playhead of the window, none when nothing listens.
 * @returns the function that stops it
 */
export function onFrame(listener: OnFrame): () => void {
  if (!watching) watchInput();
  watching = true;
  listeners.add(listener);
  ask();
  return () => listeners.delete(listener);
}

/** Some of the frames of `source`: those that begin `interval` milliseconds after the one before, or later. */
function atIntervals(source: typeof onFrame, interval: number): typeof onFrame {
  const own = new Set<OnFrame>();
  let stop: (() => void) | null = null;
  let last = -Infinity;
  return (listener) => {
    own.add(listener);
    stop ??= source((now) => {
      if (now - last < interval) return;
      last = now;
      for (const each of [...own]) each(now);
    });
    return () => {
      own.delete(listener);
      if (own.size > 0) return;
      stop?.();
      stop = null;
    };
  };
}

/**
 * Like onFrame, at most 30 times a second: what a level needs to look alive, at half the cost. All meters move in the
 * same frames, and nothing is done in those between.
 */
export const onMeterFrame = atIntervals(onFrame, 30);

/**
 * In every second frame of the meters: for text, and whatever else is laid out and painted. That costs as much for one
 * figure as for all of them, so they change together.
 */
export const onReadoutFrame = atIntervals(onMeterFrame, 60);
