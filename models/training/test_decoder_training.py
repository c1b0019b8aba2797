"""The decoder's critic and what is measured beside it: texture is learned, blur is noticed, the encoder stays."""

import unittest

import torch

from decoder_critic import PatchCritic, critic_loss, decoder_loss, energy_distance
from decoder_train import draws, latent_of, texture_figures
from mel import LATENT_STRIDE, N_MELS
from steadiness_fit import steadiness_loss
from vae import Texture, Vae, to_units


class Energy(unittest.TestCase):
    def test_is_least_for_draws_spread_like_the_real(self):
        torch.manual_seed(0)
        real = torch.randn(4000, 8)
        at = {spread: float(energy_distance(spread * torch.randn(4000, 8), spread * torch.randn(4000, 8), real, 1)) for spread in (0.0, 1.0, 2.0)}
        self.assertLess(at[1.0], at[0.0] - 0.5)
        self.assertLess(at[1.0], at[2.0] - 0.2)


class Critic(unittest.TestCase):
    def test_learns_texture_and_shows_the_decoder_the_way(self):
        torch.manual_seed(0)
        critic, mean = PatchCritic(channels=8), torch.zeros(4, 32, N_MELS)
        optimiser = torch.optim.Adam(critic.parameters(), lr=3e-3, betas=(0.0, 0.9))
        for _ in range(60):
            # Real texture is smooth from frame to frame, made texture white.
            real = torch.randn(4, 32, N_MELS).cumsum(dim=1).sub(torch.randn(4, 1, N_MELS)) * 0.1
            loss, gap = critic_loss(critic, real, 0.1 * torch.randn(4, 32, N_MELS), mean)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        self.assertGreater(float(gap), 0.5)
        smooth, white = real.requires_grad_(), 0.1 * torch.randn(4, 32, N_MELS)
        good, _ = decoder_loss(critic, real.detach(), smooth, smooth, mean)
        bad, _ = decoder_loss(critic, real.detach(), white, white, mean)
        self.assertLess(float(good), float(bad))
        good.backward()
        self.assertGreater(float(smooth.grad.abs().sum()), 0.0)


class SteadyTones(unittest.TestCase):
    def test_learns_where_what_is_unknown_stays(self):
        torch.manual_seed(0)
        vae, rows = Vae(), torch.arange(N_MELS) < 64
        optimiser = torch.optim.Adam(vae.steadiness.parameters(), lr=1e-2)
        mean, log_sigma = torch.zeros(8, 64, N_MELS), torch.full((8, 64, N_MELS), -1.5)
        for _ in range(80):
            # One unknown for all time in the lower bands, a new one a frame in the upper.
            unknown = torch.where(rows, torch.randn(8, 1, N_MELS), torch.randn(8, 64, N_MELS))
            loss = steadiness_loss(vae, mean, log_sigma, mean + torch.exp(log_sigma) * unknown, torch.ones(8, 64, 1))
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        with torch.no_grad():
            steady = vae.steadiness(mean, log_sigma)[:, 16:48]
        self.assertGreater(float(steady[:, :, 4:56].mean()), 0.6)
        self.assertLess(float(steady[:, :, 72:].mean()), 0.2)

    @torch.no_grad()
    def test_steady_texture_is_as_strong_up_to_the_ends_and_stays_alike(self):
        torch.manual_seed(0)
        texture, noise = Texture(), torch.randn(40, N_MELS, 100)
        for steadiness in (0.0, 0.5, 1.0):
            made = texture(noise, torch.full((40, 100, N_MELS), steadiness))
            for frame in (0, 50, 99):
                self.assertAlmostEqual(float(made[:, frame].var()), 1.0, delta=0.1)
            alike = float((made[:, 40] * made[:, 52]).mean())
            self.assertAlmostEqual(alike, 0.85 * steadiness, delta=0.12)


class Decoding(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(0)
        self.vae = Vae().eval()

    @torch.no_grad()
    def test_nothing_beyond_the_decoders_reach_matters(self):
        torch.nn.init.normal_(self.vae.steadiness.leave.weight, std=0.3)
        torch.nn.init.normal_(self.vae.decoder.leave.weight, std=0.1)
        latent, noise = torch.randn(1, 40, 40), torch.randn(1, N_MELS, 160)
        before, moved, louder = self.vae.decode(latent, noise), latent.clone(), noise.clone()
        moved[:, :, 0] += 3.0
        louder[:, :, :LATENT_STRIDE] += 3.0
        after = self.vae.decode(moved, louder)
        beyond = LATENT_STRIDE * (self.vae.decoder.reach + 1)
        self.assertTrue(torch.equal(before[:, :, beyond:], after[:, :, beyond:]))
        self.assertFalse(torch.equal(before, after))

    def test_no_gradient_reaches_the_encoder_and_draws_stay_above_the_floor(self):
        mel = torch.randn(2, N_MELS, 32) * 4 - 8
        drawn = draws(self.vae, *self.vae.decoder(latent_of(self.vae, mel)))
        drawn.sum().backward()
        self.assertTrue(all(part.grad is None for part in self.vae.encoder.parameters()))
        self.assertGreaterEqual(float(drawn.min()), float(to_units(torch.tensor(-99.0))))

    def test_figures_tell_blur_from_texture(self):
        mel = torch.randn(4, N_MELS, 64)
        weight = torch.ones(4, 64, 1)
        sharp = texture_figures(self.vae, mel, weight)
        with torch.no_grad():
            self.vae.texture.amount.fill_(0.0)
        blurred = texture_figures(self.vae, mel, weight)
        self.assertLess(blurred["time"], sharp["time"] - 0.1)
        self.assertEqual(blurred["l1"], sharp["l1"])


if __name__ == "__main__":
    unittest.main()
