import type { PeaksReply, PeaksRequest } from './messages';
import { buildPeaks } from './pyramid';

self.onmessage = ({ data }: MessageEvent<PeaksRequest>): void => {
  const peaks = buildPeaks(data.channels, data.sampleRate);
  const reply: PeaksReply = { soundId: data.soundId, peaks };
  const buffers = peaks.levels.flatMap((level) => [level.min.buffer, level.max.buffer]);
  self.postMessage(reply, { transfer: buffers });
};
