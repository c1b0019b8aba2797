"""Trains the vocoder on crops of real recordings (training split, no share-alike clips), a tenth of them with synthetic tones (TONES).

    python3 models/training/vocoder_train.py --minutes 60 --resume --corpus DIR

Checkpoints, history and curves go to runs/vocoder; the averaged weights in the checkpoint are the ones to export.
"""

from __future__ import annotations

import argparse
import math
import random
from multiprocessing import Pool
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from batches import batches
from corpus import CACHE, Clip, corpus_path, load_audio, load_clips, load_split
from mel import HOP, LOG_FLOOR, N_FFT, SAMPLE_RATE, mel_filterbank
from run import Average, Run, device
from vocoder import NOISE_FRAMES, Components, Vocoder, inverse_stft
from vocoder_adversary import adversarial_loss, discriminators, judge_loss
from vocoder_losses import RESOLUTIONS, energy_distance

FRAMES = 48
BATCH = 4
TONES = 0.1
"""Share of crops with steady tones of our own beside or instead of the recording."""
# Samples at a crop's ends that are not judged: the network sees no neighbours there.
EDGE = 3 * HOP
LEARNING_RATE = 2e-3
JUDGE_LEARNING_RATE = 5e-4
ADVERSARY_WEIGHT = 0.1


