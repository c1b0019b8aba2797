"""The vocoder's discriminators: they learn to tell apart what differs, and their gradient reaches the audio."""

from __future__ import annotations

import unittest

import torch

from vocoder_adversary import SpectrogramDiscriminator, adversarial_loss, discriminators, judge_loss

SAMPLES = 6144


class Discriminators(unittest.TestCase):
    def setUp(self) -> None:
        torch.manual_seed(0)

    def test_one_learns_to_tell_tones_from_noise(self) -> None:
        judge = SpectrogramDiscriminator(512, 128, channels=8)
        optimiser = torch.optim.AdamW(judge.parameters(), lr=2e-3, betas=(0.5, 0.9))
        time = torch.arange(SAMPLES) / 44100
        losses = []
        for _ in range(12):
            tones = 0.3 * torch.sin(2 * torch.pi * (200 + 3000 * torch.rand(4, 1)) * time)
            loss = judge_loss(judge, 0.1 * torch.randn(4, SAMPLES), tones)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            losses.append(loss.item())
        self.assertLess(losses[-1], 0.5 * losses[0])

    def test_every_resolution_sends_gradient_to_the_audio(self) -> None:
        for judge in discriminators():
            first, second = (0.1 * torch.randn(2, SAMPLES, requires_grad=True) for _ in range(2))
            first.retain_grad()
            fooling, matching = adversarial_loss(judge, first, second, 0.1 * torch.randn(2, SAMPLES))
            (fooling + matching).backward()
            self.assertGreater(first.grad.abs().sum().item(), 0.0)

    def test_feature_distance_is_smallest_for_sounds_like_the_real_ones(self) -> None:
        judge = SpectrogramDiscriminator(512, 128)
        noise = lambda gain: gain * torch.randn(16, SAMPLES)
        with torch.no_grad():
            _, alike = adversarial_loss(judge, noise(0.1), noise(0.1), noise(0.1))
            _, louder = adversarial_loss(judge, noise(0.4), noise(0.4), noise(0.1))
        self.assertLess(alike.item(), louder.item())


if __name__ == "__main__":
    unittest.main()
