"""Small spectrogram discriminators for the vocoder's last phase: one a resolution, one drawn at random each step to fit a CPU.

After the multi-resolution discriminators of UnivNet (Jang et al. 2021): strided 2-D convolutions over log-magnitudes, each patch judged
by itself, hinge loss. Their features also enter the energy distance (as in `vocoder_losses`, so that matching them does not blur).
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.utils import weight_norm

from vocoder_losses import MAGNITUDE_FLOOR, magnitudes

RESOLUTIONS = ((512, 128), (1024, 256), (2048, 512))


class SpectrogramDiscriminator(nn.Module):
    """Audio [B, N] -> a score per patch and the features it was judged by."""

    def __init__(self, window: int, hop: int, channels: int = 32) -> None:
        super().__init__()
        self.window, self.hop = window, hop
        sizes = [(2, channels, (3, 7), (1, 2)), (channels, channels, (3, 5), (1, 2)), (channels, 2 * channels, (3, 5), (2, 2)), (2 * channels, 2 * channels, (3, 3), (1, 1))]
        self.layers = nn.ModuleList(
            weight_norm(nn.Conv2d(source, target, kernel, stride, (kernel[0] // 2, kernel[1] // 2))) for source, target, kernel, stride in sizes
        )
        self.score = weight_norm(nn.Conv2d(2 * channels, 1, 3, padding=1))

    def forward(self, audio: Tensor) -> tuple[Tensor, list[Tensor]]:
        levels = torch.log(magnitudes(audio, self.window, self.hop) + MAGNITUDE_FLOOR).transpose(1, 2)
        # Where a patch lies in frequency matters to how it should look, and convolutions cannot tell.
        place = torch.linspace(-1, 1, levels.shape[2], device=audio.device).expand_as(levels)
        x = torch.stack([(levels + 7.0) / 3.0, place], dim=1).contiguous(memory_format=torch.channels_last)
        features: list[Tensor] = []
        for layer in self.layers:
            x = F.leaky_relu(layer(x), 0.1)
            features.append(x)
        return self.score(x), features


def discriminators() -> nn.ModuleList:
    return nn.ModuleList(SpectrogramDiscriminator(window, hop) for window, hop in RESOLUTIONS)


def judge_loss(judge: SpectrogramDiscriminator, fake: Tensor, real: Tensor) -> Tensor:
    """Hinge loss of the discriminator on detached fakes."""
    scores, _ = judge(torch.cat([fake.detach(), real]))
    fakes, reals = scores.split([len(fake), len(real)])
    return F.relu(1.0 + fakes).mean() + F.relu(1.0 - reals).mean()


def adversarial_loss(judge: SpectrogramDiscriminator, first: Tensor, second: Tensor, real: Tensor) -> tuple[Tensor, Tensor]:
    """The generator's hinge loss, and the energy distance between features, each layer relative to its own mean size."""
    with torch.no_grad():
        _, real_features = judge(real)
    scores, fake_features = judge(torch.cat([first, second]))
    matching = torch.zeros((), device=real.device)
    for fakes, target in zip(fake_features, real_features):
        one, other = fakes.chunk(2)
        gap = (one - target).abs().mean() + (other - target).abs().mean() - (one - other).abs().mean()
        matching = matching + gap / (target.abs().mean() + 1e-6)
    return -scores.mean(), matching / len(real_features)
