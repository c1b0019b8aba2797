import { useSyncExternalStore } from 'react';
import { loadPcm } from '../audio/sounds';
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

async function compute(soundId: string): Promise<void> {
  try {
    const { sampleRate, channels } = await loadPcm(soundId);
    const request: PeaksRequest = { soundId, sampleRate, channels };
    theWorker().postMessage(request);
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
    void compute(soundId);
  }
  return entry;
}

/** The sound's pyramid; null while it is computed, which begins with the first component that asks. */
export function usePeaks(soundId: string): Peaks | null {
  return useSyncExternalStore(
    (listener) => {
      const { listeners } = entryOf(soundId);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => entries.get(soundId)?.peaks ?? null,
  );
}
