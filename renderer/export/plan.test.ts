import { describe, expect, it } from 'vitest';
import { clipSchema, emptyProject, trackSchema, type ProjectDocument } from '../../preload/contract/document';
import { defaultExportOptions, type ExportOptions } from '../../preload/contract/export';
import { estimatedBytes } from './estimate';
import { planExport, plannedFrames, type ExportScene } from './plan';

const RATE = 48_000;
const recipe = {
  prompt: 'heavy rain',
  seed: 7,
  duration: 2,
  loop: false,
  packId: 'base',
  packVersion: '1',
  packHash: 'abcdef0123456789',
  provider: 'cpu',
};
const sound = (id: string, made: boolean) => ({
  id,
  name: id,
  recipe: made ? recipe : null,
  sampleRate: RATE,
  channels: 1,
  frames: RATE * 2,
  peakDb: -3,
  rmsDb: -20,
  starred: false,
  createdAt: 0,
});
const clip = (id: string, trackId: string, soundId: string, start: number) =>
  clipSchema.parse({
    id,
    trackId,
    soundId,
    name: id,
    start: start * RATE,
    length: RATE * 2,
    offset: 0,
    gainDb: 0,
    fadeIn: { length: 0, curve: 'linear' },
    fadeOut: { length: 0, curve: 'linear' },
    muted: false,
    colour: null,
  });
const track = (id: string) =>
  trackSchema.parse({
    id,
    name: id.toUpperCase(),
    colour: '#5fb0c9',
    volumeDb: -6,
    pan: 0,
    muted: true,
    soloed: false,
    effects: [{ id: `e-${id}`, type: 'eq3', bypassed: false, params: {} }],
    height: 76,
  });

const document: ProjectDocument = {
  ...emptyProject('p'),
  tracks: [track('a'), track('b')],
  clips: { one: clip('one', 'a', 'made', 1), two: clip('two', 'b', 'recorded', 4) },
  sounds: { made: sound('made', true), recorded: sound('recorded', false) },
  markers: [
    { id: 'm', name: 'Door', at: RATE * 2, length: 0, colour: null },
    { id: 'r', name: 'Rain/1', at: RATE, length: RATE * 2, colour: null },
    { id: 's', name: 'End', at: RATE * 4, length: RATE, colour: null },
  ],
  loop: { start: RATE, end: RATE * 3, enabled: true },
};
const scene = (change: Partial<ExportScene> = {}): ExportScene => ({
  document,
  project: 'Harbour',
  selectedClipIds: new Set(),
  range: { start: RATE / 2, end: RATE * 2 },
  now: new Date(2026, 10, 24, 17, 5, 9),
  ...change,
});
const plan = (change: Partial<ExportOptions>, of = scene()) =>
  planExport(of, { ...defaultExportOptions, ...change });

