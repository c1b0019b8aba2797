import { useEffect, useRef, type RefObject } from 'react';

/** Begins to follow what is measured; returns the function that stops it. Called anew whenever the meter can be seen again. */
export type Follow = () => () => void;

export type Paper = OffscreenCanvasRenderingContext2D;

/** Sets a meter up on an empty canvas whose unit is a CSS pixel. `before`: what the canvas showed in its last size. */
export type Start = (paper: Paper, before: OffscreenCanvas | null) => Follow;

/**
 * What is drawn on: a picture that is handed to the compositor by itself. One that was part of the page would have all
 * around it painted anew, thirty times a second. An element gives its surface away once.
 */
const surfaces = new WeakMap<HTMLCanvasElement, OffscreenCanvas>();

/**
 * A canvas that is drawn by a meter while it can be seen.
 * @param start called anew for another size, or when it is another function itself
 * @param ratio pixels of the canvas per CSS pixel
 */
export function useMeterCanvas(
  width: number,
  height: number,
  start: Start,
  ratio = window.devicePixelRatio,
): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element || width < 1 || height < 1) return;
    const known = surfaces.get(element);
    const surface = known ?? element.transferControlToOffscreen();
    surfaces.set(element, surface);
    const paper = surface.getContext('2d');
    if (!paper) return;
    const before = known ? copyOf(known) : null;
    surface.width = Math.round(width * ratio);
    surface.height = Math.round(height * ratio);
    paper.setTransform(ratio, 0, 0, ratio, 0, 0);
    return whileSeen(element, start(paper, before));
  }, [width, height, start, ratio]);
  return canvas;
}

function copyOf(canvas: OffscreenCanvas): OffscreenCanvas {
  const copy = new OffscreenCanvas(canvas.width, canvas.height);
  copy.getContext('2d')?.drawImage(canvas, 0, 0);
  return copy;
}

/** Follows only while an element is on screen. @returns the function that stops it */
function whileSeen(element: Element, follow: Follow): () => void {
  let stop: (() => void) | null = null;
  const observer = new IntersectionObserver((entries) => {
    const seen = entries.at(-1)?.isIntersecting === true;
    if (seen) stop ??= follow();
    else {
      stop?.();
      stop = null;
    }
  });
  observer.observe(element);
  return () => {
    observer.disconnect();
    stop?.();
  };
}
