"""Where a new sound's timbre and gist come from: the codes of real sounds whose prompts are like the one asked for.

A pack holds the timbre and the gist of every training sound with the meaning of its captions, a few numbers each. To make
a sound, noise picks one sound for its gist and another, alike in meaning, for its timbre; both are moved a little and the
gist is played a little faster or slower. So a seed is a new pairing, drawn where real sounds are, which a normal prior
only hopes for on small data (a prior of real codes: Tomczak & Welling, VampPrior, 2018; real instances to condition a
GAN: Casanova et al., IC-GAN, 2021). Everything is a function of the graph's own inputs, so it lies in generator.onnx.
"""

from __future__ import annotations

import math

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from corpus import is_free_of_conditions
from generator import GIST, GIST_STRIDE, LONGEST, NOISE_GLOBAL, TEXT_CHANNELS, TIMBRE, Generator
from latents import TAIL, LatentStore, sound_space
from mel import LATENT_RATE
from sound_encoder import SoundEncoder
from tag_phrases import TAG_PHRASES

MEANING = 40.0
"""How strongly a sound's captions must mean what is asked (an exponent on the cosine)."""
LENGTH = 1.0
"""How strongly a sound's length must be the one asked for (an exponent on its ratio)."""
KINSHIP = 30.0
"""How strongly the sound that lends its timbre must mean what the one that lends its gist does."""
LONG_SECONDS = 4.5
"""From here on sounds are taken to go on: their gist is played again and again; shorter ones end in silence."""
SOFTNESS = 0.25
"""Temperature at which timbres of the likeliest sounds melt into one."""
TIMBRE_MOVE, GIST_MOVE = 0.4, 0.35
"""Standard deviations of what noise adds to both codes."""
SPEED_MOVE = 0.12
"""Standard deviation of the gist's speed, as a natural logarithm."""
ENTRY = 0.4
"""How far into a steady sound a new one may begin, as a share of its length by a positive normal number."""
HEARD_NATS = 3.0
"""Frames that lie further below a sound's loudest are taken for its background."""
STRETCH = 48
"""Latent frames from which a timbre is heard, as in training; a longer sound's is the mean of several."""
WANDER = 20
"""Latent frames on each side over which a loop's place in the gist is smoothed."""


def gumbel(noise: torch.Tensor) -> torch.Tensor:
    """Standard normal -> standard Gumbel of the same rank."""
    share = (0.5 * (1.0 + torch.erf(noise / math.sqrt(2.0)))).clamp(1e-6, 1.0 - 1e-6)
    return -torch.log(-torch.log(share))


