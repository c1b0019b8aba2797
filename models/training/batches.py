"""Batches to train on, drawn by processes ahead of a GPU that would otherwise wait for them."""

from __future__ import annotations

from typing import Iterator, Protocol, Sequence

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from run import device

GPU_BATCHES = 8
"""Batches of a CPU's size that a GPU takes as one: with these networks they cost it hardly more."""
DRAWERS = 4


class Source(Protocol):
    """Draws batches by its own generator of random numbers; the tensors lie in the CPU's memory."""

    rng: np.random.Generator

    def batch(self, size: int) -> tuple[Tensor, ...]: ...


class Endless(IterableDataset):
    def __init__(self, source: Source, size: int, seed: Sequence[int]):
        super().__init__()
        self.source, self.size, self.seed = source, size, seed

    def __iter__(self) -> Iterator[tuple[Tensor, ...]]:
        worker = get_worker_info()
        self.source.rng = np.random.default_rng([*self.seed, worker.id if worker else 0])
        while True:
            yield self.source.batch(self.size)


def on_device(parts: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
    return tuple(part.to(device(), non_blocking=True) for part in parts)


def batches(source: Source, size: int, seed: Sequence[int]) -> Iterator[tuple[Tensor, ...]]:
    """Endless batches of `size` rows (GPU_BATCHES times as many on a GPU), on the device; `seed` is not to be used twice."""
    if device().type == "cpu":
        return iter(Endless(source, size, seed))
    else:
        endless = Endless(source, size * GPU_BATCHES, seed)
        return map(on_device, DataLoader(endless, batch_size=None, num_workers=DRAWERS, prefetch_factor=8, pin_memory=True))
