"""Where codes come from: sounds chosen by meaning, weighed once a question, whose licences set no conditions."""

import unittest

import numpy as np
import torch

from corpus import Clip
from generator import GIST, GIST_STRIDE, NOISE_GLOBAL, TEXT_CHANNELS, TIMBRE, draw_noise, positions
from instances import GIST_MOVE, Instances, collect, free_entries, gumbel
from latents import TAIL
from mel import LATENT_RATE
from sound_encoder import SoundEncoder
from vae import LATENT_CHANNELS


def prompts(count: int) -> torch.Tensor:
    return torch.nn.functional.normalize(torch.randn(count, TEXT_CHANNELS), dim=1)


MOVED = 6 * GIST_MOVE


class ChosenInstances(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(0)
        self.keys = prompts(3)
        # Short, ending sound; one that goes on; another meaning altogether.
        gists = [torch.full((6, GIST), 1.0), torch.arange(28.0)[:, None].repeat(1, GIST), torch.full((28, GIST), -5.0)]
        self.instances = Instances(self.keys[[0, 1, 2]], torch.tensor([1.0, 5.0, 5.0]), torch.ones(3), torch.eye(3, TIMBRE) * 100, gists)

    def codes(self, text, seconds, frames, batch=40):
        noise = draw_noise(batch, frames, torch.Generator().manual_seed(3))
        where = positions(frames, seconds)[None].expand(batch, -1, -1)
        return noise, self.instances(noise, text.expand(batch, frames, -1), where)

    def test_a_prompt_draws_the_sounds_that_mean_it(self):
        for number in range(3):
            _, (timbre, gist, detail) = self.codes(self.keys[number], 2.0, 30)
            self.assertEqual(timbre.shape[2] + gist.shape[2] + detail.shape[2], TIMBRE + GIST + 16)
            self.assertTrue(bool((timbre[:, :, :3].argmax(dim=2) == number).all()))

    def test_a_long_sound_begins_again_and_a_short_one_stays_at_its_end(self):
        _, (_, gist, _) = self.codes(self.keys[1], 14.0, int(7.5 * LATENT_RATE), batch=4)
        steps = gist[:, 1:, 0] - gist[:, :-1, 0]
        self.assertTrue(bool((steps > 0.1).any()) and bool((steps < -1.0).any()))
        self.assertGreater(float((steps > 0.1).float().mean()), 0.9)
        self.assertLess(float(gist.max()), 27.0 + MOVED)
        _, (_, gist, _) = self.codes(self.keys[0], 5.0, 100, batch=4)
        self.assertLess(float((gist - 1.0).abs().max()), MOVED)
        self.assertTrue(torch.allclose(gist[:, 1:], gist[:, :-1], atol=1e-5))

    def test_inside_a_loop_the_gist_moves_and_never_leaves_the_sound(self):
        noise = draw_noise(2, 200)
        _, gist, _ = self.instances(noise, self.keys[1].expand(2, 200, -1), torch.full((2, 200, 2), 8.0))
        self.assertGreater(float(gist[:, :, 0].std()), 2.0)
        self.assertTrue(-MOVED < float(gist.min()) and float(gist.max()) < 27.0 + MOVED)

    def test_gumbel_noise_keeps_the_order_and_has_the_mean_of_its_law(self):
        noise = torch.linspace(-3, 3, 9)
        self.assertTrue(bool((gumbel(noise).diff() > 0).all()))
        self.assertAlmostEqual(float(gumbel(torch.randn(200_000)).mean()), 0.5772, delta=0.02)

    @torch.no_grad()
    def test_a_sound_is_collected_from_its_onset_to_its_end(self):
        class Store:
            probe, silence = np.eye(LATENT_CHANNELS, 512, dtype=np.float32), np.full(LATENT_CHANNELS, -9.0, np.float32)
            lengths, choices = np.array([60]), [[0]]
            embeddings = prompts(1).numpy()

            def latent(self, entry):
                return np.concatenate([np.full((20, LATENT_CHANNELS), -9.0), np.zeros((8, LATENT_CHANNELS)), np.full((44, LATENT_CHANNELS), -9.0)]).astype(np.float32)

        Store.probe = np.linspace(1, 2, LATENT_CHANNELS, dtype=np.float32)[:, None] * np.ones((1, 512), np.float32) + Store.probe
        instances = collect(SoundEncoder().eval(), Store(), [0], prompts(1))
        self.assertAlmostEqual(float(instances.log_seconds.exp()), 8 / LATENT_RATE, places=5)
        self.assertEqual(len(instances.gists), (8 + TAIL) // GIST_STRIDE)
        self.assertEqual(float(instances.goes_on), 0.0)

    def test_sounds_are_weighed_once_a_question_with_the_same_answers(self):
        asked = []
        choose = self.instances.choose
        self.instances.choose = lambda text, whole, seconds: asked.append(len(text)) or choose(text, whole, seconds)
        text = self.keys[[0, 0, 1, 1]].repeat_interleave(5, dim=0).expand(2, -1, -1)
        noise, where = draw_noise(2, 20), positions(20, 2.0)[None].expand(2, -1, -1)
        timbre, gist, _ = self.instances(noise, text, where)
        self.assertEqual(asked, [4])
        for row in range(2):
            for frame in range(20):
                whole = noise[row, frame: frame + 1, :NOISE_GLOBAL]
                alone = choose(text[row, frame: frame + 1], whole, torch.tensor([2.0]))[1][0]
                self.assertTrue(torch.allclose(timbre[row, frame], alone, atol=1e-3))

    def test_only_sounds_free_of_conditions_are_lent(self):
        def clip(licence, caption):
            return Clip("", "", caption, ("dog",), 1.0, "", licence, "", "", "")

        class Store:
            originals, sources, sequences = 4, [0, 1, 2, 3, 0, 1, 3], [4, 5, 6]

        clips = [clip("CC0-1.0", "a step"), clip("LicenseRef-Public-Domain", "a bark"), clip("CC-BY-3.0", "a bark"), clip("MIT", "a hum")]
        # The second sequence may hold the third clip's take, the third holds the fourth's.
        self.assertEqual(free_entries(Store(), clips), [0, 1, 4])

    def test_kept_instances_return(self):
        again = Instances.from_state(self.instances.state_dict())
        noise, codes = self.codes(self.keys[1], 5.0, 50)
        for one, other in zip(codes, self.codes(self.keys[1], 5.0, 50)[1]):
            self.assertTrue(torch.equal(one, other))
        self.assertTrue(torch.equal(again.gists, self.instances.gists))


if __name__ == "__main__":
    unittest.main()
