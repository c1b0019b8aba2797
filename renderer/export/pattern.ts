import type { ExportOptions } from '../../preload/contract/export';
import { inStems } from './options';

/** What a pattern may name, in braces, with what it stands for. */
export const patternTokens = {
  project: 'the project',
  region: 'the region among the markers',
  track: 'the track, group or return',
  clip: 'the clip',
  prompt: 'the prompt its sound was made from',
  seed: 'the seed its sound was made with',
  index: 'a number from 01',
  date: 'the day of the export',
} as const;
export type PatternToken = keyof typeof patternTokens;
export type PatternValues = Partial<Record<PatternToken, string>>;

const LONGEST = 120;

/** The pattern that suits what is exported. */
export function standardPattern(options: Pick<ExportOptions, 'source' | 'stems'>): string {
  const base = {
    project: '{project}',
    loop: '{project} loop',
    range: '{project} selection',
    clips: '{project} clips',
    'each-clip': '{clip}',
    regions: '{project} {region}',
  }[options.source];
  return inStems(options) ? `${base} - {track}` : base;
}

/** Tokens in braces that a pattern may not name. */
export const unknownTokens = (pattern: string): string[] =>
  [...pattern.matchAll(/\{([^{}]*)\}/g)].flatMap(([, name]) =>
    name !== undefined && name in patternTokens ? [] : [`{${name}}`],
  );

/**
 * A file name without extension: tokens replaced, what some file system refuses taken out. A token that has no value
 * here leaves nothing, and neither do the separators around it.
 */
export function fileName(pattern: string, values: PatternValues): string {
  const filled = pattern.replace(/\{([^{}]*)\}/g, (_, name: string) =>
    name in patternTokens ? (values[name as PatternToken] ?? '') : '',
  );
  return sanitised(filled) || 'Untitled';
}

function sanitised(text: string): string {
  const name = text
    .normalize('NFC')
    .replace(/[\\/:*?"<>|\p{Cc}\p{Cf}]/gu, ' ')
    .replace(/\s+/g, ' ')
    // A separator that has lost a side, then one that has lost both.
    .replace(/([-_,])(?:\s*\1)+/g, '$1')
    .replace(/^[\s.\-_,]+|[\s.\-_,]+$/g, '')
    .slice(0, LONGEST)
    .trimEnd();
  // Names of devices: Windows opens no file called so, whatever its extension.
  return /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i.test(name) ? `${name}_` : name;
}

/** The names with numbers after those that would meet; case counts for nothing, as on macOS and Windows. */
export function distinct(names: readonly string[]): string[] {
  const used = new Set<string>();
  // Thousands of clips may share a name: none looks again where another has looked.
  const next = new Map<string, number>();
  return names.map((name) => {
    const key = name.toLowerCase();
    let candidate = name;
    let number = next.get(key) ?? 2;
    for (; used.has(candidate.toLowerCase()); number += 1) candidate = `${name} ${number}`;
    next.set(key, number);
    used.add(candidate.toLowerCase());
    return candidate;
  });
}
