import type { ProjectDocument } from '../../preload/contract/document';
import { ClipPlayer } from '../../renderer/audio/clipPlayer';
import type { ParamDescriptor } from '../../renderer/audio/effects/descriptor';
import { effectCatalogue } from '../../renderer/audio/effects/index';
import { MixGraph, prepareContext } from '../../renderer/audio/graph';
import { loadBuffer } from '../../renderer/audio/sounds';
import { effect, project } from './documents';
import { countNodes } from './live';

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
    const { samples, nodes } = await play(documentAt(undefined), turnsOf(param).map(documentAt));
    const steady = Math.max(
      bend(samples, TURNS[0] - 0.2, TURNS[0] - 0.01),
      bend(samples, TURNS[1] - 0.2, TURNS[1] - 0.01),
      bend(samples, LENGTH - 0.2, LENGTH - 0.01),
    );
    const moving = Math.max(...TURNS.map((at) => bend(samples, at - 0.005, at + 0.3)));
    turned.push({ key: param.key, structural: param.structural, excess: moving - steady, made: nodes });
  }
  return turned;
}

async function play(first: ProjectDocument, later: readonly ProjectDocument[]) {
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
  });
  const rendered = await native.startRendering();
  const made = nodes.made();
  nodes.stop();
  graph.dispose();
  return { samples: rendered.getChannelData(0), nodes: made };
}
