"""The vocoder beside Griffin-Lim on held-out recordings, mel in and audio out.

    python3 models/training/vocoder_benchmark.py --corpus DIR [--clips 40] [--checkpoint FILE] [--tones | --sheet PNG]

Printed per method, means over clips, lower is better:

- `log` and `linear`: the spectral energy distance 2 d(x, y) - d(x, x') of five resolutions from 256 to 4096 samples, x and x' being two
  outputs from different random numbers. Unlike a plain distance it does not reward taking the randomness out of noise.
- `plain`: the plain log distance d(x, y), for comparison with other work.
- `mel`: mean difference in nats of the log-mel from the one asked for.
- `ms`: milliseconds of one CPU for a second of sound, PyTorch, one thread.

With --tones instead, for steady sines: how far they stand above all else that was made, in dB.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from corpus import corpus_path, load_audio, load_clips, load_split
from mel import HOP, N_FFT, SAMPLE_RATE, log_mel, mel_filterbank
from run import RUNS
from vocoder import Vocoder, envelope_matrix, inverse_stft
from vocoder_export import averaged
from vocoder_losses import MAGNITUDE_FLOOR, RESOLUTIONS, magnitudes

LONGEST = 3 * SAMPLE_RATE
TONES = (330, 660, 1200, 2200, 4100, 5500, 7800, 10000)
"""Hz of the sines that --tones asks for; each figure is a mean of five, up to 7 % below and above."""


def griffin_lim(mel: Tensor, iterations: int, seed: int, momentum: float = 0.99) -> Tensor:
    """[1, 128, T] -> [1, 512 (T - 1)]: non-negative inversion of the filterbank, then fast Griffin-Lim (Perraudin et al. 2013)."""
    bank, (matrix, band_sums) = torch.from_numpy(mel_filterbank()), envelope_matrix()
    target = mel[0].exp()
    size = torch.exp(matrix @ (mel[0] - band_sums[:, None]))
    for _ in range(50):
        size = size * (bank.T @ target) / (bank.T @ (bank @ size) + 1e-9)
    window, length = torch.hann_window(N_FFT), (mel.shape[2] - 1) * HOP
    turn = torch.rand(size.shape, generator=torch.Generator().manual_seed(seed)) * 2 * torch.pi
    phase, before = torch.polar(torch.ones_like(turn), turn), torch.zeros(())
    for _ in range(iterations):
        audio = torch.istft(size * phase, N_FFT, HOP, window=window, length=length)
        rebuilt = torch.stft(audio, N_FFT, HOP, window=window, return_complex=True)
        ahead = rebuilt - momentum / (1 + momentum) * before
        phase, before = ahead / (ahead.abs() + 1e-12), rebuilt
    return torch.istft(size * phase, N_FFT, HOP, window=window, length=length)[None]


def neural(model: Vocoder) -> Callable[[Tensor, int], Tensor]:
    """`model` with other stretches of its noise for other seeds."""
    return lambda mel, seed: inverse_stft(model.spectrum(mel, model.allpass(torch.full((1, 1, 1), 100.0 * seed)), 137 * seed))


def distances(a: Tensor, b: Tensor, levels: list[float]) -> np.ndarray:
    """[resolutions, 2]: mean log ratio and mean difference relative to the recording's level."""
    rows = []
    for (window, hop), level in zip(RESOLUTIONS, levels):
        x, y = magnitudes(a, window, hop), magnitudes(b, window, hop)
        ratio = torch.log(x + MAGNITUDE_FLOOR) - torch.log(y + MAGNITUDE_FLOOR)
        rows.append((ratio.abs().mean().item(), (x - y).abs().mean().item() / level))
    return np.asarray(rows)


@torch.no_grad()
def compare(methods: dict[str, Callable[[Tensor, int], Tensor]], recordings: list[Tensor]) -> dict[str, np.ndarray]:
    """For each method: log, linear, plain, mel, ms."""
    results: dict[str, list[tuple[float, ...]]] = {name: [] for name in methods}
    for audio in recordings:
        mel = log_mel(audio)
        levels = [magnitudes(audio, window, hop).mean().item() + 1e-6 for window, hop in RESOLUTIONS]
        for name, method in methods.items():
            began = time.process_time()
            first = method(mel, 0)
            spent = time.process_time() - began
            second = method(mel, 1)
            length = min(first.shape[1], audio.shape[1])
            first, second, real = (part[:, :length] for part in (first, second, audio))
            plain = distances(first, real, levels)
            energy = plain + distances(second, real, levels) - distances(first, second, levels)
            gap = (log_mel(first) - log_mel(real)).abs().mean().item()
            milliseconds = 1000 * spent * SAMPLE_RATE / audio.shape[1]
            results[name].append((*energy.mean(axis=0), plain[:, 0].mean(), gap, milliseconds))
    return {name: np.mean(rows, axis=0) for name, rows in results.items()}


