import { z } from 'zod';
import { soundSchema } from '../../preload/contract/sound';

/** Latent of a sound as the VAE decoder takes it: `channels` rows of `frames` values each, row after row. */
export type Latent = { channels: number; frames: number; data: Float32Array };

export const latentShapeSchema = z.object({
  channels: z.number().int().min(1).max(4096),
  frames: z.number().int().min(1).max(1_000_000),
});
export type LatentShape = z.infer<typeof latentShapeSchema>;

/** All that is known about a sound but its samples. `latentShape` is null for a sound that has no latent. */
export const storedSoundSchema = z.object({ sound: soundSchema, latentShape: latentShapeSchema.nullable() });
export type StoredSound = z.infer<typeof storedSoundSchema>;

/** Latents are stored as bare 32-bit floats, little-endian; the shape is in the row. */
export const encodeLatent = (latent: Latent): Uint8Array =>
  new Uint8Array(latent.data.buffer, latent.data.byteOffset, latent.data.byteLength);

/** Null when the bytes do not hold a latent of that shape. */
export function decodeLatent(bytes: Uint8Array, shape: LatentShape): Latent | null {
  if (bytes.byteLength !== shape.channels * shape.frames * 4) return null;
  return { ...shape, data: new Float32Array(new Uint8Array(bytes).buffer) };
}