class Instances(nn.Module):
    """The codes of N sounds. keys [N, 384] unit vectors, seconds [N], steady [N] (1 where a sound has no pauses),
    timbres [N, 48], gists: N sequences [k, 32]."""

    def __init__(self, keys: torch.Tensor, seconds: torch.Tensor, steady: torch.Tensor, timbres: torch.Tensor, gists: list[torch.Tensor]):
        super().__init__()
        random = torch.Generator().manual_seed(11)
        count = len(keys)
        direction = lambda: F.normalize(torch.randn(NOISE_GLOBAL, count, generator=random), dim=0)
        lengths = torch.tensor([len(gist) for gist in gists])
        self.register_buffer("keys", keys)
        self.register_buffer("log_seconds", torch.log(seconds.clamp(0.2, 5.0)))
        self.register_buffer("goes_on", (seconds >= LONG_SECONDS).float())
        self.register_buffer("steady", steady)
        self.register_buffer("timbres", timbres)
        self.register_buffer("gists", torch.cat(gists))
        self.register_buffer("first", torch.cumsum(lengths, 0) - lengths)
        self.register_buffer("last", (lengths - 1).float())
        self.register_buffer("pick_gist", direction())
        self.register_buffer("pick_timbre", direction())
        self.register_buffer("move", torch.linalg.qr(torch.randn(NOISE_GLOBAL, NOISE_GLOBAL, generator=random))[0][:, :TIMBRE].contiguous())
        self.register_buffer("move_gist", torch.linalg.qr(torch.randn(NOISE_GLOBAL, NOISE_GLOBAL, generator=random))[0][:, :GIST].contiguous())
        self.register_buffer("smooth", torch.hann_window(2 * WANDER + 3)[None, None, 1:-1] / torch.hann_window(2 * WANDER + 3).norm())

    @classmethod
    def from_state(cls, state: dict[str, torch.Tensor]) -> "Instances":
        """Instances as they were kept, whatever their number."""
        lengths = (state["last"] + 1).long().tolist()
        instances = cls(state["keys"], torch.exp(state["log_seconds"]), state["steady"], state["timbres"], list(state["gists"].split(lengths)))
        instances.load_state_dict(state)
        return instances

    @classmethod
    def random(cls, count: int = 20) -> "Instances":
        """Sounds that nobody made, for shapes and speed."""
        lengths = torch.randint(1, 30, (count,)).tolist()
        return cls(F.normalize(torch.randn(count, TEXT_CHANNELS), dim=1), torch.tensor(lengths) * GIST_STRIDE / LATENT_RATE,
                   torch.ones(count), torch.randn(count, TIMBRE), [torch.randn(length, GIST) for length in lengths])

    @property
    def reach(self) -> int:
        """Latent frames of noise seen on each side."""
        return WANDER

    def place(self, chosen: torch.Tensor, whole: torch.Tensor, detail: torch.Tensor, position: torch.Tensor) -> torch.Tensor:
        """Each frame's place in the chosen sound's gist [B, L], a fractional index."""
        last, goes_on = self.last[chosen], self.goes_on[chosen]
        start = position[:, :, 0]
        inside = (start > LONGEST - 0.01).to(start.dtype)
        speed = torch.exp(SPEED_MOVE * whole[:, :, 0])
        played = ((start * LATENT_RATE + 0.5) / GIST_STRIDE - 0.5).clamp(min=0.0) * speed
        # Half of the seeds enter a sound without pauses at a later place than its beginning.
        entered = played + ENTRY * self.steady[chosen] * whole[:, :, 1].clamp(min=0.0) * last
        around = entered - (last + 1.0) * torch.floor(entered / (last + 1.0))
        played = goes_on * around + (1.0 - goes_on) * torch.minimum(played, last)
        drift = F.conv1d(detail[:, :, :1].transpose(1, 2), self.smooth, padding=WANDER)[:, 0]
        wandering = last * 0.5 * (1.0 + torch.erf(drift / math.sqrt(2.0)))
        return inside * wandering + (1.0 - inside) * played

    def choose(self, text: torch.Tensor, whole: torch.Tensor, seconds: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """text [R, 384], whole [R, 48], seconds asked for [R] -> the sound that lends its gist [R] and the timbre [R, 48]."""
        fit = MEANING * (text @ self.keys.T) - LENGTH * (torch.log(seconds)[:, None] - self.log_seconds).abs()
        chosen = (fit + gumbel(whole @ self.pick_gist)).argmax(dim=1)
        kin = fit + KINSHIP * (self.keys[chosen] @ self.keys.T) + gumbel(whole @ self.pick_timbre)
        return chosen, torch.softmax(kin / SOFTNESS, dim=1) @ self.timbres + TIMBRE_MOVE * (whole @ self.move)

    def forward(self, noise: torch.Tensor, text: torch.Tensor, position: torch.Tensor):
        """noise [B, L, 64], text [B, L, 384], position [B, L, 2] -> timbre [B, L, 48], gist [B, L, 32], detail [B, L, 16]."""
        whole, detail = noise[:, :, :NOISE_GLOBAL], noise[:, :, NOISE_GLOBAL:]
        # Whole milliseconds: the sum of the two times wavers in its last bits from frame to frame.
        seconds = torch.round(1000.0 * (position[:, :, 0] + position[:, :, 1]).clamp(0.2, 5.0)) / 1000.0
        # All sounds are weighed only where the question differs from the last frame's: most sounds ask once.
        asked = torch.cat([text, whole, seconds[:, :, None]], dim=2).flatten(0, 1)
        changed = torch.cat([torch.ones_like(asked[:1, 0]), ((asked[1:] - asked[:-1]).abs().amax(dim=1) > 0.0).to(asked.dtype)])
        once = asked[torch.nonzero(changed)[:, 0]]
        answer = torch.cumsum(changed, dim=0).to(torch.int64).view_as(seconds) - 1
        chosen, timbre = self.choose(once[:, :TEXT_CHANNELS], once[:, TEXT_CHANNELS:-1], once[:, -1])
        chosen, timbre = chosen[answer], timbre[answer]
        place = self.place(chosen, whole, detail, position)
        low = torch.minimum(torch.floor(place), self.last[chosen])
        part = (place - low)[:, :, None]
        row = self.first[chosen] + low.long()
        # After its last stretch a sound that goes on begins again, another stays there.
        after = torch.where(low + 1.0 > self.last[chosen], self.last[chosen] * (1.0 - self.goes_on[chosen]), low + 1.0)
        beyond = self.first[chosen] + after.long()
        gist = self.gists[row] * (1.0 - part) + self.gists[beyond] * part
        return timbre, gist + GIST_MOVE * (whole @ self.move_gist), detail


class Sounds(nn.Module):
    """Instances and generator together: noise [B, L, 64], text [B, L, 384], position [B, L, 2] -> latent [B, L, C]."""

    def __init__(self, instances: Instances, generator: Generator):
        super().__init__()
        self.instances, self.generator = instances, generator

    @property
    def reach(self) -> int:
        return self.instances.reach + self.generator.reach

    def forward(self, noise, text, position):
        return self.generator(*self.instances(noise, text, position), text, position)


@torch.no_grad()
def collect(encoder: SoundEncoder, store: LatentStore, entries: list[int], keys: torch.Tensor) -> Instances:
    """Codes of the store's entries by a trained SoundEncoder; keys [N, 384] say what each means."""
    seconds, steady, timbres, gists = [], [], [], []
    silence = torch.from_numpy(store.silence)
    loudness = torch.from_numpy(sound_space(store.probe)[:, 0])
    for entry in entries:
        latent = torch.from_numpy(store.latent(entry))
        text = torch.from_numpy(store.embeddings[store.choices[entry][0]])[None]
        # A sound begins with its onset and lasts until nothing more is heard of it, whatever its file does.
        level = latent[: int(store.lengths[entry])] @ loudness
        heard = torch.nonzero(level > level.max() - HEARD_NATS)[:, 0]
        latent = latent[int(heard[0]):]
        length = int(heard[-1] - heard[0]) + 1
        if length / LATENT_RATE >= LONG_SECONDS:
            kept = latent[: length // GIST_STRIDE * GIST_STRIDE]
        else:
            kept = latent[: length + TAIL]
            kept = torch.cat([kept, silence.expand(-len(kept) % GIST_STRIDE, -1)])
        gists.append(encoder.gist(kept[None], text)[0][0])
        stretches = [latent[start: start + STRETCH] for start in range(0, max(1, length - STRETCH + 1), STRETCH // 2)]
        stretches = torch.stack([torch.cat([part, silence.expand(STRETCH - len(part), -1)]) for part in stretches])
        timbres.append(encoder.timbre(stretches, text.expand(len(stretches), -1))[0][:, 0].mean(dim=0))
        seconds.append(length / LATENT_RATE)
        steady.append(float(len(heard) > 0.9 * length))
    return Instances(keys, torch.tensor(seconds), torch.tensor(steady), torch.stack(timbres), gists)


def meaning_of(store: LatentStore, clips, entry: int) -> np.ndarray:
    """[384] unit vector: what the entry's caption says, twice as strongly what its tag is called."""
    choices, unit = store.choices[entry], lambda vector: vector / np.linalg.norm(vector)
    called = TAG_PHRASES[clips[store.sources[entry]].tags[0]]
    named = [number for number in choices[2:] if store.prompts[number] in called]
    caption = store.embeddings[choices[0]]
    return unit(0.5 * caption + unit(store.embeddings[named].mean(axis=0))) if named else caption


def free_entries(store: LatentStore, clips) -> list[int]:
    """The training clips as they are and the rhythmic sequences made of them, as far as their licences set no conditions.

    A sequence's takes are clips of one caption, drawn by chance: any that asks for its author's name rules all of them out.
    """
    free = lambda entry: is_free_of_conditions(clips[store.sources[entry]].licence)
    bound = {clips[store.sources[entry]].caption for entry in range(store.originals) if not free(entry)}
    return [entry for entry in range(store.originals) if free(entry)] + [
        entry for entry in store.sequences if clips[store.sources[entry]].caption not in bound]


def instances_of(encoder: SoundEncoder, store: LatentStore, clips, free_only: bool = True) -> Instances:
    """Codes of training clips as they are and of the rhythmic sequences made of them; all, or only those free of conditions."""
    entries = free_entries(store, clips) if free_only else [*range(store.originals), *store.sequences]
    return collect(encoder, store, entries, torch.from_numpy(np.stack([meaning_of(store, clips, entry) for entry in entries])))
