import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { InferenceStatus } from '../../preload/contract/settings';
import type { GenerateRequest } from '../../preload/contract/sound';
import { InferenceEngine, type EngineOptions } from './engine';
import { forkHost } from './fork-host';
import type { GeneratedTake } from './jobs';
import { buildHost } from './testing/built-host';
import { packFolder } from './testing/pack-folder';
import { largestDifference } from './testing/reference';

/** Real host processes, real models: what the window runs, but for Electron's way of starting a process. */
let built: Awaited<ReturnType<typeof buildHost>>;
const temporary = mkdtempSync(join(tmpdir(), 'ganmix-engine-'));
beforeAll(async () => {
  built = await buildHost();
});
afterAll(() => {
  built.remove();
  rmSync(temporary, { recursive: true, force: true });
});

let engine: InferenceEngine;
let pids: number[] = [];
let states: InferenceStatus['state'][] = [];
afterEach(() => engine.dispose());

function start(options: Partial<EngineOptions> = {}): InferenceEngine {
  pids = [];
  states = [];
  engine = new InferenceEngine({
    spawn: () => {
      const host = forkHost(built.entry);
      pids.push(host.pid ?? 0);
      return host;
    },
    packFolder,
    memoryFile: null,
    provider: 'cpu',
    unloadAfterMinutes: 10,
    ...options,
  });
  engine.onStatus(({ state }) => {
    if (states.at(-1) !== state) states.push(state);
  });
  return engine;
}

const ask = (jobId: string, change: Partial<GenerateRequest> = {}): GenerateRequest => ({
  jobId,
  prompt: 'heavy rain on a tin roof',
  seed: 7,
  duration: 0.5,
  takes: 1,
  loop: false,
  ...change,
});

/** Runs a job to its end: its takes, everything that was reported in order, and how it ended. */
function run(request: GenerateRequest, onEvent: (event: string) => void = () => undefined) {
  const takes: GeneratedTake[] = [];
  const events: string[] = [];
  const note = (event: string): void => {
    if (events.at(-1) !== event) events.push(event);
    onEvent(event);
  };
  const done = engine
    .generate(request, {
      onProgress: (stage) => note(stage),
      onTake: (index, take) => {
        takes[index] = take;
        note(`take ${index}`);
      },
    })
    .then(
      () => 'done',
      (error: unknown) => (error as { tag: string }).tag,
    );
  return { takes, events, done };
}

const alive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a job', () => {
  it('makes its takes in order, each with the seed that makes it alone, bit for bit', async () => {
    start();
    const several = run(ask('several', { takes: 3, seed: 0xffff_ffff }));
    expect(await several.done).toBe('done');
    expect(several.takes.map((take) => take.recipe.seed)).toEqual([0xffff_ffff, 0, 1]);
    const alone = run(ask('alone', { seed: 1 }));
    expect(await alone.done).toBe('done');
    expect(largestDifference(several.takes[2]!.pcm, alone.takes[0]!.pcm)).toBe(0);
    expect(largestDifference(several.takes[0]!.pcm, alone.takes[0]!.pcm)).toBeGreaterThan(0.001);
  });

  it('reports its stages in order, and hands over sound, latent and recipe', async () => {
    start();
    const { events, takes, done } = run(ask('one'));
    expect(await done).toBe('done');
    expect(events).toEqual([
      'queued',
      'loading',
      'text',
      'generator',
      'decoder',
      'vocoder',
      'checking',
      'take 0',
    ]);
    const [take] = takes;
    expect(take).toMatchObject({ sampleRate: 44_100, latentShape: [1, 64, 11] });
    expect(take!.pcm).toHaveLength(22_050);
    expect(take!.latent).toHaveLength(704);
    expect(take!.recipe).toMatchObject({
      prompt: 'heavy rain on a tin roof',
      seed: 7,
      duration: 0.5,
      loop: false,
      provider: 'cpu',
      packHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(states).toEqual(['loading', 'ready', 'working', 'ready']);
    expect(engine.status()).toMatchObject({
      provider: 'cpu',
      device: expect.stringMatching(/^CPU, \d+ threads?$/),
      pack: { id: take!.recipe.packId, version: take!.recipe.packVersion },
      lastGeneration: { seconds: 0.5, takes: 1, milliseconds: expect.any(Number) },
      error: null,
    });
  });

  it('waits for the one before it; a failure in between touches neither', async () => {
    start();
    const order: string[] = [];
    const jobs = [
      run(ask('first'), (event) => order.push(`first ${event}`)),
      run(ask('bad', { duration: 99 })),
      run(ask('second'), (event) => order.push(`second ${event}`)),
    ];
    expect(await Promise.all(jobs.map((job) => job.done))).toEqual(['done', 'invalid-input', 'done']);
    expect(order.indexOf('first take 0')).toBeLessThan(order.indexOf('second text'));
  });

  it('is refused under an id that is on its way', async () => {
    start();
    const first = run(ask('same'));
    expect(await run(ask('same')).done).toBe('invalid-input');
    expect(await first.done).toBe('done');
  });

  it('fails when its receiver does, and the next one works', async () => {
    start();
    const work = engine.generate(ask('unwanted', { takes: 4 }), {
      onProgress: () => undefined,
      onTake: () => {
        throw new Error('the shelf is full');
      },
    });
    await expect(work).rejects.toMatchObject({ tag: 'internal', message: 'the shelf is full' });
    expect(await run(ask('next')).done).toBe('done');
  });
});

