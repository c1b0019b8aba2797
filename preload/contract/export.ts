import { z } from 'zod';
import { appErrorSchema } from './errors';
import { channelsSchema, idSchema, seedSchema } from './sound';

/** Largest number of frames per channel in one block that crosses the bridge: about 2 MB a channel. */
export const EXPORT_BLOCK_FRAMES = 1 << 19;

export const exportRates = [44_100, 48_000, 88_200, 96_000] as const;
export const exportCodecs = ['wav', 'flac', 'mp3', 'opus'] as const;
export const channelModes = ['stereo', 'mono'] as const;
export const bitDepths = ['16', '24', '32f'] as const;
export const KBPS_MIN = 64;
export const KBPS_MAX = 320;

/** What a file holds. `bitDepth` is for what is lossless, `kbps` for what is not; see `meaningfulFormat`. */
export const exportFormatSchema = z.object({
  codec: z.enum(exportCodecs).default('wav'),
  /** mono: the mean of left and right, so that a sound in the middle keeps its level */
  channels: z.enum(channelModes).default('stereo'),
  sampleRate: z
    .union([z.literal(44_100), z.literal(48_000), z.literal(88_200), z.literal(96_000)])
    .default(48_000),
  bitDepth: z.enum(bitDepths).default('24'),
  kbps: z.number().int().min(KBPS_MIN).max(KBPS_MAX).default(192),
});
export type ExportFormat = z.infer<typeof exportFormatSchema>;

/** Bit rates of MPEG-1 Layer III from KBPS_MIN to KBPS_MAX. */
const MP3_KBPS = [64, 80, 96, 112, 128, 160, 192, 224, 256, 320];

/**
 * The format with what its codec cannot do put right: Opus runs at 48 kHz, FLAC holds no floats, MP3 has 44.1 and 48 kHz and
 * bit rates of its own, and is made of 24-bit samples.
 */
export function meaningfulFormat(format: ExportFormat): ExportFormat {
  const { codec, bitDepth } = format;
  if (codec === 'opus') return { ...format, sampleRate: 48_000 };
  if (codec === 'mp3') {
    const kbps = MP3_KBPS.find((rate) => rate >= format.kbps) ?? KBPS_MAX;
    return { ...format, kbps, bitDepth: '24', sampleRate: format.sampleRate === 44_100 ? 44_100 : 48_000 };
  }
  if (codec === 'flac' && bitDepth === '32f') return { ...format, bitDepth: '24' };
  return format;
}

/**
 * project, loop, range (the time selection), clips (those selected, in one file); and, a file each: every selected clip
 * (each-clip; all of them when none is), every region among the markers (regions).
 */
export const exportSources = ['project', 'loop', 'range', 'clips', 'each-clip', 'regions'] as const;
export const stemKinds = ['none', 'tracks', 'groups'] as const;

/** Pictures a second of time codes; df: drop frame, whose labels keep up with the clock. */
export const timecodeRates = ['23.976', '24', '25', '29.97', '29.97df', '30'] as const;
export type TimecodeRate = (typeof timecodeRates)[number];

export const exportOptionsSchema = z.object({
  format: exportFormatSchema.default(exportFormatSchema.parse({})),
  source: z.enum(exportSources).default('project'),
  stems: z.enum(stemKinds).default('none'),
  /** the mix as a file beside its stems */
  withMix: z.boolean().default(false),
  /** clips as they lie on their track, without its effects and fader */
  dry: z.boolean().default(false),
  tail: z
    .object({
      /** none: cut at the end; silence: until effects have rung out; fixed: `seconds` after the end */
      mode: z.enum(['none', 'silence', 'fixed']).default('silence'),
      seconds: z.number().min(0).max(60).default(2),
    })
    .default({ mode: 'silence', seconds: 2 }),
  /** of file names, see renderer/export/pattern; empty: what suits the source */
  pattern: z.string().max(200).default(''),
  loudness: z
    .object({
      /** LUFS, integrated; null: as mixed */
      target: z.number().min(-40).max(-5).nullable().default(null),
      /** dBTP */
      ceiling: z.number().min(-9).max(0).default(-1),
    })
    .default({ target: null, ceiling: -1 }),
  /** bext and iXML chunks in WAV */
  broadcast: z.boolean().default(true),
  /** the time code at which the project begins, for the time reference of broadcast files */
  timecode: z
    .object({
      start: z
        .string()
        .regex(/^([01]\d|2[0-3])(:[0-5]\d){3}$/)
        .default('00:00:00:00'),
      rate: z.enum(timecodeRates).default('25'),
    })
    .default({ start: '00:00:00:00', rate: '25' }),
  /** cue points and labels from markers, in WAV */
  cues: z.boolean().default(true),
  /** a JSON file beside each sound file with prompts, seeds and model packs */
  sidecar: z.boolean().default(false),
  description: z.string().max(250).default(''),
});
export type ExportOptions = z.infer<typeof exportOptionsSchema>;
export const defaultExportOptions: ExportOptions = exportOptionsSchema.parse({});

export const exportPresetSchema = z.object({ name: z.string().min(1).max(60), options: exportOptionsSchema });
export type ExportPreset = z.infer<typeof exportPresetSchema>;

/**
 * Integrated and highest momentary and short-term loudness (LUFS), loudness range (LU), true peak (dBTP) and sample peak
 * (dBFS); null: too short or silent.
 */
