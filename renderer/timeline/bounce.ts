import type { Clip, ProjectDocument } from '../../preload/contract/document';
import { toAppError } from '../../preload/contract/errors';
import type { Sound } from '../../preload/contract/sound';
import { renderMix, type RenderRange } from '../audio/render';
import { clipsAlone } from '../document/alone';
import { replaceByBounce } from '../document/edits/bounce';
import { newId } from '../document/factory';
import { inSequence } from '../document/operations';
import { clipsById, extent } from '../document/select';
import { withProgress, type Progress } from '../import/progress';
import { Upload } from '../import/upload';
import { showError, showNotice } from '../state/notices';
import { editor } from '../state/session';
import { libraryChanged, rememberSounds } from '../state/sounds';
import { selectClips, selectedClipIds } from './selection';

type Rendering = {
  document: ProjectDocument;
  range: RenderRange;
  name: string;
  progress: Progress;
  signal: AbortSignal;
};

/** Renders a document into a new sound of the library, at the project's rate. */
async function renderToLibrary({ document, range, name, progress, signal }: Rendering): Promise<Sound> {
  const { sampleRate } = document;
  const upload = await Upload.begin({ sampleRate, channels: 2 });
  try {
    await renderMix({
      document,
      sampleRate,
      range,
      signal,
      write: (channels) => upload.write(channels),
      onProgress: (fraction) => progress({ fraction }),
    });
    return await upload.toLibrary(name, 'bounced');
  } catch (thrown) {
    await upload.cancel();
    throw thrown;
  }
}

/** Runs a render; what went wrong is told, except that it was stopped by hand. */
async function rendering(
  label: string,
  work: (progress: Progress, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  try {
    await withProgress(label, work);
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.tag !== 'cancelled') showError(error, label);
  }
}

/** The selected clips that are heard, by track. A muted clip is no part of a bounce. */
function heardSelection(): Map<string, Clip[]> {
  const byTrack = new Map<string, Clip[]>();
  for (const clip of clipsById(editor.document, selectedClipIds())) {
    if (!clip.muted) byTrack.set(clip.trackId, [...(byTrack.get(clip.trackId) ?? []), clip]);
  }
  return byTrack;
}

export const canBounce = (): boolean => heardSelection().size > 0;

/** Whether what was rendered is still what is there: it takes a while, and editing goes on meanwhile. */
const unchanged = (clips: readonly Clip[]): boolean =>
  clips.every((clip) => editor.document.clips[clip.id] === clip);

/**
 * Makes one sound of the selected clips of each track, in place: cuts, fades, envelopes, pitch and stretch go into it;
 * the track's own effects stay live.
 */
export function bounceSelection(): Promise<void> {
  const { document } = editor;
  const tracks = [...heardSelection().values()];
  return rendering('Bouncing clips', async (progress, signal) => {
    const bounced: { clips: Clip[]; sound: Sound; id: string }[] = [];
    for (const clips of tracks) {
      const ids = clips.map(({ id }) => id);
      const place = extent(document, ids);
      const alone = clipsAlone(document, clips);
      const [first] = clips;
      if (!place || !alone || !first) continue;
      const range = { from: place.start, to: place.end, tailSeconds: 0 };
      const name =
        clips.length === 1 ? first.name : `${first.name} (bounce of ${clips.length})`.slice(0, 200);
      const sound = await renderToLibrary({ document: alone, range, name, progress, signal });
      bounced.push({ clips, sound, id: newId() });
    }
    rememberSounds(bounced.map(({ sound }) => sound));
    libraryChanged();
    if (editor.document.id !== document.id) return;
    if (!bounced.every(({ clips }) => unchanged(clips))) {
      showNotice('The clips were edited meanwhile: what was bounced is in the library.');
      return;
    }
    const edits = bounced.map(
      ({ clips, sound, id }) =>
        (current: ProjectDocument) =>
          replaceByBounce(
            current,
            clips.map((clip) => clip.id),
            sound,
            id,
          ),
    );
    editor.dispatch('Bounce in place', inSequence(editor.document, edits));
    selectClips(bounced.map(({ id }) => id));
  });
}
