import type { ProviderName } from '../../preload/contract/settings';
import { toTensor, type Frames } from './frames';
import type { Manifest } from './manifest';
import type { Pack } from './pack';
import { openStage } from './session';

export type VaeDecoder = {
  /** latent [B, C, L], texture noise [B, Nz, 4L] -> log-mel in nats [B, 128, 4L]. Throws StudioError `provider`. */
  run(latent: Frames, texture: Frames): Promise<Frames>;
  dispose(): Promise<void>;
};

export type VaeEncoder = {
  /** log-mel in nats [B, 128, T], T a multiple of 4 -> latent [B, C, T / 4]. Throws StudioError `provider`. */
  run(mel: Frames): Promise<Frames>;
  dispose(): Promise<void>;
};

/** Mel frames per latent frame, from the manifest's hops. */
export const melFramesPerLatent = ({ latent, mel }: Manifest): number => latent.hop / mel.hop;

export async function openVaeDecoder(pack: Pack, provider: ProviderName): Promise<VaeDecoder> {
  const session = await openStage(pack, 'vaeDecoder', provider);
  const { bands: channels } = pack.manifest.mel;
  return {
    async run(latent, texture) {
      const output = await session.run({ latent: toTensor(latent), noise: toTensor(texture) });
      const { batch, frames } = texture;
      return { data: output.data as Float32Array, batch, channels, frames };
    },
    dispose: () => session.dispose(),
  };
}

export async function openVaeEncoder(pack: Pack, provider: ProviderName): Promise<VaeEncoder> {
  const session = await openStage(pack, 'vaeEncoder', provider);
  const ratio = melFramesPerLatent(pack.manifest);
  const { channels } = pack.manifest.latent;
  return {
    async run(mel) {
      if (mel.frames % ratio !== 0) {
        throw new RangeError(`The VAE encoder takes a multiple of ${ratio} mel frames, not ${mel.frames}.`);
      }
      const output = await session.run({ mel: toTensor(mel) });
      const frames = mel.frames / ratio;
      return {
        data: output.data as Float32Array,
        batch: mel.batch,
        channels,
        frames,
      };
    },
    dispose: () => session.dispose(),
  };
}
