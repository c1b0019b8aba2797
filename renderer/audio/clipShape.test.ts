import { describe, expect, it } from 'vitest';
import { shapeClip, type ClipShape } from './clipShape';
import { fadeGain } from './fades';

const noFade = { length: 0, curve: 'linear', bend: 0 } as const;

function shape(clip: Partial<ClipShape['clip']>, rest: Partial<Omit<ClipShape, 'clip'>> = {}): ClipShape {
  const whole = { gainDb: 0, fadeIn: noFade, fadeOut: noFade, envelope: [], length: 1000, ...clip };
  return { clip: whole, from: 0, to: whole.length, ratio: 1, ...rest };
}

/** The gain of each frame, asked for in pieces of so many frames. */
function gains(of: ClipShape, piece: number): number[] {
  const frames = Math.round((of.to - of.from) * of.ratio);
  const all: number[] = [];
  for (let first = 0; first < frames; first += piece) {
    const samples = new Float32Array(Math.min(piece, frames - first)).fill(1);
    shapeClip([samples], first, of);
    all.push(...samples);
  }
  return all;
}

describe('shapeClip', () => {
  it('follows the fades, with the gain of the clip', () => {
    const fadeIn = { length: 400, curve: 'equal-power', bend: 0 } as const;
    const fadeOut = { length: 300, curve: 's-curve', bend: 0 } as const;
    const found = gains(shape({ fadeIn, fadeOut, gainDb: -6 }), 1000);
    const level = 10 ** (-6 / 20);
    found.forEach((gain, at) => {
      const wanted = level * fadeGain(fadeIn, at / 400) * fadeGain(fadeOut, (1000 - at) / 300);
      expect(Math.abs(gain - wanted)).toBeLessThan(1e-5);
    });
  });

  it('is straight in dB between the points of an envelope, and level around them', () => {
    const envelope = [
      { at: 100, gainDb: 0 },
      { at: 300, gainDb: -20 },
    ];
    const found = gains(shape({ envelope }), 1000);
    const decibels = [0, 100, 200, 250, 300, 999].map((at) => 20 * Math.log10(found[at]!));
    [0, 0, -10, -15, -20, -20].forEach((db, i) => expect(decibels[i]).toBeCloseTo(db, 4));
  });

  it('gives the same in pieces as at once, begun in the middle and at another rate', () => {
    const clip = {
      fadeIn: { length: 400, curve: 'logarithmic', bend: 0.5 } as const,
      fadeOut: { length: 300, curve: 'exponential', bend: 0 } as const,
      envelope: [
        { at: 150, gainDb: 3 },
        { at: 500, gainDb: -9 },
      ],
      gainDb: -3,
    };
    for (const rest of [{}, { from: 120, to: 900 }, { ratio: 44_100 / 48_000 }]) {
      const of = shape(clip, rest);
      const whole = gains(of, 10_000);
      gains(of, 37).forEach((gain, at) => expect(gain).toBeCloseTo(whole[at]!, 6));
    }
  });
});
