import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  documentSchema,
  fadeCurves,
  usedSounds,
  type Effect,
  type ProjectDocument,
} from '../../preload/contract/document';
import { overlapPolicies, ripples, type TimeRange } from './arranging';
import { replaceByBounce } from './edits/bounce';
import { endLoops, loopParts } from './edits/clip-loop';
import { setClipColour, toggleClipMute } from './edits/clip-state';
import { copyClips, pasteClips } from './edits/clipboard';
import { duplicateClips } from './edits/duplicate';
import { addEnvelopePoint, clearEnvelope, moveEnvelopePoint, moveEnvelopeSegment } from './edits/envelope';
import { showLane } from './edits/automation';
import { bendFades, fadeToTime, setFadeCurve, setFadeLength } from './edits/fade';
import { dissolveGroup, groupTracks } from './edits/folders';
import { freezeTrack, unfreezeTrack } from './edits/freeze';
import { changeGain } from './edits/gain';
import { joinClips } from './edits/join';
import { moveLoopEdge, moveLoopRegion, setLoopRegion } from './edits/loop-region';
import { addMarker, moveMarker, moveRegionEdge, removeMarker, renameMarker } from './edits/markers';
import { copyClipsShifted, moveClips, moveClipsTo } from './edits/move';
import { placeSound } from './edits/place';
import { insertEffects, removeEffect } from './edits/racks';
import { removeClips } from './edits/remove';
import { addBus, sendToNewReturn } from './edits/routing';
import { scatterClips } from './edits/scatter';
import { slipClips } from './edits/slip';
import { changePitch, reverseClips, setStretch, stretchEdge } from './edits/source';
import { splitClips } from './edits/split';
import { addTakes, keepTakes, removeTake, stepTake } from './edits/takes';
import {
  clearRange,
  closeGaps,
  copyRange,
  cropToRange,
  deleteTime,
  insertTime,
  splitAtRange,
} from './edits/time-range';
import { addTrack, duplicateTrack, moveTrack, removeTrack, soloExclusively } from './edits/tracks';
import { trimEnd, trimStart } from './edits/trim';
import { Editor } from './editor';
import type { Operation } from './operations';
import { settleOverlaps } from './overlaps';
import { followers, openGap, rippleRemove, rippleTrim } from './ripple';
import { clipsByTrack, projectEnd } from './select';
import { sourceLength } from './sources';
import { smallProject, soundOf } from './testing/fixtures';

/** One random edit: `pick` chooses its clips and tracks, `amount` (samples, either sign) is how far. */
type Roll = { kind: number; pick: number; amount: number; rows: number };

const drone = soundOf('drone', 30);
const sounds = [soundOf('rain', 4), soundOf('click', 0.5), drone];
const rippleOf = (pick: number) => ripples[pick % ripples.length] ?? 'off';

type Edit = (document: ProjectDocument, ids: string[], trackId: string, roll: Roll) => Operation[];

const clipEdits: Edit[] = [
  (document, ids, _, { amount, rows }) => moveClips(document, ids, { time: amount, rows }),
  (document, ids, _, { amount, rows }) => copyClipsShifted(document, ids, { time: amount, rows }),
  (document, ids, _, { amount }) => moveClipsTo(document, ids, amount),
  (document, ids, _, { amount }) => trimStart(document, ids, amount),
  (document, ids, _, { amount }) => trimEnd(document, ids, amount),
  (document, ids, _, { amount }) => splitClips(document, ids, Math.abs(amount)),
  (document, ids) => duplicateClips(document, ids),
  (document, ids) => removeClips(document, ids),
  (document, ids) => joinClips(document, ids),
  (document, ids, _, { amount }) => slipClips(document, ids, amount),
  (document, ids) => loopParts(document, ids),
  (document, ids) => endLoops(document, ids),
  (document, ids) => reverseClips(document, ids),
  (document, ids, _, { amount }) => changePitch(document, ids, amount / 50_000),
  (document, ids, _, { pick }) => setStretch(document, ids, 0.25 + (pick % 100) / 40),
  (document, ids, _, { pick, amount }) =>
    stretchEdge(document, ids, pick % 2 === 0 ? 'start' : 'end', amount),
  (document, ids, _, { pick, amount }) =>
    setFadeLength(document, ids, pick % 2 === 0 ? 'fadeIn' : 'fadeOut', amount),
  (document, ids, _, { pick }) =>
    setFadeCurve(document, ids, 'fadeIn', fadeCurves[pick % fadeCurves.length] ?? 'linear'),
  (document, ids, _, { amount }) => bendFades(document, ids, 'fadeOut', amount / 300_000),
  (document, ids, _, { pick, amount }) =>
    fadeToTime(document, ids, pick % 2 === 0 ? 'fadeIn' : 'fadeOut', Math.abs(amount)),
  (document, ids, _, { amount }) => changeGain(document, ids, amount / 10_000),
  (document, ids) => toggleClipMute(document, ids),
  (document, ids) => setClipColour(document, ids, '#123456'),
  (document, [id = ''], _, { amount, rows }) => addEnvelopePoint(document, id, Math.abs(amount), rows * 4),
  (document, [id = ''], _, { pick, amount, rows }) =>
    moveEnvelopePoint(document, id, pick % 4, { time: amount, gainDb: rows }),
  (document, [id = ''], _, { amount, rows }) => moveEnvelopeSegment(document, id, amount, rows),
  (document, ids) => clearEnvelope(document, ids),
  (document, ids, _, { pick }) => addTakes(document, ids, sounds.slice(pick % sounds.length)),
  (document, ids, _, { pick }) => stepTake(document, ids, pick % 2 === 0 ? 1 : -1),
  (document, [id = ''], _, { pick }) => removeTake(document, id, sounds[pick % sounds.length]?.id ?? ''),
  (document, ids) => keepTakes(document, ids),
  (document, ids, _, { pick }) => replaceByBounce(document, ids, sounds[pick % sounds.length] ?? drone),
];

