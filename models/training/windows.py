"""Training windows for the generator: stretches of sounds in partners of alike prompts, evenly over the kinds of sound."""

from __future__ import annotations

import numpy as np
import torch

from captions import choose_wording
from generator import LONGEST
from latents import LatentStore
from mel import LATENT_RATE
from tag_phrases import TAG_PHRASES

WINDOW = 48
"""Latent frames trained on at once, 2.2 s."""
ALIKE_SHARPNESS = 30.0
"""How strongly a partner's prompt must resemble (an exponent on the cosine)."""
MIXES = 0.1
"""Share of windows from mixes of two sounds."""
QUIET_WEIGHT = 0.15
"""Weight of frames after a sound's end, which would outnumber those of a short sound."""


class Windows:
    """Draws training windows: a sound's latent, another stretch of it, its place in time and one of its prompts."""

    def __init__(self, store: LatentStore, clips, rng: np.random.Generator):
        self.store, self.rng = store, rng
        first = np.asarray([choices[0] for choices in store.choices])
        captions, inverse = np.unique(first, return_inverse=True)
        self.members = [np.nonzero(inverse == number)[0] for number in range(len(captions))]
        self.weights = self.evenly(clips)
        texts = store.embeddings[captions]
        chance = np.exp(ALIKE_SHARPNESS * (texts @ texts.T - 1.0)) * np.sqrt([len(members) for members in self.members])
        self.partners = np.cumsum(chance / chance.sum(axis=1, keepdims=True), axis=1)
        self.phrases = [sum(len(TAG_PHRASES[tag]) for tag in clips[source].tags[:1]) for source in store.sources]

    def evenly(self, clips) -> np.ndarray:
        """Probability of each caption: kinds of sound nearly alike, since the rare ones matter as much to a user; within a
        kind, captions by the root of their takes."""
        counts = np.sqrt([len(members) for members in self.members])
        mixed = np.asarray([len(self.store.choices[members[0]]) == 1 for members in self.members])
        kinds = np.asarray([clips[self.store.sources[members[0]]].tags[0] for members in self.members])
        weights = np.where(mixed, counts, 0.0) * MIXES / counts[mixed].sum()
        for kind in np.unique(kinds[~mixed]):
            rows = (kinds == kind) & ~mixed
            weights[rows] = counts[rows] / counts[rows].sum() * counts[rows].sum() ** 0.4
        weights[~mixed] *= (1 - MIXES) / weights[~mixed].sum()
        return weights

    def stretch(self, entry: int, start: int) -> np.ndarray:
        """[WINDOW, C] from frame `start` on, silence after the end."""
        taken = self.store.latent(entry)[start: start + WINDOW]
        return np.concatenate([taken, np.tile(self.store.silence, (WINDOW - len(taken), 1))])

    def window(self, entry: int) -> tuple[np.ndarray, ...]:
        """latent [WINDOW, C], another stretch [WINDOW, C], position [WINDOW, 2], text [384], weight [WINDOW] with mean one."""
        store, rng = self.store, self.rng
        length = int(store.lengths[entry])
        start, other = (int(rng.integers(0, length - WINDOW + 1)) if length > WINDOW else 0 for _ in range(2))
        if length < 100 and rng.random() < 0.2:
            # Into the silence after a sound that was given more time than it takes.
            start = int(rng.integers(0, length + 24))
        choices = store.choices[entry]
        phrases = self.phrases[entry] if len(choices) > 1 else 0
        text = store.embeddings[choices[choose_wording(len(choices), phrases, rng)]]
        weight = np.where(np.arange(WINDOW) + start <= length, 1.0, QUIET_WEIGHT)
        return self.stretch(entry, start), self.stretch(entry, other), self.position(start, length), text, weight / weight.mean()

    def position(self, start: int, length: int) -> np.ndarray:
        """[WINDOW, 2] seconds. A stretch of a long sound may also stand for the beginning of one, or for the middle
        of an endless one; a short sound may be asked for with more time than it takes, and ends in silence."""
        seconds = length / LATENT_RATE
        if length > 100 and self.rng.random() < 0.5:
            if self.rng.random() < 0.5:
                return np.full((WINDOW, 2), LONGEST)
            goes_on = start + 2 * WINDOW < length
            start, seconds = 0, WINDOW / LATENT_RATE + (self.rng.uniform(0, 6) if goes_on else 0.0)
        elif start + WINDOW > length + 12 or self.rng.random() < 0.4:
            seconds = max(seconds, start / LATENT_RATE) + self.rng.uniform(0, 6)
        times = (np.arange(WINDOW) + start) / LATENT_RATE
        return np.stack([times, seconds - times], axis=1).clip(0, LONGEST)

    def batch(self, size: int) -> tuple[torch.Tensor, ...]:
        """latent [size, W, C], another stretch [size, W, C], position [size, W, 2], text [size, 384], weight [size, W]; size is even, and
        rows b and b ^ 1 are partners: sounds of alike prompts, to lend each other their timbres."""
        rows = []
        for caption in self.rng.choice(len(self.members), size // 2, p=self.weights):
            partner = min(int(np.searchsorted(self.partners[caption], self.rng.random())), len(self.members) - 1)
            rows += [self.window(int(self.rng.choice(self.members[number]))) for number in (caption, partner)]
        return tuple(torch.from_numpy(np.stack(column).astype(np.float32)) for column in zip(*rows))
