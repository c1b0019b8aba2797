"""The text-to-latent generator: prompt, timbre, gist, noise and position, all per latent frame, to a latent in one step.

It is convolutional along time only, so any duration works, the prompt may change along the way, and a seamless loop
needs nothing but circular padding by `reach` frames. What it is to make is told in three grades: the prompt; a timbre,
one code for the whole sound; and a gist, 32 numbers about five times a second that say when things happen. A linear
path makes a first sketch of both, the network draws what is missing, and frame noise moves what is left. Where timbre and gist come from when generating is in instances.py.

Position is two times in seconds, each clamped to 0..8: since the sound's start and to its end. 8 and 8 mean
"somewhere inside a long sound", which is also what to give when looping.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import nn

from blocks import ConvNeXtBlock, reach_of
from mel import LATENT_HOP, SAMPLE_RATE
from vae import LATENT_CHANNELS

TEXT_CHANNELS = 384
TIMBRE = 48
GIST = 32
GIST_STRIDE = 4
"""Latent frames to a gist: 5.4 of them a second."""
NOISE_GLOBAL = 48
NOISE_FRAME = 16
NOISE_CHANNELS = NOISE_GLOBAL + NOISE_FRAME
LONGEST = 8.0
"""Seconds at which both positions are clamped."""
DECAYS = (0.05, 0.15, 0.4, 1.2, 3.5)
WAVES = (0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
POSITION_FEATURES = 2 * (len(DECAYS) + 1) + 2 * len(WAVES) + 1
GIST_TAPS = 9
"""Latent frames of gist that the linear path sees."""
DILATIONS = (1, 1, 2, 4, 2, 1, 1, 1)


class PositionFeatures(nn.Module):
    """[B, L, 2] seconds -> [B, L, 27]: decays from start and end, waves from the start, and 'unknown'."""

    def __init__(self):
        super().__init__()
        self.register_buffer("decays", 1.0 / torch.tensor(DECAYS))
        self.register_buffer("waves", 2.0 * math.pi * torch.tensor(WAVES))

    def forward(self, position: torch.Tensor) -> torch.Tensor:
        start, end = position[:, :, 0:1], position[:, :, 1:2]
        inside = (start < LONGEST - 0.01).to(position.dtype)
        angle = start * self.waves
        return torch.cat([
            torch.exp(-start * self.decays), start / LONGEST, torch.exp(-end * self.decays), end / LONGEST,
            torch.sin(angle) * inside, torch.cos(angle) * inside, inside,
        ], dim=2)


class Generator(nn.Module):
    """timbre [B, L, 48], gist [B, L, 32], detail [B, L, 16], text [B, L, 384], position [B, L, 2] -> normalised latent [B, L, C]."""

    def __init__(self, width: int = 256, depth: int = 6, style: int = 192):
        super().__init__()
        self.position = PositionFeatures()
        self.text = nn.Linear(TEXT_CHANNELS, style)
        self.timbre = nn.Linear(TIMBRE, style)
        self.gist = nn.Linear(GIST, style)
        self.place = nn.Linear(POSITION_FEATURES, style)
        self.style = nn.Linear(style, style)
        self.enter = nn.Linear(style + GIST + NOISE_FRAME + POSITION_FEATURES, width)
        dilations = DILATIONS[:depth]
        self.blocks = nn.ModuleList(ConvNeXtBlock(width, 2, 7, dilation) for dilation in dilations)
        self.films = nn.ModuleList(nn.Linear(style, 2 * width) for _ in dilations)
        self.norm = nn.LayerNorm(width)
        self.leave = nn.Linear(width, LATENT_CHANNELS)
        self.linear = nn.Conv1d(GIST, LATENT_CHANNELS, GIST_TAPS, padding=GIST_TAPS // 2)
        self.linear_timbre = nn.Linear(TIMBRE, LATENT_CHANNELS, bias=False)
        nn.init.zeros_(self.leave.weight)
        nn.init.zeros_(self.leave.bias)
        for film in self.films:
            nn.init.normal_(film.weight, std=0.02)
            nn.init.zeros_(film.bias)

    @property
    def reach(self) -> int:
        """Latent frames seen on each side."""
        return reach_of(self.blocks)

    def forward(self, timbre, gist, detail, text, position):
        places = self.position(position)
        # MiniLM vectors have unit length; sqrt(384) of it brings each of their numbers to about one.
        prompt = self.text(text * math.sqrt(TEXT_CHANNELS))
        style = F.leaky_relu(prompt + self.timbre(timbre) + self.gist(gist) + self.place(places), 0.1)
        style = F.leaky_relu(self.style(style), 0.1)
        hidden = self.enter(torch.cat([style, gist, detail, places], dim=2))
        for block, film in zip(self.blocks, self.films):
            hidden = block(hidden, film(style))
        sketch = self.linear(gist.transpose(1, 2)).transpose(1, 2) + self.linear_timbre(timbre)
        return sketch + self.leave(self.norm(hidden))


def positions(frames: int, seconds: float, first: int = 0) -> torch.Tensor:
    """[frames, 2]: seconds since the start and to the end for latent frames first, first + 1, ... of a sound."""
    start = (torch.arange(frames) + first) * (LATENT_HOP / SAMPLE_RATE)
    return torch.stack([start, seconds - start], dim=1).clamp(0.0, LONGEST)


def draw_noise(batch: int, frames: int, generator: torch.Generator | None = None, device="cpu") -> torch.Tensor:
    """[batch, frames, 64]: the sound's own noise repeated over the frames, then frame noise."""
    whole = torch.randn(batch, 1, NOISE_GLOBAL, generator=generator, device=device)
    detail = torch.randn(batch, frames, NOISE_FRAME, generator=generator, device=device)
    return torch.cat([whole.expand(-1, frames, -1), detail], dim=2)
