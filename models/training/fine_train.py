"""Trains the fine channels: their encoder and what they refine, by likelihood; the VAE stays as it is.

    python3 models/training/train.py --stage fine --minutes 30 [--resume]
    python3 models/training/fine_train.py [--draws 3]        what the judge hears without them, with them, and with drawn ones

Goes on from runs/vae/model.pt and writes runs/fine/model.pt.
"""

from __future__ import annotations

import argparse
from typing import Callable

import numpy as np
import torch

import workers
from batches import batches, on_device
from classifier import TAGS, accuracy, judge, load_classifier
from corpus import MelCache, corpus_path, load_clips, load_split
from fine import FINE_CHANNELS, Fine, decode, encode, load_fine, start_from_components
from fine_sampler import load_sampler
from mel import HOP, LATENT_STRIDE, N_MELS, SAMPLE_RATE, SILENCE
from run import RUNS, Average, Run, device
from vae import LATENT_CHANNELS, PATCH, SPREAD, Vae, divergence, likelihood_loss, to_units
from vae_train import MelCrops

BATCH = 16
RATE = 1.2e-3
TOLD = 0.5
"""Weight of what the channels tell, in nats, beside what it saves. At one it is the evidence bound; below, they tell more than pays, for
the sake of copies."""
JUDGED_FRAMES = 5 * SAMPLE_RATE // HOP
Tell = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]
"""(coarse [1, 40, L], fine channels as heard [1, 24, L]) -> the fine channels to decode with."""


@torch.no_grad()
def decoded(vae: Vae, mel: torch.Tensor):
    """mel [B, 128, T] -> (target [B, T, 128], means of the latent [B, L, 40], decoder's mean and log deviation [B, T, 128])."""
    latent, _ = vae.encoder(mel)
    return to_units(mel).transpose(1, 2), latent, *vae.decoder(latent)


def losses(vae: Vae, fine: Fine, mel: torch.Tensor, weight: torch.Tensor) -> tuple[torch.Tensor, dict]:
    """What is missed per mel bin, given the latent, and what is told, by weight; and the parts."""
    target, latent, mean, log_sigma = decoded(vae, mel)
    told, log_variance = fine.encoder(target.reshape(*latent.shape[:2], PATCH), latent)
    drawn = told + torch.randn_like(told) * torch.exp(0.5 * log_variance)
    mean, log_sigma = fine.refiner(drawn, latent, mean, log_sigma)
    likelihood, kl = likelihood_loss(mean, log_sigma, target, weight), divergence(told, log_variance)
    loud = (weight > 0.5).float()
    error = ((mean - target).abs() * loud).sum() * SPREAD / (loud.sum() * N_MELS)
    return likelihood + TOLD * kl / PATCH, {"nll": likelihood, "kl": kl, "l1_nats": error}


def load_vae() -> Vae:
    vae = Vae()
    vae.load_state_dict(torch.load(RUNS / "vae" / "model.pt", map_location="cpu"))
    return vae.requires_grad_(False).eval()


