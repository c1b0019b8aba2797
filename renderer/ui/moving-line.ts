import { onFrame } from './frames';
import { holdTransform } from './held-transform';

/** Where a line stands now, in CSS pixels, and how fast it goes, in CSS pixels per second. */
export type Course = { readonly x: number; readonly speed: number };

/** How far a line may stray from where it should be before it is set right, in seconds of its way, and in pixels. */
const ASTRAY_SECONDS = 0.015;
const ASTRAY_PX = 0.75;
/** The way that the compositor is told at once, in CSS pixels: longer ones would lose exactness. */
const WAY = 4000;

/**
 * Keeps an element where `course` says, by its transform, on whole pixels of the screen. As long as it goes on at one
 * speed the compositor moves it: a page that is asked to move something each frame paints and commits each frame.
 * @param course read once a frame; cheap
 * @returns the function that stops it
 */
export function moveAlong(element: HTMLElement, course: () => Course): () => void {
  const held = holdTransform(element);
  let running: Animation | null = null;
  let aimed: Course & { since: number } = { x: NaN, speed: 0, since: 0 };

  const stand = (x: number): void => {
    const ratio = window.devicePixelRatio;
    held.set(`translateX(${Math.round(x * ratio) / ratio}px)`);
  };
  const run = (x: number, speed: number, since: number): void => {
    const way = Math.sign(speed) * WAY;
    const animation = element.animate(
      { transform: [`translateX(${x}px)`, `translateX(${x + way}px)`] },
      {
        duration: (1000 * way) / speed,
        easing: `steps(${WAY * Math.ceil(window.devicePixelRatio)})`,
        fill: 'both',
      },
    );
    animation.startTime = since;
    running?.cancel();
    running = animation;
  };

  const stop = onFrame(() => {
    const now = performance.now();
    const { x, speed } = course();
    const gone = (aimed.speed * (now - aimed.since)) / 1000;
    const astray = speed === 0 ? 0.01 : Math.max(ASTRAY_PX, ASTRAY_SECONDS * Math.abs(speed));
    const onCourse = Math.abs(gone) < WAY && Math.abs(x - aimed.x - gone) <= astray;
    if (speed === aimed.speed && onCourse) return;
    aimed = { x, speed, since: now };
    if (speed !== 0) {
      const ratio = window.devicePixelRatio;
      run(Math.round(x * ratio) / ratio, speed, now);
      return;
    }
    stand(x);
    running?.cancel();
    running = null;
  });
  return () => {
    stop();
    running?.cancel();
    held.release();
  };
}
