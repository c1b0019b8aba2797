import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { defaultExportOptions, type ExportFormat, type ExportOptions } from '../../preload/contract/export';
import { temporaryFolder } from '../testing/temporary';
import { parseLaunch, projectArgument } from './arguments';
import { Closing } from './closing';
import { CrashCounter } from './crash-counter';
import { placeWindow, readWindowState, writeWindowState } from './window-state';

const folder = resolve('/home/me');
const options = defaultExportOptions;
const formatted = (change: Partial<ExportFormat>): ExportOptions => ({
  ...options,
  format: { ...options.format, ...change },
});

describe('the command line', () => {
  it.each([
    [[], { mode: 'studio', projectPath: null }],
    [['--no-sandbox', '--user-data-dir=/tmp/x'], { mode: 'studio', projectPath: null }],
    [['--no-sandbox', 'scene.GMIX'], { mode: 'studio', projectPath: join(folder, 'scene.GMIX') }],
    [
      ['--render', 'a.gmix', '--out', 'mix.wav'],
      {
        mode: 'render',
        projectPath: join(folder, 'a.gmix'),
        out: join(folder, 'mix.wav'),
        options,
        range: null,
      },
    ],
    [
      ['--render=a.gmix', '--out=mix.wav', '--format', '32f', '--rate', '44100', '--no-sandbox'],
      {
        mode: 'render',
        projectPath: join(folder, 'a.gmix'),
        out: join(folder, 'mix.wav'),
        options: formatted({ sampleRate: 44_100, bitDepth: '32f' }),
        range: null,
      },
    ],
    [
      ['--demo', '--out', 'demo.wav', '--format', '16'],
      { mode: 'demo', out: join(folder, 'demo.wav'), options: formatted({ bitDepth: '16' }), range: null },
    ],
    [
      [
        '--demo',
        '--out',
        'demo.flac',
        '--rate',
        '96000',
        '--loudness=-23',
        '--tail',
        '1.5',
        '--stems',
        'tracks',
      ],
      {
        mode: 'demo',
        out: join(folder, 'demo.flac'),
        options: {
          ...formatted({ codec: 'flac', sampleRate: 96_000 }),
          loudness: { target: -23, ceiling: -1 },
          tail: { mode: 'fixed', seconds: 1.5 },
          stems: 'tracks',
        },
        range: null,
      },
    ],
    [
      [
        '--demo',
        '--out=d',
        '--range=1.5-8',
        '--stems=groups',
        '--mix',
        '--channels=mono',
        '--timecode=10:00:00:00',
        '--fps=23.976',
      ],
      {
        mode: 'demo',
        out: join(folder, 'd'),
        options: {
          ...formatted({ channels: 'mono' }),
          source: 'range',
          stems: 'groups',
          withMix: true,
          timecode: { start: '10:00:00:00', rate: '23.976' },
        },
        range: { start: 1.5, end: 8 },
      },
    ],
    [['--demo-project', 'demo.gmix'], { mode: 'demo-project', out: join(folder, 'demo.gmix') }],
  ])('%j', (args, launch) => {
    expect(parseLaunch(args, folder)).toEqual(launch);
  });

  it.each([
    [['--render', 'a.gmix'], '--out'],
    [['--render', '--out', 'mix.wav'], '--render'],
    [['--demo'], '--out'],
    [['--demo', '--out', 'x.wav', '--format', '8'], '--format 8'],
    [['--demo', '--out', 'x.wav', '--rate', '22050'], '--rate 22050'],
    [['--demo', '--out', 'x.wav', '--rate', 'fast'], '--rate fast'],
    [['--demo', '--out', 'x.wav', '--tail', 'long'], '--tail long'],
    [['--demo', '--out', 'x.wav', '--range', '8-1.5'], '--range 8-1.5'],
    [['--demo', '--out', 'x.wav', '--range', '1.5'], '--range 1.5'],
    [['--demo', '--out', 'x.wav', '--source', 'range'], '--source range'],
    [['--demo', '--out', 'x.wav', '--timecode', '25:00:00:00'], '--timecode 25'],
    [['--demo', '--out', 'x.wav', '--timecode', '10:00:00:25', '--fps', '25'], '--timecode 10:00:00:25'],
    [['--demo', '--out', 'x.wav', '--timecode', '10:01:00:00', '--fps', '29.97df'], '--timecode 10:01'],
    [['--demo', '--out', 'x.wav', '--loudness', '5'], '--loudness 5'],
  ])('%j says what is wrong', (args, word) => {
    expect(() => parseLaunch(args, folder)).toThrow(
      expect.objectContaining({ tag: 'invalid-input', message: expect.stringContaining(word) as string }),
    );
  });

  it('finds the project among what a file manager passes on', () => {
    expect(projectArgument(['--original-process-start-time=1', '/tmp/a b.gmix'], folder)).toBe(
      resolve('/tmp/a b.gmix'),
    );
    expect(projectArgument(['--x.gmix', 'notes.txt'], folder)).toBeNull();
  });
});

