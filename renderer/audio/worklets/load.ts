import type { Scene } from '../scene';
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
  const loading = context.audioWorklet.addModule(processorsUrl);
  loaded.set(context, loading);
  return loading;
}

export type WorkletUnit = {
  readonly node: AudioWorkletNode;
  /** @throws for a name the processor does not have */
  param(name: string): AudioParam;
};

/**
 * A stereo processor with its parameters set, told when and where in the project the sound starts. It is let go with
 * its scope: a processor must say itself that it has ended, so it is sent 'end'.
 */
export function workletUnit(
  scene: Scene,
  name: string,
  params: Record<string, number>,
  options: Record<string, number> = {},
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
      },
    }),
  );
  scope.defer(() => node.port.postMessage('end'));
  return {
    node,
    param: (key) => {
      const found = node.parameters.get(key);
      if (!found) throw new Error(`Processor ${name} has no parameter ${key}.`);
      return found;
    },
  };
}
