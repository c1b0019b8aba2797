"""BERT WordPiece tokenisation in plain Python, the reference that the studio's TypeScript tokenizer is checked against.

Follows the uncased BERT recipe (Devlin et al. 2018, `BasicTokenizer` + `WordpieceTokenizer`): clean control characters, put spaces
around CJK characters, strip accents (NFD, drop Mn), lower-case, split at white space and punctuation, then greedy longest-match-first
pieces with a `##` prefix inside a word.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

MAX_TOKENS = 128
MAX_WORD_CHARS = 100

# The blocks BERT treats as CJK: unified ideographs and their extensions, not kana or hangul.
_CJK = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B820, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


def _is_punctuation(char: str) -> bool:
    """ASCII symbols such as `$` and `^` count as punctuation although Unicode files them under S."""
    code = ord(char)
    ascii_symbol = 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126
    return ascii_symbol or unicodedata.category(char).startswith("P")


def _clean(text: str) -> str:
    out: list[str] = []
    for char in text:
        if char in "\t\n\r" or unicodedata.category(char) == "Zs":
            out.append(" ")
        elif char == "\ufffd" or unicodedata.category(char).startswith("C"):
            continue
        elif any(low <= ord(char) <= high for low, high in _CJK):
            out.append(f" {char} ")
        else:
            out.append(char)
    return "".join(out)


def split_words(text: str) -> list[str]:
    """`text` as lower-case, accent-free words and single punctuation marks."""
    decomposed = unicodedata.normalize("NFD", _clean(text))
    plain = "".join(char for char in decomposed if unicodedata.category(char) != "Mn").lower()
    words: list[str] = []
    for chunk in plain.split():
        start = 0
        for index, char in enumerate(chunk):
            if _is_punctuation(char):
                if index > start:
                    words.append(chunk[start:index])
                words.append(char)
                start = index + 1
        if start < len(chunk):
            words.append(chunk[start:])
    return words


class WordPiece:
    """Token ids of a text: `[CLS] pieces [SEP]`, at most `max_tokens` of them (the pieces' tail is cut)."""

    def __init__(self, vocabulary: list[str], max_tokens: int = MAX_TOKENS) -> None:
        self.ids = {token: index for index, token in enumerate(vocabulary)}
        self.max_tokens = max_tokens
        self.cls, self.sep, self.unknown, self.pad = (self.ids[t] for t in ("[CLS]", "[SEP]", "[UNK]", "[PAD]"))

    @classmethod
    def from_file(cls, path: Path) -> "WordPiece":
        """`path`: vocab.txt, one token a line, the line number being its id."""
        return cls(path.read_text(encoding="utf-8").split("\n")[:-1])

    def _pieces(self, word: str) -> list[int]:
        if len(word) > MAX_WORD_CHARS:
            return [self.unknown]
        pieces: list[int] = []
        start = 0
        while start < len(word):
            end = len(word)
            prefix = "##" if start else ""
            while end > start and prefix + word[start:end] not in self.ids:
                end -= 1
            if end == start:
                return [self.unknown]
            pieces.append(self.ids[prefix + word[start:end]])
            start = end
        return pieces

    def encode(self, text: str) -> list[int]:
        pieces = [piece for word in split_words(text) for piece in self._pieces(word)]
        return [self.cls, *pieces[: self.max_tokens - 2], self.sep]
