import { connectSeries } from '../tone';
import { biquad, delay, gain, glide, merge, split, stereoInput } from './blocks';
import { defineEffect, hertz, mix, number, percent } from './descriptor';

const MAX_SECONDS = 4;
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

export const feedbackDelay = defineEffect({
  type: 'feedback-delay',
  name: 'Delay',
  category: 'Space',
  summary: 'Echoes that fade and darken.',
  params: { time, feedback, tone, mix: mix(35) },
  tail: (values) => echoTail(values.time, values.feedback),
  create: (scene, values) => {
    const input = gain(scene);
    const line = delay(scene, values.time, MAX_SECONDS);
    const damping = biquad(scene, { type: 'lowpass', frequency: values.tone, Q: -3 });
    const back = gain(scene, values.feedback / 100);
    connectSeries(input, line, damping, back, line);
    return {
      input,
      output: damping,
      apply: (next, seconds) => {
        glide(line.delayTime, next.time, seconds);
        glide(damping.frequency, next.tone, seconds);
        glide(back.gain, next.feedback / 100, seconds);
      },
    };
  },
});

export const pingPongDelay = defineEffect({
  type: 'ping-pong-delay',
  name: 'Ping-pong delay',
  category: 'Space',
  summary: 'Echoes that jump from side to side.',
  params: { time, feedback, tone, mix: mix(35) },
  tail: (values) => echoTail(values.time, values.feedback),
  create: (scene, values) => {
    const input = stereoInput(scene);
    const sides = split(scene);
    const mono = gain(scene, 0.5);
    const left = delay(scene, values.time, MAX_SECONDS, 1);
    const right = delay(scene, values.time, MAX_SECONDS, 1);
    const damping = biquad(scene, { type: 'lowpass', frequency: values.tone, Q: -3 }, 1);
    const across = gain(scene, values.feedback / 100);
    const back = gain(scene, values.feedback / 100);
    const output = merge(scene);
    input.connect(sides);
    sides.connect(mono, 0, 0);
    sides.connect(mono, 1, 0);
    // Left first; the right side repeats the left, and returns to it: one loss per bounce.
    connectSeries(mono, left, damping, across, right);
    connectSeries(right, back, left);
    damping.connect(output, 0, 0);
    right.connect(output, 0, 1);
    return {
      input,
      output,
      apply: (next, seconds) => {
        glide(left.delayTime, next.time, seconds);
        glide(right.delayTime, next.time, seconds);
        glide(damping.frequency, next.tone, seconds);
        glide(across.gain, next.feedback / 100, seconds);
        glide(back.gain, next.feedback / 100, seconds);
      },
    };
  },
});
