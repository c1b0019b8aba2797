import { isAbsolute, normalize, sep } from 'node:path';
import { z } from 'zod';
import { durationSchema, promptSchema, seedSchema } from '../../preload/contract/sound';

/** A file below the output folder, whatever the platform's spelling of leaving it. */
const relativeFile = z
  .string()
  .min(1, 'must not be empty')
  .max(300)
  .refine((file) => !file.includes('\0'), 'must be a file name')
  .refine((file) => !isAbsolute(file) && !/^([A-Za-z]:|[\\/])/.test(file), 'must be a relative file name')
  .refine((file) => !file.split(/[\\/]/).includes('..'), 'must stay inside the output folder')
  .refine(
    (file) => !normalize(file).endsWith(sep) && normalize(file) !== '.',
    'must name a file, not a folder',
  );

const lineSchema = z.strictObject({
  prompt: promptSchema,
  file: relativeFile,
  seed: seedSchema.default(0),
  duration: durationSchema.default(5),
  loop: z.boolean().default(false),
});
export type BatchLine = z.infer<typeof lineSchema>;

/** One line of the batch file by its number, counted from 1: what to make, or what is wrong with it. */
export type BatchEntry =
  | { readonly number: number; readonly line: BatchLine }
  | { readonly number: number; readonly problem: string };

/** Every line of a JSON Lines text; empty lines are skipped. Two lines that name one file are a mistake of the second. */
export function parseBatch(text: string): BatchEntry[] {
  const taken = new Set<string>();
  return text.split(/\r?\n/).flatMap((source, index): BatchEntry[] => {
    if (source.trim() === '') return [];
    const number = index + 1;
    let json: unknown;
    try {
      json = JSON.parse(source);
    } catch {
      return [{ number, problem: 'is not valid JSON' }];
    }
    const parsed = lineSchema.safeParse(json);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      return [{ number, problem: `${issue?.path.join('.') || 'line'}: ${issue?.message ?? 'not valid'}` }];
    }
    const file = normalize(parsed.data.file);
    if (taken.has(file))
      return [{ number, problem: `file: ${parsed.data.file} is written by an earlier line` }];
    taken.add(file);
    return [{ number, line: parsed.data }];
  });
}
