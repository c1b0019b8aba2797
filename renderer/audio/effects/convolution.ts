import type { KernelLink } from '../kernels/host';
import type { Scene } from '../scene';
import { kernelChain } from '../worklets/load';
import { gain } from './blocks';
import type { EffectNodes } from './descriptor';

/** An impulse response, left and right, equally long. */
export type StereoResponse = readonly [Float32Array, Float32Array];

const KEPT = 24;
const responses = new Map<string, StereoResponse>();

/** Long rooms take tens of milliseconds to compute: the last ones are kept. */
export function keptResponse(key: string, make: () => StereoResponse): StereoResponse {
  const response = responses.get(key) ?? make();
  responses.delete(key);
  responses.set(key, response);
  if (responses.size > KEPT) responses.delete(responses.keys().next().value ?? '');
  return response;
}

export const convolverLink = ([left, right]: StereoResponse): KernelLink => ({
  name: 'convolver',
  values: {},
  options: { left, right },
});

/**
 * Each channel through its side of a response. Live by Chromium's node, which has no latency and spreads its work over
 * threads; in an export by our own kernel, which takes large blocks and a third of the time. Convolution is exact: both
 * differ only by rounding. An export must then allow for `convolverLatency`.
 */
export function convolution(scene: Scene, [left, right]: StereoResponse): EffectNodes<object> {
  const { native, scope } = scene;
  if (scene.fixed) {
    const node = kernelChain(scene, [convolverLink([left, right])]);
    return { input: node, output: node };
  }
  const input = gain(scene);
  const convolver = scope.node(native.createConvolver());
  const buffer = native.createBuffer(2, left.length, native.sampleRate);
  buffer.getChannelData(0).set(left);
  buffer.getChannelData(1).set(right);
  convolver.channelCount = 2;
  convolver.channelCountMode = 'explicit';
  convolver.normalize = false;
  convolver.buffer = buffer;
  input.connect(convolver);
  return { input, output: convolver };
}
