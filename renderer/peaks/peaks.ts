import { useSyncExternalStore } from 'react';
import { pcmBlocks } from '../audio/sounds';
import type { PeaksReply, PeaksRequest } from './messages';
import type { Peaks } from './pyramid';

/** About 0.7 MB for half a minute of sound: this holds an hour of different sounds. */
const CACHE_BYTES = 96 * 2 ** 20;

type Entry = {
  computing: boolean;
  peaks: Peaks | null;
  bytes: number;
  listeners: Set<() => void>;
};

/** Most recently used last. */
const entries = new Map<string, Entry>();
let worker: Worker | null = null;

function bytesOf(peaks: Peaks): number {
  return peaks.levels.reduce((sum, level) => sum + level.min.byteLength + level.max.byteLength, 0);
}

/** Drops the longest unused pyramids that nobody shows. */
function evict(): void {
  let total = 0;
  for (const entry of entries.values()) total += entry.bytes;
  for (const [soundId, entry] of entries) {
    if (total <= CACHE_BYTES) return;
    if (entry.listeners.size > 0 || entry.computing) continue;
    entries.delete(soundId);
    total -= entry.bytes;
  }
}

function receive({ data }: MessageEvent<PeaksReply>): void {
  const entry = entries.get(data.soundId);
  if (!entry) return;
  entry.computing = false;
  entry.peaks = data.peaks;
  entry.bytes = bytesOf(data.peaks);
  for (const listener of [...entry.listeners]) listener();
  evict();
}

function theWorker(): Worker {
  if (!worker) {
    worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = receive;
  }
  return worker;
}

/** One sound after the other, so that a project of a thousand is not in memory at once. */
let computing: Promise<void> = Promise.resolve();

/** Blocks come between frames: while one scrolls, a waveform may be late, but not the frame. */
const idle = (): Promise<unknown> => new Promise((done) => requestIdleCallback(done, { timeout: 100 }));

async function compute(soundId: string): Promise<void> {
  try {
    for await (const { sampleRate, channels, last } of pcmBlocks(soundId)) {
      const request: PeaksRequest = { soundId, sampleRate, channels, last };
      theWorker().postMessage(
        request,
        channels.map(({ buffer }) => buffer as ArrayBuffer),
      );
      await idle();
    }
  } catch {
    // A sound that cannot be read shows no waveform; playing it tells why. It is tried anew when it is shown again.
    const entry = entries.get(soundId);
    if (entry) entry.computing = false;
  }
}

function entryOf(soundId: string): Entry {
  const entry: Entry = entries.get(soundId) ?? {
    computing: false,
    peaks: null,
    bytes: 0,
    listeners: new Set(),
  };
  // To the end of the map: most recently used.
  entries.delete(soundId);
  entries.set(soundId, entry);
  if (!entry.peaks && !entry.computing) {
    entry.computing = true;
    computing = computing.then(() => compute(soundId));
  }
  return entry;
}

/** The sound's pyramid, if it is there. */
export const peaksOf = (soundId: string): Peaks | null => entries.get(soundId)?.peaks ?? null;

/**
 * Asks for the sound's pyramid, which is computed unless it is there, and keeps it while somebody listens; calls back
 * when it arrives. @returns the function that stops it
 */
export function onPeaks(soundId: string, listener: () => void): () => void {
  const { listeners } = entryOf(soundId);
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The sound's pyramid; null while it is computed, which begins with the first component that asks. */
export function usePeaks(soundId: string): Peaks | null {
  return useSyncExternalStore(
    (listener) => onPeaks(soundId, listener),
    () => peaksOf(soundId),
  );
}
