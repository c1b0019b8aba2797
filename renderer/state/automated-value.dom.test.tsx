import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { player } from '../audio/player';
import { emptyDocument, newTrack } from '../document/factory';
import { useAutomated, useAutomatedParams } from './automated-value';
import { volumeRange } from './automation-targets';
import { editor } from './session';

const ramp = [
  { at: 0, value: -60, bend: 0 },
  { at: 48_000, value: 0, bend: 0 },
];
const filter = { id: 'f', type: 'filter', params: { frequency: 1000 } };

function Fader() {
  return <output>{useAutomated('a', 'volume', volumeRange, 0).value}</output>;
}

function FilterPicture() {
  return <output>{String(useAutomatedParams('a', filter)['frequency'])}</output>;
}

beforeEach(() => {
  const track = {
    ...newTrack(0),
    id: 'a',
    automation: [
      { id: 'v', target: 'volume', points: ramp, bypassed: false, shown: false },
      {
        id: 'f',
        target: 'effect:f:frequency',
        points: ramp.map((point) => ({ ...point, value: 500 + point.at / 48 })),
        bypassed: false,
        shown: false,
      },
    ],
  };
  act(() => editor.load({ ...emptyDocument(), tracks: [track] }));
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

test('a control under a running playhead renders once a frame, however often React asks where it stands', () => {
  // There is no audio device here: its clock, which moves between any two readings of it.
  let seconds = 0;
  vi.spyOn(player, 'position').mockImplementation(() => (seconds += 0.003));
  render(
    <>
      <Fader />
      <FilterPicture />
    </>,
  );
  const [fader, picture] = screen.getAllByRole('status');
  expect(Number(fader?.textContent)).toBeGreaterThan(-60);
  expect(Number(picture?.textContent)).toBeGreaterThan(500);
});
