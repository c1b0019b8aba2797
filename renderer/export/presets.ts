import { defaultExportOptions, type ExportOptions, type ExportPreset } from '../../preload/contract/export';

const preset = (name: string, changes: Partial<ExportOptions>): ExportPreset => ({
  name,
  options: { ...defaultExportOptions, ...changes },
});

const { format } = defaultExportOptions;

/** What exports are mostly for. What they do not speak of is as the studio begins with it. */
export const factoryPresets: readonly ExportPreset[] = [
  preset('Mix for post', {}),
  preset('Broadcast, EBU R 128', { loudness: { target: -23, ceiling: -1 } }),
  preset('Stems and mix, EBU R 128', {
    stems: 'tracks',
    withMix: true,
    loudness: { target: -23, ceiling: -1 },
  }),
  preset('Stems for the mixer', { stems: 'tracks', format: { ...format, bitDepth: '32f' } }),
  preset('Game assets', {
    source: 'each-clip',
    pattern: '{clip}_{index}',
    broadcast: false,
    cues: false,
    sidecar: true,
  }),
  preset('Preview to send', {
    format: { ...format, codec: 'opus', kbps: 160 },
    loudness: { target: -16, ceiling: -1 },
  }),
  preset('Archive', { format: { ...format, codec: 'flac' }, sidecar: true }),
];

/** The preset that these options are, or undefined. */
export const presetOf = (
  options: ExportOptions,
  presets: readonly ExportPreset[],
): ExportPreset | undefined =>
  presets.find((each) => JSON.stringify(each.options) === JSON.stringify({ ...each.options, ...options }));
