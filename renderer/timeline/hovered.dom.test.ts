import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { hover, hoverNow, useHovered } from './hovered';
import { useViewport } from './viewport';

beforeEach(() => {
  vi.useFakeTimers();
  hover('before');
});
afterEach(() => {
  vi.advanceTimersByTime(1000);
  vi.useRealTimers();
});

const hovered = (): string | null => useHovered.getState().clipId;
const scroll = (): void => useViewport.setState(({ scrollTop }) => ({ scrollTop: scrollTop + 60 }));

it('shows at once what the pointer comes to', () => {
  hover('next');
  expect(hovered()).toBe('next');
});

it('leaves clips alone that pass under the pointer, until the view rests', () => {
  const shown = vi.fn();
  const stop = useHovered.subscribe(shown);
  scroll();
  hover(null);
  hover('passing');
  vi.advanceTimersByTime(100);
  scroll();
  hover('there');
  vi.advanceTimersByTime(100);
  expect(shown).not.toHaveBeenCalled();
  vi.advanceTimersByTime(200);
  expect(hovered()).toBe('there');
  expect(shown).toHaveBeenCalledTimes(1);
  stop();
});

it('shows where the pointer is as soon as it moves, or somebody needs to know', () => {
  scroll();
  hover('there');
  window.dispatchEvent(new Event('pointermove'));
  expect(hovered()).toBe('there');
  hover('elsewhere');
  expect(hovered()).toBe('there');
  expect(hoverNow()).toBe(true);
  expect(hovered()).toBe('elsewhere');
  expect(hoverNow()).toBe(false);
});
