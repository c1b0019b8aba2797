import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { exportFormatSchema, type ExportFormat } from '../../preload/contract/contract';
import { StudioError } from '../../preload/contract/errors';
import { defaultSettings } from '../../preload/contract/settings';
import { PROJECT_EXTENSION } from '../project/project-desk';

/** What the studio was started for. All paths are absolute. */
export type LaunchMode =
  | { mode: 'studio'; projectPath: string | null }
  | { mode: 'render'; projectPath: string; out: string; format: ExportFormat }
  | { mode: 'demo'; out: string; format: ExportFormat }
  | { mode: 'demo-project'; out: string };

/**
 * Reads the studio's own options; `args` is what follows the program's name (and, in development, the app's folder).
 * Options it does not know are Chromium's and Electron's, and are left to them. Throws `invalid-input`.
 */
export function parseLaunch(args: readonly string[], folder: string): LaunchMode {
  const { values, positionals } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    options: {
      render: { type: 'string' },
      demo: { type: 'boolean' },
      'demo-project': { type: 'string' },
      out: { type: 'string' },
      format: { type: 'string' },
      rate: { type: 'string' },
    },
  });
  const path = (option: 'render' | 'out' | 'demo-project', example: string): string => {
    const value = values[option];
    if (typeof value === 'string' && value !== '' && !value.startsWith('--')) return resolve(folder, value);
    throw new StudioError(
      'invalid-input',
      `The option --${option} needs a file.`,
      `For example: --${option} ${example}`,
    );
  };
  if (values.render !== undefined) {
    const projectPath = path('render', `scene.${PROJECT_EXTENSION}`);
    return {
      mode: 'render',
      projectPath,
      out: path('out', 'mix.wav'),
      format: parseFormat(values.format, values.rate),
    };
  }
  if (values.demo === true) {
    return { mode: 'demo', out: path('out', 'demo.wav'), format: parseFormat(values.format, values.rate) };
  }
  if (values['demo-project'] !== undefined) {
    return { mode: 'demo-project', out: path('demo-project', `demo.${PROJECT_EXTENSION}`) };
  }
  return { mode: 'studio', projectPath: projectArgument(positionals, folder) };
}

/** The project file among a program's arguments, as file managers pass it; null when there is none. */
export function projectArgument(args: readonly string[], folder: string): string | null {
  const project = args.find(
    (name) => !name.startsWith('-') && name.toLowerCase().endsWith(`.${PROJECT_EXTENSION}`),
  );
  return project === undefined ? null : resolve(folder, project);
}

function parseFormat(bitDepth: unknown, rate: unknown): ExportFormat {
  const standard = defaultSettings.exportFormat;
  const parsed = exportFormatSchema.safeParse({
    bitDepth: bitDepth ?? standard.bitDepth,
    sampleRate: rate === undefined ? standard.sampleRate : Number(rate),
  });
  if (parsed.success) return parsed.data;
  throw new StudioError(
    'invalid-input',
    'There is no such format.',
    'Choose --format 16, 24 or 32f, and --rate 44100 or 48000.',
  );
}
