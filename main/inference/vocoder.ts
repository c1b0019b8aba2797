import type { ProviderName } from '../../preload/contract/settings';
import { toTensor, type Frames } from './frames';
import type { Pack } from './pack';
import { openStage } from './session';

/** STFT coefficients float32 [batch, 2 (real, imaginary), 1025, frames]; `istft.ts` says what they mean. */
export type Spectrum = { readonly data: Float32Array; readonly batch: number; readonly frames: number };

export type Vocoder = {
  /** log-mel in nats [B, 128, T] -> spectrum [B, 2, 1025, T]. Throws StudioError `provider`. */
  run(mel: Frames): Promise<Spectrum>;
  dispose(): Promise<void>;
};

export async function openVocoder(pack: Pack, provider: ProviderName): Promise<Vocoder> {
  const session = await openStage(pack, 'vocoder', provider);
  return {
    async run(mel) {
      const output = await session.run({ mel: toTensor(mel) });
      return { data: output.data as Float32Array, batch: mel.batch, frames: mel.frames };
    },
    dispose: () => session.dispose(),
  };
}
