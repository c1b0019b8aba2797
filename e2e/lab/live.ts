import type { Clip, ProjectDocument } from '../../preload/contract/document';
import { ClipPlayer, heardClips } from '../../renderer/audio/clipPlayer';
import { MixGraph, prepareContext } from '../../renderer/audio/graph';
import { player } from '../../renderer/audio/player';
import { Scope } from '../../renderer/audio/scope';
import { loadBuffer } from '../../renderer/audio/sounds';
import { clipBufferKey, loadClipBuffer } from '../../renderer/audio/sources';
import { Editor } from '../../renderer/document/editor';
import { effect, project, type TrackSpec } from './documents';
import recorderUrl from './recorder.worklet.js?url';

type Stereo = [Float32Array, Float32Array];
type Block = { frame: number; channels: Stereo };

const RATE = 48_000;
/** As far as the player schedules ahead, in seconds. */
const HORIZON = 2.5;

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** What the recorder has taken down; processors made before it was asked exist by then. */
const read = (recorder: AudioWorkletNode): Promise<Block[]> =>
  new Promise((resolve) => {
    recorder.port.onmessage = ({ data }) => resolve(data as Block[]);
    recorder.port.postMessage('read');
  });

/**
 * The graph as it is when one listens (it may be edited, and has meters), with the live scheduler, in a context that no
 * busy machine can hurry. A real one loses blocks where the audio thread is kept from its work: Chromium's convolver
 * then misses its own threads' share, and a node that is let go of meanwhile takes up to two blocks with it.
 */
export async function playStepped(document: ProjectDocument, seconds: number): Promise<Stereo> {
  const native = new OfflineAudioContext(2, Math.ceil((seconds + 1) * RATE), RATE);
  await prepareContext(native);
  const buffers = await buffersOf(document);
  const frame = 128 * 100;
  const graph = new MixGraph({
    native,
    document,
    time: frame / RATE,
    position: 0,
    fixed: false,
    onLevel: () => undefined,
  });
  const bufferOf = (clip: Clip) => buffers.get(clipBufferKey(clip)) ?? null;
  const clips = new ClipPlayer({ context: native, graph, document, bufferOf });
  clips.add({ frame, from: 0, to: Infinity, soft: true });
  clips.advance(native.length);
  const rendered = await native.startRendering();
  const start = frame + graph.latency;
  graph.dispose();
  const channel = (side: 0 | 1): Float32Array =>
    rendered.getChannelData(side).slice(start, start + Math.round(seconds * RATE));
  return [channel(0), channel(1)];
}

async function buffersOf(document: ProjectDocument): Promise<Map<string, AudioBuffer>> {
  const buffers = new Map<string, AudioBuffer>();
  for (const clip of heardClips(document).byStart) {
    buffers.set(clipBufferKey(clip), await loadClipBuffer(clip, RATE, document.sampleRate));
  }
  return buffers;
}

/** Plays a document in a live context through the live scheduler and takes down what reaches the output. */
export async function playLive(document: ProjectDocument, seconds: number): Promise<Stereo> {
  const native = new AudioContext({ sampleRate: RATE });
  await native.resume();
  await prepareContext(native);
  await native.audioWorklet.addModule(recorderUrl);
  const recorder = new AudioWorkletNode(native, 'recorder', {
    channelCount: 2,
    channelCountMode: 'explicit',
  });
  recorder.connect(native.destination);
  const buffers = await buffersOf(document);
  // The clock stands while the graph is built, which on a busy machine takes longer than any lead would allow for.
  await native.suspend();
  const frame = Math.ceil(((native.currentTime + 0.3) * RATE) / 128) * 128;
  const graph = new MixGraph({
    native,
    document,
    time: frame / RATE,
    position: 0,
    fixed: false,
    destination: recorder,
    onLevel: () => undefined,
  });
  const clips = new ClipPlayer({
    context: native,
    graph,
    document,
    bufferOf: (clip) => buffers.get(clipBufferKey(clip)) ?? null,
  });
  clips.add({ frame, from: 0, to: Infinity, soft: true });
  clips.advance((native.currentTime + HORIZON) * RATE);
  // Processors are made on the audio thread, after their nodes: what passes before they are there is lost.
  await read(recorder);
  await native.resume();
  const until = frame / RATE + seconds + graph.latency / RATE + 0.1;
  while (native.currentTime < until) {
    clips.advance((native.currentTime + HORIZON) * RATE);
    await pause(50);
  }
  const blocks = await read(recorder);
  clips.clear();
  graph.dispose();
  await native.close();
  const start = frame + graph.latency;
  const channel = (side: 0 | 1): Float32Array => {
    const played = new Float32Array(Math.round(seconds * RATE));
    for (const block of blocks) {
      block.channels[side].forEach((sample, i) => {
        played[block.frame + i - start] = sample;
      });
    }
    return played;
  };
  return [channel(0), channel(1)];
}

