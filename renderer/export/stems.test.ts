import { describe, expect, it } from 'vitest';
import {
  clipSchema,
  emptyProject,
  trackSchema,
  type ProjectDocument,
  type Track,
} from '../../preload/contract/document';
import { stemsOf } from './stems';

const track = (id: string, change: Partial<Track> = {}): Track => ({
  ...trackSchema.parse({
    id,
    name: id,
    colour: '#5fb0c9',
    volumeDb: 0,
    pan: 0,
    muted: false,
    soloed: false,
    effects: [],
    height: 76,
  }),
  ...change,
});
const send = (returnId: string) => ({ id: `to-${returnId}`, returnId, levelDb: 0, pre: false, muted: false });

function scene(tracks: Track[]): ProjectDocument {
  const fade = { length: 0, curve: 'linear' as const };
  const clips = tracks
    .filter(({ kind }) => kind === 'audio')
    .map(({ id }) =>
      clipSchema.parse({
        id: `clip-${id}`,
        trackId: id,
        soundId: 'sound',
        name: id,
        start: 0,
        length: 100,
        offset: 0,
        gainDb: 0,
        fadeIn: fade,
        fadeOut: fade,
        muted: false,
        colour: null,
      }),
    );
  const effect = { id: 'e', type: 'limiter', bypassed: false, params: {} };
  const project = emptyProject('p');
  return {
    ...project,
    tracks,
    clips: Object.fromEntries(clips.map((clip) => [clip.id, clip])),
    master: { ...project.master, volumeDb: -3, effects: [effect] },
  };
}
const outline = (document: ProjectDocument, kind: 'tracks' | 'groups') =>
  stemsOf(document, kind).map(
    (stem) => `${stem.name}: ${stem.document.tracks.map(({ id }) => id).join(' ')}`,
  );

describe('stems', () => {
  const document = scene([
    track('beds', { kind: 'group' }),
    track('rain', { groupId: 'beds', sends: [send('hall')] }),
    track('wind', { groupId: 'beds' }),
    track('door', { sends: [send('echo')] }),
    track('echo', { kind: 'return', sends: [send('hall')] }),
    track('hall', { kind: 'return' }),
    track('unused', { kind: 'return' }),
  ]);

  it('are a track each, through its groups, and a return each with what feeds it', () => {
    expect(outline(document, 'tracks')).toEqual([
      'rain: beds rain',
      'wind: beds wind',
      'door: door',
      'echo: door echo export-sink',
      'hall: rain door echo hall export-sink',
    ]);
  });

  it('or a group each', () => {
    expect(outline(document, 'groups').slice(0, 2)).toEqual(['beds: beds rain wind', 'door: door']);
  });

  it('hear nothing of the master but its fader', () => {
    for (const { document: stem } of stemsOf(document, 'tracks')) {
      expect(stem.master).toMatchObject({ volumeDb: -3, effects: [] });
    }
  });

  it('send nothing where the stem is the track itself, and are not heard where it is the return', () => {
    const stems = new Map(stemsOf(document, 'tracks').map((stem) => [stem.name, stem.document]));
    expect(stems.get('rain')?.tracks.every(({ sends }) => sends.length === 0)).toBe(true);
    const hall = stems.get('hall');
    const output = (id: string) => hall?.tracks.find((each) => each.id === id)?.groupId;
    expect([output('rain'), output('door'), output('echo'), output('hall')]).toEqual([
      'export-sink',
      'export-sink',
      'export-sink',
      null,
    ]);
  });

  it('leave out what mute and solo silence, and are themselves neither', () => {
    const soloed = scene([
      track('a', { soloed: true }),
      track('b'),
      track('c', { soloed: true, muted: true }),
    ]);
    expect(outline(soloed, 'tracks')).toEqual(['a: a']);
    expect(stemsOf(soloed, 'tracks')[0]?.document.tracks[0]).toMatchObject({ soloed: false, muted: false });
  });
});
