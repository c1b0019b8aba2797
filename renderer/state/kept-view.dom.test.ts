import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepView } from './kept-view';
import { useView } from './session';

const first = useView.getInitialState();
let stop = (): void => undefined;

/** What a new window comes with: nothing but what was kept. */
function startAgain(): void {
  stop();
  useView.setState(first, true);
  stop = keepView();
}

beforeEach(() => {
  localStorage.clear();
  startAgain();
});
afterEach(() => stop());

test('the unit of the grid is what it was in the last run', () => {
  expect(useView.getState().gridUnit).toBe('seconds');
  useView.setState({ gridUnit: 'frames25' });
  startAgain();
  expect(useView.getState().gridUnit).toBe('frames25');
  useView.setState({ gridUnit: 'bars' });
  startAgain();
  expect(useView.getState().gridUnit).toBe('bars');
});

test('what is looked at and selected is not kept', () => {
  useView.setState({ gridUnit: 'samples', pixelsPerSecond: 400, selectedClipIds: new Set(['c']) });
  startAgain();
  const { gridUnit, pixelsPerSecond, selectedClipIds } = useView.getState();
  expect([gridUnit, pixelsPerSecond, selectedClipIds.size]).toEqual(['samples', first.pixelsPerSecond, 0]);
});

test('a unit that this version does not know leaves everything as it comes', () => {
  localStorage.setItem('editing', JSON.stringify({ gridUnit: 'furlongs', snap: false }));
  startAgain();
  expect(useView.getState()).toMatchObject({ gridUnit: 'seconds', snap: true });
});
