"""Fits a decoder's steadiness: in which bins of real clips a residual stays alike for long, so that held tones do not flicker.

    python3 models/training/steadiness_fit.py WEIGHTS.pt [--steps 500]     writes it into the same file
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch

from batches import on_device
from corpus import MelCache, corpus_path, load_clips, load_split
from run import device
from vae import Vae, to_units
from vae_train import MelCrops

STEADY_LAG = 12
"""Mel frames after which a residual that is still alike counts as steady: the overlap of frames is long past."""
RATE = 5e-3
CROPS, BATCH = 480, 8


def steadiness_loss(vae: Vae, mean: torch.Tensor, log_sigma: torch.Tensor, target: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    """Least where steadiness is the residual's correlation with itself STEADY_LAG frames before and after; [B, T, 128] each,
    weight [B, T, 1]. Teaches steadiness alone."""
    mean, log_sigma = mean.detach(), log_sigma.detach()
    residual = ((target - mean) * torch.exp(-log_sigma)).clamp(-3.0, 3.0)
    early, middle, late = residual[:, :-2 * STEADY_LAG], residual[:, STEADY_LAG:-STEADY_LAG], residual[:, 2 * STEADY_LAG:]
    error = (vae.steadiness(mean, log_sigma)[:, STEADY_LAG:-STEADY_LAG] - 0.5 * middle * (early + late)).square()
    return (error * weight[:, STEADY_LAG:-STEADY_LAG]).mean()


def fit_steadiness(vae: Vae, crops: MelCrops, steps: int = 500) -> None:
    """Trains vae.steadiness alone on what the decoder makes of CROPS crops."""
    known = []
    with torch.no_grad():
        for _ in range(CROPS // 24):
            mel, weight = on_device(crops.batch(24))
            known.append((*vae.decoder(vae.encoder(mel)[0]), to_units(mel).transpose(1, 2), weight))
    known = [torch.cat(part) for part in zip(*known)]
    optimiser = torch.optim.Adam(vae.steadiness.parameters(), lr=RATE)
    losses = []
    for step in range(steps):
        for group in optimiser.param_groups:
            group["lr"] = RATE * min(1.0, (step + 1) / 20) * (0.02 + 0.98 * 0.5 * (1 + np.cos(np.pi * step / steps)))
        rows = torch.randint(len(known[0]), (BATCH,))
        loss = steadiness_loss(vae, *(part[rows] for part in known))
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        losses.append(float(loss))
        if step % 50 == 49:
            print(f"steadiness {step + 1}: {np.mean(losses[-50:]):.4f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--steps", type=int, default=500)
    parser.add_argument("--corpus")
    options = parser.parse_args()
    folder = corpus_path(options.corpus)
    clips = load_clips(folder)
    vae = Vae().to(device())
    vae.load_state_dict(torch.load(options.weights, map_location="cpu"))
    torch.manual_seed(0)
    fit_steadiness(vae, MelCrops(MelCache(clips, folder), load_split(clips)[0], np.random.default_rng(0)), options.steps)
    torch.save(vae.state_dict(), options.weights)


if __name__ == "__main__":
    main()
