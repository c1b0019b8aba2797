"""Writes and checks a pack's manifest.json: what the studio reads before it opens any of the pack's files.

    python3 models/training/pack.py models/ganmix-base            write the manifest for the files that are there, then check it
    python3 models/training/pack.py models/ganmix-base --check    check only

The studio's own reading of the same layout is main/inference/manifest.ts.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import onnx

from continuation import COMPONENTS, HIDDEN, LAYERS
from fine import WHOLE_CHANNELS, Refiner
from fine_sampler import FRAME_NOISE, FineSampler
from generator import NOISE_GLOBAL, TEXT_CHANNELS, Generator
from instances import WANDER
from mel import F_MAX, F_MIN, HOP, LATENT_HOP, LATENT_RATE, LOG_FLOOR, N_FFT, N_MELS, SAMPLE_RATE
from vae import LATENT_CHANNELS, Vae
from vocoder import BINS, Vocoder
from wordpiece import MAX_TOKENS

MANIFEST = "manifest.json"
CARD = "CARD.md"
VOCABULARY_FILE = "vocab.txt"
LARGEST_PACK = 100_000_000
"""Bytes of all the files a manifest names together."""

FREE = None
_SEQUENCE = lambda channels: (FREE, channels, FREE)  # noqa: E731
# stage -> file, {manifest key: (tensor name, shape)} of inputs and of outputs
STAGES: dict[str, tuple[str, dict[str, tuple[str, tuple]], dict[str, tuple[str, tuple]]]] = {
    "textEncoder": (
        "text-encoder.onnx",
        {"inputIds": ("input_ids", (FREE, FREE)), "attentionMask": ("attention_mask", (FREE, FREE))},
        {"embedding": ("embedding", (FREE, TEXT_CHANNELS))},
    ),
    "generator": (
        "generator.onnx",
        {
            "noise": ("noise", _SEQUENCE(NOISE_GLOBAL + FRAME_NOISE)),
            "condition": ("condition", _SEQUENCE(TEXT_CHANNELS)),
            "position": ("position", _SEQUENCE(2)),
        },
        {"latent": ("latent", _SEQUENCE(WHOLE_CHANNELS))},
    ),
    "vaeEncoder": ("vae-encoder.onnx", {"mel": ("mel", _SEQUENCE(N_MELS))}, {"latent": ("latent", _SEQUENCE(WHOLE_CHANNELS))}),
    "vaeDecoder": (
        "vae-decoder.onnx",
        {"latent": ("latent", _SEQUENCE(WHOLE_CHANNELS)), "noise": ("noise", _SEQUENCE(N_MELS))},
        {"mel": ("mel", _SEQUENCE(N_MELS))},
    ),
    "vocoder": ("vocoder.onnx", {"mel": ("mel", _SEQUENCE(N_MELS))}, {"spectrum": ("spectrum", (FREE, 2, BINS, FREE))}),
}
OPTIONAL: dict[str, tuple[str, dict[str, tuple[str, tuple]], dict[str, tuple[str, tuple]]]] = {
    "continuation": (
        "continuation.onnx",
        {
            "latent": ("latent", (FREE, LATENT_CHANNELS)),
            "condition": ("condition", (FREE, TEXT_CHANNELS)),
            "summary": ("summary", (FREE, 2 * LATENT_CHANNELS)),
            "hidden": ("hidden", (LAYERS, FREE, HIDDEN)),
            "noise": ("noise", (FREE, LATENT_CHANNELS)),
            "choice": ("choice", (FREE, COMPONENTS)),
        },
        {"next": ("next", (FREE, LATENT_CHANNELS)), "nextHidden": ("next_hidden", (LAYERS, FREE, HIDDEN))},
    ),
}
"""Stages that a pack may lack; the studio reads a pack with or without them."""


class PackError(ValueError):
    """A pack that the studio would refuse; the message names the file and what is wrong with it."""


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def manifest_of(folder: Path, version: str) -> dict:
    """The manifest for the files in `folder`, in the layout of format 1."""
    stages: dict[str, dict] = {}
    for stage, (file, inputs, outputs) in {**STAGES, **OPTIONAL}.items():
        path = folder / file
        if not path.is_file():
            if stage in OPTIONAL:
                continue
            raise PackError(f"{file} is missing from {folder.name}; export it first")
        names = lambda tensors: {key: name for key, (name, _) in tensors.items()}
        stages[stage] = {"file": file, "sha256": digest(path), "bytes": path.stat().st_size, "inputs": names(inputs), "outputs": names(outputs)}
    stages["textEncoder"]["tokenizer"] = {
        "file": VOCABULARY_FILE,
        "sha256": digest(folder / VOCABULARY_FILE),
        "lowercase": True,
        "maxTokens": MAX_TOKENS,
    }
    return {
        "format": 1,
        "id": "ganmix-base",
        "name": "GANmix Base",
        "version": version,
        "licence": "Apache-2.0",
        "card": CARD,
        "sampleRate": SAMPLE_RATE,
        "mel": {
            "bands": N_MELS,
            "nFft": N_FFT,
            "hop": HOP,
            "window": "hann",
            "fMin": F_MIN,
            "fMax": F_MAX,
            "scale": "slaney",
            "floor": LOG_FLOOR,
            "log": "natural",
            "magnitude": True,
        },
        "latent": {"channels": WHOLE_CHANNELS, "hop": LATENT_HOP, "framesPerSecond": LATENT_RATE},
        "noise": {"global": NOISE_GLOBAL, "frame": FRAME_NOISE, "texture": N_MELS},
        "receptiveField": {
            "generator": Generator().reach + WANDER + FineSampler().reach,
            "vaeDecoder": Vae().decoder.reach + Refiner().reach,
            "vocoder": Vocoder().receptive_field,
        },
        "stages": stages,
    }


def _shapes(values) -> dict[str, tuple]:
    """Shape by tensor name, free dimensions as None."""
    return {
        value.name: tuple(d.dim_value if d.HasField("dim_value") else FREE for d in value.type.tensor_type.shape.dim) for value in values
    }


def check(folder: Path) -> dict:
    """The manifest of a sound pack. Raises PackError for a missing or changed file, a tensor of the wrong name or shape, or too large a pack."""
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    if manifest["format"] != 1:
        raise PackError(f"{MANIFEST} has format {manifest['format']}; this code reads format 1")
    if not (folder / manifest["card"]).is_file():
        raise PackError(f"{manifest['card']} is missing from {folder.name}")
    tokenizer = manifest["stages"]["textEncoder"]["tokenizer"]
    if digest(folder / tokenizer["file"]) != tokenizer["sha256"]:
        raise PackError(f"{tokenizer['file']} is not the file the manifest was written for; write the manifest again")
    total = (folder / tokenizer["file"]).stat().st_size
    for stage, (_, inputs, outputs) in {**STAGES, **OPTIONAL}.items():
        if stage in OPTIONAL and stage not in manifest["stages"]:
            continue
        entry = manifest["stages"][stage]
        path = folder / entry["file"]
        if digest(path) != entry["sha256"] or path.stat().st_size != entry["bytes"]:
            raise PackError(f"{entry['file']} is not the file the manifest was written for; write the manifest again")
        total += entry["bytes"]
        graph = onnx.load(str(path)).graph
        for side, tensors, declared in (("inputs", inputs, graph.input), ("outputs", outputs, graph.output)):
            shapes = _shapes(declared)
            for key, (_, shape) in tensors.items():
                found = shapes.get(entry[side][key])
                # An exporter may leave a dimension open that the layout fixes; a fixed one must be the layout's.
                fits = found is not None and len(found) == len(shape) and all(have in (want, FREE) for have, want in zip(found, shape))
                if not fits:
                    raise PackError(f"{entry['file']}: {side} tensor {entry[side][key]!r} has shape {found}, the pack needs {shape}")
    if total > LARGEST_PACK:
        raise PackError(f"the pack is {total / 1e6:.1f} MB, more than {LARGEST_PACK / 1e6:.0f} MB")
    return manifest


def write(folder: Path, version: str) -> dict:
    (folder / MANIFEST).write_text(json.dumps(manifest_of(folder, version), indent=2) + "\n", encoding="utf-8")
    return check(folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--check", action="store_true", help="only check what is there")
    parser.add_argument("--version", default="1.0.0")
    options = parser.parse_args()
    try:
        manifest = check(options.folder) if options.check else write(options.folder, options.version)
    except PackError as error:
        raise SystemExit(str(error)) from error
    for stage, entry in manifest["stages"].items():
        print(f"{stage:12} {entry['bytes'] / 1e6:6.1f} MB  {entry['file']}")


if __name__ == "__main__":
    main()
