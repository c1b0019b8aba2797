"""Continuation: a GRU that goes on from a given sound, one latent frame at a time, for as long as asked.

Each step reads the last latent frame, the prompt and a summary of the given sound (the mean and the spread of its
frames), and draws the next frame from a mixture of diagonal Gaussians (after Graves, "Generating Sequences With Recurrent
Neural Networks", 2013). A mixture's means lie between the last frame and the sound's own mean, moved by what the network
adds: whatever is drawn falls back towards the given sound, so it cannot wander off for good. The drawing is inside the
graph, from noise that the host gives, so a seed gives the same continuation everywhere.
"""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from corpus import MelCache, corpus_path, load_clips, load_split
from generator import TEXT_CHANNELS
from latents import LatentStore, embed_prompts, sound_space
from mel import LATENT_RATE, N_MELS
from run import RUNS, Average, Run, device
from sheets import save_sheet
from vae import LATENT_CHANNELS, Vae

HIDDEN = 256
LAYERS = 2
COMPONENTS = 6
SUMMARY = 2 * LATENT_CHANNELS
WINDOW = 96
BATCH = 24
RATE = 1.5e-3
LOG_SIGMA_MIN = -3.0
TEMPERATURE = 0.85
"""Scale of the drawn deviations and of the choice's noise in the exported graph."""
OWN_FRAMES = 0.4
"""Share of frames that, in training, are read as the model itself would have drawn them."""
GIVEN = 43
"""Latent frames given when measuring, 2 s."""


def summary_of(latent: torch.Tensor) -> torch.Tensor:
    """[B, L, C] -> [B, 2 C]: mean and standard deviation over the frames."""
    return torch.cat([latent.mean(dim=1), latent.std(dim=1, unbiased=False)], dim=1)


class Continuation(nn.Module):
    """latent [B, L, C], text [B, L, 384], summary [B, 2 C], hidden [2, B, 256] -> mixture parameters and hidden."""

    def __init__(self):
        super().__init__()
        self.text = nn.Linear(TEXT_CHANNELS, 64)
        self.summary = nn.Linear(SUMMARY, 96)
        self.recurrent = nn.GRU(LATENT_CHANNELS + 64 + 96, HIDDEN, LAYERS, batch_first=True)
        self.leave = nn.Linear(HIDDEN + 96, COMPONENTS * (1 + 3 * LATENT_CHANNELS))

    def forward(self, latent, text, summary, hidden=None):
        """Logits [B, L, K], means and log deviations [B, L, K, C], hidden."""
        prompt = F.leaky_relu(self.text(text * math.sqrt(TEXT_CHANNELS)), 0.1)
        given = F.leaky_relu(self.summary(summary), 0.1)[:, None].expand(-1, latent.shape[1], -1)
        state, hidden = self.recurrent(torch.cat([latent, prompt, given], dim=2), hidden)
        raw = self.leave(torch.cat([state, given], dim=2))
        logits, rest = raw[:, :, :COMPONENTS], raw[:, :, COMPONENTS:]
        rest = rest.reshape(*rest.shape[:2], COMPONENTS, 3 * LATENT_CHANNELS)
        added, scales, kept = rest.chunk(3, dim=3)
        centre = summary[:, None, None, :LATENT_CHANNELS]
        means = centre + torch.sigmoid(kept) * (latent[:, :, None] - centre) + added
        return logits, means, torch.clamp(scales, LOG_SIGMA_MIN, 1.0), hidden


def draw(logits, means, scales, noise, choice):
    """[..., K], [..., K, C] twice, noise [..., C], choice [..., K] -> a frame [..., C] of the mixture."""
    score = logits + choice
    chosen = (score >= score.amax(dim=-1, keepdim=True)).to(means.dtype)
    chosen = (chosen / chosen.sum(dim=-1, keepdim=True)).unsqueeze(-1)
    return torch.clamp((means * chosen).sum(dim=-2) + torch.exp((scales * chosen).sum(dim=-2)) * noise, -6.0, 6.0)


class ContinuationStep(nn.Module):
    """The exported graph: latent [B, C], condition [B, 384], summary [B, 2 C], hidden [2, B, 256], noise [B, C] standard
    normal and choice [B, 6] standard Gumbel -> next [B, C] and next_hidden. The hidden state starts at zero and is warmed up
    by stepping through the given sound's own latents, discarding what each step draws."""

    def __init__(self, model: Continuation):
        super().__init__()
        self.model = model

    def forward(self, latent, condition, summary, hidden, noise, choice):
        logits, means, scales, hidden = self.model(latent[:, None], condition[:, None], summary, hidden)
        return draw(logits[:, 0], means[:, 0], scales[:, 0], TEMPERATURE * noise, TEMPERATURE * choice), hidden


def gumbel(*shape: int, generator: torch.Generator | None = None) -> torch.Tensor:
    return -torch.log(-torch.log(torch.rand(*shape, generator=generator).clamp(1e-6, 1 - 1e-6)))


def likelihood_loss(model: Continuation, latent, text, summary) -> torch.Tensor:
    """Negative log-likelihood per channel of each frame given those before; latent [B, L, C], text [B, 384], summary [B, 2 C].

    Some of the frames read are the model's own draws from the frames before (scheduled sampling in two passes, Mihaylova
    and Martins 2019), so it learns to come back from where its own draws lead.
    """
    words = text[:, None].expand(-1, latent.shape[1] - 1, -1)
    read = latent[:, :-1]
    with torch.no_grad():
        logits, means, scales, _ = model(read, words, summary)
        own = draw(logits, means, scales, torch.randn_like(read), gumbel(*logits.shape).to(read))[:, :-1]
        taken = (torch.rand(*read.shape[:2], 1, device=read.device) < OWN_FRAMES)[:, 1:]
        read = torch.cat([read[:, :1], torch.where(taken, own, read[:, 1:])], dim=1)
    logits, means, scales, _ = model(read + 0.1 * torch.randn_like(read), words, summary)
    error = (latent[:, 1:, None] - means) * torch.exp(-scales)
    component = (-0.5 * error.square() - scales - 0.5 * math.log(2 * math.pi)).sum(dim=3)
    return -torch.logsumexp(F.log_softmax(logits, dim=2) + component, dim=2).mean() / LATENT_CHANNELS


