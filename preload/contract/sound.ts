import { z } from 'zod';

/** Bounds of a generated sound, in seconds. */
export const DURATION_MIN_S = 0.3;
export const DURATION_MAX_S = 30;
export const TAKES_MAX = 8;
export const PROMPT_MAX_CHARS = 500;
/** Seeds are unsigned 32-bit integers. */
export const SEED_MAX = 0xffff_ffff;

export const seedSchema = z.number().int().min(0).max(SEED_MAX);
export const durationSchema = z.number().min(DURATION_MIN_S).max(DURATION_MAX_S);
export const promptSchema = z
  .string()
  .max(PROMPT_MAX_CHARS, `Keep the prompt under ${PROMPT_MAX_CHARS} characters.`)
  .refine(
    (text) => text.trim().length > 0,
    'Type what the sound is, for example "heavy rain on a tin roof".',
  );

/** Ids name files on disk, so their alphabet is closed: letters, digits, '_' and '-'. */
export const idSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

/**
 * How a generated sound was made: enough to make it again, bit for bit, with the same pack and provider.
 * `seed` is the seed of this very take (take i of a request with seed s uses s + i modulo 2^32).
 */
export const recipeSchema = z.object({
  prompt: promptSchema,
  seed: seedSchema,
  /** seconds */
  duration: durationSchema,
  /** true: made without start and end, to be repeated seamlessly */
  loop: z.boolean(),
  packId: z.string(),
  packVersion: z.string(),
  /** sha256 of the pack's manifest, hex */
  packHash: z.string(),
  provider: z.string(),
});
export type Recipe = z.infer<typeof recipeSchema>;

/** What the studio rendered of clips or a track: a sound like any other, or what a frozen track plays. */
export const renderedSchema = z.enum(['bounced', 'frozen']);
export type Rendered = z.infer<typeof renderedSchema>;

/** One sound of the library. Its PCM and latent are fetched apart, by id. Levels in dBFS. */
export const soundSchema = z.object({
  id: idSchema,
  name: z.string().max(200),
  /** null for what was not generated */
  recipe: recipeSchema.nullable(),
  /** absent: generated or imported */
  rendered: renderedSchema.optional(),
  sampleRate: z.number().int().min(8000).max(192_000),
  channels: z.number().int().min(1).max(2),
  /** length in sample frames at `sampleRate` */
  frames: z.number().int().min(1),
  peakDb: z.number(),
  rmsDb: z.number(),
  starred: z.boolean(),
  /** milliseconds since the epoch */
  createdAt: z.number(),
});
export type Sound = z.infer<typeof soundSchema>;

export const generateRequestSchema = z.object({
  /** chosen by the caller, so that progress can be matched before the reply */
  jobId: idSchema,
  prompt: promptSchema,
  seed: seedSchema,
  duration: durationSchema,
  takes: z.number().int().min(1).max(TAKES_MAX),
  loop: z.boolean(),
});
export type GenerateRequest = z.infer<typeof generateRequestSchema>;

export const stageNames = [
  'queued',
  'loading',
  'text',
  'generator',
  'decoder',
  'vocoder',
  'checking',
  'storing',
] as const;
export type StageName = (typeof stageNames)[number];

/** Audio as it crosses the bridge: one Float32Array per channel, full scale ±1. */
export type Pcm = { sampleRate: number; channels: Float32Array[] };
/** One Float32Array per channel, mono or stereo. (`z.instanceof` would insist on arrays over an ArrayBuffer.) */
export const channelsSchema = z
  .array(z.custom<Float32Array>((value) => value instanceof Float32Array, 'Audio must be Float32Arrays.'))
  .min(1)
  .max(2);
export const pcmSchema = z.object({
  sampleRate: z.number().int().min(8000).max(192_000),
  channels: channelsSchema,
});

/** Part of a sound: `frames` frames from frame `from` on, at its own rate. */
export const pcmWindowSchema = z.object({
  from: z.number().int().min(0),
  frames: z.number().int().min(1),
});
export type PcmWindow = z.infer<typeof pcmWindowSchema>;
