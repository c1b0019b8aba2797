import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { afterwards } from './afterwards';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('goes by the clock of what sounds, not by the time that passes', () => {
  const context = { currentTime: 1, state: 'running' as AudioContextState };
  const then = vi.fn();
  afterwards(context, 0.06, then);
  vi.advanceTimersByTime(10_000);
  context.currentTime = 1.05;
  vi.advanceTimersByTime(1000);
  expect(then).not.toHaveBeenCalled();
  context.currentTime = 1.06;
  vi.advanceTimersByTime(60);
  expect(then).toHaveBeenCalledOnce();
  expect(vi.getTimerCount()).toBe(0);
});

it('waits for no context that was closed, and can be called off', () => {
  const closing = { currentTime: 1, state: 'running' as AudioContextState };
  const [then, never] = [vi.fn(), vi.fn()];
  afterwards(closing, 0.06, then);
  afterwards(closing, 0.06, never)();
  closing.state = 'closed';
  vi.advanceTimersByTime(60);
  expect(then).toHaveBeenCalledOnce();
  expect(never).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});
