"""The project's own judge: a small convolutional tag classifier on log-mels, trained on real training clips only.

No model of the pack ever trains against it. Its accuracy on held-out real clips (A) is what the accuracy of
generated sounds is measured against, and its 192 features serve FAD, diversity and novelty.
"""

from __future__ import annotations

import json

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from augment import shift_bands, vary
from corpus import Clip, MelCache, corpus_path, load_clips, load_split
from mel import SILENCE
from run import RUNS, Average, Run, device
from tag_phrases import TAG_PHRASES

TAGS = tuple(TAG_PHRASES)
FRAMES = 192
"""Mel frames of one look, 2.2 s; longer sounds are looked at in overlapping windows."""
FEATURES = 192
BATCH = 48
RATE = 2e-3
QUIET = -9.0


class Classifier(nn.Module):
    """mel [B, 128, 192] in nats -> (logits [B, tags], features [B, 192])."""

    def __init__(self):
        super().__init__()
        layers: list[nn.Module] = []
        channels = 1
        for wanted, stride in ((32, 2), (64, 2), (64, 1), (128, 2), (128, 1), (FEATURES, 2), (FEATURES, 1)):
            layers += [nn.Conv2d(channels, wanted, 3, stride, 1, bias=False), nn.BatchNorm2d(wanted), nn.ReLU(inplace=True)]
            channels = wanted
        self.layers = nn.Sequential(*layers)
        self.leave = nn.Linear(2 * FEATURES, len(TAGS))

    def forward(self, mel: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        image = (torch.clamp(mel, min=QUIET) + 5.0) / 3.0
        image = F.avg_pool2d(image[:, None], 2)
        hidden = self.layers(image).mean(dim=2)
        mean = hidden.mean(dim=2)
        logits = self.leave(F.dropout(torch.cat([mean, hidden.amax(dim=2)], dim=1), 0.3, self.training))
        return logits, mean


def looks(mel: np.ndarray) -> np.ndarray:
    """[128, T] -> [windows, 128, 192], padded with silence, half overlapping."""
    mel = np.pad(mel, ((0, 0), (0, max(0, FRAMES - mel.shape[1]))), constant_values=SILENCE)
    last = mel.shape[1] - FRAMES
    starts = sorted({*range(0, last + 1, FRAMES // 2), last})
    return np.stack([mel[:, start: start + FRAMES] for start in starts])


@torch.no_grad()
def judge(classifier: Classifier, mels: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Mean probabilities [N, tags] and features [N, 192] of whole sounds. Level is set to a common peak first."""
    windows = [looks(mel - mel.max() + 1.0) for mel in mels]
    owner = np.concatenate([np.full(len(part), number) for number, part in enumerate(windows)])
    outputs = [classifier(torch.from_numpy(part).float()) for part in
               np.array_split(np.concatenate(windows), max(1, len(owner) // 64))]
    probability = torch.cat([F.softmax(logits, dim=1) for logits, _ in outputs]).numpy()
    features = torch.cat([feature for _, feature in outputs]).numpy()
    mean_of = lambda values: np.stack([values[owner == number].mean(axis=0) for number in range(len(mels))])
    return mean_of(probability), mean_of(features)


def accuracy(probability: np.ndarray, tags: list[tuple[str, ...]], top: int = 1) -> float:
    """Share whose `top` likeliest tags hold one of theirs."""
    best = np.argsort(-probability, axis=1)[:, :top]
    return float(np.mean([any(TAGS[i] in wanted for i in row) for row, wanted in zip(best, tags)]))


def target_of(clip: Clip) -> np.ndarray:
    target = np.zeros(len(TAGS), dtype=np.float32)
    for tag in clip.tags:
        target[TAGS.index(tag)] = 1.0 / len(clip.tags)
    return target


class Looks:
    """Random training windows: tags evenly by the root of their counts, augmented, masked and mixed."""

    def __init__(self, cache: MelCache, indices: list[int], rng: np.random.Generator):
        indices = [i for i in indices if cache.clips[i].tags]
        self.cache, self.indices, self.rng = cache, np.asarray(indices), rng
        main = [cache.clips[i].tags[0] for i in indices]
        counts = {tag: main.count(tag) for tag in set(main)}
        self.weights = np.asarray([counts[tag] ** -0.5 for tag in main])
        self.weights /= self.weights.sum()

    def one(self) -> tuple[np.ndarray, np.ndarray]:
        index = int(self.rng.choice(self.indices, p=self.weights))
        mel = self.cache.mel(index)
        if mel.shape[1] > FRAMES + 64:
            start = int(self.rng.integers(0, mel.shape[1] - FRAMES - 63))
            mel = mel[:, start: start + FRAMES + 64]
        mel = shift_bands(vary(mel, self.rng), int(self.rng.integers(-2, 3)))
        mel = mel - mel.max() + 1.0
        lead = int(self.rng.integers(0, FRAMES - mel.shape[1])) if mel.shape[1] < FRAMES and self.rng.random() < 0.4 else 0
        mel = np.pad(mel, ((0, 0), (lead, max(0, FRAMES - mel.shape[1] - lead))), constant_values=SILENCE)
        start = int(self.rng.integers(0, mel.shape[1] - FRAMES + 1))
        mel = mel[:, start: start + FRAMES].copy()
        band = int(self.rng.integers(0, 112))
        mel[band: band + int(self.rng.integers(0, 16))] = QUIET
        if self.rng.random() < 0.5:
            # Textures drawn anew and vocoders both ripple a mel a little; that must not decide a tag.
            mel = mel + self.rng.normal(0, 0.25, mel.shape).astype(np.float32)
        return mel.astype(np.float32), target_of(self.cache.clips[index])

    def batch(self):
        mels, targets = (torch.from_numpy(np.stack(part)).to(device()) for part in zip(*(self.one() for _ in range(BATCH))))
        share = torch.from_numpy(self.rng.beta(0.3, 0.3, (BATCH, 1)).astype(np.float32)).to(device())
        share = torch.maximum(share, 1 - share)
        other = torch.randperm(BATCH)
        mixed = torch.logaddexp(mels + share.log()[:, :, None], mels[other] + (1 - share).clamp(min=1e-4).log()[:, :, None])
        return mixed, share * targets + (1 - share) * targets[other]


def train(minutes: float, resume: bool, corpus: str | None = None, name: str = "classifier") -> None:
    folder = corpus_path(corpus)
    clips = load_clips(folder)
    cache = MelCache(clips, folder)
    training, held = load_split(clips)
    classifier, averaged = Classifier().to(device()), Classifier().to(device())
    optimiser = torch.optim.AdamW(classifier.parameters(), lr=RATE, weight_decay=0.02)
    average = Average(classifier, averaged, 0.995)
    run = Run(name, minutes, resume, {"classifier": classifier, "average": average, "optimiser": optimiser})
    source = Looks(cache, training, np.random.default_rng(run.step))
    while run.running():
        for group in optimiser.param_groups:
            group["lr"] = RATE * min(1.0, run.step / 100) * (0.02 + 0.98 * 0.5 * (1 + np.cos(np.pi * run.progress())))
        mel, target = source.batch()
        logits, _ = classifier(mel)
        loss = -(F.log_softmax(logits, dim=1) * target).sum(dim=1).mean()
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        average.update()
        run.log(every=100, loss=loss.detach())
    averaged.to("cpu")
    torch.save(averaged.state_dict(), run.folder / "model.pt")
    probability, _ = judge(averaged, [cache.mel(i) for i in held])
    tags = [clips[i].tags for i in held]
    figures = {"accuracy": accuracy(probability, tags), "top5": accuracy(probability, tags, 5), "clips": len(held)}
    (run.folder / "figures.json").write_text(json.dumps(figures))
    print(f"classifier on held-out real clips: {figures}", flush=True)


def load_classifier() -> Classifier:
    classifier = Classifier()
    classifier.load_state_dict(torch.load(RUNS / "classifier" / "model.pt", map_location="cpu"))
    return classifier.eval()
