import { expect, test } from '@playwright/test';
import type * as Checks from './lab/checks';
import { effectTypes, labForAll } from './support/lab';

test.setTimeout(600_000);
const lab = labForAll();

test('a clip starts on its very sample, at the project rate and at another', async () => {
  for (const start of [0, 1, 127, 128, 12_345, 100_001]) {
    const found = await lab().evaluate(
      (from) => window.checks.sounding([{ clips: [{ soundId: 'impulse', start: from }] }], 48_000),
      start,
    );
    expect(found).toMatchObject({ first: start, last: start, count: 1 });
    expect(found.values[0]).toBeCloseTo(0.5, 6);
  }
  const resampled = await lab().evaluate(() => window.checks.arrival([], 44_100));
  expect(resampled.frame).toBe(Math.round((4800 * 44_100) / 48_000));
});

test('a clip is the window of its sound that it says, cut on the sample', async () => {
  const clip = { soundId: 'counter', start: 1000, offset: 5000, length: 300 };
  const at = [999, 1000, 1299, 1300];
  const values = await lab().evaluate(
    ([spec, frames]) =>
      window.checks.samplesAt([{ clips: [spec, { soundId: 'impulse', start: 9000 }] }], frames),
    [clip, at] as const,
  );
  expect(values[0]).toBe(0);
  expect(values[1]).toBeCloseTo(5000 / 2 ** 18, 7);
  expect(values[2]).toBeCloseTo(5299 / 2 ** 18, 7);
  expect(values[3]).toBe(0);
});

test('fades and gains follow their curves', async () => {
  const values = await lab().evaluate(() =>
    window.checks.samplesAt(
      [
        {
          clips: [
            {
              soundId: 'constant',
              length: 48_000,
              gainDb: -6,
              fadeIn: { length: 4800, curve: 'linear' },
              fadeOut: { length: 9600, curve: 'equal-power' },
            },
          ],
        },
      ],
      [0, 2400, 4800, 24_000, 38_400, 43_200, 47_999],
    ),
  );
  const level = 0.25 * 10 ** (-6 / 20);
  const expected = [0, 0.5, 1, 1, 1, Math.SQRT1_2, Math.sin(Math.PI / 2 / 9600)].map((gain) => gain * level);
  values.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 5));
});

test('volume, pan, mute, solo and master do what their names say', async () => {
  const levels = (tracks: Parameters<typeof Checks.levels>[0], changes = {}) =>
    lab().evaluate(([specs, more]) => window.checks.levels(specs, more), [tracks, changes] as const);
  const clips = [{ soundId: 'constant', length: 48_000 }];
  const base = await levels([{ clips }]);
  expect(base.left).toBeCloseTo(20 * Math.log10(0.25), 3);
  expect((await levels([{ clips, volumeDb: -12 }])).left).toBeCloseTo(base.left - 12, 3);
  expect(
    (await levels([{ clips }], { master: { volumeDb: 6, effects: [], automation: [], modulators: [] } }))
      .left,
  ).toBeCloseTo(base.left + 6, 3);
  const right = await levels([{ clips, pan: 1 }]);
  expect(right.left).toBeLessThan(-120);
  expect(right.right).toBeCloseTo(base.right + 3.01, 2);
  expect((await levels([{ clips, muted: true }])).left).toBe(-400);
  expect((await levels([{ clips }, { clips, volumeDb: -72, soloed: true }])).left).toBe(-400);
  expect((await levels([{ clips }, { clips, soloed: true, volumeDb: -6 }])).left).toBeCloseTo(
    base.left - 6,
    3,
  );
  expect((await levels([{ clips }, { clips }])).left).toBeCloseTo(base.left + 6.02, 2);
});

test('effects that look ahead keep their track in time with the others', async () => {
  const transparent = [
    ['limiter', { ceiling: 0 }],
    ['vibrato', { depth: 0 }],
    ['pitch-shift', { semitones: 0 }],
    ['compressor', { ratio: 1 }],
    ['eq3', {}],
  ] as const;
  for (const rate of [44_100, 48_000]) {
    for (const [type, params] of transparent) {
      const found = await lab().evaluate(
        ([name, values, sampleRate]) =>
          window.checks.arrival([window.checks.effect(name, values)], sampleRate),
        [type, params, rate] as const,
      );
      expect(found.frame, `${type} at ${rate}`).toBe(Math.round((4800 * rate) / 48_000));
    }
    const shaped = await lab().evaluate(
      (sampleRate) => window.checks.arrival([window.checks.effect('distortion', { drive: 0 })], sampleRate),
      rate,
    );
    // Its tone filter adds a fraction of a sample.
    expect(Math.abs(shaped.frame - Math.round((4800 * rate) / 48_000))).toBeLessThanOrEqual(1);
  }
});

