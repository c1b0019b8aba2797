"""Reads a shipped pack's ONNX files back into PyTorch, so that training goes on from the pack on any machine.

    python3 models/training/restore.py [--pack DIR] [--runs DIR]

Writes runs/<stage>/model.pt and a checkpoint for `train.py --stage vae|fine|sampler|gan|vocoder|continuation --resume` (without optimiser
states, which restart), then prints the largest difference between PyTorch and onnxruntime on the pack's own
fixtures. What training alone uses (critic, sound encoder) comes from where kept_state.py keeps it.
"""

from __future__ import annotations

import argparse
import base64
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

import kept_state
from continuation import Continuation
from export import PACK, DecoderGraph, EncoderGraph, GeneratorGraph
from fine import Fine
from fine_sampler import FineSampler
from generator import Generator
from instances import Instances, Sounds
from onnx_bridge import OnnxBridge, available
from run import RUNS
from vae import Vae
from vocoder import Vocoder
from vocoder_export import read_reference, round_noise


class RestoreError(ValueError):
    """A graph that does not hold the weights of the network it should; the message names them."""


def weights(path: Path, prefix: str) -> dict[str, torch.Tensor]:
    """Weights of a graph by PyTorch name with `prefix` taken off.

    Most initialisers keep their names. The exporter renames what it transposes: a Linear's weight is the second input
    of the MatMul node /module/path/MatMul.
    """
    graph = onnx.load(str(path)).graph
    values = {item.name: torch.from_numpy(numpy_helper.to_array(item).copy()) for item in graph.initializer}
    found = {name[len(prefix):]: value for name, value in values.items() if name.startswith(prefix) and "::" not in name}
    parts = {name.split(".")[0] for name in values if "::" not in name}
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1] in values and "::" in node.input[1]:
            module = node.name.strip("/").removesuffix("/MatMul").replace("/", ".")
            # The VAE's networks are called one by one, so their paths begin within it.
            module = module if module.split(".")[0] in parts else f"vae.{module}"
            if module.startswith(prefix):
                found[f"{module[len(prefix):]}.weight"] = values[node.input[1]].T.contiguous()
    return found


def texture_curve(path: Path) -> torch.Tensor:
    """[128, 3], offset, slope and bend of each band: unnamed in the graph, but nothing else in the texture is a number a band."""
    graph = onnx.load(str(path)).graph
    values = {item.name: torch.from_numpy(numpy_helper.to_array(item).copy()) for item in graph.initializer}
    found = {"Mul": [], "Add": []}
    for node in graph.node:
        if node.name.startswith("/texture/") and node.op_type in found and node.input[0] in values and values[node.input[0]].dim() == 1:
            found[node.op_type].append(values[node.input[0]])
    (offset,), (slope, bend) = ([part for part in found[kind] if len(part) > 1] for kind in ("Add", "Mul"))
    return torch.stack([offset, slope, bend], dim=1)


def fill(module: nn.Module, found: dict[str, torch.Tensor], what: str) -> None:
    """Loads weights into a module, all of them or an error that names what is missing, unknown or misshapen."""
    wanted = {name: tuple(value.shape) for name, value in module.state_dict().items()}
    given = {name: tuple(value.shape) for name, value in found.items()}
    wrong = sorted(set(wanted.items()) ^ set(given.items()))
    if wrong:
        raise RestoreError(f"{what} does not fit this code's network: {wrong[:6]}")
    module.load_state_dict(found)
    module.eval()


def read_sounds(pack: Path) -> Sounds:
    """The generator and the codes of real sounds that it makes new ones from."""
    path = pack / "generator.onnx"
    found = weights(path, "sounds.generator.")
    # A pack made with another depth is read as it is.
    generator = Generator(depth=sum(name.startswith("films.") and name.endswith(".weight") for name in found))
    fill(generator, found, "generator.onnx")
    codes = weights(path, "sounds.instances.")
    return Sounds(Instances.from_state({name: codes[name] for name in Instances.random().state_dict() if name in codes}), generator).eval()


def read_vae(pack: Path) -> Vae:
    encoder, decoder = weights(pack / "vae-encoder.onnx", "vae."), weights(pack / "vae-decoder.onnx", "vae.")
    found = {**encoder, **decoder}
    found["texture.curve"] = texture_curve(pack / "vae-decoder.onnx")
    vae = Vae()
    # A pack made before there was steadiness has none.
    torch.nn.init.constant_(vae.steadiness.leave.bias, -40.0)
    later = ("steadiness.", "texture.slow")
    found = {**{name: value for name, value in vae.state_dict().items() if name.startswith(later)}, **found}
    fill(vae, found, "vae-encoder.onnx and vae-decoder.onnx")
    return vae


def read_fine(pack: Path) -> Fine:
    """The fine channels' encoder and refiner."""
    fine = Fine()
    fill(fine.encoder, weights(pack / "vae-encoder.onnx", "fine_encoder."), "vae-encoder.onnx")
    fill(fine.refiner, weights(pack / "vae-decoder.onnx", "refiner."), "vae-decoder.onnx")
    return fine.eval()


