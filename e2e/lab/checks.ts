import type { Effect, ProjectDocument } from '../../preload/contract/document';
import { ClipPlayer } from '../../renderer/audio/clipPlayer';
import { effectCatalogue } from '../../renderer/audio/effects/index';
import { paramValue } from '../../renderer/audio/effects/descriptor';
import { MixGraph, prepareContext } from '../../renderer/audio/graph';
import { renderMix, wholeProject, type RenderRange } from '../../renderer/audio/render';
import { Scope } from '../../renderer/audio/scope';
import { loadBuffer } from '../../renderer/audio/sounds';
import { projectEnd } from '../../renderer/document/select';
import { effect, project, type TrackSpec } from './documents';
import recorderUrl from './recorder.worklet.js?url';

export { effect, project };

type Stereo = [Float32Array, Float32Array];

export async function render(
  document: ProjectDocument,
  sampleRate = 48_000,
  range?: RenderRange,
): Promise<Stereo> {
  const parts: Stereo[] = [];
  await renderMix({
    document,
    sampleRate,
    range: range ?? { from: 0, to: projectEnd(document), tailSeconds: 0 },
    write: async (channels) => void parts.push(channels),
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

/** Plays a document in a live context through the live scheduler and takes down what reaches the output. */
export async function playLive(document: ProjectDocument, seconds: number): Promise<Stereo> {
  const native = new AudioContext({ sampleRate: 48_000 });
  await native.resume();
  await prepareContext(native);
  await native.audioWorklet.addModule(recorderUrl);
  const recorder = new AudioWorkletNode(native, 'recorder', {
    channelCount: 2,
    channelCountMode: 'explicit',
  });
  recorder.connect(native.destination);
  const buffers = new Map<string, AudioBuffer>();
  for (const { soundId } of Object.values(document.clips))
    buffers.set(soundId, await loadBuffer(native, soundId));
  // The clock stands while the graph is built, which on a busy machine takes longer than any lead would allow for.
  await native.suspend();
  const frame = Math.ceil(((native.currentTime + 0.3) * 48_000) / 128) * 128;
  const graph = new MixGraph({
    native,
    document,
    time: frame / 48_000,
    position: 0,
    fixed: false,
    destination: recorder,
    onLevel: () => undefined,
  });
  const clips = new ClipPlayer({
    context: native,
    graph,
    document,
    bufferOf: (id) => buffers.get(id) ?? null,
  });
  clips.add({ frame, from: 0, to: Infinity, soft: true });
  clips.advance((native.currentTime + 1) * 48_000);
  await native.resume();
  const until = frame / 48_000 + seconds + graph.latency / 48_000 + 0.1;
  while (native.currentTime < until) {
    clips.advance((native.currentTime + 1) * 48_000);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const blocks = await new Promise<{ frame: number; channels: Stereo }[]>((resolve) => {
    recorder.port.onmessage = ({ data }) => resolve(data as { frame: number; channels: Stereo }[]);
    recorder.port.postMessage('read');
  });
  clips.clear();
  graph.dispose();
  await native.close();
  const start = frame + graph.latency;
  const channel = (side: 0 | 1): Float32Array => {
    const played = new Float32Array(Math.round(seconds * 48_000));
    for (const block of blocks) {
      block.channels[side].forEach((sample, i) => {
        played[block.frame + i - start] = sample;
      });
    }
    return played;
  };
  return [channel(0), channel(1)];
}

/** Largest difference in dBFS between what was played and what was exported, and the level of either. */
export async function liveError(tracks: TrackSpec[], changes: Partial<ProjectDocument>, seconds: number) {
  const document = project(tracks, changes);
  const range = { from: 0, to: Math.round(seconds * 48_000), tailSeconds: 0 };
  const [live, offline] = [await playLive(document, seconds), await render(document, 48_000, range)];
  return {
    error: difference(live, offline),
    live: decibels(peak(live[0])),
    offline: decibels(peak(offline[0])),
  };
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
  const bad: { params: Effect['params']; finite: boolean; peakDb: number }[] = [];
  let loudest = -400;
  for (const params of settings) {
    const document = project([
      { clips: [{ soundId: 'noise', length: 12_000 }], effects: [effect(type, params)] },
    ]);
    const [left, right] = await render(document, 48_000, { from: 0, to: 18_000, tailSeconds: 0 });
    const finite = left.every(Number.isFinite) && right.every(Number.isFinite);
    const peakDb = decibels(Math.max(peak(left), peak(right)));
    loudest = Math.max(loudest, peakDb);
    // The largest gain any parameter promises is 36 dB, over noise that peaks at −10.5 dBFS.
    if (!finite || peakDb > 36) bad.push({ params, finite, peakDb });
  }
  return { tried: settings.length, bad, loudest };
}

/** Scopes and disposed graphs: how many scopes are open more than before `times` graphs were built and let go. */
export async function leak(times: number) {
  const native = new AudioContext({ sampleRate: 48_000 });
  await prepareContext(native);
  // One of each way in which nodes are owned: Tone's, native ones, processors, oscillators.
  const effects = [
    effect('filter'),
    effect('reverb', { decay: 0.2 }),
    effect('compressor'),
    effect('chorus'),
  ];
  const document = project([noiseTrack(effects), noiseTrack([])], {
    master: { volumeDb: 0, effects: [effect('limiter')] },
  });
  const buffer = await loadBuffer(native, 'noise');
  const before = Scope.open;
  for (let i = 0; i < times; i += 1) {
    const graph = new MixGraph({
      native,
      document,
      time: native.currentTime,
      position: 0,
      fixed: false,
      onLevel: () => undefined,
    });
    const clips = new ClipPlayer({ context: native, graph, document, bufferOf: () => buffer });
    clips.add({ frame: 0, from: 0, to: Infinity, soft: true });
    clips.advance(native.currentTime * 48_000 + 4800);
    clips.clear();
    graph.dispose();
  }
  const after = Scope.open;
  await native.close();
  return after - before;
}

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

export async function micro(kind: string) {
  const native = new OfflineAudioContext(2, 48_000 * 20, 48_000);
  const buffer = await loadBuffer(native, 'noise');
  const source = new AudioBufferSourceNode(native, { buffer, loop: true });
  source.start();
  let last: AudioNode = source;
  const add = (node: AudioNode) => {
    last.connect(node);
    last = node;
  };
  const n = 24;
  for (let i = 0; i < n; i += 1) {
    if (kind === 'gain') add(new GainNode(native, { gain: 0.9 }));
    if (kind === 'gain-event') {
      const g = new GainNode(native);
      g.gain.setValueAtTime(0.9, 0);
      add(g);
    }
    if (kind === 'biquad') add(new BiquadFilterNode(native, { type: 'peaking', gain: 1 }));
    if (kind === 'biquad-event') {
      const b = new BiquadFilterNode(native, { type: 'peaking' });
      b.gain.setValueAtTime(1, 0);
      b.frequency.setValueAtTime(900, 0);
      b.Q.setValueAtTime(1, 0);
      b.detune.setValueAtTime(0, 0);
      add(b);
    }
    if (kind === 'delay') add(new DelayNode(native, { delayTime: 0 }));
    if (kind === 'delay-event') {
      const d = new DelayNode(native, {});
      d.delayTime.setValueAtTime(0.006, 0);
      add(d);
    }
    if (kind === 'splitmerge') {
      const sp = new ChannelSplitterNode(native, { numberOfOutputs: 2 });
      const m = new ChannelMergerNode(native, { numberOfInputs: 2 });
      last.connect(sp);
      for (const c of [0, 1]) {
        const g = new GainNode(native);
        sp.connect(g, c);
        g.connect(m, 0, c);
      }
      last = m;
    }
    if (kind === 'compressor') add(new DynamicsCompressorNode(native));
    if (kind === 'panner') add(new StereoPannerNode(native));
  }
  last.connect(native.destination);
  await native.startRendering();
}
