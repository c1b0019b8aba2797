import { useContext, useLayoutEffect } from 'react';
import type { StoreApi } from 'zustand';
import { useView } from '../state/session';
import { LayerFrame } from './lane-frame';
import type { Frame } from './viewport';

/**
 * Calls back at once and after every change of zoom, scroll or layout, without rendering anything.
 * @param listener gets the window's left edge in pixels of the layout, and how far the layout is stretched at the moment
 */
export function onScroll(
  layout: StoreApi<Frame>,
  listener: (scrollPx: number, stretch: number) => void,
): () => void {
  const call = (): void => {
    const { scrollSeconds, pixelsPerSecond } = useView.getState();
    const laidOut = layout.getState().pixelsPerSecond;
    listener(scrollSeconds * laidOut, pixelsPerSecond / laidOut);
  };
  call();
  const stops = [useView.subscribe(call), layout.subscribe(call)];
  return () => stops.forEach((stop) => stop());
}

/** Where a layer lies whose left edge is `left` pixels of its own, unstretched, from the window's. */
export function scrollTransform(left: number, stretch: number): string {
  if (stretch !== 1) return `translateX(${left * stretch}px) scaleX(${stretch})`;
  // Whole pixels of the screen: text and edges on halves of them blur, and tiles beside each other show a seam.
  const ratio = window.devicePixelRatio;
  return `translateX(${Math.round(left * ratio) / ratio}px)`;
}

/**
 * Places something at once and whenever the zoom or the mounted part change, past React: a zoom moves everything in
 * sight, and changes nothing else of it. `place` must be kept from render to render, or it is called on each.
 */
export function useOnFrame(place: (frame: Frame) => void): void {
  const layout = useContext(LayerFrame);
  useLayoutEffect(() => {
    place(layout.getState());
    return layout.subscribe(place);
  }, [layout, place]);
}
