import { z } from 'zod';
import { channelsSchema, idSchema, pcmSchema, pcmWindowSchema, renderedSchema, soundSchema } from './sound';

/** Largest number of frames per channel in one `pcm.write` block: about 2 MB a channel. */
export const PCM_BLOCK_FRAMES = 1 << 19;

/**
 * Most bytes of 32-bit float PCM in one sound, all channels together: 23 minutes of stereo at 48 kHz. A sound is held
 * in memory while it plays, so an hour-long recording is better cut before it comes in.
 */
export const SOUND_MAX_BYTES = 2 ** 29;

/** Files made for other programs are kept so long after they were last handed out. */
export const OUTGOING_DAYS = 90;
/** Sounds taken out of the library can be brought back for so long. */
export const TRASH_DAYS = 30;

const nothing = z.null();
const soundName = z.string().trim().min(1, 'Type a name.').max(200);

export const soundSorts = ['newest', 'oldest', 'name', 'longest', 'shortest', 'loudest'] as const;
export type SoundSort = (typeof soundSorts)[number];
export const soundOrigins = ['all', 'generated', 'recorded', 'bounced', 'frozen'] as const;
export type SoundOrigin = (typeof soundOrigins)[number];

/** The library's sounds: finding them, bringing audio in as new ones, and handing them to other programs. */
export const libraryRequests = {
  /**
   * Sounds whose name, prompt or seed holds every word of `search`. Origin `all`: what is not frozen, for what frozen tracks
   * play only they need; `recorded`: imported.
   */
  'sound.list': {
    input: z.object({
      search: z.string().max(200),
      starredOnly: z.boolean(),
      origin: z.enum(soundOrigins).default('all'),
      sort: z.enum(soundSorts).default('newest'),
      limit: z.number().int().min(1).max(1000),
    }),
    output: z.object({ sounds: z.array(soundSchema) }),
  },
  /**
   * All of a sound's samples, or those of a window in frames at its own rate; the part of a window past the sound's end
   * is left off. `frames`: those of the whole sound.
   */
  'sound.pcm': {
    input: z.object({ soundId: idSchema, window: pcmWindowSchema.optional() }),
    output: pcmSchema.extend({ frames: z.number().int().min(0) }),
  },
  'sound.star': { input: z.object({ soundId: idSchema, starred: z.boolean() }), output: soundSchema },
  'sound.rename': { input: z.object({ soundId: idSchema, name: soundName }), output: soundSchema },
  /** Takes a sound out of the library; refused while the open project uses it. It can be restored for TRASH_DAYS. */
  'sound.remove': { input: z.object({ soundId: idSchema }), output: nothing },
  'sound.restore': { input: z.object({ soundId: idSchema }), output: soundSchema },

  /** Audio on its way to main, block by block; nothing is kept of it until `sound.add` or `outgoing.add`. */
  'pcm.begin': {
    input: z.object({
      sampleRate: z.number().int().min(8000).max(192_000),
      channels: z.number().int().min(1).max(2),
    }),
    output: z.object({ streamId: idSchema }),
  },
  /** Blocks in order, each channel of the same length, at most PCM_BLOCK_FRAMES frames. NaN and infinity become 0. */
  'pcm.write': { input: z.object({ streamId: idSchema, channels: channelsSchema }), output: nothing },
  'pcm.cancel': { input: z.object({ streamId: idSchema }), output: nothing },
  /** Makes a finished stream a sound of the library. */
  'sound.add': {
    input: z.object({ streamId: idSchema, name: soundName, rendered: renderedSchema.optional() }),
    output: soundSchema,
  },

  /** A WAV file of a library's sound, under a readable name, for other programs. The same sound gives the same file. */
  'outgoing.sound': { input: z.object({ soundId: idSchema }), output: z.object({ fileId: idSchema }) },
  /** Makes a finished stream such a file. */
  'outgoing.add': {
    input: z.object({ streamId: idSchema, name: soundName }),
    output: z.object({ fileId: idSchema }),
  },
  /** Drags the file out of the window, from the page's dragstart on; answers when it was dropped (macOS: at once). */
  'outgoing.drag': { input: z.object({ fileId: idSchema }), output: nothing },
  /** Shows the file in its folder. */
  'outgoing.reveal': { input: z.object({ fileId: idSchema }), output: nothing },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
