import type { Clip, ProjectDocument } from '../../preload/contract/document';
import { meaningfulFormat, type ExportOptions, type FileMetadata } from '../../preload/contract/export';
import { timecodeSeconds } from '../../preload/contract/timecode';
import { renderFrames, wholeProject, type RenderRange } from '../audio/render';
import { tailSeconds } from '../audio/tail';
import { plainMaster, plainTrack } from '../document/alone';
import { byStart, clipEnd } from '../document/select';
import { inStems } from './options';
import { distinct, fileName, standardPattern, type PatternValues } from './pattern';
import { stemsOf } from './stems';

/** What an export is made of besides its options. */
export type ExportScene = {
  document: ProjectDocument;
  /** the project's name */
  project: string;
  selectedClipIds: ReadonlySet<string>;
  /** time selection, in samples */
  range: { start: number; end: number } | null;
  now: Date;
};

/** What is rendered for a file. */
export type Mix = {
  document: ProjectDocument;
  range: RenderRange;
  /** what follows the range is cut where it has fallen silent */
  trimTail: boolean;
};

export type PlannedFile = Mix & {
  /** without extension; distinct among the files */
  name: string;
  metadata: FileMetadata;
  /** the mix that this is a stem of, the same object as the mix's own file if it has one; null for a mix */
  stemOf: Mix | null;
};

type Piece = { document: ProjectDocument; from: number; to: number; values: PatternValues };
type Part = Piece & { stemOf: Part | null };

/** Every file that an export with these options writes; empty when there is nothing to export. */
export function planExport(scene: ExportScene, options: ExportOptions): PlannedFile[] {
  const pieces = piecesOf(scene, options).filter(({ from, to }) => to > from);
  const parts = pieces.flatMap((piece): Part[] => {
    if (options.stems === 'none' || !inStems(options)) return [{ ...piece, stemOf: null }];
    const mix: Part = { ...piece, values: { ...piece.values, track: 'Mix' }, stemOf: null };
    const stems = stemsOf(piece.document, options.stems).map(({ name, document }): Part => {
      return { ...piece, document, values: { ...piece.values, track: name }, stemOf: mix };
    });
    return options.withMix && stems.length > 0 ? [mix, ...stems] : stems;
  });
  const pattern = options.pattern.trim() || standardPattern(options);
  const digits = Math.max(2, String(parts.length).length);
  const names = distinct(
    parts.map(({ values }, index) =>
      fileName(pattern, {
        project: scene.project,
        date: isoDay(scene.now),
        index: String(index + 1).padStart(digits, '0'),
        ...values,
      }),
    ),
  );
  const mixes = new Map<Part, Mix>();
  const mixFor = (part: Part): Mix => {
    const mix = mixes.get(part) ?? mixOf(options, part);
    mixes.set(part, mix);
    return mix;
  };
  return parts.map((part, index) => {
    const name = names[index] ?? 'Untitled';
    const metadata = metadataOf(scene, options, part, name);
    const stemOf = part.stemOf && mixFor(part.stemOf);
    // Stems end where their mix does, each of them: whoever lays them out again lines them up at either end.
    const sound = stemOf
      ? { document: part.document, range: stemOf.range, trimTail: false }
      : mixOf(options, part);
    const file = { ...sound, name, metadata, stemOf };
    mixes.set(part, file);
    return file;
  });
}

function piecesOf({ document, selectedClipIds, range }: ExportScene, options: ExportOptions): Piece[] {
  switch (options.source) {
    case 'project': {
      const { from, to } = wholeProject(document);
      return [{ document, from, to, values: {} }];
    }
    case 'loop':
      return [{ document, from: document.loop.start, to: document.loop.end, values: {} }];
    case 'range':
      return range ? [{ document, from: range.start, to: range.end, values: {} }] : [];
    case 'regions':
      return document.markers
        .filter(({ length }) => length > 0)
        .map(({ at, length, name }) => ({ document, from: at, to: at + length, values: { region: name } }));
    case 'clips': {
      const clips = chosenClips(document, selectedClipIds);
      if (selectedClipIds.size === 0 || clips.length === 0) return [];
      const from = Math.min(...clips.map(({ start }) => start));
      const to = Math.max(...clips.map(clipEnd));
      return [{ document: onlyClips(document, clips, options.dry), from, to, values: {} }];
    }
    case 'each-clip':
      return chosenClips(document, selectedClipIds).map((clip) => {
        const recipe = document.sounds[clip.soundId]?.recipe;
        const values: PatternValues = {
          clip: clip.name,
          track: document.tracks.find(({ id }) => id === clip.trackId)?.name ?? '',
          prompt: recipe?.prompt ?? clip.name,
          ...(recipe && { seed: String(recipe.seed) }),
        };
        return {
          document: onlyClips(document, [clip], options.dry),
          from: clip.start,
          to: clipEnd(clip),
          values,
        };
      });
  }
}

