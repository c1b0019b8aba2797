/** To the worker: a sound's audio, kept until it is forgotten; one tile of its spectrogram; a sound nobody shows. */
export type SpectrogramRequest =
  | { type: 'sound'; soundId: string; sampleRate: number; channels: Float32Array[] }
  | { type: 'tile'; soundId: string; level: number; tile: number }
  | { type: 'forget'; soundId: string };
/** From the worker, one for every tile that was asked for. */
export type SpectrogramReply = {
  soundId: string;
  level: number;
  tile: number;
  bytes: Uint8Array<ArrayBuffer>;
};