test('a bypassed effect is as if it were not there', async () => {
  for (const type of await effectTypes(lab())) {
    const error = await lab().evaluate((name) => window.checks.bypassError(name), type);
    expect(error, type).toBeLessThan(-120);
  }
});

test('rendering is reproducible, and oscillators keep the time of the project', async () => {
  for (const type of await effectTypes(lab())) {
    const error = await lab().evaluate(
      (name) => window.checks.repeatability([window.checks.effect(name)]),
      type,
    );
    expect(error, type).toBe(-400);
  }
  for (const type of ['tremolo', 'phaser', 'auto-filter', 'chorus', 'vibrato']) {
    const error = await lab().evaluate(
      (name) => window.checks.rangeError([window.checks.effect(name)]),
      type,
    );
    expect(error, type).toBeLessThan(-90);
  }
});

test('what is exported is what was heard', async () => {
  for (const type of await effectTypes(lab())) {
    const { error, live } = await lab().evaluate(
      (name) =>
        window.checks.steppedError(
          [
            {
              clips: [{ soundId: 'noise', start: 4000, length: 24_000 }],
              effects: [window.checks.effect(name)],
            },
          ],
          0.8,
        ),
      type,
    );
    expect(live, type).toBeGreaterThan(-30);
    expect(error, type).toBeLessThan(-90);
  }
  const mix = await lab().evaluate(() => {
    const { effect, liveError } = window.checks;
    return liveError(
      [
        {
          clips: [
            { soundId: 'tone', start: 2000, length: 30_000, fadeIn: { length: 9000, curve: 'equal-power' } },
            { soundId: 'noise', start: 20_000, length: 20_000, gainDb: -9, offset: 700 },
          ],
          effects: [effect('eq3', { lowGain: 6 }), effect('compressor')],
          pan: -0.4,
        },
        {
          clips: [{ soundId: 'noise', start: 12_345, length: 25_000 }],
          effects: [effect('limiter')],
          volumeDb: -4,
        },
      ],
      {
        master: {
          volumeDb: -2,
          effects: [effect('freeverb'), effect('ping-pong-delay', { time: 0.1 })],
          automation: [],
          modulators: [],
        },
      },
      1.2,
    );
  });
  expect(mix.error).toBeLessThan(-90);
});

test('what is mixed ahead of the export is what was heard', async () => {
  const found = await lab().evaluate(() => {
    const { effect, liveError } = window.checks;
    const send = (pre: boolean) => [{ id: 'send', returnId: 'room', levelDb: -6, pre, muted: false }];
    return liveError(
      [
        {
          clips: [
            {
              soundId: 'noise',
              start: 3000,
              length: 40_000,
              fadeIn: { length: 2000, curve: 's-curve' },
              fadeOut: { length: 9000, curve: 'exponential', bend: 0.4 },
              envelope: [
                { at: 1000, gainDb: 0 },
                { at: 20_000, gainDb: -18 },
                { at: 25_000, gainDb: 4 },
              ],
            },
          ],
          pan: 0.6,
          volumeDb: -5,
          sends: send(true),
          phaseInverted: true,
        },
        {
          clips: [
            {
              soundId: 'noise',
              start: 500,
              length: 30_000,
              loop: { start: 7000, length: 4321 },
              offset: 9000,
            },
            { soundId: 'tone', start: 28_000, length: 9000, reversed: true },
            { soundId: 'noise', start: 40_000, length: 9000, muted: true },
          ],
          effects: [effect('reverb', { decay: 0.4, mix: 40 }), effect('limiter', { ceiling: -9 })],
          sends: send(false),
          pan: -0.2,
        },
        { clips: [{ soundId: 'noise', length: 40_000 }], muted: true },
        {
          clips: [{ soundId: 'noise', start: 6000, length: 30_000 }],
          effects: [effect('compressor', { threshold: -40 })],
          automation: [
            {
              id: 'fader',
              target: 'volume',
              points: [
                { at: 0, value: -30, bend: 0 },
                { at: 40_000, value: 0, bend: 0 },
              ],
              bypassed: false,
              shown: true,
            },
          ],
        },
        { id: 'room', kind: 'return', effects: [effect('freeverb', { mix: 100 })] },
      ],
      {},
      1.2,
    );
  });
  expect(found.live).toBeGreaterThan(-30);
  expect(found.error).toBeLessThan(-90);
});

