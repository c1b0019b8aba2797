import { z } from 'zod';
import { documentSchema } from './document';
import { appErrorSchema } from './errors';
import { inferenceStatusSchema, settingsSchema } from './settings';
import { channelsSchema, generateRequestSchema, idSchema, pcmSchema, soundSchema, stageNames } from './sound';

/** Largest number of frames per channel in one `export.write` block: about 2 MB a channel. */
export const EXPORT_BLOCK_FRAMES = 1 << 19;

export const exportFormatSchema = settingsSchema.shape.exportFormat.unwrap();
export type ExportFormat = z.infer<typeof exportFormatSchema>;

/** The open project as main knows it. The renderer never sees a path, only the file's name. */
const projectSchema = z.object({
  document: documentSchema,
  /** file name without folder; null for a project never saved */
  fileName: z.string().nullable(),
  /** true when it holds work that is not in the file (recovered after a crash, or the untouched demo: false) */
  unsaved: z.boolean(),
  origin: z.enum(['demo', 'new', 'file', 'recovered']),
});
export type OpenProject = z.infer<typeof projectSchema>;

/** What the window was started for. `render` windows are hidden: they render one document and report. */
const launchSchema = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('studio'), project: projectSchema }),
  z.object({
    mode: z.literal('render'),
    document: documentSchema,
    format: exportFormatSchema,
    exportId: idSchema,
  }),
]);
export type Launch = z.infer<typeof launchSchema>;

const nothing = z.null();

/**
 * Every request the window may make: input parsed by main before anything else, output typed for the renderer.
 * A reply is a Result: `{ ok: true, value }` or `{ ok: false, error }`. `null` stands for "nothing".
 */
export const requests = {
  /** What this window is for, and the project to show. Asked once, when the renderer has mounted. */
  'app.launch': { input: nothing, output: launchSchema },
  'app.info': {
    input: nothing,
    output: z.object({ version: z.string(), electron: z.string(), platform: z.string() }),
  },

  /** Makes `takes` sounds; each is stored in the library and announced by `sound.take` as soon as it exists. */
  'sound.generate': { input: generateRequestSchema, output: z.object({ sounds: z.array(soundSchema) }) },
  /** Acknowledged at once; the job's own reply then fails with tag `cancelled`. */
  'sound.cancel': { input: z.object({ jobId: idSchema }), output: z.object({ found: z.boolean() }) },
  'sound.list': {
    input: z.object({
      search: z.string().max(200),
      starredOnly: z.boolean(),
      limit: z.number().int().min(1).max(1000),
    }),
    output: z.object({ sounds: z.array(soundSchema) }),
  },
  'sound.pcm': { input: z.object({ soundId: idSchema }), output: pcmSchema },
  'sound.star': { input: z.object({ soundId: idSchema, starred: z.boolean() }), output: soundSchema },

  'inference.status': { input: nothing, output: inferenceStatusSchema },
  'settings.get': { input: nothing, output: settingsSchema },
  'settings.set': { input: settingsSchema, output: settingsSchema },

  /** New empty project in this window. */
  'project.new': { input: nothing, output: projectSchema },
  /** Shows the open dialog; null when the person cancels it. */
  'project.open': { input: nothing, output: projectSchema.nullable() },
  /** Saves to the project's file; asks for one when there is none (`saveAs` always asks). null: cancelled. */
  'project.save': {
    input: z.object({ document: documentSchema, saveAs: z.boolean() }),
    output: z.object({ fileName: z.string() }).nullable(),
  },
  /** Called after every edit (debounced): written to the recovery journal, so that work survives a kill. */
  'project.autosave': {
    input: z.object({ document: documentSchema, unsaved: z.boolean() }),
    output: nothing,
  },
  /** What to do with unsaved work before it is left: main shows the native question. */
  'project.confirmLeave': { input: nothing, output: z.enum(['save', 'discard', 'cancel']) },
  /** The window has nothing left to save: main may close it. */
  'project.closeWindow': { input: nothing, output: nothing },

  /** Shows the save dialog and opens the target for streaming; null when the person cancels it. */
  'export.begin': {
    input: z.object({
      format: exportFormatSchema,
      channels: z.number().int().min(1).max(2),
      frames: z.number().int().min(1),
      suggestedName: z.string().max(200),
    }),
    output: z.object({ exportId: idSchema, fileName: z.string() }).nullable(),
  },
  /** Blocks in order, each channel of the same length, at most EXPORT_BLOCK_FRAMES frames. */
  'export.write': {
    input: z.object({ exportId: idSchema, channels: channelsSchema }),
    output: nothing,
  },
  /** The file appears under its name only now, complete. */
  'export.finish': { input: z.object({ exportId: idSchema }), output: z.object({ fileName: z.string() }) },
  'export.cancel': { input: z.object({ exportId: idSchema }), output: nothing },
  /** Opens the folder with the finished export selected. */
  'export.reveal': { input: z.object({ exportId: idSchema }), output: nothing },
  /** A `render` window failed before it could finish. */
  'export.failed': { input: z.object({ exportId: idSchema, error: appErrorSchema }), output: nothing },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

/** Everything main tells a window without being asked. */
export const events = {
  'sound.progress': z.object({
    jobId: idSchema,
    stage: z.enum(stageNames),
    /** 0 to 1 over the whole job */
    fraction: z.number(),
  }),
  'sound.take': z.object({ jobId: idSchema, index: z.number().int(), sound: soundSchema }),
  'inference.status': inferenceStatusSchema,
  /** A menu item or a global accelerator; ids are those of the renderer's command table. */
  'menu.command': z.object({ command: z.string().max(60) }),
  /** The person asked to close the window: the renderer answers through confirmLeave/closeWindow. */
  'window.closeRequested': z.object({}),
  /** A project was opened from outside (file manager, command line). */
  'project.opened': projectSchema,
} as const satisfies Record<string, z.ZodType>;

export type RequestName = keyof typeof requests;
export type RequestInput<N extends RequestName> = z.input<(typeof requests)[N]['input']>;
export type RequestOutput<N extends RequestName> = z.output<(typeof requests)[N]['output']>;
export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.output<(typeof events)[N]>;
