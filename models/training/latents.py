"""The generator's training set: latents of clips, their variations, mixes of two and sequences of short takes.

Every entry is a latent sequence with the prompts that may stand for it. All are encoded once with the
finished VAE and cached; prompts are embedded once with the text encoder and cached too.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from multiprocessing import Pool
from pathlib import Path

import numpy as np
import torch

from augment import mix, vary
from captions import choose_mix_prompt, wordings
from corpus import CACHE, Clip, MelCache
from mel import LATENT_STRIDE, SILENCE
from tag_phrases import TAG_PHRASES
from vae import LATENT_CHANNELS, Vae

TAIL = 12
"""Latent frames of silence encoded after each entry, so that the way into silence is learned too."""
VARIATIONS = 1
MIXES = 900
SEQUENCES = 350
RHYTHMIC = ("footsteps", "clapping", "clock_tick", "heartbeat", "door_wood_knock", "keyboard_typing", "mouse_click",
            "wood_impact", "metal_impact", "coins", "hen", "dog", "crow", "bird_call", "frog", "sheep", "water_drops",
            "coughing", "laughing", "hand_saw", "digging", "eating", "sword", "gunshot", "horse", "stone_impact")


def embed_prompts(prompts: list[str]) -> np.ndarray:
    """[N, 384] unit vectors, cached by the list's content."""
    key = hashlib.sha256("\n".join(prompts).encode()).hexdigest()[:16]
    path = CACHE / f"prompts-{key}.npy"
    if not path.is_file():
        from text_encoder import embed
        CACHE.mkdir(parents=True, exist_ok=True)
        np.save(path, np.asarray(embed(prompts), dtype=np.float32))
    return np.load(path)


def whole_patches(mel: np.ndarray) -> np.ndarray:
    """[128, T] with silence up to a multiple of four frames and TAIL latent frames beyond."""
    missing = -mel.shape[1] % LATENT_STRIDE + TAIL * LATENT_STRIDE
    return np.pad(mel, ((0, 0), (0, missing)), constant_values=SILENCE)


def sequence_of(takes: list[np.ndarray], rng: np.random.Generator) -> np.ndarray:
    """Short takes one after another at a nearly steady pace, 1.5 to 5 s long."""
    longest = max(take.shape[1] for take in takes)
    period = max(int(rng.uniform(26, 62)), int(0.8 * longest))
    count = max(3, int(rng.uniform(130, 430) / period))
    total = np.full((takes[0].shape[0], period * count + longest), SILENCE, dtype=np.float32)
    for number in range(count):
        take = takes[int(rng.integers(len(takes)))]
        start = max(0, number * period + int(rng.normal(0, 0.03 * period)))
        part = total[:, start: start + take.shape[1]]
        part[:] = np.logaddexp(2 * part, 2 * take[:, : part.shape[1]]) / 2
    return total


def sound_space(probe: np.ndarray) -> np.ndarray:
    """[C, C] matrix from latent to orthogonal axes measured in nats rms per mel bin, the first being level (louder is up)."""
    left, values, right = np.linalg.svd(probe, full_matrices=False)
    signs = np.sign(right.sum(axis=1))
    return (left * values * signs / probe.shape[1] ** 0.5).astype(np.float32)


class Entries:
    """(mel, source clip, prompts) of every training entry, in a fixed order from a fixed seed."""

    def __init__(self, clips: list[Clip], cache: MelCache, indices: list[int], seed: int = 5):
        self.clips, self.cache, self.indices, self.seed = clips, cache, indices, seed

    def __iter__(self):
        rng = np.random.default_rng(self.seed)
        for variation in range(1 + VARIATIONS):
            for index in self.indices:
                mel = self.cache.mel(index)
                clip = self.clips[index]
                if variation:
                    loud = vary(mel, rng)
                    # Level is left as it was: the studio expects full-scale peaks.
                    mel = loud + (mel.max() - loud.max()) * (loud > SILENCE + 0.01)
                yield mel, index, wordings(clip.caption, clip.tags)
        short = [i for i in self.indices if self.cache.length(i) < 450]
        for _ in range(MIXES):
            first, second = (int(i) for i in rng.choice(short, 2, replace=False))
            mel = mix(self.cache.mel(first), self.cache.mel(second), float(rng.uniform(-8, 0)))
            yield mel, first, [choose_mix_prompt(self.clips[first].caption, self.clips[second].caption, rng)]
        takes = defaultdict(list)
        for i in self.indices:
            if self.clips[i].tags[:1] and self.clips[i].tags[0] in RHYTHMIC and self.cache.length(i) < 60:
                takes[self.clips[i].caption].append(i)
        captions = sorted(caption for caption, members in takes.items() if len(members) >= 2)
        for _ in range(SEQUENCES if captions else 0):
            members = takes[captions[int(rng.integers(len(captions)))]]
            clip = self.clips[members[0]]
            chosen = [self.cache.mel(int(i)) for i in rng.choice(members, min(5, len(members)), replace=False)]
            yield sequence_of(chosen, rng), members[0], [
                clip.caption, f"{clip.caption}, repeated", *TAG_PHRASES[clip.tags[0]]]


