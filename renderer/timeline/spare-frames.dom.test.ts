import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { editor, useView } from '../state/session';
import { whenSpare } from './spare-frames';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const frame = (): unknown => vi.advanceTimersToNextFrame();
const move = (): void => useView.setState(({ scrollSeconds }) => ({ scrollSeconds: scrollSeconds + 1 }));
const edit = (): void => editor.dispatch('Edit', [{ type: 'markers.set', markers: [] }]);

it('has one piece done a frame, each in its turn', () => {
  const done: string[] = [];
  let left = 2;
  const rows = (): void => {
    done.push('rows');
    left -= 1;
    if (left > 0) whenSpare(rows);
  };
  whenSpare(rows);
  whenSpare(() => done.push('tiles'));
  frame();
  expect(done).toEqual(['rows']);
  frame();
  expect(done).toEqual(['rows', 'tiles']);
  frame();
  frame();
  expect(done).toEqual(['rows', 'tiles', 'rows']);
});

it.each([
  ['view', move],
  ['document', edit],
])('leaves a frame alone that shows a change of the %s, but not two in a row', (_, change) => {
  const done = vi.fn(() => {
    whenSpare(done);
  });
  const drop = whenSpare(done);
  const counts = Array.from({ length: 4 }, () => {
    change();
    frame();
    return done.mock.calls.length;
  });
  expect(counts).toEqual([0, 1, 1, 2]);
  drop();
  frame();
});

it('minds no change that was shown before', () => {
  move();
  frame();
  const done = vi.fn();
  whenSpare(done);
  frame();
  expect(done).toHaveBeenCalled();
});

it('forgets what is taken back', () => {
  const done = vi.fn();
  whenSpare(done)();
  frame();
  expect(done).not.toHaveBeenCalled();
});
