"""The VAE: log-mel <-> latent, with a decoder that knows how noisy each bin is.

A plain reconstruction loss returns the mean of all the textures a bin could have had, which sounds blurred.
Here the decoder predicts a mean and a standard deviation for every mel bin and is trained by likelihood
(a sigma-VAE, after Rybkin et al., "Simple and Effective VAE Training with Calibrated Decoders", 2021), so
texture is kept out of the latent and drawn anew when decoding, as noise shaped and correlated like the
residuals that were measured on real clips.

Both networks work on patches of four mel frames and hold a linear path, started from the principal
components of the patches, so training only has to find what lies beyond them.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

from blocks import ConvNeXtBlock, reach_of
from mel import LATENT_STRIDE, N_MELS, SILENCE

LATENT_CHANNELS = 40
PATCH = LATENT_STRIDE * N_MELS
FLOOR = -10.0
"""Nats. Below this nothing is heard under a full-scale peak; the networks see all of it as silence."""
CENTRE, SPREAD = -5.0, 3.3
LOG_SIGMA_MIN, LOG_SIGMA_MAX = -3.3, 0.0
"""Natural log of the bin deviation in units of SPREAD: about 0.12 to 3.3 nats."""
TEXTURE_PEAK = 3.0
"""Nats that texture may raise a bin above its mean (26 dB). In real clips 0.016 % of bins lie farther, where something begins in
many of them at once; drawn by itself such a bin is a tick, and in a band that some recordings have and others lack, a loud one."""
TIME_TAPS, BAND_TAPS = 7, 7
SLOW_TAPS = 65
"""Mel frames over which the texture of a steady tone stays what it is, 0.75 s: one draw for each partial, not a flicker."""
STEADY_REACH = 13
"""Mel frames on each side that tell how steady a bin is."""


def to_units(mel: torch.Tensor) -> torch.Tensor:
    """Log-mel in nats -> network units."""
    return (torch.clamp(mel, min=FLOOR) - CENTRE) / SPREAD


def from_units(units: torch.Tensor) -> torch.Tensor:
    """Network units -> nats, where what lies near FLOOR is let fall to true silence (slope 2.5 below -9)."""
    mel = torch.clamp(units * SPREAD + CENTRE, max=4.0)
    return torch.clamp(mel - 1.5 * F.relu(-9.0 - mel), min=SILENCE)


class Encoder(nn.Module):
    """mel [B, 128, T] -> (mean, log variance), each [B, L, C] with L = T / 4."""

    def __init__(self, channels: int = LATENT_CHANNELS, width: int = 288, depth: int = 3):
        super().__init__()
        self.linear = nn.Linear(PATCH, channels)
        self.enter = nn.Linear(PATCH, width)
        self.blocks = nn.ModuleList(ConvNeXtBlock(width) for _ in range(depth))
        self.leave = nn.Linear(width, 2 * channels)
        nn.init.zeros_(self.leave.weight)
        nn.init.zeros_(self.leave.bias)
        self.leave.bias.data[channels:] = -2.0

    def forward(self, mel: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        frames = to_units(mel).transpose(1, 2)
        patches = frames.reshape(frames.shape[0], -1, PATCH)
        hidden = self.enter(patches)
        for block in self.blocks:
            hidden = block(hidden)
        mean, log_variance = self.leave(hidden).chunk(2, dim=2)
        return self.linear(patches) + mean, torch.clamp(log_variance, -8.0, 2.0)


class Decoder(nn.Module):
    """latent [B, L, C] -> (mean, log deviation), each [B, 4L, 128] in network units."""

    def __init__(self, channels: int = LATENT_CHANNELS, width: int = 320, depth: int = 4,
                 fine_width: int = 160, fine_depth: int = 3):
        super().__init__()
        self.fine_width = fine_width
        self.linear = nn.Linear(channels, PATCH)
        self.enter = nn.Linear(channels, width)
        self.blocks = nn.ModuleList(ConvNeXtBlock(width) for _ in range(depth))
        self.unfold = nn.Linear(width, LATENT_STRIDE * fine_width)
        self.fine_blocks = nn.ModuleList(ConvNeXtBlock(fine_width) for _ in range(fine_depth))
        self.leave = nn.Linear(fine_width, 2 * N_MELS)
        nn.init.zeros_(self.leave.weight)
        nn.init.zeros_(self.leave.bias)

    @property
    def reach(self) -> int:
        """Latent frames seen on each side, the texture's included."""
        heard = LATENT_STRIDE * reach_of(self.blocks) + reach_of(self.fine_blocks) + STEADY_REACH
        return -(-max(heard, SLOW_TAPS // 2) // LATENT_STRIDE)

    def forward(self, latent: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        batch = latent.shape[0]
        hidden = self.enter(latent)
        for block in self.blocks:
            hidden = block(hidden)
        fine = self.unfold(hidden).reshape(batch, -1, self.fine_width)
        for block in self.fine_blocks:
            fine = block(fine)
        mean, raw = self.leave(fine).chunk(2, dim=2)
        log_sigma = LOG_SIGMA_MIN + F.softplus(raw + 2.0)
        coarse = self.linear(latent).reshape(batch, -1, N_MELS)
        return coarse + mean, torch.clamp(log_sigma, max=LOG_SIGMA_MAX)


class Texture(nn.Module):
    """White noise [B, 128, T] and steadiness [B, T, 128] -> residual-like noise [B, T, 128] of unit variance.

    Each band has its own filter along time and its own mix of neighbouring bands (an STFT's frames overlap
    and its low mel bands share bins), then a quadratic curve that gives the skew of log-magnitudes: deep
    dips, gentle peaks. All three are measured from residuals, not trained. As far as a bin is steady, the same noise
    smoothed over SLOW_TAPS frames takes the filtered one's place.
    """

    def __init__(self):
        super().__init__()
        time = torch.zeros(N_MELS, 1, TIME_TAPS)
        time[:, 0, TIME_TAPS // 2] = 1.0
        self.register_buffer("time", time)
        self.register_buffer("bands", torch.eye(N_MELS))
        self.register_buffer("curve", torch.tensor([[0.0, 1.0, 0.0]]).repeat(N_MELS, 1))
        self.register_buffer("amount", torch.ones(1))
        window = torch.hann_window(SLOW_TAPS + 1)[1:].sqrt()
        self.register_buffer("slow", (window / window.norm())[None, None])

    def slowly(self, noise: torch.Tensor) -> torch.Tensor:
        """[B, 128, T] smoothed along time, of unit variance up to both ends."""
        smooth = lambda part, kernel: F.conv1d(part, kernel, padding=SLOW_TAPS // 2)
        smoothed = smooth(noise.flatten(0, 1)[:, None], self.slow).view_as(noise)
        return smoothed / torch.sqrt(smooth(torch.ones_like(noise[:1, :1]), self.slow.square()))

    def forward(self, noise: torch.Tensor, steadiness: torch.Tensor | None = None) -> torch.Tensor:
        coloured = F.conv1d(noise, self.time, padding=TIME_TAPS // 2, groups=N_MELS).transpose(1, 2) @ self.bands
        if steadiness is not None:
            # Another band's noise: the two parts must not be alike.
            slow = self.slowly(torch.cat([noise[:, N_MELS // 2:], noise[:, : N_MELS // 2]], dim=1)).transpose(1, 2) @ self.bands
            coloured = torch.sqrt(1.0 - steadiness) * coloured + torch.sqrt(steadiness) * slow
        offset, slope, bend = self.curve[:, 0], self.curve[:, 1], self.curve[:, 2]
        return self.amount * (offset + slope * coloured + bend * coloured * coloured)


class Steadiness(nn.Module):
    """(mean, log deviation), each [B, T, 128] -> what share of each bin's variance stays for long, 0..1, [B, T, 128].

    What a latent does not tell of a tone, where its partials lie, is one unknown for as long as the tone is held; of rain
    it is a new one in every frame. A small image network that sees a quarter of a second tells them apart.
    """

    def __init__(self, channels: int = 8):
        super().__init__()
        self.enter = nn.Conv2d(4, channels, (5, 5), padding=(6, 2), dilation=(3, 1))
        self.middle = nn.Conv2d(channels, channels, (5, 3), padding=(6, 1), dilation=(3, 1))
        self.leave = nn.Conv2d(channels, 1, (3, 3), padding=1)
        nn.init.zeros_(self.leave.weight)
        nn.init.constant_(self.leave.bias, -3.0)
        self.register_buffer("place", torch.linspace(-1, 1, N_MELS))

    def forward(self, mean: torch.Tensor, log_sigma: torch.Tensor) -> torch.Tensor:
        edge = mean[:, :, 1:] - mean[:, :, :-1]
        image = torch.stack([mean, log_sigma + 1.5, 3.0 * F.pad(edge, (0, 1)), self.place.expand_as(mean)], dim=1)
        hidden = F.leaky_relu(self.enter(image), 0.1)
        hidden = F.leaky_relu(self.middle(hidden), 0.1)
        return torch.sigmoid(self.leave(hidden)[:, 0])


class Vae(nn.Module):
    """Encoder, decoder and texture with the statistics that make exported latents zero mean, unit variance."""

    def __init__(self):
        super().__init__()
        self.encoder = Encoder()
        self.decoder = Decoder()
        self.texture = Texture()
        self.steadiness = Steadiness()
        self.register_buffer("latent_mean", torch.zeros(LATENT_CHANNELS))
        self.register_buffer("latent_deviation", torch.ones(LATENT_CHANNELS))

    def encode(self, mel: torch.Tensor) -> torch.Tensor:
        """mel [B, 128, T], T a multiple of 4 -> normalised latent [B, C, T / 4]."""
        mean, _ = self.encoder(mel)
        return ((mean - self.latent_mean) / self.latent_deviation).transpose(1, 2)

    def decode(self, latent: torch.Tensor, noise: torch.Tensor) -> torch.Tensor:
        """latent [B, C, L] normalised, noise [B, 128, 4L] standard normal -> mel [B, 128, 4L] in nats."""
        mean, log_sigma = self.decoder(latent.transpose(1, 2) * self.latent_deviation + self.latent_mean)
        return from_units(self.textured(mean, log_sigma, noise)).transpose(1, 2)

    def textured(self, mean: torch.Tensor, log_sigma: torch.Tensor, noise: torch.Tensor) -> torch.Tensor:
        """What the decoder gives and noise [B, 128, T] -> one drawn mel [B, T, 128] in network units."""
        texture = self.texture(noise, self.steadiness(mean.detach(), log_sigma.detach()).detach())
        return mean + torch.clamp(torch.exp(log_sigma) * texture, max=TEXTURE_PEAK / SPREAD)


def likelihood_loss(mean, log_sigma, target, weight) -> torch.Tensor:
    """Gaussian negative log-likelihood per bin; all [B, T, 128] but weight [B, T, 1]."""
    error = (target - mean) * torch.exp(-log_sigma)
    return ((0.5 * error.square() + log_sigma) * weight).sum() / (weight.sum() * N_MELS)


def divergence(mean, log_variance) -> torch.Tensor:
    """KL to the standard normal, summed over channels, mean over frames."""
    return 0.5 * (mean.square() + log_variance.exp() - 1.0 - log_variance).sum(dim=2).mean()


def start_from_components(vae: Vae, patches: torch.Tensor) -> None:
    """Sets the linear paths to the principal components of patches [N, 512] (network units), whitened."""
    centre = patches.mean(dim=0)
    _, values, vectors = torch.linalg.svd(patches - centre, full_matrices=False)
    kept = vectors[:LATENT_CHANNELS]
    deviation = values[:LATENT_CHANNELS] / patches.shape[0] ** 0.5
    encoder, decoder = vae.encoder.linear, vae.decoder.linear
    encoder.weight.data.copy_(kept / deviation[:, None])
    encoder.bias.data.copy_(-(kept @ centre) / deviation)
    decoder.weight.data.copy_((kept * deviation[:, None]).T)
    decoder.bias.data.copy_(centre)
