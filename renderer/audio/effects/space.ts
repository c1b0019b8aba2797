import { convolverLatency } from '../kernels/convolver';
import { convolution, convolverLink, keptResponse, type StereoResponse } from './convolution';
import { choice, defineEffect, mix, number, percent } from './descriptor';
import { spaceFrames, spaceImpulse, type SpaceSettings } from './spaceImpulse';
import { spaces, type SpaceName } from './spaces';

type Values = { space: SpaceName; size: number; preDelay: number };

const settingsOf = ({ space, size, preDelay }: Values, sampleRate: number): SpaceSettings => ({
  sampleRate,
  space,
  size: size / 100,
  preDelay: preDelay / 1000,
});

const responseOf = (values: Values, sampleRate: number): StereoResponse => {
  const settings = settingsOf(values, sampleRate);
  return keptResponse(`space ${Object.values(settings).join(' ')}`, () => spaceImpulse(settings));
};

const labels: Readonly<Record<SpaceName, string>> = {
  booth: 'Vocal booth',
  room: 'Living room',
  bathroom: 'Bathroom',
  stairwell: 'Stairwell',
  hall: 'Concert hall',
  cathedral: 'Cathedral',
  cave: 'Cave',
  tunnel: 'Tunnel',
  forest: 'Forest',
  canyon: 'Canyon',
  'tin-roof': 'Under a tin roof',
  plate: 'Plate',
  car: 'Inside a car',
  box: 'Cardboard box',
  telephone: 'Telephone',
  radio: 'Old radio',
};

export const space = defineEffect({
  type: 'space',
  name: 'Space',
  category: 'Space',
  summary: 'A place by convolution: rooms, cave, forest, tin roof, car, telephone.',
  params: {
    space: choice(
      'Space',
      (Object.keys(spaces) as SpaceName[]).map((value) => ({ value, label: labels[value] })),
      'room',
    ),
    size: { ...percent('Size', 100, 50, 200), structural: true },
    preDelay: number('Pre-delay', 0, 250, 0, { unit: 'ms', decimals: 0, structural: true }),
    mix: mix(35),
  },
  tail: (values) => (spaces[values.space].seconds * values.size) / 100 + values.preDelay / 1000,
  latency: (values, sampleRate, fixed) =>
    fixed ? convolverLatency(spaceFrames(settingsOf(values, sampleRate))) : 0,
  link: (values, sampleRate) => convolverLink(responseOf(values, sampleRate)),
  create: (scene, values) => convolution(scene, responseOf(values, scene.native.sampleRate)),
});
