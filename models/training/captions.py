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


def prompts_of(caption: str, tags: tuple[str, ...]) -> list[str]:
    """Every wording that may stand for this clip; the caption itself comes first, tag phrases last."""
    bare = plain(caption)
    words = [caption, bare, *(frame.format(caption if number % 2 else bare) for number, frame in enumerate(FRAMES))]
    return list(dict.fromkeys(words)) + list(TAG_PHRASES.get(tags[0], (tags[0].replace("_", " "),)))


def choose_prompt(caption: str, tags: tuple[str, ...], rng: np.random.Generator) -> str:
    """The caption half of the time, another wording of it or its main tag's phrase the other half."""
    draw = rng.random()
    if draw < 0.5:
        return caption
    phrases = TAG_PHRASES.get(tags[0], (tags[0].replace("_", " "),))
    if draw < 0.8:
        return str(rng.choice(phrases))
    bare = plain(caption)
    return str(rng.choice([bare, *(frame.format(bare) for frame in FRAMES)]))


def choose_mix_prompt(first: str, second: str, rng: np.random.Generator) -> str:
    """Names both sounds of a two-clip mix."""
    return str(rng.choice(JOINS)).format(first, plain(second) if rng.random() < 0.5 else second)
