"""Trains the generator: it makes real sounds again from their codes, and new ones from the codes of two alike.

An encoder tells it a real sound's timbre and gist (sound_encoder.py); a plain distance then teaches what every prompt and
code should give, and none of the training sounds can be forgotten. What no code tells is the critic's: it judges the
sounds made again and sounds with the gist of one real sound and the timbre of another whose prompt is alike, which is
how the studio makes them too (instances.py).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

import workers
from batches import batches
from corpus import MelCache, corpus_path, load_clips, load_split
from discriminator import Discriminator, critic_loss, misfit, preferred
from generator import NOISE_FRAME, Generator
from instances import instances_of
from latents import LatentStore, sound_space
from run import RUNS, Average, Run, device, multiply_in_bfloat16
from sound_encoder import Budget, SoundEncoder, divergence, drawn, spread_out, start_from_components
from vae import Vae
from windows import WINDOW, Windows

CRITIC_WINDOW = 40
"""Latent frames that the critic sees, a stretch of the window that begins anywhere, the same of real and made sounds."""
BATCH = 24
"""Windows in a worker's step. The critic sees half of them, since it costs as much as all the rest."""
RATE = 1e-3
CRITIC_RATE = 6e-4
ADVERSARY = 1.5
"""Pull of the critic on the generator, relative to that of the distance."""
WORDS = 0.25
"""Share of the pull that wants a sound to fit its prompt better than the batch's other prompts."""
FEATURES = 2.0
"""Share of the pull that wants sounds made again alike in the critic's features."""
HEARD = 0.5
"""Weight of hearing, in a sound made of one's gist and another's timbre, that other's timbre again."""
ALONE, RISE = 100, 200
"""Steps that a new critic trains alone, and steps until it pulls in full."""
CRITIC_FROM = 300
"""Steps before a critic is worth its time."""
TIMBRE_NATS, GIST_NATS = 40.0, 32.0
"""What the encoder may tell by one code."""
KEEP_EVERY = 600
"""Seconds after which the averaged weights are kept under their step, to choose from."""


