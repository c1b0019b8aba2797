import type { Effect, ProjectDocument } from '../../preload/contract/document';
import { effectCatalogue } from '../../renderer/audio/effects/index';
import { paramValue } from '../../renderer/audio/effects/descriptor';
import { renderMix, wholeProject, type RenderRange } from '../../renderer/audio/render';
import { loadSource } from '../../renderer/audio/sources';
import type { Source } from '../../renderer/document/sources';
import { projectEnd } from '../../renderer/document/select';
import { effect, project, type TrackSpec } from './documents';
import { leak, playAndStop, playLive, playStepped, ringOut } from './live';
import { heldUp, turning } from './clicks';
import { fingerprint, settingsOf } from './fingerprint';
import { pieces } from './pieces';
import { framesHandedOut } from './signals';

export { bareTime, studioTime } from './bare';
export {
  effect,
  fingerprint,
  framesHandedOut,
  heldUp,
  leak,
  pieces,
  playAndStop,
  project,
  ringOut,
  settingsOf,
  turning,
};

type Stereo = [Float32Array, Float32Array];

export async function render(
  document: ProjectDocument,
  sampleRate = 48_000,
  range?: RenderRange,
  partSeconds?: number,
): Promise<Stereo> {
  const parts: Stereo[] = [];
  await renderMix({
    document,
    sampleRate,
    range: range ?? { from: 0, to: projectEnd(document), tailSeconds: 0 },
    write: async (channels) => void parts.push(channels),
    ...(partSeconds !== undefined && { partSeconds }),
  });
  const join = (channel: 0 | 1): Float32Array => {
    const joined = new Float32Array(parts.reduce((sum, part) => sum + part[channel].length, 0));
    let at = 0;
    for (const part of parts) {
      joined.set(part[channel], at);
      at += part[channel].length;
    }
    return joined;
  };
  return [join(0), join(1)];
}

const decibels = (value: number): number => (value > 0 ? 20 * Math.log10(value) : -400);
const peak = (samples: Float32Array): number =>
  samples.reduce((max, sample) => Math.max(max, Math.abs(sample)), 0);

function difference(a: Stereo, b: Stereo): number {
  let worst = 0;
  for (const channel of [0, 1] as const) {
    const length = Math.min(a[channel].length, b[channel].length);
    for (let i = 0; i < length; i += 1) worst = Math.max(worst, Math.abs(a[channel][i]! - b[channel][i]!));
  }
  return decibels(worst);
}

/** Frames at which a rendered project is not silent: first, last, and how many samples. */
export async function sounding(tracks: TrackSpec[], sampleRate: number) {
  const [left] = await render(project(tracks), sampleRate);
  const frames = [...left.keys()].filter((i) => Math.abs(left[i]!) > 1e-9);
  return {
    length: left.length,
    first: frames[0] ?? -1,
    last: frames.at(-1) ?? -1,
    count: frames.length,
    values: frames.slice(0, 4).map((i) => left[i]!),
  };
}

/** Levels left and right, in dB, of a project's middle. */
export async function levels(tracks: TrackSpec[], changes: Partial<ProjectDocument> = {}) {
  const rendered = await render(project(tracks, changes));
  const rms = (samples: Float32Array): number => {
    const middle = samples.subarray(Math.floor(samples.length * 0.25), Math.floor(samples.length * 0.75));
    return decibels(Math.sqrt(middle.reduce((sum, x) => sum + x * x, 0) / middle.length));
  };
  return {
    left: rms(rendered[0]),
    right: rms(rendered[1]),
    peak: decibels(Math.max(peak(rendered[0]), peak(rendered[1]))),
  };
}

/** Left-channel samples of a project at given frames. */
export async function samplesAt(tracks: TrackSpec[], frames: number[]) {
  const [left] = await render(project(tracks));
  return frames.map((frame) => left[frame]!);
}

const noiseTrack = (effects: Effect[], extra: Partial<TrackSpec> = {}): TrackSpec => ({
  clips: [{ soundId: 'noise', length: 96_000 }],
  effects,
  ...extra,
});

/** Largest difference in dBFS between two renders of one document. */
export async function repeatability(effects: Effect[]) {
  const document = project([noiseTrack(effects)]);
  return difference(await render(document), await render(document));
}

/** A bypassed effect against none, both beside a dry track: shows both its transparency and its timing. */
export async function bypassError(type: string) {
  const dry: TrackSpec = { clips: [{ soundId: 'noise', length: 48_000 }] };
  const one = await render(project([dry, noiseTrack([effect(type, {}, true)])]));
  const two = await render(project([dry, noiseTrack([])]));
  return difference(one, two);
}

/** Frame of the largest sample that an impulse at frame 4800 becomes behind an effect. */
export async function arrival(effects: Effect[], sampleRate: number) {
  const document = project([
    { clips: [{ soundId: 'impulse', start: 4800, length: 24_000 }], effects },
    { clips: [{ soundId: 'constant', length: 1, start: 47_999 }], muted: true },
  ]);
  const [left] = await render(document, sampleRate, { from: 0, to: 48_000, tailSeconds: 0 });
  let best = 0;
  left.forEach((sample, i) => {
    if (Math.abs(sample) > Math.abs(left[best]!)) best = i;
  });
  return { frame: best, value: left[best]! };
}

/** The part of a render that starts later against the same part of a whole render: do oscillators keep project time? */
export async function rangeError(effects: Effect[]) {
  const document = project([{ clips: [{ soundId: 'constant', length: 144_000 }], effects }]);
  const whole = await render(document);
  const part = await render(document, 48_000, { from: 62_345, to: 144_000, tailSeconds: 0 });
  // What the effect must settle into first (delay lines, filters) is left out.
  const skip = 24_000;
  return difference(
    [whole[0].subarray(62_345 + skip), whole[1].subarray(62_345 + skip)],
    [part[0].subarray(skip), part[1].subarray(skip)],
  );
}

