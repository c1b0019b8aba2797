"""What the vocoder is trained on: the spectral energy distance.

Spectral energy distance (Gritsenko et al. 2020): with x, x' two outputs for one mel under different noise and y the recording,
2 d(x, y) - d(x, x') is smallest when x is distributed as y is. A plain distance d(x, y) is smallest at the median of all recordings that
share the mel: a smooth, buzzing rain. The second term is what keeps the noise in.
"""

from __future__ import annotations

import torch
from torch import Tensor

# (window, hop): short ones see clicks, long ones see tones.
RESOLUTIONS = ((256, 64), (512, 128), (1024, 256), (2048, 512), (4096, 1024))
MAGNITUDE_FLOOR = 1e-5


def magnitudes(audio: Tensor, window: int, hop: int) -> Tensor:
    """[B, N] -> [B, window / 2 + 1, frames], a full-scale sine reading 0.5."""
    spectrum = torch.stft(audio, window, hop, window=torch.hann_window(window, device=audio.device), center=False, return_complex=True)
    return torch.sqrt(spectrum.real.square() + spectrum.imag.square() + 1e-14) * (2.0 / window)


def spectral_distance(a: Tensor, b: Tensor, level: Tensor) -> Tensor:
    """Mean log ratio plus mean difference relative to the recording's mean magnitude `level` [B, 1, 1]."""
    ratio = (torch.log(a + MAGNITUDE_FLOOR) - torch.log(b + MAGNITUDE_FLOOR)).abs().mean()
    return ratio + ((a - b).abs() / level).mean()


def energy_distance(first: Tensor, second: Tensor, target: Tensor, window: int, hop: int) -> Tensor:
    """d(x, y) + d(x', y) - d(x, x') of [B, N] audio at one resolution."""
    x, other = magnitudes(torch.cat([first, second]), window, hop).chunk(2)
    y = magnitudes(target, window, hop)
    level = y.mean(dim=(1, 2), keepdim=True) + 1e-6
    return spectral_distance(x, y, level) + spectral_distance(other, y, level) - spectral_distance(x, other, level)
