"""What the generator's training relies on: a critic that learns both its questions, codes told in bounds, workers that agree, weights that return."""

import tempfile
import unittest
from pathlib import Path
from unittest.mock import patch

import numpy as np
import torch

import onnx_bridge
import workers
from discriminator import Discriminator, critic_loss, misfit, preferred
from export import PACK, load_sounds
from generator import GIST, GIST_STRIDE, TEXT_CHANNELS, TIMBRE, Generator
from generator_train import Distance, swapped
from kept_state import halved, whole
from restore import RestoreError, fill, largest_errors, read_fine, read_sampler, read_sounds, read_vae, read_vocoder, write, write_sounds
from run import Run
from sound_encoder import Budget, SoundEncoder, divergence, patches_of, spread_out, start_from_components
from vae import LATENT_CHANNELS


def prompts(count: int) -> torch.Tensor:
    return torch.nn.functional.normalize(torch.randn(count, TEXT_CHANNELS), dim=1)


class Critic(unittest.TestCase):
    def test_learns_what_is_real_and_what_fits_the_prompt(self):
        torch.manual_seed(0)
        critic, text = Discriminator(width=32, depth=1), prompts(12)
        optimiser = torch.optim.Adam(critic.parameters(), lr=3e-3)
        # Each prompt's sound is a level of its own; made ones are all alike.
        real = torch.randn(12, 1, LATENT_CHANNELS).expand(-1, 16, -1)
        fake = torch.zeros(12, 16, LATENT_CHANNELS)
        for _ in range(60):
            loss, _, parts = critic_loss(critic, real, fake, fake, text, smooth=0.01)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        self.assertGreater(float(parts["critic_gap"]), 0.5)
        scores = critic(torch.cat([real, fake]), text)
        mine, made = scores.split([12, 12])
        self.assertLess(float(misfit(mine.fit, text)), 1.5)
        self.assertLess(float(preferred(mine, made)), float(preferred(made, mine)))
        # Windows of the second half stand under the same prompts as those of the first.
        self.assertTrue(torch.allclose(critic(fake, text).whole, made.whole, atol=1e-5))

    def test_prompts_alike_are_not_held_against_each_other(self):
        text = prompts(2)[[0, 0, 1]]
        fit = torch.tensor([[5.0, 5.0, 0.0], [5.0, 5.0, 0.0], [0.0, 0.0, 5.0]])
        self.assertLess(float(misfit(fit, text)), 0.05)


