"""Trains the sampler that completes a coarse latent by fine channels; every other network stays as it is.

    python3 models/training/train.py --stage sampler --minutes 30 [--resume]

Goes on from runs/vae/model.pt and runs/fine/model.pt and writes runs/sampler/model.pt: the weights that scored best on held-out
clips, for the training clips are soon known by heart.
"""

from __future__ import annotations

import hashlib

import numpy as np
import torch

from batches import batches, on_device
from corpus import CACHE, MelCache, corpus_path, load_clips, load_split
from fine import FINE_CHANNELS, Fine, encode, load_fine
from fine_sampler import FineSampler, energy_score
from fine_train import load_vae
from latents import whole_patches
from run import Average, Best, Run, device
from vae import LATENT_CHANNELS, Vae

WINDOW, BATCH = 64, 24
CHECKED, CHECK_EVERY = 256, 100
"""Held-out windows that choose the weights, and steps from one choice to the next."""
LONGEST = 432
"""Mel frames of a clip that are used, 5 s."""
RATE = 1.5e-3
ASTRAY = 0.25
"""Largest deviation of what is added to the coarse latent in training, for a generator's are not quite like encoded ones."""


class Windows:
    """Stretches of whole latents, encoded once."""

    def __init__(self, vae: Vae, fine: Fine, cache: MelCache, indices: list[int], rng: np.random.Generator):
        self.rng = rng
        weights = b"".join(value.cpu().numpy().tobytes() for part in (vae.encoder, fine.encoder) for value in part.state_dict().values())
        path = CACHE / f"fine-{hashlib.sha256(weights + str(indices).encode()).hexdigest()[:16]}.npz"
        if not path.is_file():
            whole = lambda index: torch.from_numpy(whole_patches(cache.mel(index)[:, :LONGEST]))[None].to(device())
            parts = [encode(vae, fine.encoder, whole(index))[0].T.cpu().numpy() for index in indices]
            np.savez(path, frames=np.concatenate(parts), lengths=[len(part) for part in parts])
        saved = np.load(path)
        self.latents = np.split(saved["frames"], np.cumsum(saved["lengths"])[:-1])
        # Long clips are drawn more often, by the root of their length.
        self.weights = np.sqrt(np.minimum(saved["lengths"], 100.0))
        self.weights /= self.weights.sum()

    def batch(self, size: int) -> tuple[torch.Tensor, torch.Tensor]:
        """(fine [size, WINDOW, 24], coarse [size, WINDOW, 40])."""
        cut = []
        for index in self.rng.choice(len(self.latents), size, p=self.weights):
            latent = self.latents[index]
            # The last frames of every latent are silence, which goes on.
            latent = np.concatenate([latent, np.repeat(latent[-1:], max(0, WINDOW - len(latent)), axis=0)])
            start = int(self.rng.integers(0, len(latent) - WINDOW + 1))
            cut.append(latent[start: start + WINDOW])
        coarse, fine = torch.from_numpy(np.stack(cut)).split([LATENT_CHANNELS, FINE_CHANNELS], dim=2)
        return fine, coarse


@torch.no_grad()
def likeness(sampler: FineSampler, fine: torch.Tensor, coarse: torch.Tensor) -> dict[str, float]:
    """Of samples beside real fine channels: the energy score, that of nothing told and that of plain noise; the ratio of their
    deviations; and how alike neighbouring frames are (correlation) in both."""
    first, other, noise, more = sampler(torch.randn_like(fine), coarse), sampler(torch.randn_like(fine), coarse), torch.randn_like(fine), torch.randn_like(fine)
    alike = lambda part: float((part[:, 1:] * part[:, :-1]).mean() / part.square().mean())
    nothing = torch.zeros_like(fine)
    return {"held_score": float(energy_score(first, other, fine)), "score_nothing": float(energy_score(nothing, nothing, fine)),
            "score_noise": float(energy_score(noise, more, fine)), "spread": float(first.std() / fine.std()),
            "alike_made": alike(first), "alike_real": alike(fine)}


def train(minutes: float, resume: bool, corpus: str | None = None, name: str = "sampler") -> None:
    folder = corpus_path(corpus)
    clips = load_clips(folder)
    cache = MelCache(clips, folder)
    training, held = load_split(clips)
    vae, fine = load_vae().to(device()), load_fine().to(device())
    known, unknown = (Windows(vae, fine, cache, part, np.random.default_rng(1)) for part in (training, held))
    sampler, averaged = FineSampler().to(device()), FineSampler().to(device())
    optimiser = torch.optim.AdamW(sampler.parameters(), lr=RATE, betas=(0.9, 0.98), weight_decay=0.01)
    average = Average(sampler, averaged, 0.998)
    run = Run(name, minutes, resume, {"sampler": sampler, "average": average, "optimiser": optimiser})
    drawn = batches(known, BATCH, [run.step])
    check = on_device(unknown.batch(CHECKED))
    best = Best(run, "held_score", averaged)
    while run.running():
        for group in optimiser.param_groups:
            group["lr"] = RATE * min(1.0, run.step / 100) * (0.03 + 0.97 * 0.5 * (1 + np.cos(np.pi * run.progress())))
        told, coarse = next(drawn)
        coarse = coarse + ASTRAY * torch.rand(len(coarse), 1, 1, device=coarse.device) * torch.randn_like(coarse)
        score = energy_score(sampler(torch.randn_like(told), coarse), sampler(torch.randn_like(told), coarse), told)
        optimiser.zero_grad(set_to_none=True)
        score.backward()
        torch.nn.utils.clip_grad_norm_(sampler.parameters(), 1.0)
        optimiser.step()
        average.update()
        run.log(every=50, score=score)
        if run.step % CHECK_EVERY == 0:
            best.compare(**likeness(averaged, *check))
    best.compare(**likeness(averaged, *check))
