import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Load } from '../lab/bare';
import { openLab, type Lab } from '../lab/open';
import { medianOf, type BenchRow } from './row';

const SECONDS = 60;
const TRACKS = 8;
const RUNS = 3;

/** Of one way to render: how long it took, and what all of the page's threads worked for it. Seconds. */
type Cost = { wall: number[]; cpu: number[] };
type Way = 'studioTime' | 'bareTime';

async function timed(lab: Lab, way: Way, kind: Load, cost: Cost): Promise<void> {
  const before = await lab.cpuSeconds();
  const wall = await lab.page.evaluate(([name, load]) => window.checks[name](load), [way, kind] as const);
  cost.wall.push(wall);
  cost.cpu.push((await lab.cpuSeconds()) - before);
}

/** The studio and a bare context take turns, so that whatever else the machine does hits both. */
async function compare(lab: Lab, kind: Load): Promise<{ studio: Cost; bare: Cost }> {
  const studio: Cost = { wall: [], cpu: [] };
  const bare: Cost = { wall: [], cpu: [] };
  await timed(lab, 'studioTime', kind, { wall: [], cpu: [] });
  for (let run = 0; run < RUNS; run += 1) {
    await timed(lab, 'studioTime', kind, studio);
    await timed(lab, 'bareTime', kind, bare);
  }
  return { studio, bare };
}

/** Seconds that sox needs to mix as many files of as long a noise; null where there is no sox. */
function soxSeconds(): { wall: number; cpu: number } | null {
  const folder = mkdtempSync(join(tmpdir(), 'ganmix-sox-'));
  try {
    const files = Array.from({ length: TRACKS }, (_, i) => join(folder, `${i}.wav`));
    const format = ['-r', '48000', '-c', '2', '-b', '32', '-e', 'floating-point'];
    for (const file of files) {
      const made = spawnSync('sox', [
        '-n',
        ...format,
        file,
        'synth',
        String(SECONDS),
        'whitenoise',
        'vol',
        '0.1',
      ]);
      if (made.status !== 0) return null;
    }
    const started = performance.now();
    const mixing = spawnSync(
      'sh',
      ['-c', 'sox -m "$@"; times', 'sh', ...files, ...format, join(folder, 'mix.wav')],
      { encoding: 'utf8' },
    );
    const wall = (performance.now() - started) / 1000;
    // The shell's own times, then those of what it ran: user and system.
    const spent = [...(mixing.stdout.trim().split('\n').at(-1) ?? '').matchAll(/(\d+)m([\d.]+)s/g)];
    return {
      wall,
      cpu: spent.reduce((sum, [, minutes, rest]) => sum + 60 * Number(minutes) + Number(rest), 0),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const loads: readonly { kind: Load; name: string; budget: number }[] = [
  { kind: 'plain', name: 'no effects', budget: 40 },
  { kind: 'mixed', name: 'EQ and compressor each, sends to a reverb and a delay', budget: 20 },
  { kind: 'rooms', name: 'a convolution reverb each', budget: 8 },
];

/** Rendering 60 s of eight stereo tracks through the code of the export, in the studio's own Chromium. */
export async function bench(): Promise<BenchRow[]> {
  const lab = await openLab();
  const rows: BenchRow[] = [];
  const add = (name: string, median: number, unit: string, budget: number): void => {
    rows.push({ name, median, unit, budget, better: 'higher' });
  };
  try {
    for (const { kind, name, budget } of loads) {
      const { studio, bare } = await compare(lab, kind);
      const what = `render ${SECONDS} s × ${TRACKS} stereo tracks, ${name}`;
      const [wall, cpu] = [medianOf(studio.wall), medianOf(studio.cpu)];
      const [bareWall, bareCpu] = [medianOf(bare.wall), medianOf(bare.cpu)];
      add(what, SECONDS / wall, '× real time', budget);
      add('  by processor time', SECONDS / cpu, '× real time', budget);
      add('  a bare OfflineAudioContext', SECONDS / bareWall, '× real time', 0);
      add('  against it, by processor time', bareCpu / cpu, '× as fast', 1);
      const sox = kind === 'plain' ? soxSeconds() : null;
      if (sox) {
        add('  sox mixing as many files', SECONDS / sox.wall, '× real time', 0);
        add('  against it, by processor time', sox.cpu / cpu, '× as fast', 1);
      }
      process.stderr.write(`  load average ${loadavg()[0]?.toFixed(1)} after ${name}\n`);
    }
  } finally {
    await lab.close();
  }
  return rows;
}