const timeEdits: Edit[] = [
  (document, _, trackId, roll) => clearRange(document, rangeOf(document, trackId, roll)),
  (document, _, trackId, roll) => cropToRange(document, rangeOf(document, trackId, roll)),
  (document, _, trackId, roll) => splitAtRange(document, rangeOf(document, trackId, roll)),
  (document, _, trackId, roll) => deleteTime(document, rangeOf(document, trackId, roll)),
  (document, _, trackId, roll) => insertTime(document, rangeOf(document, trackId, roll)),
  (document, _, trackId, roll) => {
    const copied = copyRange(document, rangeOf(document, trackId, roll));
    return copied ? pasteClips(document, copied, { trackId, time: roll.pick }) : [];
  },
  (document, ids) => closeGaps(document, ids),
  (document, ids, _, { pick }) => rippleRemove(document, ids, rippleOf(pick)),
  (document, ids, _, { pick, amount }) => rippleTrim(document, ids, 'start', amount, rippleOf(pick)),
  (document, ids, _, { pick, amount }) => rippleTrim(document, ids, 'end', amount, rippleOf(pick)),
  (document, ids, _, { pick, amount }) =>
    moveClips(document, followers(document, ids, rippleOf(pick)), { time: amount, rows: 0 }),
  (document, _, trackId, { pick, amount }) =>
    openGap(document, [trackId], Math.abs(amount), pick, rippleOf(pick)),
];

const projectEdits: Edit[] = [
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
  (document, _, trackId, { amount }) => freezeTrack(document, trackId, drone, Math.abs(amount)),
  (document, _, trackId) => unfreezeTrack(document, trackId),
  (document, _, __, { amount, pick }) => setLoopRegion(document, amount, pick),
  (document, _, __, { amount, pick }) => moveLoopEdge(document, pick % 2 === 0 ? 'start' : 'end', amount),
  (document, _, __, { amount }) => moveLoopRegion(document, amount),
  (document, _, __, { amount, pick }) => addMarker(document, Math.abs(amount), pick % 3 === 0 ? pick : 0),
  (document, _, __, { amount, pick }) => moveMarker(document, markerOf(document, pick), amount),
  (document, _, __, { amount, pick }) => moveRegionEdge(document, markerOf(document, pick), 'end', amount),
  (document, _, __, { pick }) => renameMarker(document, markerOf(document, pick), `Mark ${pick % 7}`),
  (document, _, __, { pick }) => removeMarker(document, markerOf(document, pick)),
];

const effectOf = (document: ProjectDocument, owner: string, pick: number): string => {
  const rack = owner === 'master' ? document.master : document.tracks.find(({ id }) => id === owner);
  return rack?.effects[pick % Math.max(1, rack.effects.length)]?.id ?? 'none';
};
/** Every third time the master's rack. */
const ownerOf = (trackId: string, pick: number): string => (pick % 3 === 0 ? 'master' : trackId);
const has = (document: ProjectDocument, owner: string, pick: number): boolean =>
  effectOf(document, owner, pick) !== 'none';

