"""Writes vae-encoder.onnx, vae-decoder.onnx and generator.onnx with a parity fixture, then the pack around them.

    python3 models/training/export.py [--out DIR] [--untrained]

The fixture reference/networks.json holds small inputs and PyTorch's outputs; tests feed the same inputs to
onnxruntime and compare. Where the text encoder and the vocoder are already in the folder, the manifest is written too.
"""

from __future__ import annotations

import argparse
import base64
import json
from pathlib import Path

import torch
from torch import nn

import pack
from fine import FINE_CHANNELS, WHOLE_CHANNELS, Fine, decode, encode, load_fine
from fine_sampler import FRAME_NOISE, FineSampler, load_sampler
from generator import NOISE_CHANNELS, NOISE_GLOBAL, TEXT_CHANNELS, Generator, positions
from instances import Instances, Sounds
from mel import LATENT_STRIDE, N_MELS
from run import RUNS
from vae import Vae

OPSET = 17
PACK = Path(__file__).resolve().parent.parent / "ganmix-base"
FRAMES = 8
"""Latent frames in the fixture."""


class EncoderGraph(nn.Module):
    def __init__(self, vae: Vae, fine: Fine):
        super().__init__()
        self.vae, self.fine_encoder = vae, fine.encoder

    def forward(self, mel):
        return encode(self.vae, self.fine_encoder, mel)


class DecoderGraph(nn.Module):
    def __init__(self, vae: Vae, fine: Fine):
        super().__init__()
        self.vae, self.refiner = vae, fine.refiner

    def forward(self, latent, noise):
        return decode(self.vae, self.refiner, latent, noise)


class GeneratorGraph(nn.Module):
    """Instances, generator and the sampler that completes what they make, with channels first, as the pack's tensors are."""

    def __init__(self, sounds: Sounds, sampler: FineSampler):
        super().__init__()
        self.sounds, self.sampler = sounds, sampler

    def forward(self, noise, condition, position):
        coarse_noise, fine_noise = noise.transpose(1, 2).split([NOISE_CHANNELS, FINE_CHANNELS], dim=2)
        coarse = self.sounds(coarse_noise, condition.transpose(1, 2), position.transpose(1, 2))
        return torch.cat([coarse, self.sampler(fine_noise, coarse)], dim=2).transpose(1, 2)


def load_vae() -> Vae:
    vae = Vae()
    vae.load_state_dict(torch.load(RUNS / "vae" / "model.pt", map_location="cpu"))
    return vae.eval()


def load_sounds(file: str = "model.pt") -> Sounds:
    """The averaged generator of runs/gan with the codes of real sounds that belong to it."""
    saved = torch.load(RUNS / "gan" / file, map_location="cpu")
    generator = Generator()
    generator.load_state_dict(saved["generator"])
    return Sounds(Instances.from_state(saved["instances"]), generator).eval()


def write(module: nn.Module, inputs: dict[str, torch.Tensor], output: str, time_axis: dict[str, str], path: Path) -> dict:
    """Exports one graph with free batch and time; returns its fixture."""
    module.eval()
    axes = {name: {0: "batch", 2: length} for name, length in time_axis.items()}
    torch.onnx.export(module, tuple(inputs.values()), str(path), input_names=list(inputs), output_names=[output],
                      dynamic_axes=axes, opset_version=OPSET, do_constant_folding=True)
    with torch.no_grad():
        result = module(*inputs.values())
    encoded = lambda tensor: {"shape": list(tensor.shape),
                              "float32": base64.b64encode(tensor.contiguous().numpy().astype("<f4").tobytes()).decode()}
    return {"inputs": {name: encoded(value) for name, value in inputs.items()}, "outputs": {output: encoded(result)}}


def export_networks(folder: Path, vae: Vae, fine: Fine, sounds: Sounds, sampler: FineSampler) -> None:
    """The three graphs and reference/networks.json: what PyTorch makes of small inputs, as base64 of little-endian float32."""
    folder.mkdir(parents=True, exist_ok=True)
    random = torch.Generator().manual_seed(1)
    draw = lambda *shape: torch.randn(*shape, generator=random)
    mel_frames = LATENT_STRIDE * FRAMES
    mel = draw(1, N_MELS, mel_frames) * 2 - 5
    condition = nn.functional.normalize(draw(1, TEXT_CHANNELS, 1), dim=1).expand(-1, -1, FRAMES)
    position = positions(FRAMES, 2.0).T
    latent, texture = draw(1, WHOLE_CHANNELS, FRAMES), draw(1, N_MELS, mel_frames)
    fixtures = {
        "vae-encoder.onnx": write(EncoderGraph(vae, fine), {"mel": mel}, "latent",
                                  {"mel": "mel_frames", "latent": "frames"}, folder / "vae-encoder.onnx"),
        "vae-decoder.onnx": write(DecoderGraph(vae, fine), {"latent": latent, "noise": texture}, "mel",
                                  {"latent": "frames", "noise": "mel_frames", "mel": "mel_frames"},
                                  folder / "vae-decoder.onnx"),
        "generator.onnx": write(GeneratorGraph(sounds, sampler), {
            "noise": draw(1, NOISE_GLOBAL + FRAME_NOISE, FRAMES), "condition": condition.contiguous(),
            "position": position[None].contiguous(),
        }, "latent", {"noise": "frames", "condition": "frames", "position": "frames", "latent": "frames"},
                                folder / "generator.onnx"),
    }
    reference = folder / "reference" / "networks.json"
    reference.parent.mkdir(exist_ok=True)
    reference.write_text(json.dumps(fixtures) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=PACK)
    parser.add_argument("--untrained", action="store_true", help="random weights, for their shapes and speed")
    parser.add_argument("--version", default="0.1.0", help="the pack's version, when its manifest is written")
    options = parser.parse_args()
    untrained = lambda: (Vae(), Fine(), Sounds(Instances.random(), Generator()), FineSampler())
    networks = untrained() if options.untrained else (load_vae(), load_fine(), load_sounds(), load_sampler())
    export_networks(options.out, *(network.eval() for network in networks))
    if all((options.out / file).is_file() for file, _, _ in pack.STAGES.values()):
        manifest = pack.write(options.out, options.version)
        print(f"{manifest['id']} {manifest['version']}: {sum(stage['bytes'] for stage in manifest['stages'].values()) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
