import type { Scene } from '../scene';
import { connectSeries } from '../tone';
import { biquad, delay, drive, gain, merge, split, stereoInput } from './blocks';
import { defineEffect, hertz, mix, number, percent } from './descriptor';
import { same, toShare } from './kernelEffect';

const MAX_SECONDS = 4;
/** A delay that is lengthened or shortened bends the pitch of what it holds, as tape does: this slowly. Seconds. */
const TAPE_SECONDS = 0.3;
const time = number('Time', 0.01, MAX_SECONDS, 0.35, { unit: 's', scale: 'log', decimals: 3 });
const feedback = percent('Feedback', 40, 0, 95);
/** High frequencies lost at every repeat, as on tape and in air. */
const tone = hertz('Tone', 200, 20_000, 8000);

/** Seconds until the repeats are 60 dB down, at most a minute. */
export function echoTail(seconds: number, feedbackPercent: number): number {
  const share = feedbackPercent / 100;
  const repeats = share <= 0 ? 1 : 1 + Math.log(0.001) / Math.log(share);
  return Math.min(60, seconds * repeats);
}

const params = { time, feedback, tone, mix: mix(35) };

/** A delay and what it loses on the way round, which the output has lost too. */
function loop(scene: Scene, values: { time: number; tone: number; feedback: number }, channels: 1 | 2) {
  const line = delay(scene, values.time, MAX_SECONDS, channels);
  const damping = biquad(scene, { type: 'lowpass', frequency: values.tone, Q: -3 }, channels);
  const back = gain(scene, toShare(values.feedback));
  connectSeries(line, damping, back);
  return { line, damping, back };
}

export const feedbackDelay = defineEffect({
  type: 'feedback-delay',
  name: 'Delay',
  category: 'Space',
  summary: 'Echoes that fade and darken.',
  params,
  tail: (values) => echoTail(values.time, values.feedback),
  create: (scene, values) => {
    const input = gain(scene);
    const { line, damping, back } = loop(scene, values, 2);
    input.connect(line);
    back.connect(line);
    return {
      input,
      output: damping,
      automatable: {
        time: [drive(line.delayTime, same, TAPE_SECONDS)],
        feedback: [drive(back.gain, toShare)],
        tone: [drive(damping.frequency)],
      },
    };
  },
});

export const pingPongDelay = defineEffect({
  type: 'ping-pong-delay',
  name: 'Ping-pong delay',
  category: 'Space',
  summary: 'Echoes that jump from side to side.',
  params,
  tail: (values) => echoTail(values.time, values.feedback),
  create: (scene, values) => {
    const input = stereoInput(scene);
    const sides = split(scene);
    const mono = gain(scene, 0.5);
    const { line: left, damping, back: across } = loop(scene, values, 1);
    const right = delay(scene, values.time, MAX_SECONDS, 1);
    const back = gain(scene, toShare(values.feedback));
    const output = merge(scene);
    input.connect(sides);
    sides.connect(mono, 0, 0);
    sides.connect(mono, 1, 0);
    mono.connect(left);
    // Left first; the right side repeats the left, and returns to it: one loss per bounce.
    connectSeries(across, right, back, left);
    damping.connect(output, 0, 0);
    right.connect(output, 0, 1);
    return {
      input,
      output,
      automatable: {
        time: [left, right].map(({ delayTime }) => drive(delayTime, same, TAPE_SECONDS)),
        feedback: [across, back].map(({ gain: level }) => drive(level, toShare)),
        tone: [drive(damping.frequency)],
      },
    };
  },
});
