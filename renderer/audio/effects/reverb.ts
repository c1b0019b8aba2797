import { convolverLatency } from '../kernels/convolver';
import { convolution, convolverLink, keptResponse, type StereoResponse } from './convolution';
import { defineEffect, hertz, mix, number, percent } from './descriptor';
import { defineKernelEffect, same, toShare } from './kernelEffect';
import { roomFrames, roomImpulse, type RoomSettings } from './impulse';

type RoomValues = { decay: number; preDelay: number; damping: number };

const settingsOf = ({ decay, preDelay, damping }: RoomValues, sampleRate: number): RoomSettings => ({
  sampleRate,
  decay,
  preDelay: preDelay / 1000,
  damping,
});

const roomOf = (values: RoomValues, sampleRate: number): StereoResponse => {
  const settings = settingsOf(values, sampleRate);
  return keptResponse(`room ${Object.values(settings).join(' ')}`, () => roomImpulse(settings));
};

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
  latency: (values, sampleRate, fixed) =>
    fixed ? convolverLatency(roomFrames(settingsOf(values, sampleRate))) : 0,
  link: (values, sampleRate) => convolverLink(roomOf(values, sampleRate)),
  create: (scene, values) => convolution(scene, roomOf(values, scene.native.sampleRate)),
});

/** Its longest comb in seconds, by which a loop's loss becomes a tail. */
const FREEVERB_LOOP = 0.037;

export const freeverb = defineKernelEffect({
  type: 'freeverb',
  name: 'Freeverb',
  category: 'Space',
  summary: 'A bright, dense room whose size can be automated.',
  params: { size: percent('Size', 60), damping: percent('Damping', 40), mix: mix(30) },
  tail: ({ size }) => (FREEVERB_LOOP * Math.log(0.001)) / Math.log(0.7 + 0.0028 * size),
  kernel: 'freeverb',
  drives: { size: toShare, damping: toShare },
});

export const chowningReverb = defineKernelEffect({
  type: 'jc-reverb',
  name: 'Digital reverb, 1970s',
  category: 'Space',
  summary: 'Chowning’s reverberator: small, metallic, ringing.',
  params: {
    decay: number('Decay', 0.1, 12, 1.5, { unit: 's', scale: 'log', decimals: 2 }),
    mix: mix(30),
  },
  tail: ({ decay }) => decay,
  kernel: 'chowning',
  drives: { decay: same },
});
