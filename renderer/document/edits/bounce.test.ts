import { expect, it } from 'vitest';
import { clipsAlone } from '../alone';
import { applyAll } from '../operations';
import { smallProject, soundOf } from '../testing/fixtures';
import { replaceByBounce } from './bounce';
import { fillRange } from './place';
import { copyRange } from './time-range';

const project = smallProject();

it('a bounce stands where the earliest of its clips began, and sounds that nothing plays any more go', () => {
  const done = applyAll(project, replaceByBounce(project, ['b', 'a'], soundOf('bounce', 4), 'x')).document;
  expect(done.clips['x']).toMatchObject({ trackId: 't0', start: 48_000, length: 192_000, offset: 0 });
  expect(Object.keys(done.clips).sort()).toEqual(['c', 'x']);
  expect(Object.keys(done.sounds).sort()).toEqual(['bounce', 'click']);
});

it('alone, clips are heard before their track', () => {
  const effect = { id: 'e', type: 'filter', bypassed: false, params: {} };
  const [first, ...others] = project.tracks;
  const track = { ...first!, volumeDb: -12, pan: 1, muted: true, effects: [effect] };
  const mixed = { ...project, tracks: [track, ...others] };
  const dry = clipsAlone(mixed, [mixed.clips['a']!]);
  expect(dry?.tracks).toHaveLength(1);
  expect(dry?.tracks[0]).toMatchObject({ volumeDb: 0, pan: 0, muted: false, effects: [] });
  expect(Object.keys(dry?.clips ?? {})).toEqual(['a']);
  expect(clipsAlone(mixed, [])).toBeNull();
});

it('of no time nothing is copied', () => {
  expect(copyRange(project, { start: 60_000, end: 60_000, trackIds: ['t0'] })).toBeNull();
});

it('a range is filled with a sound over and over, or with as much of it as there is room for', () => {
  const range = { start: 300_000, end: 300_000 + 100_000, trackIds: ['t1', 't2'] };
  const [clip] = Object.values(
    applyAll(project, fillRange(project, soundOf('hum', 1), range)).document.clips,
  ).filter(({ soundId }) => soundId === 'hum');
  expect(clip).toMatchObject({
    trackId: 't1',
    start: 300_000,
    length: 100_000,
    loop: { start: 0, length: 48_000 },
  });
  const [, add] = fillRange(project, soundOf('hum', 9), range);
  expect(add).toMatchObject({ clip: { length: 100_000, loop: null } });
  expect(fillRange(project, soundOf('hum', 1), { ...range, trackIds: [] })).toEqual([]);
});
