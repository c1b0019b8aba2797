"""The critic of the text-to-latent GAN: is this latent a real sound, and is it the sound the prompt asks for?

Projection conditioning (Miyato & Koyama, "cGANs with Projection Discriminator", 2018) at two scales: every
frame with its surroundings, and the whole window by its mean, spread and peaks. Losses are relativistic (a real and a
made sound of the same prompt are compared with each other, Jolicoeur-Martineau 2018, Huang et al. 2024) and
contrastive (a sound must fit its own prompt better than the others of the batch; ARC, Novack et al. 2025).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn

from blocks import ConvNeXtBlock
from generator import TEXT_CHANNELS
from vae import LATENT_CHANNELS

ALIKE = 0.8
"""Cosine of two prompts above which they are not held against each other."""


@dataclass(frozen=True)
class Scores:
    """Of B windows: per frame [B, L] and whole [B], higher for real; fit to each of N prompts [B, N]; features [B, L, width]."""

    frames: torch.Tensor
    whole: torch.Tensor
    fit: torch.Tensor
    features: torch.Tensor

    def split(self, sizes: list[int]) -> list["Scores"]:
        parts = zip(self.frames.split(sizes), self.whole.split(sizes), self.fit.split(sizes), self.features.split(sizes))
        return [Scores(*part) for part in parts]


class Discriminator(nn.Module):
    """latent [B, L, C] and text [N, 384], B a multiple of N and window b having prompt b % N -> Scores."""

    def __init__(self, width: int = 192, depth: int = 4):
        super().__init__()
        self.enter = nn.Linear(LATENT_CHANNELS, width)
        self.blocks = nn.ModuleList(ConvNeXtBlock(width, 2, 7, dilation) for dilation in [1, 2, 4, 1][:depth])
        self.norm = nn.LayerNorm(width)
        self.frame_score = nn.Linear(width, 1)
        self.frame_text = nn.Linear(TEXT_CHANNELS, width)
        self.whole = nn.Sequential(nn.Linear(3 * width, width), nn.LeakyReLU(0.2), nn.Linear(width, width), nn.LeakyReLU(0.2))
        self.whole_score = nn.Linear(width, 1)
        self.whole_text = nn.Linear(TEXT_CHANNELS, width)

    def forward(self, latent: torch.Tensor, text: torch.Tensor) -> Scores:
        hidden = self.enter(latent)
        for block in self.blocks:
            hidden = block(hidden)
        hidden = F.leaky_relu(self.norm(hidden), 0.2)
        scaled, times = text * math.sqrt(TEXT_CHANNELS), latent.shape[0] // text.shape[0]
        root = math.sqrt(hidden.shape[2])
        prompt = self.frame_text(scaled).repeat(times, 1)
        frames = self.frame_score(hidden)[:, :, 0] + (hidden * prompt[:, None]).sum(dim=2) / root
        pooled = torch.cat([hidden.mean(dim=1), hidden.std(dim=1), hidden.amax(dim=1)], dim=1)
        summary = self.whole(pooled)
        fit = summary @ self.whole_text(scaled).T / root
        own = fit.unflatten(0, (times, -1)).diagonal(dim1=1, dim2=2).reshape(-1)
        return Scores(frames, self.whole_score(summary)[:, 0] + own, fit, hidden)


def misfit(fit: torch.Tensor, text: torch.Tensor) -> torch.Tensor:
    """Cross-entropy of window b to prompt b of the batch; fit [B, B], text [B, 384]. Prompts alike do not count as others."""
    own = torch.eye(len(text), dtype=torch.bool, device=text.device)
    others = (text @ text.T > ALIKE) & ~own
    return F.cross_entropy(fit.masked_fill(others, -1e4), torch.arange(len(text), device=text.device))


def preferred(better: Scores, worse: Scores) -> torch.Tensor:
    """Small where `better` scores higher than `worse`, window by window and frame by frame."""
    return F.softplus(worse.frames - better.frames).mean() + F.softplus(worse.whole - better.whole).mean()


NUDGE = 0.05


def critic_loss(critic: Discriminator, real, drawn, paired, text, smooth: float) -> tuple[torch.Tensor, Scores, dict]:
    """Real [B, L, C] against sounds made from drawn noise and from the real one's own noise, all under text [B, 384].

    `smooth` weighs an R1 and R2 penalty in finite differences: scores of slightly moved latents must not change much
    (gradient penalties without second derivatives). Also returns the scores of the real sounds, detached.
    """
    size, some = len(real), len(real) // 4
    moved = torch.cat([real[:some], drawn[:some]])
    moved = moved + NUDGE * torch.randn_like(moved)
    together = critic(torch.cat([real, drawn, paired]), text)
    right, free, tied = together.split([size] * 3)
    near = critic(moved, text[:some])
    change = 0.0
    for score, before in ((near.frames, torch.cat([right.frames[:some], free.frames[:some]])),
                          (near.whole, torch.cat([right.whole[:some], free.whole[:some]]))):
        change = change + ((score - before) / NUDGE).square().mean()
    against = misfit(right.fit, text)
    total = preferred(right, free) + 0.5 * preferred(right, tied) + against + smooth * change
    parts = {"critic_gap": (right.whole - free.whole).mean().detach(), "critic_frame_gap": (right.frames - free.frames).mean().detach(),
             "critic_tied_gap": (right.whole - tied.whole).mean().detach(), "real_misfit": against.detach(), "critic_change": change.detach()}
    return total, Scores(*(getattr(right, name).detach() for name in ("frames", "whole", "fit", "features"))), parts
