"""Trains the generator: paired with real sounds by their codes first, an adversary for what pairing cannot teach.

Each training sound comes with the noise it would have been drawn from (codes.py), so the generator learns by
plain distance what every prompt and code should give, none of the training sounds can be forgotten, and codes
between them are filled in. From ADVERSARY_FROM on, a projection critic also judges sounds made from fresh
noise alone, exactly as the studio draws it (the pairing of cVAE-GAN and cGAN in BicycleGAN, Zhu et al. 2017).
"""

from __future__ import annotations

import numpy as np
import torch

from captions import choose_wording
from codes import Codes
from corpus import MelCache, corpus_path, load_clips, load_split
from discriminator import Discriminator, critic_loss
from generator import LONGEST, Generator, draw_noise, positions
from latents import LatentStore, embed_prompts
from mel import LATENT_RATE
from run import RUNS, Average, Run, device
from sheets import save_sheet
from tag_phrases import TAG_PHRASES
from vae import Vae

WINDOW = 40
"""Latent frames trained on at once, 1.9 s."""
BATCH = 32
RATE = 7e-4
CRITIC_RATE = 1e-3
ADVERSARY = 0.7
"""Pull of the critic on the generator, relative to that of the distance."""
ADVERSARY_FROM = 0.02
"""Fraction of the training time after which the critic joins, on every other step."""


class Windows:
    """Draws training windows: a sound's latent, its noise, its place in time and one of its prompts."""

    def __init__(self, store: LatentStore, clips, originals: int, rng: np.random.Generator):
        self.store, self.rng = store, rng
        first = np.asarray([choices[0] for choices in store.choices])
        self.codes = Codes(store, store.embeddings[first], originals)
        captions, inverse = np.unique(first, return_inverse=True)
        self.members = [np.nonzero(inverse == number)[0] for number in range(len(captions))]
        # Captions with many takes are drawn more often, but by the root: the rare ones matter as much to a user.
        self.weights = np.sqrt(np.asarray([len(members) for members in self.members], dtype=np.float64))
        self.weights /= self.weights.sum()
        self.phrases = [sum(len(TAG_PHRASES[tag]) for tag in clips[source].tags[:1]) for source in store.sources]

    def window(self, entry: int) -> tuple[np.ndarray, ...]:
        """latent [WINDOW, C], noise [WINDOW, Z], position [WINDOW, 2], text [384]."""
        store, rng = self.store, self.rng
        latent, length = store.latent(entry), int(store.lengths[entry])
        start = int(rng.integers(0, length - WINDOW + 1)) if length > WINDOW else 0
        if length < 100 and rng.random() < 0.2:
            # Into the silence after a sound that was given more time than it takes.
            start = int(rng.integers(0, length + 100))
        taken = latent[start: start + WINDOW]
        taken = np.concatenate([taken, np.tile(store.silence, (WINDOW - len(taken), 1))])
        choices = store.choices[entry]
        phrases = self.phrases[entry] if len(choices) > 1 else 0
        text = store.embeddings[choices[choose_wording(len(choices), phrases, rng)]]
        return taken, self.codes.noise(entry, start, WINDOW, rng), self.position(start, length), text

    def position(self, start: int, length: int) -> np.ndarray:
        """[WINDOW, 2] seconds. A stretch of a long sound may also stand for the beginning of one, or for the middle
        of an endless one; a short sound may be asked for with more time than it takes, and ends in silence."""
        seconds = length / LATENT_RATE
        if length > 100 and self.rng.random() < 0.5:
            if self.rng.random() < 0.5:
                return np.full((WINDOW, 2), LONGEST)
            goes_on = start + 2 * WINDOW < length
            start, seconds = 0, WINDOW / LATENT_RATE + (self.rng.uniform(0, 6) if goes_on else 0.0)
        elif start + WINDOW > length + 12 or self.rng.random() < 0.4:
            seconds = max(seconds, start / LATENT_RATE) + self.rng.uniform(0, 6)
        times = (np.arange(WINDOW) + start) / LATENT_RATE
        return np.stack([times, seconds - times], axis=1).clip(0, LONGEST)

    def batch(self):
        """latent [B, W, C], noise [B, W, Z], position [B, W, 2], text [B, 384]."""
        captions = self.rng.choice(len(self.members), BATCH, p=self.weights)
        rows = [self.window(int(self.rng.choice(self.members[caption]))) for caption in captions]
        return tuple(torch.from_numpy(np.stack(column).astype(np.float32)).to(device()) for column in zip(*rows))


class Distance:
    """How far two latents sound apart: through the linear probe to mel, frame by frame and by windows of 8 frames.

    Axes are summed, not combined, so that fine colour is learned while level is still wrong, and weak axes are
    lifted (their share of a mel's nats is small, their share of what tells sounds apart is not).
    """

    def __init__(self, matrix: np.ndarray):
        strength = np.linalg.norm(matrix, axis=0)
        self.matrix = torch.from_numpy(matrix * strength**-0.4 / (strength**0.6).sum()).to(device())

    def loss(self, made: torch.Tensor, real: torch.Tensor) -> torch.Tensor:
        """[B, L, C] pairs -> about one for unrelated sounds: absolute differences of points, and of windows' means and spreads."""
        made, real = made @ self.matrix, real @ self.matrix
        point = (made - real).abs().sum(dim=2).mean()
        made, real = (part.unflatten(1, (-1, 8)) for part in (made, real))
        level = (made.mean(dim=2) - real.mean(dim=2)).abs().sum(dim=2).mean()
        deviation = lambda part: torch.sqrt(part.var(dim=2, unbiased=False) + 1e-6)
        spread = (deviation(made) - deviation(real)).abs().sum(dim=2).mean()
        return point + level + spread


