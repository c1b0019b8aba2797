import { z } from 'zod';
import { documentSchema } from './document';
import { EXPORT_BLOCK_FRAMES, exportOptionsSchema, exportRequests } from './export';
import { libraryRequests } from './library';
import { presetListSchema, presetSchema } from './presets';
import { inferenceStatusSchema, settingsSchema } from './settings';
import { generateRequestSchema, idSchema, soundSchema, stageNames } from './sound';

export { EXPORT_BLOCK_FRAMES };

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
    /** the project's name, for file names and metadata */
    name: z.string().max(200),
    options: exportOptionsSchema,
    /** time selection, in samples */
    range: z.object({ start: z.number().int().min(0), end: z.number().int().min(0) }).nullable(),
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
  ...libraryRequests,

  /** The person's own presets of effects and chains, by name; saving replaces the one of that id or name. */
  'preset.list': { input: nothing, output: presetListSchema },
  'preset.save': { input: presetSchema, output: presetListSchema },
  'preset.remove': { input: z.object({ presetId: idSchema }), output: presetListSchema },

  'inference.status': { input: nothing, output: inferenceStatusSchema },
  'settings.get': { input: nothing, output: settingsSchema },
  'settings.set': { input: settingsSchema, output: settingsSchema },
  /** The keys that commands have now, as the system's menu writes them, by command id. */
  'menu.keys': {
    input: z.object({ keys: z.record(z.string().max(60), z.string().max(60)) }),
    output: nothing,
  },

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

  ...exportRequests,
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
