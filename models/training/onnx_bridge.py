"""ONNX files run by the studio's own onnxruntime-node, from Python: what is evaluated is what ships."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import numpy as np

SCRIPT = Path(__file__).resolve().with_name("onnx_bridge.mjs")
RUNTIME = SCRIPT.parents[2] / "node_modules" / "onnxruntime-node"


def available() -> bool:
    """Whether npm has installed the runtime."""
    return RUNTIME.is_dir()


class OnnxBridge:
    """One Node process that keeps its sessions; `milliseconds` holds the last run's time."""

    def __init__(self, threads: int = 1):
        if not available():
            raise SystemExit("onnxruntime-node is not installed; run `npm install` at the project's root first.")
        environment = {**os.environ, "GANMIX_THREADS": str(threads)}
        self.process = subprocess.Popen(["node", str(SCRIPT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
        self.milliseconds = 0.0

    def run(self, model: Path, **inputs: np.ndarray) -> dict[str, np.ndarray]:
        """float32 or int64 arrays in, float32 arrays out, by tensor name."""
        arrays = {name: np.ascontiguousarray(value, dtype=np.int64 if value.dtype.kind == "i" else np.float32)
                  for name, value in inputs.items()}
        header = {"model": str(model), "inputs": [
            {"name": name, "shape": list(value.shape), "type": str(value.dtype)} for name, value in arrays.items()]}
        self.process.stdin.write(json.dumps(header).encode() + b"\n")
        for value in arrays.values():
            self.process.stdin.write(value.tobytes())
        self.process.stdin.flush()
        reply = json.loads(self.process.stdout.readline())
        if "error" in reply:
            raise RuntimeError(f"{model.name}: {reply['error']}")
        self.milliseconds = reply["milliseconds"]
        results = {}
        for output in reply["outputs"]:
            count = int(np.prod(output["shape"]))
            results[output["name"]] = np.frombuffer(self.process.stdout.read(4 * count), dtype=np.float32).reshape(output["shape"]).copy()
        return results

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait(timeout=30)
        self.process.stdout.close()

    def __enter__(self) -> "OnnxBridge":
        return self

    def __exit__(self, *_) -> None:
        self.close()
