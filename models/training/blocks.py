"""ConvNeXt-1D blocks on [B, T, C], shared by the networks.

Channels come last so that the 1x1 convolutions are plain matrix products, which is what both the CPU
trainer and onnxruntime's CPU provider run fastest. After Liu et al., "A ConvNet for the 2020s" (2022).
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn


class DepthwiseConv(nn.Module):
    """Depthwise convolution over time, zero-padded: [B, T, C] -> [B, T, C]."""

    def __init__(self, channels: int, kernel: int, dilation: int = 1):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(channels, 1, 1, kernel) / kernel**0.5)
        self.bias = nn.Parameter(torch.zeros(channels))
        self.dilation = dilation
        self.reach = dilation * (kernel // 2)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        # The transposed view is exactly the channels-last layout that the 2-D kernel is fast on.
        image = x.transpose(1, 2).unsqueeze(2)
        image = F.conv2d(image, self.weight, self.bias, padding=(0, self.reach), dilation=(1, self.dilation),
                         groups=x.shape[2])
        return image.squeeze(2).transpose(1, 2)


class ConvNeXtBlock(nn.Module):
    """Depthwise conv, LayerNorm over channels, optional FiLM, two-layer MLP, scaled residual."""

    def __init__(self, channels: int, expansion: int = 3, kernel: int = 7, dilation: int = 1):
        super().__init__()
        self.conv = DepthwiseConv(channels, kernel, dilation)
        self.norm = nn.LayerNorm(channels)
        self.expand = nn.Linear(channels, expansion * channels)
        self.contract = nn.Linear(expansion * channels, channels)
        self.scale = nn.Parameter(torch.full((channels,), 0.3))

    def forward(self, x: torch.Tensor, film: torch.Tensor | None = None) -> torch.Tensor:
        """x [B, T, C], film [B, T, 2C] (scale then shift) or None."""
        y = self.norm(self.conv(x))
        if film is not None:
            gain, shift = film.chunk(2, dim=2)
            y = y * (1.0 + gain) + shift
        return x + self.scale * self.contract(F.leaky_relu(self.expand(y), 0.1))


def reach_of(blocks) -> int:
    """Frames that a stack of blocks sees on each side."""
    return sum(block.conv.reach for block in blocks)
