"""The project's own judge: a small convolutional tag classifier on log-mels, trained on real training clips only.

No model of the pack ever trains against it. Its accuracy on held-out real clips (A) is what the accuracy of
generated sounds is measured against, and its 240 features serve FAD and diversity. Share-alike clips, which the
shipped pack must not learn from, may teach the judge, as long as none is of a held-out recording or sounds like one.
Its weights are kept in judge.pt, so that a table can be made again by the same judge.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from augment import shift_bands, vary
from corpus import CACHE, Clip, MelCache, corpus_path, load_clips, load_split
from mel import SILENCE
from run import Average, Run, device
from splits import SAME_SOUND_NATS, fingerprints
from tag_phrases import TAG_PHRASES

TAGS = tuple(TAG_PHRASES)
FRAMES = 192
"""Mel frames of one look, 2.2 s; longer sounds are looked at in overlapping windows."""
FEATURES = 240
BATCH = 48
RATE = 2e-3
SMOOTHING = 0.1
KEPT = Path(__file__).resolve().parent / "judge.pt"
QUIET = -9.0


class Classifier(nn.Module):
    """mel [B, 128, 192] in nats -> (logits [B, tags], features [B, 240])."""

    def __init__(self):
        super().__init__()
        layers: list[nn.Module] = []
        channels = 1
        for wanted, stride in ((40, 2), (80, 2), (80, 1), (144, 2), (144, 1), (FEATURES, 2), (FEATURES, 1)):
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
    """Mean probabilities [N, tags] and features [N, 240] of whole sounds. Level is set to a common peak first."""
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


def lessons(folder: Path) -> tuple[MelCache, list[int], list[int]]:
    """(mels of every clip, share-alike ones too; indices to train on; held-out indices of the fixed split)."""
    clips = load_clips(folder, share_alike=True)
    cache = MelCache(clips, folder, CACHE / "judge")
    free = load_clips(folder)
    names = {free[i].id for i in load_split(free)[1]}
    held = [i for i, clip in enumerate(clips) if clip.id in names]
    recordings, prints = {clips[i].recording for i in held}, fingerprints(cache)
    alike = {i for h in held for i in np.nonzero(np.abs(prints - prints[h]).mean(axis=1) < SAME_SOUND_NATS)[0]}
    shared = {clip.id for clip in clips} - {clip.id for clip in free}
    training = [i for i, clip in enumerate(clips) if clip.id not in names
                and not (clip.id in shared and (clip.recording in recordings or i in alike))]
    return cache, training, held


def train(minutes: float, resume: bool, corpus: str | None = None, name: str = "classifier") -> None:
    cache, training, held = lessons(corpus_path(corpus))
    print(f"classifier: {len(training)} clips to learn from, {len(held)} held out", flush=True)
    classifier, averaged = Classifier().to(device()), Classifier().to(device())
    optimiser = torch.optim.AdamW(classifier.parameters(), lr=RATE, weight_decay=0.05)
    average = Average(classifier, averaged, 0.998)
    run = Run(name, minutes, resume, {"classifier": classifier, "average": average, "optimiser": optimiser})
    source = Looks(cache, training, np.random.default_rng(run.step))
    while run.running():
        for group in optimiser.param_groups:
            group["lr"] = RATE * min(1.0, run.step / 100) * (0.02 + 0.98 * 0.5 * (1 + np.cos(np.pi * run.progress())))
        mel, target = source.batch()
        with torch.autocast(mel.device.type, torch.bfloat16):
            logits, _ = classifier(mel)
        loss = -(F.log_softmax(logits.float(), dim=1) * ((1 - SMOOTHING) * target + SMOOTHING / len(TAGS))).sum(dim=1).mean()
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        average.update()
        run.log(every=100, loss=loss.detach())
    averaged.to("cpu")
    torch.save({part: value.half() if value.is_floating_point() else value for part, value in averaged.state_dict().items()}, KEPT)
    probability, _ = judge(load_classifier(), [cache.mel(i) for i in held])
    tags = [cache.clips[i].tags for i in held]
    figures = {"accuracy": accuracy(probability, tags), "top5": accuracy(probability, tags, 5), "clips": len(held)}
    (run.folder / "figures.json").write_text(json.dumps(figures))
    print(f"classifier on held-out real clips: {figures}", flush=True)


def load_classifier() -> Classifier:
    classifier = Classifier()
    classifier.load_state_dict(torch.load(KEPT, map_location="cpu"))
    return classifier.eval()
