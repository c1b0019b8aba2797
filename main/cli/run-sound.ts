import { readFile } from 'node:fs/promises';
import { join, parse, resolve } from 'node:path';
import { StudioError, toAppError } from '../../preload/contract/errors';
import type { GenerateRequest } from '../../preload/contract/sound';
import { InferenceEngine } from '../inference/engine';
import type { SpawnHost } from '../inference/host-process';
import type { GeneratedTake } from '../inference/jobs';
import { parseSoundArguments, usage, type SoundCommand } from './arguments';
import { parseBatch } from './batch';
import { writeSound } from './write-sound';

export type SoundSurroundings = {
  readonly spawn: SpawnHost;
  /** folder of the studio's own model pack */
  readonly packFolder: string;
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
};

const told = (thrown: unknown): string => {
  const { message, remedy } = toAppError(thrown);
  return remedy ? `${message} ${remedy}` : message;
};

/** rain.wav -> rain-2.wav for the second of several takes. */
function takeFile(out: string, index: number, takes: number): string {
  if (takes === 1) return out;
  const { dir, name, ext } = parse(out);
  return join(dir, `${name}-${index + 1}${ext}`);
}

/** `npm run sound`: its exit code is 0 when everything that was asked for was written, else 1. */
export async function runSound(argv: readonly string[], surroundings: SoundSurroundings): Promise<number> {
  const { print, printError } = surroundings;
  let command: SoundCommand;
  try {
    command = parseSoundArguments(argv);
  } catch (thrown) {
    printError(told(thrown));
    return 1;
  }
  if (command.kind === 'help') {
    print(usage);
    return 0;
  }
  const engine = new InferenceEngine({
    spawn: surroundings.spawn,
    packFolder: command.pack === null ? surroundings.packFolder : resolve(command.pack),
    memoryFile: null,
    provider: command.provider,
    unloadAfterMinutes: 1,
  });
  try {
    return await (command.kind === 'single'
      ? makeSingle(engine, command, print)
      : makeBatch(engine, command, surroundings));
  } catch (thrown) {
    printError(told(thrown));
    return 1;
  } finally {
    await engine.dispose();
  }
}

type Order = Omit<GenerateRequest, 'jobId'>;

/** Makes the takes of one order and writes each as soon as it exists; resolves when all are on disk. */
async function make(
  engine: InferenceEngine,
  jobId: string,
  order: Order,
  write: (take: GeneratedTake, index: number) => Promise<void>,
): Promise<void> {
  const writing: Promise<void>[] = [];
  const onTake = (index: number, take: GeneratedTake): void => {
    const written = write(take, index);
    // It may fail while the next take is still being made; that is told below, when all have ended.
    written.catch(() => undefined);
    writing.push(written);
  };
  const generated = engine.generate({ jobId, ...order }, { onProgress: () => undefined, onTake });
  const [generation, ...written] = await Promise.allSettled([
    generated,
    generated.catch(() => undefined).then(() => Promise.all(writing)),
  ]);
  for (const outcome of [generation, ...written]) if (outcome.status === 'rejected') throw outcome.reason;
}

async function makeSingle(
  engine: InferenceEngine,
  command: Extract<SoundCommand, { kind: 'single' }>,
  print: (line: string) => void,
): Promise<number> {
  const { prompt, seed, duration, takes, loop, out, bitDepth } = command;
  await make(engine, 'sound', { prompt, seed, duration, takes, loop }, async (take, index) => {
    const file = takeFile(out, index, takes);
    await writeSound(resolve(file), take, bitDepth);
    print(`${file}  seed ${take.recipe.seed}`);
  });
  return 0;
}

async function makeBatch(
  engine: InferenceEngine,
  command: Extract<SoundCommand, { kind: 'batch' }>,
  { print, printError }: SoundSurroundings,
): Promise<number> {
  const text = await readFile(command.batch, 'utf8').catch((thrown: unknown) => {
    throw new StudioError(
      'not-found',
      `${command.batch} cannot be read (${told(thrown)}).`,
      'Check the name of the batch file.',
    );
  });
  let failed = 0;
  let made = 0;
  for (const entry of parseBatch(text)) {
    try {
      if ('problem' in entry) throw new StudioError('invalid-input', `${entry.problem}.`);
      const { prompt, seed, duration, loop, file } = entry.line;
      await make(engine, `line-${entry.number}`, { prompt, seed, duration, takes: 1, loop }, (take) =>
        writeSound(resolve(command.outDir, file), take, command.bitDepth),
      );
      made += 1;
      print(`line ${entry.number}: ${file}`);
    } catch (thrown) {
      failed += 1;
      printError(`line ${entry.number}: ${told(thrown)}`);
    }
  }
  print(`${made} made, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}
