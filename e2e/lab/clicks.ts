import type { ProjectDocument } from '../../preload/contract/document';
import { sendTo } from '../../preload/contract/testing/scene';
import { ClipPlayer } from '../../renderer/audio/clipPlayer';
import type { ParamDescriptor } from '../../renderer/audio/effects/descriptor';
import { effectCatalogue } from '../../renderer/audio/effects/index';
import { MixGraph, prepareContext } from '../../renderer/audio/graph';
import { loadBuffer } from '../../renderer/audio/sounds';
import { effect, project } from './documents';
import { countNodes, pause } from './live';

const RATE = 48_000;
/** Seconds at which the parameter is moved, and the whole. */
const TURNS = [0.512, 1.024] as const;
const LENGTH = 1.6;

/** The values a parameter is turned to, one after the other. */
function turnsOf(param: ParamDescriptor): (number | string)[] {
  if (param.kind === 'number') return [param.max, param.min];
  return [param.choices.at(-1)!.value, param.choices[0]!.value];
}

/**
 * The largest bend of a waveform, from one sample to the next two, as a share of its peak (of 0.25 at least): what a
 * click has and a low tone has not.
 */
function bend(samples: Float32Array, from: number, to: number): number {
  let worst = 0;
  let peak = 0.25;
  for (let i = Math.round(from * RATE); i < Math.round(to * RATE); i += 1) {
    worst = Math.max(worst, Math.abs(samples[i]! - 2 * samples[i - 1]! + samples[i - 2]!));
    peak = Math.max(peak, Math.abs(samples[i]!));
  }
  return worst / peak;
}

export type Turned = {
  readonly key: string;
  readonly structural: boolean;
  /** how much more the waveform bends while the parameter moves than before and after */
  readonly excess: number;
  /** nodes that were made meanwhile */
  readonly made: number;
};

/**
 * Turns each parameter of an effect to its ends while a low tone sounds through it, in a graph as it is when one listens
 * (it may be edited), rendered offline so that it is edited on the same sample every time.
 */
export async function turning(type: string): Promise<Turned[]> {
  const descriptor = effectCatalogue.find((candidate) => candidate.type === type)!;
  const turned: Turned[] = [];
  for (const param of descriptor.params) {
    const made = effect(type);
    const documentAt = (value: number | string | undefined): ProjectDocument => ({
      ...before,
      tracks: before.tracks.map((track) => ({
        ...track,
        effects: [
          { ...made, params: { ...made.params, ...(value === undefined ? {} : { [param.key]: value }) } },
        ],
      })),
    });
    const before = project([{ clips: [{ soundId: 'low', length: 96_000 }], effects: [made] }]);
    const { excess, nodes } = await play(documentAt(undefined), turnsOf(param).map(documentAt));
    turned.push({ key: param.key, structural: param.structural, excess, made: nodes });
  }
  return turned;
}

/** When a busy machine is held up, in seconds after an edit: in the middle of its fades, and behind them. */
const STALLS = [0.005, 0.025] as const;
/** For how long, in milliseconds. */
const STALL = 150;

/**
 * By how much the waveform bends at edits that let go of something that sounds, on a machine that is held up for longer
 * than their fades last.
 */
export async function heldUp(): Promise<{ edit: string; excess: number }[]> {
  const low = { id: 'low', clips: [{ soundId: 'low', length: 96_000 }] };
  const phaser = effect('phaser');
  const lane = {
    id: 'lane',
    target: 'volume',
    points: [{ at: 0, value: -6, bend: 0 }],
    bypassed: false,
    shown: true,
  };
  const aside = { id: 'aside', kind: 'return' as const };
  const group = { id: 'group', kind: 'group', volumeDb: -6 } as const;
  const plain = project([low]);
  const edits: Record<string, readonly [ProjectDocument, ProjectDocument]> = {
    'another structure of an effect': [
      project([{ ...low, effects: [phaser] }]),
      project([{ ...low, effects: [{ ...phaser, params: { ...phaser.params, stages: '12' } }] }]),
    ],
    'an effect less': [project([{ ...low, effects: [phaser] }]), plain],
    'a send less': [project([{ ...low, sends: [sendTo('aside')] }, aside]), project([low, aside])],
    'another output': [project([{ ...low, groupId: 'group' }, group]), project([low, group])],
    'a lane less': [project([{ ...low, automation: [lane] }]), plain],
    'a track less': [project([low, { ...low, id: 'other' }]), plain],
  };
  const found: { edit: string; excess: number }[] = [];
  for (const [edit, [one, other]] of Object.entries(edits)) {
    const { excess } = await play(one, [other, one], STALLS);
    found.push({ edit, excess });
  }
  return found;
}

/** @param stalls when rendering waits, in seconds after each edit */
async function play(
  first: ProjectDocument,
  later: readonly ProjectDocument[],
  stalls: readonly number[] = [],
) {
  const native = new OfflineAudioContext(2, LENGTH * RATE, RATE);
  await prepareContext(native);
  const graph = new MixGraph({ native, document: first, time: 0, position: 0, fixed: false, onLevel: null });
  const buffer = await loadBuffer(RATE, 'low');
  const clips = new ClipPlayer({ context: native, graph, document: first, bufferOf: () => buffer });
  clips.add({ frame: 0, from: 0, to: Infinity, soft: false });
  clips.advance(LENGTH * RATE);
  const nodes = countNodes();
  TURNS.forEach((at, index) => {
    void native.suspend(at).then(() => {
      graph.update(later[index]!);
      return native.resume();
    });
    for (const stall of stalls) {
      void native.suspend(at + stall).then(async () => {
        await pause(STALL);
        return native.resume();
      });
    }
  });
  const rendered = await native.startRendering();
  const made = nodes.made();
  nodes.stop();
  graph.dispose();
  return { excess: excessOf(rendered.getChannelData(0)), nodes: made };
}

/** How much more a waveform bends after the turns than before and long after them. */
function excessOf(samples: Float32Array): number {
  const steady = [...TURNS, LENGTH].map((at) => bend(samples, at - 0.2, at - 0.01));
  const moving = TURNS.map((at) => bend(samples, at - 0.005, at + 0.3));
  return Math.max(...moving) - Math.max(...steady);
}
