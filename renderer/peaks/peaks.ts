import { useSyncExternalStore } from 'react';
import { loadPcm } from '../audio/sounds';
import type { PeaksReply, PeaksRequest } from './messages';
import type { Peaks } from './pyramid';

/** About 0.7 MB for half a minute of sound: this holds an hour of different sounds. */
const CACHE_BYTES = 96 * 2 ** 20;

type Entry = { peaks: Peaks | null; bytes: number; listeners: Set<() => void> };

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
    if (entry.listeners.size > 0) continue;
    entries.delete(soundId);
    total -= entry.bytes;
  }
}

function receive({ data }: MessageEvent<PeaksReply>): void {
  const entry = entries.get(data.soundId);
  if (!entry) return;
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
    // A sound that cannot be read shows no waveform; playing it tells why. Forgotten here, it is tried anew when
    // it is shown again.
    entries.delete(soundId);
  }
}

function entryOf(soundId: string): Entry {
  const known = entries.get(soundId);
  if (known) {
    entries.delete(soundId);
    entries.set(soundId, known);
    return known;
  }
  const entry: Entry = { peaks: null, bytes: 0, listeners: new Set() };
  entries.set(soundId, entry);
  void compute(soundId);
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
