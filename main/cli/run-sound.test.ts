import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WaveFile } from 'wavefile';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { forkHost } from '../inference/fork-host';
import { buildHost } from '../inference/testing/built-host';
import { packFolder } from '../inference/testing/pack-folder';
import { runSound } from './run-sound';

let built: Awaited<ReturnType<typeof buildHost>>;
beforeAll(async () => {
  built = await buildHost();
});
afterAll(() => built.remove());

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ganmix-sound-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function sound(...argv: string[]) {
  const [printed, errors]: [string[], string[]] = [[], []];
  const code = await runSound(argv, {
    spawn: () => forkHost(built.entry),
    packFolder,
    print: (line) => printed.push(line),
    printError: (line) => errors.push(line),
  });
  return { code, printed, errors };
}

type WavFormat = { numChannels: number; sampleRate: number; bitsPerSample: number };
function readWav(...path: string[]) {
  const wav = new WaveFile(readFileSync(join(folder, ...path)));
  return { format: wav.fmt as WavFormat, samples: wav.getSamples(false, Float64Array) };
}

describe('npm run sound', () => {
  it('writes a WAV of exactly the asked length, with nothing left beside it', async () => {
    const { code, printed } = await sound(
      'heavy rain',
      '--duration',
      '0.31234',
      '--out',
      join(folder, 'new', 'rain.wav'),
    );
    expect(code).toBe(0);
    expect(printed).toEqual([`${join(folder, 'new', 'rain.wav')}  seed 0`]);
    const { format, samples } = readWav('new', 'rain.wav');
    expect(format).toMatchObject({ numChannels: 1, sampleRate: 44_100, bitsPerSample: 24 });
    expect(samples).toHaveLength(13_774);
    expect(Math.max(...samples.map(Math.abs))).toBeGreaterThan(0x80_0000 / 1000);
    expect(readdirSync(join(folder, 'new'))).toEqual(['rain.wav']);
  });

  it('numbers several takes, each the sound of its own seed', async () => {
    const out = join(folder, 'rain.wav');
    expect((await sound('rain', '--takes', '3', '--seed', '5', '--duration', '0.3', '--out', out)).code).toBe(
      0,
    );
    expect(readdirSync(folder).sort()).toEqual(['rain-1.wav', 'rain-2.wav', 'rain-3.wav']);
    expect((await sound('rain', '--seed', '7', '--duration', '0.3', '--out', out)).code).toBe(0);
    expect(readFileSync(out)).toEqual(readFileSync(join(folder, 'rain-3.wav')));
    expect(readFileSync(out)).not.toEqual(readFileSync(join(folder, 'rain-2.wav')));
  });

  it('makes the good lines of a batch, tells the bad ones by number, and exits with 1', async () => {
    const batch = join(folder, 'prompts.jsonl');
    const lines = [
      '{"prompt":"a dog barks","file":"dogs/one.wav","duration":0.3}',
      'nonsense',
      '{"prompt":"x","file":"../escaped.wav"}',
      '',
      '{"prompt":"rain","file":"rain.wav","duration":0.4,"seed":9,"loop":true}',
    ];
    writeFileSync(batch, lines.join('\n'));
    const { code, printed, errors } = await sound('--batch', batch, '--out-dir', join(folder, 'out'));
    expect(code).toBe(1);
    expect(printed).toEqual(['line 1: dogs/one.wav', 'line 5: rain.wav', '2 made, 2 failed']);
    expect(errors.map((line) => line.slice(0, 7))).toEqual(['line 2:', 'line 3:']);
    expect(readWav('out', 'dogs', 'one.wav').samples).toHaveLength(13_230);
    expect(readWav('out', 'rain.wav').samples).toHaveLength(17_640);
    expect(existsSync(join(folder, 'escaped.wav'))).toBe(false);

    writeFileSync(batch, lines[0]!);
    expect((await sound('--batch', batch, '--out-dir', join(folder, 'out'))).code).toBe(0);
  });

  it('tells what is wrong and what to do, and exits with 1', async () => {
    const noPack = await sound('rain', '--pack', folder, '--out', join(folder, 'a.wav'));
    expect(noPack).toMatchObject({
      code: 1,
      errors: [expect.stringMatching(/manifest\.json is missing\. Put /)],
    });
    expect(await sound('--batch', join(folder, 'none.jsonl'), '--out-dir', folder)).toMatchObject({
      code: 1,
      errors: [expect.stringContaining('none.jsonl cannot be read')],
    });
    expect(await sound()).toMatchObject({ code: 1, errors: [expect.stringContaining('--help')] });

    writeFileSync(join(folder, 'file'), '');
    const blocked = await sound('rain', '--duration', '0.3', '--out', join(folder, 'file', 'a.wav'));
    expect(blocked.code).toBe(1);
    expect(blocked.errors).toHaveLength(1);
  });

  it('explains itself', async () => {
    const { code, printed } = await sound('--help');
    expect(code).toBe(0);
    expect(printed.join()).toContain('--out-dir');
  });
});