describe('closing', () => {
  const actions = (answer: 'wait' | 'close' = 'wait') => ({
    askPage: vi.fn(),
    askPerson: vi.fn(() => Promise.resolve(answer)),
    destroy: vi.fn(),
  });

  it('waits for the page', () => {
    const asked = actions();
    const closing = new Closing(asked);
    expect(closing.request()).toBe(false);
    expect(asked.askPage).toHaveBeenCalledOnce();
    closing.finish();
    expect(asked.destroy).toHaveBeenCalledOnce();
    expect(closing.request()).toBe(true);
  });

  it('asks the person when the page is silent, and not when it has answered', async () => {
    vi.useFakeTimers();
    const silent = actions('close');
    new Closing(silent).request();
    await vi.runAllTimersAsync();
    expect(silent.destroy).toHaveBeenCalledOnce();

    const patient = actions('wait');
    const waiting = new Closing(patient);
    waiting.request();
    await vi.runAllTimersAsync();
    expect(patient.destroy).not.toHaveBeenCalled();
    waiting.request();
    await vi.runAllTimersAsync();
    expect(patient.askPerson).toHaveBeenCalledTimes(2);

    const alive = actions('close');
    const closing = new Closing(alive);
    closing.request();
    closing.answered();
    await vi.runAllTimersAsync();
    expect(alive.askPerson).not.toHaveBeenCalled();
    vi.useRealTimers();
  });
});

describe('a page that crashes', () => {
  it('is loaded again, but not for ever', () => {
    const crashes = new CrashCounter();
    expect([0, 1000, 2000, 3000].map((at) => crashes.count(at))).toEqual([true, true, true, false]);
    expect(crashes.count(120_000)).toBe(true);
  });
});

describe('the window’s place', () => {
  const display = { x: 0, y: 0, width: 1920, height: 1080 };
  const state = (x: number, y: number, width = 1500, height = 950) => ({
    bounds: { x, y, width, height },
    maximized: false,
  });

  it('is the same as last time, where that can be reached', () => {
    expect(placeWindow(state(100, 50), [display])).toEqual({ x: 100, y: 50, width: 1500, height: 950 });
    expect(placeWindow(state(-1000, 50), [display])).toEqual({ x: -1000, y: 50, width: 1500, height: 950 });
  });

  it('is chosen anew when its display is gone, and never larger than one', () => {
    expect(placeWindow(state(2500, 50), [display])).toEqual({ width: 1500, height: 950 });
    expect(placeWindow(state(100, -400), [display])).toEqual({ width: 1500, height: 950 });
    expect(placeWindow(state(0, 0, 4000, 3000), [display])).toEqual({
      x: 0,
      y: 0,
      width: 1920,
      height: 1080,
    });
    expect(placeWindow(null, [display])).toEqual({ width: 1440, height: 900 });
    expect(placeWindow(null, [{ ...display, width: 1280, height: 760 }])).toEqual({
      width: 1280,
      height: 760,
    });
  });

  it('fits a small screen at 200 % scaling', () => {
    expect(placeWindow(null, [{ ...display, width: 640, height: 400 }])).toEqual({ width: 640, height: 400 });
  });

  it('survives being written and read; a damaged file is no place', async () => {
    const file = join(await temporaryFolder(), 'window.json');
    expect(readWindowState(file)).toBeNull();
    await writeWindowState(file, state(1, 2));
    expect(readWindowState(file)).toEqual(state(1, 2));
    await writeFile(file, '{"bounds":');
    expect(readWindowState(file)).toBeNull();
  });
});