const mixingEdits: Edit[] = [
  (_, __, ___, { pick }) => [{ type: 'project.set', changes: { tempo: 40 + (pick % 160) } }],
  (_, __, ___, { rows }) => [{ type: 'master.set', changes: { volumeDb: rows } }],
  (document, _, trackId, { pick, rows }) => {
    const effect: Effect = { id: 'made', type: 'reverb', bypassed: false, params: { mix: pick % 2 } };
    const owner = ownerOf(document.tracks.some(({ id }) => id === trackId) ? trackId : 'master', pick);
    return insertEffects(document, owner, [effect], Math.abs(rows));
  },
  (document, _, trackId, { pick }) =>
    removeEffect(document, ownerOf(trackId, pick), effectOf(document, ownerOf(trackId, pick), pick)),
  (document, _, trackId, { pick, rows }) => {
    const owner = ownerOf(trackId, pick);
    const id = effectOf(document, owner, pick);
    return has(document, owner, pick) ? [{ type: 'effect.move', owner, id, index: Math.abs(rows) }] : [];
  },
  (document, _, trackId, { pick }) => {
    const owner = ownerOf(trackId, pick);
    const id = effectOf(document, owner, pick);
    return has(document, owner, pick)
      ? [{ type: 'effect.set', owner, id, changes: { bypassed: pick % 2 === 0 } }]
      : [];
  },
  (document) => addBus(document, 'return'),
  (document, _, trackId) => sendToNewReturn(document, trackId),
  (document, _, trackId) => groupTracks(document, [trackId], 'Group'),
  (document, _, trackId) => dissolveGroup(document, trackId),
  (document, _, trackId, { pick }) => showLane(document, ownerOf(trackId, pick), 'volume'),
  (document, ids, _, { pick, amount }) =>
    scatterClips(document, ids, {
      ...{ start: Math.abs(amount), length: pick * 100, count: pick % 6, gap: pick % 5000 },
      ...{ gainDb: pick % 12, pitch: pick % 7, takes: pick % 2 === 0, seed: pick },
    }),
];

const edits = [...clipEdits, ...timeEdits, ...projectEdits, ...mixingEdits];

/** Every kind of operation. A new one does not compile before it is named here, and fails before an edit above makes it. */
const kinds: Readonly<Record<Operation['type'], true>> = {
  'project.set': true,
  'loop.set': true,
  'master.set': true,
  'markers.set': true,
  'track.add': true,
  'track.set': true,
  'track.move': true,
  'track.remove': true,
  'clip.add': true,
  'clip.set': true,
  'clip.remove': true,
  'sound.add': true,
  'sound.remove': true,
  'effect.add': true,
  'effect.set': true,
  'effect.move': true,
  'effect.remove': true,
};

const markerOf = (document: ProjectDocument, pick: number): string =>
  document.markers[pick % Math.max(1, document.markers.length)]?.id ?? 'none';

function rangeOf(document: ProjectDocument, trackId: string, { pick, amount }: Roll): TimeRange {
  const start = Math.abs(amount);
  const trackIds = pick % 2 === 0 ? document.tracks.map(({ id }) => id) : [trackId];
  return { start, end: start + (pick % 1000) * 100, trackIds };
}

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
  const operations = edits[chosen.kind]?.(document, ids, trackId, chosen) ?? [];
  return settleOverlaps(document, operations, overlapPolicies[(chosen.pick >> 3) % 4] ?? 'keep');
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
    const whole = sourceLength(sound, clip, document.sampleRate);
    const { offset, loop } = clip;
    if (loop) {
      expect(loop.start + loop.length).toBeLessThanOrEqual(whole);
      expect(offset >= loop.start && offset < loop.start + loop.length).toBe(true);
    } else expect(offset + clip.length).toBeLessThanOrEqual(whole);
    expect(clip.envelope.every(({ at }, index) => at > (clip.envelope[index - 1]?.at ?? -Infinity))).toBe(
      true,
    );
    expect(clip.fadeIn.length + clip.fadeOut.length).toBeLessThanOrEqual(clip.length);
  }
  expect(new Set(Object.keys(document.sounds))).toEqual(usedSounds(document));
  const at = document.markers.map((marker) => marker.at);
  expect(at).toEqual([...at].sort((a, b) => a - b));
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

  it('make operations of every kind', () => {
    const made = new Set<string>();
    fc.assert(
      fc.property(fc.array(roll, { minLength: 12, maxLength: 24 }), (rolls) => {
        const editor = new Editor(smallProject());
        for (const chosen of rolls) {
          const operations = operationsOf(editor.document, chosen);
          for (const { type } of operations) made.add(type);
          editor.dispatch('Edit', operations);
        }
      }),
      // Always the same ones: what is rare (an effect made and removed in one row) is either made every time or never.
      { numRuns: 1500, seed: 7 },
    );
    expect([...made].sort()).toEqual(Object.keys(kinds).sort());
  });

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
