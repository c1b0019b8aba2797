import type { PresetParams } from './presets';
import { spacePresets } from './spacePresets';

/** Factory presets by effect: a name and what it sets. */
export const presetsByEffect: Readonly<Record<string, readonly (readonly [string, PresetParams])[]>> = {
  ...spacePresets,
  'parametric-eq': [
    [
      'Dialogue pocket',
      { lowMidFrequency: 400, lowMidGain: -2, highMidFrequency: 2400, highMidGain: -5, highMidQ: 0.7 },
    ],
    ['De-mud', { highPassFrequency: 45, lowMidFrequency: 320, lowMidGain: -5, lowMidQ: 1.2 }],
    ['Weight and air', { lowFrequency: 70, lowGain: 5, highFrequency: 11_000, highGain: 4 }],
    [
      'Resonant wind',
      {
        lowMidFrequency: 700,
        lowMidGain: 14,
        lowMidQ: 12,
        highMidFrequency: 1650,
        highMidGain: 11,
        highMidQ: 12,
      },
    ],
    [
      'Vintage band',
      {
        highPassFrequency: 220,
        lowPassFrequency: 5200,
        highMidFrequency: 1800,
        highMidGain: 5,
        highMidQ: 0.8,
      },
    ],
  ],
  eq3: [
    ['Warmth', { lowGain: 3, lowFrequency: 180, highGain: -2, highFrequency: 7000 }],
    ['Air', { highGain: 5, highFrequency: 11_000 }],
    ['Presence', { midGain: 4, midFrequency: 3200, midQ: 0.9 }],
    ['Scoop', { lowGain: 3, midGain: -6, midFrequency: 700, highGain: 3 }],
    ['Clear of dialogue', { midGain: -5, midFrequency: 2000, midQ: 0.6 }],
  ],
  filter: [
    ['Behind a door', { type: 'lowpass', rolloff: '24', frequency: 700 }],
    ['Sub only', { type: 'lowpass', rolloff: '48', frequency: 90 }],
    ['Rumble cut', { type: 'highpass', rolloff: '24', frequency: 80 }],
    ['Small speaker', { type: 'bandpass', rolloff: '24', frequency: 1400, q: 0.9 }],
    ['Hum notch 50 Hz', { type: 'notch', rolloff: '12', frequency: 50, q: 12 }],
    ['Hum notch 60 Hz', { type: 'notch', rolloff: '12', frequency: 60, q: 12 }],
  ],
  compressor: [
    ['Gentle glue', { threshold: -20, ratio: 2, knee: 12, attack: 30, release: 250 }],
    ['Punch', { threshold: -22, ratio: 4, knee: 4, attack: 35, release: 120, makeUp: 5 }],
    ['Even bed', { threshold: -36, ratio: 3, knee: 18, attack: 20, release: 600, makeUp: 7 }],
    ['Catch peaks', { threshold: -12, ratio: 8, knee: 3, attack: 0.5, release: 80 }],
    [
      'Crushed in parallel',
      { threshold: -42, ratio: 14, knee: 6, attack: 1, release: 90, makeUp: 16, mix: 40 },
    ],
  ],
  gate: [
    ['Tidy', { threshold: -50, range: -20, attack: 2, hold: 80, release: 200 }],
    ['Tight', { threshold: -36, range: -80, attack: 0.5, hold: 20, release: 60 }],
    ['Slow fade', { threshold: -42, range: -40, attack: 10, hold: 250, release: 1200 }],
  ],
  limiter: [
    ['Safety', { ceiling: -1, release: 120 }],
    ['Broadcast, −3 dBTP', { ceiling: -3, release: 150 }],
    ['Loud', { input: 8, ceiling: -1, release: 80 }],
    ['Flattened', { input: 18, ceiling: -1, release: 40 }],
  ],
  chorus: [
    ['Slow width', { rate: 0.25, delay: 16, depth: 45, spread: 180, mix: 50 }],
    ['Ensemble', { rate: 1.1, delay: 22, depth: 35, spread: 120, mix: 55 }],
    ['Flanger', { rate: 0.15, delay: 3, depth: 90, feedback: 65, mix: 50 }],
    ['Seasick', { rate: 0.6, delay: 34, depth: 95, mix: 100 }],
  ],
  phaser: [
    ['Slow sweep', { rate: 0.08, frequency: 900, octaves: 4, stages: '6', mix: 50 }],
    ['Jet', { rate: 0.12, frequency: 1500, octaves: 5.5, stages: '12', mix: 50 }],
    ['Bubbling', { rate: 5, frequency: 600, octaves: 2.5, stages: '4', mix: 50 }],
  ],
  tremolo: [
    ['Pulse', { rate: 4, depth: 80, shape: 'sine' }],
    ['Side to side', { rate: 0.5, depth: 100, spread: 180 }],
    ['Helicopter', { rate: 13, depth: 95, shape: 'triangle', spread: 40 }],
  ],
  vibrato: [
    ['Worn tape', { rate: 0.7, depth: 18 }],
    ['Nervous', { rate: 8, depth: 12 }],
    ['Siren', { rate: 0.4, depth: 100 }],
  ],
  'auto-filter': [
    ['Breathing', { rate: 0.12, frequency: 700, octaves: 3, resonance: 2 }],
    ['Wind gusts', { rate: 0.2, type: 'bandpass', frequency: 900, octaves: 3.5, resonance: 6 }],
    ['Throb', { rate: 3, frequency: 500, octaves: 4, resonance: 9 }],
  ],
  distortion: [
    ['Warm drive', { curve: 'soft', drive: 9, tone: 9000, output: -5 }],
    ['Blown speaker', { curve: 'hard', drive: 26, tone: 3500, output: -14 }],
    ['Megaphone', { curve: 'hard', drive: 20, tone: 4200, output: -10 }],
    ['Shredded', { curve: 'fold', drive: 30, tone: 12_000, output: -14 }],
  ],
  'bit-crusher': [
    ['Old game', { bits: 6, rate: 11_025 }],
    ['Telephone chip', { bits: 8, rate: 8000 }],
    ['Broken transmission', { bits: 3, rate: 3200, mix: 70 }],
  ],
  'pitch-shift': [
    ['Giant', { semitones: -12, window: '160' }],
    ['Monster', { semitones: -7, window: '80' }],
    ['Small creature', { semitones: 9, window: '40' }],
    ['Detuned twin', { semitones: 0, cents: 14, window: '80', mix: 50 }],
  ],
  'stereo-width': [
    ['Mono', { width: 0 }],
    ['Narrow', { width: 60 }],
    ['Wide', { width: 150 }],
    ['Wide, bass in the middle', { width: 160, bass: 160 }],
    ['Stereo from mono', { width: 100, spread: 70, bass: 200 }],
  ],
  'soft-filter': [
    ['Across the room', { type: 'lowpass', frequency: 2600 }],
    ['Across the street', { type: 'lowpass', frequency: 900 }],
    ['Thin', { type: 'highpass', frequency: 700 }],
  ],
  resonator: [
    ['Drain pipe', { frequency: 95, feedback: 88, damping: 2200, mix: 65 }],
    ['Metal string', { frequency: 330, feedback: 98, damping: 12_000, mix: 70 }],
    ['Hollow tube', { frequency: 140, feedback: -90, damping: 3000, mix: 70 }],
    ['Glass', { frequency: 1900, feedback: 96, damping: 20_000, mix: 40 }],
  ],
  'multiband-compressor': [
    ['Even ambience', { lowThreshold: -30, midThreshold: -32, highThreshold: -36, ratio: 2.5, release: 350 }],
    ['Tame rumble', { lowCross: 120, lowThreshold: -36, midThreshold: 0, highThreshold: 0, ratio: 6 }],
    [
      'De-ess',
      {
        highCross: 4800,
        lowThreshold: 0,
        midThreshold: 0,
        highThreshold: -36,
        ratio: 5,
        attack: 1,
        release: 60,
      },
    ],
    [
      'Bigger impact',
      {
        lowThreshold: -26,
        lowGain: 5,
        midThreshold: -24,
        highThreshold: -28,
        highGain: 3,
        attack: 30,
        release: 120,
      },
    ],
    [
      'Flat and loud',
      {
        lowThreshold: -42,
        lowGain: 8,
        midThreshold: -42,
        midGain: 8,
        highThreshold: -46,
        highGain: 9,
        ratio: 8,
        attack: 2,
        release: 90,
      },
    ],
  ],
  'mid-side': [
    ['Open the sides', { sideGain: 4, midGain: -1 }],
    ['Hold the middle', { midThreshold: -26, midRatio: 3, sideGain: 1.5 }],
    ['Tame the sides', { sideThreshold: -34, sideRatio: 4 }],
    ['Middle only', { sideGain: -24 }],
  ],
  declicker: [
    ['Careful', { sensitivity: 30 }],
    ['Crackling record', { sensitivity: 70 }],
  ],
  'auto-wah': [
    ['Quack', { frequency: 220, octaves: 4, sensitivity: -16, resonance: 6 }],
    [
      'Slow bloom',
      { frequency: 90, octaves: 6, sensitivity: -24, resonance: 1.2, attack: 120, release: 1200 },
    ],
    [
      'Water drops',
      { frequency: 500, octaves: 4.5, sensitivity: -30, resonance: 14, attack: 1, release: 60 },
    ],
  ],
  'auto-panner': [
    ['Fly around', { rate: 0.12, depth: 100 }],
    ['Restless', { rate: 2.4, depth: 60, shape: 'triangle' }],
    ['Insect', { rate: 9, depth: 90 }],
  ],
  harmonics: [
    ['Octave brightness', { order: '2', drive: 8, mix: 25 }],
    ['Hollow buzz', { order: '3', drive: 12, tone: 6000, mix: 40 }],
    ['Glass edge', { order: '5', drive: 10, tone: 16_000, output: -10, mix: 20 }],
  ],
  'frequency-shifter': [
    ['Slow beating', { shift: 0.7, mix: 50 }],
    ['Alien', { shift: 137, mix: 100 }],
    ['Bell metal', { shift: 480, mix: 60 }],
    ['Sinking', { shift: -90, mix: 100 }],
  ],
};
