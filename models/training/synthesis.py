"""The whole chain of a pack through its ONNX files: prompt -> embedding -> latent -> mel -> audio."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from fine_sampler import FRAME_NOISE
from generator import NOISE_GLOBAL, positions
from mel import HOP, LATENT_HOP, LATENT_STRIDE, N_MELS, SAMPLE_RATE, log_mel
from onnx_bridge import OnnxBridge
from vocoder import inverse_stft
from wordpiece import WordPiece


class Synthesis:
    """One pack folder and the runtime that runs it; audio is 44.1 kHz mono float32."""

    def __init__(self, pack: Path, bridge: OnnxBridge):
        self.pack, self.bridge = pack.resolve(), bridge
        self.tokenizer = WordPiece.from_file(self.pack / "vocab.txt")
        self.milliseconds: dict[str, float] = {}

    def _run(self, file: str, **inputs: np.ndarray) -> np.ndarray:
        (output,) = self.bridge.run(self.pack / file, **inputs).values()
        self.milliseconds[file] = self.bridge.milliseconds
        return output

    def embed(self, prompts: list[str]) -> np.ndarray:
        """[N, 384]."""
        rows = []
        for prompt in prompts:
            ids = np.asarray([self.tokenizer.encode(prompt)], dtype=np.int64)
            rows.append(self._run("text-encoder.onnx", input_ids=ids, attention_mask=np.ones_like(ids))[0])
        return np.stack(rows)

    def latents(self, texts: np.ndarray, seeds: list[int], frames: int, position: np.ndarray) -> np.ndarray:
        """texts [B, 384], position [frames, 2] -> [B, C, frames]."""
        noises = []
        for seed in seeds:
            rng = np.random.default_rng(seed)
            code = np.repeat(rng.standard_normal((NOISE_GLOBAL, 1)), frames, axis=1)
            noises.append(np.concatenate([code, rng.standard_normal((FRAME_NOISE, frames))]))
        count = len(seeds)
        return self._run("generator.onnx", noise=np.stack(noises), position=np.repeat(position.T[None], count, axis=0),
                         condition=np.repeat(texts[:, :, None], frames, axis=2))

    def decode(self, latent: np.ndarray, seed: int = 0) -> np.ndarray:
        """[B, C, L] -> mel [B, 128, 4L]."""
        noise = np.random.default_rng(seed).standard_normal((latent.shape[0], N_MELS, LATENT_STRIDE * latent.shape[2]))
        return self._run("vae-decoder.onnx", latent=latent, noise=noise)

    def encode(self, mel: np.ndarray) -> np.ndarray:
        """[B, 128, T] -> latent [B, C, T / 4]."""
        return self._run("vae-encoder.onnx", mel=mel)

    def vocode(self, mel: np.ndarray) -> np.ndarray:
        """[B, 128, T] -> [B, 512 T] samples."""
        return inverse_stft(torch.from_numpy(self._run("vocoder.onnx", mel=mel))).numpy()

    def generate(self, texts: np.ndarray, seeds: list[int], seconds: float) -> np.ndarray:
        """[B, samples]: one sound per row of texts [B, 384] and seed."""
        samples = int(round(seconds * SAMPLE_RATE))
        frames = -(-(samples // HOP + 1) // LATENT_STRIDE)
        latent = self.latents(texts, seeds, frames, positions(frames, seconds).numpy())
        return self.vocode(self.decode(latent, seeds[0]))[:, :samples]

    def loop(self, text: np.ndarray, seed: int, frames: int, padding: int) -> np.ndarray:
        """[frames * 2048]: a seamless loop, by circular padding of noise and latent."""
        wrap = lambda part: np.pad(part, [(0, 0), (0, 0), (padding, padding)], mode="wrap")
        rng = np.random.default_rng(seed)
        code = np.repeat(rng.standard_normal((NOISE_GLOBAL, 1)), frames, axis=1)
        noise = wrap(np.concatenate([code, rng.standard_normal((FRAME_NOISE, frames))])[None])
        long = frames + 2 * padding
        latent = self._run("generator.onnx", noise=noise, condition=np.repeat(text[None, :, None], long, axis=2),
                           position=np.full((1, 2, long), 8.0))[..., padding:-padding]
        texture = rng.standard_normal((1, N_MELS, LATENT_STRIDE * frames))
        wide = LATENT_STRIDE * padding
        texture = np.pad(texture, [(0, 0), (0, 0), (wide, wide)], mode="wrap")
        mel = self._run("vae-decoder.onnx", latent=wrap(latent), noise=texture)
        audio = self.vocode(mel)[0]
        start, length = padding * LATENT_HOP, frames * LATENT_HOP
        return close_seam(audio[start: start + length], audio[start + length: start + length + SEAM])


def heard(audio: np.ndarray) -> np.ndarray:
    """[N] samples -> log-mel [128, T] as the judge takes it."""
    return log_mel(torch.from_numpy(np.ascontiguousarray(audio)))[0].numpy()


SEAM = 2048


def close_seam(loop: np.ndarray, beyond: np.ndarray) -> np.ndarray:
    """Fades what follows the loop into its beginning at constant power, as the studio does (main/inference/loop.ts)."""
    rising = 0.5 - 0.5 * np.cos(np.pi * np.arange(len(beyond)) / len(beyond))
    head = loop[: len(beyond)]
    likeness = max(0.0, float(head @ beyond) / (float(np.sqrt((head @ head) * (beyond @ beyond))) + 1e-12))
    power = rising**2 + (1 - rising) ** 2 + 2 * rising * (1 - rising) * likeness
    closed = loop.copy()
    closed[: len(beyond)] = (rising * head + (1 - rising) * beyond) / np.sqrt(power)
    return closed
