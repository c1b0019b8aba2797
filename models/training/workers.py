"""Several processes that train one model: each with batches of its own, all with the same weights.

On a busy CPU two processes of one thread each get far more done than one of two threads, whose threads wait for each
other at every product. Without workers every function here gives back what it was given.
"""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Callable, Iterable

import torch
import torch.distributed as group


def rank() -> int:
    """0 for the process that logs and saves."""
    return group.get_rank() if group.is_initialized() else 0


def count() -> int:
    return group.get_world_size() if group.is_initialized() else 1


def agreed(*values: float) -> list[float]:
    """Means over the workers."""
    if count() == 1:
        return list(values)
    total = torch.tensor(values, dtype=torch.float64)
    group.all_reduce(total)
    return (total / count()).tolist()


def share_gradients(parameters: Iterable[torch.nn.Parameter]) -> None:
    """Replaces each gradient by its mean over the workers."""
    if count() == 1:
        return
    gradients = [parameter.grad for parameter in parameters if parameter.grad is not None]
    flat = torch.cat([gradient.flatten() for gradient in gradients])
    group.all_reduce(flat)
    flat /= count()
    for gradient, mean in zip(gradients, flat.split([gradient.numel() for gradient in gradients])):
        gradient.copy_(mean.view_as(gradient))


def share_weights(modules: Iterable[torch.nn.Module]) -> None:
    """Gives every worker the first one's weights."""
    if count() > 1:
        for module in modules:
            for value in module.state_dict().values():
                group.broadcast(value, 0)


def _work(number: int, size: int, meeting: str, job: Callable, arguments: dict) -> None:
    torch.set_num_threads(1)
    group.init_process_group("gloo", init_method=f"file://{meeting}", rank=number, world_size=size, timeout=timedelta(minutes=20))
    job(**arguments)


def run_in(size: int, job: Callable, **arguments) -> None:
    """Calls job(**arguments) in `size` processes that know of each other; raises when one of them fails."""
    with tempfile.TemporaryDirectory() as folder:
        torch.multiprocessing.spawn(_work, args=(size, str(Path(folder) / "meeting"), job, arguments), nprocs=size)
