"""Continuation: what keeps it with its sound, and its graph against PyTorch."""

import base64
import json
import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch

import onnx_bridge
from continuation import SUMMARY, Continuation, draw, go_on, likelihood_loss, summary_of
from continuation_export import FILE, export
from generator import TEXT_CHANNELS
from restore import read_continuation
from vae import LATENT_CHANNELS


class Following(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(0)
        self.model = Continuation().eval()

    @torch.no_grad()
    def test_means_lie_between_the_last_frame_and_the_sounds_own(self):
        torch.nn.init.zeros_(self.model.leave.weight)
        torch.nn.init.zeros_(self.model.leave.bias)
        latent, summary = torch.full((1, 1, LATENT_CHANNELS), 4.0), torch.zeros(1, SUMMARY)
        _, means, _, _ = self.model(latent, torch.zeros(1, 1, TEXT_CHANNELS), summary)
        self.assertTrue(torch.allclose(means, torch.full_like(means, 2.0)))

    @torch.no_grad()
    def test_a_seed_gives_one_continuation_of_the_length_asked(self):
        given, text = torch.randn(12, LATENT_CHANNELS), torch.randn(TEXT_CHANNELS)
        one, same, other = (go_on(self.model, given, text, 30, seed) for seed in (1, 1, 2))
        self.assertEqual(one.shape, (30, LATENT_CHANNELS))
        self.assertTrue(torch.equal(one, same))
        self.assertFalse(torch.equal(one, other))

    def test_the_choice_takes_one_component(self):
        means = torch.arange(3.0)[:, None].expand(3, 2)
        made = draw(torch.zeros(3), means, torch.full((3, 2), -9.0), torch.zeros(2), torch.tensor([0.0, 5.0, 0.0]))
        self.assertEqual(made.tolist(), [1.0, 1.0])

    def test_likelihood_learns(self):
        latent = torch.randn(4, 1, LATENT_CHANNELS).expand(-1, 24, -1) + 0.05 * torch.randn(4, 24, LATENT_CHANNELS)
        text, optimiser = torch.randn(4, TEXT_CHANNELS), torch.optim.Adam(self.model.parameters(), lr=2e-3)
        losses = []
        for _ in range(12):
            loss = likelihood_loss(self.model, latent, text, summary_of(latent))
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            losses.append(float(loss))
        self.assertLess(losses[-1], losses[0] - 0.3)


@unittest.skipUnless(onnx_bridge.available(), "npm install has not run")
class Parity(unittest.TestCase):
    def test_onnxruntime_agrees_with_pytorch(self):
        torch.manual_seed(0)
        array = lambda part: np.frombuffer(base64.b64decode(part["float32"]), dtype="<f4").reshape(part["shape"])
        with tempfile.TemporaryDirectory() as holder, onnx_bridge.OnnxBridge() as bridge:
            export(Continuation(), Path(holder))
            fixture = json.loads((Path(holder) / "reference" / "continuation.json").read_text())
            made = bridge.run(Path(holder) / FILE, **{name: array(part) for name, part in fixture["inputs"].items()})
            for name, part in fixture["outputs"].items():
                self.assertLess(float(np.abs(made[name] - array(part)).max()), 1e-4, name)

    def test_the_graph_gives_its_weights_back(self):
        torch.manual_seed(0)
        model = Continuation()
        with tempfile.TemporaryDirectory() as holder:
            export(model, Path(holder))
            again = read_continuation(Path(holder)).state_dict()
        for name, value in model.state_dict().items():
            self.assertTrue(torch.equal(again[name], value), name)


if __name__ == "__main__":
    unittest.main()
