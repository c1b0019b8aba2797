import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ExportOptions } from '../../preload/contract/export';
import { StudioError } from '../../preload/contract/errors';
import { PROJECT_EXTENSION } from '../project/project-desk';
import { exportFlags, parseExportOptions, parseRange } from './export-arguments';

type Seconds = { start: number; end: number };

/** What the studio was started for. All paths are absolute. */
export type LaunchMode =
  | { mode: 'studio'; projectPath: string | null }
  | { mode: 'render'; projectPath: string; out: string; options: ExportOptions; range: Seconds | null }
  | { mode: 'demo'; out: string; options: ExportOptions; range: Seconds | null }
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
      ...exportFlags,
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
    const out = path('out', 'mix.wav');
    const options = parseExportOptions(values, out);
    return { mode: 'render', projectPath, out, options, range: parseRange(values.range) };
  }
  if (values.demo === true) {
    const out = path('out', 'demo.wav');
    const options = parseExportOptions(values, out);
    return { mode: 'demo', out, options, range: parseRange(values.range) };
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
