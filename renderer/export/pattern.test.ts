import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distinct, fileName, standardPattern, unknownTokens } from './pattern';

describe('a file name', () => {
  it.each([
    ['{project} - {track}', { project: 'Harbour', track: 'Bed' }, 'Harbour - Bed'],
    ['{index}_{clip}_{seed}', { index: '03', clip: 'door: slam?', seed: '7' }, '03_door slam _7'],
    ['{project} - {region} - {track}', { project: 'a', track: 'b' }, 'a - b'],
    ['{prompt}', { prompt: '../../etc/passwd' }, 'etc passwd'],
    ['{prompt}', {}, 'Untitled'],
    ['{nothing}x', {}, 'x'],
    ['nul', {}, 'nul_'],
    ['{clip}', { clip: 'a\u202Egnp.wav' }, 'a gnp.wav'],
  ])('%s', (pattern, values, name) => {
    expect(fileName(pattern, values)).toBe(name);
  });

  it('can be written on every file system, whatever a person types', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (pattern, prompt) => {
        const name = fileName(`${pattern}{prompt}`, { prompt });
        expect(name.length).toBeGreaterThan(0);
        expect(name.length).toBeLessThanOrEqual(121);
        expect(name).not.toMatch(/[\\/:*?"<>|\p{Cc}]|^[. ]|[. ]$/u);
      }),
    );
  });

  it('names every token it does not know', () => {
    expect(unknownTokens('{project} {artist} {}')).toEqual(['{artist}', '{}']);
    for (const source of ['project', 'loop', 'range', 'clips', 'each-clip', 'regions'] as const) {
      expect(unknownTokens(standardPattern({ source, stems: 'tracks' }))).toEqual([]);
    }
  });

  it('gets a number where two would meet', () => {
    expect(distinct(['rain', 'Rain', 'rain 2', 'wind'])).toEqual(['rain', 'Rain 2', 'rain 2 2', 'wind']);
  });
});
