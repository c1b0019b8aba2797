import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { inferenceStatusSchema, providerNames } from '../../preload/contract/settings';

/**
 * What 'auto' found out, kept from one start to the next. `trying` is written before a provider is tried and removed afterwards: when it is
 * still there at the next start, that provider ended the process and is not tried again.
 */
const memorySchema = z.object({
  /** pack, runtime and machine that the findings belong to */
  key: z.string(),
  choice: z.enum(providerNames).nullable(),
  trying: z.enum(providerNames).nullable(),
  providers: inferenceStatusSchema.shape.providers,
});
export type Findings = z.infer<typeof memorySchema>;

export type ProviderMemory = {
  read(): Findings;
  /** Says whether it is kept: a full disk must not keep the models from loading. */
  write(findings: Omit<Findings, 'key'>): boolean;
};

/** Findings in a JSON file (null: kept nowhere). A file that is missing, damaged or of another machine counts as empty. */
export function openProviderMemory(file: string | null, key: string): ProviderMemory {
  const empty: Findings = { key, choice: null, trying: null, providers: [] };
  return {
    read() {
      if (file === null) return empty;
      try {
        const parsed = memorySchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
        return parsed.success && parsed.data.key === key ? parsed.data : empty;
      } catch {
        return empty;
      }
    },
    write(findings) {
      if (file === null) return true;
      // Synchronous on purpose: `trying` must be on disk before native code runs that may end the process.
      const partial = `${file}.${process.pid}.part`;
      try {
        mkdirSync(dirname(file), { recursive: true });
        try {
          writeFileSync(partial, JSON.stringify({ ...findings, key }, null, 2));
          renameSync(partial, file);
        } finally {
          rmSync(partial, { force: true });
        }
        return true;
      } catch {
        return false;
      }
    },
  };
}
