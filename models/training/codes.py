"""Noise that means something: for each training sound, the noise it would have been drawn from.

Matching random codes to sounds by search is slow to start, since at first all codes give the same outcome.
Instead each sound gets its code from what it is: brightness, attack, decay, movement and length, each as its
rank among the sounds with alike prompts, turned into a Gaussian quantile. Ranks within a prompt's neighbours
are standard normal whatever the prompt, so drawing standard normal codes when generating gives the spread
that real sounds of that prompt have, and a direction of the code means the same for every prompt ("brighter
than usual for this"). Frame noise is made the same way from how level and colour move within long sounds.
"""

from __future__ import annotations

import numpy as np
from scipy.stats import norm, rankdata

from generator import NOISE_FRAME, NOISE_GLOBAL

CODE = 14
"""Global noise channels that carry a meaning; the others stay pure noise, for the adversary to use."""
FRAME_CODE = 3
TEXTURE_FROM = 40
"""Latent frames (1.9 s) from which a sound's frame noise carries its movement."""
NEIGHBOURS = 20.0
BLUR, FRAME_BLUR = 0.35, 0.5
"""Share (of amplitude) of fresh noise in the codes at training, so that codes between sounds are learned too."""
ENVELOPE = (0, 1, 2, 4, 8, 16, 32, 63)


def sound_space(probe: np.ndarray) -> np.ndarray:
    """[C, C] matrix from latent to orthogonal axes measured in nats rms per mel bin, the first being level (louder is up)."""
    left, values, right = np.linalg.svd(probe, full_matrices=False)
    signs = np.sign(right.sum(axis=1))
    return (left * values * signs / probe.shape[1] ** 0.5).astype(np.float32)


def describe(sound: np.ndarray, silent_level: float) -> np.ndarray:
    """[n, C] in sound space -> 29 numbers: colour, attack, movement, envelope, length."""
    level = sound[:, 0]
    weight = np.exp(1.5 * np.clip(level - level.max(), -4.0, 0.0))[:, None]
    colour = (sound[:, :10] * weight).sum(axis=0) / weight.sum()
    attack = sound[:3, :4].mean(axis=0) - colour[:4]
    movement = sound[:, :4].std(axis=0)
    envelope = [(level[t] if t < len(level) else silent_level) - level.max() for t in ENVELOPE]
    quarter = max(1, len(level) // 4)
    return np.concatenate([colour, attack, movement, envelope,
                           [np.abs(np.diff(level)).mean() if len(level) > 1 else 0.0, weight[:quarter].sum() / weight.sum(), np.log(len(level))]])


def neighbour_weights(likeness: np.ndarray) -> np.ndarray:
    """[N] cosine similarities -> weights as sharp as they can be with at least NEIGHBOURS effective members."""
    for sharpness in (24.0, 16.0, 11.0, 8.0, 5.5, 4.0, 2.0):
        weights = np.exp(sharpness * (likeness - likeness.max()))
        if weights.sum() ** 2 / (weights**2).sum() >= NEIGHBOURS:
            break
    return weights / weights.sum()


def global_codes(descriptions: np.ndarray, originals: int, texts: np.ndarray) -> np.ndarray:
    """descriptions [N, 29] (the first `originals` are unvaried clips), texts [N, 384] -> codes [N, CODE], about standard normal."""
    scaled = (descriptions - descriptions[:originals].mean(axis=0)) / descriptions[:originals].std(axis=0)
    unique, inverse = np.unique(texts.round(5), axis=0, return_inverse=True)
    inverse = inverse.ravel()
    weights = np.stack([neighbour_weights(row) for row in unique @ texts[:originals].T]).astype(np.float32)
    residual = scaled[:originals] - (weights @ scaled[:originals])[inverse[:originals]]
    _, _, axes = np.linalg.svd(residual, full_matrices=False)
    turned = (scaled @ axes[:CODE].T).astype(np.float32)
    codes = np.empty((len(turned), CODE), dtype=np.float32)
    for axis in range(CODE):
        order = np.argsort(turned[:originals, axis])
        sorted_values = turned[order, axis]
        cumulative = np.concatenate([np.zeros((len(unique), 1), np.float32), np.cumsum(weights[:, order], axis=1)], axis=1)
        low = np.searchsorted(sorted_values, turned[:, axis], side="left")
        high = np.searchsorted(sorted_values, turned[:, axis], side="right")
        share = 0.5 * (cumulative[inverse, low] + cumulative[inverse, high])
        codes[:, axis] = norm.ppf(np.clip(share, 0.01, 0.99))
    return codes


def frame_codes(sound: np.ndarray) -> np.ndarray:
    """[n, C] in sound space -> [n, FRAME_CODE]: how far each frame jumps up from the one before, ranked within the sound."""
    jumps = sound[1:, :FRAME_CODE] - 0.7 * sound[:-1, :FRAME_CODE]
    jumps = np.concatenate([jumps[:1], jumps])
    ranks = rankdata(jumps, axis=0)
    return norm.ppf((ranks - 0.5) / len(ranks)).astype(np.float32)


class Codes:
    """Codes of every entry of a LatentStore, and training noise made from them."""

    def __init__(self, store, texts: np.ndarray, originals: int):
        matrix = sound_space(store.probe)
        self.matrix, self.store = matrix, store
        silent = float((store.silence @ matrix)[0])
        descriptions = np.stack([
            describe(store.latent(entry)[: store.lengths[entry]] @ matrix, silent) for entry in range(len(store))])
        self.codes = global_codes(descriptions, originals, texts)

    def noise(self, entry: int, start: int, frames: int, rng: np.random.Generator) -> np.ndarray:
        """[frames, Z] for the window of an entry that begins at frame `start`."""
        code = rng.standard_normal(NOISE_GLOBAL)
        code[:CODE] = BLUR * code[:CODE] + (1 - BLUR**2) ** 0.5 * self.codes[entry]
        detail = rng.standard_normal((frames, NOISE_FRAME))
        length = int(self.store.lengths[entry])
        if length >= TEXTURE_FROM:
            known = frame_codes(self.store.latent(entry)[:length] @ self.matrix)[start: start + frames]
            part = detail[: len(known), :FRAME_CODE]
            part[:] = FRAME_BLUR * part + (1 - FRAME_BLUR**2) ** 0.5 * known
        return np.concatenate([np.repeat(code[None], frames, axis=0), detail], axis=1).astype(np.float32)
