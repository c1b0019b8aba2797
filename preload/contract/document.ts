import { z } from 'zod';
import { idSchema, soundSchema } from './sound';

/**
 * The project document: everything a person edits, and nothing that can be derived from it.
 * All times and lengths are integer samples at `sampleRate` (pixel gaps and drift come from floating seconds).
 * Gains are dB; pan is -1 (left) to 1 (right).
 */
export const DOCUMENT_FORMAT = 1;
export const GAIN_MIN_DB = -72;
export const GAIN_MAX_DB = 12;

const samples = z.number().int().min(0);
const name = z.string().max(200);
const colour = z.string().regex(/^#[0-9a-f]{6}$/);
const gainDb = z.number().min(GAIN_MIN_DB).max(GAIN_MAX_DB);

/** linear: constant slope; equal-power: sin/cos quarter wave; exponential and logarithmic: squared, square root. */
export const fadeCurves = ['linear', 'equal-power', 'exponential', 'logarithmic'] as const;
export const fadeSchema = z.object({ length: samples, curve: z.enum(fadeCurves) });

/** A window onto a sound, placed on a track. `offset` is into the sound, in samples at the project rate. */
export const clipSchema = z.object({
  id: idSchema,
  trackId: idSchema,
  soundId: idSchema,
  name,
  start: samples,
  length: z.number().int().min(1),
  offset: samples,
  gainDb,
  fadeIn: fadeSchema,
  fadeOut: fadeSchema,
  muted: z.boolean(),
  /** null: the track's colour */
  colour: colour.nullable(),
});

/**
 * One effect in a rack. `params` are in the unit that the effect's descriptor states (Hz, dB, s, ms, %, …);
 * which keys and ranges exist is the business of renderer/audio/effects, not of the file format.
 */
export const effectSchema = z.object({
  id: idSchema,
  type: z.string().regex(/^[a-z0-9-]{1,40}$/),
  bypassed: z.boolean(),
  params: z.record(z.string().max(40), z.union([z.number(), z.string().max(40), z.boolean()])),
});

export const trackSchema = z.object({
  id: idSchema,
  name,
  colour,
  volumeDb: gainDb,
  pan: z.number().min(-1).max(1),
  muted: z.boolean(),
  soloed: z.boolean(),
  effects: z.array(effectSchema),
  /** lane height in CSS pixels */
  height: z.number().int().min(32).max(400),
});

export const documentSchema = z.object({
  format: z.literal(DOCUMENT_FORMAT),
  id: idSchema,
  sampleRate: z.union([z.literal(44_100), z.literal(48_000), z.literal(88_200), z.literal(96_000)]),
  /** beats per minute, for the musical grid */
  tempo: z.number().min(20).max(400),
  tracks: z.array(trackSchema),
  clips: z.record(idSchema, clipSchema),
  /** the sounds that clips refer to, so that a project can be read without the library */
  sounds: z.record(idSchema, soundSchema),
  master: z.object({ volumeDb: gainDb, effects: z.array(effectSchema) }),
  loop: z.object({ start: samples, end: samples, enabled: z.boolean() }),
});

export type FadeCurve = (typeof fadeCurves)[number];
export type Fade = z.infer<typeof fadeSchema>;
export type Clip = z.infer<typeof clipSchema>;
export type EffectParam = number | string | boolean;
export type Effect = z.infer<typeof effectSchema>;
export type Track = z.infer<typeof trackSchema>;
export type ProjectDocument = z.infer<typeof documentSchema>;