describe('cancel', () => {
  it('takes a waiting job out at once, and leaves the running one alone', async () => {
    start();
    const running = run(ask('running'));
    const waiting = run(ask('waiting'));
    expect(engine.cancel('waiting')).toBe(true);
    expect(await waiting.done).toBe('cancelled');
    expect(await running.done).toBe('done');
    expect(waiting.events).toEqual(['queued']);
  });

  it('ends a running job before its next take; nothing of it is heard afterwards', async () => {
    start();
    const order: string[] = [];
    const job = run(ask('long', { takes: 8, duration: 2 }), (event) => {
      order.push(event);
      if (event === 'take 0' && engine.cancel('long')) order.push('cancelled');
    });
    expect(await job.done).toBe('cancelled');
    const next = run(ask('next'));
    expect(await next.done).toBe('done');
    expect(job.takes).toHaveLength(1);
    expect(order.at(-1)).toBe('cancelled');
    expect(engine.cancel('long')).toBe(false);
    expect(engine.cancel('unheard of')).toBe(false);
  });

  it('ends the process when a network does not return, and the next job works', async () => {
    start();
    await engine.warm();
    // A stopped process stands for a network that runs for ever: it neither answers nor ends.
    const job = run(ask('stuck', { duration: 10 }), (event) => {
      if (event === 'generator') process.kill(pids[0]!, 'SIGSTOP');
      if (event === 'generator') engine.cancel('stuck');
    });
    expect(await job.done).toBe('cancelled');
    expect(await run(ask('next')).done).toBe('done');
    expect(alive(pids[0]!)).toBe(false);
    expect(pids).toHaveLength(2);
  });
});

