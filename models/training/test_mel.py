import unittest

import numpy as np
import torch

import mel


class LogMel(unittest.TestCase):
    def test_a_sine_peaks_in_the_band_that_holds_it(self):
        time = torch.arange(mel.SAMPLE_RATE) / mel.SAMPLE_RATE
        for frequency in (220.0, 1000.0, 5000.0, 15000.0):
            spectrum = mel.log_mel(torch.sin(2 * np.pi * frequency * time))[0].mean(dim=1)
            nearest = int(np.argmin(np.abs(mel.band_frequencies() - frequency)))
            self.assertLessEqual(abs(int(spectrum.argmax()) - nearest), 1)

    def test_frames_are_centred_on_multiples_of_the_hop(self):
        audio = torch.zeros(40 * mel.HOP)
        audio[10 * mel.HOP] = 1.0
        frames = mel.log_mel(audio)[0]
        self.assertEqual(frames.shape, (mel.N_MELS, 41))
        self.assertEqual(int(frames.sum(dim=0).argmax()), 10)

    def test_silence_is_the_floor(self):
        self.assertTrue(torch.allclose(mel.log_mel(torch.zeros(4096)), torch.tensor(mel.SILENCE)))

    def test_every_band_has_unit_area(self):
        area = mel.mel_filterbank().sum(axis=1) * mel.SAMPLE_RATE / mel.N_FFT
        # Bands narrower than a bin sample their triangle coarsely, hence the loose bound below 1 kHz.
        self.assertTrue(np.all(area > 0.4) and np.all(area < 1.7))
        self.assertTrue(np.allclose(area[64:], 1.0, atol=0.05))


if __name__ == "__main__":
    unittest.main()