export const loudnessReportSchema = z.object({
  integrated: z.number().nullable(),
  range: z.number().nullable(),
  maxMomentary: z.number().nullable(),
  maxShortTerm: z.number().nullable(),
  truePeakDb: z.number().nullable(),
  peakDb: z.number().nullable(),
});
export type LoudnessReport = z.infer<typeof loudnessReportSchema>;

const position = z.number().int().min(0);

/** What a file tells about itself. Positions and lengths in frames of the file, from its beginning. */
export const fileMetadataSchema = z.object({
  project: z.string().max(200),
  title: z.string().max(200),
  description: z.string().max(250),
  /** frames from midnight, on the clock of the project's time code, to the file's first frame */
  timeReference: position,
  timecodeRate: z.enum(timecodeRates),
  /** ISO 8601 with the person's own offset, for the origination date and time */
  createdAt: z.string().max(40),
  markers: z.array(z.object({ name: z.string().max(200), at: position, length: position })).max(10_000),
  /** what sounds in the file; recipe fields are null for recordings */
  clips: z
    .array(
      z.object({
        name: z.string().max(200),
        track: z.string().max(200),
        at: z.number().int(),
        length: position,
        prompt: z.string().nullable(),
        seed: seedSchema.nullable(),
        model: z.string().max(300).nullable(),
      }),
    )
    .max(100_000),
  broadcast: z.boolean(),
  cues: z.boolean(),
  sidecar: z.boolean(),
});
export type FileMetadata = z.infer<typeof fileMetadataSchema>;

const bytesSchema = z.custom<Uint8Array>(
  (value) => value instanceof Uint8Array,
  'Bytes must be a Uint8Array.',
);

/** A file name without folder or extension. Main makes it safe for the file system once more. */
const baseName = z.string().min(1).max(200);

const planSchema = z.object({
  /** names of the files, in the order they will be begun */
  names: z.array(baseName).min(1).max(5000),
  codec: z.enum(exportCodecs),
  /** the most that will lie on the disk at one time */
  bytes: z.number().min(0),
});

export const beginFileSchema = z.object({
  jobId: idSchema,
  /** index into the plan's names */
  index: z.number().int().min(0),
  format: exportFormatSchema,
  channels: z.number().int().min(1).max(2),
  /** the most frames that may come */
  maxFrames: z.number().int().min(1),
  metadata: fileMetadataSchema,
});

/** How a render without a window to be seen ended: its files and what was measured of them, or why there are none. */
const renderOutcomeSchema = z.object({
  error: appErrorSchema.nullable(),
  files: z.array(z.object({ name: z.string(), report: loudnessReportSchema.nullable() })),
});
export type RenderOutcome = z.infer<typeof renderOutcomeSchema>;

/** The requests by which the window exports. */
export const exportRequests = {
  /** The program of this machine that MP3 is written with; `remedy` says how to get one when there is none. */
  'export.mp3Program': {
    input: z.null(),
    output: z.object({ name: z.string().nullable(), remedy: z.string() }),
  },
  /**
   * Asks where to (a file for one name, a folder for several) and opens a job there; null when the person cancels.
   * Nothing appears under its name before the job is committed. `place` is the folder's name, `names` the files' with
   * extension, as they will be.
   */
  'export.open': {
    input: planSchema,
    output: z.object({ jobId: idSchema, place: z.string(), names: z.array(z.string()) }).nullable(),
  },
  /** Begins one file of a job. */
  'export.begin': { input: beginFileSchema, output: z.object({ exportId: idSchema }) },
  /** Blocks in order, each channel of the same length, at most EXPORT_BLOCK_FRAMES frames. */
  'export.write': { input: z.object({ exportId: idSchema, channels: channelsSchema }), output: z.null() },
  /** What the page has encoded itself (Opus): packets in order, the stream's head with the first. */
  'export.packets': {
    input: z.object({
      exportId: idSchema,
      head: bytesSchema.nullable(),
      packets: z.array(bytesSchema).max(10_000),
    }),
    output: z.null(),
  },
  /** Completes one file. `frames`: its length, counted without a codec's padding. */
  'export.finish': {
    input: z.object({
      exportId: idSchema,
      frames: z.number().int().min(1),
      report: loudnessReportSchema.nullable(),
    }),
    output: z.object({ bytes: z.number() }),
  },
  /** Floats kept beside the job's files for a second pass, written with `export.write` and read back in any order. */
  'export.scratch': {
    input: z.object({ jobId: idSchema, channels: z.number().int().min(1).max(2) }),
    output: z.object({ exportId: idSchema }),
  },
  'export.read': {
    input: z.object({
      exportId: idSchema,
      frame: z.number().int().min(0),
      frames: z.number().int().min(1).max(EXPORT_BLOCK_FRAMES),
    }),
    output: z.object({ channels: channelsSchema }),
  },
  /** Removes one unfinished file or scratch. */
  'export.cancel': { input: z.object({ exportId: idSchema }), output: z.null() },
  /** Gives every finished file of the job its name. */
  'export.commit': { input: z.object({ jobId: idSchema }), output: z.null() },
  /** Removes everything the job has written; a committed job stays. */
  'export.abandon': { input: z.object({ jobId: idSchema }), output: z.null() },
  /** Opens the folder with the job's first file selected. */
  'export.reveal': { input: z.object({ jobId: idSchema }), output: z.null() },
  /** A `render` window tells how it ended: the files and what was measured of them, or why there are none. */
  'export.rendered': {
    input: renderOutcomeSchema,
    output: z.null(),
  },
} as const;
