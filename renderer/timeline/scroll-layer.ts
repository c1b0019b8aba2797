import { useLayoutEffect, type RefObject } from 'react';
import { useView } from '../state/session';
import { useFrame } from './viewport';

/** Calls back at once and after every change of zoom or scroll, without rendering anything. */
export function onScroll(listener: (scrollPx: number) => void): () => void {
  const call = (): void => {
    const { scrollSeconds, pixelsPerSecond } = useView.getState();
    listener(scrollSeconds * pixelsPerSecond);
  };
  call();
  return useView.subscribe(call);
}

/** Moves an element with the timeline: what is placed in it relative to the frame's origin stays at its time. */
export function useScrollLayer(layer: RefObject<HTMLElement | null>): void {
  const originPx = useFrame((frame) => frame.originPx);
  useLayoutEffect(
    () =>
      onScroll((scrollPx) => {
        const element = layer.current;
        // Whole pixels: text and edges on halves of a pixel blur.
        if (element) element.style.transform = `translateX(${Math.round(originPx - scrollPx)}px)`;
      }),
    [layer, originPx],
  );
}
