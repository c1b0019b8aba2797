"""One training run: its folder, its clock, its checkpoints and its loss curves."""

from __future__ import annotations

import functools
import json
import random
import time
from pathlib import Path
from types import MethodType

import numpy as np
import torch

import workers

RUNS = Path(__file__).resolve().parent / "runs"
CHECKPOINT_SECONDS = 120


def device() -> torch.device:
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


class Run:
    """Keeps one stage going for a number of minutes, resuming where it stopped.

    `state` holds everything a resume needs, by name: modules and optimisers (anything with state_dict).
    """

    def __init__(self, name: str, minutes: float, resume: bool, state: dict, seed: int = 0):
        self.folder = RUNS / name
        self.folder.mkdir(parents=True, exist_ok=True)
        self.state = state
        self.step = 0
        self.trained_seconds = 0.0
        self.deadline = time.time() + 60 * minutes
        self.started = self.saved = time.time()
        self.history: list[dict] = []
        self.pending: dict[str, list[float]] = {}
        if resume and self.checkpoint.is_file():
            self._load()
        own = seed + self.step + 1_000_003 * workers.rank()
        torch.manual_seed(own)
        np.random.seed(own)
        random.seed(own)

    @staticmethod
    def folder_of(name: str) -> Path:
        return RUNS / name

    @property
    def checkpoint(self) -> Path:
        return self.folder / "checkpoint.pt"

    def _load(self) -> None:
        saved = torch.load(self.checkpoint, map_location="cpu")
        for name, part in self.state.items():
            if name in saved["state"]:
                part.load_state_dict(saved["state"][name])
        self.step, self.trained_seconds, self.history = saved["step"], saved["seconds"], saved["history"]
        print(f"{self.folder.name}: resumed at step {self.step}", flush=True)

    def running(self) -> bool:
        """Call once per step: false when the time is up; saves every two minutes on the way."""
        now = time.time()
        # Workers stop at the same step, whatever their clocks say.
        over = workers.agreed(float(now >= self.deadline))[0] > 0.0
        if workers.rank() == 0 and (now - self.saved > CHECKPOINT_SECONDS or over):
            self.save()
        self.step += 1
        return not over

    def seconds(self) -> float:
        return self.trained_seconds + time.time() - self.started

    def progress(self) -> float:
        """Fraction of this call's time that has passed, 0..1."""
        return min(1.0, (time.time() - self.started) / max(1e-9, self.deadline - self.started))

    def log(self, every: int = 50, **values: float | torch.Tensor) -> None:
        """Means of the values since they were last told, told and kept in the history at every step that `every` divides."""
        for name, value in values.items():
            # Scalars (up to `every` of them) stay on a GPU until they are told, for each question makes it wait.
            self.pending.setdefault(name, []).append(value.detach() if torch.is_tensor(value) else value)
        if self.step % every == 0:
            row = {name: float(np.mean([float(value) for value in kept])) for name, kept in self.pending.items()}
            self.pending = {}
            if workers.rank():
                return
            self.history.append({"step": self.step, "seconds": round(self.seconds(), 1), **row})
            text = " ".join(f"{name} {value:.4g}" for name, value in row.items())
            print(f"{self.folder.name} {self.step} {self.seconds():.0f}s {text}", flush=True)

    def save(self) -> None:
        temporary = self.checkpoint.with_suffix(".part")
        torch.save({
            "state": {name: part.state_dict() for name, part in self.state.items()},
            "step": self.step, "seconds": self.seconds(), "history": self.history,
        }, temporary)
        temporary.replace(self.checkpoint)
        (self.folder / "history.json").write_text(json.dumps(self.history))
        self.saved = time.time()
        if len(self.history) > 1:
            draw_curves(self.history, self.folder / "curves.png")


@functools.cache
def bfloat16_is_quicker() -> bool:
    """Whether this CPU multiplies in bfloat16 sooner than in float32; without instructions for it, it takes thirty times as long."""
    def seconds(kind: torch.dtype) -> float:
        rows, weight, spent = torch.ones(1024, 128, dtype=kind), torch.ones(128, 128, dtype=kind), []
        for _ in range(3):
            began = time.process_time()
            torch.nn.functional.linear(rows, weight)
            spent.append(time.process_time() - began)
        return min(spent)

    return seconds(torch.bfloat16) < seconds(torch.float32)


def multiply_in_bfloat16(module: torch.nn.Module) -> None:
    """Lets every Linear of a module multiply in bfloat16 while training, on CPUs that have instructions for it; weights, biases and
    all else stay float32.

    This takes a quarter of the time of float32. GPUs have a short float32 of their own for that (train.py asks for it). Saved weights
    are not touched.
    """
    if device().type != "cpu" or not bfloat16_is_quicker():
        return

    def forward(layer: torch.nn.Linear, x: torch.Tensor) -> torch.Tensor:
        product = torch.nn.functional.linear(x.bfloat16(), layer.weight.bfloat16()).float()
        return product if layer.bias is None else product + layer.bias

    for part in module.modules():
        if isinstance(part, torch.nn.Linear):
            part.forward = MethodType(forward, part)


class Average:
    """Exponential moving average of a module's weights; `module` is the averaged copy.

    The decay warms up so that early, bad weights are forgotten quickly.
    """

    def __init__(self, source: torch.nn.Module, copy: torch.nn.Module, decay: float = 0.999):
        self.source, self.module, self.decay, self.updates = source, copy, decay, 0
        copy.load_state_dict(source.state_dict())
        copy.requires_grad_(False)
        copy.eval()

    @torch.no_grad()
    def update(self) -> None:
        self.updates += 1
        rate = 1.0 - min(self.decay, (1.0 + self.updates) / (10.0 + self.updates))
        for kept, live in zip(self.module.state_dict().values(), self.source.state_dict().values()):
            if kept.dtype.is_floating_point:
                kept.lerp_(live, rate)
            else:
                kept.copy_(live)

    def state_dict(self) -> dict:
        return {"module": self.module.state_dict(), "updates": self.updates}

    def load_state_dict(self, state: dict) -> None:
        self.module.load_state_dict(state["module"])
        self.updates = state["updates"]


class Best:
    """Keeps a module's weights as the run's model.pt where `figure`, logged of data that it does not learn from, was lowest."""

    def __init__(self, run: Run, figure: str, module: torch.nn.Module):
        self.run, self.figure, self.module = run, figure, module
        self.lowest = min((row[figure] for row in run.history if figure in row), default=np.inf)

    def compare(self, **figures: float) -> None:
        self.run.log(every=1, **figures)
        if figures[self.figure] < self.lowest:
            self.lowest = figures[self.figure]
            torch.save(self.module.state_dict(), self.run.folder / "model.pt")


def draw_curves(history: list[dict], path: Path) -> None:
    """Every logged value against training minutes, one small panel each."""
    import matplotlib
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    names = sorted({name for row in history for name in row} - {"step", "seconds"})
    columns = min(4, len(names))
    rows = -(-len(names) // columns)
    figure, axes = plt.subplots(rows, columns, figsize=(3.2 * columns, 2.2 * rows), squeeze=False)
    for axis in axes.flat[len(names):]:
        axis.axis("off")
    for axis, name in zip(axes.flat, names):
        points = [(row["seconds"] / 60, row[name]) for row in history if name in row]
        axis.plot(*zip(*points), linewidth=0.8)
        axis.set_title(name, fontsize=8)
        axis.tick_params(labelsize=6)
    figure.tight_layout()
    figure.savefig(path, dpi=80)
    plt.close(figure)
