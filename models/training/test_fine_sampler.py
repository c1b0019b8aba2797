"""The sampler of fine channels: its score, samples that fit their coarse latent, and what loops and durations rely on."""

import unittest

import torch

from export import GeneratorGraph
from fine import FINE_CHANNELS, WHOLE_CHANNELS
from fine_sampler import FRAME_NOISE, FineSampler, energy_score
from generator import LONGEST, NOISE_CHANNELS, NOISE_GLOBAL, TEXT_CHANNELS, Generator
from instances import Instances, Sounds
from vae import LATENT_CHANNELS


class Sampling(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(0)
        self.sampler = FineSampler(width=48, depth=1)

    @torch.no_grad()
    def test_any_duration_gives_one_frame_per_noise_frame_and_other_noise_another_sample(self):
        coarse = torch.randn(2, 130, LATENT_CHANNELS)
        for frames in (1, 7, 130):
            one, other = (self.sampler(torch.randn(2, frames, FINE_CHANNELS), coarse[:, :frames]) for _ in range(2))
            self.assertEqual(one.shape, (2, frames, FINE_CHANNELS))
            self.assertGreater(float((one - other).abs().mean()), 0.1)

    @torch.no_grad()
    def test_a_loop_padded_by_its_reach_repeats(self):
        torch.nn.init.normal_(self.sampler.leave.weight, std=0.5)
        period, reach = 31, self.sampler.reach
        noise, coarse = torch.randn(1, period, FINE_CHANNELS), torch.randn(1, period, LATENT_CHANNELS)
        around = torch.arange(-reach, 2 * period + reach) % period
        made = self.sampler(noise[:, around], coarse[:, around])[:, reach: -reach]
        self.assertTrue(torch.allclose(made[:, :period], made[:, period:], atol=1e-5))

    def test_learns_what_the_coarse_latent_says_and_what_stays_for_long(self):
        optimiser = torch.optim.Adam(self.sampler.parameters(), lr=4e-3)
        for _ in range(200):
            coarse = torch.randn(16, 24, LATENT_CHANNELS)
            # Half of the channels hold an unknown that is the sound's own; the others' is a new one in each frame.
            unknown = torch.cat([torch.randn(16, 1, HALF).expand(-1, 24, -1), torch.randn(16, 24, HALF)], dim=2)
            draw = lambda: self.sampler(torch.randn(16, 24, FINE_CHANNELS), coarse)
            score = energy_score(draw(), draw(), coarse[:, :, :FINE_CHANNELS] + unknown)
            optimiser.zero_grad()
            score.backward()
            optimiser.step()
        with torch.no_grad():
            left = draw() - coarse[:, :, :FINE_CHANNELS]
        alike = (left[:, 6:17] * left[:, 7:18]).mean(dim=(0, 1)) / left[:, 6:18].square().mean(dim=(0, 1))
        self.assertGreater(float(alike[:HALF].mean() - alike[HALF:].mean()), 0.2)
        self.assertAlmostEqual(float(left.std()), 1.0, delta=0.3)


HALF = FINE_CHANNELS // 2


class Score(unittest.TestCase):
    def test_is_least_for_samples_distributed_as_the_real_ones_are(self):
        torch.manual_seed(0)
        white = lambda deviation=1.0: deviation * torch.randn(200, 32, FINE_CHANNELS)
        slow = lambda: (white() + 3.0 * torch.randn(200, 1, FINE_CHANNELS)) / 10**0.5
        right = energy_score(white(), white(), white())
        for wrong in (lambda: white(0.6), lambda: white(1.5), slow, lambda: torch.zeros(200, 32, FINE_CHANNELS)):
            self.assertGreater(float(energy_score(wrong(), wrong(), white())), float(right) + 0.01)


class Completed(unittest.TestCase):
    @torch.no_grad()
    def test_a_new_sounds_coarse_channels_are_the_generators_whatever_is_drawn_beside_them(self):
        torch.manual_seed(0)
        sounds = Sounds(Instances.random(), Generator()).eval()
        graph = GeneratorGraph(sounds, FineSampler()).eval()
        noise = torch.randn(1, NOISE_GLOBAL + FRAME_NOISE, 9)
        other = torch.cat([noise[:, :NOISE_CHANNELS], torch.randn(1, FINE_CHANNELS, 9)], dim=1)
        text, position = torch.randn(1, TEXT_CHANNELS, 9), torch.full((1, 2, 9), LONGEST)
        one, two = graph(noise, text, position), graph(other, text, position)
        self.assertEqual(one.shape, (1, WHOLE_CHANNELS, 9))
        self.assertTrue(torch.equal(one[:, :LATENT_CHANNELS], two[:, :LATENT_CHANNELS]))
        coarse = sounds(noise[:, :NOISE_CHANNELS].transpose(1, 2), text.transpose(1, 2), position.transpose(1, 2))
        self.assertTrue(torch.equal(one[:, :LATENT_CHANNELS], coarse.transpose(1, 2)))
        self.assertGreater(float((one - two)[:, LATENT_CHANNELS:].abs().mean()), 0.1)


if __name__ == "__main__":
    unittest.main()
