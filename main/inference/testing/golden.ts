import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { logMel } from '../mel';
import { packFolder } from './pack-folder';

/**
 * What one sound of the shipped pack is known to sound like: mean log-mel (nats) of 16 groups of bands in 8 equal parts of the sound.
 * Coarse enough that another CPU's rounding does not show, fine enough that any change of a model, a seed's noise or a stage does.
 * Written anew, on purpose, when the pack changes:  GANMIX_GOLDEN=write npm run test:unit -- main/inference/synthesizer
 */
const goldenSchema = z.object({ packHash: z.string(), mel: z.array(z.number()).length(128) });

const file = join(packFolder, 'reference', 'golden.json');
export const isGoldenWritten = process.env.GANMIX_GOLDEN === 'write';

export function coarseMel(pcm: Float32Array): number[] {
  const { data, frames } = logMel(pcm);
  return Array.from({ length: 128 }, (_, cell) => {
    const [group, part] = [cell >> 3, cell & 7];
    const [from, to] = [Math.floor((part * frames) / 8), Math.floor(((part + 1) * frames) / 8)];
    let sum = 0;
    for (let band = group * 8; band < group * 8 + 8; band++) {
      for (let frame = from; frame < to; frame++) sum += data[band * frames + frame]!;
    }
    return Math.round((sum / (8 * (to - from))) * 1000) / 1000;
  });
}

export const readGolden = () => goldenSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
export const writeGolden = (golden: z.infer<typeof goldenSchema>): void =>
  writeFileSync(file, `${JSON.stringify(golden)}\n`);
