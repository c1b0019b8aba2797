import { z } from 'zod';
import {
  defaultExportOptions,
  exportCodecs,
  exportOptionsSchema,
  channelModes,
  exportSources,
  meaningfulFormat,
  stemKinds,
  timecodeRates,
  type ExportOptions,
  type TimecodeRate,
} from '../../preload/contract/export';
import { StudioError } from '../../preload/contract/errors';
import { parseTimecode } from '../../preload/contract/timecode';

/** The options of a render without a window, as `parseArgs` wants them. Each stands for a field of the export dialog. */
export const exportFlags = {
  codec: { type: 'string' },
  format: { type: 'string' },
  rate: { type: 'string' },
  kbps: { type: 'string' },
  channels: { type: 'string' },
  source: { type: 'string' },
  range: { type: 'string' },
  stems: { type: 'string' },
  mix: { type: 'boolean' },
  tail: { type: 'string' },
  pattern: { type: 'string' },
  loudness: { type: 'string' },
  ceiling: { type: 'string' },
  description: { type: 'string' },
  timecode: { type: 'string' },
  fps: { type: 'string' },
  sidecar: { type: 'boolean' },
  dry: { type: 'boolean' },
  'no-broadcast': { type: 'boolean' },
  'no-cues': { type: 'boolean' },
} as const;

type Values = { [name: string]: string | boolean | (string | boolean)[] | undefined };

/** Nothing is selected where there is no window; the time selection is `--range`. */
const headlessSources = exportSources.filter((source) => source !== 'range' && source !== 'clips');

const choices: Record<string, string> = {
  codec: exportCodecs.join(', '),
  format: '16, 24 or 32f',
  rate: '44100, 48000, 88200 or 96000',
  kbps: '64 to 320',
  channels: channelModes.join(' or '),
  source: headlessSources.join(', '),
  range: 'FROM-TO in seconds, for example 12.5-30',
  stems: stemKinds.join(', '),
  tail: 'none, silence, or seconds up to 60',
  loudness: 'LUFS from -40 to -5, for example -23',
  ceiling: 'dBTP from -9 to 0',
  timecode: 'HH:MM:SS:FF, for example 10:00:00:00',
  fps: timecodeRates.join(', '),
};

/**
 * Reads the flags of an export; what is not given is as the dialog has it at first, and the codec is that of the file's
 * name. Throws `invalid-input`.
 */
export function parseExportOptions(values: Values, out: string): ExportOptions {
  const standard = defaultExportOptions;
  const file = out.toLowerCase();
  const named = file.endsWith('.ogg') ? 'opus' : exportCodecs.find((codec) => file.endsWith(`.${codec}`));
  const take = <S extends z.ZodType>(name: string, schema: S, otherwise: z.output<S>): z.output<S> => {
    const value = values[name];
    if (value === undefined) return otherwise;
    const numeric = schema instanceof z.ZodNumber || name === 'rate';
    const parsed = schema.safeParse(numeric ? Number(value) : value);
    if (parsed.success) return parsed.data;
    throw impossible(name, value);
  };
  const { format, loudness, timecode } = exportOptionsSchema.def.shape;
  const formatShape = format.unwrap().shape;
  const loudnessShape = loudness.unwrap().shape;
  const timecodeShape = timecode.unwrap().shape;
  return {
    format: meaningfulFormat({
      codec: take('codec', formatShape.codec.unwrap(), named ?? standard.format.codec),
      channels: take('channels', formatShape.channels.unwrap(), standard.format.channels),
      bitDepth: take('format', formatShape.bitDepth.unwrap(), standard.format.bitDepth),
      sampleRate: take('rate', formatShape.sampleRate.unwrap(), standard.format.sampleRate),
      kbps: take('kbps', formatShape.kbps.unwrap(), standard.format.kbps),
    }),
    source: values.range === undefined ? take('source', z.enum(headlessSources), 'project') : 'range',
    stems: take('stems', z.enum(stemKinds), standard.stems),
    withMix: values.mix === true,
    dry: values.dry === true,
    tail: parseTail(values.tail),
    pattern: take('pattern', z.string().max(200), ''),
    loudness: {
      target:
        values.loudness === undefined ? null : take('loudness', loudnessShape.target.unwrap().unwrap(), -23),
      ceiling: take('ceiling', loudnessShape.ceiling.unwrap(), standard.loudness.ceiling),
    },
    broadcast: values['no-broadcast'] !== true,
    timecode: parseStart(
      take('timecode', timecodeShape.start.unwrap(), standard.timecode.start),
      take('fps', timecodeShape.rate.unwrap(), standard.timecode.rate),
    ),
    cues: values['no-cues'] !== true,
    sidecar: values.sidecar === true,
    description: take('description', z.string().max(250), ''),
  };
}

/** Of "12.5-30": the time selection, in seconds; null when there is none. Throws `invalid-input`. */
export function parseRange(value: Values[string]): { start: number; end: number } | null {
  if (value === undefined) return null;
  const [, start, end] = /^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)$/.exec(String(value)) ?? [];
  const range = { start: Number(start), end: Number(end) };
  if (range.end > range.start) return range;
  throw impossible('range', value);
}

/** A picture that the rate does not have is no time code. */
function parseStart(start: string, rate: TimecodeRate): ExportOptions['timecode'] {
  if (parseTimecode(start, rate) === start) return { start, rate };
  throw impossible('timecode', `${start} at ${rate} fps`);
}

function parseTail(value: Values[string]): ExportOptions['tail'] {
  if (value === undefined) return defaultExportOptions.tail;
  if (value === 'none' || value === 'silence') return { mode: value, seconds: 0 };
  const parsed = z
    .number()
    .min(0)
    .max(60)
    .safeParse(value === '' ? Number.NaN : Number(value));
  if (parsed.success) return { mode: 'fixed', seconds: parsed.data };
  throw impossible('tail', value);
}

const impossible = (name: string, value: Values[string]): StudioError =>
  new StudioError(
    'invalid-input',
    `--${name} ${String(value)} is not possible.`,
    `Choose --${name} ${choices[name] ?? 'otherwise'}.`,
  );
