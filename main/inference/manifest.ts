import { z } from 'zod';

/** The pack layout this studio reads. A pack that says a higher number was made for a newer studio. */
export const PACK_FORMAT = 1;

const count = z.number().int().min(1);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be a sha256 in lower-case hex');
/** A file inside the pack's folder: no absolute path, no way out of it. */
const fileName = z
  .string()
  .regex(/^[A-Za-z0-9_][A-Za-z0-9._-]*(\/[A-Za-z0-9_][A-Za-z0-9._-]*)*$/, 'must name a file inside the pack');
const tensorName = z.string().min(1);

const stage = <const I extends string, const O extends string>(
  inputs: readonly I[],
  outputs: readonly O[],
) => {
  const names = <K extends string>(keys: readonly K[]) =>
    z.object(Object.fromEntries(keys.map((key) => [key, tensorName])) as Record<K, typeof tensorName>);
  return z.object({
    file: fileName,
    sha256,
    bytes: count,
    inputs: names(inputs),
    outputs: names(outputs),
  });
};

/** manifest.json of a model pack; models/training/pack.py writes it. Frame counts are at the rate named beside them. */
export const manifestSchema = z.object({
  format: z.literal(PACK_FORMAT),
  id: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/),
  name: z.string().min(1).max(100),
  version: z.string().min(1).max(40),
  licence: z.string().min(1),
  card: fileName,
  /** Hz */
  sampleRate: z.literal(44_100),
  mel: z.object({
    bands: z.literal(128),
    nFft: z.literal(2048),
    hop: z.literal(512),
    window: z.literal('hann'),
    /** Hz */
    fMin: z.number().min(0),
    /** Hz */
    fMax: z.number().max(22_050),
    scale: z.literal('slaney'),
    /** smallest magnitude before the logarithm */
    floor: z.number().positive(),
    log: z.literal('natural'),
    magnitude: z.literal(true),
  }),
  latent: z.object({
    channels: count,
    /** samples per latent frame */
    hop: z.literal(2048),
    framesPerSecond: z.number().positive(),
  }),
  /** channels of Gaussian noise: the generator's (one code per sound, then per frame) and the VAE decoder's texture */
  noise: z.object({ global: z.number().int().min(0), frame: z.number().int().min(0), texture: count }),
  /** frames on each side that a stage's output depends on: generator and vaeDecoder in latent frames, vocoder in mel frames */
  receptiveField: z.object({
    generator: z.number().int().min(0),
    vaeDecoder: z.number().int().min(0),
    vocoder: z.number().int().min(0),
  }),
  stages: z.object({
    textEncoder: stage(['inputIds', 'attentionMask'], ['embedding']).extend({
      tokenizer: z.object({
        file: fileName,
        sha256,
        lowercase: z.literal(true),
        maxTokens: z.number().int().min(3).max(512),
      }),
    }),
    generator: stage(['noise', 'condition', 'position'], ['latent']),
    vaeEncoder: stage(['mel'], ['latent']),
    vaeDecoder: stage(['latent', 'noise'], ['mel']),
    vocoder: stage(['mel'], ['spectrum']),
  }),
});
export type Manifest = z.infer<typeof manifestSchema>;
export type PackStage = keyof Manifest['stages'];

/** Length of the text embedding: all-MiniLM-L6-v2's. */
export const EMBEDDING_SIZE = 384;
/** Real-to-complex bins of an n_fft of 2048. */
export const SPECTRUM_BINS = 1025;

/** A tensor as a stage must have it; 'free' dimensions (batch, time) must be open in the file. */
export type TensorSpec = { readonly type: 'float32' | 'int64'; readonly shape: readonly (number | 'free')[] };
type StageSpec = {
  readonly inputs: Record<string, TensorSpec>;
  readonly outputs: Record<string, TensorSpec>;
};

/** What each stage's ONNX file must take and give, by the manifest's key for the tensor. */
export function stageSpecs({ latent, noise, mel }: Manifest): Record<PackStage, StageSpec> {
  const sequence = (channels: number): TensorSpec => ({ type: 'float32', shape: ['free', channels, 'free'] });
  const tokens: TensorSpec = { type: 'int64', shape: ['free', 'free'] };
  return {
    textEncoder: {
      inputs: { inputIds: tokens, attentionMask: tokens },
      outputs: { embedding: { type: 'float32', shape: ['free', EMBEDDING_SIZE] } },
    },
    generator: {
      inputs: {
        noise: sequence(noise.global + noise.frame),
        condition: sequence(EMBEDDING_SIZE),
        position: sequence(2),
      },
      outputs: { latent: sequence(latent.channels) },
    },
    vaeEncoder: { inputs: { mel: sequence(mel.bands) }, outputs: { latent: sequence(latent.channels) } },
    vaeDecoder: {
      inputs: { latent: sequence(latent.channels), noise: sequence(noise.texture) },
      outputs: { mel: sequence(mel.bands) },
    },
    vocoder: {
      inputs: { mel: sequence(mel.bands) },
      outputs: { spectrum: { type: 'float32', shape: ['free', 2, SPECTRUM_BINS, 'free'] } },
    },
  };
}
