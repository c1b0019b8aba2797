import { parseArgs } from 'node:util';
import { z } from 'zod';
import { StudioError } from '../../preload/contract/errors';
import { exportFormatSchema, type ExportFormat } from '../../preload/contract/export';
import { providerNames } from '../../preload/contract/settings';
import {
  DURATION_MAX_S,
  DURATION_MIN_S,
  durationSchema,
  promptSchema,
  SEED_MAX,
  seedSchema,
  TAKES_MAX,
} from '../../preload/contract/sound';

export const usage = `Makes sounds from words, without a window: mono WAV files at 44.1 kHz.

  npm run sound -- "heavy rain on a tin roof" --out rain.wav
  npm run sound -- --batch prompts.jsonl --out-dir sounds

  --duration S      seconds, ${DURATION_MIN_S} to ${DURATION_MAX_S} (5)
  --seed N          0 to ${SEED_MAX}; the same seed gives the same sound (0)
  --takes N         1 to ${TAKES_MAX}; take i has seed N + i and goes to NAME-i.wav (1)
  --loop            made to be repeated without a seam
  --out FILE        where to write (sound.wav)
  --batch FILE      one JSON object a line: {"prompt", "file", "seed"?, "duration"?, "loop"?}
  --out-dir DIR     folder that the batch's files are written to
  --bits B          16, 24 or 32f (24)
  --provider P      auto, ${providerNames.join(', ')} (cpu)
  --pack DIR        model pack (the studio's own)
  --help            this text
`;

export type SoundCommand =
  | { readonly kind: 'help' }
  | ({ readonly kind: 'single' } & Common & Single)
  | ({ readonly kind: 'batch'; readonly batch: string; readonly outDir: string } & Common);

type Common = {
  readonly bitDepth: ExportFormat['bitDepth'];
  readonly provider: 'auto' | (typeof providerNames)[number];
  /** null: the studio's own pack */
  readonly pack: string | null;
};
type Single = {
  readonly prompt: string;
  readonly seed: number;
  readonly duration: number;
  readonly takes: number;
  readonly loop: boolean;
  readonly out: string;
};

const wrong = (problem: string): StudioError =>
  new StudioError('invalid-input', problem, 'Run `npm run sound -- --help` to see what can be given.');

/** A flag's text as what its schema wants; throws `invalid-input` naming the flag. */
function flag<S extends z.ZodType>(name: string, schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw wrong(`--${name} ${String(value)}: ${parsed.error.issues[0]?.message ?? 'not valid'}`);
}

/** Numbers are written out in full: an empty string or "0x10" is a slip, not a number. */
const numberFlag = (name: string, schema: z.ZodNumber, text: string): number =>
  flag(name, schema, /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text);

function readFlags(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        duration: { type: 'string', default: '5' },
        seed: { type: 'string', default: '0' },
        takes: { type: 'string', default: '1' },
        loop: { type: 'boolean', default: false },
        out: { type: 'string', default: 'sound.wav' },
        batch: { type: 'string' },
        'out-dir': { type: 'string' },
        bits: { type: 'string', default: '24' },
        provider: { type: 'string', default: 'cpu' },
        pack: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (thrown) {
    throw wrong(thrown instanceof Error ? thrown.message : String(thrown));
  }
}

/** The command line as a command. Throws StudioError `invalid-input`. */
export function parseSoundArguments(argv: readonly string[]): SoundCommand {
  const { values, positionals } = readFlags(argv);
  if (values.help) return { kind: 'help' };
  const common: Common = {
    bitDepth: flag('bits', exportFormatSchema.shape.bitDepth.unwrap(), values.bits),
    provider: flag('provider', z.enum(['auto', ...providerNames]), values.provider),
    pack: values.pack ?? null,
  };
  if (values.batch !== undefined) {
    if (positionals.length > 0) throw wrong('Give either a prompt or --batch, not both.');
    if (values['out-dir'] === undefined) throw wrong('--batch needs --out-dir, the folder to write to.');
    return { kind: 'batch', ...common, batch: values.batch, outDir: values['out-dir'] };
  }
  const [prompt, ...more] = positionals;
  if (prompt === undefined) throw wrong('What should the sound be? Give a prompt.');
  if (more.length > 0) throw wrong('Give one prompt, in quotation marks.');
  const text = promptSchema.safeParse(prompt);
  if (!text.success) throw wrong(text.error.issues[0]?.message ?? 'The prompt is not valid.');
  return {
    kind: 'single',
    ...common,
    prompt: text.data,
    seed: numberFlag('seed', seedSchema, values.seed),
    duration: numberFlag('duration', durationSchema, values.duration),
    takes: numberFlag('takes', z.number().int().min(1).max(TAKES_MAX), values.takes),
    loop: values.loop,
    out: values.out,
  };
}
