/** Amplitude under which sound counts as silence: −90 dBFS. */
export const SILENCE = 10 ** (-90 / 20);

/**
 * Cuts off the silence at the end of a stream: frames before `keep` pass as they come, later ones once something louder
 * than −90 dBFS follows them. Holds back at most the tail, which a render bounds.
 */
export class TailTrimmer {
  #seen = 0;
  #held: Float32Array[][] = [];

  constructor(private readonly keep: number) {}

  /** The frames that are certain to stay, block by block. */
  push(channels: readonly Float32Array[]): Float32Array[][] {
    const frames = channels[0]?.length ?? 0;
    const last = Math.max(lastLoud(channels) + 1, Math.min(frames, this.keep - this.#seen));
    this.#seen += frames;
    if (last <= 0) {
      this.#held.push([...channels]);
      return [];
    }
    const ready = [...this.#held, channels.map((channel) => channel.subarray(0, last))];
    this.#held = last < frames ? [channels.map((channel) => channel.subarray(last))] : [];
    return ready;
  }
}

function lastLoud(channels: readonly Float32Array[]): number {
  let last = -1;
  for (const channel of channels) {
    let at = channel.length - 1;
    while (at > last && Math.abs(channel[at]!) < SILENCE) at -= 1;
    last = Math.max(last, at);
  }
  return last;
}
