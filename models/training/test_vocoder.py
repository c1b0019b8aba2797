"""The vocoder's conventions, its noise, what its losses prefer, and its ONNX graph."""

from __future__ import annotations

import math
import unittest

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from mel import HOP, N_FFT, SAMPLE_RATE, log_mel, mel_filterbank
from vocoder import BINS, NOISE_FRAMES, Vocoder, apply_consistency, envelope_matrix, inverse_stft, locked, noise_table, slope
from vocoder_benchmark import clearness
from vocoder_export import export, fixture_mel
from vocoder_losses import energy_distance


def spectrum_of(audio: torch.Tensor) -> torch.Tensor:
    """[B, N] -> complex [B, 1025, N // 512 + 1]."""
    return torch.stft(audio, N_FFT, HOP, window=torch.hann_window(N_FFT), return_complex=True)


class InverseStft(unittest.TestCase):
    def test_it_undoes_the_mels_stft(self) -> None:
        audio = 0.3 * torch.randn(2, 40 * HOP, generator=torch.Generator().manual_seed(0))
        spectrum = spectrum_of(audio)[:, :, :40]
        rebuilt = inverse_stft(torch.stack([spectrum.real, spectrum.imag], dim=1))
        self.assertEqual(rebuilt.shape, audio.shape)
        # The last hop is reached by three of its four frames only; it is still exact, the windows' squares being divided out.
        self.assertLess((rebuilt - audio).abs().max().item(), 1e-5)


class Parts(unittest.TestCase):
    def test_noise_table_has_a_flat_mel_and_repeats_without_a_break(self) -> None:
        table = noise_table()
        self.assertEqual(table.shape, (2, NOISE_FRAMES, BINS))
        matrix, band_sums = envelope_matrix()
        size = torch.sqrt(table[0].square() + table[1].square())
        mel = torch.log(size @ torch.from_numpy(mel_filterbank()).T) - band_sums
        # Flat at the bands' centres before the division; between them the interpolation leaves a little.
        self.assertLess(mel.abs().mean().item(), 0.1)
        repeated = table[:, torch.arange(2 * NOISE_FRAMES) % NOISE_FRAMES].transpose(1, 2)[None]
        audio = inverse_stft(repeated)[0]
        second = audio[NOISE_FRAMES * HOP - 2 * HOP : NOISE_FRAMES * HOP + 2 * HOP]
        self.assertLess(second.abs().max().item(), 6 * audio.std().item())

    def test_locking_gives_the_neighbours_the_loudest_bins_phase(self) -> None:
        magnitude = torch.full((1, 1, BINS), 1e-4)
        magnitude[0, 0, 99:102] = torch.tensor([0.1, 1.0, 0.1])
        phase = torch.zeros(1, 1, BINS)
        phase[0, 0, 99:102] = torch.tensor([2.0, 0.5, -2.5])
        cosine, sine = locked(magnitude, phase)
        angles = torch.atan2(sine, cosine)[0, 0, 99:102]
        self.assertLess((angles - 0.5).abs().max().item(), 0.2)

    def test_consistency_kernel_is_an_inverse_stft_and_an_stft(self) -> None:
        spectrum = torch.randn(1, 2, 30, BINS, generator=torch.Generator().manual_seed(5))
        there_and_back = spectrum_of(inverse_stft(spectrum.transpose(2, 3)))[0, :, :30].T
        short_cut = torch.complex(*Vocoder().consistent(spectrum)[0])
        # Away from the edges, whose conditions differ.
        gap, whole = ((part[4:-4, 4:-4].abs().square().mean().sqrt()) for part in (short_cut - there_and_back, there_and_back))
        self.assertLess((gap / whole).item(), 0.025)

    def test_consistency_is_its_own_gradient(self) -> None:
        generator = torch.Generator().manual_seed(7)
        model = Vocoder()
        spectrum, weights = (torch.randn(1, 2, 9, BINS, generator=generator) for _ in range(2))
        plain, quick = spectrum.clone().requires_grad_(), spectrum.clone().requires_grad_()
        (apply_consistency(plain, model.consistency) * weights).sum().backward()
        (model.consistent(quick) * weights).sum().backward()
        self.assertLess((plain.grad - quick.grad).abs().max().item(), 1e-5)

    def test_projection_brings_the_mel_nearer(self) -> None:
        audio = 0.2 * torch.randn(1, 60 * HOP, generator=torch.Generator().manual_seed(6))
        mel = log_mel(audio)[:, :, :60]
        model = Vocoder().eval()
        index = torch.arange(60)
        angle = model.allpass(torch.zeros(1, 1, 1))
        with torch.no_grad():
            raw = model.mix(model.components(mel), angle, model.filtered_noise(index, angle))
            error = [(log_mel(inverse_stft(part.transpose(2, 3)))[:, :, :60] - mel).abs().mean() for part in (raw, model.projected(raw, mel))]
        self.assertLess(error[1].item(), 0.5 * error[0].item())

    def test_slope_of_a_line(self) -> None:
        self.assertTrue(torch.allclose(slope(torch.arange(6.0) * 3)[1:-1], torch.tensor(3.0)))

    def test_a_steady_tone_stays_one_tone(self) -> None:
        """With true advances the summed phase holds the tone's frequency, off every multiple of the frame rate, for 150 frames."""
        frequency = 1234.5
        audio = torch.sin(2 * math.pi * frequency * torch.arange(150 * HOP) / SAMPLE_RATE)[None]
        spectrum = spectrum_of(audio)[:, :, 2:-2].transpose(1, 2)
        model = Vocoder().eval()
        parts = model.components(log_mel(audio)[:, :, 2:-2])
        advance = torch.full_like(parts.advance, 2 * math.pi * frequency * HOP / SAMPLE_RATE)
        tonal = type(parts)(spectrum.abs(), torch.ones_like(advance), torch.zeros_like(advance), advance, parts.delay)
        silence = torch.zeros(())
        with torch.no_grad():
            out = inverse_stft(model.mix(tonal, torch.zeros(1, 1, BINS), (silence, silence)).transpose(2, 3))[0]
        inner = out[20 * HOP : 120 * HOP].numpy()
        peak = np.abs(np.fft.rfft(inner * np.hanning(len(inner)))).argmax() * SAMPLE_RATE / len(inner)
        self.assertLess(abs(peak - frequency), 1.0)
        level = np.abs(inner).reshape(-1, 1024).max(axis=1)
        self.assertLess(level.max() / level.min(), 1.1)


