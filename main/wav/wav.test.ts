import { open, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import wavefile from 'wavefile';
import { StudioError } from '../../preload/contract/errors';
import { noise } from '../testing/sounds';
import { temporaryFolder } from '../testing/temporary';
import { chunk } from './chunks';
import { decodeFloatWav, encodeFloatWav, readFloatWav } from './float-wav';
import { Quantiser } from './quantise';
import { fitsInRiff, wavFileBytes, wavHeader, type BitDepth, type WavFormat } from './wav-header';

const { WaveFile } = wavefile;
const file = (format: WavFormat, channels: Float32Array[]): Uint8Array => {
  const frames = channels[0]?.length ?? 0;
  return Buffer.concat([wavHeader(format, frames), new Quantiser(format.bitDepth).encode(channels)]);
};

describe('float WAV', () => {
  it.each([1, 2])('gives %d channel(s) back bit for bit', (count) => {
    const channels = Array.from({ length: count }, (_, index) => noise(1001, index + 1, 1.5));
    const decoded = decodeFloatWav(encodeFloatWav({ sampleRate: 44_100, channels }), 'The sound');
    expect(decoded.sampleRate).toBe(44_100);
    expect(decoded.channels).toEqual(channels);
  });

  it('reads what lies at an odd place in a larger buffer, past chunks it does not know', () => {
    const pcm = { sampleRate: 48_000, channels: [noise(100)] };
    const plain = encodeFloatWav(pcm);
    const chunk = Buffer.from('LIST\x03\x00\x00\x00abc\x00', 'latin1');
    const shifted = Buffer.concat([
      Buffer.alloc(3),
      plain.subarray(0, 12),
      chunk,
      plain.subarray(12),
    ]).subarray(3);
    expect(decodeFloatWav(shifted, 'The sound')).toEqual(pcm);
  });

  it.each([1, 2])('reads a window of a file with %d channel(s)', async (count) => {
    const channels = Array.from({ length: count }, (_, index) => noise(5000, index + 1));
    const plain = encodeFloatWav({ sampleRate: 44_100, channels });
    const path = join(await temporaryFolder(), 'sound.wav');
    for (const before of [0, 999]) {
      const bytes = Buffer.from(chunk('LIST', new Uint8Array(before)));
      await writeFile(path, Buffer.concat([plain.subarray(0, 12), bytes, plain.subarray(12)]));
      const handle = await open(path);
      for (const [from, frames] of [
        [0, 1],
        [100, 777],
        [4900, 300],
        [6000, 5],
      ] as const) {
        expect(await readFloatWav(handle, { from, frames }, 'The sound')).toEqual({
          sampleRate: 44_100,
          channels: channels.map((channel) => channel.slice(from, from + frames)),
        });
      }
      await handle.close();
    }
  });

  it('says that a file is damaged that became shorter while it was read', async () => {
    const path = join(await temporaryFolder(), 'sound.wav');
    await writeFile(path, encodeFloatWav({ sampleRate: 44_100, channels: [noise(5000)] }));
    const handle = await open(path);
    const { size } = await handle.stat();
    // What it said of itself before it was cut.
    vi.spyOn(handle, 'stat').mockResolvedValue({ size } as Awaited<ReturnType<typeof handle.stat>>);
    await truncate(path, 12_000);
    await expect(readFloatWav(handle, { from: 100, frames: 4000 }, 'The sound')).rejects.toMatchObject({
      tag: 'file-damaged',
    });
    await handle.close();
  });

  it.each([
    ['an empty file', (_: Uint8Array) => new Uint8Array(0)],
    ['another kind of file', (_: Uint8Array) => Buffer.from('this is no sound at all, but a text')],
    ['a truncated file', (wav: Uint8Array) => wav.subarray(0, wav.length - 1)],
    ['a file without samples', (wav: Uint8Array) => wav.subarray(0, 50)],
    [
      'integer samples',
      () =>
        Buffer.from(
          new WaveFile(
            Buffer.from(file({ sampleRate: 44_100, channels: 1, bitDepth: '16' }, [noise(10)])),
          ).toBuffer(),
        ),
    ],
  ])('refuses %s', (_name, damage) => {
    const wav = encodeFloatWav({ sampleRate: 44_100, channels: [noise(100)] });
    expect(() => decodeFloatWav(damage(wav), 'The sound “rain”')).toThrow(
      expect.objectContaining({ tag: 'file-damaged', message: expect.stringContaining('“rain”') as string }),
    );
  });
});

describe('exported WAV, read by wavefile', () => {
  const formats = (['16', '24', '32f'] as const).flatMap((bitDepth) =>
    [44_100, 48_000].flatMap((sampleRate) =>
      [1, 2].map((channels): WavFormat => ({ bitDepth, sampleRate, channels })),
    ),
  );

  it.each(formats)('$bitDepth bits, $sampleRate Hz, $channels channel(s)', (format) => {
    const channels = Array.from({ length: format.channels }, (_, index) => noise(777, index + 1, 0.9));
    const bytes = file(format, channels);
    expect(bytes.length).toBe(
      wavFileBytes(format, 777) - (((777 * format.channels * Number.parseInt(format.bitDepth)) / 8) % 2),
    );
    const wav = new WaveFile(Buffer.from(bytes));
    expect(wav.bitDepth).toBe(format.bitDepth);
    expect(wav.fmt).toMatchObject({ sampleRate: format.sampleRate, numChannels: format.channels });
    const samples = wav.getSamples(false, Float64Array) as unknown as Float64Array | Float64Array[];
    const read = Array.isArray(samples) ? samples : [samples];
    const scale = { '16': 2 ** 15, '24': 2 ** 23, '32f': 1 }[format.bitDepth];
    // TPDF dither and rounding together stay within 1.5 steps; plain rounding within half of one.
    const tolerance = { '16': 1.5 / scale, '24': 0.5 / scale, '32f': 0 }[format.bitDepth];
    channels.forEach((channel, index) => {
      expect(read[index]).toHaveLength(777);
      const worst = Math.max(
        ...channel.map((sample, frame) => Math.abs(sample - (read[index]?.[frame] ?? NaN) / scale)),
      );
      expect(worst).toBeLessThanOrEqual(tolerance);
    });
  });

  it('knows what a RIFF file cannot hold', () => {
    const format: WavFormat = { sampleRate: 48_000, channels: 2, bitDepth: '32f' };
    expect(fitsInRiff(format, 48_000 * 3600 * 3)).toBe(true);
    expect(fitsInRiff(format, 48_000 * 3600 * 4)).toBe(false);
  });
});

describe('quantising', () => {
  const integers = (depth: BitDepth, samples: number[]): number[] => {
    const bytes = Buffer.from(new Quantiser(depth).encode([Float32Array.from(samples)]));
    return samples.map((_, index) =>
      depth === '16' ? bytes.readInt16LE(index * 2) : bytes.readIntLE(index * 3, 3),
    );
  };

  it('maps full scale to the integer range and clips above it', () => {
    expect(integers('24', [0, 1, -1, 2, -2, 2 ** -23])).toEqual([
      0, 0x7f_ffff, -0x80_0000, 0x7f_ffff, -0x80_0000, 1,
    ]);
    expect(integers('16', [2, -2])).toEqual([0x7fff, -0x8000]);
  });

  it('leaves floats as they are, above full scale too', () => {
    const samples = Float32Array.of(0.1, -1.7, 3.4e38);
    const bytes = new Quantiser('32f').encode([samples]);
    expect(new Float32Array(new Uint8Array(bytes).buffer)).toEqual(samples);
  });

  it('keeps a tone far under one step, as noise with the right mean', () => {
    // Without dither every sample of a quarter of a step rounds to 0.
    const quiet = Array.from({ length: 40_000 }, () => 0.25 / 0x8000);
    const mean = integers('16', quiet).reduce((sum, value) => sum + value, 0) / quiet.length;
    expect(mean).toBeGreaterThan(0.23);
    expect(mean).toBeLessThan(0.27);
  });

  it('adds the error power that TPDF dither and rounding give: a quarter of a squared step', () => {
    const sample = 1234.37;
    const errors = integers(
      '16',
      Array.from({ length: 40_000 }, () => sample / 0x8000),
    ).map((value) => value - sample);
    const power = errors.reduce((sum, error) => sum + error * error, 0) / errors.length;
    expect(power).toBeGreaterThan(0.24);
    expect(power).toBeLessThan(0.26);
  });

  it('gives the same bytes for the same mix', () => {
    const mix = [noise(5000), noise(5000, 2)];
    expect(new Quantiser('16').encode(mix)).toEqual(new Quantiser('16').encode(mix));
  });

  it('refuses what is no number', () => {
    expect(() => new Quantiser('16').encode([Float32Array.of(0, NaN)])).toThrow(StudioError);
  });
});
