import { describe, expect, it } from 'vitest';
import { emptyProject, type ProjectDocument } from '../../preload/contract/document';
import { scene as sceneOf, sendTo, type TrackSpec } from '../../preload/contract/testing/scene';
import { stemsOf } from './stems';

const track = (id: string, change: Partial<TrackSpec> = {}): TrackSpec => ({ id, ...change });

/** A clip on every audio track, and a limiter behind a turned down master. */
const scene = (tracks: TrackSpec[]): ProjectDocument =>
  sceneOf(
    tracks.map((spec) => (spec.kind ? spec : { ...spec, clips: [{ soundId: 'sound', length: 100 }] })),
    {
      master: {
        ...emptyProject('p').master,
        volumeDb: -3,
        effects: [{ id: 'e', type: 'limiter', bypassed: false, params: {} }],
      },
    },
  );
const outline = (document: ProjectDocument, kind: 'tracks' | 'groups') =>
  stemsOf(document, kind).map(
    (stem) => `${stem.name}: ${stem.document.tracks.map(({ id }) => id).join(' ')}`,
  );

describe('stems', () => {
  const document = scene([
    track('beds', { kind: 'group' }),
    track('rain', { groupId: 'beds', sends: [sendTo('hall')] }),
    track('wind', { groupId: 'beds' }),
    track('door', { sends: [sendTo('echo')] }),
    track('echo', { kind: 'return', sends: [sendTo('hall')] }),
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
