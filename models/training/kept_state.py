"""What training needs and a pack does not hold: the critic and the sound encoder, kept as fp16 in state/generator.pt.

    python3 models/training/kept_state.py        after a training of the generator, from runs/gan

restore.py puts them beside the pack's own weights, so that the next training goes on instead of raising a new critic.
"""

from __future__ import annotations

from pathlib import Path

import torch

from run import RUNS

KEPT = Path(__file__).resolve().parent / "state" / "generator.pt"
PARTS = ("critic", "encoder", "encoder_average", "timbre_budget", "gist_budget")


def halved(state: dict) -> dict:
    """Tensors of floats as float16, at any depth."""
    half = lambda value: halved(value) if isinstance(value, dict) else value.half() if torch.is_tensor(value) and value.is_floating_point() else value
    return {name: half(value) for name, value in state.items()}


def whole(state: dict) -> dict:
    """Tensors of floats as float32, at any depth."""
    full = lambda value: whole(value) if isinstance(value, dict) else value.float() if torch.is_tensor(value) and value.is_floating_point() else value
    return {name: full(value) for name, value in state.items()}


def keep(checkpoint: Path, kept: Path = KEPT) -> None:
    """Writes the parts of a checkpoint of the generator's training that no graph holds."""
    saved = torch.load(checkpoint, map_location="cpu")
    kept.parent.mkdir(parents=True, exist_ok=True)
    parts = {name: halved(saved["state"][name]) for name in PARTS}
    torch.save({**parts, "step": saved["step"], "seconds": saved["seconds"], "history": saved["history"]}, kept)


def load(kept: Path = KEPT) -> dict:
    """The parts as float32 under their names, with step, seconds and history; empty where nothing is kept."""
    if not kept.is_file():
        return {}
    return {name: whole(part) if name in PARTS else part for name, part in torch.load(kept, map_location="cpu").items()}


if __name__ == "__main__":
    keep(RUNS / "gan" / "checkpoint.pt")
    print(f"{KEPT.name}: {KEPT.stat().st_size / 1e6:.1f} MB")
