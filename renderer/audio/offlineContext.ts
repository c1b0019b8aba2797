/** An offline context that can be let go of. */
export type Offline = {
  readonly native: OfflineAudioContext;
  /** Ends it, whatever it is at, and gives all of its memory back: also that of what it has rendered. */
  close(): void;
};

/**
 * An offline context in an empty frame of its own. Chromium keeps a context that has audio worklets, and all that it
 * has rendered, for as long as the page that made it lives (an AudioWorklet is a root to its collector); a frame can be
 * taken away. The context, its nodes and their parameters pass for those of this page (`instanceof`).
 * @param length frames
 */
export function openOffline(channels: number, length: number, sampleRate: number): Offline {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  document.body.append(frame);
  const within = frame.contentWindow as Window & typeof globalThis;
  Object.setPrototypeOf(within.BaseAudioContext.prototype, OfflineAudioContext.prototype);
  Object.setPrototypeOf(within.AudioNode.prototype, AudioNode.prototype);
  Object.setPrototypeOf(within.AudioParam.prototype, AudioParam.prototype);
  const native = new within.OfflineAudioContext(channels, length, sampleRate);
  return { native, close: () => frame.remove() };
}
