import { openLab } from '../lab/open';
import type * as Checks from '../lab/checks';
import { medianOf, type BenchRow } from './row';

declare global {
  interface Window {
    readonly checks: typeof Checks;
  }
}

/** Rendering 60 s of eight tracks of noise, through the code of the export, in the studio's own Chromium. */
export async function bench(): Promise<BenchRow[]> {
  const { page, close } = await openLab();
  const speed = async (kind: 'plain' | 'mixed' | 'rooms'): Promise<number> => {
    const times: number[] = [];
    for (let run = 0; run < 3; run++) {
      times.push(
        await page.evaluate(async (which) => {
          const { effect, project, renderTime } = window.checks;
          const inserts = {
            plain: () => [],
            mixed: () => [effect('eq3', { lowGain: 3, midGain: -2, highGain: 2 }), effect('compressor')],
            rooms: () => [effect('reverb')],
          }[which];
          const tracks = Array.from({ length: 8 }, () => ({
            clips: [0, 1].map((half) => ({
              soundId: 'long-noise',
              start: half * 1_440_000,
              length: 1_440_000,
            })),
            effects: inserts(),
          }));
          const master =
            which === 'mixed' ? [effect('feedback-delay'), effect('reverb'), effect('limiter')] : [];
          return renderTime(project(tracks, { master: { volumeDb: 0, effects: master } }), 48_000);
        }, kind),
      );
    }
    return 60 / medianOf(times);
  };
  try {
    const unit = '× real time';
    return [
      {
        name: 'render 60 s × 8 tracks, no effects',
        median: await speed('plain'),
        unit,
        budget: 40,
        better: 'higher',
      },
      {
        name: 'render 60 s × 8 tracks, EQ + compressor each, delay, reverb and limiter on the master',
        median: await speed('mixed'),
        unit,
        budget: 20,
        better: 'higher',
      },
      {
        name: 'render 60 s × 8 tracks, a convolution reverb each',
        median: await speed('rooms'),
        unit,
        budget: 8,
        better: 'higher',
      },
    ];
  } finally {
    await close();
  }
}