class Crops:
    """Random crops of the clips' samples, held as one memory-mapped int16 array."""

    def __init__(self, clips: list[Clip], folder: str | None, rng: np.random.Generator, name: str = "vocoder-audio") -> None:
        self.rng = rng
        source = corpus_path(folder)
        data, ends = CACHE / f"{name}.npy", CACHE / f"{name}-ends.npy"
        if not (data.is_file() and ends.is_file() and len(np.load(ends)) == len(clips)):
            CACHE.mkdir(parents=True, exist_ok=True)
            with Pool() as pool:
                parts = pool.map(samples_of, [source / clip.file for clip in clips], chunksize=16)
            np.save(data, np.concatenate(parts))
            np.save(ends, np.cumsum([len(part) for part in parts]))
        self.samples, self.ends = np.load(data, mmap_mode="r"), np.load(ends)
        self.starts = np.concatenate([[0], self.ends[:-1]])
        # Long ambiences would otherwise fill most batches.
        weight = np.minimum(self.ends - self.starts, 4 * 44100).astype(np.float64)
        self.odds = weight / weight.sum()

    def batch(self, count: int) -> tuple[Tensor]:
        """[count, 1024 + 512 FRAMES + 512] float32: FRAMES centred windows, at -30..0 dB, either polarity; never a silent one."""
        rng = self.rng
        length = (FRAMES - 1) * HOP + N_FFT
        rows: list[np.ndarray] = []
        # Half of a batch is the most uneven of twice as many crops: onsets are rare in time and matter most.
        while len(rows) < 2 * count:
            clip = rng.choice(len(self.ends), p=self.odds)
            size = int(self.ends[clip] - self.starts[clip])
            # Up to a quarter of a crop may hang over either end, as silence: onsets and releases are worth seeing.
            begin = int(rng.integers(-length // 4, max(1, size - 3 * length // 4)))
            row = np.zeros(length, dtype=np.float32)
            low, high = max(0, begin), min(size, begin + length)
            row[low - begin : high - begin] = self.samples[self.starts[clip] + low : self.starts[clip] + high] / np.float32(32767)
            if rng.random() < TONES:
                row = tones(rng, length) + row * np.float32(rng.random() < 0.5)
                row /= max(1.0, float(np.abs(row).max()))
            if np.abs(row).max() > 1e-3:
                rows.append(row * np.float32(10 ** (rng.uniform(-30, 0) / 20) * rng.choice((-1, 1))))
        rows.sort(key=lambda row: -float(np.abs(row).max() / np.sqrt(np.mean(row * row))))
        chosen = rows[: count // 2] + [rows[index] for index in rng.integers(0, len(rows), count - count // 2)]
        return (torch.from_numpy(np.stack(chosen)),)


def samples_of(path: Path) -> np.ndarray:
    """[N] int16 mono at 44.1 kHz."""
    return np.round(load_audio(path).clip(-1, 1) * 32767).astype(np.int16)


def tones(rng: np.random.Generator, length: int) -> np.ndarray:
    """[length] float32: one to three sines of 100 to 12,000 Hz, each steady, bent or trembling, that come and go or stay. Recordings
    seldom hold a high, pure tone for long, and alarms and signals are made of them."""
    time = np.arange(length) / SAMPLE_RATE
    total = np.zeros(length)
    for _ in range(int(rng.integers(1, 4))):
        frequency = np.exp(rng.uniform(np.log(100.0), np.log(12000.0)))
        bend = rng.choice((0.0, rng.normal(0, 0.5)), p=(0.7, 0.3))
        tremble = rng.choice((0.0, rng.uniform(0, 0.02)), p=(0.8, 0.2)) * np.sin(2 * np.pi * rng.uniform(3, 9) * time)
        phase = 2 * np.pi * np.cumsum(np.minimum(frequency * np.exp(bend * time + tremble), 16000.0)) / SAMPLE_RATE
        rise, fall = rng.uniform(-0.5, 0.4), rng.uniform(0.2, 1.1)
        level = np.clip((time - rise) / 0.005, 0, 1) * np.clip((fall - time) / 0.02, 0, 1) * np.exp(-rng.choice((0.0, rng.uniform(0, 6))) * time)
        total += 10 ** (rng.uniform(-24, 0) / 20) * level * np.sin(phase + rng.uniform(0, 2 * np.pi))
    return (0.5 * total).astype(np.float32)


def mel_of(crop: Tensor, bank: Tensor) -> Tensor:
    """Crops as drawn -> [B, 128, FRAMES]: the mel of the whole clip there, crops having half a window to spare on each side."""
    spectrum = torch.stft(crop, N_FFT, HOP, window=torch.hann_window(N_FFT, device=crop.device), center=False, return_complex=True)
    return torch.log((bank @ spectrum.abs()).clamp(min=LOG_FLOOR))


def render(model: Vocoder, parts: Components, mel: Tensor) -> Tensor:
    """[B, 512 FRAMES] audio under fresh noise: any stretch of the table, any all-pass, tones that start anywhere."""
    count = len(parts.magnitude)
    index = (torch.randint(NOISE_FRAMES, (count, 1), device=mel.device) + torch.arange(FRAMES, device=mel.device)) % NOISE_FRAMES
    angle = model.allpass(1000.0 * torch.rand(count, 1, 1, device=mel.device))
    # After seconds of sound the bins' summed phases have drifted apart: independent starts show that to a short crop.
    start = 2 * math.pi * torch.rand_like(angle)
    spectrum = model.mix(parts, start, model.filtered_noise(index, angle))
    return inverse_stft(model.projected(spectrum, mel).transpose(2, 3))


def train(minutes: float, resume: bool, corpus: str | None = None, batch: int = BATCH, adversary_after: float = 0.6) -> None:
    """Spectral energy distance, joined by the discriminators once `adversary_after` of this call's time has passed."""
    where = device()
    torch.manual_seed(0)
    model, average_copy = Vocoder().to(where), Vocoder().to(where)
    average = Average(model, average_copy, decay=0.998)
    optimiser = torch.optim.AdamW(model.parameters(), lr=LEARNING_RATE, betas=(0.8, 0.99), weight_decay=0.01)
    judges = discriminators().to(where)
    judges_optimiser = torch.optim.AdamW(judges.parameters(), lr=JUDGE_LEARNING_RATE, betas=(0.5, 0.9))
    clips = load_clips(corpus_path(corpus))
    crops = Crops([clips[index] for index in load_split(clips)[0]], corpus, np.random.default_rng())
    parts_of_run = {"model": model, "average": average, "optimiser": optimiser, "judges": judges, "judges_optimiser": judges_optimiser}
    run = Run("vocoder", minutes, resume, parts_of_run)
    drawn = batches(crops, batch, [run.step])
    bank = torch.from_numpy(mel_filterbank()).to(where)
    while run.running():
        (crop,) = next(drawn)
        mel, real = mel_of(crop, bank), crop[:, N_FFT // 2 : N_FFT // 2 + FRAMES * HOP]
        parts = model.components(mel)
        first, second = render(model, parts, mel), render(model, parts, mel)
        # One resolution a step, in turn: over many steps the same loss at a fraction of the cost.
        window, hop = RESOLUTIONS[run.step % len(RESOLUTIONS)]
        distance = energy_distance(first[:, EDGE:-EDGE], second[:, EDGE:-EDGE], real[:, EDGE:-EDGE], window, hop)
        loss = distance
        figures = {"distance": distance, "predictable": parts.predictable.mean(), "transient": parts.transient.mean()}
        if run.progress() >= adversary_after:
            judge = judges[random.randrange(len(judges))]
            judging = judge_loss(judge, first, real)
            judges_optimiser.zero_grad(set_to_none=True)
            judging.backward()
            judges_optimiser.step()
            judges.requires_grad_(False)
            fooling, matching = adversarial_loss(judge, first, second, real)
            judges.requires_grad_(True)
            loss = loss + ADVERSARY_WEIGHT * fooling + matching
            figures |= {"judging": judging, "fooling": fooling, "matching": matching}
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        for group in optimiser.param_groups:
            # A cosine down to a tenth over this call, after a short start for the untrained.
            group["lr"] = LEARNING_RATE * min(1.0, run.step / 200) * (0.55 + 0.45 * math.cos(math.pi * run.progress()))
        optimiser.step()
        average.update()
        run.log(**figures, norm=norm)
    run.save()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--corpus")
    parser.add_argument("--adversary-after", type=float, default=0.6, help="share of the minutes after which the discriminators join")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    train(options.minutes, options.resume, options.corpus, adversary_after=options.adversary_after)


if __name__ == "__main__":
    main()
