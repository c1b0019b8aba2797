import { emptyFrames, type Frames } from './frames';

/**
 * Seeded Gaussian noise. A sound's seed (uint32) and a stream's name give independent sequences, so that the texture of the VAE decoder
 * never shifts when the generator's noise changes shape.
 *
 * splitmix32 over (seed, stream) fills the state of xoshiro128** (Blackman and Vigna, "Scrambled linear pseudorandom number generators",
 * 2021); pairs of its outputs become pairs of normals by Box and Muller. Everything is 32-bit integer arithmetic and V8's own Math (the
 * fdlibm port), so the same seed gives the same bits on every platform.
 */
const streams = { global: 0x67_6c_6f_62, frame: 0x66_72_61_6d, texture: 0x74_65_78_74 } as const;
export type NoiseStream = keyof typeof streams;

function splitmix32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e37_79b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85eb_ca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35);
    return (mixed ^ (mixed >>> 16)) >>> 0;
  };
}

/** An endless sequence of uint32. */
function xoshiro128(seed: number, stream: number): () => number {
  // The stream's word is hashed before it meets the seed: neighbouring seeds of two streams must not share states.
  const key = splitmix32(stream)();
  const fill = splitmix32((splitmix32(seed)() ^ key) >>> 0);
  let [a, b, c, d] = [fill(), fill(), fill(), fill()];
  return () => {
    const scrambled = Math.imul(b, 5);
    const result = Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  };
}

/** `count` standard normal numbers. A longer draw begins with the shorter one. */
export function gaussian(seed: number, stream: NoiseStream, count: number): Float32Array {
  const next = xoshiro128(seed, streams[stream]);
  const result = new Float32Array(count);
  for (let index = 0; index < count; index += 2) {
    const radius = Math.sqrt(-2 * Math.log((next() + 1) / 4_294_967_296));
    const angle = (2 * Math.PI * next()) / 4_294_967_296;
    result[index] = radius * Math.cos(angle);
    if (index + 1 < count) result[index + 1] = radius * Math.sin(angle);
  }
  return result;
}

/**
 * Independent noise per frame: [1, channels, frames]. Drawn frame by frame, so that a longer sound of the same seed starts with the very
 * noise of the shorter one.
 */
export function frameNoise(seed: number, stream: NoiseStream, channels: number, frames: number): Frames {
  const drawn = gaussian(seed, stream, channels * frames);
  const result = emptyFrames(1, channels, frames);
  for (let frame = 0; frame < frames; frame++) {
    for (let channel = 0; channel < channels; channel++) {
      result.data[channel * frames + frame] = drawn[frame * channels + channel] ?? 0;
    }
  }
  return result;
}

/** The generator's noise [1, global + frame, frames]: one code for the whole sound, then what changes from frame to frame. */
export function generatorNoise(
  seed: number,
  size: { readonly global: number; readonly frame: number },
  frames: number,
): Frames {
  const result = emptyFrames(1, size.global + size.frame, frames);
  gaussian(seed, 'global', size.global).forEach((value, channel) => {
    result.data.fill(value, channel * frames, (channel + 1) * frames);
  });
  result.data.set(frameNoise(seed, 'frame', size.frame, frames).data, size.global * frames);
  return result;
}
