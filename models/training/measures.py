"""Distances and artefact figures on audio, mels and feature clouds; nothing here knows of any model."""

from __future__ import annotations

import numpy as np
import torch
from scipy.linalg import sqrtm

from mel import HOP, SAMPLE_RATE, magnitude


def frechet(first: np.ndarray, second: np.ndarray) -> float:
    """Frechet distance of two clouds [N, D] seen as Gaussians (FAD when the features are a classifier's on audio)."""
    gap = first.mean(axis=0) - second.mean(axis=0)
    ridge = 1e-6 * np.eye(first.shape[1])
    one, two = np.cov(first.T) + ridge, np.cov(second.T) + ridge
    return float(gap @ gap + np.trace(one + two - 2.0 * np.real(sqrtm(one @ two))))


def stft_distance(first: np.ndarray, second: np.ndarray) -> float:
    """Mean absolute log-magnitude difference (nats) over windows of 512, 1024 and 2048, quietest 80 dB cut off."""
    length = min(len(first), len(second))
    total = []
    for size in (512, 1024, 2048):
        window = torch.hann_window(size)
        logs = []
        for part in (first, second):
            spectrum = torch.stft(torch.from_numpy(part[:length]), size, size // 4, window=window, return_complex=True).abs()
            logs.append(torch.log(spectrum.clamp(min=1e-4 * size / 4)))
        total.append(float((logs[0] - logs[1]).abs().mean()))
    return float(np.mean(total))


def mean_pair_distance(features: np.ndarray) -> float:
    """Mean Euclidean distance over all pairs of rows."""
    gaps = np.linalg.norm(features[:, None] - features[None], axis=2)
    count = len(features)
    return float(gaps.sum() / (count * (count - 1)))


def nearest(features: np.ndarray, reference: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Distance of each row to its nearest reference row, and which."""
    squared = (features**2).sum(1)[:, None] + (reference**2).sum(1)[None] - 2 * features @ reference.T
    index = squared.argmin(axis=1)
    return np.sqrt(np.maximum(squared[np.arange(len(features)), index], 0)), index


def edge_click(audio: np.ndarray) -> float:
    """Largest of the first and last sample, relative to the sound's peak."""
    peak = np.abs(audio).max() + 1e-9
    return float(max(abs(audio[0]), abs(audio[-1])) / peak)


def seam(audio: np.ndarray) -> tuple[float, bool]:
    """Of a loop: step from last to first sample over the peak, and whether the spectral flux at the seam is
    within the 95th percentile of the loop's own."""
    peak = np.abs(audio).max() + 1e-9
    doubled = torch.from_numpy(np.concatenate([audio, audio]))
    log = torch.log(magnitude(doubled)[0] + 1e-4)
    flux = (log[:, 1:] - log[:, :-1]).clamp(min=0).mean(dim=0).numpy()
    centre = len(audio) // HOP
    inner = np.concatenate([flux[4: centre - 4], flux[centre + 4: -4]])
    return float(abs(audio[0] - audio[-1]) / peak), bool(flux[centre - 2: centre + 2].max() <= np.percentile(inner, 95) * 1.02)


def offset_db(audio: np.ndarray) -> float:
    """DC offset in dB under the peak."""
    return float(20 * np.log10(abs(float(audio.mean())) / (np.abs(audio).max() + 1e-9) + 1e-9))


def floor_db(audio: np.ndarray) -> float:
    """Level of the quietest 50 ms stretch in dBFS (RMS)."""
    size = SAMPLE_RATE // 20
    count = len(audio) // size
    if count == 0:
        return 0.0
    power = (audio[: count * size].reshape(count, size) ** 2).mean(axis=1)
    return float(10 * np.log10(power.min() + 1e-12))
