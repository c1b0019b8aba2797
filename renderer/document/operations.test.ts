import { describe, expect, it } from 'vitest';
import { newTrack } from './factory';
import { applyAll, OperationError, type Operation } from './operations';
import { clipOf, smallProject, soundOf } from './testing/fixtures';

describe('applyAll', () => {
  const effect = { id: 'e1', type: 'filter', bypassed: false, params: { frequency: 800 } };
  const withEffects = applyAll(smallProject(), [
    { type: 'effect.add', owner: 't0', effect: { ...effect, id: 'x' }, index: 0 },
    { type: 'effect.add', owner: 't0', effect: { ...effect, id: 'y' }, index: 1 },
    { type: 'effect.add', owner: 'master', effect: { ...effect, id: 'm' }, index: 0 },
  ]).document;

  const cases: Record<string, Operation[]> = {
    'project.set': [{ type: 'project.set', changes: { tempo: 90 } }],
    'loop.set': [{ type: 'loop.set', loop: { start: 5, end: 9, enabled: true } }],
    'master.set': [{ type: 'master.set', changes: { volumeDb: -6 } }],
    'track.add': [{ type: 'track.add', track: newTrack(3), index: 1 }],
    'track.set': [{ type: 'track.set', id: 't1', changes: { name: 'Rain', pan: -0.5 } }],
    'track.move up': [{ type: 'track.move', id: 't2', index: 0 }],
    'track.move down': [{ type: 'track.move', id: 't0', index: 2 }],
    'track.remove': [{ type: 'track.remove', id: 't2' }],
    'clip.add': [{ type: 'clip.add', clip: clipOf({ id: 'd', trackId: 't2', soundId: 'rain' }) }],
    'clip.set': [{ type: 'clip.set', id: 'a', changes: { start: 7, trackId: 't2' } }],
    'clip.remove': [{ type: 'clip.remove', id: 'a' }],
    'sound.add': [{ type: 'sound.add', sound: soundOf('wind', 2) }],
    'sound.add over': [{ type: 'sound.add', sound: { ...soundOf('rain', 4), starred: true } }],
    'sound.remove': [
      { type: 'clip.remove', id: 'c' },
      { type: 'sound.remove', id: 'click' },
    ],
    'effect.add': [{ type: 'effect.add', owner: 't0', effect, index: 1 }],
    'effect.set': [{ type: 'effect.set', owner: 'master', id: 'm', changes: { bypassed: true } }],
    'effect.move': [{ type: 'effect.move', owner: 't0', id: 'x', index: 1 }],
    'effect.remove': [{ type: 'effect.remove', owner: 't0', id: 'x' }],
  };

  it.each(Object.entries(cases))('%s changes the document and its inverse gives it back', (_, operations) => {
    const { document, inverse } = applyAll(withEffects, operations);
    expect(document).not.toEqual(withEffects);
    expect(applyAll(document, inverse).document).toEqual(withEffects);
  });

  it('leaves untouched parts the very same objects', () => {
    const before = smallProject();
    const { document } = applyAll(before, [{ type: 'clip.set', id: 'a', changes: { start: 1 } }]);
    expect(document.clips['b']).toBe(before.clips['b']);
    expect(document.tracks).toBe(before.tracks);
    expect(document.sounds).toBe(before.sounds);
    expect(before.clips['a']?.start).toBe(48_000);
  });

  const misfits: Record<string, Operation> = {
    'a clip twice': { type: 'clip.add', clip: clipOf({ id: 'a', trackId: 't0', soundId: 'rain' }) },
    'a clip on no track': { type: 'clip.add', clip: clipOf({ id: 'd', trackId: 'no', soundId: 'rain' }) },
    'a clip of no sound': { type: 'clip.add', clip: clipOf({ id: 'd', trackId: 't0', soundId: 'no' }) },
    'a move to no track': { type: 'clip.set', id: 'a', changes: { trackId: 'no' } },
    'a track that holds clips': { type: 'track.remove', id: 't0' },
    'a sound that clips play': { type: 'sound.remove', id: 'rain' },
    'a missing effect': { type: 'effect.remove', owner: 'master', id: 'no' },
  };

  it.each(Object.entries(misfits))('refuses %s and applies nothing of the batch', (_, operation) => {
    const before = smallProject();
    const copy = structuredClone(before);
    const batch: Operation[] = [{ type: 'project.set', changes: { tempo: 77 } }, operation];
    expect(() => applyAll(before, batch)).toThrow(OperationError);
    expect(before).toEqual(copy);
  });
});
