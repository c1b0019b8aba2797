"""The decoder's critic: is this stretch of mel a real one? Judged patch by patch, beside the mean that the decoder gave.

A patch critic (Isola et al. 2017) with spectral normalisation (Miyato et al. 2018) and the hinge loss. Its features also
enter an energy distance between real mels and two draws of the decoder: unlike matching features one to one, it
is least when draws are distributed like the real ones, so it does not blur (as in vocoder_losses.py).
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.utils import spectral_norm

from mel import N_MELS


class PatchCritic(nn.Module):
    """mel and mean [B, T, 128] in network units -> a score per patch and the features it was judged by."""

    def __init__(self, channels: int = 20):
        super().__init__()
        # (source, target, kernel, stride) over (time, band).
        sizes = [(3, channels, (5, 5), (1, 2)), (channels, 2 * channels, (5, 3), (2, 2)),
                 (2 * channels, 3 * channels, (3, 3), (2, 2)), (3 * channels, 3 * channels, (3, 3), (1, 1))]
        self.layers = nn.ModuleList(spectral_norm(nn.Conv2d(source, target, kernel, stride, (kernel[0] // 2, kernel[1] // 2)))
                                    for source, target, kernel, stride in sizes)
        self.score = spectral_norm(nn.Conv2d(3 * channels, 1, 3, padding=1))
        self.gain = nn.Parameter(torch.full((1,), 3.0))
        # Where a patch lies in frequency matters to how it should look, and convolutions cannot tell.
        self.register_buffer("place", torch.linspace(-1, 1, N_MELS))

    def forward(self, mel: Tensor, mean: Tensor) -> tuple[Tensor, list[Tensor]]:
        # Noise is small beside what it lies on; the difference shows it.
        x = torch.stack([3.0 * (mel - mean), mean, self.place.expand_as(mel)], dim=1).contiguous(memory_format=torch.channels_last)
        features: list[Tensor] = []
        for layer in self.layers:
            x = F.leaky_relu(1.5 * layer(x), 0.1)
            features.append(x)
        return self.gain * self.score(x), features


def critic_loss(critic: PatchCritic, real: Tensor, made: Tensor, mean: Tensor) -> tuple[Tensor, Tensor]:
    """Hinge loss, and how much higher real mels score; all [B, T, 128], made and mean detached."""
    scores, _ = critic(torch.cat([real, made]), torch.cat([mean, mean]))
    right, wrong = scores.chunk(2)
    return F.relu(1.0 - right).mean() + F.relu(1.0 + wrong).mean(), (right - wrong).mean().detach()


def decoder_loss(critic: PatchCritic, real: Tensor, first: Tensor, second: Tensor, mean: Tensor) -> tuple[Tensor, Tensor]:
    """(adversarial loss, energy distance) of two draws [B, T, 128] for the same real mel."""
    with torch.no_grad():
        _, targets = critic(real, mean)
    scores, features = critic(torch.cat([first, second]), torch.cat([mean, mean]))
    energy = torch.zeros((), device=real.device)
    for drawn, target in zip(features, targets):
        one, other = drawn.chunk(2)
        energy = energy + energy_distance(one, other, target, dim=1) / (target.square().sum(dim=1) + 1e-6).sqrt().mean()
    return -scores.mean(), energy / len(features)


def energy_distance(first: Tensor, second: Tensor, real: Tensor, dim: int) -> Tensor:
    """Mean of |first - real| + |second - real| - |first - second|, vectors along `dim`: least where draws are as the real is."""
    size = lambda gap: (gap.square().sum(dim=dim) + 1e-8).sqrt().mean()
    return size(first - real) + size(second - real) - size(first - second)
