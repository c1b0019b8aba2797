import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import wavefile from 'wavefile';
import { exportFormatSchema, meaningfulFormat, type ExportFormat } from '../../../preload/contract/export';
import { AtomicFile } from '../../files/atomic-file';
import { noise } from '../../testing/sounds';
import { temporaryFolder } from '../../testing/temporary';
import { Quantiser } from '../../wav/quantise';
import { metadata, plan } from '../testing';
import { startEncoder } from './index';
import { findMp3Program, requireMp3Program } from './mp3-program';
import { WavEncoder } from './wav-encoder';

const format = (change: Partial<ExportFormat>): ExportFormat => ({
  ...exportFormatSchema.parse({}),
  ...change,
});
const onPath = (name: string): boolean =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));

const FRAMES = 100_003;
const channels = [noise(FRAMES, 3), noise(FRAMES, 4)];
const report = {
  integrated: -23.04,
  range: 5.5,
  maxMomentary: -15.2,
  maxShortTerm: -18.75,
  truePeakDb: -1.2,
  peakDb: -1.5,
};

async function encode(chosen: ExportFormat, change: Parameters<typeof metadata>[0] = {}, riffMax?: number) {
  const target = join(await temporaryFolder(), `file.${chosen.codec}`);
  const file = await AtomicFile.create(target);
  const order = plan({ format: chosen, maxFrames: 200_000, metadata: metadata(change) });
  const encoder =
    riffMax === undefined ? await startEncoder(file, order) : new WavEncoder(file, order, riffMax);
  for (let at = 0; at < FRAMES; at += 30_000) {
    await encoder.write(channels.map((channel) => channel.subarray(at, at + 30_000)));
  }
  await encoder.finish({ frames: FRAMES, report });
  await file.commit();
  return target;
}

const ffmpeg = (file: string, pcm: string): Buffer =>
  execFileSync('ffmpeg', ['-v', 'error', '-i', file, '-f', pcm, '-'], { maxBuffer: 1e9 });

describe('a broadcast wave, read by wavefile', () => {
  it('says what it is, where it lies, how loud it is, and what is in it', async () => {
    const file = await encode(format({ bitDepth: '24' }), { broadcast: true, cues: true });
    const wav = new wavefile.WaveFile(await readFile(file));
    const bext = wav.bext as { description: string; originator: string };
    expect(bext.description.replaceAll('\0', '')).toBe('Wind & rain <close>');
    expect(bext.originator.replaceAll('\0', '')).toBe('GANmix Studio');
    expect(wav.bext).toMatchObject({
      originationDate: '2026-11-24',
      originationTime: '17:16:33',
      version: 2,
      // wavefile reads the signed hundredths as unsigned
      loudnessValue: 0x1_0000 - 2304,
      loudnessRange: 550,
      maxTruePeakLevel: 0x1_0000 - 120,
      maxMomentaryLoudness: 0x1_0000 - 1520,
      maxShortTermLoudness: 0x1_0000 - 1875,
    });
    expect(wav.bext).toMatchObject({ timeReference: [172_800_000, 0] });
    expect(wav.listCuePoints()).toMatchObject([
      { label: 'Door', dwSampleOffset: 100 },
      { dwSampleOffset: 500, dwSampleLength: 400 },
    ]);
    const xml = wav.getiXML();
    expect(xml).toContain('<PROMPT>heavy &quot;rain&quot;</PROMPT>');
    expect(xml).toContain('<SEED>7</SEED>');
    expect(xml).toContain('<TIMECODE_RATE>25/1</TIMECODE_RATE>');
    expect(xml).toMatch(/<TRACK_COUNT>2<.*<NAME>L<.*<NAME>R</s);
    expect(xml).toContain('<NOTE>Wind &amp; rain &lt;close&gt;</NOTE>');
    expect(wav.getSamples(true, Float64Array)).toHaveLength(FRAMES * 2);
  });

  it('leaves out markers past its end', async () => {
    const late = [
      { name: 'in', at: FRAMES - 1, length: 10 },
      { name: 'out', at: FRAMES, length: 0 },
    ];
    const wav = new wavefile.WaveFile(
      await readFile(await encode(format({}), { cues: true, markers: late })),
    );
    expect(wav.listCuePoints()).toMatchObject([{ dwSampleOffset: FRAMES - 1, dwSampleLength: 1 }]);
  });
});