/** One of each way in which nodes are owned, and of each way in which strips are wired. */
function everything(): ProjectDocument {
  const clips = [
    { soundId: 'noise', length: 96_000, loop: { start: 0, length: 9600 }, envelope: [{ at: 0, gainDb: -6 }] },
  ];
  const send = { id: 'send', returnId: 'room', levelDb: -6, pre: true, muted: false };
  const lane = {
    id: 'lane',
    target: 'volume',
    points: [
      { at: 0, value: -20, bend: 0.3 },
      { at: 40_000, value: 0, bend: 0 },
    ],
    bypassed: false,
    shown: true,
  };
  const modulator = { target: 'pan', depth: 0.3, bypassed: false, params: {} };
  const tracks: TrackSpec[] = [
    { id: 'group', kind: 'group', effects: [effect('compressor')] },
    {
      clips,
      groupId: 'group',
      sends: [send],
      automation: [lane],
      modulators: [
        { ...modulator, id: 'lfo', type: 'lfo' },
        { ...modulator, id: 'follower', type: 'follower' },
      ],
      effects: [effect('filter'), effect('chorus')],
    },
    { clips, pan: 0.3 },
    { id: 'room', kind: 'return', effects: [effect('reverb', { decay: 0.2 })] },
  ];
  return project(tracks, {
    master: { volumeDb: 0, effects: [effect('limiter')], automation: [lane], modulators: [] },
  });
}

/** How many scopes are open more than before `times` graphs were built, played into and let go. */
export async function leak(times: number): Promise<number> {
  const native = new AudioContext({ sampleRate: RATE });
  await prepareContext(native);
  const document = everything();
  const buffer = await loadBuffer(RATE, 'noise');
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
    clips.advance(native.currentTime * RATE + 4800);
    clips.clear();
    graph.dispose();
  }
  const after = Scope.open;
  await native.close();
  return after - before;
}

const counted = [
  'GainNode',
  'AudioBufferSourceNode',
  'AudioWorkletNode',
  'ConstantSourceNode',
  'DelayNode',
  'WaveShaperNode',
] as const;

/** Keeps count of nodes that are made from now on and still held by anything. */
export function countNodes(): { made(): number; living(): number; stop(): void } {
  const nodes: WeakRef<object>[] = [];
  const before = counted.map((name) => [name, globalThis[name]] as const);
  for (const [name, original] of before) {
    const made = new Proxy(original, {
      construct: (target, parameters, newTarget) => {
        const node = Reflect.construct(target, parameters, newTarget) as object;
        nodes.push(new WeakRef(node));
        return node;
      },
    });
    Object.assign(globalThis, { [name]: made });
  }
  return {
    made: () => nodes.length,
    living: () => nodes.filter((node) => node.deref()).length,
    stop: () => Object.assign(globalThis, Object.fromEntries(before)),
  };
}

/** Plays and stops with the studio's own player: scopes and nodes that are left over, and how many nodes were made. */
export async function playAndStop(times: number): Promise<{ scopes: number; early: number; late: number }> {
  player.follow(new Editor(everything()));
  const round = async (): Promise<void> => {
    await player.play();
    player.stop();
  };
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 60 && Scope.open > scopes; i += 1) await pause(100);
    for (let i = 0; i < 5; i += 1) {
      // Chromium's, with `--expose-gc`
      globalThis.gc?.();
      await pause(100);
    }
  };
  await round();
  await pause(2500);
  const scopes = Scope.open;
  const nodes = countNodes();
  for (let i = 0; i < 20; i += 1) await round();
  await settle();
  const early = nodes.living();
  for (let i = 20; i < times; i += 1) await round();
  await settle();
  const late = nodes.living();
  nodes.stop();
  return { scopes: Scope.open - scopes, early, late };
}

/**
 * What rings out after a stop: whether it still sounds after `milliseconds` in which the context stood still, as on a
 * machine that is held up, and whether it is let go of once that has played on, though stop was pressed again.
 */
export async function ringOut(milliseconds: number): Promise<{ held: boolean; letGo: boolean }> {
  player.follow(new Editor(project([{ clips: [{ soundId: 'noise' }] }])));
  await player.play();
  const { context } = player['engine']!;
  await context.suspend();
  player.stop();
  await pause(milliseconds);
  const held = player.sounding;
  player.stop();
  await context.resume();
  for (let i = 0; i < 100 && player.sounding; i += 1) await pause(50);
  return { held, letGo: !player.sounding };
}