class Codes(unittest.TestCase):
    def test_one_timbre_a_sound_and_a_gist_for_every_four_frames(self):
        torch.manual_seed(0)
        encoder, latent, text = SoundEncoder(), torch.randn(3, 20, LATENT_CHANNELS), prompts(3)
        self.assertEqual(encoder.timbre(latent, text)[0].shape, (3, 1, TIMBRE))
        gist = encoder.gist(latent, text)[0]
        self.assertEqual(gist.shape, (3, 20 // GIST_STRIDE, GIST))
        lines = spread_out(gist)
        self.assertEqual(lines.shape, (3, 20, GIST))
        self.assertTrue(torch.allclose(lines[:, 5:7].mean(dim=1), gist[:, 0] / 16 + gist[:, 1] * 14 / 16 + gist[:, 2] / 16, atol=1e-5))

    def test_linear_paths_begin_as_components_that_lead_back(self):
        torch.manual_seed(0)
        encoder, generator = SoundEncoder().eval(), Generator().eval()
        # What moves lies in few directions and slowly; what stays is each sound's own.
        moves = spread_out(torch.randn(60, 12, GIST)) @ (torch.randn(GIST, LATENT_CHANNELS) / GIST**0.5)
        sounds = moves + 0.5 * torch.randn(60, 1, LATENT_CHANNELS)
        others = sounds.roll(24, dims=1)
        start_from_components(encoder, generator, sounds, others, np.eye(LATENT_CHANNELS, dtype=np.float32))
        with torch.no_grad():
            gist, timbre = encoder.linear(patches_of(sounds)), encoder.linear_timbre(patches_of(others).mean(dim=1, keepdim=True))
            self.assertAlmostEqual(float(gist.std()), 1.0, delta=0.05)
            sketch = generator.linear(spread_out(gist).transpose(1, 2)).transpose(1, 2)
            without = float((sketch - sounds).var() / sounds.var())
            both = float((sketch + generator.linear_timbre(timbre) - sounds).var() / sounds.var())
        self.assertLess(without, 0.5)
        self.assertLess(both, 0.8 * without)

    def test_divergence_is_nought_at_the_standard_normal_and_counts_nats_a_code(self):
        nothing = torch.zeros(2, 5, 3)
        self.assertEqual(float(divergence((nothing, nothing))), 0.0)
        self.assertAlmostEqual(float(divergence((nothing + 1.0, nothing))), 0.5 * 3, places=5)

    def test_partners_swap_their_timbres(self):
        self.assertEqual(swapped(torch.arange(6)).tolist(), [1, 0, 3, 2, 5, 4])

    def test_budget_grows_while_too_much_is_told_and_falls_while_too_little(self):
        budget = Budget(10.0, weight=0.01)
        self.assertGreater(budget.follow(30.0), 0.01)
        raised = budget.weight
        self.assertLess(budget.follow(1.0), raised)
        again = Budget(10.0)
        again.load_state_dict(budget.state_dict())
        self.assertEqual(again.weight, budget.weight)


class DistanceOfPairs(unittest.TestCase):
    def test_frames_without_weight_do_not_count(self):
        distance = Distance(np.eye(LATENT_CHANNELS, dtype=np.float32))
        real = torch.randn(2, 16, LATENT_CHANNELS)
        made, weight = real.clone(), torch.ones(2, 16)
        made[:, 8:] += 1.0
        weight[:, 8:] = 0.0
        self.assertLess(float(distance.loss(made, real, weight)), 1e-3)
        self.assertGreater(float(distance.loss(made, real, torch.ones(2, 16))), 0.1)


def part_of_a_job(folder: str) -> None:
    layer = torch.nn.Linear(2, 1)
    with torch.no_grad():
        layer.weight.fill_(float(workers.rank() + 1))
    workers.share_weights([layer])
    layer(torch.full((1, 2), float(workers.rank()))).sum().backward()
    workers.share_gradients(layer.parameters())
    (told,) = workers.agreed(float(workers.rank()))
    Path(folder, str(workers.rank())).write_text(f"{float(layer.weight[0, 0])} {float(layer.weight.grad[0, 0])} {told}")


class Workers(unittest.TestCase):
    def test_two_have_the_same_weights_and_gradients(self):
        with tempfile.TemporaryDirectory() as folder:
            workers.run_in(2, part_of_a_job, folder=folder)
            self.assertEqual({Path(folder, name).read_text() for name in "01"}, {"1.0 0.5 0.5"})


class Restoring(unittest.TestCase):
    def test_the_shipped_pack_returns_with_every_weight(self):
        networks = [read(PACK) for read in (read_vae, read_fine, read_sounds, read_sampler, read_vocoder)]
        if onnx_bridge.available():
            for file, error in largest_errors(PACK, *networks).items():
                self.assertLess(error, 0.02 if file == "vocoder.onnx" else 1e-4, file)

    def test_training_goes_on_from_restored_weights(self):
        generator = read_sounds(PACK).generator
        with tempfile.TemporaryDirectory() as folder:
            write(Path(folder) / "gan", generator, "generator")
            fresh = Generator()
            run = Run(str(Path(folder) / "gan"), 1, True, {"generator": fresh, "optimiser": torch.optim.Adam(fresh.parameters())})
            self.assertTrue(run.checkpoint.is_file())
        self.assertTrue(torch.equal(fresh.leave.weight, generator.leave.weight))

    def test_a_restored_generator_is_exported_with_its_codes(self):
        sounds = read_sounds(PACK)
        with tempfile.TemporaryDirectory() as folder, patch("export.RUNS", Path(folder)):
            write_sounds(Path(folder) / "gan", sounds)
            again = load_sounds()
        self.assertEqual(set(again.state_dict()), set(sounds.state_dict()))
        for name, value in again.state_dict().items():
            self.assertTrue(torch.equal(value, sounds.state_dict()[name]), name)

    def test_kept_parts_are_halved_at_any_depth_and_whole_again(self):
        state = {"module": {"weight": torch.ones(3)}, "updates": 7}
        self.assertEqual(halved(state)["module"]["weight"].dtype, torch.float16)
        back = whole(halved(state))
        self.assertEqual((back["module"]["weight"].dtype, back["updates"]), (torch.float32, 7))

    def test_a_graph_of_another_network_is_refused_by_name(self):
        with self.assertRaisesRegex(RestoreError, "generator.onnx"):
            fill(Generator(width=128), read_sounds(PACK).generator.state_dict(), "generator.onnx")


if __name__ == "__main__":
    unittest.main()
