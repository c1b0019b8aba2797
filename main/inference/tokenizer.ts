/**
 * BERT's uncased WordPiece: text -> token ids `[CLS] pieces [SEP]`.
 *
 * Control characters go, CJK ideographs stand alone, accents are stripped (NFD without Mn), everything is lower case and split at white
 * space and punctuation; each word is then cut greedily into the longest pieces the vocabulary knows, `##` marking those inside a word
 * (Devlin et al., "BERT", 2018). models/training/wordpiece.py is the same recipe and the reference of the tests.
 */
export type Tokenizer = { encode(text: string): number[] };

const MAX_WORD_CHARS = 100;
const DROPPED = /[\p{C}\ufffd]/u;
const SPACE = /[\t\n\r\p{Zs}]/u;
const PUNCTUATION = /[\p{P}!-/:-@[-`{-~]/u;
// The blocks that BERT splits into single characters: unified ideographs and their extensions, not kana or hangul.
const IDEOGRAPH =
  /[\u4e00-\u9fff\u3400-\u4dbf\u{20000}-\u{2a6df}\u{2a700}-\u{2b73f}\u{2b740}-\u{2b81f}\u{2b820}-\u{2ceaf}\uf900-\ufaff\u{2f800}-\u{2fa1f}]/u;

function clean(text: string): string {
  let result = '';
  for (const char of text) {
    if (SPACE.test(char)) result += ' ';
    else if (DROPPED.test(char)) continue;
    else result += IDEOGRAPH.test(char) ? ` ${char} ` : char;
  }
  return result;
}

/** Lower-case, accent-free words and single punctuation marks. */
export function splitWords(text: string): string[] {
  const plain = clean(text)
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
  const words: string[] = [];
  for (const chunk of plain.split(/\s+/u)) {
    let word = '';
    for (const char of chunk) {
      if (!PUNCTUATION.test(char)) {
        word += char;
        continue;
      }
      if (word) words.push(word);
      words.push(char);
      word = '';
    }
    if (word) words.push(word);
  }
  return words;
}

/**
 * `vocabulary`: the text of vocab.txt, one token a line, its line number being its id. `maxTokens` counts [CLS] and [SEP]; what lies beyond
 * it is cut. Throws RangeError when the special tokens are missing.
 */
export function createTokenizer(vocabulary: string, maxTokens: number): Tokenizer {
  const ids = new Map(
    vocabulary
      .replace(/\r?\n$/, '')
      .split(/\r?\n/)
      .map((token, index) => [token, index] as const),
  );
  const special = (token: string): number => {
    const id = ids.get(token);
    if (id === undefined) throw new RangeError(`The vocabulary has no ${token} token.`);
    return id;
  };
  const [first, last, unknown] = [special('[CLS]'), special('[SEP]'), special('[UNK]')];

  const pieces = (word: string): number[] => {
    const chars = [...word];
    if (chars.length > MAX_WORD_CHARS) return [unknown];
    const found: number[] = [];
    let start = 0;
    while (start < chars.length) {
      let end = chars.length;
      let id: number | undefined;
      for (; end > start; end--) {
        id = ids.get((start > 0 ? '##' : '') + chars.slice(start, end).join(''));
        if (id !== undefined) break;
      }
      if (id === undefined) return [unknown];
      found.push(id);
      start = end;
    }
    return found;
  };

  return {
    encode: (text) => [
      first,
      ...splitWords(text)
        .flatMap(pieces)
        .slice(0, maxTokens - 2),
      last,
    ],
  };
}
