import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packFolder } from './testing/pack-folder';
import { captionReference } from './testing/reference';
import { createTokenizer, splitWords } from './tokenizer';

const vocabulary = readFileSync(join(packFolder, 'vocab.txt'), 'utf8');
const tokenizer = createTokenizer(vocabulary, 128);

describe('WordPiece', () => {
  it('gives the token ids that Python gives, for every reference caption', () => {
    for (const { text, ids } of captionReference()) expect(tokenizer.encode(text), text).toEqual(ids);
  });

  it('splits accents, punctuation and ideographs as BERT does', () => {
    expect(splitWords('Café-crème, no. 5!')).toEqual(['cafe', '-', 'creme', ',', 'no', '.', '5', '!']);
    expect(splitWords('雨の音')).toEqual(['雨', 'の', '音']);
    expect(splitWords('a\u0000b\u200dc\td')).toEqual(['abc', 'd']);
    expect(splitWords('$5 ^ ~x')).toEqual(['$', '5', '^', '~', 'x']);
  });

  it('cuts a long text, keeping both ends', () => {
    const ids = tokenizer.encode('rain '.repeat(500));
    expect(ids).toHaveLength(128);
    expect([ids[0], ids.at(-1)]).toEqual([101, 102]);
  });

  it('makes of any text whole ids between [CLS] and [SEP]', () => {
    const size = vocabulary.trimEnd().split('\n').length;
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const ids = tokenizer.encode(text);
        expect(ids.length).toBeLessThanOrEqual(128);
        expect([ids[0], ids.at(-1)]).toEqual([101, 102]);
        for (const id of ids) expect(id >= 0 && id < size).toBe(true);
      }),
    );
  });

  it('gives one unknown token for a word that no pieces make, or that is too long', () => {
    expect(tokenizer.encode('\u{1f9e8}')).toEqual([101, 100, 102]);
    expect(tokenizer.encode('x'.repeat(101))).toEqual([101, 100, 102]);
  });

  it('refuses a vocabulary without the special tokens', () => {
    expect(() => createTokenizer('rain\nwind\n', 128)).toThrow('[CLS]');
  });
});