def read_sampler(pack: Path) -> FineSampler:
    sampler = FineSampler()
    fill(sampler, weights(pack / "generator.onnx", "sampler."), "generator.onnx")
    return sampler


def read_vocoder(pack: Path) -> Vocoder:
    path = pack / "vocoder.onnx"
    found = weights(path, "")
    # The strides are unnamed factors of the projections, in their order.
    graph = onnx.load(str(path)).graph
    scalars = {item.name: float(numpy_helper.to_array(item)) for item in graph.initializer if item.name.startswith("onnx::Mul") and not item.dims}
    found = {name: value for name, value in found.items() if "::" not in name}
    found["stride"] = torch.tensor([scalars[node.input[0]] for node in graph.node if node.op_type == "Mul" and node.input[0] in scalars])
    vocoder = Vocoder()
    fill(vocoder, found, "vocoder.onnx")
    return vocoder


def read_continuation(pack: Path) -> Continuation:
    """ONNX keeps a GRU's gates as update, reset, new; PyTorch as reset, update, new."""
    path = pack / "continuation.onnx"
    found = weights(path, "model.")
    graph = onnx.load(str(path)).graph
    values = {item.name: torch.from_numpy(numpy_helper.to_array(item).copy()) for item in graph.initializer}
    for layer, node in enumerate(node for node in graph.node if node.op_type == "GRU"):
        inputs, recurrent, biases = (values[name][0] for name in node.input[1:4])
        parts = {"weight_ih": inputs, "weight_hh": recurrent}
        parts["bias_ih"], parts["bias_hh"] = biases.chunk(2)
        for name, value in parts.items():
            update, reset, new = value.chunk(3)
            found[f"recurrent.{name}_l{layer}"] = torch.cat([reset, update, new])
    model = Continuation()
    fill(model, found, "continuation.onnx")
    return model


def largest_errors(pack: Path, vae: Vae, fine: Fine, sounds: Sounds, sampler: FineSampler, vocoder: Vocoder) -> dict[str, float]:
    """Largest absolute difference between PyTorch and onnxruntime, by file, on the inputs of the pack's fixtures."""
    fixtures = json.loads((pack / "reference" / "networks.json").read_text(encoding="utf-8"))
    decoded = lambda part: np.frombuffer(base64.b64decode(part["float32"]), dtype="<f4").reshape(part["shape"])
    networks = {"generator.onnx": GeneratorGraph(sounds, sampler), "vae-encoder.onnx": EncoderGraph(vae, fine),
                "vae-decoder.onnx": DecoderGraph(vae, fine)}
    inputs = {file: {name: decoded(part) for name, part in fixtures[file]["inputs"].items()} for file in networks}
    round_noise(vocoder)
    networks["vocoder.onnx"], inputs["vocoder.onnx"] = vocoder, {"mel": read_reference(pack / "reference" / "vocoder.json")["mel"][None]}
    errors = {}
    with OnnxBridge() as bridge, torch.no_grad():
        for file, network in networks.items():
            ours = network.eval()(*(torch.from_numpy(value.copy()) for value in inputs[file].values())).numpy()
            (theirs,) = bridge.run(pack / file, **inputs[file]).values()
            errors[file] = float(np.abs(ours - theirs).max())
    return errors


def write(folder: Path, module: nn.Module, name: str, kept: dict | None = None, finished: dict | None = None) -> None:
    """model.pt and a checkpoint from which `Run` goes on, the averaged weights being the shipped ones. `finished` is what model.pt
    holds where that is more than the module's weights."""
    folder.mkdir(parents=True, exist_ok=True)
    state, kept = module.state_dict(), kept or {}
    torch.save(finished or state, folder / "model.pt")
    torch.save({"state": {name: state, "average": {"module": state, "updates": 1000},
                          **{part: kept[part] for part in kept_state.PARTS if part in kept}},
                "step": kept.get("step", 0), "seconds": kept.get("seconds", 0.0), "history": kept.get("history", [])},
               folder / "checkpoint.pt")


def write_sounds(folder: Path, sounds: Sounds) -> None:
    """The generator with the codes that export.py ships it with."""
    finished = {"generator": sounds.generator.state_dict(), "instances": sounds.instances.state_dict()}
    write(folder, sounds.generator, "generator", kept_state.load(), finished)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pack", type=Path, default=PACK)
    parser.add_argument("--runs", type=Path, default=RUNS)
    options = parser.parse_args()
    vae, fine, sounds, sampler, vocoder = (read(options.pack) for read in (read_vae, read_fine, read_sounds, read_sampler, read_vocoder))
    write(options.runs / "vae", vae, "vae")
    write(options.runs / "fine", fine, "fine")
    write(options.runs / "sampler", sampler, "sampler")
    write_sounds(options.runs / "gan", sounds)
    write(options.runs / "vocoder", vocoder, "model")
    if (options.pack / "continuation.onnx").is_file():
        write(options.runs / "continuation", read_continuation(options.pack), "model")
    if available():
        for file, error in largest_errors(options.pack, vae, fine, sounds, sampler, vocoder).items():
            print(f"{file:18} PyTorch and onnxruntime differ by {error:.1e} at most")


if __name__ == "__main__":
    main()
