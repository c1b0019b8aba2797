"""Trains the VAE's decoder on against a critic, the encoder frozen, so that latents and their generator stay valid.

    python3 models/training/train.py --stage decoder --minutes 60 [--resume]

Goes on from runs/vae/model.pt. The likelihood goes on teaching mean and deviation; the critic (decoder_critic.py) compares
drawn mels, texture included, with real ones. Kept checkpoints are measured on held-out clips by what is neither the
critic nor the judge: `texture_figures`. Choosing one is left to the reader: copy it over runs/vae/model.pt.
"""

from __future__ import annotations

import json

import numpy as np
import torch

from batches import batches, on_device
from corpus import MelCache, corpus_path, load_clips, load_split
from decoder_critic import PatchCritic, critic_loss, decoder_loss, energy_distance
from mel import N_MELS
from run import RUNS, Average, Run, device, multiply_in_bfloat16
from steadiness_fit import fit_steadiness, steadiness_loss
from vae import SPREAD, Vae, likelihood_loss, to_units
from vae_train import CROP, MelCrops

BATCH = 16
SEEN = 64
"""Mel frames of each crop that the critic sees."""
RATE, CRITIC_RATE, STEADY_RATE = 6e-4, 4e-4, 3e-3
ADVERSARY = 0.5
"""Pull of critic and energy distance on the decoder's last layer, relative to that of the likelihood."""
ENERGY = 4.0
"""Weight of the energy distance beside the critic's score."""
ALONE = 150
"""Steps that a new critic trains alone."""
KEEP_EVERY = 600
STILL = 0.03
"""Network units a frame (0.1 nat): where a mel changes less than this over 0.2 s, a partial is held."""
PATCHES = ((8, 8), (4, 32), (32, 2))
"""Frames by bands of the patches whose distribution `texture_figures` compares."""


def latent_of(vae: Vae, mel: torch.Tensor) -> torch.Tensor:
    """What the frozen encoder hears, moved by a random share of its own uncertainty: both clean latents and those that a
    generator gives must decode well."""
    with torch.no_grad():
        mean, log_variance = vae.encoder(mel)
        share = torch.rand(len(mean), 1, 1, device=mel.device)
        return mean + share * torch.randn_like(mean) * torch.exp(0.5 * log_variance)


def draws(vae: Vae, mean: torch.Tensor, log_sigma: torch.Tensor) -> torch.Tensor:
    """One drawn mel [B, T, 128] in network units, as quiet at the least as real ones are."""
    noise = torch.randn(len(mean), N_MELS, mean.shape[1], device=mean.device)
    return torch.maximum(vae.textured(mean, log_sigma, noise), to_units(torch.tensor(-99.0)))


