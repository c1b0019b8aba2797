import { mkdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { AtomicFile } from '../files/atomic-file';
import { onDisk } from '../files/disk-error';
import type { GeneratedTake } from '../inference/jobs';
import { Quantiser } from '../wav/quantise';
import { wavHeader, type BitDepth } from '../wav/wav-header';

/** Writes one take as a mono WAV, complete or not at all; folders on the way are made. Throws StudioError `disk`. */
export function writeSound(target: string, take: GeneratedTake, bitDepth: BitDepth): Promise<void> {
  return onDisk(`${basename(target)} could not be written`, async () => {
    await mkdir(dirname(target), { recursive: true });
    const file = await AtomicFile.create(target);
    try {
      const data = new Quantiser(bitDepth).encode([take.pcm]);
      await file.append(wavHeader({ sampleRate: take.sampleRate, channels: 1, bitDepth }, take.pcm.length));
      await file.append(data);
      // RIFF chunks have even sizes.
      if (data.length % 2 === 1) await file.append(new Uint8Array(1));
    } catch (thrown) {
      await file.discard();
      throw thrown;
    }
    await file.commit();
  });
}
