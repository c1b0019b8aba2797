"""The figures of the card can tell good from bad, prompts are worded as captions are, variations mean what they say."""

import unittest

import numpy as np
import torch

from augment import equalise, gain, mix, shift_bands, stretch
from captions import wordings
from measures import edge_click, frechet, mean_pair_distance, nearest, offset_db, seam, stft_distance
from mel import SAMPLE_RATE, SILENCE, log_mel
from open_prompts import OPEN_PROMPTS
from tag_phrases import TAG_PHRASES
from vae import LATENT_CHANNELS


class Figures(unittest.TestCase):
    def setUp(self):
        self.rng = np.random.default_rng(0)

    def test_frechet_is_zero_for_one_cloud_and_the_squared_gap_for_a_moved_one(self):
        cloud = self.rng.standard_normal((800, 6))
        self.assertAlmostEqual(frechet(cloud, cloud), 0.0, places=3)
        self.assertAlmostEqual(frechet(cloud, cloud + 2.0), 24.0, places=2)

    def test_nearest_finds_a_copy(self):
        reference = self.rng.standard_normal((50, 8))
        gap, index = nearest(reference[[7]] + 1e-6, reference)
        self.assertEqual(int(index[0]), 7)
        self.assertLess(float(gap[0]), 1e-3)

    def test_a_loop_of_whole_periods_has_no_seam_and_a_cut_one_has(self):
        time = np.arange(SAMPLE_RATE) / SAMPLE_RATE
        noise = 0.01 * np.tile(self.rng.standard_normal(SAMPLE_RATE // 10), 10)
        whole = (np.sin(2 * np.pi * 100 * time) + noise).astype(np.float32)
        self.assertTrue(seam(whole)[1])
        cut = whole[: int(SAMPLE_RATE * 0.9875)] * np.linspace(1, 0.2, int(SAMPLE_RATE * 0.9875), dtype=np.float32)
        self.assertFalse(seam(cut)[1])

    def test_edges_and_offset_are_relative_to_the_peak(self):
        audio = np.zeros(1000, dtype=np.float32)
        audio[0], audio[500] = 0.25, -0.5
        self.assertAlmostEqual(edge_click(audio), 0.5, places=5)
        self.assertAlmostEqual(offset_db(np.full(100, 0.3)), 0.0, places=3)

    def test_stft_distance_grows_with_difference(self):
        audio = self.rng.standard_normal(SAMPLE_RATE).astype(np.float32)
        self.assertAlmostEqual(stft_distance(audio, audio), 0.0, places=5)
        self.assertAlmostEqual(stft_distance(audio, audio * np.float32(np.e)), 1.0, places=2)

    def test_spread_of_a_cloud_scales_with_it(self):
        cloud = self.rng.standard_normal((30, 5))
        self.assertAlmostEqual(mean_pair_distance(3 * cloud) / mean_pair_distance(cloud), 3.0, places=5)


class Words(unittest.TestCase):
    def test_open_prompts_are_in_no_training_wording(self):
        known = {phrase.lower() for phrases in TAG_PHRASES.values() for phrase in phrases}
        self.assertEqual(len(OPEN_PROMPTS), 100)
        for prompt, tags in OPEN_PROMPTS:
            self.assertNotIn(prompt.lower(), known)
            self.assertTrue(set(tags) <= set(TAG_PHRASES))

    def test_the_caption_leads_and_the_phrases_end_the_wordings(self):
        words = wordings("a dog barking twice", ("dog",))
        self.assertEqual(words[:2], ["a dog barking twice", "dog barking twice"])
        self.assertEqual(tuple(words[-len(TAG_PHRASES["dog"]):]), TAG_PHRASES["dog"])
        self.assertEqual(wordings("hum", ())[0], "hum")


class Augmentation(unittest.TestCase):
    def setUp(self):
        time = np.arange(SAMPLE_RATE // 2) / SAMPLE_RATE
        self.mel = log_mel(torch.from_numpy(np.sin(2 * np.pi * 2000 * time).astype(np.float32)))[0].numpy()

    def test_gain_in_the_mel_is_gain_of_the_sound(self):
        time = np.arange(SAMPLE_RATE // 2) / SAMPLE_RATE
        quieter = log_mel(torch.from_numpy((10 ** (-6 / 20) * np.sin(2 * np.pi * 2000 * time)).astype(np.float32)))[0].numpy()
        loud = quieter > -8
        self.assertLess(float(np.abs(gain(self.mel, -6.0) - quieter)[loud].max()), 1e-3)

    def test_a_mix_holds_both_and_lasts_as_long_as_the_longer(self):
        short = self.mel[:, :10]
        both = mix(np.roll(self.mel, 30, axis=0), short)
        self.assertEqual(both.shape, self.mel.shape)
        self.assertTrue(np.all(both[:, :10] >= short - 1e-3))

    def test_shifts_and_stretches_keep_silence_silent(self):
        silent = np.full((128, 20), SILENCE, dtype=np.float32)
        self.assertTrue(np.allclose(equalise(gain(silent, 12.0), np.random.default_rng(0)), SILENCE))
        self.assertEqual(stretch(self.mel, 1.1).shape[1], round(self.mel.shape[1] * 1.1))
        self.assertEqual(int(shift_bands(self.mel, 3)[:, 20].argmax()), int(self.mel[:, 20].argmax()) + 3)


if __name__ == "__main__":
    unittest.main()
