import { gain } from './blocks';
import { defineEffect, hertz, mix, number } from './descriptor';
import { roomImpulse, type RoomSettings } from './impulse';

const KEPT = 12;
const responses = new Map<string, [Float32Array, Float32Array]>();

/** Long rooms take tens of milliseconds to compute: the last few are kept. */
function response(settings: RoomSettings): [Float32Array, Float32Array] {
  const key = Object.values(settings).join(' ');
  const known = responses.get(key) ?? roomImpulse(settings);
  responses.delete(key);
  responses.set(key, known);
  if (responses.size > KEPT) responses.delete(responses.keys().next().value ?? '');
  return known;
}

export const reverb = defineEffect({
  type: 'reverb',
  name: 'Reverb',
  category: 'Space',
  summary: 'A room by convolution: from a small chamber to a cathedral.',
  params: {
    decay: number('Decay', 0.1, 12, 1.8, { unit: 's', scale: 'log', decimals: 2, structural: true }),
    preDelay: number('Pre-delay', 0, 250, 10, { unit: 'ms', decimals: 0, structural: true }),
    damping: { ...hertz('Damping', 500, 18_000, 6000), structural: true },
    mix: mix(30),
  },
  tail: (values) => values.decay + values.preDelay / 1000,
  create: (scene, values) => {
    const { native, scope } = scene;
    const input = gain(scene);
    const convolver = scope.node(native.createConvolver());
    const [left, right] = response({
      sampleRate: native.sampleRate,
      decay: values.decay,
      preDelay: values.preDelay / 1000,
      damping: values.damping,
    });
    const buffer = native.createBuffer(2, left.length, native.sampleRate);
    buffer.getChannelData(0).set(left);
    buffer.getChannelData(1).set(right);
    convolver.channelCount = 2;
    convolver.channelCountMode = 'explicit';
    convolver.normalize = false;
    convolver.buffer = buffer;
    input.connect(convolver);
    return { input, output: convolver, apply: () => undefined };
  },
});
