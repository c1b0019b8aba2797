"""Trains the generator: implicit maximum likelihood first, an adversary for sharpness after.

IMLE (Li & Malik, 2018) draws several codes for each real sound and trains the nearest outcome, so no sound
of the training set can be forgotten, which an adversary alone would do on data this small. Here six sounds
with alike captions share six codes, and codes are matched to sounds one to one at the least total distance:
no code stays untrained either, so every seed leads to some real-like sound. A projection critic then
sharpens what matching leaves averaged.
"""

from __future__ import annotations

import numpy as np
import torch
from scipy.optimize import linear_sum_assignment

from captions import choose_wording
from corpus import MelCache, corpus_path, load_clips, load_split
from discriminator import Discriminator, critic_loss
from generator import LONGEST, Generator, draw_noise, positions
from latents import LatentStore, embed_prompts
from mel import LATENT_RATE
from run import RUNS, Average, Run, device
from sheets import save_sheet
from tag_phrases import TAG_PHRASES
from vae import Vae

WINDOW = 48
"""Latent frames trained on at once, 2.2 s."""
LOOK = 16
"""Latent frames by which codes are matched to sounds."""
GROUP, GROUPS = 6, 5
RATE = 8e-4
CRITIC_RATE = 4e-4
ADVERSARY = 0.12
ADVERSARY_FROM = 0.35
"""Fraction of the training time after which the critic joins."""


