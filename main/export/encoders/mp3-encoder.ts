import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { StudioError } from '../../../preload/contract/errors';
import { openScratchFolder } from '../../files/scratch-folder';
import { Quantiser } from '../../wav/quantise';
import type { ByteSink, Encoder, EncoderPlan } from './encoder';
import { requireMp3Program, type Mp3Program } from './mp3-program';
import { vorbisTags } from './tags';

type Running = ChildProcessByStdio<Writable, null, Readable>;

/**
 * MP3 by a program of this machine (mp3-program.ts), fed with 24-bit samples. It writes a file of its own, because only
 * in a file that it can go back in does it note the codec's delay and padding, which players need to play gaplessly.
 */
export class Mp3Encoder implements Encoder {
  readonly #sink: ByteSink;
  readonly #program: Mp3Program;
  readonly #folder: string;
  readonly #file: string;
  readonly #running: Running;
  readonly #ended: Promise<{ code: number | null; said: string }>;
  readonly #quantiser = new Quantiser('24');

  private constructor(sink: ByteSink, program: Mp3Program, folder: string, plan: EncoderPlan) {
    this.#sink = sink;
    this.#program = program;
    this.#folder = folder;
    this.#file = join(folder, 'sound.mp3');
    this.#running = spawn(program.path, argumentsFor(program.kind, plan, this.#file), {
      stdio: ['pipe', 'ignore', 'pipe'],
      windowsHide: true,
    });
    // A program that ends early closes its input: what it said tells why, not the broken pipe.
    this.#running.stdin.on('error', () => undefined);
    this.#ended = ending(this.#running);
  }

  /** Throws `not-found` when no program of this machine writes MP3. */
  static async start(sink: ByteSink, plan: EncoderPlan): Promise<Mp3Encoder> {
    const program = await requireMp3Program();
    return new Mp3Encoder(sink, program, openScratchFolder(tmpdir()), plan);
  }

  async write(channels: readonly Float32Array[]): Promise<void> {
    const { stdin } = this.#running;
    if (this.#running.exitCode !== null) await this.#succeeded();
    if (!stdin.write(this.#quantiser.encode(channels))) {
      await Promise.race([once(stdin, 'drain').catch(() => undefined), this.#ended]);
    }
  }

  writePackets(): Promise<void> {
    return Promise.reject(new StudioError('invalid-input', 'An MP3 file is made of samples.'));
  }

  async finish(): Promise<void> {
    try {
      this.#running.stdin.end();
      await this.#succeeded();
      for await (const bytes of createReadStream(this.#file) as AsyncIterable<Uint8Array>) {
        await this.#sink.append(bytes);
      }
    } finally {
      await this.#clear();
    }
  }

  async cancel(): Promise<void> {
    this.#running.kill('SIGKILL');
    await this.#ended;
    await this.#clear();
  }

  async #succeeded(): Promise<void> {
    const { code, said } = await this.#ended;
    if (code === 0) return;
    const { kind } = this.#program;
    const reason = said.trim().split('\n').at(-1) ?? '';
    throw new StudioError(
      'disk',
      `${kind} could not write the MP3${reason === '' ? '.' : `: ${reason}`}`,
      'Make room on the disk, or choose another format.',
    );
  }

  #clear(): Promise<void> {
    return rm(this.#folder, { recursive: true, force: true });
  }
}

/** How a program ended and what it said last; one that cannot even start says why. */
async function ending(running: Running): Promise<{ code: number | null; said: string }> {
  let said = '';
  running.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4000)));
  return new Promise((resolve) => {
    running.once('error', (error) => resolve({ code: null, said: error.message }));
    running.once('close', (code) => resolve({ code, said }));
  });
}

function argumentsFor(
  kind: Mp3Program['kind'],
  { format, channels, metadata }: EncoderPlan,
  file: string,
): string[] {
  const { sampleRate, kbps } = format;
  const { title = '', album = '', comment = '' } = vorbisTags(metadata, sampleRate);
  const year = metadata.createdAt.slice(0, 4);
  if (kind === 'ffmpeg') {
    const tags = { title, album, comment, date: year };
    return [
      ...['-v', 'error', '-nostdin', '-y'],
      ...['-f', 's24le', '-ar', String(sampleRate), '-ac', String(channels), '-i', 'pipe:0'],
      ...['-c:a', 'libmp3lame', '-b:a', `${kbps}k`],
      ...Object.entries(tags).flatMap(([name, value]) => ['-metadata', `${name}=${value}`]),
      file,
    ];
  }
  return [
    ...['--silent', '-r', '-s', String(sampleRate / 1000), '--bitwidth', '24', '--signed', '--little-endian'],
    ...['-m', channels === 1 ? 'm' : 'j', '--cbr', '-b', String(kbps)],
    ...['--add-id3v2', '--tt', title, '--tl', album, '--tc', comment, '--ty', year],
    ...['-', file],
  ];
}
