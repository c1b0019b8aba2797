import { z } from 'zod';
import { effectSchema } from './document';
import { idSchema } from './sound';

const part = { effectType: effectSchema.shape.type, params: effectSchema.shape.params };
const name = z.string().trim().min(1).max(80);

/** A setting of one effect, or a row of effects for a whole rack, that the person keeps under a name. */
export const presetSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('effect'), id: idSchema, name, ...part }),
  z.object({ kind: z.literal('chain'), id: idSchema, name, effects: z.array(z.object(part)).min(1).max(32) }),
]);
export type Preset = z.infer<typeof presetSchema>;

export const PRESETS_MAX = 2000;
export const presetListSchema = z.object({ presets: z.array(presetSchema).max(PRESETS_MAX) });