class Losses(unittest.TestCase):
    def test_clearness_is_the_ratio_of_a_sine_to_all_else_in_decibels(self) -> None:
        torch.manual_seed(0)
        time = torch.arange(4 * SAMPLE_RATE) / SAMPLE_RATE
        noisy = lambda mel, seed: (torch.sin(2 * math.pi * 2000.0 * time.double()).float() + 10**-0.5 * 0.5**0.5 * torch.randn(len(time)))[None]
        self.assertAlmostEqual(clearness(noisy, 2000.0, 0), 10.0, delta=0.5)
        self.assertLess(clearness(noisy, 2100.0, 0), -20.0)

    def test_energy_distance_prefers_fresh_noise_to_any_fixed_guess(self) -> None:
        """For noise recordings: other noise scores below the best smooth spectrum that a plain distance would choose."""
        generator = torch.Generator().manual_seed(3)
        noise = lambda: torch.randn(24, 16 * HOP, generator=generator)
        # An impulse train is as flat as noise on average and has no randomness.
        train = torch.zeros(24, 16 * HOP)
        train[:, ::64] = 8.0
        fresh = energy_distance(noise(), noise(), noise(), 512, 128)
        fixed = energy_distance(train, train, noise(), 512, 128)
        self.assertLess(fresh.item(), fixed.item())


class Graph(unittest.TestCase):
    def test_any_length_runs_and_sounds_differ_in_their_noise(self) -> None:
        model = Vocoder().eval()
        with torch.no_grad():
            for frames in (1, 7, 600):
                self.assertEqual(model(torch.full((2, 128, frames), -6.0)).shape, (2, 2, BINS, frames))
            first, second = (inverse_stft(model(torch.full((1, 128, 200), level)))[0] for level in (-6.0, -6.07))
        alike = torch.corrcoef(torch.stack([first, second]))[0, 1]
        self.assertLess(alike.abs().item(), 0.3)

    def test_export_keeps_weights_and_opens_time_and_batch(self) -> None:
        model = Vocoder().eval()
        graph = export(model).graph
        shape = [d.dim_param or d.dim_value for d in graph.output[0].type.tensor_type.shape.dim]
        self.assertEqual(shape, ["B", 2, BINS, "T"])
        entry = next(tensor for tensor in graph.initializer if tensor.name == "entry.weight")
        np.testing.assert_array_equal(numpy_helper.to_array(entry), model.entry.weight.detach().numpy())
        tables = [tensor for tensor in graph.initializer if list(tensor.dims) == [NOISE_FRAMES, BINS]]
        self.assertEqual([tensor.data_type for tensor in tables], [onnx.TensorProto.INT8] * 2)

    def test_fixture_is_finite_and_short(self) -> None:
        self.assertTrue(torch.isfinite(fixture_mel()).all())
        self.assertEqual(fixture_mel().shape, (1, 128, 12))


if __name__ == "__main__":
    unittest.main()
