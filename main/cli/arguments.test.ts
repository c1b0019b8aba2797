import { describe, expect, it } from 'vitest';
import { parseSoundArguments } from './arguments';

describe('arguments of `npm run sound`', () => {
  it('have defaults for all but the prompt', () => {
    expect(parseSoundArguments(['a door'])).toEqual({
      kind: 'single',
      prompt: 'a door',
      duration: 5,
      seed: 0,
      takes: 1,
      loop: false,
      out: 'sound.wav',
      bitDepth: '24',
      provider: 'cpu',
      pack: null,
    });
  });

  it('are read in any order', () => {
    const argv = '--takes 4 --duration 0.31234 --loop --seed 4294967295 --bits 32f --out a/b.wav'.split(' ');
    expect(parseSoundArguments([...argv, 'heavy rain'])).toMatchObject({
      takes: 4,
      duration: 0.31234,
      loop: true,
      seed: 4294967295,
      bitDepth: '32f',
      out: 'a/b.wav',
    });
    expect(parseSoundArguments(['--batch', 'x.jsonl', '--out-dir', 'out'])).toMatchObject({
      kind: 'batch',
      batch: 'x.jsonl',
      outDir: 'out',
    });
    expect(parseSoundArguments(['--help'])).toEqual({ kind: 'help' });
  });

  it.each([
    ['no prompt', [], 'Give a prompt'],
    ['an empty prompt', ['  '], 'Type what the sound is'],
    ['a prompt without quotation marks', ['heavy', 'rain'], 'quotation marks'],
    ['too long a sound', ['x', '--duration', '31'], '--duration 31'],
    ['too short a sound', ['x', '--duration', '0.29'], '--duration 0.29'],
    ['a duration that is no number', ['x', '--duration', '5s'], '--duration 5s'],
    ['an empty duration', ['x', '--duration', ''], '--duration'],
    ['a seed that is no uint32', ['x', '--seed', '4294967296'], '--seed 4294967296'],
    ['a broken seed', ['x', '--seed', '1.5'], '--seed 1.5'],
    ['a hexadecimal seed', ['x', '--seed', '0x10'], '--seed 0x10'],
    ['nine takes', ['x', '--takes', '9'], '--takes 9'],
    ['eight bits', ['x', '--bits', '8'], '--bits 8'],
    ['an unknown provider', ['x', '--provider', 'abacus'], '--provider abacus'],
    ['an unknown flag', ['x', '--louder'], '--louder'],
    ['a batch without a folder', ['--batch', 'x.jsonl'], '--out-dir'],
    ['a batch and a prompt', ['rain', '--batch', 'x.jsonl', '--out-dir', 'o'], 'not both'],
  ])('are refused with %s', (_, argv, message) => {
    expect(() => parseSoundArguments(argv)).toThrow(message);
  });
});
