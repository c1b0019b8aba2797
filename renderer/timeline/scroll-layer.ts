import { useLayoutEffect, type RefObject } from 'react';
import { useView } from '../state/session';
import { useFrame, type Frame } from './viewport';

/**
 * Calls back at once and after every change of zoom or scroll, without rendering anything.
 * @param listener gets the window's left edge in pixels of the layout, and how far the layout is stretched at the moment
 */
export function onScroll(listener: (scrollPx: number, stretch: number) => void): () => void {
  const call = (): void => {
    const { scrollSeconds, pixelsPerSecond } = useView.getState();
    const laidOut = useFrame.getState().pixelsPerSecond;
    listener(scrollSeconds * laidOut, pixelsPerSecond / laidOut);
  };
  call();
  const stops = [useView.subscribe(call), useFrame.subscribe(call)];
  return () => stops.forEach((stop) => stop());
}

/** Where a layer lies whose left edge is `left` pixels of its own, unstretched, from the window's. */
export function scrollTransform(left: number, stretch: number): string {
  if (stretch !== 1) return `translateX(${left * stretch}px) scaleX(${stretch})`;
  // Whole pixels of the screen: text and edges on halves of them blur, and tiles beside each other show a seam.
  const ratio = window.devicePixelRatio;
  return `translateX(${Math.round(left * ratio) / ratio}px)`;
}

/** Moves an element with the timeline: what is placed in it relative to the frame's origin stays at its time. */
export function useScrollLayer(layer: RefObject<HTMLElement | null>): void {
  useLayoutEffect(
    () =>
      onScroll((scrollPx, stretch) => {
        if (!layer.current) return;
        layer.current.style.transform = scrollTransform(useFrame.getState().originPx - scrollPx, stretch);
      }),
    [layer],
  );
}

/**
 * Places something at once and whenever the zoom or the mounted part change, past React: a zoom moves everything in
 * sight, and changes nothing else of it. `place` must be kept from render to render, or it is called on each.
 */
export function useOnFrame(place: (frame: Frame) => void): void {
  useLayoutEffect(() => {
    place(useFrame.getState());
    return useFrame.subscribe(place);
  }, [place]);
}
