type Loop = { readonly start: number; readonly length: number };
type Channels = readonly Float32Array[];

/** Longest seam crossfade, in seconds, and largest part of a loop that it may take. */
const CROSSFADE = 0.01;
const LARGEST_PART = 0.25;
/** Samples on either side of a seam that tell how much neighbouring samples differ anyway. */
const NEARBY = 96;
/** A jump this much larger than those is heard as a click. */
const CLICK = 1.5;
const FLOOR = 1e-4;

/** What tells how a loop's seam is made, on either side of its ends: within it twice as much. Frames. */
export const loopMargin = (sampleRate: number): number => Math.round(CROSSFADE * sampleRate);

/** True when the step from the loop's last sample to its first is one that the sound itself does not make nearby. */
export function clicks(body: Float32Array): boolean {
  const { length } = body;
  if (length < 2) return false;
  let usual = 0;
  const look = (from: number, to: number): void => {
    for (let i = Math.max(1, from); i < to; i += 1)
      usual = Math.max(usual, Math.abs(body[i]! - body[i - 1]!));
  };
  look(1, Math.min(length, NEARBY));
  look(length - NEARBY, length);
  return Math.abs(body[0]! - body[length - 1]!) > CLICK * usual + FLOOR;
}

/**
 * One round of a loop. What joins itself is left as it is, to the bit; where the seam would click, the end is crossfaded
 * into what comes before the loop, or else the beginning out of what comes after it; a sound that is looped whole has
 * neither, and dips for a moment.
 */
export function loopBody(
  source: Channels,
  { start, length }: Loop,
  sampleRate: number,
): Float32Array<ArrayBuffer>[] {
  const bodies = source.map((channel) => {
    const body = new Float32Array(length);
    body.set(channel.subarray(start, start + length));
    return body;
  });
  if (!bodies.some(clicks)) return bodies;
  const frames = Math.max(1, Math.min(loopMargin(sampleRate), Math.floor(length * LARGEST_PART)));
  const total = source[0]?.length ?? 0;
  bodies.forEach((body, index) => {
    const channel = source[index]!;
    for (let i = 0; i < frames; i += 1) {
      const angle = ((i + 0.5) / frames) * (Math.PI / 2);
      const [out, into] = [Math.cos(angle), Math.sin(angle)];
      const tail = length - frames + i;
      if (start >= frames) body[tail] = body[tail]! * out + channel[start - frames + i]! * into;
      else if (start + length + frames <= total)
        body[i] = channel[start + length + i]! * out + body[i]! * into;
      else {
        body[tail] = body[tail]! * out;
        body[i] = body[i]! * into;
      }
    }
  });
  return bodies;
}
