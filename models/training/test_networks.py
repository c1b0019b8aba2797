"""What the studio relies on in the networks: shapes, reach, seamless loops, texture statistics and ONNX parity."""

import base64
import json
import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch

import onnx_bridge
from export import export_networks
from fine import Fine
from fine_sampler import FineSampler
from generator import LONGEST, NOISE_CHANNELS, NOISE_GLOBAL, TEXT_CHANNELS, Generator, draw_noise, positions
from instances import Instances, Sounds
from mel import LATENT_RATE, N_MELS, SILENCE
from texture_fit import autocorrelation, minimum_taps
from vae import LATENT_CHANNELS, SPREAD, TEXTURE_PEAK, TIME_TAPS, Texture, Vae, from_units, start_from_components, to_units


def inputs(frames: int, batch: int = 1):
    text = torch.nn.functional.normalize(torch.randn(batch, 1, TEXT_CHANNELS), dim=2).expand(-1, frames, -1)
    return draw_noise(batch, frames), text, torch.full((batch, frames, 2), LONGEST)


class GeneratorShape(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(0)
        self.generator = Sounds(Instances.random(), Generator()).eval()

    @torch.no_grad()
    def test_any_duration_gives_one_latent_frame_per_noise_frame(self):
        for frames in (1, 7, 130):
            self.assertEqual(self.generator(*inputs(frames, 2)).shape, (2, frames, LATENT_CHANNELS))

    @torch.no_grad()
    def test_nothing_beyond_the_reach_matters(self):
        noise, text, position = inputs(120)
        reach = self.generator.reach
        before = self.generator(noise, text, position)
        changed = noise.clone()
        changed[:, 0] += 5.0
        after = self.generator(changed, text, position)
        self.assertTrue(torch.equal(before[:, reach + 1:], after[:, reach + 1:]))
        self.assertGreater(float((before[:, 0] - after[:, 0]).abs().max()), 1e-3)

    @torch.no_grad()
    def test_circular_padding_by_the_reach_makes_the_loop_exact(self):
        frames, reach = 40, self.generator.reach
        noise, text, position = inputs(frames)
        index = torch.arange(-reach, frames + reach) % frames
        looped = self.generator(noise[:, index], text[:, :1].expand(-1, len(index), -1), position[:, :1].expand(-1, len(index), -1))[:, reach:-reach]
        # Rotating the input must rotate the loop: no frame knows that it is the first.
        turned = noise.roll(13, dims=1)
        again = self.generator(turned[:, index], text[:, :1].expand(-1, len(index), -1), position[:, :1].expand(-1, len(index), -1))[:, reach:-reach]
        self.assertTrue(torch.allclose(looped.roll(13, dims=1), again, atol=1e-4))

    def test_positions_count_from_the_start_and_to_the_end(self):
        where = positions(30, 1.0)
        self.assertEqual(where[0].tolist(), [0.0, 1.0])
        self.assertAlmostEqual(float(where[10, 0]), 10 / LATENT_RATE, places=5)
        self.assertEqual(float(where[29, 1]), 0.0)
        self.assertTrue(torch.equal(positions(400, 18.6)[200], torch.tensor([LONGEST, LONGEST])))

    def test_the_code_is_one_for_the_whole_sound(self):
        noise = draw_noise(2, 9)
        self.assertEqual(noise.shape, (2, 9, NOISE_CHANNELS))
        self.assertTrue(torch.equal(noise[:, 0, :NOISE_GLOBAL], noise[:, 8, :NOISE_GLOBAL]))
        self.assertFalse(torch.equal(noise[:, 0, NOISE_GLOBAL:], noise[:, 8, NOISE_GLOBAL:]))


class VaeNetworks(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(0)

    @torch.no_grad()
    def test_components_alone_rebuild_what_lies_in_them(self):
        vae = Vae().eval()
        basis = torch.randn(8, 512) * 0.1
        patches = torch.randn(400, 8) @ basis
        start_from_components(vae, patches)
        coded = vae.encoder.linear(patches)
        self.assertLess(float((vae.decoder.linear(coded) - patches).abs().max()), 1e-3)
        self.assertTrue(torch.allclose(coded[:, :8].std(dim=0), torch.ones(8), atol=0.05))

    @torch.no_grad()
    def test_silence_stays_true_silence_through_the_units(self):
        self.assertAlmostEqual(float(from_units(to_units(torch.tensor(SILENCE)))), -11.5, places=1)
        self.assertAlmostEqual(float(from_units(to_units(torch.tensor(-3.0)))), -3.0, places=4)

    @torch.no_grad()
    def test_lengths_of_encoder_and_decoder_match(self):
        vae = Vae().eval()
        latent = vae.encode(torch.randn(2, N_MELS, 52))
        self.assertEqual(latent.shape, (2, LATENT_CHANNELS, 13))
        self.assertEqual(vae.decode(latent, torch.randn(2, N_MELS, 52)).shape, (2, N_MELS, 52))

    @torch.no_grad()
    def test_texture_takes_on_the_measured_correlation(self):
        wanted = torch.tensor([1.0, 0.5, 0.1, 0.0]).repeat(N_MELS, 1)
        texture = Texture()
        texture.time.copy_(minimum_taps(wanted, TIME_TAPS)[:, None])
        made = texture(torch.randn(16, N_MELS, 400))
        measured = autocorrelation(made, torch.ones(16, 400, 1), 3).mean(dim=0)
        self.assertTrue(torch.allclose(measured, wanted[0], atol=0.08), measured)
        self.assertAlmostEqual(float(made.var()), 1.0, delta=0.05)

    @torch.no_grad()
    def test_no_bin_is_drawn_far_above_its_mean_however_uncertain_it_is(self):
        torch.manual_seed(0)
        mean, uncertain = torch.zeros(2, 200, N_MELS), torch.full((2, 200, N_MELS), 1.5)
        drawn = SPREAD * Vae().textured(mean, uncertain, torch.randn(2, N_MELS, 200))
        self.assertAlmostEqual(float(drawn.max()), TEXTURE_PEAK, places=4)
        self.assertLess(float(drawn.min()), -TEXTURE_PEAK)


@unittest.skipUnless(onnx_bridge.available(), "npm install has not run")
class OnnxParity(unittest.TestCase):
    def test_onnxruntime_agrees_with_pytorch(self):
        torch.manual_seed(0)
        array = lambda part: np.frombuffer(base64.b64decode(part["float32"]), dtype="<f4").reshape(part["shape"])
        with tempfile.TemporaryDirectory() as holder, onnx_bridge.OnnxBridge() as bridge:
            folder = Path(holder)
            export_networks(folder, Vae().eval(), Fine().eval(), Sounds(Instances.random(), Generator()).eval(), FineSampler().eval())
            fixtures = json.loads((folder / "reference" / "networks.json").read_text())
            self.assertEqual(set(fixtures), {"vae-encoder.onnx", "vae-decoder.onnx", "generator.onnx"})
            twice = {name: np.repeat(array(part), 2, axis=0) for name, part in fixtures["vae-decoder.onnx"]["inputs"].items()}
            self.assertEqual(len(bridge.run(folder / "vae-decoder.onnx", **twice)["mel"]), 2)
            for file, fixture in fixtures.items():
                made = bridge.run(folder / file, **{name: array(part) for name, part in fixture["inputs"].items()})
                for name, part in fixture["outputs"].items():
                    self.assertLess(float(np.abs(made[name] - array(part)).max()), 2e-3, file)


if __name__ == "__main__":
    unittest.main()
