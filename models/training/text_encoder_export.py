"""Writes text-encoder.onnx, vocab.txt and the reference fixture that the studio's tests check token ids and embeddings against.

    python3 models/training/text_encoder_export.py --out models/ganmix-base

Weights are stored as int8 with one scale per output channel (per token in the word table) and turned back into fp32 when the model is loaded
or, for the word table, after the rows are gathered: a quarter of the size, and no rounding of activations.
"""

from __future__ import annotations

import argparse
import json
from io import BytesIO
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from text_encoder import batch, embed, fetch, load, vocabulary

FILE = "text-encoder.onnx"
# Everyday prompts, then what tokenizers get wrong: accents, punctuation, digits, CJK, unknown words, white space, nothing at all.
REFERENCE_CAPTIONS = (
    "heavy rain on a tin roof",
    "a dog barking",
    "a puppy yapping",
    "storm at sea with thunder",
    "footsteps on gravel, slow and heavy",
    "glass shattering and falling to the floor",
    "wooden door creaks open",
    "distant church bells at dawn",
    "sci-fi laser blast",
    "crowd cheering in a stadium",
    "a cat purring softly & a clock ticking",
    "engine idling, then revving twice",
    "birds singing in a forest and a stream flowing by",
    "Café Müller's espresso machine",
    "8-bit coin pick-up (retro game)",
    "雨 rain ☂",
    "thwackzzorble",
    "WIND   howling\tthrough\nan old HOUSE",
    "rain! rain? rain... rain",
    "a" * 130,
    "",
    " ".join(["waves crashing on rocks"] * 40),
)


def quantise(weights: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """int8 values and fp32 scales (kept dimensions), symmetric, one scale for each index of `axis`."""
    others = tuple(dimension for dimension in range(weights.ndim) if dimension != axis)
    scale = np.maximum(np.abs(weights).max(axis=others, keepdims=True), 1e-8) / 127.0
    return np.clip(np.round(weights / scale), -127, 127).astype(np.int8), scale.astype(np.float32)


def compress(model: onnx.ModelProto) -> onnx.ModelProto:
    """The same graph with every large weight in int8."""
    graph = model.graph
    users = {tensor.name: [node for node in graph.node if tensor.name in node.input] for tensor in graph.initializer}
    matrices = {name for name, nodes in users.items() if [node.op_type for node in nodes] in (["Gather"], ["MatMul"])}
    large = {tensor.name: tensor for tensor in graph.initializer if tensor.name in matrices and np.prod(tensor.dims) >= 100_000}
    fresh: list[onnx.NodeProto] = []
    for name, tensor in large.items():
        gathered = users[name][0].op_type == "Gather"
        values, scale = quantise(numpy_helper.to_array(tensor), axis=0 if gathered else 1)
        graph.initializer.remove(tensor)
        graph.initializer.extend([numpy_helper.from_array(values, f"{name}.int8"), numpy_helper.from_array(scale, f"{name}.scale")])
        if not gathered:
            fresh += [
                helper.make_node("Cast", [f"{name}.int8"], [f"{name}.cast"], to=TensorProto.FLOAT),
                helper.make_node("Mul", [f"{name}.cast", f"{name}.scale"], [name]),
            ]
            continue
        (node,) = users[name]
        ids, out = node.input[1], node.output[0]
        position = list(graph.node).index(node)
        graph.node.remove(node)
        for offset, replacement in enumerate((
            helper.make_node("Gather", [f"{name}.int8", ids], [f"{name}.rows8"]),
            helper.make_node("Gather", [f"{name}.scale", ids], [f"{name}.rowscale"]),
            helper.make_node("Cast", [f"{name}.rows8"], [f"{name}.rows"], to=TensorProto.FLOAT),
            helper.make_node("Mul", [f"{name}.rows", f"{name}.rowscale"], [out]),
        )):
            graph.node.insert(position + offset, replacement)
    for node in reversed(fresh):
        graph.node.insert(0, node)
    onnx.checker.check_model(model)
    return model


def export() -> onnx.ModelProto:
    """The fp32 graph: input_ids, attention_mask int64 [B, S] -> embedding float32 [B, 384]."""
    tokenizer, model = load()
    buffer = BytesIO()
    torch.onnx.export(
        model,
        batch([tokenizer.encode(text) for text in REFERENCE_CAPTIONS[:2]], tokenizer.pad),
        buffer,
        input_names=["input_ids", "attention_mask"],
        output_names=["embedding"],
        dynamic_axes={"input_ids": {0: "B", 1: "S"}, "attention_mask": {0: "B", 1: "S"}, "embedding": {0: "B"}},
        opset_version=17,
    )
    return onnx.load_from_string(buffer.getvalue())


def write_reference(path: Path) -> None:
    """Token ids and fp32 embeddings (5 decimals) of the reference captions."""
    tokenizer, _ = load()
    vectors = embed(list(REFERENCE_CAPTIONS))
    rows = [
        {"text": text, "ids": tokenizer.encode(text), "embedding": [round(float(value), 5) for value in vector]}
        for text, vector in zip(REFERENCE_CAPTIONS, vectors)
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"model": "all-MiniLM-L6-v2", "captions": rows}, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def write(out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    onnx.save(compress(export()), str(out / FILE))
    (out / "vocab.txt").write_text("\n".join(vocabulary(fetch())) + "\n", encoding="utf-8")
    write_reference(out / "reference" / "text-encoder.json")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    write(parser.parse_args().out)


if __name__ == "__main__":
    main()
