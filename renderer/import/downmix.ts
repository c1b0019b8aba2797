/** -3 dB: what a centre or a rear channel gives to each side, after ITU-R BS.775. */
const HALF = Math.SQRT1_2;

type Weights = readonly (readonly [left: number, right: number])[];

/** By number of channels, in the order that WAV, FLAC, Opus and AAC decode to. The low-frequency channel is left out. */
const layouts: Readonly<Record<number, Weights>> = {
  // L R C
  3: [
    [1, 0],
    [0, 1],
    [HALF, HALF],
  ],
  // L R Ls Rs
  4: [
    [1, 0],
    [0, 1],
    [HALF, 0],
    [0, HALF],
  ],
  // L R C Ls Rs
  5: [
    [1, 0],
    [0, 1],
    [HALF, HALF],
    [HALF, 0],
    [0, HALF],
  ],
  // L R C LFE Ls Rs
  6: [
    [1, 0],
    [0, 1],
    [HALF, HALF],
    [0, 0],
    [HALF, 0],
    [0, HALF],
  ],
  // L R C LFE Lb Rb Ls Rs
  8: [
    [1, 0],
    [0, 1],
    [HALF, HALF],
    [0, 0],
    [HALF, 0],
    [0, HALF],
    [HALF, 0],
    [0, HALF],
  ],
};

/** Channels that belong to no known layout go left and right in turn, as loud together as one of them. */
const inTurn = (count: number): Weights =>
  Array.from({ length: count }, (_, index) => {
    const gain = 1 / Math.ceil(count / 2);
    return index % 2 === 0 ? ([gain, 0] as const) : ([0, gain] as const);
  });

/** Mono and stereo as they are; more channels as stereo. Samples are floats, so the sum may pass full scale unharmed. */
export function toStereo(channels: readonly Float32Array[]): Float32Array[] {
  if (channels.length <= 2) return [...channels];
  const frames = channels[0]?.length ?? 0;
  const weights = layouts[channels.length] ?? inTurn(channels.length);
  return ([0, 1] as const).map((side) => {
    const out = new Float32Array(frames);
    channels.forEach((channel, index) => {
      const weight = weights[index]?.[side] ?? 0;
      if (weight === 0) return;
      for (let i = 0; i < frames; i++) out[i] = out[i]! + weight * channel[i]!;
    });
    return out;
  });
}
