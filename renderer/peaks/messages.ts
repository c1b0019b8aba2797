import type { Peaks } from './pyramid';

/** To the worker: one sound's audio, a Float32Array per channel. */
export type PeaksRequest = { soundId: string; sampleRate: number; channels: Float32Array[] };
/** From the worker, one for every request. */
export type PeaksReply = { soundId: string; peaks: Peaks };
