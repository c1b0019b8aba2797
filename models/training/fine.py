"""What the latent leaves out: 24 fine channels beside its 40, heard by an encoder of their own, and what they change in the mel.

A pack's latent is whole: the 40 coarse channels, then the fine ones. Real sounds have theirs from the encoder here, new ones from a
sampler (fine_sampler.py). All of them at zero means "not told": then the decoder's answer is untouched. Both networks begin as the
principal components of what the decoder misses, in units of its own deviation.
"""

from __future__ import annotations

import torch
from torch import nn

from blocks import ConvNeXtBlock, reach_of
from mel import LATENT_STRIDE, N_MELS
from run import RUNS
from vae import LATENT_CHANNELS, PATCH, Vae, from_units, to_units

FINE_CHANNELS = 24
WHOLE_CHANNELS = LATENT_CHANNELS + FINE_CHANNELS
TOLD_SHARPNESS = 4.0
"""How soon fine channels away from zero count as told, by their mean square, which is about one where they are."""
RIDGE = 0.15
"""Variance of the noise that a fine channel is drawn with, for the way back by least squares."""


class FineEncoder(nn.Module):
    """patches [B, L, 512] in network units and means of the latent [B, L, 40] -> (mean, log variance), each [B, L, 24]."""

    def __init__(self, width: int = 224, depth: int = 3):
        super().__init__()
        self.linear = nn.Linear(PATCH + LATENT_CHANNELS, FINE_CHANNELS)
        self.enter = nn.Linear(PATCH + LATENT_CHANNELS, width)
        self.blocks = nn.ModuleList(ConvNeXtBlock(width) for _ in range(depth))
        self.leave = nn.Linear(width, 2 * FINE_CHANNELS)
        nn.init.zeros_(self.leave.weight)
        nn.init.zeros_(self.leave.bias)
        self.leave.bias.data[FINE_CHANNELS:] = -2.0

    def forward(self, patches: torch.Tensor, latent: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        heard = torch.cat([patches, latent], dim=2)
        hidden = self.enter(heard)
        for block in self.blocks:
            hidden = block(hidden)
        mean, log_variance = self.leave(hidden).chunk(2, dim=2)
        return self.linear(heard) + mean, torch.clamp(log_variance, -8.0, 2.0)


class Refiner(nn.Module):
    """fine [B, L, 24], latent [B, L, 40] and what the decoder made of the latter, (mean, log deviation), each [B, 4L, 128] in
    network units -> the same two, refined."""

    def __init__(self, width: int = 192, depth: int = 2, frame_width: int = 128, frame_depth: int = 3):
        super().__init__()
        self.frame_width = frame_width
        self.linear = nn.Linear(FINE_CHANNELS, PATCH, bias=False)
        self.enter = nn.Linear(FINE_CHANNELS + LATENT_CHANNELS, width)
        self.blocks = nn.ModuleList(ConvNeXtBlock(width) for _ in range(depth))
        self.unfold = nn.Linear(width, LATENT_STRIDE * frame_width)
        self.beside = nn.Linear(2 * N_MELS, frame_width)
        self.frame_blocks = nn.ModuleList(ConvNeXtBlock(frame_width) for _ in range(frame_depth))
        self.leave = nn.Linear(frame_width, 2 * N_MELS)
        nn.init.zeros_(self.leave.weight)
        nn.init.zeros_(self.leave.bias)

    @property
    def reach(self) -> int:
        """Latent frames on each side that it sees beyond those that the decoder sees."""
        return -(-reach_of(self.frame_blocks) // LATENT_STRIDE)

    def forward(self, fine, latent, mean, log_sigma) -> tuple[torch.Tensor, torch.Tensor]:
        batch = fine.shape[0]
        hidden = self.enter(torch.cat([fine, latent], dim=2))
        for block in self.blocks:
            hidden = block(hidden)
        frames = self.unfold(hidden).reshape(batch, -1, self.frame_width) + self.beside(torch.cat([mean, log_sigma], dim=2))
        for block in self.frame_blocks:
            frames = block(frames)
        move, narrow = self.leave(frames).chunk(2, dim=2)
        told = 1.0 - torch.exp(-TOLD_SHARPNESS * fine.square().mean(dim=2, keepdim=True))
        told = told.expand(-1, -1, LATENT_STRIDE).reshape(batch, -1, 1)
        return mean + told * move + self.linear(fine).reshape(batch, -1, N_MELS), log_sigma + told * narrow


class Fine(nn.Module):
    """Encoder and refiner together."""

    def __init__(self):
        super().__init__()
        self.encoder = FineEncoder()
        self.refiner = Refiner()


def load_fine() -> Fine:
    fine = Fine()
    fine.load_state_dict(torch.load(RUNS / "fine" / "model.pt", map_location="cpu"))
    return fine.requires_grad_(False).eval()


def encode(vae: Vae, encoder: FineEncoder, mel: torch.Tensor) -> torch.Tensor:
    """mel [B, 128, T] in nats, T a multiple of 4 -> whole latent [B, 64, T / 4], the coarse channels normalised."""
    coarse, _ = vae.encoder(mel)
    fine, _ = encoder(to_units(mel).transpose(1, 2).reshape(mel.shape[0], -1, PATCH), coarse)
    return torch.cat([(coarse - vae.latent_mean) / vae.latent_deviation, fine], dim=2).transpose(1, 2)


def decode(vae: Vae, refiner: Refiner, latent: torch.Tensor, noise: torch.Tensor) -> torch.Tensor:
    """Whole latent [B, 64, L], noise [B, 128, 4L] standard normal -> mel [B, 128, 4L] in nats."""
    coarse, fine = latent.transpose(1, 2).split([LATENT_CHANNELS, FINE_CHANNELS], dim=2)
    coarse = coarse * vae.latent_deviation + vae.latent_mean
    mean, log_sigma = refiner(fine, coarse, *vae.decoder(coarse))
    return from_units(vae.textured(mean, log_sigma, noise)).transpose(1, 2)


@torch.no_grad()
def start_from_components(fine: Fine, patches, latent, missed, deviation) -> None:
    """Sets the linear paths from patches [N, 512], means of the latent [N, 40] and what the decoder misses of them, missed
    [N, 512], with its deviation [N, 512]; all in network units."""
    unusual = (missed / deviation).clamp(-6.0, 6.0)
    axes = torch.linalg.svd(unusual, full_matrices=False)[2][:FINE_CHANNELS]
    scores = unusual @ axes.T
    scores = (scores - scores.mean(dim=0)) / scores.std(dim=0)
    # The decoder is nearly linear, so what it misses is nearly linear in what both encoders see.
    heard = nn.functional.pad(torch.cat([patches, latent], dim=1), (0, 1), value=1.0)
    there = torch.linalg.lstsq(heard.double(), scores.double()).solution.float()
    fine.encoder.linear.weight.copy_(there[:-1].T)
    fine.encoder.linear.bias.copy_(there[-1])
    told = heard @ there
    back = torch.linalg.solve(told.T @ told + RIDGE * len(told) * torch.eye(FINE_CHANNELS), told.T @ missed)
    fine.refiner.linear.weight.copy_(back.T)
