import type { Recipe } from '../../preload/contract/sound';
import type { NewSound } from '../library/library';

/** Noise in ±`level`, different for each seed, the same at every call. */
export function noise(frames: number, seed = 1, level = 0.5): Float32Array {
  let state = seed;
  return Float32Array.from({ length: frames }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return level * (state / 0x8000_0000 - 1);
  });
}

export const recipe = (prompt: string, seed = 1): Recipe => ({
  prompt,
  seed,
  duration: 0.5,
  loop: false,
  packId: 'test',
  packVersion: '1',
  packHash: 'ab',
  provider: 'cpu',
});

/** A sound as the generator hands it over: half a second of noise and a latent. */
export const newSound = (prompt: string, seed = 1): NewSound => ({
  name: prompt,
  recipe: recipe(prompt, seed),
  pcm: { sampleRate: 44_100, channels: [noise(22_050, seed)] },
  latent: { channels: 4, frames: 6, data: noise(24, seed + 1) },
});
