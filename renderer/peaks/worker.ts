import type { PeaksReply, PeaksRequest } from './messages';
import { PeaksBuilder } from './pyramid';

/** Sounds of which blocks have come, but not their last. */
const builders = new Map<string, PeaksBuilder>();

self.onmessage = ({ data }: MessageEvent<PeaksRequest>): void => {
  const { soundId, sampleRate, channels, last } = data;
  const builder = builders.get(soundId) ?? new PeaksBuilder(sampleRate);
  builders.set(soundId, builder);
  builder.push(channels);
  // Back at once: nothing else makes this thread collect its garbage.
  for (const { buffer } of channels) (buffer as ArrayBuffer).transfer(0);
  if (!last) return;
  builders.delete(soundId);
  const peaks = builder.finish();
  const reply: PeaksReply = { soundId, peaks };
  const buffers = peaks.levels.flatMap((level) => [level.min.buffer, level.max.buffer]);
  self.postMessage(reply, { transfer: buffers });
};
