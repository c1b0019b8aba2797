"""Continuation: a GRU that goes on from a given sound, one latent frame at a time, for as long as asked.

Each step reads the last latent frame and the prompt and draws the next from a mixture of diagonal Gaussians
(after Graves, "Generating Sequences With Recurrent Neural Networks", 2013). The drawing is inside the graph,
from noise that the host gives, so a seed gives the same continuation everywhere.
"""

from __future__ import annotations

import math

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from corpus import MelCache, corpus_path, load_clips, load_split
from generator import TEXT_CHANNELS
from latents import LatentStore
from mel import N_MELS
from run import RUNS, Average, Run, device
from sheets import save_sheet
from vae import LATENT_CHANNELS, Vae

HIDDEN = 256
LAYERS = 2
COMPONENTS = 6
WINDOW = 96
BATCH = 24
RATE = 1.5e-3
LOG_SIGMA_MIN = -3.0


class Continuation(nn.Module):
    """latent [B, L, C], text [B, L, 384], hidden [2, B, 256] -> mixture parameters and hidden."""

    def __init__(self):
        super().__init__()
        self.text = nn.Linear(TEXT_CHANNELS, 64)
        self.recurrent = nn.GRU(LATENT_CHANNELS + 64, HIDDEN, LAYERS, batch_first=True)
        self.leave = nn.Linear(HIDDEN, COMPONENTS * (1 + 2 * LATENT_CHANNELS))

    def forward(self, latent, text, hidden=None):
        """Logits [B, L, K], means and log deviations [B, L, K, C], hidden. Means are relative to the last frame."""
        prompt = F.leaky_relu(self.text(text * math.sqrt(TEXT_CHANNELS)), 0.1)
        state, hidden = self.recurrent(torch.cat([latent, prompt], dim=2), hidden)
        raw = self.leave(state)
        logits, rest = raw[:, :, :COMPONENTS], raw[:, :, COMPONENTS:]
        means, scales = rest.unflatten(2, (COMPONENTS, 2 * LATENT_CHANNELS)).chunk(2, dim=3)
        return logits, latent[:, :, None] + means, torch.clamp(scales, LOG_SIGMA_MIN, 1.0), hidden


class ContinuationStep(nn.Module):
    """The exported graph: latent [B, C], condition [B, 384], hidden [2, B, 256], noise [B, C] standard normal and
    choice [B, 6] standard Gumbel -> next [B, C] and next_hidden. The hidden state starts at zero and is warmed up
    by stepping through the given sound's own latents, discarding what each step draws."""

    def __init__(self, model: Continuation):
        super().__init__()
        self.model = model

    def forward(self, latent, condition, hidden, noise, choice):
        logits, means, scales, hidden = self.model(latent[:, None], condition[:, None], hidden)
        score = logits[:, 0] + choice
        chosen = (score >= score.amax(dim=1, keepdim=True)).to(latent.dtype)
        chosen = (chosen / chosen.sum(dim=1, keepdim=True))[:, :, None]
        mean, scale = (means[:, 0] * chosen).sum(dim=1), (scales[:, 0] * chosen).sum(dim=1)
        return torch.clamp(mean + torch.exp(scale) * noise, -6.0, 6.0), hidden


def likelihood_loss(model: Continuation, latent, text) -> torch.Tensor:
    """Negative log-likelihood per channel of each frame given those before; latent [B, L, C], text [B, 384]."""
    noisy = latent[:, :-1] + 0.1 * torch.randn_like(latent[:, :-1])
    logits, means, scales, _ = model(noisy, text[:, None].expand(-1, latent.shape[1] - 1, -1))
    error = (latent[:, 1:, None] - means) * torch.exp(-scales)
    component = (-0.5 * error.square() - scales - 0.5 * math.log(2 * math.pi)).sum(dim=3)
    return -torch.logsumexp(F.log_softmax(logits, dim=2) + component, dim=2).mean() / LATENT_CHANNELS


def train(minutes: float, resume: bool, corpus: str | None = None, name: str = "continuation") -> None:
    folder = corpus_path(corpus)
    clips = load_clips(folder)
    vae = Vae()
    vae.load_state_dict(torch.load(RUNS / "vae" / "model.pt", map_location="cpu"))
    store = LatentStore(vae.eval(), clips, MelCache(clips, folder), load_split(clips)[0])
    model, averaged = Continuation().to(device()), Continuation().to(device())
    optimiser = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.01)
    average = Average(model, averaged, 0.997)
    run = Run(name, minutes, resume, {"model": model, "average": average, "optimiser": optimiser})
    rng = np.random.default_rng(run.step)
    # What goes on is what lasts: only entries that fill a window.
    long = np.nonzero(store.lengths >= WINDOW // 2)[0]
    while run.running():
        for group in optimiser.param_groups:
            group["lr"] = RATE * min(1.0, run.step / 100) * (0.02 + 0.98 * 0.5 * (1 + np.cos(np.pi * run.progress())))
        rows, texts = [], []
        for entry in rng.choice(long, BATCH):
            latent, length = store.latent(int(entry)), int(store.lengths[entry])
            start = int(rng.integers(0, max(1, length - WINDOW + 1)))
            part = latent[start: min(length, start + WINDOW)]
            # A sound shorter than the window is followed by its own mirror, not by silence: going on is the task.
            part = np.concatenate([part, part[::-1]])[:WINDOW]
            rows.append(part)
            texts.append(store.embeddings[int(rng.choice(store.choices[entry]))])
        latent = torch.from_numpy(np.stack(rows)).to(device())
        loss = likelihood_loss(model, latent, torch.from_numpy(np.stack(texts)).to(device()))
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        average.update()
        run.log(every=50, nll=loss.detach())
    averaged.to("cpu")
    torch.save(averaged.state_dict(), run.folder / "model.pt")
    show(averaged, vae, store, [int(i) for i in rng.choice(long, 6, replace=False)], run)


@torch.no_grad()
def go_on(model: Continuation, latent: torch.Tensor, text: torch.Tensor, frames: int, seed: int = 0) -> torch.Tensor:
    """latent [L, C] of a sound, text [384] -> [frames, C] that follow it."""
    step = ContinuationStep(model.eval())
    random = torch.Generator().manual_seed(seed)
    hidden = torch.zeros(LAYERS, 1, HIDDEN)
    made = []
    frame = latent[:1]
    for number in range(len(latent) + frames - 1):
        gumbel = -torch.log(-torch.log(torch.rand(1, COMPONENTS, generator=random).clamp(1e-6, 1 - 1e-6)))
        drawn, hidden = step(frame, text[None], hidden, torch.randn(1, LATENT_CHANNELS, generator=random), gumbel)
        warming = number + 1 < len(latent)
        frame = latent[number + 1: number + 2] if warming else drawn
        if not warming:
            made.append(frame)
    return torch.cat(made)


@torch.no_grad()
def show(model: Continuation, vae: Vae, store: LatentStore, entries: list[int], run: Run) -> None:
    """Sheet: two seconds of a sound, then the five seconds that the model adds."""
    mels, titles = [], []
    for entry in entries:
        given = torch.from_numpy(store.latent(entry)[: min(43, int(store.lengths[entry]))].copy())
        text = torch.from_numpy(store.embeddings[store.choices[entry][0]])
        whole = torch.cat([given, go_on(model, given, text, 108)])
        mels.append(vae.decode(whole.T[None], torch.randn(1, N_MELS, 4 * len(whole)))[0].numpy())
        titles.append(f"{len(given)} given | {store.prompts[store.choices[entry][0]]}")
    save_sheet(mels, titles, run.folder / "sheet.png", columns=2, width=4.0)
