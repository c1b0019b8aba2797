import type { PresetParams } from './presets';

/** Factory presets of what places a sound somewhere. */
export const spacePresets: Readonly<Record<string, readonly (readonly [string, PresetParams])[]>> = {
  reverb: [
    ['Small room', { decay: 0.4, preDelay: 2, damping: 7000, mix: 25 }],
    ['Chamber', { decay: 1.2, preDelay: 8, damping: 8000, mix: 30 }],
    ['Concert hall', { decay: 2.4, preDelay: 25, damping: 5500, mix: 35 }],
    ['Cathedral', { decay: 6.5, preDelay: 45, damping: 3800, mix: 45 }],
    ['Giant cave', { decay: 9, preDelay: 80, damping: 2200, mix: 55 }],
    ['Far away', { decay: 3, preDelay: 0, damping: 2500, mix: 85 }],
  ],
  'feedback-delay': [
    ['Slapback', { time: 0.11, feedback: 8, tone: 6000, mix: 35 }],
    ['Canyon', { time: 0.8, feedback: 48, tone: 2600, mix: 45 }],
    ['Dub', { time: 0.42, feedback: 72, tone: 1800, mix: 45 }],
    ['Metal tube', { time: 0.012, feedback: 82, tone: 9000, mix: 50 }],
  ],
  'ping-pong-delay': [
    ['Wide echoes', { time: 0.3, feedback: 45, tone: 7000, mix: 35 }],
    ['Rolling hills', { time: 0.55, feedback: 60, tone: 2200, mix: 40 }],
    ['Flutter', { time: 0.045, feedback: 65, tone: 6000, mix: 40 }],
  ],
  space: [
    ['Next to the microphone', { space: 'booth', size: 80, mix: 30 }],
    ['Living room', { space: 'room', mix: 35 }],
    ['Empty flat', { space: 'room', size: 170, mix: 45 }],
    ['Under a tin roof', { space: 'tin-roof', mix: 60 }],
    ['Barn', { space: 'tin-roof', size: 180, preDelay: 8, mix: 45 }],
    ['Edge of a forest', { space: 'forest', mix: 45 }],
    ['Deep in the forest', { space: 'forest', size: 180, mix: 75 }],
    ['Cave', { space: 'cave', mix: 55 }],
    ['Across the canyon', { space: 'canyon', mix: 60 }],
    ['Underpass', { space: 'tunnel', size: 70, mix: 45 }],
    ['Stage of a hall', { space: 'hall', preDelay: 20, mix: 35 }],
    ['Last row of a cathedral', { space: 'cathedral', mix: 75 }],
    ['On the phone', { space: 'telephone', mix: 100 }],
    ['From an old radio', { space: 'radio', mix: 100 }],
    ['From inside a car', { space: 'car', mix: 90 }],
    ['In a box', { space: 'box', mix: 100 }],
  ],
  freeverb: [
    ['Tiled room', { size: 45, damping: 10, mix: 30 }],
    ['Soft hall', { size: 82, damping: 70, mix: 35 }],
    ['Frozen', { size: 100, damping: 20, mix: 60 }],
  ],
  'jc-reverb': [
    ['Spring', { decay: 1.1, mix: 35 }],
    ['Science fiction', { decay: 6, mix: 60 }],
  ],
  position: [
    ['Left, a step away', { azimuth: -70, distance: 1 }],
    ['Behind you', { azimuth: 170, distance: 2 }],
    ['Overhead', { azimuth: 0, elevation: 80, distance: 4 }],
    ['Down the road', { azimuth: 25, distance: 30 }],
    ['Far right horizon', { azimuth: 80, distance: 90 }],
  ],
};
