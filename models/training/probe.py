"""A quick look at generators while they train, on latents alone, by a small network that is not the judge.

    python3 models/training/train.py --stage probe --minutes 6
    python3 models/training/probe.py runs/gan/average-*.pt [--set MEANING=20,40] [--draws 3]

Prints, for every tag by eight seeds: how often the probe hears the tag, the distance of the made latents from held-out
ones (Frechet, probe's features) and the spread among seeds beside that of real sounds; of several draws of the seeds, the
mean and the standard deviation of one. Checkpoints and the constants
of instances.py are chosen by it, so that the judge of evaluate.py stays out of every choice.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from blocks import ConvNeXtBlock
from corpus import MelCache, corpus_path, load_clips, load_split
import instances
from generator import Generator, draw_noise, positions
from instances import Sounds, instances_of
from latents import LatentStore, embed_prompts
from measures import frechet, mean_pair_distance
from mel import LATENT_RATE
from run import RUNS, Average, Run, device, multiply_in_bfloat16
from sound_encoder import SoundEncoder
from tag_phrases import TAG_PHRASES
from vae import LATENT_CHANNELS, Vae

TAGS = tuple(TAG_PHRASES)
FRAMES = 48
BATCH = 64
RATE = 2e-3
SEEDS = 8


class Probe(nn.Module):
    """latent [B, L, C] -> (logits [B, tags], features [B, 192])."""

    def __init__(self, width: int = 128):
        super().__init__()
        self.enter = nn.Linear(LATENT_CHANNELS, width)
        self.blocks = nn.ModuleList(ConvNeXtBlock(width, 2, 5, dilation) for dilation in (1, 2, 4))
        self.norm = nn.LayerNorm(width)
        self.whole = nn.Linear(3 * width, 192)
        self.leave = nn.Linear(192, len(TAGS))

    def forward(self, latent):
        hidden = F.dropout(self.enter(latent), 0.1, self.training)
        for block in self.blocks:
            hidden = block(hidden)
        hidden = self.norm(hidden)
        pooled = torch.cat([hidden.mean(dim=1), hidden.std(dim=1), hidden.amax(dim=1)], dim=1)
        features = F.leaky_relu(self.whole(F.dropout(pooled, 0.3, self.training)), 0.1)
        return self.leave(features), features


def window_of(latent: np.ndarray, silence: np.ndarray, rng: np.random.Generator | None = None) -> np.ndarray:
    """[L, C] -> [FRAMES, C], from a random or the first frame on, silence after."""
    start = int(rng.integers(0, max(1, len(latent) - FRAMES + 1))) if rng else 0
    part = latent[start: start + FRAMES]
    return np.concatenate([part, np.tile(silence, (FRAMES - len(part), 1))]).astype(np.float32)


def open_store(corpus: str | None):
    """(store of training latents, clips, mel cache, VAE, held-out indices)."""
    folder = corpus_path(corpus)
    clips = load_clips(folder)
    vae = Vae()
    vae.load_state_dict(torch.load(RUNS / "vae" / "model.pt", map_location="cpu"))
    cache = MelCache(clips, folder)
    training, held = load_split(clips)
    return LatentStore(vae.eval(), clips, cache, training), clips, cache, vae, held


def train(minutes: float, resume: bool, corpus: str | None = None, name: str = "probe") -> None:
    store, clips, _, _, _ = open_store(corpus)
    probe, averaged = Probe().to(device()), Probe().to(device())
    multiply_in_bfloat16(probe)
    optimiser = torch.optim.AdamW(probe.parameters(), lr=RATE, weight_decay=0.05)
    average = Average(probe, averaged, 0.995)
    run = Run(name, minutes, resume, {"probe": probe, "average": average, "optimiser": optimiser})
    rng = np.random.default_rng(run.step)
    single = np.asarray([entry for entry, choices in enumerate(store.choices) if len(choices) > 1])
    kinds = np.asarray([TAGS.index(clips[store.sources[entry]].tags[0]) for entry in single])
    weights = (1.0 / np.bincount(kinds, minlength=len(TAGS)).clip(min=1) ** 0.7)[kinds]
    weights /= weights.sum()
    while run.running():
        for group in optimiser.param_groups:
            group["lr"] = RATE * min(1.0, run.step / 100) * (0.02 + 0.98 * 0.5 * (1 + np.cos(np.pi * run.progress())))
        rows = rng.choice(len(single), BATCH, p=weights)
        latent = torch.from_numpy(np.stack([
            window_of(store.latent(single[row])[: store.lengths[single[row]]], store.silence, rng) for row in rows]))
        latent = (latent + 0.3 * torch.randn_like(latent)).to(device())
        logits, _ = probe(latent)
        loss = F.cross_entropy(logits, torch.from_numpy(kinds[rows]).to(device()), label_smoothing=0.1)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        average.update()
        run.log(every=100, loss=loss.detach())
    averaged.to("cpu")
    torch.save(averaged.state_dict(), run.folder / "model.pt")


@torch.no_grad()
def made(sounds: Sounds, texts: torch.Tensor, seconds: list[float], silence: torch.Tensor, draw: int) -> torch.Tensor:
    """texts [T, 384] -> latents [T, SEEDS, FRAMES, C] of the same seeds under each, as heard: silence after the sound's length."""
    noise = draw_noise(SEEDS, FRAMES, torch.Generator().manual_seed(7 + draw))
    latents = torch.stack([sounds(noise, text.expand(SEEDS, FRAMES, -1), positions(FRAMES, length)[None].expand(SEEDS, -1, -1))
                           for text, length in zip(texts, seconds)])
    for row, length in zip(latents, seconds):
        row[:, max(10, int(np.ceil(length * LATENT_RATE))):] = silence
    return latents