class Windows:
    """Draws groups of alike sounds as training windows."""

    def __init__(self, store: LatentStore, clips, rng: np.random.Generator):
        self.store, self.clips, self.rng = store, clips, rng
        first = np.asarray([choices[0] for choices in store.choices])
        captions, inverse = np.unique(first, return_inverse=True)
        self.members = [np.nonzero(inverse == number)[0] for number in range(len(captions))]
        likeness = store.embeddings[captions] @ store.embeddings[captions].T
        self.near = np.argsort(-likeness, axis=1)[:, :10]
        self.sharpness = np.exp(12.0 * (np.take_along_axis(likeness, self.near, axis=1) - 1.0))
        # Captions with many takes are drawn more often, but by the root: the rare ones matter as much to a user.
        self.weights = np.sqrt(np.asarray([len(members) for members in self.members], dtype=np.float64))
        self.weights /= self.weights.sum()
        self.phrases = [sum(len(TAG_PHRASES[tag]) for tag in clips[source].tags[:1]) for source in store.sources]

    def group(self) -> list[int]:
        anchor = int(self.rng.choice(len(self.members), p=self.weights))
        pull = self.sharpness[anchor] * np.sqrt([len(self.members[c]) for c in self.near[anchor]])
        chosen = self.rng.choice(self.near[anchor], GROUP - 1, p=pull / pull.sum())
        return [int(self.rng.choice(self.members[c])) for c in [anchor, *chosen]]

    def window(self, entry: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """latent [WINDOW, C], position [WINDOW, 2], text [384]."""
        store, rng = self.store, self.rng
        latent, length = store.latent(entry), int(store.lengths[entry])
        start = int(rng.integers(0, length - WINDOW + 1)) if length > WINDOW else 0
        taken = latent[start: start + WINDOW]
        taken = np.concatenate([taken, np.tile(store.silence, (WINDOW - len(taken), 1))])
        choices = store.choices[entry]
        phrases = self.phrases[entry] if len(choices) > 1 else 0
        text = store.embeddings[choices[choose_wording(len(choices), phrases, rng)]]
        return taken, self.position(start, length), text

    def position(self, start: int, length: int) -> np.ndarray:
        """[WINDOW, 2] seconds. A stretch of a long sound may also stand for the beginning of one, or for the middle
        of an endless one; a short sound may be asked for with more time than it takes, and ends in silence."""
        seconds = length / LATENT_RATE
        if length > 100 and self.rng.random() < 0.5:
            if self.rng.random() < 0.5:
                return np.full((WINDOW, 2), LONGEST)
            goes_on = start + 2 * WINDOW < length
            start, seconds = 0, WINDOW / LATENT_RATE + (self.rng.uniform(0, 6) if goes_on else 0.0)
        elif self.rng.random() < 0.4:
            seconds += self.rng.uniform(0, 6)
        times = (np.arange(WINDOW) + start) / LATENT_RATE
        return np.stack([times, seconds - times], axis=1).clip(0, LONGEST)

    def batch(self):
        """latent [N, W, C], position [N, W, 2], text [N, 384], N = GROUPS * GROUP, groups in a row."""
        rows = [self.window(entry) for _ in range(GROUPS) for entry in self.group()]
        return tuple(torch.from_numpy(np.stack(column).astype(np.float32)).to(device()) for column in zip(*rows))


class Distance:
    """How far two latents sound apart: through the linear probe to mel, point by point and by windows of 8 frames."""

    def __init__(self, probe: np.ndarray):
        # Orthogonal columns of the probe's row space keep every distance and are few.
        values = np.linalg.svd(probe, full_matrices=False)
        self.matrix = torch.from_numpy((values[0] * values[1]).astype(np.float32)).to(device()) / 512**0.5

    def matching(self, made: torch.Tensor, real: torch.Tensor) -> torch.Tensor:
        """[..., L, C] pairs -> [...] for choosing codes: squared distance of the points and of means of four frames."""
        gap = (made - real) @ self.matrix
        coarse = gap.unflatten(-2, (-1, 4)).mean(dim=-2)
        return gap.square().sum(dim=-1).mean(dim=-1) + 2.0 * coarse.square().sum(dim=-1).mean(dim=-1)

    def loss(self, made: torch.Tensor, real: torch.Tensor) -> torch.Tensor:
        """[B, L, C] pairs -> mean in nats: each frame's distance (not squared: a median, not a mean), plus windows' moments."""
        gap = (made - real) @ self.matrix
        point = torch.sqrt(gap.square().sum(dim=2) + 1e-4).mean()
        made, real = ((part @ self.matrix).unflatten(1, (-1, 8)) for part in (made, real))
        level = torch.sqrt((made.mean(dim=2) - real.mean(dim=2)).square().sum(dim=2) + 1e-4).mean()
        spread = torch.sqrt((made.std(dim=2) - real.std(dim=2)).square().sum(dim=2) + 1e-4).mean()
        return point + level + spread


@torch.no_grad()
def match_codes(generator: Generator, distance: Distance, latent, position, text) -> torch.Tensor:
    """Noise [N, W, 64] for the batch: within each group, codes matched to sounds one to one."""
    noise = draw_noise(latent.shape[0], latent.shape[1], device=latent.device)
    pairs = lambda part: part.unflatten(0, (GROUPS, GROUP))[:, :, None].expand(-1, -1, GROUP, -1, -1)
    tried = noise.unflatten(0, (GROUPS, GROUP))[:, None].expand(-1, GROUP, -1, -1, -1)[..., :LOOK, :]
    words = pairs(text[:, None].expand(-1, LOOK, -1))
    made = generator(tried.reshape(-1, LOOK, noise.shape[2]), words.reshape(-1, LOOK, text.shape[1]),
                     pairs(position[:, :LOOK]).reshape(-1, LOOK, 2))
    cost = distance.matching(made.unflatten(0, (GROUPS, GROUP, GROUP)), pairs(latent[:, :LOOK])).cpu().numpy()
    order = [group * GROUP + code for group in range(GROUPS) for code in linear_sum_assignment(cost[group])[1]]
    return noise[order]


def train(minutes: float, resume: bool, corpus: str | None = None, name: str = "gan") -> None:
    folder = corpus_path(corpus)
    clips = load_clips(folder)
    vae = Vae()
    vae.load_state_dict(torch.load(RUNS / "vae" / "model.pt", map_location="cpu"))
    store = LatentStore(vae.eval(), clips, MelCache(clips, folder), load_split(clips)[0])
    generator, averaged = Generator().to(device()), Generator().to(device())
    critic = Discriminator().to(device())
    optimiser = torch.optim.AdamW(generator.parameters(), lr=RATE, betas=(0.5, 0.98), weight_decay=0.01)
    critic_optimiser = torch.optim.AdamW(critic.parameters(), lr=CRITIC_RATE, betas=(0.0, 0.98), weight_decay=0.01)
    average = Average(generator, averaged, 0.998)
    run = Run(name, minutes, resume, {
        "generator": generator, "average": average, "critic": critic, "optimiser": optimiser,
        "critic_optimiser": critic_optimiser,
    })
    windows = Windows(store, clips, np.random.default_rng(run.step))
    distance = Distance(store.probe)
    adversary = ADVERSARY_FROM <= 0 or "critic" in (run.history[-1] if run.history else {})
    while run.running():
        fade = 0.02 + 0.98 * 0.5 * (1 + np.cos(np.pi * run.progress()))
        for group in optimiser.param_groups:
            group["lr"] = RATE * fade * min(1.0, run.step / 200)
        latent, position, text = windows.batch()
        noise = match_codes(generator, distance, latent, position, text)
        made = generator(noise, text[:, None].expand(-1, WINDOW, -1), position)
        match = distance.loss(made, latent)
        loss, logged = match, {"match": match.detach()}
        adversary = adversary or run.progress() > ADVERSARY_FROM
        if adversary:
            wrong = text.roll(GROUP * int(windows.rng.integers(1, GROUPS)), dims=0)
            scored, parts = critic_loss(critic, latent, made.detach(), text, wrong, smooth=0.05)
            critic_optimiser.zero_grad(set_to_none=True)
            scored.backward()
            torch.nn.utils.clip_grad_norm_(critic.parameters(), 5.0)
            critic_optimiser.step()
            critic.requires_grad_(False)
            frames, whole = critic(made, text)
            critic.requires_grad_(True)
            loss = loss - ADVERSARY * (frames.mean() + whole.mean())
            logged.update(critic=scored.detach(), **parts)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(generator.parameters(), 1.0)
        optimiser.step()
        average.update()
        run.log(every=50, **logged)
        if run.step % 1000 == 0:
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
