"""What a real sound is, in the terms that the generator is told: its timbre and its gist.

Timbre is one code for a sound, heard from one stretch of it and used for another, so that it holds what stays: register,
colour, material, room. Gist is a short code for every four latent frames, so it holds what moves: onsets, contours,
rhythm. Both are normal distributions held near the standard normal by a divergence with a budget, so that codes between
those of real sounds mean something too (a CVAE-GAN, Larsen et al. 2016). Training only; instances.py keeps its codes.
"""

from __future__ import annotations

import math

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from blocks import ConvNeXtBlock
from generator import GIST, GIST_STRIDE, GIST_TAPS, TEXT_CHANNELS, TIMBRE, Generator
from vae import LATENT_CHANNELS

Normal = tuple[torch.Tensor, torch.Tensor]
"""(mean, log variance)"""


def bounded(raw: torch.Tensor) -> Normal:
    mean, log_variance = raw.chunk(2, dim=2)
    return mean, log_variance.clamp(-6.0, 2.0)


def patches_of(latent: torch.Tensor) -> torch.Tensor:
    """[B, L, C] -> [B, L / 4, 4 C]."""
    return latent.reshape(latent.shape[0], -1, GIST_STRIDE * LATENT_CHANNELS)


class Trunk(nn.Module):
    """latent [B, L, C], text [B, 384] -> hidden [B, L, width]."""

    def __init__(self, width: int, dilations: tuple[int, ...]):
        super().__init__()
        self.enter = nn.Linear(LATENT_CHANNELS, width)
        self.text = nn.Linear(TEXT_CHANNELS, width)
        self.blocks = nn.ModuleList(ConvNeXtBlock(width, 2, 7, dilation) for dilation in dilations)
        self.norm = nn.LayerNorm(width)

    def forward(self, latent, text):
        hidden = self.enter(latent) + self.text(text * math.sqrt(TEXT_CHANNELS))[:, None]
        for block in self.blocks:
            hidden = block(hidden)
        return F.leaky_relu(self.norm(hidden), 0.1)


class SoundEncoder(nn.Module):
    def __init__(self, width: int = 128):
        super().__init__()
        self.whole = Trunk(width, (1, 2, 4))
        self.moving = Trunk(width, (1, 2, 1))
        self.timbre_head = nn.Sequential(nn.Linear(3 * width, width), nn.LeakyReLU(0.1), nn.Linear(width, 2 * TIMBRE))
        self.gist_head = nn.Linear(GIST_STRIDE * width, 2 * GIST)
        self.linear = nn.Linear(GIST_STRIDE * LATENT_CHANNELS, GIST)
        self.linear_timbre = nn.Linear(GIST_STRIDE * LATENT_CHANNELS, TIMBRE)
        # Codes tell something from the first step on, or the generator learns to do without them.
        nn.init.zeros_(self.timbre_head[2].weight)
        nn.init.zeros_(self.timbre_head[2].bias[:TIMBRE])
        nn.init.constant_(self.timbre_head[2].bias[TIMBRE:], -2.0)
        nn.init.zeros_(self.gist_head.weight)
        nn.init.zeros_(self.gist_head.bias[:GIST])
        nn.init.constant_(self.gist_head.bias[GIST:], -1.6)

    def timbre(self, latent, text) -> Normal:
        """latent [B, L, C], text [B, 384] -> each [B, 1, 48]."""
        hidden = self.whole(latent, text)
        pooled = torch.cat([hidden.mean(dim=1), hidden.std(dim=1), hidden.amax(dim=1)], dim=1)
        mean, log_variance = bounded(self.timbre_head(pooled)[:, None])
        return mean + self.linear_timbre(patches_of(latent).mean(dim=1, keepdim=True)), log_variance

    def gist(self, latent, text) -> Normal:
        """latent [B, L, C] with L a multiple of 4, text [B, 384] -> each [B, L / 4, 32]."""
        hidden = self.moving(latent, text)
        mean, log_variance = bounded(self.gist_head(hidden.reshape(hidden.shape[0], -1, GIST_STRIDE * hidden.shape[2])))
        return mean + self.linear(patches_of(latent)), log_variance


def spread_out(gist: torch.Tensor) -> torch.Tensor:
    """[B, K, 32] -> [B, 4K, 32]: straight lines between the middles of the stretches."""
    return F.interpolate(gist.transpose(1, 2), scale_factor=GIST_STRIDE, mode="linear", align_corners=False).transpose(1, 2)


def drawn(normal: Normal) -> torch.Tensor:
    """One draw from (mean, log variance), differentiable in both."""
    mean, log_variance = normal
    return mean + torch.exp(0.5 * log_variance) * torch.randn_like(mean)


