import { statSync } from 'node:fs';
import { effect } from '../support/effects';
import { memoryOfFamily, watchMemory } from '../support/memory';
import { answerNativeDialogs } from '../support/native-dialogs';
import { noise, RATE, scene, writeProjectFile, type TrackSpec } from '../support/project-file';
import { Studio } from '../support/studio';
import type { BenchRow } from './row';

const MINUTES = Number(process.env.GANMIX_BENCH_MINUTES ?? 60);
const TRACKS = 16;
/** Together more than the window keeps of decoded sound, so that what it lets go of is seen, too. */
const SOUNDS = 120;

/** From 6 to 30 seconds; every other one is mono, as generated sounds are. */
const soundSeconds = (sound: number): number => 6 + ((sound * 7) % 25);

/** Sixteen tracks full of sound from beginning to end, each with an EQ, half of them sending to a shared room. */
function longProject(): ReturnType<typeof scene> {
  const send = { id: 'send', returnId: 'Room', levelDb: -12, pre: false, muted: false };
  const tracks = Array.from({ length: TRACKS }, (_, track): TrackSpec => {
    const clips: NonNullable<TrackSpec['clips']> = [];
    for (let start = 0, next = track; start < MINUTES * 60; next += TRACKS) {
      const sound = next % SOUNDS;
      const seconds = Math.min(soundSeconds(sound), MINUTES * 60 - start);
      clips.push({ sound: `sound-${sound}`, start: start * RATE, length: seconds * RATE });
      start += seconds;
    }
    return {
      id: `track-${track + 1}`,
      volumeDb: -12,
      effects: [effect('eq3', { lowGain: -3, highGain: 2 })],
      sends: track % 2 === 0 ? [send] : [],
      clips,
    };
  });
  return scene([...tracks, { id: 'Room', kind: 'return', effects: [effect('reverb')] }]);
}

/**
 * The whole way of an export in the studio's window: dialog, mix, meters, file. Memory is that of all processes at its
 * highest, from when the export is begun to when its file has its name.
 */
export async function bench(): Promise<BenchRow[]> {
  const studio = new Studio();
  try {
    const sounds = Object.fromEntries(
      Array.from({ length: SOUNDS }, (_, index) => [
        `sound-${index}`,
        (index % 2 === 0 ? [1] : [1, 2]).map((seed) => noise(soundSeconds(index) * RATE, seed + index)),
      ]),
    );
    writeProjectFile(studio.file('long.gmix'), longProject(), sounds);
    // Opened once to bring the sounds into the library: reading a project file is not what is measured.
    await studio.start([studio.file('long.gmix')]);
    await studio.stop();
    const page = await studio.start([studio.file('long.gmix')]);
    await page.locator('[data-clip]').first().waitFor();
    await answerNativeDialogs(studio.app, { save: studio.file('mix.wav') });
    await page.keyboard.press('ControlOrMeta+e');
    const dialog = page.getByRole('dialog', { name: 'Export', exact: true });
    await dialog.waitFor();

    const pid = studio.app.process().pid ?? 0;
    const idle = memoryOfFamily(pid);
    const watch = watchMemory(pid);
    const start = performance.now();
    await dialog.getByRole('button', { name: /^Export/ }).click();
    await dialog.getByTestId('export-result').waitFor({ timeout: 3_600_000 });
    const seconds = (performance.now() - start) / 1000;
    const peak = watch.stop();
    process.stderr.write(
      `${MINUTES} min, ${statSync(studio.file('mix.wav')).size} bytes in ${seconds.toFixed(0)} s; ` +
        `MB before and at the most: RSS ${idle.rss.toFixed(0)} ${peak.rss.toFixed(0)}, PSS ${idle.pss.toFixed(0)} ${peak.pss.toFixed(0)}\n`,
    );
    const what = `export of ${MINUTES} min × ${TRACKS} tracks`;
    return [
      {
        name: `${what}: memory of all processes`,
        median: peak.pss,
        unit: 'MB',
        budget: 1000,
        better: 'lower',
      },
      {
        name: `${what}: speed, file and loudness included`,
        median: (MINUTES * 60) / seconds,
        unit: '× real time',
        budget: 8,
        better: 'higher',
      },
    ];
  } finally {
    await studio.dispose();
  }
}
