import type { ChainPreset, PresetParams } from './presets';

const part = (effectType: string, params: PresetParams) => ({ effectType, params });

/** Factory chains, in the order of the menu. */
export const chainPresets: readonly ChainPreset[] = [
  {
    id: 'distant-thunder',
    name: 'Distant thunder',
    description: 'Far off and dark, rolling on in a wide valley.',
    effects: [
      part('filter', { type: 'lowpass', rolloff: '24', frequency: 420 }),
      part('eq3', { lowGain: 6, lowFrequency: 90 }),
      part('feedback-delay', { time: 0.63, feedback: 35, tone: 500, mix: 25 }),
      part('reverb', { decay: 6, preDelay: 60, damping: 900, mix: 65 }),
    ],
  },
  {
    id: 'underwater',
    name: 'Underwater',
    description: 'Muffled, swaying and close.',
    effects: [
      part('filter', { type: 'lowpass', rolloff: '24', frequency: 520, q: 1.6 }),
      part('chorus', { rate: 0.3, delay: 24, depth: 60, mix: 60 }),
      part('reverb', { decay: 1.6, preDelay: 0, damping: 900, mix: 35 }),
    ],
  },
  {
    id: 'small-room',
    name: 'Small room',
    description: 'Puts a dry sound into a furnished room.',
    effects: [
      part('eq3', { lowGain: -1.5, midGain: 1, midFrequency: 500, highGain: -2 }),
      part('space', { space: 'room', size: 80, mix: 32 }),
    ],
  },
  {
    id: 'old-radio',
    name: 'Old radio',
    description: 'A narrow, overdriven little speaker in its wooden case, in mono.',
    effects: [
      part('stereo-width', { width: 0 }),
      part('filter', { type: 'highpass', rolloff: '24', frequency: 260 }),
      part('distortion', { curve: 'soft', drive: 14, tone: 4500, output: -9 }),
      part('space', { space: 'radio', mix: 100 }),
      part('compressor', { threshold: -26, ratio: 6, attack: 5, release: 120, makeUp: 4 }),
    ],
  },
  {
    id: 'telephone',
    name: 'Telephone',
    description: '300 to 3400 Hz, eight bits, one ear.',
    effects: [
      part('stereo-width', { width: 0 }),
      part('filter', { type: 'highpass', rolloff: '48', frequency: 300 }),
      part('filter', { type: 'lowpass', rolloff: '48', frequency: 3400 }),
      part('bit-crusher', { bits: 8, rate: 8000, mix: 60 }),
      part('filter', { type: 'lowpass', rolloff: '24', frequency: 3600 }),
    ],
  },
  {
    id: 'behind-a-wall',
    name: 'Behind a wall',
    description: 'From the room next door: no treble, some boom.',
    effects: [
      part('filter', { type: 'lowpass', rolloff: '24', frequency: 380 }),
      part('eq3', { lowGain: 3, lowFrequency: 120, midGain: -3, midFrequency: 300 }),
      part('reverb', { decay: 0.7, preDelay: 0, damping: 1500, mix: 40 }),
      part('stereo-width', { width: 40 }),
    ],
  },
  {
    id: 'giant-cave',
    name: 'Giant cave',
    description: 'Long dark reverberation with distinct far echoes.',
    effects: [
      part('ping-pong-delay', { time: 0.37, feedback: 35, tone: 2400, mix: 25 }),
      part('reverb', { decay: 8, preDelay: 70, damping: 2000, mix: 55 }),
      part('filter', { type: 'highpass', rolloff: '12', frequency: 50 }),
    ],
  },
  {
    id: 'wide-ambience',
    name: 'Wide ambience',
    description: 'Spreads a texture around the listener and softens it.',
    effects: [
      part('chorus', { rate: 0.15, delay: 18, depth: 40, spread: 180, mix: 45 }),
      part('reverb', { decay: 3, preDelay: 20, damping: 5000, mix: 35 }),
      part('stereo-width', { width: 140 }),
    ],
  },
  {
    id: 'punch',
    name: 'Punch',
    description: 'Impacts that hit: low end, held-back body, clipped peaks.',
    effects: [
      part('eq3', { lowGain: 4, lowFrequency: 80, midGain: -2, midFrequency: 400, highGain: 2 }),
      part('compressor', { threshold: -22, ratio: 4, knee: 4, attack: 30, release: 110, makeUp: 5 }),
      part('distortion', { curve: 'soft', drive: 4, tone: 16_000, output: -3, mix: 50 }),
      part('limiter', { input: 2, ceiling: -1, release: 60 }),
    ],
  },
  {
    id: 'dialogue-safe-bed',
    name: 'Dialogue-safe bed',
    description: 'An even background that leaves room for speech.',
    effects: [
      part('filter', { type: 'highpass', rolloff: '12', frequency: 60 }),
      part('eq3', { midGain: -5, midFrequency: 2200, midQ: 0.6, highGain: -1.5 }),
      part('compressor', { threshold: -34, ratio: 3, knee: 18, attack: 25, release: 600, makeUp: 4 }),
      part('limiter', { ceiling: -6, release: 200 }),
    ],
  },
  {
    id: 'creature',
    name: 'Creature',
    description: 'Deep, doubled and rough.',
    effects: [
      part('pitch-shift', { semitones: -7, window: '80', mix: 70 }),
      part('distortion', { curve: 'soft', drive: 14, tone: 5000, output: -8, mix: 60 }),
      part('eq3', { lowGain: 5, lowFrequency: 110 }),
      part('compressor', { threshold: -24, ratio: 4, attack: 8, release: 140, makeUp: 4 }),
    ],
  },
  {
    id: 'dream',
    name: 'Dream',
    description: 'Blurred, drifting and bright.',
    effects: [
      part('filter', { type: 'highpass', rolloff: '12', frequency: 180 }),
      part('phaser', { rate: 0.07, frequency: 1200, octaves: 3, mix: 40 }),
      part('ping-pong-delay', { time: 0.48, feedback: 55, tone: 5000, mix: 35 }),
      part('reverb', { decay: 5, preDelay: 30, damping: 9000, mix: 60 }),
    ],
  },
  {
    id: 'rain-on-a-tin-roof',
    name: 'Under a tin roof',
    description: 'Metal overhead that rings with every drop.',
    effects: [
      part('space', { space: 'tin-roof', mix: 60 }),
      part('parametric-eq', { highPassFrequency: 70, highGain: 2, highFrequency: 7000 }),
      part('stereo-width', { width: 130 }),
    ],
  },
  {
    id: 'deep-forest',
    name: 'Deep forest',
    description: 'Scattered by trees, a little dull, never echoing.',
    effects: [
      part('soft-filter', { type: 'lowpass', frequency: 4200 }),
      part('space', { space: 'forest', size: 150, mix: 60 }),
    ],
  },
  {
    id: 'passing-far-away',
    name: 'On the horizon',
    description: 'Far off to one side: thin, wide air around it.',
    effects: [
      part('position', { azimuth: -55, distance: 60 }),
      part('trim', { gain: 24 }),
      part('space', { space: 'canyon', size: 140, mix: 30 }),
    ],
  },
  {
    id: 'robot',
    name: 'Robot',
    description: 'Ring, comb and crushed bits.',
    effects: [
      part('frequency-shifter', { shift: 55, mix: 60 }),
      part('resonator', { frequency: 110, feedback: 82, damping: 5000, mix: 55 }),
      part('bit-crusher', { bits: 9, rate: 16_000 }),
      part('multiband-compressor', { ratio: 4 }),
    ],
  },
  {
    id: 'spaceship-interior',
    name: 'Engine room',
    description: 'Hums in pipes, breathing slowly.',
    effects: [
      part('resonator', { frequency: 62, feedback: 90, damping: 1400, mix: 60 }),
      part('auto-filter', { rate: 0.09, frequency: 500, octaves: 2.5, resonance: 4 }),
      part('space', { space: 'tunnel', size: 80, mix: 40 }),
    ],
  },
  {
    id: 'restored-recording',
    name: 'Cleaned recording',
    description: 'Clicks mended, rumble cut, noise held down in the gaps.',
    effects: [
      part('declicker', { sensitivity: 60 }),
      part('filter', { type: 'highpass', rolloff: '24', frequency: 70 }),
      part('gate', { threshold: -52, range: -14, attack: 5, hold: 120, release: 350 }),
    ],
  },
];
