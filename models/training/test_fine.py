"""The fine channels: what is not told changes nothing, what is told is used, and their training teaches them alone."""

import unittest

import numpy as np
import torch

from fine import FINE_CHANNELS, WHOLE_CHANNELS, Fine, decode, encode, start_from_components
from fine_train import copy, losses
from mel import LATENT_STRIDE, N_MELS
from vae import LATENT_CHANNELS, PATCH, Vae


class Told(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(0)
        self.vae, self.fine = Vae().eval().requires_grad_(False), Fine().eval()
        for layer in (self.fine.refiner.leave, self.fine.refiner.linear, self.vae.decoder.leave):
            torch.nn.init.normal_(layer.weight, std=0.1)

    @torch.no_grad()
    def test_where_nothing_fine_is_told_the_decoders_answer_stands(self):
        latent = torch.randn(2, 9, LATENT_CHANNELS)
        answer = self.vae.decoder(latent)
        for one, other in zip(self.fine.refiner(torch.zeros(2, 9, FINE_CHANNELS), latent, *answer), answer):
            self.assertTrue(torch.equal(one, other))

    @torch.no_grad()
    def test_fine_channels_move_mean_and_deviation(self):
        latent = torch.randn(1, 9, LATENT_CHANNELS)
        answer = self.vae.decoder(latent)
        for one, other in zip(self.fine.refiner(torch.randn(1, 9, FINE_CHANNELS), latent, *answer), answer):
            self.assertGreater(float((one - other).abs().mean()), 1e-2)

    def test_a_copy_is_as_long_as_its_mel_and_hears_the_fine_channels(self):
        mel, made = np.random.default_rng(0).normal(-5, 1, (N_MELS, 22)).astype(np.float32), []
        for tell in (lambda _, heard: 0.0 * heard, lambda _, heard: 0.0 * heard, lambda _, heard: heard):
            torch.manual_seed(0)
            made.append(copy(self.vae, self.fine, mel, tell))
        self.assertEqual(made[0].shape, mel.shape)
        self.assertTrue(np.array_equal(made[0], made[1]))
        self.assertFalse(np.allclose(made[0], made[2], atol=1e-2))

    def test_steps_teach_the_fine_parts_alone_and_lower_the_bound(self):
        fine = Fine()
        optimiser, mel, weight = torch.optim.Adam(fine.parameters(), lr=2e-3), torch.randn(2, N_MELS, 32) - 5, torch.ones(2, 32, 1)
        bounds = []
        for _ in range(30):
            loss, _ = losses(self.vae, fine, mel, weight)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            bounds.append(float(loss))
        self.assertTrue(all(part.grad is not None for part in fine.parameters()))
        self.assertLess(np.mean(bounds[-5:]), np.mean(bounds[:5]) - 0.1)


class Whole(unittest.TestCase):
    """Coarse and fine channels as one latent, as a pack's are."""

    def setUp(self):
        torch.manual_seed(0)
        self.vae, self.fine = Vae().eval(), Fine().eval()
        for layer in (self.fine.refiner.leave, self.vae.decoder.leave, self.vae.steadiness.leave):
            torch.nn.init.normal_(layer.weight, std=0.2)
        torch.nn.init.uniform_(self.vae.latent_mean, -1, 1)
        torch.nn.init.uniform_(self.vae.latent_deviation, 0.5, 2)

    @torch.no_grad()
    def test_the_coarse_channels_are_those_of_the_vae_and_alone_they_decode_as_by_it(self):
        mel, noise = torch.randn(2, N_MELS, 52) * 2 - 5, torch.randn(2, N_MELS, 52)
        latent = encode(self.vae, self.fine.encoder, mel)
        self.assertEqual(latent.shape, (2, WHOLE_CHANNELS, 13))
        coarse = self.vae.encode(mel)
        self.assertTrue(torch.allclose(latent[:, :LATENT_CHANNELS], coarse, atol=1e-6))
        alone = torch.nn.functional.pad(coarse, (0, 0, 0, FINE_CHANNELS))
        self.assertTrue(torch.allclose(decode(self.vae, self.fine.refiner, alone, noise), self.vae.decode(coarse, noise), atol=1e-5))

    @torch.no_grad()
    def test_nothing_beyond_the_reach_matters(self):
        latent, noise = torch.randn(1, WHOLE_CHANNELS, 50), torch.randn(1, N_MELS, 200)
        before, moved = decode(self.vae, self.fine.refiner, latent, noise), latent.clone()
        moved[:, :, 0] += 3.0
        after = decode(self.vae, self.fine.refiner, moved, noise)
        beyond = LATENT_STRIDE * (self.vae.decoder.reach + self.fine.refiner.reach + 1)
        self.assertTrue(torch.equal(before[:, :, beyond:], after[:, :, beyond:]))
        self.assertFalse(torch.equal(before, after))


class Beginning(unittest.TestCase):
    @torch.no_grad()
    def test_components_tell_what_the_decoder_misses(self):
        torch.manual_seed(0)
        fine, latent = Fine(), torch.randn(900, LATENT_CHANNELS)
        patches = 0.2 * torch.randn(900, 12) @ torch.randn(12, PATCH)
        start_from_components(fine, patches, latent, patches, torch.full((900, PATCH), 0.5))
        told = fine.refiner.linear(fine.encoder.linear(torch.cat([patches, latent], dim=1)))
        self.assertLess(float((told - patches).square().mean() / patches.square().mean()), 0.1)


if __name__ == "__main__":
    unittest.main()
