import { loadPcm } from '../../audio/sounds';
import type { SpectrogramReply, SpectrogramRequest } from './messages';

/** A tile is 28 kB: this holds more than a thousand. */
const CACHE_BYTES = 32 * 2 ** 20;
/** Sounds whose audio the worker keeps: what is in sight, and some that were. */
const SOUNDS_MAX = 12;

type Listener = () => void;

/** Most recently used last. null: on its way. */
const tiles = new Map<string, Uint8Array | null>();
const sounds = new Map<string, Promise<boolean>>();
const listeners = new Map<string, Set<Listener>>();
let bytes = 0;
let worker: Worker | null = null;

const keyOf = (soundId: string, level: number, tile: number): string => `${soundId} ${level} ${tile}`;

function theWorker(): Worker {
  if (!worker) {
    worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<SpectrogramReply>) => receive(data);
  }
  return worker;
}

const send = (request: SpectrogramRequest): void => theWorker().postMessage(request);

function receive(reply: SpectrogramReply): void {
  tiles.set(keyOf(reply.soundId, reply.level, reply.tile), reply.bytes);
  bytes += reply.bytes.byteLength;
  for (const [key, tile] of tiles) {
    if (bytes <= CACHE_BYTES) break;
    if (!tile) continue;
    tiles.delete(key);
    bytes -= tile.byteLength;
  }
  for (const listener of [...(listeners.get(reply.soundId) ?? [])]) listener();
}

/** Hands the worker a sound's audio. @returns false for a sound that cannot be read: it shows nothing */
function provide(soundId: string): Promise<boolean> {
  const known = sounds.get(soundId);
  if (known) {
    sounds.delete(soundId);
    sounds.set(soundId, known);
    return known;
  }
  const provided = loadPcm(soundId).then(
    ({ sampleRate, channels }) => {
      send({ type: 'sound', soundId, sampleRate, channels });
      return true;
    },
    () => {
      sounds.delete(soundId);
      return false;
    },
  );
  sounds.set(soundId, provided);
  const [oldest] = sounds.keys();
  if (sounds.size > SOUNDS_MAX && oldest !== undefined) {
    sounds.delete(oldest);
    void provided.then(() => send({ type: 'forget', soundId: oldest }));
  }
  return provided;
}

/** A tile of a sound's spectrogram; null while it is made, which begins with the first question. */
export function tileOf(soundId: string, level: number, tile: number): Uint8Array | null {
  const key = keyOf(soundId, level, tile);
  const known = tiles.get(key);
  if (known !== undefined) {
    tiles.delete(key);
    tiles.set(key, known);
    return known;
  }
  tiles.set(key, null);
  void provide(soundId).then((there) => {
    if (there) send({ type: 'tile', soundId, level, tile });
    else tiles.delete(key);
  });
  return null;
}

/** Calls back whenever a tile of the sound has been made. @returns the function that stops it */
export function onTiles(soundId: string, listener: Listener): () => void {
  const set = listeners.get(soundId) ?? new Set();
  listeners.set(soundId, set);
  set.add(listener);
  return () => {
    set.delete(listener);
    if (set.size === 0) listeners.delete(soundId);
  };
}