def train(minutes: float, resume: bool, corpus: str | None = None, name: str = "continuation") -> None:
    folder = corpus_path(corpus)
    clips = load_clips(folder)
    vae = Vae()
    vae.load_state_dict(torch.load(RUNS / "vae" / "model.pt", map_location="cpu"))
    cache = MelCache(clips, folder)
    training, held = load_split(clips)
    store = LatentStore(vae.eval(), clips, cache, training)
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
        rows, summaries, texts = [], [], []
        for entry in rng.choice(long, BATCH):
            latent, length = store.latent(int(entry)), int(store.lengths[entry])
            start = int(rng.integers(0, max(1, length - WINDOW + 1)))
            part = latent[start: min(length, start + WINDOW)]
            # The summary is of a stretch of its own, as when going on: it says which sound, not what comes next.
            other = int(rng.integers(0, max(1, length - GIVEN + 1)))
            summaries.append(summary_of(torch.from_numpy(latent[other: min(length, other + GIVEN)].copy())[None])[0])
            # A sound shorter than the window is followed by its own mirror, not by silence: going on is the task.
            part = np.concatenate([part, part[::-1]])[:WINDOW]
            rows.append(part)
            texts.append(store.embeddings[int(rng.choice(store.choices[entry]))])
        latent = torch.from_numpy(np.stack(rows)).to(device())
        loss = likelihood_loss(model, latent, torch.from_numpy(np.stack(texts)).to(device()), torch.stack(summaries).to(device()))
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        average.update()
        run.log(every=50, nll=loss.detach())
    averaged.to("cpu")
    torch.save(averaged.state_dict(), run.folder / "model.pt")
    measure(averaged, vae, store, cache, held, run)


@torch.no_grad()
def go_on(model: Continuation, latent: torch.Tensor, text: torch.Tensor, frames: int, seed: int = 0) -> torch.Tensor:
    """latent [L, C] of a sound, text [384] -> [frames, C] that follow it."""
    step = ContinuationStep(model.eval())
    random = torch.Generator().manual_seed(seed)
    hidden = torch.zeros(LAYERS, 1, HIDDEN)
    made = []
    frame, summary = latent[:1], summary_of(latent[None])
    for number in range(len(latent) + frames - 1):
        noise = torch.randn(1, LATENT_CHANNELS, generator=random)
        drawn, hidden = step(frame, text[None], summary, hidden, noise, gumbel(1, COMPONENTS, generator=random))
        warming = number + 1 < len(latent)
        frame = latent[number + 1: number + 2] if warming else drawn
        if not warming:
            made.append(frame)
    return torch.cat(made)


@torch.no_grad()
def measure(model: Continuation, vae: Vae, store: LatentStore, cache: MelCache, held: list[int], run: Run) -> None:
    """Of held-out sounds of four seconds and more: how far seconds 5 to 10 of what follows two given ones lie from these.

    Distances are between mean and between spread of frames, in nats rms per mel bin; `rest` is the same between the
    given two seconds and the rest of the real recording, `others` between different recordings.
    """
    matrix = sound_space(store.probe)
    place = lambda latent: np.concatenate([(latent @ matrix).mean(axis=0), (latent @ matrix).std(axis=0)])
    half = len(matrix)
    gap = lambda one, two: (float(np.linalg.norm(one[:half] - two[:half])), float(np.linalg.norm(one[half:] - two[half:])))
    long = [i for i in held if cache.length(i) >= 2 * 4 * GIVEN]
    texts = torch.from_numpy(embed_prompts([cache.clips[i].caption for i in long]))
    given, follows, rest, shown = [], [], [], []
    for index, text in zip(long, texts):
        mel = cache.mel(index)
        latent = vae.encode(torch.from_numpy(mel[None, :, : mel.shape[1] // 4 * 4]))[0].T
        made = go_on(model, latent[:GIVEN], text, int(10 * LATENT_RATE))
        given.append(place(latent[:GIVEN].numpy()))
        rest.append(place(latent[GIVEN:].numpy()))
        follows.append(place(made[int(5 * LATENT_RATE):].numpy()))
        shown.append(torch.cat([latent[:GIVEN], made[:108]]))
    stays = np.median([gap(a, b) for a, b in zip(follows, given)], axis=0)
    real = np.median([gap(a, b) for a, b in zip(rest, given)], axis=0)
    others = np.median([gap(a, b) for n, a in enumerate(given) for b in given[:n]], axis=0)
    figures = {"sounds": len(long), "mean": {"follows": stays[0], "rest": real[0], "others": others[0]},
               "spread": {"follows": stays[1], "rest": real[1], "others": others[1]}}
    (run.folder / "figures.json").write_text(json.dumps(figures))
    print(f"continuation: {figures}", flush=True)
    mels = [vae.decode(whole.T[None], torch.randn(1, N_MELS, 4 * len(whole)))[0].numpy() for whole in shown[:12]]
    save_sheet(mels, [f"2 s given | {cache.clips[i].caption}" for i in long[:12]], run.folder / "sheet.png", columns=2, width=4.0)


def load_continuation(folder: Path = RUNS) -> Continuation:
    model = Continuation()
    model.load_state_dict(torch.load(folder / "continuation" / "model.pt", map_location="cpu"))
    return model.eval()
