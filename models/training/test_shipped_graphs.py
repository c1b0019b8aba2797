"""The shipped text encoder and vocoder, run by the studio's onnxruntime, against PyTorch."""

from __future__ import annotations

import json
import unittest
from pathlib import Path

import numpy as np
import torch

from onnx_bridge import OnnxBridge
from text_encoder import batch
from vocoder import inverse_stft
from vocoder_export import read_reference

PACK = Path(__file__).resolve().parent.parent / "ganmix-base"


class ShippedGraphs(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.bridge = OnnxBridge()

    @classmethod
    def tearDownClass(cls) -> None:
        cls.bridge.process.stdin.close()
        cls.bridge.process.wait()
        cls.bridge.process.stdout.close()

    def test_int8_text_encoder_points_where_fp32_does(self) -> None:
        rows = json.loads((PACK / "reference" / "text-encoder.json").read_text(encoding="utf-8"))["captions"]
        ids, mask = batch([row["ids"] for row in rows], pad=0)
        embedding = self.bridge.run(PACK / "text-encoder.onnx", input_ids=ids.numpy(), attention_mask=mask.numpy())["embedding"]
        cosine = (embedding * np.asarray([row["embedding"] for row in rows])).sum(axis=1)
        self.assertGreater(cosine.min(), 0.99)
        np.testing.assert_allclose(np.linalg.norm(embedding, axis=1), 1.0, atol=1e-4)

    def test_vocoder_gives_the_fixtures_spectrum_and_audio(self) -> None:
        fixture = read_reference(PACK / "reference" / "vocoder.json")
        spectrum = self.bridge.run(PACK / "vocoder.onnx", mel=fixture["mel"][None])["spectrum"]
        np.testing.assert_allclose(spectrum[0], fixture["spectrum"], atol=0.02)
        audio = inverse_stft(torch.from_numpy(spectrum))[0].numpy()
        np.testing.assert_allclose(audio, fixture["pcm"], atol=5e-4)


if __name__ == "__main__":
    unittest.main()
