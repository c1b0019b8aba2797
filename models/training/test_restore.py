"""A pack read back: every weight returns as it was, and training goes on from what is written."""

from __future__ import annotations

import tempfile
import unittest
from pathlib import Path
from unittest import mock

import torch

import restore
import run
from continuation import Continuation
from continuation_export import export as export_continuation
from export import PACK, export_networks
from fine import Fine
from fine_sampler import FineSampler
from generator import Generator
from instances import Instances, Sounds
from onnx_bridge import available
from vae import Vae
from vocoder import Vocoder
from vocoder_export import write as write_vocoder


def shaken(module: torch.nn.Module, *fitted: torch.Tensor) -> torch.nn.Module:
    """With no two weights alike (parameters, and buffers that are fitted): many begin as zeros or ones, which could be exchanged unseen."""
    with torch.no_grad():
        for value in (*module.parameters(), *fitted):
            value.add_(0.02 * torch.randn_like(value))
    return module.eval()


class RoundTrip(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        torch.manual_seed(0)
        cls.temporary = tempfile.TemporaryDirectory()
        cls.pack = Path(cls.temporary.name)
        vae = Vae()
        cls.vae = shaken(vae, vae.texture.curve, vae.texture.amount, vae.latent_mean, vae.latent_deviation)
        cls.fine, cls.sampler = shaken(Fine()), shaken(FineSampler())
        cls.sounds = shaken(Sounds(Instances.random(), Generator()))
        cls.vocoder, cls.continuation = shaken(Vocoder()), shaken(Continuation())
        export_networks(cls.pack, cls.vae, cls.fine, cls.sounds, cls.sampler)
        write_vocoder(cls.pack, cls.vocoder)
        export_continuation(cls.continuation, cls.pack)

    @classmethod
    def tearDownClass(cls) -> None:
        cls.temporary.cleanup()

    def same(self, found: torch.nn.Module, wanted: torch.nn.Module, tolerance: float = 0.0) -> None:
        found, wanted = found.state_dict(), wanted.state_dict()
        self.assertEqual(found.keys(), wanted.keys())
        for name, value in wanted.items():
            self.assertEqual(found[name].shape, value.shape, name)
            self.assertLessEqual(float((found[name] - value).abs().max()), tolerance, name)

    def test_every_network_comes_back_as_it_was(self) -> None:
        readers = {"vae": restore.read_vae, "fine": restore.read_fine, "sounds": restore.read_sounds, "sampler": restore.read_sampler,
                   "vocoder": restore.read_vocoder, "continuation": restore.read_continuation}
        for name, read in readers.items():
            with self.subTest(name):
                self.same(read(self.pack), getattr(self, name))

    def test_a_graph_of_another_network_is_refused_by_name(self) -> None:
        with self.assertRaisesRegex(restore.RestoreError, "generator.onnx does not fit.*blocks.3"):
            restore.fill(FineSampler(depth=3), restore.weights(self.pack / "generator.onnx", "sampler."), "generator.onnx")

    def test_a_run_goes_on_from_what_is_written(self) -> None:
        with tempfile.TemporaryDirectory() as folder, mock.patch.object(run, "RUNS", Path(folder)):
            restore.write(Path(folder) / "sampler", self.sampler, "sampler", {"step": 70, "seconds": 9.0, "history": [{"step": 70}]})
            live, averaged = FineSampler(), FineSampler()
            average = run.Average(live, averaged)
            resumed = run.Run("sampler", 1.0, True, {"sampler": live, "average": average, "optimiser": torch.optim.AdamW(live.parameters())})
            self.assertEqual((resumed.step, resumed.trained_seconds, resumed.history), (70, 9.0, [{"step": 70}]))
            self.same(live, self.sampler)
            self.same(averaged, self.sampler)
            finished = FineSampler()
            finished.load_state_dict(torch.load(Path(folder) / "sampler" / "model.pt"))
            self.same(finished, self.sampler)


@unittest.skipUnless(available(), "needs onnxruntime-node")
class Shipped(unittest.TestCase):
    def test_what_is_read_from_the_shipped_pack_answers_as_its_graphs_do(self) -> None:
        networks = [read(PACK) for read in (restore.read_vae, restore.read_fine, restore.read_sounds, restore.read_sampler, restore.read_vocoder)]
        errors = restore.largest_errors(PACK, *networks)
        # The vocoder's spectra are of a hundred and more.
        for file, most in {"generator.onnx": 1e-3, "vae-encoder.onnx": 1e-3, "vae-decoder.onnx": 1e-3, "vocoder.onnx": 0.02}.items():
            self.assertLess(errors[file], most, file)


if __name__ == "__main__":
    unittest.main()