def balance(match: torch.Tensor, scored: torch.Tensor, weight: torch.Tensor) -> float:
    """Weight at which the critic pulls on the last layer as hard as the distance does (Esser et al., VQGAN, 2021)."""
    pulls = [torch.autograd.grad(loss, weight, retain_graph=True)[0].norm() for loss in (match, scored)]
    return float(torch.clamp(pulls[0] / (pulls[1] + 1e-8), 1e-3, 1e3))


def train(minutes: float, resume: bool, corpus: str | None = None, name: str = "gan") -> None:
    folder = corpus_path(corpus)
    clips = load_clips(folder)
    vae = Vae()
    vae.load_state_dict(torch.load(RUNS / "vae" / "model.pt", map_location="cpu"))
    training = load_split(clips)[0]
    store = LatentStore(vae.eval(), clips, MelCache(clips, folder), training)
    windows = Windows(store, clips, len(training), np.random.default_rng())
    generator, averaged = Generator().to(device()), Generator().to(device())
    critic = Discriminator().to(device())
    optimiser = torch.optim.AdamW(generator.parameters(), lr=RATE, betas=(0.5, 0.98), weight_decay=0.01)
    critic_optimiser = torch.optim.AdamW(critic.parameters(), lr=CRITIC_RATE, betas=(0.0, 0.98), weight_decay=0.01)
    average = Average(generator, averaged, 0.998)
    run = Run(name, minutes, resume, {
        "generator": generator, "average": average, "critic": critic, "optimiser": optimiser,
        "critic_optimiser": critic_optimiser,
    })
    windows.rng = np.random.default_rng(run.step)
    distance = Distance(windows.codes.matrix)
    adversary = ADVERSARY_FROM <= 0 or any("critic" in row for row in run.history[-3:])
    pull = None
    while run.running():
        fade = 0.02 + 0.98 * 0.5 * (1 + np.cos(np.pi * run.progress()))
        for group in optimiser.param_groups:
            group["lr"] = RATE * fade * min(1.0, run.step / 200)
        for group in critic_optimiser.param_groups:
            group["lr"] = CRITIC_RATE * max(0.2, fade)
        latent, noise, position, text = windows.batch()
        words = text[:, None].expand(-1, WINDOW, -1)
        match = distance.loss(generator(noise, words, position), latent)
        loss, logged = match, {"match": match.detach()}
        adversary = adversary or run.progress() > ADVERSARY_FROM
        if adversary and run.step % 2:
            made = generator(draw_noise(BATCH, WINDOW, device=latent.device), words, position)
            wrong = text.roll(int(windows.rng.integers(1, BATCH)), dims=0)
            scored, parts = critic_loss(critic, latent, made.detach(), text, wrong, smooth=0.05)
            critic_optimiser.zero_grad(set_to_none=True)
            scored.backward()
            torch.nn.utils.clip_grad_norm_(critic.parameters(), 5.0)
            critic_optimiser.step()
            critic.requires_grad_(False)
            frames, whole = critic(made, text)
            critic.requires_grad_(True)
            scored_made = -(frames.mean() + whole.mean())
            if pull is None or run.step % 20 == 1:
                now = balance(match, scored_made, generator.leave.weight)
                pull = now if pull is None else 0.8 * pull + 0.2 * now
            loss = loss + ADVERSARY * pull * scored_made
            logged.update(critic=scored.detach(), pull=pull, **parts)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(generator.parameters(), 1.0)
        optimiser.step()
        average.update()
        run.log(every=50, **logged)
        if run.step % 500 == 0:
            finish(averaged, vae, run)
    finish(averaged, vae, run)


SHEET_FRAMES = 64
SHEET_PROMPTS = ("a dog barking", "rain falling", "footsteps", "an explosion", "a cat meowing", "glass shatters",
                 "a clock ticking", "a sword slash", "thunder rumbling", "a laser gun shot", "birds singing", "knocking on a wooden door")


@torch.no_grad()
def finish(generator: Generator, vae: Vae, run: Run) -> None:
    """The averaged weights in model.pt and a sheet of three seeds of a dozen prompts."""
    torch.save(generator.state_dict(), run.folder / "model.pt")
    text = torch.from_numpy(embed_prompts(list(SHEET_PROMPTS))).repeat_interleave(3, dim=0)
    seeded = torch.Generator().manual_seed(0)
    noise = draw_noise(len(text), SHEET_FRAMES, seeded)
    where = positions(SHEET_FRAMES, 3.0)[None].expand(len(text), -1, -1)
    latent = generator.to("cpu")(noise, text[:, None].expand(-1, SHEET_FRAMES, -1), where)
    mel = vae.decode(latent.transpose(1, 2), torch.randn(len(text), 128, 4 * SHEET_FRAMES, generator=seeded))
    generator.to(device())
    save_sheet(list(mel.numpy()), [p for p in SHEET_PROMPTS for _ in range(3)], run.folder / "sheet.png", columns=6)
