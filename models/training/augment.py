"""Augmentations of log-mels, honest and cheap: each has a plain acoustic meaning.

All take and give numpy [128, T] float32 in natural-log units (0.1151 nat per dB of amplitude).
"""

from __future__ import annotations

import numpy as np

from mel import N_MELS, SILENCE

NAT_PER_DB = float(np.log(10) / 20)


def floored(mel: np.ndarray) -> np.ndarray:
    return np.maximum(mel, SILENCE).astype(np.float32)


def gain(mel: np.ndarray, decibels: float) -> np.ndarray:
    return floored(np.where(mel > SILENCE + 0.01, mel + decibels * NAT_PER_DB, mel))


def equalise(mel: np.ndarray, rng: np.random.Generator, decibels: float = 4.0) -> np.ndarray:
    """A random smooth curve over the bands (five knots, standard deviation in dB), like another room or microphone."""
    knots = rng.normal(0.0, decibels * NAT_PER_DB, 5)
    curve = np.interp(np.linspace(0, 4, N_MELS), np.arange(5), knots)
    return floored(np.where(mel > SILENCE + 0.01, mel + curve[:, None], mel))


def shift_bands(mel: np.ndarray, bands: int) -> np.ndarray:
    """Pitch and formant change together by whole mel bands (about 4 % a band above 1 kHz)."""
    if bands == 0:
        return mel
    index = np.clip(np.arange(N_MELS) - bands, 0, N_MELS - 1)
    return mel[index]


def stretch(mel: np.ndarray, factor: float) -> np.ndarray:
    """Plays at 1/factor of the speed by linear interpolation along time (small factors only)."""
    frames = max(1, int(round(mel.shape[1] * factor)))
    position = np.linspace(0, mel.shape[1] - 1, frames)
    left = np.floor(position).astype(int)
    right = np.minimum(left + 1, mel.shape[1] - 1)
    part = (position - left).astype(np.float32)
    return mel[:, left] * (1 - part) + mel[:, right] * part


def mix(first: np.ndarray, second: np.ndarray, balance_db: float = 0.0) -> np.ndarray:
    """Two sounds at once: energies add, phases being independent. Lasts as long as the longer one."""
    frames = max(first.shape[1], second.shape[1])
    padded = [np.pad(mel, ((0, 0), (0, frames - mel.shape[1])), constant_values=SILENCE) for mel in (first, second)]
    padded[1] = gain(padded[1], balance_db)
    return floored(0.5 * np.logaddexp(2 * padded[0], 2 * padded[1]))


def vary(mel: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The everyday variation used by every stage: level, colour, pitch, speed, each small and each optional."""
    if rng.random() < 0.3:
        mel = stretch(mel, float(np.exp(rng.uniform(-0.1, 0.1))))
    if rng.random() < 0.4:
        mel = shift_bands(mel, int(rng.integers(-3, 4)))
    if rng.random() < 0.5:
        mel = equalise(mel, rng)
    if rng.random() < 0.7:
        mel = gain(mel, float(rng.uniform(-9.0, 3.0)))
    return mel
