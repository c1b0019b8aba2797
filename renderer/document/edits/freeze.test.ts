import { describe, expect, it } from 'vitest';
import { documentSchema, type ProjectDocument } from '../../../preload/contract/document';
import { applyAll, type Operation } from '../operations';
import { clipsOfTrack, trackById } from '../select';
import { smallProject, soundOf } from '../testing/fixtures';
import { bounceTrack, freezeTrack, soundsAlike, trackAlone, unfreezeTrack } from './freeze';
import { changeTrack } from './tracks';

const sound = soundOf('rendered', 4);

function apply(document: ProjectDocument, operations: Operation[]): ProjectDocument {
  const { document: after, inverse } = applyAll(document, operations);
  expect(applyAll(after, inverse).document).toEqual(document);
  expect(documentSchema.safeParse(after).error).toBeUndefined();
  return after;
}

describe('freezing', () => {
  it('plays the sound in place of the track, and thawing takes it out of the project', () => {
    const before = smallProject();
    const frozen = apply(before, freezeTrack(before, 't0', sound, 48_000));
    expect(trackById(frozen, 't0')?.frozen).toEqual({ soundId: 'rendered', start: 48_000 });
    expect(frozen.sounds['rendered']).toEqual(sound);
    expect(freezeTrack(frozen, 't0', sound, 0)).toEqual([]);
    expect(apply(frozen, unfreezeTrack(frozen, 't0'))).toEqual(before);
  });

  it('keeps a sound that a bounce plays as well', () => {
    const before = smallProject();
    const frozen = apply(before, freezeTrack(before, 't0', sound, 48_000));
    const both = apply(frozen, bounceTrack(frozen, 't0', sound, 48_000));
    expect(apply(both, unfreezeTrack(both, 't0')).sounds['rendered']).toEqual(sound);
  });
});

it('a bounce stands below, with the fader of the track it was made from, which is muted', () => {
  const document = apply(smallProject(), changeTrack(smallProject(), 't1', { volumeDb: -6, pan: 0.5 }));
  const bounced = apply(document, bounceTrack(document, 't1', sound, 72_000));
  const track = bounced.tracks[2]!;
  expect(track).toMatchObject({ kind: 'audio', volumeDb: -6, pan: 0.5, muted: false, effects: [] });
  expect(clipsOfTrack(bounced, track.id)).toMatchObject([
    { soundId: 'rendered', start: 72_000, length: 192_000 },
  ]);
  expect(trackById(bounced, 't1')?.muted).toBe(true);
});

it('what is rendered is the track alone, at unity', () => {
  const start = smallProject();
  const document = apply(start, [
    ...changeTrack(start, 't0', { volumeDb: -20, pan: 1, muted: true, phaseInverted: true }),
    { type: 'master.set', changes: { volumeDb: -10 } },
  ]);
  const alone = trackAlone(document, 't0')!;
  expect(alone.tracks).toMatchObject([
    { volumeDb: 0, pan: 0, muted: false, phaseInverted: false, sends: [] },
  ]);
  expect(Object.keys(alone.clips)).toEqual(['a', 'b']);
  expect(alone.master.volumeDb).toBe(0);
  // Its fader may move meanwhile; its clips may not.
  const faded = trackAlone(apply(document, changeTrack(document, 't0', { volumeDb: 3, name: 'x' })), 't0')!;
  expect(soundsAlike(alone, faded)).toBe(true);
  const louder = apply(document, [{ type: 'clip.set', id: 'a', changes: { gainDb: 1 } }]);
  expect(soundsAlike(alone, trackAlone(louder, 't0')!)).toBe(false);
});
