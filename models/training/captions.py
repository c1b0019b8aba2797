"""Training prompts for a clip: its caption, plainer and freer wordings of it, its tags, and mixes of two."""

from __future__ import annotations

import numpy as np

from tag_phrases import TAG_PHRASES

FRAMES = ("the sound of {}", "sound of {}", "{} sound effect", "{}, close up", "{}, isolated", "recording of {}", "{} sound")
JOINS = ("{} and {}", "{} with {}", "{} while {}", "{}, {}", "{} over {}")
ARTICLES = ("a ", "an ", "the ", "someone ", "a person ")


def plain(caption: str) -> str:
    """The caption without its leading article or subject."""
    text = caption.strip().rstrip(".")
    for article in ARTICLES:
        if text.lower().startswith(article):
            return text[len(article):]
    return text


def wordings(caption: str, tags: tuple[str, ...]) -> list[str]:
    """The caption, its bare form, two framed forms (chosen by the caption itself), then its main tag's phrases (if it has a tag)."""
    bare = plain(caption)
    seed = sum(map(ord, caption))
    framed = [FRAMES[(seed + step) % len(FRAMES)].format(bare) for step in (0, 3)]
    return list(dict.fromkeys([caption, bare, *framed, *(TAG_PHRASES[tags[0]] if tags else ())]))


def choose_wording(count: int, phrases: int, rng: np.random.Generator) -> int:
    """Index into `wordings`: half the time the caption, a fifth another form of it, else one of the tag's phrases."""
    draw = rng.random()
    forms = count - phrases
    if draw < 0.5 or count == 1:
        return 0
    if draw < 0.7 and forms > 1:
        return int(rng.integers(1, forms))
    return int(rng.integers(max(1, forms), count)) if phrases else 0


def choose_mix_prompt(first: str, second: str, rng: np.random.Generator) -> str:
    """Names both sounds of a two-clip mix."""
    return str(rng.choice(JOINS)).format(first, plain(second) if rng.random() < 0.5 else second)
