import type { Clip, FadeCurve } from '../../preload/contract/document';
import { toAppError } from '../../preload/contract/errors';
import { loadPcm } from '../audio/sounds';
import { endLoops, loopParts } from '../document/edits/clip-loop';
import { toggleClipMute } from '../document/edits/clip-state';
import { clearEnvelope, removeEnvelopePoint } from '../document/edits/envelope';
import { fadeToTime, setFadeCurve, setFadeLength, type FadeSide } from '../document/edits/fade';
import { changeGain, setGain } from '../document/edits/gain';
import { joinClips } from '../document/edits/join';
import { slipClips } from '../document/edits/slip';
import { canSplit } from '../document/edits/split';
import { changePitch, reverseClips, setPitch, setStretch } from '../document/edits/source';
import { clipsById } from '../document/select';
import { showError, showNotice } from '../state/notices';
import { revealFile } from '../state/outgoing';
import { editor, useView } from '../state/session';
import { dispatchArranged } from './arrange';
import { audiblePart, loudnessOf, peakDbOf } from './audible';
import { clearEnvelopePoint, useEnvelopePoint } from './envelope-scale';
import { selectClips, selectedClipIds } from './selection';
import { playheadSamples } from './snapping';

const selected = () => clipsById(editor.document, selectedClipIds());

/** Whether something can be done to a selected clip, for a command that is of no use to the others. */
export const anySelected = (can: (clip: Clip) => boolean) => (): boolean => selected().some(can);
/** The playhead lies in a selected clip, not at its ends. */
export const selectionUnderPlayhead = anySelected((clip) => canSplit(clip, playheadSamples()));

export function nudgeGain(delta: number): void {
  const ids = selectedClipIds();
  editor.dispatch('Clip gain', changeGain(editor.document, ids, delta), `gain ${ids.join()}`);
}

export function resetGain(): void {
  editor.dispatch('Reset clip gain', setGain(editor.document, selectedClipIds(), 0));
}

export function toggleMuteOfSelection(): void {
  editor.dispatch('Mute clips', toggleClipMute(editor.document, selectedClipIds()));
}

export function setCurveOfSelection(side: FadeSide, curve: FadeCurve): void {
  editor.dispatch('Fade curve', setFadeCurve(editor.document, selectedClipIds(), side, curve));
}

/** Gives the selection short fades on both sides, or takes all fades away: the cure for clicks at hard edges. */
export function fadeSelection(seconds: number): void {
  const { document } = editor;
  const length = seconds * document.sampleRate;
  editor.dispatch(
    seconds > 0 ? 'Add fades' : 'Remove fades',
    (['fadeIn', 'fadeOut'] as const).flatMap((side) =>
      // One operation a side: each is computed on the document as it is, so both must fit half the clip.
      selected().flatMap((clip) =>
        setFadeLength(document, [clip.id], side, Math.min(length, Math.floor(clip.length / 2))),
      ),
    ),
  );
}

/** Fades in to the playhead, or out from it, what is selected and lies under it. */
export function fadeSelectionToPlayhead(side: FadeSide): void {
  const label = side === 'fadeIn' ? 'Fade in to the playhead' : 'Fade out from the playhead';
  editor.dispatch(label, fadeToTime(editor.document, selectedClipIds(), side, playheadSamples()));
}

export function pitchSelection(by: number): void {
  const ids = selectedClipIds();
  editor.dispatch('Clip pitch', changePitch(editor.document, ids, by), `pitch ${ids.join()}`);
}

/** Plays the selection as it was made: own pitch, own length. */
export function resetSource(): void {
  const ids = selectedClipIds();
  const operations = [...setPitch(editor.document, ids, 0), ...setStretch(editor.document, ids, 1)];
  dispatchArranged('Reset pitch and stretch', operations);
}

export function reverseSelection(): void {
  editor.dispatch('Reverse', reverseClips(editor.document, selectedClipIds()));
}

/** Seconds that a key press slips the sound; the fine step is a tenth. */
const SLIP = 0.1;

export function slipSelection(direction: 1 | -1): void {
  const ids = selectedClipIds();
  const by = direction * SLIP * editor.document.sampleRate;
  editor.dispatch('Slip', slipClips(editor.document, ids, by), `slip ${ids.join()}`);
}

/** Makes what the selection shows a loop; when all of it loops already, ends the loops. */
export function toggleLoopOfClips(): void {
  const ids = selectedClipIds();
  const looped = selected().every((clip) => clip.loop);
  if (looped) dispatchArranged('End clip loop', endLoops(editor.document, ids));
  else editor.dispatch('Loop clip', loopParts(editor.document, ids));
}

/** Joins what sounds the same joined; says so when that is nothing. */
export function joinSelection(): void {
  const operations = joinClips(editor.document, selectedClipIds());
  if (operations.length === 0) {
    showNotice('Only parts of one sound that follow each other can be joined. Bounce the others into one.');
    return;
  }
  editor.dispatch('Join clips', operations);
  selectClips(selectedClipIds());
}

export function toggleEnvelopes(): void {
  clearEnvelopePoint();
  useView.setState(({ envelopes }) => ({ envelopes: !envelopes }));
}

export function clearEnvelopesOfSelection(): void {
  clearEnvelopePoint();
  editor.dispatch('Remove envelope', clearEnvelope(editor.document, selectedClipIds()));
}

/** Removes the envelope point that is selected; says whether there was one. */
export function deleteEnvelopePoint(): boolean {
  const { point } = useEnvelopePoint.getState();
  if (!point || !editor.document.clips[point.clipId]?.envelope[point.index]) return false;
  clearEnvelopePoint();
  editor.dispatch('Delete envelope point', removeEnvelopePoint(editor.document, point.clipId, point.index));
  return true;
}

/** Peak that normalising leads to, dBFS: a decibel of room for what other tracks add. */
const PEAK_DB = -1;
/** Loudness that normalising leads to, LUFS: EBU R 128's programme level. */
const LOUDNESS = -23;

/** Sets the gain of each selected clip so that what is heard of it has the peak, or the loudness, of the others. */
export async function normaliseSelection(by: 'peak' | 'loudness'): Promise<void> {
  const { document } = editor;
  const clips = selected();
  try {
    const measured = await Promise.all(
      clips.map(async (clip) => {
        const heard = audiblePart(document, clip, await loadPcm(clip.soundId));
        const level = by === 'peak' ? peakDbOf(heard) : loudnessOf(heard, document.sampleRate);
        return { id: clip.id, gainDb: (by === 'peak' ? PEAK_DB : LOUDNESS) - level };
      }),
    );
    // Silence has no level to bring anywhere. Clips may have gone while their samples were fetched.
    const operations = measured
      .filter(({ gainDb }) => Number.isFinite(gainDb))
      .flatMap(({ id, gainDb }) => setGain(editor.document, [id], gainDb));
    editor.dispatch(by === 'peak' ? 'Normalise peaks' : 'Normalise loudness', operations);
  } catch (thrown) {
    showError(toAppError(thrown), 'Normalise');
  }
}

/** Makes a WAV file of the first selected clip and shows it in its folder. */
export async function showClipFile(): Promise<void> {
  const [clip] = selected();
  if (clip) await revealFile({ kind: 'clip', clip });
}
