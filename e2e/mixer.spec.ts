import { expect, test } from '@playwright/test';
import type { Automation, Modulator } from '../preload/contract/document';
import type { TrackSpec } from './lab/documents';
import { sendTo } from '../preload/contract/testing/scene';
import { labForAll } from './support/lab';

const lab = labForAll();

const constant = [{ soundId: 'constant', length: 48_000 }];
const db = (gain: number): number => 10 ** (gain / 20);
const lane = (target: string, points: [number, number, number?][]): Automation => ({
  id: `lane-${target.replaceAll(':', '-')}`,
  target,
  points: points.map(([at, value, bend = 0]) => ({ at, value, bend })),
  bypassed: false,
  shown: true,
});

const mix = (tracks: TrackSpec[], frames: number, rate = 48_000): Promise<[number[], number[]]> =>
  lab().evaluate(([specs, length, sampleRate]) => window.checks.mix(specs, length, {}, sampleRate), [
    tracks,
    frames,
    rate,
  ] as const);
/** The level, left, that a quarter of full scale in every clip comes to. */
const level = async (tracks: TrackSpec[]): Promise<number> =>
  ((await mix(tracks, 4800))[0][4000] ?? 0) / 0.25;

test('sends leave before the pan or behind the fader, and returns take them', async () => {
  const room: TrackSpec = { id: 'room', kind: 'return' };
  const source = { id: 'a', clips: constant, volumeDb: -72 };
  expect(await level([{ ...source, sends: [sendTo('room')] }, room])).toBe(0);
  expect(await level([{ ...source, sends: [sendTo('room', { pre: true, levelDb: -6 })] }, room])).toBeCloseTo(
    db(-6),
    5,
  );
  const faded = { ...source, volumeDb: -12 };
  expect(await level([{ ...faded, sends: [sendTo('room', { levelDb: -6 })] }, room])).toBeCloseTo(
    db(-12) + db(-18),
    5,
  );
  expect(await level([{ ...faded, sends: [sendTo('room', { muted: true })] }, room])).toBeCloseTo(db(-12), 5);
  expect(await level([{ ...faded, muted: true, sends: [sendTo('room', { pre: true })] }, room])).toBe(0);
  expect(
    await level([
      { ...faded, sends: [sendTo('room')] },
      { ...room, volumeDb: -6 },
    ]),
  ).toBeCloseTo(db(-12) + db(-18), 5);
  const chain: TrackSpec[] = [
    { ...faded, sends: [sendTo('room')] },
    { ...room, sends: [sendTo('hall')] },
    { id: 'hall', kind: 'return', sends: [sendTo('room')] },
  ];
  expect(await level(chain)).toBeCloseTo(3 * db(-12), 5);
});

test('groups sum their tracks, and solo and mute reach through them', async () => {
  const session = (changes: Record<string, TrackSpec> = {}): TrackSpec[] =>
    (
      [
        { id: 'outer', kind: 'group', volumeDb: -6 },
        { id: 'inner', kind: 'group', groupId: 'outer', volumeDb: -6 },
        { id: 'a', clips: constant, groupId: 'inner', sends: [sendTo('room', { levelDb: -20 })] },
        { id: 'b', clips: constant, groupId: 'outer' },
        { id: 'c', clips: constant, volumeDb: -30 },
        { id: 'room', kind: 'return' },
      ] as const
    ).map((track) => ({ ...track, ...changes[track.id] }) as TrackSpec);
  const [a, b, c, room] = [db(-12), db(-6), db(-30), db(-20)];
  expect(await level(session())).toBeCloseTo(a + b + c + room, 5);
  expect(await level(session({ a: { soloed: true } }))).toBeCloseTo(a + room, 5);
  expect(await level(session({ inner: { soloed: true } }))).toBeCloseTo(a + room, 5);
  expect(await level(session({ outer: { soloed: true } }))).toBeCloseTo(a + b + room, 5);
  expect(await level(session({ c: { soloed: true } }))).toBeCloseTo(c, 5);
  expect(await level(session({ room: { soloed: true } }))).toBeCloseTo(room, 5);
  expect(await level(session({ outer: { muted: true } }))).toBeCloseTo(c, 5);
  expect(await level(session({ inner: { muted: true }, a: { soloed: true } }))).toBe(0);
});

test('a track against itself with its phase inverted is silence', async () => {
  const noise = [{ soundId: 'noise', length: 24_000 }];
  for (const strip of [{}, { volumeDb: -7, pan: 0.3 }]) {
    const track = { clips: noise, ...strip };
    const [left, right] = await mix([track, { ...track, phaseInverted: true }], 24_000);
    expect(Math.max(...left.map(Math.abs), ...right.map(Math.abs))).toBe(0);
  }
});

test('every path arrives on the same sample', async () => {
  const found = await lab().evaluate(() => {
    const { effect, mix: render } = window.checks;
    const late = (): ReturnType<typeof effect> => effect('limiter', { ceiling: 0, input: 0 });
    const clips = [{ soundId: 'impulse', start: 4800, length: 2400, gainDb: -20 }];
    const sendTo = { id: 's', returnId: 'room', levelDb: 0, pre: false, muted: false };
    return render(
      [
        { id: 'group', kind: 'group', effects: [late()] },
        { clips, effects: [late(), late()] },
        { clips, groupId: 'group', sends: [sendTo] },
        { clips, groupId: 'group', effects: [late()], sends: [{ ...sendTo, pre: true }] },
        { clips },
        { id: 'room', kind: 'return', effects: [late(), late()], groupId: 'group' },
      ],
      9600,
    );
  });
  const sounding = found[0].map((value, at) => ({ at, value })).filter(({ value }) => Math.abs(value) > 1e-7);
  expect(sounding.map(({ at }) => at)).toEqual([4800]);
  expect(sounding[0]?.value).toBeCloseTo(6 * 0.05, 5);
});