describe('a host that dies', () => {
  it('costs the job it worked on; the next one gets a new host', async () => {
    start();
    const job = run(ask('doomed', { takes: 8 }), (event) => {
      if (event === 'take 1') process.kill(pids[0]!, 'SIGKILL');
    });
    const next = run(ask('next'));
    expect(await job.done).toBe('inference-crashed');
    expect(job.takes.length).toBeGreaterThanOrEqual(2);
    expect(await next.done).toBe('done');
    expect(pids).toHaveLength(2);
    expect(states).toContain('down');
    expect(engine.status()).toMatchObject({ state: 'ready', error: null });
  });

  it('is started again by itself, ready before anybody asks', async () => {
    start();
    await engine.warm();
    process.kill(pids[0]!, 'SIGKILL');
    await vi.waitFor(() => expect(states).toEqual(['loading', 'ready', 'down', 'loading', 'ready']), {
      timeout: 30_000,
    });
    expect(pids).toHaveLength(2);
  });

  it('while it loads its models fails the job that waits for them', async () => {
    start();
    const job = run(ask('early'), (event) => {
      if (event === 'loading') setTimeout(() => process.kill(pids[0]!, 'SIGKILL'));
    });
    expect(await job.done).toBe('inference-crashed');
    expect(await run(ask('next')).done).toBe('done');
  });

  it('or hangs is found out by its silence', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      start();
      await engine.warm();
      const job = run(ask('hung'), (event) => {
        if (event !== 'text') return;
        process.kill(pids[0]!, 'SIGSTOP');
        // Messages already on their way count as signs of life, hence some ticks more than the limit.
        setTimeout(() => vi.advanceTimersByTime(40_000), 200);
      });
      expect(await job.done).toBe('inference-crashed');
      expect(alive(pids[0]!)).toBe(false);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('the models', () => {
  it('are unloaded when nothing was asked for a while, and loaded again when something is', async () => {
    start({ unloadAfterMinutes: 0.005 });
    expect(await run(ask('one')).done).toBe('done');
    await vi.waitFor(() => expect(states.at(-1)).toBe('idle'), { timeout: 30_000 });
    expect(alive(pids[0]!)).toBe(false);
    expect(await run(ask('two')).done).toBe('done');
    expect(pids).toHaveLength(2);
  });

  it('are unloaded at once when their memory is needed, but not under a job', async () => {
    start();
    const job = run(ask('one'), (event) => {
      if (event.startsWith('take')) engine.rest();
    });
    expect(await job.done).toBe('done');
    expect(alive(pids[0]!)).toBe(true);
    await vi.waitFor(
      () => {
        engine.rest();
        expect(states.at(-1)).toBe('idle');
      },
      { timeout: 30_000 },
    );
    expect(alive(pids[0]!)).toBe(false);
    expect(await run(ask('two')).done).toBe('done');
  });

  it('serve a request that comes while they are being unloaded', async () => {
    start();
    await engine.warm();
    engine.rest();
    expect(await run(ask('one')).done).toBe('done');
    expect(pids).toHaveLength(2);
  });

  it('that cannot be opened fail the job with the file’s name, and the engine says so', async () => {
    const empty = mkdtempSync(join(temporary, 'empty-'));
    writeFileSync(join(empty, 'manifest.json'), '{"format":3}');
    start({ packFolder: empty });
    expect(await run(ask('one')).done).toBe('model-pack');
    expect(engine.status()).toMatchObject({ error: expect.stringContaining('manifest.json has format 3') });
    await vi.waitFor(() => expect(engine.status().state).toBe('idle'));
    expect(await run(ask('two')).done).toBe('model-pack');
  });

  it('move to another provider after the running job, and fall back from one that is not there', async () => {
    start();
    const job = run(ask('one'));
    engine.configure({ provider: 'cuda', unloadAfterMinutes: 10 });
    expect(await job.done).toBe('done');
    const next = run(ask('two'));
    expect(await next.done).toBe('done');
    expect(next.takes[0]!.recipe.provider).toBe('cpu');
    const cuda = engine.status().providers.find(({ name }) => name === 'cuda');
    expect(cuda).toMatchObject({
      state: 'unavailable',
      detail: 'CUDA cannot start: it needs an NVIDIA GPU and its CUDA libraries.',
      cause: expect.stringMatching(/cuda/i),
    });
  });
});

it('ends its process and its jobs when it is disposed of', async () => {
  start();
  const running = run(ask('running', { takes: 8 }));
  const waiting = run(ask('waiting'));
  await vi.waitFor(() => expect(running.events).toContain('generator'), { timeout: 30_000 });
  await engine.dispose();
  expect(await Promise.all([running.done, waiting.done])).toEqual(['cancelled', 'cancelled']);
  expect(alive(pids[0]!)).toBe(false);
});
