import type { ProviderName } from '../../preload/contract/settings';
import { emptyFrames, toTensor, type Frames } from './frames';
import type { Pack } from './pack';
import { openStage } from './session';

/** Positions are clamped to this many seconds; 8 and 8 mean "somewhere inside a long sound". */
const LONGEST_S = 8;

export type Generator = {
  /**
   * noise [B, global + frame, L], condition [B, 384, L], position [B, 2, L] -> normalised latent [B, C, L], at 44100 / 2048 frames a second.
   * Throws StudioError `provider`.
   */
  run(noise: Frames, condition: Frames, position: Frames): Promise<Frames>;
  dispose(): Promise<void>;
};

export async function openGenerator(pack: Pack, provider: ProviderName): Promise<Generator> {
  const session = await openStage(pack, 'generator', provider);
  const { channels } = pack.manifest.latent;
  return {
    async run(noise, condition, position) {
      const output = await session.run({
        noise: toTensor(noise),
        condition: toTensor(condition),
        position: toTensor(position),
      });
      const { batch, frames } = noise;
      return { data: output.data as Float32Array, batch, channels, frames };
    },
    dispose: () => session.dispose(),
  };
}

/** One embedding held over all frames: [1, 384, frames]. */
export function steadyCondition(embedding: Float32Array, frames: number): Frames {
  const condition = emptyFrames(1, embedding.length, frames);
  embedding.forEach((value, channel) => condition.data.fill(value, channel * frames, (channel + 1) * frames));
  return condition;
}

/** Seconds since the sound's start and to its end, for each latent frame: [1, 2, frames], both clamped to 0..8. */
export function positionsWithin(seconds: number, frames: number, framesPerSecond: number): Frames {
  const position = emptyFrames(1, 2, frames);
  const clamp = (value: number): number => Math.min(LONGEST_S, Math.max(0, value));
  for (let frame = 0; frame < frames; frame++) {
    const start = frame / framesPerSecond;
    position.data[frame] = clamp(start);
    position.data[frames + frame] = clamp(seconds - start);
  }
  return position;
}

/** The position of a loop, which has neither start nor end: 8 and 8 everywhere. */
export function positionsOfLoop(frames: number): Frames {
  const position = emptyFrames(1, 2, frames);
  position.data.fill(LONGEST_S);
  return position;
}