/** The selected clips, or all when none is selected; by track and time. */
function chosenClips(document: ProjectDocument, selected: ReadonlySet<string>): Clip[] {
  const all = Object.values(document.clips);
  const row = new Map(document.tracks.map(({ id }, index) => [id, index]));
  return (selected.size > 0 ? all.filter(({ id }) => selected.has(id)) : all).sort(
    (a, b) => (row.get(a.trackId) ?? 0) - (row.get(b.trackId) ?? 0) || byStart(a, b),
  );
}

/** Clips alone, as heard in the mix; `dry`: as they come out of the clip itself, before the track. */
function onlyClips(document: ProjectDocument, clips: readonly Clip[], dry: boolean): ProjectDocument {
  const own = new Set(clips.map(({ trackId }) => trackId));
  const kept = Object.fromEntries(clips.map((clip) => [clip.id, { ...clip, muted: false }]));
  if (!dry) {
    const tracks = document.tracks.map((track) => ({ ...track, muted: false, soloed: false, frozen: null }));
    return { ...document, clips: kept, tracks };
  }
  const tracks = document.tracks.filter(({ id }) => own.has(id)).map(plainTrack);
  return { ...document, clips: kept, tracks, master: plainMaster };
}

function mixOf(options: ExportOptions, { document, from, to }: Piece): Mix {
  const tail = options.source === 'loop' ? { mode: 'none' as const, seconds: 0 } : options.tail;
  const tailLength = { none: 0, fixed: tail.seconds, silence: tailSeconds(document) }[tail.mode];
  return {
    document,
    range: { from, to, tailSeconds: tailLength },
    trimTail: tail.mode === 'silence' && tailLength > 0,
  };
}

function metadataOf(
  { project, now }: ExportScene,
  options: ExportOptions,
  { document, from, to }: Piece,
  title: string,
): FileMetadata {
  const { sampleRate } = meaningfulFormat(options.format);
  const { start, rate } = options.timecode;
  const frame = (sample: number): number => Math.round((sample * sampleRate) / document.sampleRate);
  const trackNames = new Map(document.tracks.map((track) => [track.id, track.name]));
  const inside = Object.values(document.clips)
    .filter((clip) => !clip.muted && trackNames.has(clip.trackId) && clip.start < to && clipEnd(clip) > from)
    .sort(byStart);
  return {
    project,
    title,
    description: options.description,
    timeReference: Math.round(timecodeSeconds(start, rate) * sampleRate) + frame(from),
    timecodeRate: rate,
    createdAt: isoLocal(now),
    markers: document.markers
      .filter(({ at }) => at >= from && at < to)
      .map(({ name, at, length }) => ({
        name,
        at: frame(at - from),
        length: frame(Math.min(length, to - at)),
      })),
    clips: inside.map((clip) => {
      const recipe = document.sounds[clip.soundId]?.recipe ?? null;
      return {
        name: clip.name,
        track: trackNames.get(clip.trackId) ?? '',
        at: frame(clip.start - from),
        length: frame(clip.length),
        prompt: recipe?.prompt ?? null,
        seed: recipe?.seed ?? null,
        model: recipe ? `${recipe.packId} ${recipe.packVersion} (${recipe.packHash.slice(0, 12)})` : null,
      };
    }),
    broadcast: options.broadcast,
    cues: options.cues,
    sidecar: options.sidecar,
  };
}

/** The most frames that a file or mix can have at a sample rate. */
export const plannedFrames = ({ document, range }: Mix, sampleRate: number): number =>
  renderFrames(document, sampleRate, range);

const two = (value: number): string => String(value).padStart(2, '0');

const isoDay = (date: Date): string =>
  `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

/** ISO 8601 in the person's own time: broadcast files tell the time of day where they were made. */
function isoLocal(date: Date): string {
  const offset = -date.getTimezoneOffset();
  const sign = offset < 0 ? '-' : '+';
  const zone = `${sign}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
  return `${isoDay(date)}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}${zone}`;
}