describe('past the size of a RIFF file', () => {
  it('becomes RF64 with the same samples', async () => {
    const plain = await encode(format({ bitDepth: '24' }));
    const large = await encode(format({ bitDepth: '24' }), { broadcast: true, cues: true }, 300_000);
    const bytes = await readFile(large);
    expect(bytes.toString('latin1', 0, 4)).toBe('RF64');
    expect(bytes.readUInt32LE(4)).toBe(0xffff_ffff);
    expect(bytes.toString('latin1', 12, 16)).toBe('ds64');
    expect(bytes.readBigUInt64LE(20)).toBe(BigInt(bytes.length - 8));
    expect(bytes.readBigUInt64LE(28)).toBe(BigInt(FRAMES * 6));
    expect(bytes.readBigUInt64LE(36)).toBe(BigInt(FRAMES));
    // wavefile does not look into `ds64`: it takes what follows the samples for samples.
    const samples = (file: Buffer) =>
      new wavefile.WaveFile(file).getSamples(true, Float64Array).subarray(0, FRAMES * 2);
    expect(samples(bytes)).toEqual(samples(await readFile(plain)));
    if (onPath('ffmpeg')) expect(ffmpeg(large, 's24le').equals(ffmpeg(plain, 's24le'))).toBe(true);
  });

  it('stays RIFF, with the place for the large sizes left as JUNK, when it comes out shorter', async () => {
    const bytes = await readFile(await encode(format({ bitDepth: '24' }), {}, 700_000));
    expect(bytes.toString('latin1', 0, 4)).toBe('RIFF');
    expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8);
    expect(bytes.toString('latin1', 12, 16)).toBe('JUNK');
  });
});

describe('FLAC', () => {
  it.each(['16', '24'] as const)('holds the samples of a WAV of %s bits, bit for bit', async (bitDepth) => {
    for (const sampleRate of [44_100, 96_000] as const) {
      const file = await encode(format({ codec: 'flac', bitDepth, sampleRate }), { cues: true });
      const expected = new Quantiser(bitDepth).encode(channels);
      const bytes = await readFile(file);
      expect(bytes.toString('latin1', 0, 4)).toBe('fLaC');
      const digest = createHash('md5').update(expected).digest();
      expect(bytes.subarray(26, 42).equals(digest)).toBe(true);
      if (onPath('ffmpeg')) {
        expect(ffmpeg(file, `s${bitDepth}le`).equals(Buffer.from(expected))).toBe(true);
        const told = execFileSync('ffprobe', [
          '-v',
          'error',
          '-show_format',
          '-show_streams',
          file,
        ]).toString();
        expect(told).toContain(`sample_rate=${sampleRate}`);
        expect(told).toMatch(/TAG:(title|TITLE)=Harbour at night/);
        expect(told).toContain('seed 7');
      }
    }
  });
});

describe('an MP3, by the program of this machine', () => {
  it.skipIf(!onPath('ffmpeg'))(
    'is as long as what was exported, sounds like it, and carries its name',
    async () => {
      const tone = Float32Array.from(
        { length: FRAMES },
        (_, n) => 0.5 * Math.sin((2 * Math.PI * 440 * n) / 48_000),
      );
      const target = join(await temporaryFolder(), 'file.mp3');
      const file = await AtomicFile.create(target);
      const chosen = meaningfulFormat(format({ codec: 'mp3', kbps: 200, sampleRate: 96_000 }));
      expect(chosen).toMatchObject({ kbps: 224, sampleRate: 48_000 });
      const encoder = await startEncoder(file, plan({ format: chosen, maxFrames: FRAMES }));
      for (let at = 0; at < FRAMES; at += 30_000) {
        await encoder.write([tone.subarray(at, at + 30_000), tone.subarray(at, at + 30_000)]);
      }
      await encoder.finish({ frames: FRAMES, report });
      await file.commit();
      const decoded = ffmpeg(target, 'f32le');
      const samples = new Float32Array(decoded.buffer, decoded.byteOffset, decoded.byteLength / 4);
      // Gapless: the codec's delay and padding are noted in the file, and left out by the player.
      expect(samples.length / 2).toBe(FRAMES);
      // One frame off, a tone of this pitch would differ by -34 dB.
      let error = 0;
      for (let n = 2000; n < FRAMES - 2000; n++) error += (samples[2 * n]! - tone[n]!) ** 2;
      expect(10 * Math.log10(error / (FRAMES - 4000))).toBeLessThan(-40);
      const tags = execFileSync('ffmpeg', ['-v', 'error', '-i', target, '-f', 'ffmetadata', '-']).toString();
      expect(tags).toContain('title=Harbour at night');
    },
  );

  it('is refused with a remedy where no program writes one', async () => {
    const empty = await temporaryFolder();
    const program = await findMp3Program(empty);
    // The usual folders are looked through too: there may be one on this machine all the same.
    if (program === null) await expect(requireMp3Program(empty)).rejects.toMatchObject({ tag: 'not-found' });
    else expect(['ffmpeg', 'lame']).toContain(program.kind);
  });

  it('leaves nothing behind when it is cancelled or its program fails', async () => {
    const before = await leftovers();
    const file = await AtomicFile.create(join(await temporaryFolder(), 'file.mp3'));
    if (!(await findMp3Program())) return;
    const encoder = await startEncoder(file, plan({ format: format({ codec: 'mp3' }) }));
    await encoder.write([noise(2000, 1), noise(2000, 2)]);
    await encoder.cancel();
    expect(await leftovers()).toEqual(before);
    // Three channels are none of the codec's.
    const failing = await startEncoder(file, plan({ format: format({ codec: 'mp3' }), channels: 99 }));
    await expect(failing.finish({ frames: 1, report: null })).rejects.toMatchObject({ tag: 'disk' });
    expect(await leftovers()).toEqual(before);
  });
});

const leftovers = async (): Promise<string[]> =>
  (await readdir(tmpdir())).filter((name) => name.startsWith(`ganmix-studio-${process.pid}-`));
