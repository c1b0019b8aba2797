import { POSITION_DELAY } from '../kernels/position';
import { mix, number } from './descriptor';
import { defineKernelEffect, same } from './kernelEffect';

/** Instead of Tone.Panner3D: the same live and in an export to the bit, automatable, and with distance one can hear. */
export const position = defineKernelEffect({
  type: 'position',
  name: 'Position',
  category: 'Space',
  summary: 'Places a sound around the listener’s head: direction, height, distance.',
  params: {
    azimuth: number('Direction', -180, 180, 30, { unit: '°', decimals: 0 }),
    elevation: number('Height', -90, 90, 0, { unit: '°', decimals: 0 }),
    distance: number('Distance', 0.5, 100, 2, { unit: 'm', scale: 'log' }),
    mix: mix(100),
  },
  latency: (_, sampleRate) => Math.round(POSITION_DELAY * sampleRate),
  kernel: 'position',
  drives: { azimuth: same, elevation: same, distance: same },
});