test('a volume lane is its curve at every sample, behind effects that delay too', async () => {
  const points: [number, number, number?][] = [
    [1000, -40],
    [5000, 0],
    [9000, -12, 0.5],
    [13_000, 6],
    [13_001, 6],
    [13_001, -30],
  ];
  const expected = (at: number): number => {
    if (at < 1000) return -40;
    if (at < 5000) return -40 + (40 * (at - 1000)) / 4000;
    if (at < 9000) return (-12 * (at - 5000)) / 4000;
    if (at < 13_000) return -12 + 18 * ((at - 9000) / 4000) ** 0.5;
    return at < 13_001 ? 6 : -30;
  };
  const plain = { clips: constant, automation: [lane('volume', points)] };
  const late = await lab().evaluate(() => [window.checks.effect('limiter', { ceiling: 0 })]);
  for (const track of [plain, { ...plain, effects: late }]) {
    const [left] = await mix([track], 20_000);
    left.forEach((value, at) => {
      const error = Math.abs(value / 0.25 - db(expected(at)));
      // A bend that rises at once is drawn by ever shorter lines.
      if (error > (at > 9000 && at < 9100 ? 0.02 : 2e-4))
        expect({ at, value: value / 0.25 }).toEqual({ at, value: db(expected(at)) });
    });
  }
});

test('pan, sends, effects and the master are automated; a bypassed lane is not there', async () => {
  const pan = {
    clips: constant,
    automation: [
      lane('pan', [
        [2400, -1],
        [7200, 1],
      ]),
    ],
  };
  const [left, right] = await mix([pan], 9600);
  expect(left[2000]! / 0.25).toBeCloseTo(Math.SQRT2, 4);
  expect(right[2000]).toBeCloseTo(0, 5);
  expect(left[4800]! / 0.25).toBeCloseTo(1, 4);
  expect(right[9000]! / 0.25).toBeCloseTo(Math.SQRT2, 4);
  const bypassed = { ...pan, automation: [{ ...lane('pan', [[0, -1]]), bypassed: true }] };
  expect((await mix([bypassed], 4800))[1][4000]! / 0.25).toBeCloseTo(1, 5);

  const sent = {
    clips: constant,
    volumeDb: -72,
    sends: [sendTo('room', { pre: true })],
    automation: [
      lane('send:to-room', [
        [2400, -40],
        [7200, 0],
      ]),
    ],
  };
  const [wet] = await mix([sent, { id: 'room', kind: 'return' }], 9600);
  expect(wet[4800]! / 0.25).toBeCloseTo(db(-20), 4);

  const trim = await lab().evaluate(() => window.checks.effect('trim'));
  const moved = {
    clips: constant,
    effects: [trim],
    automation: [
      lane(`effect:${trim.id}:gain`, [
        [2400, -24],
        [7200, 0],
      ]),
    ],
  };
  expect((await mix([moved], 9600))[0][4800]! / 0.25).toBeCloseTo(db(-12), 3);
  const filter = await lab().evaluate(() => window.checks.effect('filter', { mix: 100 }));
  const mixed = {
    clips: constant,
    effects: [filter],
    automation: [lane(`effect:${filter.id}:mix`, [[0, 0]])],
  };
  expect((await mix([mixed], 9600))[0][100]! / 0.25).toBeCloseTo(1, 5);

  const master = await lab().evaluate(
    ({ automation, clips }) =>
      window.checks.mix([{ clips }], 9600, {
        master: { volumeDb: 0, effects: [], automation, modulators: [] },
      }),
    { automation: [lane('volume', [[0, -6]])], clips: constant },
  );
  expect(master[0][5000]! / 0.25).toBeCloseTo(db(-6), 5);
});

test('LFOs move what they are to, on the project’s time, and followers follow', async () => {
  const lfo: Modulator = {
    id: 'm',
    type: 'lfo',
    target: 'volume',
    depth: 0.25,
    bypassed: false,
    params: { rate: 5, shape: 'sine' },
  };
  const [left] = await mix([{ clips: constant, volumeDb: -30, modulators: [lfo] }], 48_000);
  for (let at = 0; at < 48_000; at += 331) {
    const expected = -30 + 84 * 0.25 * Math.sin((2 * Math.PI * 5 * at) / 48_000);
    expect(Math.abs(20 * Math.log10(left[at]! / 0.25) - expected), String(at)).toBeLessThan(0.05);
  }
  const follower: Modulator = {
    id: 'f',
    type: 'follower',
    target: 'volume',
    depth: -0.5,
    bypassed: false,
    params: { attack: 1, release: 50 },
  };
  const [ducked] = await mix([{ clips: constant, modulators: [follower] }], 24_000);
  // A quarter of full scale: an eighth of the range, which is 84 dB, less.
  expect(20 * Math.log10(ducked[20_000]! / 0.25)).toBeCloseTo(-84 / 8, 1);
});
