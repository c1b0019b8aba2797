"""GANmix as first published, as the baseline to beat: fully connected nets on the flattened latent of 5 s crops.

Gaussian noise in, tanh out, binary cross-entropy, Adam, learning rate stepped down every 10 epochs; no prompt.
It works on this project's latents and is heard through this project's decoder, so that only the GAN differs.
"""

from __future__ import annotations

import json

import numpy as np
import torch
from torch import nn

from corpus import MelCache, corpus_path, load_clips, load_split
from latents import LatentStore
from measures import frechet, mean_pair_distance
from mel import LATENT_RATE, N_MELS
from run import RUNS, Run, device
from sheets import save_sheet
from vae import LATENT_CHANNELS, Vae

SECONDS = 5.0
FRAMES = int(SECONDS * LATENT_RATE)
NOISE = 128
LARGEST = 4.0
"""Latents are divided by this to fit tanh; they have unit variance."""
BATCH = 64


def dense(*sizes: int) -> list[nn.Module]:
    layers: list[nn.Module] = []
    for before, after in zip(sizes, sizes[1:]):
        layers += [nn.Linear(before, after), nn.LeakyReLU(0.2)]
    return layers


def make_networks() -> tuple[nn.Module, nn.Module]:
    """(generator [B, 128] -> [B, FRAMES * C] in -1..1, discriminator back to [B, 1] logits)."""
    flat = FRAMES * LATENT_CHANNELS
    generator = nn.Sequential(*dense(NOISE, 256, 512, 1024), nn.Linear(1024, flat), nn.Tanh())
    discriminator = nn.Sequential(nn.Linear(flat, 512), nn.LeakyReLU(0.2), nn.Dropout(0.3), nn.Linear(512, 256), nn.LeakyReLU(0.2),
                                  nn.Dropout(0.3), nn.Linear(256, 1))
    return generator, discriminator


def crops(store: LatentStore, clips_count: int) -> torch.Tensor:
    """[N, FRAMES * C]: the first five seconds of each unvaried clip, silence after."""
    rows = []
    for entry in range(clips_count):
        latent = store.latent(entry)[:FRAMES]
        latent = np.concatenate([latent, np.tile(store.silence, (FRAMES - len(latent), 1))])
        rows.append(np.clip(latent / LARGEST, -0.999, 0.999).ravel())
    return torch.from_numpy(np.asarray(rows, dtype=np.float32))


def train(minutes: float, resume: bool, corpus: str | None = None, name: str = "baseline") -> None:
    folder = corpus_path(corpus)
    clips = load_clips(folder)
    cache = MelCache(clips, folder)
    training, held = load_split(clips)
    vae = Vae()
    vae.load_state_dict(torch.load(RUNS / "vae" / "model.pt", map_location="cpu"))
    data = crops(LatentStore(vae.eval(), clips, cache, training), len(training)).to(device())
    generator, discriminator = (part.to(device()) for part in make_networks())
    optimisers = [torch.optim.Adam(part.parameters(), lr=2e-4, betas=(0.5, 0.999)) for part in (generator, discriminator)]
    schedules = [torch.optim.lr_scheduler.StepLR(optimiser, step_size=10, gamma=0.9) for optimiser in optimisers]
    run = Run(name, minutes, resume, {
        "generator": generator, "discriminator": discriminator, "generator_optimiser": optimisers[0],
        "discriminator_optimiser": optimisers[1], "generator_schedule": schedules[0], "discriminator_schedule": schedules[1],
    })
    judge_real = nn.BCEWithLogitsLoss()
    going = True
    while going:
        for rows in torch.randperm(len(data)).split(BATCH):
            going = run.running()
            if not going:
                break
            real = data[rows]
            made = generator(torch.randn(len(real), NOISE, device=real.device))
            ones, zeros = torch.ones(len(real), 1, device=real.device), torch.zeros(len(real), 1, device=real.device)
            loss_d = judge_real(discriminator(real), ones) + judge_real(discriminator(made.detach()), zeros)
            optimisers[1].zero_grad()
            loss_d.backward()
            optimisers[1].step()
            loss_g = judge_real(discriminator(made), ones)
            optimisers[0].zero_grad()
            loss_g.backward()
            optimisers[0].step()
            run.log(every=100, critic=loss_d.detach(), generator=loss_g.detach())
        else:
            for schedule in schedules:
                schedule.step()
    measure(generator.to("cpu"), vae, cache, held, run)


@torch.no_grad()
def measure(generator: nn.Module, vae: Vae, cache: MelCache, held: list[int], run: Run) -> None:
    """FAD and diversity of its mels by the judge's features, and a sheet. No accuracy: it takes no prompt."""
    from classifier import TAGS, judge, load_classifier
    seeded = torch.Generator().manual_seed(0)
    latent = (generator.eval()(torch.randn(len(held), NOISE, generator=seeded)) * LARGEST).view(len(held), FRAMES, LATENT_CHANNELS)
    mels = [vae.decode(part[None].transpose(1, 2), torch.randn(1, N_MELS, 4 * FRAMES, generator=seeded))[0].numpy() for part in latent]
    classifier = load_classifier()
    probability, features = judge(classifier, mels)
    _, real = judge(classifier, [cache.mel(i)[:, : 4 * FRAMES] for i in held])
    figures = {
        "fad": frechet(features, real), "diversity_to_real": mean_pair_distance(features) / mean_pair_distance(real),
        "tags_heard": int(len(set(probability.argmax(axis=1)))), "tags": len(TAGS),
    }
    (run.folder / "figures.json").write_text(json.dumps(figures))
    print(f"baseline: {figures}", flush=True)
    save_sheet(mels[:24], [TAGS[i] for i in probability[:24].argmax(axis=1)], run.folder / "sheet.png")
