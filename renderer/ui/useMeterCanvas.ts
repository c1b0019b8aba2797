import { useEffect, useRef, type RefObject } from 'react';

/** Begins to follow what is measured; returns the function that stops it. Called anew whenever the meter can be seen again. */
export type Follow = () => () => void;

export type Paper = CanvasRenderingContext2D;

/**
 * Sets a meter up on an empty canvas whose unit is a CSS pixel. `before`: what the canvas showed in its last size, nothing
 * at first.
 */
export type Start = (paper: Paper, before: OffscreenCanvas) => Follow;

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
    const paper = element?.getContext('2d');
    if (!element || !paper || width < 1 || height < 1) return;
    const before = copyOf(element);
    element.width = Math.round(width * ratio);
    element.height = Math.round(height * ratio);
    paper.setTransform(ratio, 0, 0, ratio, 0, 0);
    return whileSeen(element, start(paper, before));
  }, [width, height, start, ratio]);
  return canvas;
}

function copyOf(canvas: HTMLCanvasElement): OffscreenCanvas {
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
