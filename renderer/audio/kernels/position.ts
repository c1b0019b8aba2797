import { DelayLine } from './delayLine';
import { defineKernel, NOTHING, type Kernel } from './kernel';

/** Metres, and metres a second. */
const HEAD_RADIUS = 0.0875;
const SPEED_OF_SOUND = 343;
/** Distance at which the level is unchanged, in metres. */
const NEAR = 1;
/** Shading at its deepest, and the angle from the ear's axis where that is (Brown & Duda, table I). */
const LEAST = 0.1;
const LEAST_AT = (150 * Math.PI) / 180;
/** The longest way around the head: π/2 + 1 radii. */
const LONGEST = (HEAD_RADIUS * (Math.PI / 2 + 1)) / SPEED_OF_SOUND;

/** By how much a sound straight ahead is late at both ears, in seconds. */
export const POSITION_DELAY = HEAD_RADIUS / SPEED_OF_SOUND;

/** Hz above which air and obstacles have taken half the power after so many metres. */
const airHertz = (metres: number): number => Math.min(20_000, 20_000 / (1 + Math.max(0, metres - NEAR) / 12));

/**
 * Where a mono sound is heard from, on headphones: the model of a rigid head by Brown & Duda (A structural model for
 * binaural sound synthesis, IEEE Trans. SAP 6-5, 1998): each ear hears later (Woodworth) and duller the further it is
 * turned away. Distance takes level (1/r) and treble. Behind is duller than in front. Azimuth in degrees clockwise.
 */
export const positionKernel = defineKernel(
  { azimuth: [-180, 180, 0], elevation: [-90, 90, 0], distance: [0.3, 200, 1] },
  ({ sampleRate }): Kernel<'azimuth' | 'elevation' | 'distance'> => {
    const ears = [new Ear(sampleRate), new Ear(sampleRate)] as const;
    const mono = new Float32Array(128);
    const state = { air: 0, level: NaN };
    return {
      process: (left, right, { azimuth, elevation, distance }) => {
        const turn = (azimuth * Math.PI) / 180;
        const height = Math.cos((elevation * Math.PI) / 180);
        // Behind the head the ear's own shell shades what is above some kilohertz.
        const back = Math.max(0, -Math.cos(turn) * height);
        const hertz = airHertz(distance) * (1 - 0.6 * back);
        const share = 1 - Math.exp((-2 * Math.PI * Math.min(hertz, 0.45 * sampleRate)) / sampleRate);
        const goal = NEAR / Math.max(NEAR, distance);
        if (Number.isNaN(state.level)) state.level = goal;
        const step = (goal - state.level) / left.length;
        for (let i = 0; i < left.length; i += 1) {
          const x = (left[i]! + right[i]!) / 2;
          state.air += share * (x - state.air);
          state.level += step;
          mono[i] = state.air * state.level;
        }
        state.level = goal;
        if (Math.abs(state.air) < NOTHING) state.air = 0;
        // The cosine of the angle between the sound and each ear's axis, which points straight to the side.
        const across = Math.sin(turn) * height;
        const restLeft = ears[0].process(mono, left, Math.acos(-across));
        const restRight = ears[1].process(mono, right, Math.acos(across));
        return restLeft && restRight && state.air === 0;
      },
    };
  },
);

class Ear {
  private readonly line: DelayLine;
  private delay = NaN;
  private x1 = 0;
  private y1 = 0;
  private quiet = 0;

  constructor(private readonly sampleRate: number) {
    this.line = new DelayLine(LONGEST * sampleRate + 4);
  }

  /** `angle` between the sound and the ear's axis, 0 to π. @returns true when it is at rest */
  process(input: Float32Array, output: Float32Array, angle: number): boolean {
    const { sampleRate, line } = this;
    const radii = angle < Math.PI / 2 ? 1 - Math.cos(angle) : angle - Math.PI / 2 + 1;
    const goal = (radii * HEAD_RADIUS * sampleRate) / SPEED_OF_SOUND;
    if (Number.isNaN(this.delay)) this.delay = goal;
    const move = (goal - this.delay) / output.length;
    // H(s) = (α s + β) / (s + β), β = 2c/a: 6 dB more treble at the near ear, 20 dB less in the shadow.
    const alpha = 1 + LEAST / 2 + (1 - LEAST / 2) * Math.cos((angle / LEAST_AT) * Math.PI);
    const beta = SPEED_OF_SOUND / HEAD_RADIUS / sampleRate;
    const b0 = (alpha + beta) / (1 + beta);
    const b1 = (beta - alpha) / (1 + beta);
    const a1 = (beta - 1) / (1 + beta);
    let loudest = 0;
    for (let i = 0; i < output.length; i += 1) {
      line.write(input[i]!);
      this.delay += move;
      const x = line.read(this.delay + 1);
      const y = b0 * x + b1 * this.x1 - a1 * this.y1;
      this.x1 = x;
      this.y1 = Math.abs(y) < NOTHING ? 0 : y;
      output[i] = this.y1;
      loudest = Math.max(loudest, Math.abs(input[i]!), Math.abs(this.y1));
    }
    this.delay = goal;
    this.quiet = loudest < NOTHING ? this.quiet + output.length : 0;
    return this.quiet > LONGEST * sampleRate + 8;
  }
}
