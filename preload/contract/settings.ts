import { z } from 'zod';
import { defaultExportOptions, exportOptionsSchema, exportPresetSchema } from './export';

export const providerNames = ['cpu', 'cuda', 'dml', 'coreml', 'webgpu'] as const;
export type ProviderName = (typeof providerNames)[number];

/** Person-wide settings, one JSON file; every field has a default, so an old or empty file is a valid one. */
export const settingsSchema = z.object({
  /** 'auto' times what the platform offers and keeps the fastest that gives the right output */
  provider: z.enum(['auto', ...providerNames]).default('auto'),
  /** minutes without a generation after which the models are unloaded */
  unloadAfterMinutes: z.number().min(1).max(240).default(10),
  /** the export dialog as it was left */
  exportOptions: exportOptionsSchema.default(defaultExportOptions),
  exportPresets: z.array(exportPresetSchema).max(100).default([]),
  /** keys that were given to commands in place of their own, by command id */
  shortcuts: z.record(z.string().max(60), z.array(z.string().max(40)).max(8)).default({}),
});
export type Settings = z.infer<typeof settingsSchema>;
export const defaultSettings: Settings = settingsSchema.parse({});

export const inferenceStatusSchema = z.object({
  /** idle: models not loaded; ready: loaded and waiting; down: crashed, waiting to be respawned */
  state: z.enum(['idle', 'loading', 'ready', 'working', 'down']),
  provider: z.enum(providerNames).nullable(),
  /** as a person would name it: "CPU, 2 threads", "CUDA" */
  device: z.string(),
  /** wall time of the last generation and seconds of sound it made */
  lastGeneration: z.object({ milliseconds: z.number(), seconds: z.number(), takes: z.number() }).nullable(),
  pack: z.object({ id: z.string(), name: z.string(), version: z.string() }).nullable(),
  /** why a provider was passed over, for the settings page */
  providers: z.array(
    z.object({
      name: z.enum(providerNames),
      state: z.enum(['untried', 'works', 'failed', 'unavailable']),
      /** in a sentence for the person */
      detail: z.string(),
      /** the runtime's own words for it, for whoever looks closer */
      cause: z.string().optional(),
      milliseconds: z.number().nullable(),
    }),
  ),
  error: z.string().nullable(),
});
export type InferenceStatus = z.infer<typeof inferenceStatusSchema>;