def train(minutes: float, resume: bool, corpus: str | None = None, name: str = "fine") -> None:
    folder = corpus_path(corpus)
    clips = load_clips(folder)
    cache = MelCache(clips, folder)
    training, held = load_split(clips)
    vae = load_vae().to(device())
    fine, averaged = Fine().to(device()), Fine().to(device())
    optimiser = torch.optim.AdamW(fine.parameters(), lr=RATE, betas=(0.9, 0.98), weight_decay=0.01)
    if not (resume and (Run.folder_of(name) / "checkpoint.pt").is_file()):
        torch.manual_seed(0)
        mel, weight = on_device(MelCrops(cache, training, np.random.default_rng(0)).batch(500))
        target, latent, mean, log_sigma = (torch.cat(part).cpu() for part in zip(*(decoded(vae, part) for part in mel.split(50))))
        heard = weight.cpu().reshape(-1, LATENT_STRIDE)[:, 0] > 0.5
        patches = lambda part: part.reshape(-1, PATCH)[heard]
        start_from_components(fine.to("cpu"), patches(target), latent.flatten(0, 1)[heard], patches(target - mean), patches(log_sigma.exp()))
        fine.to(device())
    average = Average(fine, averaged, 0.998)
    run = Run(name, minutes, resume, {"fine": fine, "average": average, "optimiser": optimiser})
    workers.share_weights([fine, averaged])
    drawn = batches(MelCrops(cache, training, np.random.default_rng()), BATCH // workers.count(), [run.step, workers.rank()])
    check = on_device(MelCrops(cache, held, np.random.default_rng(1), augmented=False).batch(64))
    target, _, mean, log_sigma = decoded(vae, check[0])
    print(f"without fine channels, held out: nll {likelihood_loss(mean, log_sigma, target, check[1]):.4f}", flush=True)
    while run.running():
        for group in optimiser.param_groups:
            group["lr"] = RATE * min(1.0, run.step / 50) * (0.03 + 0.97 * 0.5 * (1 + np.cos(np.pi * run.progress())))
        loss, parts = losses(vae, fine, *next(drawn))
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        workers.share_gradients(fine.parameters())
        torch.nn.utils.clip_grad_norm_(fine.parameters(), 1.0)
        optimiser.step()
        average.update()
        run.log(every=25, loss=loss, **parts)
        if run.step % 100 == 0 and workers.rank() == 0:
            with torch.no_grad():
                bound, parts = losses(vae, averaged, *check)
            run.log(every=1, held_loss=bound, **{f"held_{part}": value for part, value in parts.items()})
    if workers.rank() == 0:
        torch.save(averaged.state_dict(), run.folder / "model.pt")


@torch.no_grad()
def copy(vae: Vae, fine: Fine, mel: np.ndarray, tell: Tell) -> np.ndarray:
    """mel [128, T] in nats through the latent and back, texture drawn anew, with the fine channels that `tell` gives."""
    padded = np.pad(mel, ((0, 0), (0, -mel.shape[1] % LATENT_STRIDE)), constant_values=SILENCE)
    latent = encode(vae, fine.encoder, torch.from_numpy(padded)[None])
    coarse, heard = latent.split([LATENT_CHANNELS, FINE_CHANNELS], dim=1)
    noise = torch.randn(1, N_MELS, padded.shape[1])
    return decode(vae, fine.refiner, torch.cat([coarse, tell(coarse, heard)], dim=1), noise)[0, :, : mel.shape[1]].numpy()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--draws", type=int, default=3)
    parser.add_argument("--every", type=int, default=1, help="only one of so many held-out clips")
    parser.add_argument("--corpus")
    options = parser.parse_args()
    torch.set_num_threads(1)
    folder = corpus_path(options.corpus)
    clips = load_clips(folder)
    cache, held = MelCache(clips, folder), load_split(clips)[1][:: options.every]
    mels, tags = [cache.mel(i)[:, :JUDGED_FRAMES] for i in held], [clips[i].tags for i in held]
    vae, fine, sampler, classifier = load_vae(), load_fine(), load_sampler(), load_classifier()

    def told(name: str, draws: list[list[np.ndarray]]) -> None:
        probabilities = [judge(classifier, made)[0] for made in draws]
        right = [accuracy(part, tags) for part in probabilities]
        logs = [np.log(part[n, [TAGS.index(tag) for tag in wanted]].sum()) for part in probabilities for n, wanted in enumerate(tags)]
        print(f"{name:22} {np.mean(right):.3f} ({' '.join(f'{value:.3f}' for value in right)}), log-probability {np.mean(logs):.3f}", flush=True)

    told("real mels", [mels])
    drawn = lambda coarse, heard: sampler(torch.randn_like(heard).transpose(1, 2), coarse.transpose(1, 2)).transpose(1, 2)
    ways = {"nothing fine told": lambda _, heard: torch.zeros_like(heard), "as heard": lambda _, heard: heard, "drawn": drawn}
    for name, tell in ways.items():
        draws = []
        for draw in range(options.draws):
            torch.manual_seed(draw)
            draws.append([copy(vae, fine, mel, tell) for mel in mels])
        told(name, draws)


if __name__ == "__main__":
    main()
