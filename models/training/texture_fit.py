"""Fits the decoder's texture noise to the residuals of real clips: correlation in time and band, and skew."""

from __future__ import annotations

import torch

from mel import N_MELS
from vae import BAND_TAPS, TIME_TAPS, Vae, to_units


def autocorrelation(residual: torch.Tensor, heard: torch.Tensor, lags: int) -> torch.Tensor:
    """residual [B, T, 128] -> [128, lags + 1] correlation along time; heard [B, T, 1] masks padding."""
    values = []
    for lag in range(lags + 1):
        left, right = residual[:, : residual.shape[1] - lag], residual[:, lag:]
        both = heard[:, : heard.shape[1] - lag] * heard[:, lag:]
        values.append((left * right * both).sum(dim=(0, 1)) / both.sum())
    return torch.stack(values, dim=1) / values[0][:, None].clamp(min=1e-6)


def minimum_taps(correlation: torch.Tensor, taps: int) -> torch.Tensor:
    """[N, lags + 1] correlations -> [N, taps] zero-phase filters whose output has about those correlations.

    The square root of the power spectrum is one such filter; cutting it to a few taps is what approximates.
    """
    lags = correlation.shape[1] - 1
    size = 64
    circular = torch.zeros(correlation.shape[0], size)
    circular[:, : lags + 1] = correlation
    circular[:, size - lags:] = correlation[:, 1:].flip(1)
    power = torch.fft.rfft(circular).real.clamp(min=0.0)
    kernel = torch.fft.irfft(power.sqrt(), n=size).roll(taps // 2, dims=1)[:, :taps]
    return kernel / kernel.square().sum(dim=1, keepdim=True).sqrt()


@torch.no_grad()
def fit_texture(vae: Vae, mel: torch.Tensor, weight: torch.Tensor) -> None:
    """Sets vae.texture from mel [B, 128, T] and its padding weight [B, T, 1] (heard where above 0.5)."""
    parts = []
    for part in mel.split(64):
        mean, log_sigma = vae.decoder(vae.encoder(part)[0])
        parts.append((to_units(part).transpose(1, 2) - mean) * torch.exp(-log_sigma))
    residual = torch.cat(parts).clamp(-4.0, 4.0).cpu()
    heard = (weight > 0.5).float().cpu()
    # Bins at the floor have no texture of their own and would dilute the statistics.
    audible = heard * (to_units(mel.cpu()).transpose(1, 2) > to_units(torch.tensor(-8.5))).float()
    masked = residual * audible
    masked = masked - masked.sum(dim=(0, 1)) / audible.sum(dim=(0, 1)).clamp(min=1.0)
    masked = masked * audible

    vae.texture.time.copy_(minimum_taps(autocorrelation(masked, heard, TIME_TAPS // 2), TIME_TAPS)[:, None])

    deviation = (masked.square().sum(dim=(0, 1)) / audible.sum(dim=(0, 1)).clamp(min=1.0)).sqrt().clamp(min=0.1)
    scaled = (masked / deviation)[audible.sum(dim=2) > 64]
    correlation = scaled.T @ scaled / max(1, scaled.shape[0])
    strength = correlation.diagonal().sqrt().clamp(min=1e-3)
    correlation = correlation / strength[:, None] / strength[None]
    near = (torch.arange(N_MELS)[:, None] - torch.arange(N_MELS)[None]).abs() <= BAND_TAPS // 2
    values, vectors = torch.linalg.eigh(correlation * near)
    root = vectors @ torch.diag(values.clamp(min=0.0).sqrt()) @ vectors.T
    root = root * near
    vae.texture.bands.copy_(root / root.square().sum(dim=0, keepdim=True).sqrt())

    # n + k (n^2 - 1) has skew close to 6 k for small k; keep it unit variance and at most moderately bent.
    skew = (scaled**3).mean(dim=0) / (scaled.square().mean(dim=0) ** 1.5).clamp(min=1e-3)
    bend = (skew / 6.0).clamp(-0.25, 0.1)
    norm = 1.0 / (1.0 + 2.0 * bend.square()).sqrt()
    amount = deviation.clamp(max=1.2)
    vae.texture.curve.copy_(torch.stack([-bend * norm, norm, bend * norm], dim=1) * amount[:, None])