describe('the files of an export', () => {
  it.each([
    ['project', ['Harbour'], [[0, 6]]],
    ['loop', ['Harbour loop'], [[1, 3]]],
    ['range', ['Harbour selection'], [[0.5, 2]]],
    [
      'regions',
      ['Harbour Rain 1', 'Harbour End'],
      [
        [1, 3],
        [4, 5],
      ],
    ],
    [
      'each-clip',
      ['one', 'two'],
      [
        [1, 3],
        [4, 6],
      ],
    ],
  ] as const)('%s', (source, names, ranges) => {
    const files = plan({ source });
    expect(files.map(({ name }) => name)).toEqual(names);
    expect(files.map(({ range }) => [range.from / RATE, range.to / RATE])).toEqual(ranges);
  });

  it('are those of the selected clips', () => {
    const of = scene({ selectedClipIds: new Set(['two']) });
    expect(plan({ source: 'each-clip' }, of).map(({ name }) => name)).toEqual(['two']);
    expect(plan({ source: 'clips' }, of)[0]?.range).toMatchObject({ from: RATE * 4, to: RATE * 6 });
    expect(plan({ source: 'clips' })).toEqual([]);
  });

  it('have names of a pattern', () => {
    const pattern = '{index} {track} {prompt} {seed} {date} {project}';
    expect(plan({ source: 'each-clip', pattern }).map(({ name }) => name)).toEqual([
      '01 A heavy rain 7 2026-11-24 Harbour',
      '02 B two 2026-11-24 Harbour',
    ]);
  });

  it('sound alone and dry when that is asked for', () => {
    const [heard] = plan({ source: 'each-clip' });
    expect(Object.keys(heard?.document.clips ?? {})).toEqual(['one']);
    expect(heard?.document.tracks[0]).toMatchObject({
      muted: false,
      volumeDb: -6,
      effects: [{ type: 'eq3' }],
    });
    const [dry] = plan({ source: 'each-clip', dry: true });
    expect(dry?.document.tracks).toMatchObject([{ id: 'a', volumeDb: 0, effects: [] }]);
  });

  it('say what lies in them, in their own frames', () => {
    const [region] = plan({
      source: 'regions',
      format: { ...defaultExportOptions.format, sampleRate: 96_000 },
    });
    expect(region?.metadata).toMatchObject({
      timeReference: 96_000,
      title: 'Harbour Rain 1',
      markers: [
        { name: 'Door', at: 96_000, length: 0 },
        { name: 'Rain/1', at: 0, length: 192_000 },
      ],
      clips: [
        { name: 'one', track: 'A', at: 0, prompt: 'heavy rain', seed: 7, model: 'base 1 (abcdef012345)' },
      ],
    });
    expect(region?.metadata.createdAt).toMatch(/^2026-11-24T17:05:09[+-]\d\d:\d\d$/);
  });

  it('are stems, with the mix that they are stems of, for every region', () => {
    const of = scene({ document: { ...document, tracks: [{ ...track('a'), muted: false }, track('b')] } });
    const files = plan({ source: 'regions', stems: 'tracks', withMix: true }, of);
    expect(files.map(({ name }) => name)).toEqual([
      'Harbour Rain 1 - Mix',
      'Harbour Rain 1 - A',
      'Harbour End - Mix',
      'Harbour End - A',
    ]);
    expect(files.map(({ stemOf }) => stemOf && files.findIndex((file) => file === stemOf))).toEqual([
      null,
      0,
      null,
      2,
    ]);
    const alone = plan({ source: 'regions', stems: 'tracks' }, of);
    expect(alone.map(({ name }) => name)).toEqual(['Harbour Rain 1 - A', 'Harbour End - A']);
    expect(alone[0]?.stemOf?.range).toBe(alone[0]?.range);
    expect(alone[0]?.trimTail).toBe(false);
    // Clips have none, whatever was chosen before.
    const clips = plan({ source: 'each-clip', stems: 'tracks', withMix: true }, of);
    expect(clips.map(({ name, stemOf }) => [name, stemOf])).toEqual([
      ['one', null],
      ['two', null],
    ]);
  });

  it('know where they lie on the clock of the time code, in frames of their own rate', () => {
    const [region] = plan({
      source: 'regions',
      timecode: { start: '10:00:00:00', rate: '23.976' },
      // Opus runs at 48 kHz, whatever is chosen for other codecs.
      format: { ...defaultExportOptions.format, codec: 'opus', sampleRate: 96_000 },
    });
    expect(region?.metadata).toMatchObject({ timeReference: 36_036 * 48_000 + RATE, timecodeRate: '23.976' });
    expect(region?.metadata.markers[0]).toMatchObject({ name: 'Door', at: RATE });
  });

  it('have as many frames as their range and tail', () => {
    const [cut] = plan({ source: 'range', tail: { mode: 'none', seconds: 5 } });
    const [long] = plan({ source: 'range', tail: { mode: 'fixed', seconds: 5 } });
    expect([plannedFrames(cut!, 44_100), plannedFrames(long!, 44_100)]).toEqual([66_150, 286_650]);
    const options = { ...defaultExportOptions, tail: { mode: 'none' as const, seconds: 0 } };
    const files = planExport(scene(), options);
    expect(estimatedBytes(files, options)).toBe(6 * RATE * 6);
    // the floats of the first pass come on top
    expect(estimatedBytes(files, { ...options, loudness: { target: -23, ceiling: -1 } })).toBe(6 * RATE * 14);
  });
});
