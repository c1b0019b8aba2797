import { z } from 'zod';
import { appErrorSchema } from '../../preload/contract/errors';
import { inferenceStatusSchema, providerNames } from '../../preload/contract/settings';
import { generateRequestSchema, idSchema, recipeSchema, stageNames } from '../../preload/contract/sound';

/**
 * What the engine (in main) and the inference host (a process of its own) say to each other. Both sides parse what they receive. Audio goes
 * as plain typed arrays: buffers cannot be transferred over a utility process's port.
 */
/** Typed as any float array: where its memory lies is of no interest here. */
const floats = z.custom<Float32Array>((value) => value instanceof Float32Array, 'must be a Float32Array');
const providerChoice = z.enum(['auto', ...providerNames]);

export const toHostSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('open'),
    packFolder: z.string(),
    provider: providerChoice,
    /** where the result of 'auto' is remembered; null: nowhere */
    memoryFile: z.string().nullable(),
    /** measure again although a result is remembered */
    remeasure: z.boolean(),
    /** providers that ended the process while they worked */
    avoid: z.array(z.enum(providerNames)),
  }),
  z.object({ type: z.literal('generate'), request: generateRequestSchema }),
  z.object({ type: z.literal('cancel'), jobId: idSchema }),
]);
export type ToHost = z.infer<typeof toHostSchema>;

const providerStateSchema = z.object({
  provider: z.enum(providerNames),
  device: z.string(),
  providers: inferenceStatusSchema.shape.providers,
});
export type ProviderState = z.infer<typeof providerStateSchema>;

export const fromHostSchema = z.discriminatedUnion('type', [
  /** sent every second that the host's event loop is free */
  z.object({ type: z.literal('beat') }),
  z.object({
    type: z.literal('opened'),
    pack: z.object({ id: z.string(), name: z.string(), version: z.string() }),
    state: providerStateSchema,
  }),
  z.object({ type: z.literal('openFailed'), error: appErrorSchema }),
  /** a provider failed while it worked, and another one took over */
  z.object({ type: z.literal('provider'), state: providerStateSchema }),
  z.object({
    type: z.literal('progress'),
    jobId: idSchema,
    stage: z.enum(stageNames),
    /** 0 to 1 over the whole job */
    fraction: z.number(),
  }),
  z.object({
    type: z.literal('take'),
    jobId: idSchema,
    index: z.number().int().min(0),
    pcm: floats,
    /** Hz */
    sampleRate: z.number(),
    /** [1, channels, frames], row-major */
    latent: floats,
    latentShape: z.tuple([z.number(), z.number(), z.number()]),
    recipe: recipeSchema,
  }),
  z.object({ type: z.literal('done'), jobId: idSchema, milliseconds: z.number() }),
  z.object({ type: z.literal('failed'), jobId: idSchema, error: appErrorSchema }),
]);
export type FromHost = z.infer<typeof fromHostSchema>;