@torch.no_grad()
def figures(probe: Probe, latents: torch.Tensor, features: np.ndarray, spread: float) -> tuple[float, int, float, float]:
    """Of latents [tags, SEEDS, FRAMES, C] beside real features [N, 192] and their spread: how often the tag is heard, tags never
    heard, Frechet distance, spread."""
    logits, cloud = probe(latents.flatten(0, 1))
    hits = (logits.argmax(dim=1).view(len(TAGS), SEEDS) == torch.arange(len(TAGS))[:, None]).float()
    among = np.mean([mean_pair_distance(part.numpy()) for part in cloud.view(len(TAGS), SEEDS, -1)])
    return float(hits.mean()), int((hits.mean(dim=1) == 0).sum()), frechet(cloud.numpy(), features), float(among / spread)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path, nargs="+")
    parser.add_argument("--set", nargs="*", default=[], metavar="NAME=VALUES", help="constants of instances.py to try, like MEANING=20,40")
    parser.add_argument("--draws", type=int, default=1)
    parser.add_argument("--corpus")
    options = parser.parse_args()
    torch.set_num_threads(1)
    store, clips, cache, vae, held = open_store(options.corpus)
    probe = Probe()
    probe.load_state_dict(torch.load(RUNS / "probe" / "model.pt", map_location="cpu"))
    probe.eval()
    kinds = np.asarray([TAGS.index(clips[i].tags[0]) for i in held])
    whole = lambda mel: torch.from_numpy(mel[None, :, : max(4, mel.shape[1] // 4 * 4)])
    with torch.no_grad():
        real = torch.stack([torch.from_numpy(window_of(vae.encode(whole(cache.mel(i)))[0].T.numpy(), store.silence)) for i in held])
        logits, features = probe(real)
    spread = np.mean([mean_pair_distance(features[kinds == kind].numpy()) for kind in set(kinds) if (kinds == kind).sum() > 3])
    right = logits.argmax(dim=1).numpy() == kinds
    print(f"held-out real: {right.mean():.3f}, by tag {np.mean([right[kinds == kind].mean() for kind in set(kinds)]):.3f}")
    texts = torch.from_numpy(embed_prompts([TAG_PHRASES[tag][1] for tag in TAGS]))
    median = [np.median([clip.duration for clip in clips if clip.tags[0] == tag] or [2.0]) for tag in TAGS]
    seconds, silence = [float(np.clip(length, 0.5, 5)) for length in median], torch.from_numpy(store.silence)
    trials = [(name, float(value)) for trial in options.set for name, values in [trial.split("=")] for value in values.split(",")]
    for path in options.weights:
        saved = torch.load(path, map_location="cpu")
        generator, encoder = Generator().eval(), SoundEncoder().eval()
        generator.load_state_dict(saved["generator"])
        encoder.load_state_dict(saved["encoder"])
        sounds = Sounds(instances_of(encoder, store, clips), generator).eval()
        for name, value in [("", 0.0), *trials]:
            usual = getattr(instances, name) if name else None
            if name:
                setattr(instances, name, value)
            rows = [figures(probe, made(sounds, texts, seconds, silence, draw), features.numpy(), spread) for draw in range(options.draws)]
            if name:
                setattr(instances, name, usual)
            told = [f"{mean:.3f} ({noise:.3f})" for mean, noise in zip(np.mean(rows, axis=0), np.std(rows, axis=0))]
            print(f"{path.name} {name} {value if name else ''}: {told[0]}, never {told[1]}, Frechet {told[2]}, spread {told[3]}", flush=True)


if __name__ == "__main__":
    main()
