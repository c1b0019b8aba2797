"""The critic of the text-to-latent GAN: is this latent a real sound, and is it the sound the prompt asks for?

Projection conditioning (Miyato & Koyama, "cGANs with Projection Discriminator", 2018) at two scales: every
frame with its surroundings, and the whole window by its mean and spread.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import nn

from blocks import ConvNeXtBlock
from generator import TEXT_CHANNELS
from vae import LATENT_CHANNELS


class Discriminator(nn.Module):
    """latent [B, L, C] and text [B, 384] -> scores [B, L] per frame and [B] for the whole, higher for real."""

    def __init__(self, width: int = 160, depth: int = 4):
        super().__init__()
        self.enter = nn.Linear(LATENT_CHANNELS, width)
        self.blocks = nn.ModuleList(ConvNeXtBlock(width, 2, 7, dilation) for dilation in [1, 2, 4, 1][:depth])
        self.norm = nn.LayerNorm(width)
        self.frame_score = nn.Linear(width, 1)
        self.frame_text = nn.Linear(TEXT_CHANNELS, width)
        self.whole = nn.Sequential(nn.Linear(3 * width, width), nn.LeakyReLU(0.2), nn.Linear(width, width), nn.LeakyReLU(0.2))
        self.whole_score = nn.Linear(width, 1)
        self.whole_text = nn.Linear(TEXT_CHANNELS, width)

    def forward(self, latent: torch.Tensor, text: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        hidden = self.enter(latent)
        for block in self.blocks:
            hidden = block(hidden)
        hidden = F.leaky_relu(self.norm(hidden), 0.2)
        scaled = text * math.sqrt(TEXT_CHANNELS)
        root = math.sqrt(hidden.shape[2])
        frames = self.frame_score(hidden)[:, :, 0] + (hidden * self.frame_text(scaled)[:, None]).sum(dim=2) / root
        pooled = torch.cat([hidden.mean(dim=1), hidden.std(dim=1), hidden.amax(dim=1)], dim=1)
        summary = self.whole(pooled)
        whole = self.whole_score(summary)[:, 0] + (summary * self.whole_text(scaled)).sum(dim=1) / root
        return frames, whole


def critic_loss(critic: Discriminator, real, fake, text, wrong_text, smooth: float) -> tuple[torch.Tensor, dict]:
    """Hinge loss: real with its prompt against generated, and against real with another prompt.

    `smooth` weighs an R1 penalty in finite differences: the scores of slightly moved real latents must not
    change much (a gradient penalty without second derivatives).
    """
    size, some = real.shape[0], real.shape[0] // 3
    moved = real[:some] + 0.05 * torch.randn_like(real[:some])
    frames, whole = critic(torch.cat([real, fake, real, moved]), torch.cat([text, text, wrong_text, text[:some]]))
    total = torch.zeros((), device=real.device)
    parts = {}
    for name, score in (("frame", frames), ("whole", whole)):
        right, made, wrong, near = score.split([size, size, size, some])
        total = total + F.relu(1 - right).mean() + F.relu(1 + made).mean() + 0.5 * F.relu(1 + wrong).mean()
        total = total + smooth * ((near - right[:some]) / 0.05).square().mean()
        parts[f"critic_{name}_gap"] = (right.mean() - made.mean()).detach()
        parts[f"critic_{name}_text"] = (right.mean() - wrong.mean()).detach()
    return total, parts
