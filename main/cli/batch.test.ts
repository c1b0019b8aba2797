import { describe, expect, it } from 'vitest';
import { parseBatch } from './batch';

const problemOf = (line: object): string | undefined => {
  const [entry] = parseBatch(JSON.stringify(line));
  return entry && 'problem' in entry ? entry.problem : undefined;
};

describe('batch lines', () => {
  it('are numbered as an editor numbers them; empty ones are skipped', () => {
    const text =
      '{"prompt":"a","file":"a.wav"}\r\n\n{"prompt":"b","file":"sub/b.wav","seed":3,"duration":1.5}\n';
    expect(parseBatch(text)).toEqual([
      { number: 1, line: { prompt: 'a', file: 'a.wav', seed: 0, duration: 5, loop: false } },
      { number: 3, line: { prompt: 'b', file: 'sub/b.wav', seed: 3, duration: 1.5, loop: false } },
    ]);
  });

  it.each([
    '/etc/a.wav',
    '../a.wav',
    'a/../../b.wav',
    'a\\..\\..\\b.wav',
    'C:\\a.wav',
    'C:a.wav',
    '\\\\server\\a.wav',
    'a/',
    '.',
    '',
    'a\0.wav',
  ])('may not write to %j', (file) => {
    expect(problemOf({ prompt: 'a', file })).toMatch(/^file: must/);
  });

  it.each([
    ['no prompt', { file: 'a.wav' }, 'prompt'],
    ['an empty prompt', { prompt: ' ', file: 'a.wav' }, 'prompt'],
    ['no file', { prompt: 'a' }, 'file'],
    ['a duration out of range', { prompt: 'a', file: 'a.wav', duration: 0.1 }, 'duration'],
    ['a seed that is text', { prompt: 'a', file: 'a.wav', seed: '7' }, 'seed'],
    ['a misspelt field', { prompt: 'a', file: 'a.wav', durration: 3 }, 'durration'],
  ])('are refused with %s', (_, line, message) => {
    expect(problemOf(line)).toContain(message);
  });

  it('are refused when they are no JSON, or no object', () => {
    expect(parseBatch('nonsense')).toEqual([{ number: 1, problem: 'is not valid JSON' }]);
    expect(parseBatch('[1]')[0]).toHaveProperty('problem');
  });

  it('may not write one file twice, however it is spelt', () => {
    const entries = parseBatch('{"prompt":"a","file":"a.wav"}\n{"prompt":"b","file":"./a.wav"}');
    expect(entries[0]).toHaveProperty('line');
    expect(entries[1]).toMatchObject({ number: 2, problem: expect.stringContaining('earlier line') });
  });
});