class Distance:
    """How far two latents sound apart: through the linear probe to mel, frame by frame and by windows of 8 frames.

    Axes are summed, not combined, so that fine colour is learned while level is still wrong, and weak axes are
    lifted far (their share of a mel's nats is small, but partials and pitch are in them).
    """

    def __init__(self, matrix: np.ndarray):
        strength = np.linalg.norm(matrix, axis=0)
        self.matrix = torch.from_numpy(matrix * strength**-0.7 / (strength**0.3).sum()).to(device())

    def loss(self, made: torch.Tensor, real: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
        """[B, L, C] pairs, frames weighted [B, L] -> about one for unrelated sounds: absolute differences of points, and of
        windows' means and spreads."""
        made, real = made @ self.matrix, real @ self.matrix
        point = ((made - real).abs().sum(dim=2) * weight).mean()
        made, real = (part.unflatten(1, (-1, 8)) for part in (made, real))
        weight = weight.unflatten(1, (-1, 8)).mean(dim=2)
        level = ((made.mean(dim=2) - real.mean(dim=2)).abs().sum(dim=2) * weight).mean()
        deviation = lambda part: torch.sqrt(part.var(dim=2, unbiased=False) + 1e-6)
        spread = ((deviation(made) - deviation(real)).abs().sum(dim=2) * weight).mean()
        return point + level + spread


def balance(match: torch.Tensor, scored: torch.Tensor, weight: torch.Tensor) -> float:
    """Weight at which the critic pulls on the last layer as hard as the distance does (Esser et al., VQGAN, 2021)."""
    pulls = [torch.autograd.grad(loss, weight, retain_graph=True)[0].norm() for loss in (match, scored)]
    return float(torch.clamp(pulls[0] / (pulls[1] + 1e-8), 1e-3, 1e3))


def swapped(codes: torch.Tensor) -> torch.Tensor:
    """Rows b and b ^ 1 exchanged."""
    return codes.unflatten(0, (-1, 2)).flip(1).flatten(0, 1)


def timbre_missed(encoder: SoundEncoder, made: torch.Tensor, text: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """How unlike `wanted` [B, 1, 48] the timbre is that the encoder, itself not taught by it, hears in made sounds: mean
    square over what two real sounds differ by."""
    encoder.requires_grad_(False)
    heard = encoder.timbre(made, text)[0]
    encoder.requires_grad_(True)
    wanted = wanted.detach()
    return (heard - wanted).square().mean() / ((wanted - swapped(wanted)).square().mean() + 1e-3)


def train(minutes: float, resume: bool, corpus: str | None = None, name: str = "gan") -> None:
    folder = corpus_path(corpus)
    clips = load_clips(folder)
    vae = Vae()
    vae.load_state_dict(torch.load(RUNS / "vae" / "model.pt", map_location="cpu"))
    training = load_split(clips)[0]
    store = LatentStore(vae.eval(), clips, MelCache(clips, folder), training)
    windows = Windows(store, clips, np.random.default_rng())
    generator, averaged = Generator().to(device()), Generator().to(device())
    critic, encoder = Discriminator().to(device()), SoundEncoder().to(device())
    encoder_averaged = SoundEncoder().to(device())
    for part in (generator, critic, encoder):
        multiply_in_bfloat16(part)
    optimiser = torch.optim.AdamW([*generator.parameters(), *encoder.parameters()], lr=RATE, betas=(0.8, 0.98), weight_decay=0.01)
    critic_optimiser = torch.optim.AdamW(critic.parameters(), lr=CRITIC_RATE, betas=(0.0, 0.98), weight_decay=0.01)
    average, encoder_average = Average(generator, averaged, 0.999), Average(encoder, encoder_averaged, 0.999)
    timbre_budget, gist_budget = Budget(TIMBRE_NATS, 0.0003), Budget(GIST_NATS)
    run = Run(name, minutes, resume, {
        "generator": generator, "average": average, "critic": critic, "encoder": encoder, "encoder_average": encoder_average,
        "optimiser": optimiser, "critic_optimiser": critic_optimiser, "timbre_budget": timbre_budget, "gist_budget": gist_budget,
    })
    if run.step == 0:
        windows.rng = np.random.default_rng(0)
        known = windows.batch(80 * BATCH)[:2]
        start_from_components(encoder.to("cpu"), generator.to("cpu"), *known, sound_space(store.probe))
        encoder.to(device()), generator.to(device())
        for kept, live in ((averaged, generator), (encoder_averaged, encoder)):
            kept.load_state_dict(live.state_dict())
    drawn_windows = batches(windows, BATCH, [run.step, workers.rank()])
    rng = np.random.default_rng([run.step, workers.rank()])
    workers.share_weights([generator, averaged, critic, encoder, encoder_averaged])
    distance = Distance(sound_space(store.probe))
    met = sum("critic_gap" in row for row in run.history) * LOG_EVERY
    pull, kept = None, run.seconds()
    while run.running():
        fade = 0.02 + 0.98 * 0.5 * (1 + np.cos(np.pi * run.progress()))
        for group in optimiser.param_groups:
            group["lr"] = RATE * fade * min(1.0, run.step / 60)
        for group in critic_optimiser.param_groups:
            group["lr"] = CRITIC_RATE * max(0.2, fade)
        latent, other, position, text, weight = next(drawn_windows)
        judged = len(latent) // 2
        whole, moving = encoder.timbre(other, text), encoder.gist(latent, text)
        timbre, gist = drawn(whole).expand(-1, WINDOW, -1), spread_out(drawn(moving))
        words = text[:, None].expand(-1, WINDOW, -1)
        detail = torch.randn(len(latent), WINDOW, NOISE_FRAME, device=latent.device)
        told, told_gist = divergence(whole), divergence(moving)
        logged = {"told": told, "told_gist": told_gist, "told_weight": timbre_budget.weight, "gist_weight": gist_budget.weight}
        mean_told, mean_gist = workers.agreed(float(told), float(told_gist))
        code_cost = timbre_budget.follow(mean_told) * told + gist_budget.follow(mean_gist) * told_gist
        if run.step <= CRITIC_FROM:
            match = distance.loss(generator(timbre, gist, detail, words, position), latent, weight)
            loss = match + code_cost
            logged["match"] = match
        else:
            met += 1
            # The first half of the batch is made again and also made anew, with its partners' timbres.
            more = lambda part: torch.cat([part, part[:judged]])
            made = generator(torch.cat([timbre, swapped(timbre[:judged])]), more(gist),
                             torch.cat([detail, torch.randn_like(detail[:judged])]), more(words), more(position))
            match = distance.loss(made[:len(latent)], latent, weight)
            loss = match + code_cost
            logged["match"] = match
            heard = timbre_missed(encoder, made[len(latent):], text[:judged], swapped(whole[0][:judged]))
            loss = loss + HEARD * heard
            logged["timbre_missed"] = heard
            at = int(rng.integers(0, WINDOW - CRITIC_WINDOW + 1))
            real, tied, free = (part[:, at: at + CRITIC_WINDOW] for part in (latent[:judged], made[:judged], made[len(latent):]))
            prompts = text[:judged]
            scored, right, parts = critic_loss(critic, real, free.detach(), tied.detach(), prompts, smooth=0.02)
            critic_optimiser.zero_grad(set_to_none=True)
            scored.backward()
            workers.share_gradients(critic.parameters())
            torch.nn.utils.clip_grad_norm_(critic.parameters(), 5.0)
            critic_optimiser.step()
            logged.update(critic=scored, **parts)
            if met > ALONE:
                critic.requires_grad_(False)
                free, tied = critic(torch.cat([free, tied]), prompts).split([judged, judged])
                critic.requires_grad_(True)
                features, unfit = (tied.features - right.features).abs().mean(), misfit(free.fit, prompts)
                wanted = preferred(free, right) + 0.5 * preferred(tied, right) + WORDS * unfit + FEATURES * features
                if pull is None or run.step % 20 == 1:
                    now = workers.agreed(balance(match, wanted, generator.leave.weight))[0]
                    pull = now if pull is None else 0.8 * pull + 0.2 * now
                loss = loss + ADVERSARY * min(1.0, (met - ALONE) / RISE) * pull * wanted
                logged.update(pull=pull, made_misfit=unfit, feature_distance=features)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        workers.share_gradients([*generator.parameters(), *encoder.parameters()])
        torch.nn.utils.clip_grad_norm_([*generator.parameters(), *encoder.parameters()], 1.0)
        optimiser.step()
        average.update()
        encoder_average.update()
        run.log(every=LOG_EVERY, **logged)
        if workers.rank() == 0 and run.seconds() - kept > KEEP_EVERY:
            keep_averages(averaged, encoder_averaged, run.folder / f"average-{run.step}.pt")
            kept = run.seconds()
    if workers.rank() == 0:
        keep_averages(averaged, encoder_averaged, run.folder / f"average-{run.step}.pt")
        finish(run.folder, store, clips, run.folder / f"average-{run.step}.pt")


LOG_EVERY = 25


def keep_averages(generator: Generator, encoder: SoundEncoder, path: Path) -> None:
    """The averaged weights, to choose from (probe.py)."""
    torch.save({"generator": generator.state_dict(), "encoder": encoder.state_dict()}, path)


def finish(folder: Path, store: LatentStore, clips, chosen: Path) -> None:
    """Writes model.pt, which export.py ships: chosen weights with the codes of real sounds that go with them."""
    saved = torch.load(chosen, map_location="cpu")
    encoder = SoundEncoder().eval()
    encoder.load_state_dict(saved["encoder"])
    torch.save({**saved, "instances": instances_of(encoder, store, clips).state_dict()}, folder / "model.pt")
