import { GAIN_MIN_DB, trackSchema, type ProjectDocument, type Track } from '../../preload/contract/document';
import type { ExportOptions } from '../../preload/contract/export';
import { groupsOf, routing, type Route } from '../document/routing';

/** One stem: a document that sounds like a part of the mix, without master effects. */
export type Stem = { name: string; document: ProjectDocument };

/** A group at the fader's end: what plays into it runs (and feeds its sends), and is not heard. */
const SINK = 'export-sink';
const sink: Track = trackSchema.parse({
  id: SINK,
  kind: 'group',
  name: 'Sink',
  colour: '#000000',
  volumeDb: GAIN_MIN_DB,
  pan: 0,
  muted: false,
  soloed: false,
  effects: [],
  height: 32,
});

/** The document without master effects; the master's fader stays, so that stems add up to the mix's own level. */
export function withoutMasterEffects(document: ProjectDocument): ProjectDocument {
  const { master } = document;
  const ofFader = ({ target }: { target: string }): boolean => !target.startsWith('effect:');
  return {
    ...document,
    master: {
      ...master,
      effects: [],
      automation: master.automation.filter(ofFader),
      modulators: master.modulators.filter(ofFader),
    },
  };
}

/**
 * The mix in parts that add up to it: a stem for each track, or for each group and each track in none, as it leaves the
 * master's input (after its own fader and those of its groups); and one for each return. What mute and solo silence is
 * in no stem. Tracks inside a group that has effects add up only as far as those effects treat sounds apart.
 */
export function stemsOf(document: ProjectDocument, kind: Exclude<ExportOptions['stems'], 'none'>): Stem[] {
  const routes = routing(document.tracks);
  const known = new Map(document.tracks.map((track) => [track.id, track]));
  const heard = routes.filter(({ audible }) => audible);
  const outermost = (track: Track): Track => groupsOf(known, track).at(-1) ?? track;
  const audio = heard.filter(({ track, direct }) => direct && track.kind === 'audio');

  const parts =
    kind === 'tracks'
      ? audio.map(({ track }) => ({ owner: track, members: [track] }))
      : [...new Set(audio.map(({ track }) => outermost(track)))].map((owner) => ({
          owner,
          members: audio.flatMap(({ track }) => (outermost(track) === owner ? [track] : [])),
        }));
  const order = (id: string): number => document.tracks.findIndex((track) => track.id === id);
  const dry = parts
    .sort((a, b) => order(a.owner.id) - order(b.owner.id))
    .map(({ owner, members }) => {
      const kept = new Set(members.flatMap((track) => [track, ...groupsOf(known, track)]));
      const tracks = document.tracks.filter((track) => kept.has(track));
      return {
        name: owner.name,
        document: part(
          document,
          tracks.map((track) => ({ ...plain(track), sends: [] })),
        ),
      };
    });
  const wet = heard
    .filter(({ track, direct }) => direct && track.kind === 'return')
    .flatMap(({ track }) => returnStem(document, heard, track, known));
  return [...dry, ...wet];
}

/** A return with everything that feeds it, of which only the return is heard; empty when nothing feeds it. */
function returnStem(
  document: ProjectDocument,
  heard: readonly Route[],
  owner: Track,
  known: ReadonlyMap<string, Track>,
): Stem[] {
  const ownGroups = new Set(groupsOf(known, owner).map(({ id }) => id));
  // From the return backwards: what sends to it, what plays into that, and so on.
  const feeding = new Set([owner.id]);
  for (let size = 0; size !== feeding.size;) {
    size = feeding.size;
    for (const { track, output, sends } of heard) {
      const feeds =
        sends.some(({ returnId }) => feeding.has(returnId)) || (output !== 'master' && feeding.has(output));
      if (feeds) feeding.add(track.id);
    }
  }
  if (!heard.some(({ track }) => track.kind === 'audio' && feeding.has(track.id))) return [];
  const outputs = new Map(heard.map(({ track, output }) => [track.id, output]));
  const tracks = document.tracks
    .filter(({ id }) => feeding.has(id) || ownGroups.has(id))
    .map((track): Track => {
      const sends = track.sends.filter(({ returnId }) => feeding.has(returnId) && feeding.has(track.id));
      const output = outputs.get(track.id) ?? 'master';
      const heardItself = track.id === owner.id || ownGroups.has(track.id);
      const stays = heardItself || (output !== 'master' && feeding.has(output));
      return { ...plain(track), sends, ...(stays ? {} : { groupId: SINK }) };
    });
  return [{ name: owner.name, document: part(document, [...tracks, sink]) }];
}

const plain = (track: Track): Track => ({ ...track, muted: false, soloed: false });

/** Only these tracks, with their clips. */
function part(document: ProjectDocument, tracks: Track[]): ProjectDocument {
  const ids = new Set(tracks.map(({ id }) => id));
  const clips = Object.fromEntries(
    Object.entries(document.clips).filter(([, clip]) => ids.has(clip.trackId)),
  );
  return withoutMasterEffects({ ...document, tracks, clips });
}
