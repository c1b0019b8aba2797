import { Tensor } from 'onnxruntime-node';
import type { Pack } from './pack';
import { openStage } from './session';
import { createTokenizer, type Tokenizer } from './tokenizer';
import { EMBEDDING_SIZE } from './manifest';
import type { ProviderName } from '../../preload/contract/settings';

/** Prompts that a session of work comes back to; 1.5 KB each. */
const REMEMBERED = 256;

export type TextEncoder = {
  readonly tokenizer: Tokenizer;
  /** Prompt -> sentence embedding, float32 [384] of unit length. Throws StudioError `provider`. */
  embed(prompt: string): Promise<Float32Array>;
  dispose(): Promise<void>;
};

/** all-MiniLM-L6-v2: input_ids and attention_mask, int64 [1, tokens] -> embedding float32 [1, 384]. */
export async function openTextEncoder(pack: Pack, provider: ProviderName): Promise<TextEncoder> {
  const tokenizer = createTokenizer(pack.vocabulary, pack.manifest.stages.textEncoder.tokenizer.maxTokens);
  const session = await openStage(pack, 'textEncoder', provider);
  const known = new Map<string, Float32Array>();

  return {
    tokenizer,
    async embed(prompt) {
      const remembered = known.get(prompt);
      if (remembered) return remembered;
      const ids = BigInt64Array.from(tokenizer.encode(prompt), BigInt);
      const output = await session.run({
        inputIds: new Tensor('int64', ids, [1, ids.length]),
        attentionMask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), [1, ids.length]),
      });
      const embedding = (output.data as Float32Array).slice(0, EMBEDDING_SIZE);
      const oldest = known.keys().next();
      if (known.size >= REMEMBERED && !oldest.done) known.delete(oldest.value);
      known.set(prompt, embedding);
      return embedding;
    },
    dispose: () => session.dispose(),
  };
}
