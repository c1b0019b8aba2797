import { z } from 'zod';
import { idSchema, soundSchema } from './sound';

/**
 * The project document: everything a person edits, and nothing that can be derived from it.
 * All times and lengths are integer samples at `sampleRate` (pixel gaps and drift come from floating seconds).
 * Gains are dB; pan is -1 (left) to 1 (right).
 */
export const DOCUMENT_FORMAT = 2 as const;
export const GAIN_MIN_DB = -72;
export const GAIN_MAX_DB = 12;

const samples = z.number().int().min(0);
const name = z.string().max(200);
const colour = z.string().regex(/^#[0-9a-f]{6}$/);
const gainDb = z.number().min(GAIN_MIN_DB).max(GAIN_MAX_DB);

/**
 * linear: constant slope; equal-power: sin/cos quarter wave; exponential and logarithmic: squared, square root; s-curve:
 * raised cosine.
 */
export const fadeCurves = ['linear', 'equal-power', 'exponential', 'logarithmic', 's-curve'] as const;
/** `bend` pulls the curve up (1) or down (-1): the way through the fade is raised to 4^-bend first. */
export const fadeSchema = z.object({
  length: samples,
  curve: z.enum(fadeCurves),
  bend: z.number().min(-1).max(1).default(0),
});

/** A point of a clip's gain envelope, `at` samples after the clip's start. Between points the gain is linear in dB. */
export const envelopePointSchema = z.object({ at: z.number().int(), gainDb });

export const STRETCH_MIN = 0.25;
export const STRETCH_MAX = 4;
export const PITCH_MAX_SEMITONES = 24;

/**
 * A window onto a sound, placed on a track. What it shows is the sound as `reversed`, `pitch` and `stretch` make it;
 * `offset`, `loop` and `length` count samples of that, at the project rate.
 */
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
  reversed: z.boolean().default(false),
  /** semitones, length unchanged */
  pitch: z.number().min(-PITCH_MAX_SEMITONES).max(PITCH_MAX_SEMITONES).default(0),
  /** length of the sound in the clip over its own, pitch unchanged */
  stretch: z.number().min(STRETCH_MIN).max(STRETCH_MAX).default(1),
  /**
   * The stretch of sound that repeats for as long as the clip lasts; null: it plays once. Sample p of the clip is then
   * sample start + (offset - start + p) mod length of the sound.
   */
  loop: z
    .object({ start: samples, length: z.number().int().min(1) })
    .nullable()
    .default(null),
  /** Gain over time on top of `gainDb`, by ascending `at`; empty: none. The first and last point hold outwards. */
  envelope: z.array(envelopePointSchema).max(2000).default([]),
  /** Other sounds that were generated for this place, `soundId` among them; empty: just the one. */
  takes: z.array(idSchema).max(64).default([]),
  /** true: making the sound anew keeps its seed */
  seedLocked: z.boolean().default(false),
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

/**
 * What an automation lane or a modulator moves: `volume`, `pan`, `send:<send id>` (level) or
 * `effect:<effect id>:<parameter key>`.
 */
export const automationTargetSchema = z
  .string()
  .regex(/^(volume|pan|send:[\w-]{1,64}|effect:[\w-]{1,64}:\w{1,40})$/);

/** `value` in the target's own unit (dB, -1..1, what the effect's descriptor states); `bend` shapes the way to the next. */
export const automationPointSchema = z.object({
  at: samples,
  value: z.number(),
  bend: z.number().min(-1).max(1).default(0),
});

/** One parameter over time, by ascending `at`; the first and the last value hold outwards. */
export const automationSchema = z.object({
  id: idSchema,
  target: automationTargetSchema,
  points: z.array(automationPointSchema).max(20_000),
  bypassed: z.boolean(),
  /** drawn below its track */
  shown: z.boolean(),
});

/**
 * Movement without points: an oscillator, or the level of the strip's own sound. `depth` is a share of the target's
 * range (in its own scale), added to the value it stands at.
 */
export const modulatorSchema = z.object({
  id: idSchema,
  type: z.enum(['lfo', 'follower']),
  target: automationTargetSchema,
  depth: z.number().min(-1).max(1),
  bypassed: z.boolean(),
  params: z.record(z.string().max(40), z.union([z.number(), z.string().max(40)])),
});

/** A copy of a track's sound to a return track: `pre` the fader or after it. */
export const sendSchema = z.object({
  id: idSchema,
  returnId: idSchema,
  levelDb: gainDb,
  pre: z.boolean(),
  muted: z.boolean(),
});

/** audio: holds clips; group: its sound is that of the tracks whose `groupId` it is; return: that of sends. */
export const trackKinds = ['audio', 'group', 'return'] as const;

export const trackSchema = z.object({
  id: idSchema,
  kind: z.enum(trackKinds).default('audio'),
  name,
  colour,
  volumeDb: gainDb,
  pan: z.number().min(-1).max(1),
  muted: z.boolean(),
  soloed: z.boolean(),
  effects: z.array(effectSchema),
  /** lane height in CSS pixels */
  height: z.number().int().min(32).max(400),
  phaseInverted: z.boolean().default(false),
  /** the group track it plays into; null: the master. Groups nest, and never in a circle. */
  groupId: idSchema.nullable().default(null),
  /** a group that hides its tracks */
  collapsed: z.boolean().default(false),
  sends: z.array(sendSchema).max(32).default([]),
  automation: z.array(automationSchema).max(200).default([]),
  modulators: z.array(modulatorSchema).max(32).default([]),
  view: z.enum(['waveform', 'spectrogram']).default('waveform'),
  /** the clips and effects rendered into one sound that begins at `start`; fader, pan and sends stay live */
  frozen: z.object({ soundId: idSchema, start: samples }).nullable().default(null),
});

/** A named place on the time ruler; with a length it is a region. */
export const markerSchema = z.object({
  id: idSchema,
  name,
  at: samples,
  length: samples,
  colour: colour.nullable(),
});

/** Format 1 lacks what came later; the fields' defaults are what it meant, so reading it is all there is to migrating. */
export const documentFormatSchema = z
  .union([z.literal(1), z.literal(DOCUMENT_FORMAT)])
  .transform(() => DOCUMENT_FORMAT);
export const documentSchema = z.object({
  format: documentFormatSchema,
  id: idSchema,
  sampleRate: z.union([z.literal(44_100), z.literal(48_000), z.literal(88_200), z.literal(96_000)]),
  /** beats per minute, for the musical grid */
  tempo: z.number().min(20).max(400),
  tracks: z.array(trackSchema),
  clips: z.record(idSchema, clipSchema),
  /** the sounds that clips refer to, so that a project can be read without the library */
  sounds: z.record(idSchema, soundSchema),
  master: z.object({
    volumeDb: gainDb,
    effects: z.array(effectSchema),
    automation: z.array(automationSchema).max(200).default([]),
    modulators: z.array(modulatorSchema).max(32).default([]),
  }),
  /** by ascending `at` */
  markers: z.array(markerSchema).max(10_000).default([]),
  loop: z.object({ start: samples, end: samples, enabled: z.boolean() }),
});

export type FadeCurve = (typeof fadeCurves)[number];
export type Fade = z.infer<typeof fadeSchema>;
export type Clip = z.infer<typeof clipSchema>;
export type EffectParam = number | string | boolean;
export type Effect = z.infer<typeof effectSchema>;
export type Track = z.infer<typeof trackSchema>;
export type TrackKind = (typeof trackKinds)[number];
export type EnvelopePoint = z.infer<typeof envelopePointSchema>;
export type AutomationPoint = z.infer<typeof automationPointSchema>;
export type Automation = z.infer<typeof automationSchema>;
export type Modulator = z.infer<typeof modulatorSchema>;
export type Send = z.infer<typeof sendSchema>;
export type Marker = z.infer<typeof markerSchema>;
export type Master = ProjectDocument['master'];
export type ProjectDocument = z.infer<typeof documentSchema>;

/** A project with nothing in it, at the sample rate that film and games work at. */
export const emptyProject = (id: string): ProjectDocument => ({
  format: DOCUMENT_FORMAT,
  id,
  sampleRate: 48_000,
  tempo: 120,
  tracks: [],
  clips: {},
  sounds: {},
  master: { volumeDb: 0, effects: [], automation: [], modulators: [] },
  markers: [],
  loop: { start: 0, end: 0, enabled: false },
});

/** Ids of every sound the document needs: what clips play, their other takes, and frozen tracks. */
export function usedSounds(document: Pick<ProjectDocument, 'clips' | 'tracks'>): Set<string> {
  const used = new Set<string>();
  for (const { soundId, takes } of Object.values(document.clips)) {
    used.add(soundId);
    for (const take of takes) used.add(take);
  }
  for (const { frozen } of document.tracks) if (frozen) used.add(frozen.soundId);
  return used;
}
