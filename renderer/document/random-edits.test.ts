import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentSchema, fadeCurves, type ProjectDocument } from '../../preload/contract/document';
import { setClipColour, toggleClipMute } from './edits/clip-state';
import { copyClips, pasteClips } from './edits/clipboard';
import { duplicateClips } from './edits/duplicate';
import { setFadeCurve, setFadeLength } from './edits/fade';
import { changeGain } from './edits/gain';
import { moveLoopEdge, moveLoopRegion, setLoopRegion } from './edits/loop-region';
import { copyClipsShifted, moveClips } from './edits/move';
import { placeSound } from './edits/place';
import { removeClips } from './edits/remove';
import { splitClips } from './edits/split';
import { addTrack, duplicateTrack, moveTrack, removeTrack, soloExclusively } from './edits/tracks';
import { trimEnd, trimStart } from './edits/trim';
import { Editor } from './editor';
import { soundLength } from './factory';
import type { Operation } from './operations';
import { clipsByTrack, projectEnd } from './select';
import { smallProject, soundOf } from './testing/fixtures';

/** One random edit: `pick` chooses its clips and tracks, `amount` (samples, either sign) is how far. */
type Roll = { kind: number; pick: number; amount: number; rows: number };

const sounds = [soundOf('rain', 4), soundOf('click', 0.5), soundOf('drone', 30)];

const edits: ((document: ProjectDocument, ids: string[], trackId: string, roll: Roll) => Operation[])[] = [
  (document, ids, _, { amount, rows }) => moveClips(document, ids, { time: amount, rows }),
  (document, ids, _, { amount, rows }) => copyClipsShifted(document, ids, { time: amount, rows }),
  (document, ids, _, { amount }) => trimStart(document, ids, amount),
  (document, ids, _, { amount }) => trimEnd(document, ids, amount),
  (document, ids, _, { amount }) => splitClips(document, ids, Math.abs(amount)),
  (document, ids) => duplicateClips(document, ids),
  (document, ids) => removeClips(document, ids),
  (document, ids, _, { amount }) => setFadeLength(document, ids, 'fadeIn', amount),
  (document, ids, _, { amount }) => setFadeLength(document, ids, 'fadeOut', amount),
  (document, ids, _, { pick }) =>
    setFadeCurve(document, ids, 'fadeIn', fadeCurves[pick % fadeCurves.length] ?? 'linear'),
  (document, ids, _, { amount }) => changeGain(document, ids, amount / 10_000),
  (document, ids) => toggleClipMute(document, ids),
  (document, ids) => setClipColour(document, ids, '#123456'),
  (document, ids, trackId, { amount }) => {
    const copied = copyClips(document, ids);
    return copied ? pasteClips(document, copied, { trackId, time: Math.abs(amount) }) : [];
  },
  (document, _, trackId, { pick, amount }) => {
    const sound = sounds[pick % sounds.length];
    const target = pick % 2 === 0 ? trackId : null;
    return sound ? placeSound(document, sound, { trackId: target, start: amount }) : [];
  },
  (document) => addTrack(document),
  (document, _, trackId) => removeTrack(document, trackId),
  (document, _, trackId, { rows }) => moveTrack(document, trackId, rows + 2),
  (document, _, trackId) => duplicateTrack(document, trackId),
  (document, _, trackId) => soloExclusively(document, trackId),
  (document, _, __, { amount, pick }) => setLoopRegion(document, amount, pick),
  (document, _, __, { amount, pick }) => moveLoopEdge(document, pick % 2 === 0 ? 'start' : 'end', amount),
  (document, _, __, { amount }) => moveLoopRegion(document, amount),
];

/** Edits are bounded in number, so that doubling edits (duplicate track) cannot grow a document without end. */
const roll: fc.Arbitrary<Roll> = fc.record({
  kind: fc.nat(edits.length - 1),
  pick: fc.nat(0xffff),
  amount: fc.integer({ min: -300_000, max: 300_000 }),
  rows: fc.integer({ min: -2, max: 2 }),
});

function operationsOf(document: ProjectDocument, chosen: Roll): Operation[] {
  const all = Object.keys(document.clips).sort();
  const ids = all.filter((_, index) => (chosen.pick >> (index % 16)) & 1);
  const trackId = document.tracks[chosen.pick % Math.max(1, document.tracks.length)]?.id ?? 'gone';
  return edits[chosen.kind]?.(document, ids, trackId, chosen) ?? [];
}

/** What every document must be, whatever was done to it. */
function expectSound(document: ProjectDocument): void {
  expect(documentSchema.safeParse(document).success).toBe(true);
  const trackIds = new Set(document.tracks.map((track) => track.id));
  expect(trackIds.size).toBe(document.tracks.length);
  for (const clip of Object.values(document.clips)) {
    const sound = document.sounds[clip.soundId];
    expect(trackIds.has(clip.trackId) && sound !== undefined).toBe(true);
    if (!sound) continue;
    expect(clip.offset + clip.length).toBeLessThanOrEqual(soundLength(sound, document.sampleRate));
    expect(clip.fadeIn.length + clip.fadeOut.length).toBeLessThanOrEqual(clip.length);
  }
  const used = new Set(Object.values(document.clips).map((clip) => clip.soundId));
  expect(new Set(Object.keys(document.sounds))).toEqual(used);
  expect(document.loop.end).toBeGreaterThanOrEqual(document.loop.start);
  const listed = [...clipsByTrack(document).values()].flat();
  expect(listed).toHaveLength(Object.keys(document.clips).length);
  expect(projectEnd(document)).toBe(Math.max(0, ...listed.map((clip) => clip.start + clip.length)));
}

describe('random edits', () => {
  it('keep the document valid, undo to the very start and redo to the very end', () => {
    fc.assert(
      fc.property(fc.array(roll, { maxLength: 24 }), (rolls) => {
        const start = smallProject();
        const editor = new Editor(start);
        const untouched = structuredClone(start);
        for (const chosen of rolls) {
          if (chosen.pick % 5 === 0) {
            const gesture = editor.begin('Gesture');
            gesture.preview(operationsOf(gesture.base, { ...chosen, amount: chosen.amount >> 1 }));
            gesture.preview(operationsOf(gesture.base, chosen));
            if (chosen.pick % 10 === 0) gesture.cancel();
            else gesture.commit();
          } else {
            const mergeKey = chosen.pick % 3 === 0 ? 'same' : null;
            editor.dispatch('Edit', operationsOf(editor.document, chosen), mergeKey);
          }
        }
        expectSound(editor.document);
        const end = structuredClone(editor.document);
        const steps = editor.history.steps.length;
        while (editor.canUndo) editor.undo();
        expect(editor.document).toEqual(untouched);
        expect(start).toEqual(untouched);
        expect(editor.dirty).toBe(false);
        while (editor.canRedo) editor.redo();
        expect(editor.document).toEqual(end);
        expect(editor.history.applied).toBe(steps);
      }),
      { numRuns: 2000 },
    );
  }, 120_000);

  it('in a row stay valid after every single one', () => {
    fc.assert(
      fc.property(fc.array(roll, { maxLength: 12 }), (rolls) => {
        const editor = new Editor(smallProject());
        for (const chosen of rolls) {
          editor.dispatch('Edit', operationsOf(editor.document, chosen));
          expectSound(editor.document);
        }
      }),
      { numRuns: 1000 },
    );
  }, 120_000);
});
