"""Writes vocoder.onnx and the fixture that the studio's inverse STFT and vocoder tests read.

    python3 models/training/vocoder_export.py --out models/ganmix-base [--checkpoint models/training/runs/vocoder/checkpoint.pt]

The fixture reference/vocoder.json holds a 12-frame mel of a decaying chirp with clicks, and what this Python makes of it: `mel` [128][12],
`spectrum` [2][1025][12] and `pcm` [6144], each as base64 of little-endian float32 in row-major order.
"""

from __future__ import annotations

import argparse
import base64
import json
from io import BytesIO
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from mel import HOP, SAMPLE_RATE, log_mel
from run import RUNS
from vocoder import BINS, NOISE_FRAMES, Vocoder, inverse_stft

FILE = "vocoder.onnx"
FIXTURE_FRAMES = 12


def averaged(checkpoint: Path) -> Vocoder:
    """The vocoder with the averaged weights of a training checkpoint."""
    model = Vocoder()
    model.load_state_dict(torch.load(checkpoint, map_location="cpu")["state"]["average"]["module"])
    return model.eval()


def store_noise_as_int8(graph: onnx.GraphProto, step: float) -> None:
    """Replaces the noise table's two fp32 constants (real, imaginary) by int8 values that are multiplied by `step` when the model is loaded."""
    tables = [node for node in graph.node if node.op_type == "Constant" and list(node.attribute[0].t.dims) == [NOISE_FRAMES, BINS]]
    for node in tables:
        name = node.output[0]
        values = np.round(numpy_helper.to_array(node.attribute[0].t) / step).astype(np.int8)
        graph.node.remove(node)
        graph.initializer.extend([numpy_helper.from_array(values, f"{name}.int8"), numpy_helper.from_array(np.float32(step), f"{name}.step")])
        graph.node.insert(0, helper.make_node("Mul", [f"{name}.cast", f"{name}.step"], [name]))
        graph.node.insert(0, helper.make_node("Cast", [f"{name}.int8"], [f"{name}.cast"], to=TensorProto.FLOAT))


def round_noise(model: Vocoder) -> float:
    """The noise table is stored as int8; rounding it in PyTorch too keeps both in agreement. Returns the step."""
    step = float(model.noise.abs().max()) / 127.0
    model.noise.copy_(torch.round(model.noise / step) * step)
    return step


def export(model: Vocoder) -> onnx.ModelProto:
    """mel float32 [B, 128, T] -> spectrum float32 [B, 2, 1025, T]."""
    step = round_noise(model)
    buffer = BytesIO()
    torch.onnx.export(
        model,
        (torch.randn(2, 128, 37) - 5.0,),
        buffer,
        input_names=["mel"],
        output_names=["spectrum"],
        dynamic_axes={"mel": {0: "B", 2: "T"}, "spectrum": {0: "B", 3: "T"}},
        opset_version=17,
    )
    result = onnx.load_from_string(buffer.getvalue())
    # The exporter loses sight of these dimensions between the paddings and cuts.
    shape = result.graph.output[0].type.tensor_type.shape
    shape.dim[1].dim_value, shape.dim[2].dim_value = 2, BINS
    store_noise_as_int8(result.graph, step)
    onnx.checker.check_model(result)
    return result


def fixture_mel() -> torch.Tensor:
    """[1, 128, 12]: a decaying chirp from 300 Hz to 3 kHz with two clicks."""
    time = torch.arange((FIXTURE_FRAMES - 1) * HOP) / SAMPLE_RATE
    audio = 0.6 * torch.sin(2 * torch.pi * (300 + 10_000 * time) * time) * torch.exp(-8 * time)
    audio[1500] += 0.9
    audio[4000] -= 0.7
    return log_mel(audio)[:, :, :FIXTURE_FRAMES]


@torch.no_grad()
def write_reference(model: Vocoder, path: Path) -> None:
    mel = fixture_mel()
    spectrum = model(mel)
    parts = {"mel": mel[0], "spectrum": spectrum[0], "pcm": inverse_stft(spectrum)[0]}
    encoded = {name: {"shape": list(part.shape), "float32": base64.b64encode(part.contiguous().numpy().astype("<f4").tobytes()).decode()} for name, part in parts.items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(encoded) + "\n", encoding="utf-8")


def read_reference(path: Path) -> dict[str, np.ndarray]:
    """`mel`, `spectrum` and `pcm` of a fixture that `write_reference` wrote."""
    parts = json.loads(path.read_text(encoding="utf-8"))
    return {name: np.frombuffer(base64.b64decode(part["float32"]), dtype="<f4").reshape(part["shape"]) for name, part in parts.items()}


def write(out: Path, model: Vocoder) -> None:
    out.mkdir(parents=True, exist_ok=True)
    onnx.save(export(model), str(out / FILE))
    write_reference(model, out / "reference" / "vocoder.json")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, default=RUNS / "vocoder" / "checkpoint.pt")
    options = parser.parse_args()
    write(options.out, averaged(options.checkpoint))


if __name__ == "__main__":
    main()
