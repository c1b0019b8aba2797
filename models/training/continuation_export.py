"""Writes continuation.onnx, one step of the continuation model, with its parity fixture reference/continuation.json.

    python3 models/training/continuation_export.py [--out DIR]
"""

from __future__ import annotations

import argparse
import base64
import json
from pathlib import Path

import torch
from torch import nn

from continuation import COMPONENTS, HIDDEN, LAYERS, SUMMARY, Continuation, ContinuationStep, gumbel, load_continuation
from export import OPSET, PACK
from generator import TEXT_CHANNELS
from vae import LATENT_CHANNELS

FILE = "continuation.onnx"


def export(model: Continuation, folder: Path) -> None:
    """The graph with a free batch, and what PyTorch makes of small inputs."""
    random = torch.Generator().manual_seed(1)
    draw = lambda *shape: torch.randn(*shape, generator=random)
    inputs = {
        "latent": draw(1, LATENT_CHANNELS), "condition": nn.functional.normalize(draw(1, TEXT_CHANNELS), dim=1),
        "summary": draw(1, SUMMARY), "hidden": 0.3 * draw(LAYERS, 1, HIDDEN), "noise": draw(1, LATENT_CHANNELS),
        "choice": gumbel(1, COMPONENTS, generator=random),
    }
    step = ContinuationStep(model).eval()
    axes = {name: {1 if name in ("hidden", "next_hidden") else 0: "batch"} for name in (*inputs, "next", "next_hidden")}
    torch.onnx.export(step, tuple(inputs.values()), str(folder / FILE), input_names=list(inputs), output_names=["next", "next_hidden"],
                      dynamic_axes=axes, opset_version=OPSET, do_constant_folding=True)
    with torch.no_grad():
        outputs = dict(zip(("next", "next_hidden"), step(*inputs.values())))
    encoded = lambda part: {"shape": list(part.shape), "float32": base64.b64encode(part.contiguous().numpy().astype("<f4").tobytes()).decode()}
    fixture = {"inputs": {name: encoded(part) for name, part in inputs.items()}, "outputs": {name: encoded(part) for name, part in outputs.items()}}
    (folder / "reference").mkdir(exist_ok=True)
    (folder / "reference" / "continuation.json").write_text(json.dumps(fixture) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=PACK)
    export(load_continuation(), parser.parse_args().out)


if __name__ == "__main__":
    main()
