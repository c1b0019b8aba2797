import { create } from 'zustand';
import type { ProjectDocument } from '../../preload/contract/document';
import { StudioError, toAppError } from '../../preload/contract/errors';
import type { Rendered, Sound } from '../../preload/contract/sound';
import { renderMix } from '../audio/render';
import { tailSeconds } from '../audio/tail';
import { bounceTrack, freezeTrack, soundsAlike, trackAlone, unfreezeTrack } from '../document/edits/freeze';
import type { Operation } from '../document/operations';
import { clipEnd, trackById } from '../document/select';
import { Upload } from '../import/upload';
import { showError, showNotice } from './notices';
import { editor } from './session';
import { libraryChanged, rememberSounds } from './sounds';

/** A track that is being rendered; `fraction` 0 to 1. */
export type TrackRender = { kind: 'freeze' | 'bounce'; fraction: number; cancel(): void };

/** Renders under way, by track. */
export const useTrackRenders = create<Readonly<Record<string, TrackRender>>>(() => ({}));

function setRender(trackId: string, render: TrackRender | null): void {
  const { [trackId]: _before, ...others } = useTrackRenders.getState();
  useTrackRenders.setState(render ? { ...others, [trackId]: render } : others, true);
}

/** What is quieter than this for good is no part of the sound: −120 dBFS. */
const SILENCE = 1e-6;
const silent = (channels: readonly Float32Array[]): boolean =>
  channels.every((samples) => samples.every((sample) => Math.abs(sample) < SILENCE));

/** First and last sample of what the document's clips and frozen tracks play; null when there is nothing. */
function extentOf(document: ProjectDocument): { from: number; to: number } | null {
  const spans = Object.values(document.clips).map((clip) => ({ from: clip.start, to: clipEnd(clip) }));
  for (const { frozen } of document.tracks) {
    const sound = frozen && document.sounds[frozen.soundId];
    if (!sound) continue;
    const frames = Math.round((sound.frames * document.sampleRate) / sound.sampleRate);
    spans.push({ from: frozen.start, to: frozen.start + frames });
  }
  if (spans.length === 0) return null;
  return { from: Math.min(...spans.map(({ from }) => from)), to: Math.max(...spans.map(({ to }) => to)) };
}

/** Renders a document into a sound of the library. Effects ring out; silence at the end is left off. */
async function renderToLibrary(
  document: ProjectDocument,
  range: { from: number; to: number },
  name: string,
  rendered: Rendered,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<Sound> {
  const { sampleRate } = document;
  const upload = await Upload.begin({ sampleRate, channels: 2 });
  try {
    // Blocks of silence wait for sound behind them.
    let waiting: Float32Array[][] = [];
    await renderMix({
      document,
      sampleRate,
      range: { ...range, tailSeconds: tailSeconds(document) },
      onProgress,
      signal,
      write: async (channels) => {
        for (const block of blocksOf(channels, sampleRate / 10)) {
          if (silent(block)) {
            waiting.push(block);
            continue;
          }
          for (const quiet of waiting) await upload.write(quiet);
          waiting = [];
          await upload.write(block);
        }
      },
    });
    return await upload.toLibrary(name.slice(0, 200), rendered);
  } catch (thrown) {
    await upload.cancel();
    throw thrown;
  }
}

function blocksOf(channels: readonly Float32Array[], frames: number): Float32Array[][] {
  const length = channels[0]?.length ?? 0;
  return Array.from({ length: Math.ceil(length / frames) }, (_, index) =>
    channels.map((samples) => samples.subarray(index * frames, (index + 1) * frames)),
  );
}

type Made = (document: ProjectDocument, trackId: string, sound: Sound, start: number) => Operation[];

/** Renders a track behind its effects and does with the sound what `made` says, in one undo step. */
async function render(trackId: string, kind: TrackRender['kind'], made: Made): Promise<void> {
  const track = trackById(editor.document, trackId);
  const alone = trackAlone(editor.document, trackId);
  const where = kind === 'freeze' ? 'Freeze track' : 'Bounce track';
  if (!track || !alone || useTrackRenders.getState()[trackId]) return;
  const extent = extentOf(alone);
  if (!extent) {
    showNotice(`“${track.name}” holds nothing to ${kind}.`);
    return;
  }
  const projectId = editor.document.id;
  const abort = new AbortController();
  const show = (fraction: number): void =>
    setRender(trackId, { kind, fraction, cancel: () => abort.abort() });
  show(0);
  try {
    const rendered = kind === 'freeze' ? 'frozen' : 'bounced';
    const sound = await renderToLibrary(
      alone,
      extent,
      `${track.name} (${rendered})`,
      rendered,
      show,
      abort.signal,
    );
    rememberSounds([sound]);
    libraryChanged();
    if (editor.document.id !== projectId) return;
    const now = trackAlone(editor.document, trackId);
    if (!now || !soundsAlike(alone, now)) {
      throw new StudioError('invalid-input', `“${track.name}” was edited meanwhile.`, 'Try again.');
    }
    const operations = made(editor.document, trackId, sound, extent.from);
    editor.dispatch(`${kind === 'freeze' ? 'Freeze' : 'Bounce'} ${track.name}`, operations);
  } catch (thrown) {
    showError(toAppError(thrown), where);
  } finally {
    setRender(trackId, null);
  }
}

export const canFreeze = (trackId: string): boolean => trackById(editor.document, trackId)?.kind === 'audio';
export const canBounce = (trackId: string): boolean => {
  const kind = trackById(editor.document, trackId)?.kind;
  return kind === 'audio' || kind === 'group';
};

/** Freezes an audio track, or thaws one that is frozen; while it is being rendered, gives up. */
export function toggleFreeze(trackId: string): void {
  const track = trackById(editor.document, trackId);
  const running = useTrackRenders.getState()[trackId];
  if (running) running.cancel();
  else if (track?.frozen) {
    editor.dispatch(`Unfreeze ${track.name}`, unfreezeTrack(editor.document, trackId));
  } else if (canFreeze(trackId)) void render(trackId, 'freeze', freezeTrack);
}

/** Renders a track or group into a clip on a track of its own. */
export function bounce(trackId: string): void {
  if (canBounce(trackId)) void render(trackId, 'bounce', bounceTrack);
}
