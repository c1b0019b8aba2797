"""Trains the VAE on crops of 1.5 s, then measures its residuals for the texture noise."""

from __future__ import annotations

import numpy as np
import torch

from augment import mix, vary
from batches import batches, on_device
from corpus import MelCache, corpus_path, load_clips, load_split
from mel import LATENT_STRIDE, N_MELS, SILENCE
from run import Average, Run, device
from sheets import save_sheet
from texture_fit import fit_texture
from vae import FLOOR, PATCH, Vae, divergence, likelihood_loss, start_from_components, to_units

CROP = 128
BATCH = 24
RATE = 1.2e-3
SILENT_WEIGHT = 0.2
"""Weight of padding: silence must decode to silence, but it is easy and would fill the loss."""


class MelCrops:
    """Random augmented crops; long clips are drawn more often, by the root of their length up to 4 s."""

    def __init__(self, cache: MelCache, indices: list[int], rng: np.random.Generator, augmented: bool = True):
        self.cache, self.indices, self.rng, self.augmented = cache, np.asarray(indices), rng, augmented
        lengths = np.asarray([cache.length(i) for i in indices], dtype=np.float64)
        self.weights = np.sqrt(np.minimum(lengths, 350.0))
        self.weights /= self.weights.sum()

    def clip(self) -> np.ndarray:
        mel = self.cache.mel(int(self.rng.choice(self.indices, p=self.weights)))
        if mel.shape[1] > 2 * CROP:
            start = int(self.rng.integers(0, mel.shape[1] - 2 * CROP + 1))
            mel = mel[:, start: start + 2 * CROP]
        return vary(mel, self.rng) if self.augmented else mel

    def crop(self) -> tuple[np.ndarray, np.ndarray]:
        """mel [128, CROP] and weight [CROP]."""
        mel = self.clip()
        if self.augmented and self.rng.random() < 0.12:
            mel = mix(mel, self.clip(), float(self.rng.uniform(-10, 0)))
        weight = np.ones(mel.shape[1], dtype=np.float32)
        lead = int(self.rng.integers(0, 12)) if self.rng.random() < 0.3 else 0
        missing = max(0, CROP - mel.shape[1] - lead)
        mel = np.pad(mel, ((0, 0), (lead, missing)), constant_values=SILENCE)
        weight = np.pad(weight, (lead, missing), constant_values=SILENT_WEIGHT)
        start = int(self.rng.integers(0, mel.shape[1] - CROP + 1))
        return mel[:, start: start + CROP], weight[start: start + CROP]

    def batch(self, size: int) -> tuple[torch.Tensor, torch.Tensor]:
        """mel [size, 128, CROP] and weight [size, CROP, 1]."""
        mels, weights = zip(*(self.crop() for _ in range(size)))
        return torch.from_numpy(np.stack(mels)).float(), torch.from_numpy(np.stack(weights)).float()[:, :, None]


def losses(vae: Vae, mel: torch.Tensor, weight: torch.Tensor) -> tuple[torch.Tensor, dict]:
    """The evidence bound per mel bin and its parts (nats of deviation are in mel units, not network units)."""
    mean, log_variance = vae.encoder(mel)
    latent = mean + torch.randn_like(mean) * torch.exp(0.5 * log_variance)
    decoded, log_sigma = vae.decoder(latent)
    target = to_units(mel).transpose(1, 2)
    likelihood = likelihood_loss(decoded, log_sigma, target, weight)
    kl = divergence(mean, log_variance)
    loud = (weight > 0.5).float()
    error = ((decoded - target).abs() * loud).sum() * 3.3 / (loud.sum() * N_MELS)
    return likelihood + kl / PATCH, {"nll": likelihood, "kl": kl, "l1_nats": error}


def train(minutes: float, resume: bool, corpus: str | None = None, name: str = "vae") -> None:
    folder = corpus_path(corpus)
    clips = load_clips(folder)
    cache = MelCache(clips, folder)
    training, held = load_split(clips)
    vae, averaged = Vae().to(device()), Vae().to(device())
    optimiser = torch.optim.AdamW(vae.parameters(), lr=RATE, betas=(0.9, 0.98), weight_decay=0.01)
    fresh = not (resume and (Run.folder_of(name) / "checkpoint.pt").is_file())
    crops = MelCrops(cache, training, np.random.default_rng())
    if fresh:
        torch.manual_seed(0)
        mel, weight = on_device(MelCrops(cache, training, np.random.default_rng(0)).batch(700))
        heard = to_units(mel).transpose(1, 2).reshape(-1, PATCH)
        start_from_components(vae, heard[weight.reshape(-1, LATENT_STRIDE)[:, 0] > 0.5])
    average = Average(vae, averaged, 0.998)
    run = Run(name, minutes, resume, {"vae": vae, "average": average, "optimiser": optimiser})
    drawn = batches(crops, BATCH, [run.step])
    check_mel, check_weight = on_device(MelCrops(cache, held, np.random.default_rng(1), augmented=False).batch(48))

    while run.running():
        warm = min(1.0, run.step / 100)
        for group in optimiser.param_groups:
            group["lr"] = RATE * warm * (0.03 + 0.97 * 0.5 * (1 + np.cos(np.pi * run.progress())))
        loss, parts = losses(vae, *next(drawn))
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(vae.parameters(), 1.0)
        optimiser.step()
        average.update()
        run.log(every=25, loss=loss, **parts)
        if run.step % 200 == 0:
            with torch.no_grad():
                bound, parts = losses(averaged, check_mel, check_weight)
            run.log(every=1, held_loss=bound, **{f"held_{part}": value for part, value in parts.items()})
    finish(averaged, cache, training, held, run)


@torch.no_grad()
def finish(vae: Vae, cache: MelCache, training: list[int], held: list[int], run: Run) -> None:
    """Latent statistics, texture statistics, a spectrogram sheet, and the finished weights in model.pt."""
    mel, weight = on_device(MelCrops(cache, training, np.random.default_rng(2), augmented=False).batch(512))
    heard = weight[:, ::LATENT_STRIDE, 0] > 0.5
    latents = torch.cat([vae.encoder(part)[0] for part in mel.split(64)])[heard]
    vae.latent_mean.copy_(latents.mean(dim=0))
    vae.latent_deviation.copy_(torch.clamp(latents.std(dim=0), min=0.05))
    fit_texture(vae, mel, weight)
    torch.save(vae.state_dict(), run.folder / "model.pt")
    real, _ = on_device(MelCrops(cache, held, np.random.default_rng(3), augmented=False).batch(8))
    decoded = vae.decode(vae.encode(real), torch.randn(8, N_MELS, CROP, device=real.device))
    rows = [np.maximum(row.cpu().numpy(), FLOOR) for pair in zip(real, decoded) for row in pair]
    titles = [title for number in range(8) for title in (f"real {number}", f"decoded {number}")]
    save_sheet(rows, titles, run.folder / "sheet.png", columns=4)