/** What a project sounds like from its beginning, left and right, as plain numbers. */
export async function mix(
  tracks: TrackSpec[],
  frames: number,
  changes: Partial<ProjectDocument> = {},
  sampleRate = 48_000,
): Promise<[number[], number[]]> {
  const document = project(tracks, changes);
  const to = Math.round((frames * document.sampleRate) / sampleRate);
  const [left, right] = await render(document, sampleRate, { from: 0, to, tailSeconds: 0 });
  return [Array.from(left), Array.from(right)];
}

/** The length of a clip's source, in frames at a rate, and its samples. */
export async function source(spec: Partial<Source> & { soundId: string }, rate = 48_000) {
  const buffer = await loadSource({ reversed: false, pitch: 0, stretch: 1, ...spec }, rate, 48_000);
  return Array.from(buffer.getChannelData(0));
}

/** Where two recordings differ by more than −90 dBFS: first and last frame, and how many; a gap has ends on blocks. */
function differing(a: Float32Array, b: Float32Array) {
  const frames = [...a.keys()].filter((i) => Math.abs(a[i]! - b[i]!) > 10 ** (-90 / 20));
  return { first: frames[0] ?? -1, last: frames.at(-1) ?? -1, count: frames.length };
}

/** What is played in real time is played so often at the most: an audio thread that is held up drops blocks. */
const PLAYS = 3;

/**
 * Largest difference in dBFS between what was played and what was exported, and the level of either. A graph that is
 * wrong is wrong whenever it is played; a dropout of the machine is gone the next time.
 */
export async function liveError(
  tracks: TrackSpec[],
  changes: Partial<ProjectDocument>,
  seconds: number,
  play = playLive,
) {
  const document = project(tracks, changes);
  const range = { from: 0, to: Math.round(seconds * 48_000), tailSeconds: 0 };
  const offline = await render(document, 48_000, range);
  let live = await play(document, seconds);
  for (let plays = 1; plays < PLAYS && difference(live, offline) > -90; plays += 1) {
    live = await play(document, seconds);
  }
  return {
    error: difference(live, offline),
    differing: differing(live[0], offline[0]),
    live: decibels(peak(live[0])),
    offline: decibels(peak(offline[0])),
  };
}

/** Largest difference in dBFS between a project rendered in parts and at once, and its level. */
export async function seamError(
  tracks: TrackSpec[],
  changes: Partial<ProjectDocument>,
  sampleRate: number,
  partSeconds: number,
) {
  const document = project(tracks, changes);
  const [whole, parts] = [
    await render(document, sampleRate),
    await render(document, sampleRate, undefined, partSeconds),
  ];
  const lengths = [whole[0].length, parts[0].length];
  return { error: difference(whole, parts), level: decibels(peak(whole[0])), lengths };
}

/** Every effect at the ends of every range: which settings give something that is not finite, or runs away. */
export async function extremes(type: string) {
  const descriptor = effectCatalogue.find((candidate) => candidate.type === type)!;
  const ends = descriptor.params.map((param) =>
    param.kind === 'choice' ? param.choices.map(({ value }) => value) : [param.min, param.max],
  );
  const settings: Effect['params'][] = [];
  descriptor.params.forEach((param, index) => {
    for (const value of ends[index]!) settings.push({ [param.key]: value });
  });
  for (const end of [0, -1]) {
    settings.push(Object.fromEntries(descriptor.params.map((param, i) => [param.key, ends[i]!.at(end)!])));
  }
  const bad: { params: Effect['params']; finite: boolean; peakDb: number; subnormal: number }[] = [];
  let loudest = -400;
  for (const params of settings) {
    const document = project([
      { clips: [{ soundId: 'noise', length: 12_000 }], effects: [effect(type, params)] },
    ]);
    const [left, right] = await render(document, 48_000, { from: 0, to: 18_000, tailSeconds: 0 });
    const finite = left.every(Number.isFinite) && right.every(Number.isFinite);
    const peakDb = decibels(Math.max(peak(left), peak(right)));
    loudest = Math.max(loudest, peakDb);
    // What is too small for full precision slows processors down, and is left to ring by filters that nobody stops.
    const tiny = (side: Float32Array): number =>
      side.filter((x) => x !== 0 && Math.abs(x) < 2 ** -126).length;
    const subnormal = tiny(left) + tiny(right);
    // The largest gain any parameter promises is 36 dB, over noise that peaks at −10.5 dBFS.
    if (!finite || peakDb > 36 || subnormal > 0) bad.push({ params, finite, peakDb, subnormal });
  }
  return { tried: settings.length, bad, loudest };
}

/** The same with the graph as it is when one listens, in a context that takes the time it needs. */
export const steppedError = (tracks: TrackSpec[], seconds: number) =>
  liveError(tracks, {}, seconds, playStepped);

/** Seconds to render `seconds` of a document, and its figures. */
export async function renderTime(document: ProjectDocument, sampleRate: number): Promise<number> {
  const started = performance.now();
  await renderMix({ document, sampleRate, range: wholeProject(document), write: async () => undefined });
  return (performance.now() - started) / 1000;
}

/** Each effect's default values, for a look at what a test covers. */
export const effectTypes = (): string[] => effectCatalogue.map(({ type }) => type);
export const defaults = (type: string) =>
  effectCatalogue
    .find((candidate) => candidate.type === type)!
    .params.map((param) => paramValue(param, undefined));
