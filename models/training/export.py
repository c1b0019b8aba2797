"""Writes vae-encoder.onnx, vae-decoder.onnx and generator.onnx with a parity fixture, then the pack around them.

python3 models/training/export.py [--out DIR] [--untrained]

The fixture (parity.json beside the models) holds small inputs and PyTorch's outputs; the studio's tests feed
the same inputs to onnxruntime and compare.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from torch import nn

from generator import NOISE_CHANNELS, TEXT_CHANNELS, Generator
from mel import LATENT_STRIDE, N_MELS
from run import RUNS
from vae import LATENT_CHANNELS, Vae

OPSET = 17
PACK = Path(__file__).resolve().parent.parent / "ganmix-base"
FRAMES = 8
"""Latent frames in the fixture."""


class EncoderGraph(nn.Module):
    def __init__(self, vae: Vae):
        super().__init__()
        self.vae = vae

    def forward(self, mel):
        return self.vae.encode(mel)


class DecoderGraph(nn.Module):
    def __init__(self, vae: Vae):
        super().__init__()
        self.vae = vae

    def forward(self, latent, noise):
        return self.vae.decode(latent, noise)


class GeneratorGraph(nn.Module):
    """The generator with channels first, as the pack's tensors are."""

    def __init__(self, generator: Generator):
        super().__init__()
        self.generator = generator

    def forward(self, noise, condition, position):
        latent = self.generator(noise.transpose(1, 2), condition.transpose(1, 2), position.transpose(1, 2))
        return latent.transpose(1, 2)


def load_vae() -> Vae:
    vae = Vae()
    vae.load_state_dict(torch.load(RUNS / "vae" / "model.pt", map_location="cpu"))
    return vae.eval()


def load_generator() -> Generator:
    generator = Generator()
    generator.load_state_dict(torch.load(RUNS / "gan" / "model.pt", map_location="cpu"))
    return generator.eval()


def write(module: nn.Module, inputs: dict[str, torch.Tensor], output: str, time_axis: dict[str, str], path: Path) -> dict:
    """Exports one graph with free batch and time; returns its fixture."""
    module.eval()
    axes = {name: {0: "batch", 2: length} for name, length in time_axis.items()}
    torch.onnx.export(module, tuple(inputs.values()), str(path), input_names=list(inputs), output_names=[output],
                      dynamic_axes=axes, opset_version=OPSET, do_constant_folding=True)
    with torch.no_grad():
        result = module(*inputs.values())
    flat = lambda tensor: {"shape": list(tensor.shape),
                           "data": [float(f"{value:.5g}") for value in tensor.numpy().ravel()]}
    return {"inputs": {name: flat(value) for name, value in inputs.items()}, "output": {output: flat(result)}}


def export_networks(folder: Path, vae: Vae, generator: Generator) -> None:
    """The three graphs and parity.json. Inputs are rounded to what the fixture keeps."""
    folder.mkdir(parents=True, exist_ok=True)
    random = torch.Generator().manual_seed(1)
    draw = lambda *shape: torch.from_numpy(np.round(torch.randn(*shape, generator=random).numpy(), 3))
    mel_frames = LATENT_STRIDE * FRAMES
    mel = draw(1, N_MELS, mel_frames) * 2 - 5
    condition = nn.functional.normalize(draw(1, TEXT_CHANNELS, 1), dim=1).round(decimals=4).expand(-1, -1, FRAMES)
    position = torch.from_numpy(np.round(np.stack([np.arange(FRAMES) * 0.0464, 2 - np.arange(FRAMES) * 0.0464]), 4))
    latent, texture = draw(1, LATENT_CHANNELS, FRAMES), draw(1, N_MELS, mel_frames)
    fixtures = {
        "vae-encoder.onnx": write(EncoderGraph(vae), {"mel": mel.round(decimals=3)}, "latent",
                                  {"mel": "mel_frames", "latent": "frames"}, folder / "vae-encoder.onnx"),
        "vae-decoder.onnx": write(DecoderGraph(vae), {"latent": latent, "noise": texture}, "mel",
                                  {"latent": "frames", "noise": "mel_frames", "mel": "mel_frames"},
                                  folder / "vae-decoder.onnx"),
        "generator.onnx": write(GeneratorGraph(generator), {
            "noise": draw(1, NOISE_CHANNELS, FRAMES), "condition": condition.contiguous(),
            "position": position[None].float(),
        }, "latent", {"noise": "frames", "condition": "frames", "position": "frames", "latent": "frames"},
                                folder / "generator.onnx"),
    }
    (folder / "parity.json").write_text(json.dumps(fixtures))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=PACK)
    parser.add_argument("--untrained", action="store_true", help="random weights, for their shapes and speed")
    options = parser.parse_args()
    vae, generator = (Vae(), Generator()) if options.untrained else (load_vae(), load_generator())
    export_networks(options.out, vae.eval(), generator.eval())
    for name in ("vae-encoder.onnx", "vae-decoder.onnx", "generator.onnx", "parity.json"):
        print(name, (options.out / name).stat().st_size)


if __name__ == "__main__":
    main()
