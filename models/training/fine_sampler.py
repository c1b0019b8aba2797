"""Fine channels for a new sound: a sample of what they may be, given its coarse latent, and not their mean.

One pass of a convolutional network over noise, as it is and smoothed, so that what is told of a held tone may stay what it is and
what is told of rain change from frame to frame. It is trained by the energy score (Gneiting & Raftery, "Strictly Proper Scoring
Rules", 2007) on what the encoders hear in real sounds: least where samples are distributed as the real channels are, no adversary
needed. Convolutional only: any duration works, and circular padding makes loops.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

from blocks import ConvNeXtBlock, reach_of
from fine import FINE_CHANNELS
from generator import NOISE_FRAME
from run import RUNS
from vae import LATENT_CHANNELS

FRAME_NOISE = NOISE_FRAME + FINE_CHANNELS
"""Channels of noise that a pack draws for each latent frame: the generator's, then the sampler's."""
SLOW_TAPS = 23
"""Latent frames over which noise is smoothed, about a second."""
SPANS = (1, 4, 16)
"""Latent frames whose averages are compared: what changes fast, and what stays."""
GROUPS = (FINE_CHANNELS, 4)
"""Channels that are compared together: all for how they hang together, few for what each is like."""


class FineSampler(nn.Module):
    """noise [B, L, 24] standard normal and a normalised coarse latent [B, L, 40] -> fine channels [B, L, 24]."""

    def __init__(self, width: int = 160, depth: int = 4):
        super().__init__()
        self.linear = nn.Linear(2 * FINE_CHANNELS, FINE_CHANNELS, bias=False)
        self.enter = nn.Linear(LATENT_CHANNELS + 2 * FINE_CHANNELS, width)
        self.blocks = nn.ModuleList(ConvNeXtBlock(width, 2) for _ in range(depth))
        self.norm = nn.LayerNorm(width)
        self.leave = nn.Linear(width, FINE_CHANNELS)
        window = torch.hann_window(SLOW_TAPS + 2, periodic=False)[1:-1]
        self.register_buffer("slow", (window / window.norm()).repeat(FINE_CHANNELS, 1, 1))
        # A sampler begins as noise, half of it slow.
        self.linear.weight.data.copy_(0.6 * torch.eye(FINE_CHANNELS).repeat(1, 2))
        nn.init.zeros_(self.leave.weight)
        nn.init.zeros_(self.leave.bias)

    @property
    def reach(self) -> int:
        """Latent frames seen on each side."""
        return reach_of(self.blocks) + SLOW_TAPS // 2

    def forward(self, noise: torch.Tensor, coarse: torch.Tensor) -> torch.Tensor:
        slow = F.conv1d(noise.transpose(1, 2), self.slow, padding=SLOW_TAPS // 2, groups=FINE_CHANNELS).transpose(1, 2)
        # Each channel's slow noise is another one's fast noise: the two must not be alike.
        drawn = torch.cat([noise, slow.roll(1, dims=2)], dim=2)
        hidden = self.enter(torch.cat([coarse, drawn], dim=2))
        for block in self.blocks:
            hidden = block(hidden)
        return self.linear(drawn) + self.leave(self.norm(hidden))


def energy_score(first: torch.Tensor, other: torch.Tensor, real: torch.Tensor) -> torch.Tensor:
    """Of two samples beside real channels, each [B, L, 24]: their distance to these less half of that between them, a channel's share
    (rms), over averages of SPANS frames and GROUPS of channels. Least, on average, where samples are distributed as the real ones."""
    def apart(one: torch.Tensor, two: torch.Tensor) -> torch.Tensor:
        between = (one - two).transpose(1, 2)
        squares = [F.avg_pool1d(between, span, max(1, span // 2)).square().unflatten(1, (-1, group)) for span in SPANS for group in GROUPS]
        return torch.stack([(square.mean(dim=2) + 1e-6).sqrt().mean() for square in squares]).mean()

    return 0.5 * (apart(first, real) + apart(other, real) - apart(first, other))


def load_sampler() -> FineSampler:
    sampler = FineSampler()
    sampler.load_state_dict(torch.load(RUNS / "sampler" / "model.pt", map_location="cpu"))
    return sampler.eval()
