import type { Peaks } from './pyramid';

/** To the worker: a block of one sound's audio, a Float32Array per channel; its last is followed by its peaks. */
export type PeaksRequest = { soundId: string; sampleRate: number; channels: Float32Array[]; last: boolean };
/** From the worker, one for every sound. */
export type PeaksReply = { soundId: string; peaks: Peaks };
