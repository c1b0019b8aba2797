import type { SpectrogramReply, SpectrogramRequest } from './messages';
import { Spectrograph } from './stft';

const sounds = new Map<string, Spectrograph>();

self.onmessage = ({ data }: MessageEvent<SpectrogramRequest>): void => {
  if (data.type === 'sound') sounds.set(data.soundId, new Spectrograph(data.channels, data.sampleRate));
  else if (data.type === 'forget') sounds.delete(data.soundId);
  else {
    const { soundId, level, tile } = data;
    const bytes = sounds.get(soundId)?.tile(level, tile) ?? new Uint8Array(0);
    const reply: SpectrogramReply = { soundId, level, tile, bytes };
    self.postMessage(reply, { transfer: [bytes.buffer] });
  }
};
