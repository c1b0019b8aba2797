import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { peakDb, readWav, rmsDb } from './support/audio-file';
import { runHeadless, runSound } from './support/command-line';
import { expect, test } from './support/studio';

test('a prompt on the command line becomes takes of exactly the length asked for', async ({ studio }) => {
  const options = ['--duration', '1.5', '--seed', '7', '--takes', '2', '--out', 'rain.wav'];
  const run = await runSound(['heavy rain on a tin roof', ...options], studio.folder);
  expect(run.stderr).toBe('');
  expect(run.code).toBe(0);
  const takes = ['rain-1.wav', 'rain-2.wav'].map((name) => readWav(studio.file(name)));
  for (const take of takes) {
    expect(take.sampleRate).toBe(44_100);
    expect(take.channels).toHaveLength(1);
    expect(take.channels[0]).toHaveLength(66_150);
    expect(rmsDb(take)).toBeGreaterThan(-50);
    expect(peakDb(take)).toBeLessThanOrEqual(0);
  }
  expect(takes[0]!.channels[0]).not.toEqual(takes[1]!.channels[0]);
});

test('the same prompt and seed give the same file, bit for bit', async ({ studio }) => {
  const make = (out: string, seed: string) =>
    runSound(['a dog barking', '--duration', '0.7', '--seed', seed, '--out', out], studio.folder);
  await make('one.wav', '11');
  await make('two.wav', '11');
  await make('other.wav', '12');
  const [one, two, other] = ['one.wav', 'two.wav', 'other.wav'].map((name) =>
    readFileSync(studio.file(name)),
  );
  expect(one!.equals(two!)).toBe(true);
  expect(one!.equals(other!)).toBe(false);
});

test('a batch reports its bad lines by number, makes the rest, and exits with 1', async ({ studio }) => {
  const lines = [
    '{"prompt":"wind","duration":0.5,"file":"wind.wav"}',
    '{"prompt":"","file":"nothing.wav"}',
    'not json',
    '{"prompt":"wind","duration":0.5,"file":"../outside.wav"}',
    '{"prompt":"footsteps on gravel","seed":3,"duration":0.6,"file":"steps/gravel.wav"}',
  ];
  writeFileSync(studio.file('prompts.jsonl'), lines.join('\n'));
  const run = await runSound(['--batch', 'prompts.jsonl', '--out-dir', 'made'], studio.folder);
  expect(run.code).toBe(1);
  expect([...run.stderr.matchAll(/line (\d+)/g)].map((match) => match[1])).toEqual(['2', '3', '4']);
  expect(readWav(studio.file('made/wind.wav')).seconds).toBe(0.5);
  expect(readWav(studio.file('made/steps/gravel.wav')).seconds).toBeCloseTo(0.6, 4);
  expect(existsSync(studio.file('outside.wav'))).toBe(false);
});

test('a wrong option names itself and says where to look', async ({ studio }) => {
  const run = await runSound(['rain', '--duration', '90'], studio.folder);
  expect(run.code).toBe(1);
  expect(run.stderr).toContain('--duration 90');
  expect(readdirSync(studio.folder)).toEqual([]);
});

test('the demo soundscape is made without a window, and its render has the format asked for', async ({
  studio,
}) => {
  const made = await runHeadless(
    ['--demo', '--out', 'demo.wav', '--format', '16', '--rate', '44100'],
    studio.folder,
  );
  expect(made.code, made.stderr).toBe(0);
  const demo = readWav(studio.file('demo.wav'));
  expect(demo.bitDepth).toBe('16');
  expect(demo.sampleRate).toBe(44_100);
  expect(demo.channels).toHaveLength(2);
  expect(demo.seconds).toBeGreaterThan(5);
  expect(rmsDb(demo)).toBeGreaterThan(-45);
  expect(rmsDb(demo)).toBeLessThan(-6);
  expect(peakDb(demo)).toBeLessThanOrEqual(0);
});

test('rendering a project that is none fails with a message and writes nothing', async ({ studio }) => {
  writeFileSync(studio.file('broken.gmix'), 'this is not a project');
  const run = await runHeadless(['--render', 'broken.gmix', '--out', 'mix.wav'], studio.folder);
  expect(run.code).toBe(1);
  expect(run.stderr).toContain('broken.gmix');
  expect(existsSync(studio.file('mix.wav'))).toBe(false);
});

test('a render that finds no room for its scratch says so and ends', async ({ studio }) => {
  const args = ['--render', 'scene.gmix', '--out', 'mix.wav'];
  const run = await runHeadless(args, studio.folder, { TMPDIR: studio.file('nowhere') });
  expect(run.code).toBe(1);
  expect(run.stderr).toContain('nowhere');
});
