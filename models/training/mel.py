"""The one log-mel of GANmix: every network, the packs and the app's TypeScript agree on this file.

44.1 kHz mono in [-1, 1] -> STFT (n_fft 2048, hop 512, periodic Hann, centred, reflect-padded) -> magnitude
-> 128 Slaney mel bands over 0..22050 Hz, Slaney (area) normalised -> natural log, floored at 1e-5.
Mel frame t is centred on sample t * 512, so N samples give N // 512 + 1 frames.

Slaney mel scale: linear below 1 kHz (200/3 Hz a mel), logarithmic above (27 steps per factor 6.4),
from M. Slaney, Auditory Toolbox (Interval Research 1998-010).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import torch

SAMPLE_RATE = 44100
N_FFT = 2048
HOP = 512
N_MELS = 128
F_MIN = 0.0
F_MAX = 22050.0
LOG_FLOOR = 1e-5
SILENCE = float(np.log(LOG_FLOOR))
"""Log-mel value of digital silence (about -11.51)."""

LATENT_STRIDE = 4
"""Mel frames per latent frame."""
LATENT_HOP = HOP * LATENT_STRIDE
LATENT_RATE = SAMPLE_RATE / LATENT_HOP


def hz_to_mel(hz):
    """Slaney mel of a frequency in Hz (array in, array out)."""
    hz = np.asarray(hz, dtype=np.float64)
    linear = hz / (200.0 / 3.0)
    log = 15.0 + np.log(np.maximum(hz, 1e-9) / 1000.0) / (np.log(6.4) / 27.0)
    return np.where(hz >= 1000.0, log, linear)


def mel_to_hz(mel):
    """Inverse of hz_to_mel."""
    mel = np.asarray(mel, dtype=np.float64)
    return np.where(mel >= 15.0, 1000.0 * np.exp((np.log(6.4) / 27.0) * (mel - 15.0)), mel * (200.0 / 3.0))


@lru_cache(maxsize=None)
def mel_filterbank() -> np.ndarray:
    """[128, 1025] float32: triangular bands of unit area (2 / bandwidth in Hz)."""
    bins = np.linspace(0.0, SAMPLE_RATE / 2, N_FFT // 2 + 1)
    edges = mel_to_hz(np.linspace(hz_to_mel(F_MIN), hz_to_mel(F_MAX), N_MELS + 2))
    rising = (bins[None, :] - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - bins[None, :]) / (edges[2:] - edges[1:-1])[:, None]
    triangles = np.maximum(0.0, np.minimum(rising, falling))
    return (triangles * (2.0 / (edges[2:] - edges[:-2]))[:, None]).astype(np.float32)


@lru_cache(maxsize=None)
def band_frequencies() -> np.ndarray:
    """[128] centre frequency of each band in Hz."""
    return mel_to_hz(np.linspace(hz_to_mel(F_MIN), hz_to_mel(F_MAX), N_MELS + 2))[1:-1]


def magnitude(audio: torch.Tensor) -> torch.Tensor:
    """[B, N] or [N] samples -> [B, 1025, N // 512 + 1] STFT magnitude.

    Signals too short to reflect (N <= 1024) are followed by silence first.
    """
    if audio.dim() == 1:
        audio = audio[None]
    if audio.shape[-1] <= N_FFT // 2:
        audio = torch.nn.functional.pad(audio, (0, N_FFT // 2 + 1 - audio.shape[-1]))
    window = torch.hann_window(N_FFT, device=audio.device, dtype=audio.dtype)
    spectrum = torch.stft(audio, N_FFT, HOP, window=window, center=True, pad_mode="reflect", return_complex=True)
    # abs() of a complex zero has no gradient; the vocoder trains through this function.
    return torch.sqrt(spectrum.real.square() + spectrum.imag.square() + 1e-18)


_BANKS: dict = {}


def log_mel(audio: torch.Tensor) -> torch.Tensor:
    """[B, N] or [N] samples -> [B, 128, N // 512 + 1] natural-log mel, floor log(1e-5)."""
    spectrum = magnitude(audio)
    key = (spectrum.device, spectrum.dtype)
    if key not in _BANKS:
        _BANKS[key] = torch.from_numpy(mel_filterbank()).to(*key)
    return torch.log(torch.clamp(_BANKS[key] @ spectrum, min=LOG_FLOOR))
