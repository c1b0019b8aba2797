import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StudioError, type ErrorTag } from '../../preload/contract/errors';
import { ActiveSynthesizer } from './active-synthesizer';
import { readPack, type Pack } from './pack';
import type { ProviderState } from './protocol';
import { openSynthesizer, type Synthesizer } from './synthesizer';
import { packFolder } from './testing/pack-folder';
import { largestDifference } from './testing/reference';

const request = { prompt: 'rain', seed: 3, duration: 0.4, loop: false };
const go = async (): Promise<void> => undefined;

let pack: Pack;
let real: Synthesizer;
beforeAll(async () => {
  pack = await readPack(packFolder);
  real = await openSynthesizer(pack, 'cpu');
});
afterAll(() => real.dispose());

/** The real synthesizer under the name of a graphics card that fails from the second take on. */
function failing(tag: ErrorTag) {
  const seen = { takes: 0, disposed: 0, opened: 0, states: [] as ProviderState[] };
  const card: Synthesizer = {
    ...real,
    provider: 'cuda',
    async take(asked, step) {
      seen.takes += 1;
      if (seen.takes > 1) throw new StudioError(tag, 'the device was lost');
      return real.take(asked, step);
    },
    async dispose() {
      seen.disposed += 1;
    },
  };
  const active = new ActiveSynthesizer(
    { synthesizer: card, providers: [{ name: 'cuda', state: 'works', detail: 'CUDA', milliseconds: 5 }] },
    async () => {
      seen.opened += 1;
      return { ...real, dispose: go };
    },
    (state) => seen.states.push(state),
  );
  return { active, seen };
}

describe('a provider that fails while it works', () => {
  it('hands the take over to the CPU, which keeps the work', async () => {
    const { active, seen } = failing('provider');
    const before = await active.take(request, go);
    expect(active.state.provider).toBe('cuda');
    const after = await active.take(request, go);
    expect(largestDifference(after.pcm, before.pcm)).toBe(0);
    await active.take(request, go);
    expect(seen).toMatchObject({ takes: 2, opened: 1, disposed: 1 });
    expect(seen.states).toEqual([active.state]);
    expect(active.state).toMatchObject({
      provider: 'cpu',
      device: expect.stringContaining('CPU'),
      providers: [{ name: 'cuda', state: 'failed', detail: 'the device was lost', milliseconds: null }],
    });
  });

  it('is not to blame for a cancel or a bad sound', async () => {
    for (const tag of ['cancelled', 'output-check'] as const) {
      const { active, seen } = failing(tag);
      await active.take(request, go);
      await expect(active.take(request, go)).rejects.toMatchObject({ tag });
      expect(seen.opened).toBe(0);
    }
  });
});
