import { act, cleanup, render } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { player } from '../audio/player';
import { Meter } from './Meter';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const frames = (): Promise<unknown> => act(() => new Promise((done) => setTimeout(done, 300)));

test('a meter takes a canvas into use only when something sounds', async () => {
  const context = vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  render(<Meter owner="a" label="Level" orientation="vertical" length={60} thickness={9} />);
  await frames();
  expect(context).not.toHaveBeenCalled();
  vi.spyOn(player, 'level').mockReturnValue({
    peakDb: [-6, -6],
    rmsDb: [-12, -12],
    clipped: false,
    highestDb: -6,
    correlation: 1,
  });
  await frames();
  expect(context).toHaveBeenCalled();
});