test('groups, sends and automation are exported as they were heard', async () => {
  const found = await lab().evaluate(() => {
    const { effect, liveError } = window.checks;
    const late = effect('limiter', { ceiling: 0 });
    const filter = effect('filter', { frequency: 800 });
    const lane = (target: string, values: number[]) => ({
      id: target.replaceAll(':', '-'),
      target,
      points: values.map((value, i) => ({ at: 3000 + i * 9000, value, bend: i % 2 ? 0.4 : -0.3 })),
      bypassed: false,
      shown: true,
    });
    const modulator = { depth: 0.2, bypassed: false, params: { rate: 3, shape: 'random' } };
    const noise = { soundId: 'noise', start: 1000, length: 60_000 };
    return liveError(
      [
        { id: 'group', kind: 'group', effects: [late], automation: [lane('pan', [-1, 1, 0])] },
        {
          clips: [
            {
              ...noise,
              envelope: [
                { at: 0, gainDb: -12 },
                { at: 40_000, gainDb: 0 },
              ],
            },
          ],
          groupId: 'group',
          effects: [filter],
          sends: [{ id: 'send', returnId: 'room', levelDb: -6, pre: false, muted: false }],
          automation: [
            lane('volume', [-30, 0, -12, 3]),
            lane(`effect:${filter.id}:frequency`, [200, 9000, 900]),
            lane('send:send', [-40, 0]),
          ],
          modulators: [
            { ...modulator, id: 'a', type: 'lfo', target: 'volume' },
            { ...modulator, id: 'b', type: 'follower', target: `effect:${filter.id}:frequency` },
          ],
        },
        {
          clips: [{ ...noise, loop: { start: 700, length: 5000 }, reversed: true, pitch: 2 }],
          phaseInverted: true,
          volumeDb: -9,
          effects: [late],
        },
        { id: 'room', kind: 'return', effects: [effect('feedback-delay', { time: 0.05, mix: 100 })] },
      ],
      { master: { volumeDb: -3, effects: [late], automation: [lane('volume', [0, -9, 0])], modulators: [] } },
      1.5,
    );
  });
  expect(found.live).toBeGreaterThan(-30);
  expect(found.error).toBeLessThan(-90);
});

test('two hundred graphs leave nothing behind', async () => {
  expect(await lab().evaluate(() => window.checks.leak(200))).toBe(0);
});

test('two hundred times playing and stopping leave nothing behind', async () => {
  const found = await lab().evaluate(() => window.checks.playAndStop(200));
  expect(found.scopes).toBe(0);
  // Ten times as many rounds hold no more nodes than a few did.
  expect(found.late).toBeLessThanOrEqual(found.early + 10);
});

test('what rings out is waited for by the clock of what sounds, and let go of however often stop is pressed', async () => {
  expect(await lab().evaluate(() => window.checks.ringOut(1500))).toEqual({ held: true, letGo: true });
});

test('what a render was made with is gone after it', async () => {
  const before = await livingContexts();
  for (let round = 0; round < 3; round += 1) {
    // In two parts, with a processor in each.
    await lab().evaluate(() => {
      const { effect, seamError } = window.checks;
      const clips = [{ soundId: 'noise', length: 96_000 }];
      return seamError([{ clips, effects: [effect('compressor')] }], {}, 48_000, 1);
    });
  }
  expect(await livingContexts()).toBe(before);
});

/** Offline contexts that the page still holds, after it has collected its garbage. */
async function livingContexts(): Promise<number> {
  const session = await lab().context().newCDPSession(lab());
  const { result } = await session.send('Runtime.evaluate', { expression: 'OfflineAudioContext.prototype' });
  const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId! });
  const counted = await session.send('Runtime.callFunctionOn', {
    objectId: objects.objectId!,
    functionDeclaration: 'function () { return this.length; }',
  });
  await session.detach();
  return Number(counted.result.value);
}