def divergence(normal: Normal) -> torch.Tensor:
    """KL to the standard normal in nats per code (summed over channels, mean over batch and time)."""
    mean, log_variance = normal
    return 0.5 * (mean.square() + log_variance.exp() - 1.0 - log_variance).sum(dim=2).mean()


@torch.no_grad()
def start_from_components(encoder: SoundEncoder, generator: Generator, sounds: torch.Tensor, others: torch.Tensor, matrix: np.ndarray) -> None:
    """Sets the linear paths from training windows [N, L, C] and other stretches of the same sounds [N, L, C].

    The gist becomes the principal components of four frames, whitened; the timbre those of what the gist leaves over on
    average; the ways back are least squares. matrix [C, C] leads from latent to nats (latents.sound_space). Components are
    taken half way between the two measures: by nats alone only level would count, by latents alone it would hardly.
    """
    scale = torch.from_numpy(matrix * np.linalg.norm(matrix, axis=0) ** -0.4)
    patches = patches_of(sounds).flatten(0, 1)
    centre = patches.mean(dim=0)
    scaled = ((patches - centre).unflatten(1, (GIST_STRIDE, -1)) @ scale).flatten(1)
    _, values, axes = torch.linalg.svd(scaled, full_matrices=False)
    axes = axes[:GIST] * len(patches) ** 0.5 / values[:GIST, None]
    encoder.linear.weight.copy_((axes.unflatten(1, (GIST_STRIDE, -1)) @ scale.T).flatten(1))
    encoder.linear.bias.copy_(-encoder.linear.weight @ centre)

    told = F.pad(spread_out(encoder.linear(patches_of(sounds))), (0, 0, GIST_TAPS // 2, GIST_TAPS // 2))
    inputs = told.unfold(1, GIST_TAPS, 1).flatten(0, 1).flatten(1)
    back = least_squares(inputs, sounds.flatten(0, 1))
    generator.linear.weight.copy_(back[:-1].T.unflatten(1, (GIST, GIST_TAPS)))
    generator.linear.bias.copy_(back[-1])

    # What is left over is linear in the mean patch as well.
    summed = generator.linear.weight.sum(dim=2)
    frame = torch.eye(LATENT_CHANNELS).repeat(1, GIST_STRIDE) / GIST_STRIDE
    left = frame - summed @ encoder.linear.weight
    over = patches_of(others).mean(dim=1) @ left.T - (summed @ encoder.linear.bias + generator.linear.bias)
    middle = over.mean(dim=0)
    _, values, axes = torch.linalg.svd(over - middle, full_matrices=False)
    axes = axes[:TIMBRE] * len(over) ** 0.5 / values[:TIMBRE, None]
    encoder.linear_timbre.weight[: len(axes)] = axes @ left
    encoder.linear_timbre.bias[: len(axes)] = -axes @ (middle + summed @ encoder.linear.bias + generator.linear.bias)
    encoder.linear_timbre.weight[len(axes):] = 0.0
    encoder.linear_timbre.bias[len(axes):] = 0.0
    rest = sounds - generator.linear(spread_out(encoder.linear(patches_of(sounds))).transpose(1, 2)).transpose(1, 2)
    timbre = encoder.linear_timbre(patches_of(others).mean(dim=1, keepdim=True)).expand(-1, sounds.shape[1], -1)
    back = least_squares(timbre.flatten(0, 1), rest.flatten(0, 1))
    generator.linear_timbre.weight.copy_(back[:-1].T)
    generator.linear.bias.add_(back[-1])


def least_squares(inputs: torch.Tensor, outputs: torch.Tensor) -> torch.Tensor:
    """[N, I], [N, O] -> [I + 1, O], offsets last; the ridge stands for the noise that codes are drawn with."""
    inputs = F.pad(inputs, (0, 1), value=1.0)
    return torch.linalg.solve(inputs.T @ inputs + 0.05 * len(inputs) * torch.eye(inputs.shape[1]), inputs.T @ outputs)


class Budget:
    """The weight of a divergence, steered so that it stays about a given number of nats (after ControlVAE, Shao et al. 2020)."""

    def __init__(self, nats: float, weight: float = 0.003):
        self.nats, self.weight = nats, weight

    def follow(self, divergence: float) -> float:
        """The weight for this step."""
        excess = min(1.0, max(-1.0, divergence / self.nats - 1.0))
        self.weight = min(1.0, max(1e-5, self.weight * math.exp(0.02 * excess)))
        return self.weight

    def state_dict(self) -> dict:
        return {"weight": self.weight}

    def load_state_dict(self, state: dict) -> None:
        self.weight = state["weight"]