@torch.no_grad()
def texture_figures(vae: Vae, mel: torch.Tensor, weight: torch.Tensor, seed: int = 0) -> dict[str, float]:
    """Of held-out crops mel [B, 128, T], padding weight [B, T, 1]: l1 of the mean in nats; `energy`, the patches'
    distance to draws less half that between two draws, in nats rms per bin, a proper score; `time`, `bands` and `slow`, by how many nats steps from
    frame to frame, from band to band and over 12 frames are too small (negative) or large; `uneven`, the same in the bands'
    rms; `tonal`, the first for those bins alone whose real neighbours in time are alike: partials, which must not flicker."""
    torch.manual_seed(seed)
    parts = []
    for part in mel.split(16):
        mean, log_sigma = vae.decoder(vae.encoder(part)[0])
        parts.append((mean, draws(vae, mean, log_sigma), draws(vae, mean, log_sigma)))
    mean, first, second = (torch.cat(part) for part in zip(*parts))
    real = to_units(mel).transpose(1, 2)
    heard = (weight > 0.5) & (real > to_units(torch.tensor(-8.5)))
    figures = {"l1": float((mean - real).abs()[heard].mean()) * SPREAD}
    energies = []
    for frames, bands in PATCHES:
        cut = lambda part: part.unfold(1, frames, frames // 2).unfold(2, bands, bands // 2).flatten(3)
        loud = cut(heard.float()).mean(dim=3) > 0.9
        one, other, target = (cut(part)[loud] for part in (first, second, real))
        energies.append(float(energy_distance(one, other, target, 1)) * SPREAD / (2 * (frames * bands) ** 0.5))
    figures["energy"] = float(np.mean(energies))
    change = lambda part, dim, lag: (part.narrow(dim, lag, part.shape[dim] - lag) - part.narrow(dim, 0, part.shape[dim] - lag)).abs()
    still = torch.nn.functional.avg_pool2d(change(real, 1, 1)[:, None], (17, 1), 1, (8, 0), count_include_pad=False)[:, 0] < STILL
    for name, dim, lag, where in (("time", 1, 1, None), ("bands", 2, 1, None), ("slow", 1, 12, None), ("tonal", 1, 1, still)):
        both = heard.narrow(dim, lag, heard.shape[dim] - lag) & heard.narrow(dim, 0, heard.shape[dim] - lag)
        both = both if where is None else both & where
        steps = [(change(part, dim, lag) * both).sum(dim=(0, 1)) / both.sum(dim=(0, 1)).clamp(min=1) for part in (first, real)]
        ratio = torch.log((steps[0] + 1e-4) / (steps[1] + 1e-4))
        figures[name] = float(ratio.mean())
        figures[f"uneven_{name}"] = float(ratio.square().mean().sqrt())
    return figures


def train(minutes: float, resume: bool, corpus: str | None = None, name: str = "decoder") -> None:
    folder = corpus_path(corpus)
    clips = load_clips(folder)
    cache = MelCache(clips, folder)
    training, held = load_split(clips)
    vae, averaged = Vae().to(device()), Vae().to(device())
    vae.load_state_dict(torch.load(RUNS / "vae" / "model.pt", map_location="cpu"))
    vae.encoder.requires_grad_(False)
    critic = PatchCritic().to(device())
    multiply_in_bfloat16(vae)
    taught = list(vae.decoder.parameters())
    groups = [{"params": taught, "rate": RATE}, {"params": vae.steadiness.parameters(), "rate": STEADY_RATE}]
    optimiser = torch.optim.AdamW(groups, lr=RATE, betas=(0.8, 0.98), weight_decay=0.01)
    critic_optimiser = torch.optim.AdamW(critic.parameters(), lr=CRITIC_RATE, betas=(0.0, 0.98), weight_decay=0.01)
    average = Average(vae, averaged, 0.998)
    run = Run(name, minutes, resume, {"vae": vae, "average": average, "critic": critic,
                                      "optimiser": optimiser, "critic_optimiser": critic_optimiser})
    rng = np.random.default_rng(run.step)
    crops = MelCrops(cache, training, rng)
    drawn = batches(MelCrops(cache, training, rng), BATCH, [run.step])
    check = on_device(MelCrops(cache, held, np.random.default_rng(1), augmented=False).batch(96))
    if run.step == 0:
        # So that the critic meets texture as it will be.
        fit_steadiness(vae, crops)
        averaged.load_state_dict(vae.state_dict())
    pull, kept = None, run.seconds()
    report(run, averaged, check)
    while run.running():
        fade = min(1.0, run.step / 60) * (0.03 + 0.97 * 0.5 * (1 + np.cos(np.pi * run.progress())))
        for group in optimiser.param_groups:
            group["lr"] = group["rate"] * fade
        for group in critic_optimiser.param_groups:
            group["lr"] = CRITIC_RATE * max(0.2, fade)
        mel, weight = next(drawn)
        mean, log_sigma = vae.decoder(latent_of(vae, mel))
        target = to_units(mel).transpose(1, 2)
        likelihood = likelihood_loss(mean, log_sigma, target, weight)
        steady = steadiness_loss(vae, mean, log_sigma, target, weight)
        at = int(rng.integers(0, CROP - SEEN + 1))
        seen, middle, deviation = (part[:, at: at + SEEN] for part in (target, mean, log_sigma))
        beside = middle.detach()
        first = draws(vae, middle, deviation)
        scored, gap = critic_loss(critic, seen, first.detach(), beside)
        critic_optimiser.zero_grad(set_to_none=True)
        scored.backward()
        critic_optimiser.step()
        logged, loss = {"nll": likelihood, "steady": steady, "critic": scored, "critic_gap": gap}, likelihood + steady
        if run.step > ALONE:
            critic.requires_grad_(False)
            preferred, energy = decoder_loss(critic, seen, first, draws(vae, middle, deviation), beside)
            critic.requires_grad_(True)
            wanted = preferred + ENERGY * energy
            if pull is None or run.step % 20 == 1:
                now = balance(likelihood, wanted, vae.decoder.leave.weight)
                pull = now if pull is None else 0.8 * pull + 0.2 * now
            loss = loss + ADVERSARY * pull * wanted
            logged.update(pull=pull, energy=energy)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(taught, 1.0)
        optimiser.step()
        average.update()
        run.log(every=25, **logged)
        if run.seconds() - kept > KEEP_EVERY:
            torch.save(averaged.state_dict(), run.folder / f"average-{run.step}.pt")
            report(run, averaged, check)
            kept = run.seconds()
    torch.save(averaged.state_dict(), run.folder / "model.pt")
    report(run, averaged, check)


def balance(first: torch.Tensor, second: torch.Tensor, weight: torch.Tensor) -> float:
    """Weight at which the second loss pulls on a layer as hard as the first (Esser et al., VQGAN, 2021)."""
    pulls = [torch.autograd.grad(loss, weight, retain_graph=True)[0].norm() for loss in (first, second)]
    return float(torch.clamp(pulls[0] / (pulls[1] + 1e-8), 1e-3, 1e3))


def report(run: Run, vae: Vae, check) -> None:
    figures = {"step": run.step, **texture_figures(vae, *check)}
    torch.manual_seed(run.step)
    print(" ".join(f"{name} {value:.4g}" for name, value in figures.items()), flush=True)
    with open(run.folder / "figures.jsonl", "a", encoding="utf-8") as lines:
        lines.write(json.dumps(figures) + "\n")