@torch.no_grad()
def clearness(method: Callable[[Tensor, int], Tensor], frequency: float, seed: int) -> float:
    """dB of what lies within 15 Hz of a steady sine, four seconds of which were asked for, above all else that was made."""
    time = torch.arange(4 * SAMPLE_RATE) / SAMPLE_RATE
    sine = 0.3 * torch.sin(2 * torch.pi * frequency * time.double()).float()
    made = method(log_mel(sine[None]), seed)[0, SAMPLE_RATE // 2 : 7 * SAMPLE_RATE // 2]
    power = torch.fft.rfft(made * torch.hann_window(len(made))).abs().square()
    near = (torch.fft.rfftfreq(len(made), 1 / SAMPLE_RATE) - frequency).abs() < 15.0
    return float(10 * torch.log10(power[near].sum() / power[~near].sum()))


@torch.no_grad()
def draw_sheet(methods: dict[str, Callable[[Tensor, int], Tensor]], recordings: list[Tensor], path: Path) -> None:
    """Log-magnitudes (1024-sample windows) of each recording and of what each method made of its mel, a row a recording."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    makers = {"recording": None, **methods}
    figure, axes = plt.subplots(len(recordings), len(makers), figsize=(4 * len(makers), 1.8 * len(recordings)), squeeze=False)
    for row, audio in zip(axes, recordings):
        mel = log_mel(audio)
        for axis, (name, maker) in zip(row, makers.items()):
            shown = audio if maker is None else maker(mel, 0)
            levels = torch.log(magnitudes(shown, 1024, 256)[0] + MAGNITUDE_FLOOR)
            axis.imshow(levels.numpy(), origin="lower", aspect="auto", vmin=-11, vmax=-1, cmap="magma")
            axis.set_title(name, fontsize=8)
            axis.axis("off")
    figure.tight_layout()
    figure.savefig(path, dpi=60)
    plt.close(figure)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus")
    parser.add_argument("--clips", type=int, default=40)
    parser.add_argument("--checkpoint", type=Path, default=RUNS / "vocoder" / "checkpoint.pt")
    parser.add_argument("--tones", action="store_true", help="measure steady sines instead")
    parser.add_argument("--sheet", type=Path, help="draw spectrograms of the first eight clips into this PNG instead")
    options = parser.parse_args()
    torch.set_num_threads(1)
    methods = {
        "vocoder": neural(averaged(options.checkpoint)),
        "vocoder, untrained": neural(Vocoder().eval()),
        "Griffin-Lim 8": lambda mel, seed: griffin_lim(mel, 8, seed),
        "Griffin-Lim 32": lambda mel, seed: griffin_lim(mel, 32, seed),
    }
    if options.tones:
        print(f"{'Hz':20} " + " ".join(f"{frequency:7d}" for frequency in TONES))
        for name, method in methods.items():
            row = [np.mean([clearness(method, frequency * (1 + bend), seed) for seed, bend in enumerate((-0.07, -0.03, 0.0, 0.03, 0.07))])
                   for frequency in TONES]
            print(f"{name:20} " + " ".join(f"{value:7.1f}" for value in row), flush=True)
        return
    folder = corpus_path(options.corpus)
    clips = load_clips(folder)
    chosen = np.random.default_rng(5).permutation(load_split(clips)[1])
    audio = (torch.from_numpy(load_audio(folder / clips[index].file)[:LONGEST])[None] for index in chosen)
    recordings = [part for part in audio if part.shape[1] > 4 * N_FFT][: options.clips]
    if options.sheet:
        draw_sheet({name: methods[name] for name in ("vocoder", "Griffin-Lim 32")}, recordings[:8], options.sheet)
        return
    print(f"{len(recordings)} held-out clips\n{'method':20} {'log':>7} {'linear':>7} {'plain':>7} {'mel':>7} {'ms':>7}")
    for name, row in compare(methods, recordings).items():
        print(f"{name:20} " + " ".join(f"{value:7.3f}" for value in row))


if __name__ == "__main__":
    main()
