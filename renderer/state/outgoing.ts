import type { Clip, ProjectDocument } from '../../preload/contract/document';
import { StudioError, toAppError } from '../../preload/contract/errors';
import type { Sound } from '../../preload/contract/sound';
import { renderMix, type RenderRange } from '../audio/render';
import { clipsAlone } from '../document/alone';
import type { TimeRange } from '../document/arranging';
import { clipEnd } from '../document/select';
import { Upload } from '../import/upload';
import { showError } from './notices';
import { editor } from './session';

/*
 * Files for other programs. A file must exist before it is dragged, so it is made when the pointer comes near; main
 * keeps it for as long as a DAW may refer to it.
 */

/** Something that can be handed to another program: a sound as it is, a clip as it sounds, or a part of the mix. */
export type Outgoing =
  { kind: 'sound'; sound: Sound } | { kind: 'clip'; clip: Clip } | { kind: 'range'; range: TimeRange };

/** Ids of the files made so far, or being made, by what is in them. */
const files = new Map<string, Promise<string>>();
/** Those that are there, to be told at once when a drag begins. */
const ready = new Map<string, string>();

const versions = new WeakMap<ProjectDocument, number>();
let lastVersion = 0;

function versionOf(document: ProjectDocument): number {
  const version = versions.get(document) ?? (lastVersion += 1);
  versions.set(document, version);
  return version;
}

/** What the file depends on: a clip that is edited needs another one, one that is only moved does not. */
function keyOf(outgoing: Outgoing): string {
  if (outgoing.kind === 'sound') return `${outgoing.sound.id} ${outgoing.sound.name}`;
  // A part of the mix depends on everything: any edit makes it another one.
  if (outgoing.kind === 'range') return `${versionOf(editor.document)} ${JSON.stringify(outgoing.range)}`;
  const { id: _id, trackId: _track, start: _start, takes: _takes, colour: _colour, ...heard } = outgoing.clip;
  return JSON.stringify(heard);
}

/** Makes the file unless it is there. @throws StudioError */
export function prepare(outgoing: Outgoing): Promise<string> {
  const key = keyOf(outgoing);
  const known = files.get(key);
  if (known) return known;
  const made = makeFile(outgoing);
  files.set(key, made);
  made.then(
    (fileId) => ready.set(key, fileId),
    () => files.delete(key),
  );
  return made;
}

/** The file's id when it can be dragged now. */
export const preparedFile = (outgoing: Outgoing): string | null => ready.get(keyOf(outgoing)) ?? null;

async function makeFile(outgoing: Outgoing): Promise<string> {
  if (outgoing.kind === 'sound') return soundFile(outgoing.sound);
  return outgoing.kind === 'clip' ? clipFile(outgoing.clip) : rangeFile(outgoing.range);
}

async function soundFile({ id }: Sound): Promise<string> {
  const reply = await window.studio.request('outgoing.sound', { soundId: id });
  if (reply.ok) return reply.value.fileId;
  throw new StudioError(reply.error.tag, reply.error.message, reply.error.remedy);
}

/** The range's part of the mix, or a clip as it sounds by itself (no track effects), into a file of that name. */
async function mixFile(document: ProjectDocument, range: RenderRange, name: string): Promise<string> {
  const { sampleRate } = document;
  const upload = await Upload.begin({ sampleRate, channels: 2 });
  try {
    await renderMix({ document, sampleRate, range, write: (channels) => upload.write(channels) });
    return await upload.toFile(name);
  } catch (thrown) {
    await upload.cancel();
    throw thrown;
  }
}

function clipName(clip: Clip): string {
  const seed = editor.document.sounds[clip.soundId]?.recipe?.seed;
  return seed === undefined ? clip.name : `${clip.name} (seed ${seed})`;
}

/** A clip trimmed, looped, with its gain, envelope, fades, pitch and stretch. */
function clipFile(clip: Clip): Promise<string> {
  const alone = clipsAlone(editor.document, [{ ...clip, muted: false }]);
  if (!alone) throw new StudioError('not-found', 'The clip is gone.', 'Choose another one.');
  return mixFile(alone, { from: clip.start, to: clipEnd(clip), tailSeconds: 0 }, clipName(clip));
}

/** What is heard in a stretch of time of some tracks, through effects, fader and master, cut at its ends. */
function rangeFile({ start, end, trackIds }: TimeRange): Promise<string> {
  const { document } = editor;
  const chosen = new Set(trackIds);
  const clips = Object.values(document.clips).filter(({ trackId }) => chosen.has(trackId));
  const tracks = document.tracks.map((track) =>
    track.kind === 'audio' && !chosen.has(track.id) ? { ...track, frozen: null } : track,
  );
  const only = { ...document, tracks, clips: Object.fromEntries(clips.map((clip) => [clip.id, clip])) };
  const names = document.tracks.filter(({ id }) => chosen.has(id)).map(({ name }) => name);
  const seconds = (start / document.sampleRate).toFixed(1);
  const name = `${names.length === 1 ? (names[0] ?? '') : 'Mix'} at ${seconds} s`;
  return mixFile(only, { from: start, to: end, tailSeconds: 0 }, name);
}

/** Begins to drag the file out of the window; to be called in dragstart. False: it is not there yet. */
export function dragOut(outgoing: Outgoing): boolean {
  const fileId = preparedFile(outgoing);
  if (fileId === null) {
    void prepareQuietly(outgoing);
    return false;
  }
  void window.studio.request('outgoing.drag', { fileId }).then((reply) => {
    if (!reply.ok) showError(reply.error, 'Drag out');
  });
  return true;
}

/** For a pointer that comes near: what fails is told when it is dragged or shown. */
export const prepareQuietly = (outgoing: Outgoing): Promise<void> =>
  prepare(outgoing).then(
    () => undefined,
    () => undefined,
  );

/** Makes the file and shows it in its folder. */
export async function revealFile(outgoing: Outgoing): Promise<void> {
  try {
    const reply = await window.studio.request('outgoing.reveal', { fileId: await prepare(outgoing) });
    if (!reply.ok) showError(reply.error, 'Show the file');
  } catch (thrown) {
    showError(toAppError(thrown), 'Show the file');
  }
}
