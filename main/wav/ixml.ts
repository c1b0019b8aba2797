import type { FileMetadata } from '../../preload/contract/export';
import { chunk } from './chunks';

/** As iXML writes them: exact fractions, and whether labels are dropped. */
const timecodes: Record<FileMetadata['timecodeRate'], readonly [rate: string, flag: 'DF' | 'NDF']> = {
  '23.976': ['24000/1001', 'NDF'],
  '24': ['24/1', 'NDF'],
  '25': ['25/1', 'NDF'],
  '29.97': ['30000/1001', 'NDF'],
  '29.97df': ['30000/1001', 'DF'],
  '30': ['30/1', 'NDF'],
};

const escape = (text: string): string =>
  text
    // XML 1.0 has no place for other control characters, escaped or not.
    .replace(/[^\P{Cc}\t\n\r]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const element = (name: string, value: string | number): string =>
  `<${name}>${escape(String(value))}</${name}>`;

/**
 * The iXML chunk (version 1.61): project, note, time reference and rate as field recorders and conform tools read them;
 * and under USER the prompt, seed and model of every clip, so that the file alone says how its sounds can be made again.
 */
export function ixmlChunk(
  metadata: FileMetadata,
  format: { sampleRate: number; bitDepth: string; channels: number },
): Uint8Array {
  const { timeReference } = metadata;
  const [timecodeRate, timecodeFlag] = timecodes[metadata.timecodeRate];
  const channels = format.channels === 1 ? ['M'] : ['L', 'R'];
  const clips = metadata.clips.map((clip) =>
    [
      '<CLIP>',
      element('NAME', clip.name),
      element('TRACK', clip.track),
      element('START', clip.at),
      element('LENGTH', clip.length),
      ...(clip.prompt === null ? [] : [element('PROMPT', clip.prompt)]),
      ...(clip.seed === null ? [] : [element('SEED', clip.seed)]),
      ...(clip.model === null ? [] : [element('MODEL', clip.model)]),
      '</CLIP>',
    ].join(''),
  );
  const xml = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<BWFXML>',
    element('IXML_VERSION', '1.61'),
    element('PROJECT', metadata.project),
    element('SCENE', metadata.title),
    element('NOTE', metadata.description),
    '<SPEED>',
    element('FILE_SAMPLE_RATE', format.sampleRate),
    element('AUDIO_BIT_DEPTH', Number.parseInt(format.bitDepth, 10)),
    element('TIMECODE_RATE', timecodeRate),
    element('TIMECODE_FLAG', timecodeFlag),
    element('TIMESTAMP_SAMPLE_RATE', format.sampleRate),
    element('TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI', Math.floor(timeReference / 0x1_0000_0000)),
    element('TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO', timeReference % 0x1_0000_0000),
    '</SPEED>',
    '<TRACK_LIST>',
    element('TRACK_COUNT', channels.length),
    ...channels.map((name, index) =>
      [
        '<TRACK>',
        element('CHANNEL_INDEX', index + 1),
        element('INTERLEAVE_INDEX', index + 1),
        element('NAME', name),
        '</TRACK>',
      ].join(''),
    ),
    '</TRACK_LIST>',
    '<BEXT>',
    element('BWF_ORIGINATOR', 'GANmix Studio'),
    element('BWF_DESCRIPTION', metadata.description || metadata.title),
    '</BEXT>',
    ...(clips.length > 0 ? ['<USER><CLIPS>', ...clips, '</CLIPS></USER>'] : []),
    '</BWFXML>',
  ].join('\n');
  return chunk('iXML', new TextEncoder().encode(xml));
}
