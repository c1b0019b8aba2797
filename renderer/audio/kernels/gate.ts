import { dbOf, defineKernel, linear, share, type Kernel } from './kernel';

/** Below the threshold by this much it closes: what wavers around the threshold does not chatter. dB */
const HYSTERESIS = 3;
/** The detector falls within this time, so that the gaps between a low tone's peaks do not close the gate. Seconds. */
const FALL = 0.005;
/** Further down than this no gate goes. dB */
const CLOSED = -100;

/**
 * A noise gate with hysteresis: opens when the louder channel passes the threshold, closes `hold` seconds after it has
 * stayed 3 dB below, down to `range` dB.
 */
export const gateKernel = defineKernel(
  {
    threshold: [-100, 0, -40],
    range: [CLOSED, 0, -60],
    attack: [0, 1, 0.002],
    hold: [0, 2, 0.05],
    release: [0, 4, 0.1],
  },
  ({ sampleRate }): Kernel<'threshold' | 'range' | 'attack' | 'hold' | 'release'> => {
    const fall = 1 - share(FALL, sampleRate);
    let level = 0;
    let held = 0;
    let open = false;
    let envelope = 0;
    return {
      process: (left, right, values) => {
        const openAt = linear(values.threshold);
        const closeAt = openAt * linear(-HYSTERESIS);
        const floor = linear(values.range);
        const attack = share(values.attack, sampleRate);
        const release = share(values.release, sampleRate);
        const holdFrames = values.hold * sampleRate;
        for (let i = 0; i < left.length; i += 1) {
          const l = left[i]!;
          const r = right[i]!;
          envelope = Math.max(Math.abs(l), Math.abs(r), envelope * fall);
          if (envelope >= openAt) {
            open = true;
            held = holdFrames;
          } else if (envelope >= closeAt) {
            if (open) held = holdFrames;
          } else if (held > 0) held -= 1;
          else open = false;
          const target = open ? 1 : floor;
          level += (target > level ? attack : release) * (target - level);
          left[i] = l * level;
          right[i] = r * level;
        }
        return !open && Math.abs(level - floor) < 1e-6 && envelope < closeAt;
      },
      reduction: () => Math.max(0, -dbOf(Math.max(level, linear(CLOSED)))),
    };
  },
);