class LatentStore:
    """All entries as normalised latents [frames, C] with offsets, sounding lengths, source clips and prompt numbers."""

    def __init__(self, vae: Vae, clips: list[Clip], cache: MelCache, indices: list[int]):
        parameters = b"".join(value.numpy().tobytes() for value in vae.encoder.state_dict().values())
        key = hashlib.sha256(parameters + str((VARIATIONS, MIXES, SEQUENCES)).encode()).hexdigest()[:16]
        data, index = CACHE / f"latents-{key}.npy", CACHE / f"latents-{key}.json"
        if not (data.is_file() and index.is_file()):
            self._build(vae, Entries(clips, cache, indices), data, index)
        about = json.loads(index.read_text())
        self.frames = np.load(data).astype(np.float32)
        self.offsets, self.lengths = np.asarray(about["offsets"]), np.asarray(about["lengths"])
        self.sources, self.choices = np.asarray(about["sources"]), about["choices"]
        self.prompts: list[str] = about["prompts"]
        self.silence = np.asarray(about["silence"], dtype=np.float32)
        self.probe = np.asarray(about["probe"], dtype=np.float32)
        self.embeddings = embed_prompts(self.prompts)
        self.originals = len(indices)
        """Entries below this are the clips as they are."""
        varied = self.originals * (1 + VARIATIONS)
        self.sequences = [entry for entry, choices in enumerate(self.choices) if entry >= varied and len(choices) > 1]

    def __len__(self) -> int:
        return len(self.lengths)

    def latent(self, entry: int) -> np.ndarray:
        """[length + TAIL, C]."""
        return self.frames[self.offsets[entry]: self.offsets[entry + 1]]

    @torch.no_grad()
    def _build(self, vae: Vae, entries: Entries, data: Path, index: Path) -> None:
        numbers: dict[str, int] = {}
        parts, offsets, lengths, sources, choices = [], [0], [], [], []
        probe_in, probe_out = [], []
        told = iter(entries)
        waiting: list[tuple] = []

        def mels():
            for mel, source, prompts in told:
                waiting.append((mel, source, prompts))
                yield whole_patches(mel)

        # One thread in each process: threads that wait for each other lose far more on a busy machine.
        global encoding
        encoding = vae
        with Pool(initializer=torch.set_num_threads, initargs=(1,)) as pool:
            for count, latent in enumerate(pool.imap(encoded, mels(), chunksize=16)):
                mel, source, prompts = waiting[count]
                waiting[count] = ()
                if count % 10 == 0:
                    padded = whole_patches(mel)
                    probe_in.append(latent)
                    probe_out.append(np.maximum(padded.T.reshape(latent.shape[0], -1), -10.0))
                parts.append(latent.astype(np.float16))
                offsets.append(offsets[-1] + len(latent))
                lengths.append(-(-mel.shape[1] // LATENT_STRIDE))
                sources.append(int(source))
                choices.append([numbers.setdefault(prompt, len(numbers)) for prompt in prompts])
                if count % 1000 == 0:
                    print(f"latents: {count}", flush=True)
        silence = vae.encode(torch.full((1, 128, 160), SILENCE))[0, :, 20].tolist()
        # Least squares from latent to mel patch: a distance through it weighs each channel by what it does to the sound.
        inputs, outputs = np.concatenate(probe_in), np.concatenate(probe_out)
        inputs = np.concatenate([inputs, np.ones((len(inputs), 1), dtype=np.float32)], axis=1)
        probe = np.linalg.lstsq(inputs, outputs, rcond=None)[0][:LATENT_CHANNELS]
        np.save(data, np.concatenate(parts))
        index.write_text(json.dumps({
            "offsets": offsets, "lengths": lengths, "sources": sources, "choices": choices,
            "prompts": list(numbers), "silence": silence, "probe": probe.round(5).tolist(),
        }))


encoding: Vae | None = None


@torch.no_grad()
def encoded(padded: np.ndarray) -> np.ndarray:
    """mel [128, T] -> latent [T / 4, C], by the VAE that the process was started with."""
    return encoding.encode(torch.from_numpy(padded)[None])[0].T.numpy()
