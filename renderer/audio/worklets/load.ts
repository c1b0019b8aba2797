import type { Scene } from '../scene';
import type { KernelLink } from '../kernels/host';
import type { KernelName } from '../kernels/index';
import type { KernelOptions } from '../kernels/kernel';
import kernelProcessorsUrl from './kernelProcessors.ts?worker&url';
import processorsUrl from './processors.ts?worker&url';

/** Contexts that have, or are getting, the studio's processors. */
const loaded = new WeakMap<BaseAudioContext, Promise<void>>();

/**
 * Makes the studio's own processors known to a context: a file of the app's own origin, so that the page's content
 * security policy needs no blob: scripts. Must have ended before a graph is built in that context.
 */
export function loadProcessors(context: BaseAudioContext): Promise<void> {
  const known = loaded.get(context);
  if (known) return known;
  const { audioWorklet } = context;
  const loading = Promise.all([
    audioWorklet.addModule(processorsUrl),
    audioWorklet.addModule(kernelProcessorsUrl),
  ]).then(() => undefined);
  loaded.set(context, loading);
  return loading;
}

/** The options by which a processor ends with its context. */
export const endingWith = (context: BaseAudioContext): { endFrame?: number } =>
  context instanceof OfflineAudioContext ? { endFrame: context.length } : {};

export type WorkletUnit = {
  readonly node: AudioWorkletNode;
  /** @throws for a name the processor does not have */
  param(name: string): AudioParam;
};

/**
 * A stereo processor with its parameters set, told when and where in the project the sound starts. It is let go with
 * its scope: a processor must say itself that it has ended, so it is sent 'end'. A port that is listened to stays alive
 * until the audio thread collects its garbage, which may be never, and with it all that the listener knows: it is closed.
 */
export function workletUnit(
  scene: Scene,
  name: string,
  params: Record<string, number>,
  options: Record<string, unknown> = {},
): WorkletUnit {
  const { native, scope } = scene;
  const node = scope.node(
    new AudioWorkletNode(native, name, {
      numberOfInputs: 1,
      numberOfOutputs: 1,
      outputChannelCount: [2],
      channelCount: 2,
      channelCountMode: 'explicit',
      parameterData: params,
      processorOptions: {
        ...options,
        startFrame: Math.round(scene.time * native.sampleRate),
        startPosition: Math.round(scene.position * native.sampleRate),
        ...endingWith(native),
      },
    }),
  );
  scope.defer(() => {
    node.port.postMessage('end');
    node.port.onmessage = null;
    node.port.close();
  });
  return {
    node,
    param: (key) => {
      const found = node.parameters.get(key);
      if (!found) throw new Error(`Processor ${name} has no parameter ${key}.`);
      return found;
    },
  };
}

/** A kernel whose parameters are AudioParams. `bands`: as many as have a gain reduction that can be watched. */
export const kernelUnit = (
  scene: Scene,
  kernel: KernelName,
  params: Record<string, number>,
  options: KernelOptions,
  bands = 0,
): WorkletUnit => workletUnit(scene, `kernel:${kernel}`, params, { options, bands });

/** Kernels in a row whose values never change. */
export const kernelChain = (scene: Scene, chain: readonly KernelLink[]): AudioNode =>
  workletUnit(scene, 'chain', {}, { chain }).node;
