"""The vocoder: log-mel [B, 128, T] -> complex spectrum [B, 2, 1025, T], one iSTFT away from 44.1 kHz audio.

A Vocos-class network (Siuzdak 2023): ConvNeXt blocks at the mel's frame rate and a head that fills in STFT coefficients. It does not have
to discover how sound works: it steers a model of it, so that a small network trained for an hour on a CPU is enough.

- Magnitude is a residual on the mel's own envelope, interpolated from 128 bands to 1025 bins.
- Tone: a phase summed up along time from the advance per frame (instantaneous frequency), neighbouring bins locked to the strongest of
  them (Puckette 1995). A convolution alone is time-invariant, so a steady tone's mel would give it a spectrum that repeats each hop: a
  buzz at 86 Hz.
- Transient: a phase summed up along frequency from the difference to the bin below (group delay), which places a click inside its frame.
  Advance and delay are the envelope's slopes: for a window near a Gaussian, phase derivatives are the gradient of the log-magnitude
  (phase gradient heap integration, Prusa and Sondergaard 2016). Trained corrections to them gained less than 1 %, so there are none.
- Noise: the STFT of white noise, levelled so that its mel is flat. Rain, wind and breath need randomness that no function of the mel holds.
- Projection: overlapping frames that disagree cancel in part, and what is heard then has another mel than the one asked for. Four times, the
  spectrum is made consistent (what an iSTFT and STFT would return, as one small convolution over neighbouring bins and frames, after
  Le Roux et al. 2010) and its bands are brought back to the mel's levels. Measured on recordings this does more than any other part.

The noise is a fixed table of 512 frames. Two sounds would share it, and two layered takes of one rain would then add up as one; so the
table passes through an all-pass filter steered by the sound's own mean level, which changes smoothly with the mel (no seed to hand over,
and providers that differ in the last bits stay together). Tones start at that filter's phase for the same reason.

Inverse STFT, the same in Python (`inverse_stft`) and in the studio: frame t's 2048 samples are irfft(re + j im) (1/N inside, imaginary part
of bins 0 and 1024 ignored), times the periodic Hann window w[n] = 0.5 - 0.5 cos(2 pi n / 2048), added at sample 512 t - 1024; the sum is
divided by the sum of w^2 of the frames present there; samples 0 .. 512 T - 1 are kept. Frame t is centred on sample 512 t.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from mel import HOP, LOG_FLOOR, N_FFT, N_MELS, band_frequencies, mel_filterbank

BINS = N_FFT // 2 + 1
NOISE_FRAMES = 512
PROJECTIONS = 4
# Tone's phase advance per frame, beyond the bin centre's, in radians per nat per bin, and transient's phase step per bin in radians per nat
# per frame, each against the slope of the interpolated mel; fitted to recordings.
ADVANCE_SLOPE, DELAY_SLOPE = 1.5, -1.0
# Bins and frames on each side that the consistency kernel reaches. Frames three hops away overlap too, but only in their windows' ends.
REACH, SPAN = 3, 2
# Frames on each side that the projections reach.
MARGIN = SPAN * PROJECTIONS
# Mel normalisation: rounded mean and spread of the corpus' log-mels, so that activations start near unit scale.
MEL_MEAN, MEL_SCALE = -5.0, 3.0


def envelope_matrix() -> tuple[Tensor, Tensor]:
    """Interpolation [1025, 128] from log band levels to log bin levels, and log band sums [128] that turn a mel into a mean magnitude."""
    bins = np.linspace(0.0, 44100 / 2, BINS)
    centres = band_frequencies()
    matrix = np.stack([np.interp(bins, centres, row) for row in np.eye(N_MELS)], axis=1)
    return torch.from_numpy(matrix).float(), torch.from_numpy(np.log(mel_filterbank().sum(axis=1))).float()


def noise_table(seed: int = 1) -> Tensor:
    """[2, 512, 1025]: STFT of white noise that repeats after 512 frames, levelled so that its mel envelope is 1 in every frame."""
    generator = torch.Generator().manual_seed(seed)
    noise = torch.randn(NOISE_FRAMES * HOP, generator=generator)
    wrapped = torch.cat([noise[-N_FFT // 2 :], noise, noise[: N_FFT // 2 - HOP]])
    frames = torch.fft.rfft(wrapped.unfold(0, N_FFT, HOP) * torch.hann_window(N_FFT))
    matrix, band_sums = envelope_matrix()
    bands = frames.abs() @ torch.from_numpy(mel_filterbank()).T
    level = torch.exp((bands.log() - band_sums) @ matrix.T)
    return torch.stack([frames.real / level, frames.imag / level])


def consistency_kernel() -> Tensor:
    """[8, 2, 5, 10] weights that take a spectrum to the STFT of its inverse STFT; see `consistent`.

    With w the window and H_d[q] = sum_n w[n] w[n + 512 d] exp(-2 pi i q n / 2048) / (2048 * 1.5), 1.5 being the sum of w^2 over the overlap,
    S'[k, t] = sum_d sum_q exp(i pi (k - q) d / 2) H_d[q] S[k - q, t - d]. |q| <= 3 and |d| <= 2 leave 2 % of error. The factor depends on k mod 4
    only, so the eight outputs are the real and the imaginary part of four neighbouring bins.
    """
    window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(N_FFT) / N_FFT)
    padded = np.concatenate([np.zeros(SPAN * HOP), window, np.zeros(SPAN * HOP)])
    kernel = np.zeros((2, 4, 2, 2 * SPAN + 1, 2 * REACH + 4))
    for d in range(-SPAN, SPAN + 1):
        product = np.fft.fft(window * padded[(SPAN + d) * HOP : (SPAN + d) * HOP + N_FFT]) / (1.5 * N_FFT)
        for q in range(-REACH, REACH + 1):
            for k in range(4):
                weight = np.exp(0.5j * np.pi * (k - q) * d) * product[q]
                kernel[:, k, :, SPAN - d, k - q + REACH] = [[weight.real, -weight.imag], [weight.imag, weight.real]]
    return torch.from_numpy(kernel.reshape(8, 2, 2 * SPAN + 1, 2 * REACH + 4)).float()


def apply_consistency(spectrum: Tensor, kernel: Tensor) -> Tensor:
    """[B, 2, T, 1025] -> the same shape, four bins a step of the convolution."""
    columns = BINS // 4 + 1
    out = F.conv2d(F.pad(spectrum, (REACH, 4 * columns + REACH - BINS, SPAN, SPAN)), kernel, stride=(1, 4))
    count, _, frames, _ = out.shape
    return out.view(count, 2, 4, frames, columns).permute(0, 1, 3, 4, 2).reshape(count, 2, frames, 4 * columns)[..., :BINS]


class SelfAdjoint(torch.autograd.Function):
    """`apply_consistency` with itself as its gradient, several times faster than a strided convolution's: STFT and inverse STFT with one
    window are each other's adjoint up to a constant, so their product is self-adjoint."""

    @staticmethod
    def forward(context, spectrum: Tensor, kernel: Tensor) -> Tensor:
        context.save_for_backward(kernel)
        return apply_consistency(spectrum, kernel)

    @staticmethod
    def backward(context, gradient: Tensor) -> tuple[Tensor, None]:
        return apply_consistency(gradient, *context.saved_tensors), None


class Block(nn.Module):
    """ConvNeXt block over time: [B, C, T] -> [B, C, T], receptive field +-3 frames."""

    def __init__(self, width: int, inner: int) -> None:
        super().__init__()
        self.depthwise = nn.Conv1d(width, width, 7, padding=3, groups=width)
        self.norm = nn.LayerNorm(width, eps=1e-6)
        self.expand, self.contract = nn.Linear(width, inner), nn.Linear(inner, width)
        self.scale = nn.Parameter(torch.full((width,), 0.2))

    def forward(self, x: Tensor) -> Tensor:
        y = self.norm(self.depthwise(x).transpose(1, 2))
        y = self.contract(F.gelu(self.expand(y)))
        return x + (self.scale * y).transpose(1, 2)


@dataclass(frozen=True)
class Components:
    """What a mel says about its sound, each [B, T, 1025]: `magnitude`, the share of it that is `predictable` and of that the share that is
    `transient` (both 0..1, from the network), and in radians, about the frame's centre, the tone's phase `advance` since the frame before
    and the transient's phase step `delay` from the bin below."""

    magnitude: Tensor
    predictable: Tensor
    transient: Tensor
    advance: Tensor
    delay: Tensor


def slope(x: Tensor) -> Tensor:
    """Central difference along the last dimension, its ends repeated."""
    padded = torch.cat([x[..., :1], x, x[..., -1:]], dim=-1)
    return 0.5 * (padded[..., 2:] - padded[..., :-2])


def locked(magnitude: Tensor, phase: Tensor) -> tuple[Tensor, Tensor]:
    """cos and sin [B, T, 1025] of each bin's phase after it has been drawn to that of its louder neighbours.

    About the frame's centre all bins of one sinusoid's main lobe have one phase, so their sum has it too, led by the loudest.
    """
    real, imaginary = (F.pad(magnitude * part, (1, 1)) for part in (torch.cos(phase), torch.sin(phase)))
    real, imaginary = (part[..., :-2] + part[..., 1:-1] + part[..., 2:] for part in (real, imaginary))
    scale = torch.rsqrt(real * real + imaginary * imaginary + 1e-16)
    return real * scale, imaginary * scale


class Vocoder(nn.Module):
    """log-mel [B, 128, T] float32 -> spectrum [B, 2, 1025, T] float32 (real, imaginary)."""

    def __init__(self, width: int = 192, inner: int = 384, blocks: int = 5) -> None:
        super().__init__()
        self.receptive_field = 3 + 3 * blocks + MARGIN
        self.entry = nn.Conv1d(N_MELS, width, 7, padding=3)
        self.entry_norm = nn.LayerNorm(width, eps=1e-6)
        self.blocks = nn.ModuleList(Block(width, inner) for _ in range(blocks))
        self.exit_norm = nn.LayerNorm(width, eps=1e-6)
        self.head = nn.Linear(width, BINS + 2 * N_MELS)
        nn.init.normal_(self.head.weight, std=0.01)
        nn.init.zeros_(self.head.bias)
        # How far each projection goes towards the mel, 1 being all the way in that step.
        self.stride = nn.Parameter(torch.full((PROJECTIONS,), 1.2))
        matrix, band_sums = envelope_matrix()
        # Constants, not weights: made anew rather than kept in checkpoints.
        self.register_buffer("consistency", consistency_kernel(), persistent=False)
        self.register_buffer("bank", torch.from_numpy(mel_filterbank().T.copy()), persistent=False)
        self.register_buffer("matrix", matrix.T.contiguous(), persistent=False)
        self.register_buffer("band_sums", band_sums, persistent=False)
        self.register_buffer("noise", noise_table(), persistent=False)
        # Frames are stored from their first sample, the window's centre being 1024 later: (-1)^k turns one convention into the other.
        self.register_buffer("centre", torch.where(torch.arange(BINS) % 2 == 0, 1.0, -1.0), persistent=False)
        # Bin k's centre frequency advances by pi k / 2 each hop.
        advance = (torch.arange(BINS) % 4) * (math.pi / 2)
        self.register_buffer("advance", torch.where(advance > 4, advance - 2 * math.pi, advance), persistent=False)
        steps = torch.randn(2, 1, BINS, generator=torch.Generator().manual_seed(2)) * 0.2
        self.register_buffer("walks", torch.cumsum(steps, dim=2) % (2 * math.pi), persistent=False)

    def components(self, mel: Tensor) -> Components:
        x = self.entry((mel - MEL_MEAN) / MEL_SCALE)
        x = self.entry_norm(x.transpose(1, 2)).transpose(1, 2)
        for block in self.blocks:
            x = block(x)
        residual, bands = self.head(self.exit_norm(x.transpose(1, 2))).split([BINS, 2 * N_MELS], dim=2)
        predictable, transient = (torch.sigmoid(part @ self.matrix) for part in bands.split(N_MELS, dim=2))
        envelope = (mel.transpose(1, 2) - self.band_sums) @ self.matrix
        magnitude = torch.exp(torch.clamp(envelope + residual, max=9.0))
        advance = self.advance + ADVANCE_SLOPE * slope(envelope)
        delay = DELAY_SLOPE * slope(envelope.transpose(1, 2)).transpose(1, 2)
        return Components(magnitude, predictable, transient, advance, delay)

    def mix(self, parts: Components, start: Tensor, noise: tuple[Tensor, Tensor]) -> Tensor:
        """`start`: the tones' phase before the first frame [B, 1, 1025]; `noise`: real and imaginary [B, T, 1025] -> spectrum [B, 2, T, 1025]."""
        tone = locked(parts.magnitude.detach(), torch.cumsum(parts.advance, dim=1) + start)
        click = torch.cumsum(parts.delay, dim=2) + start[..., :1]
        predictable = parts.magnitude * parts.predictable * self.centre
        random = parts.magnitude - parts.magnitude * parts.predictable
        transient = predictable * parts.transient
        tonal = predictable - transient
        real = tonal * tone[0] + transient * torch.cos(click) + random * noise[0]
        imaginary = tonal * tone[1] + transient * torch.sin(click) + random * noise[1]
        return torch.stack([real, imaginary], dim=1)

    def consistent(self, spectrum: Tensor) -> Tensor:
        """[B, 2, T, 1025] -> the STFT of its inverse STFT. Beyond the first and last frame there is silence; beyond bins 0 and 1024, nothing."""
        if spectrum.requires_grad:
            return SelfAdjoint.apply(spectrum, self.consistency)
        return apply_consistency(spectrum, self.consistency)

    def projected(self, spectrum: Tensor, mel: Tensor) -> Tensor:
        """[B, 2, T, 1025], mel [B, 128, T] -> a spectrum of nearly that mel whose frames nearly agree, [B, 2, T, 1025]."""
        target = mel.transpose(1, 2)
        for index in range(PROJECTIONS):
            spectrum = self.consistent(spectrum)
            size = torch.sqrt(spectrum[:, 0].square() + spectrum[:, 1].square() + 1e-18)
            gap = target - torch.log((size @ self.bank).clamp(min=LOG_FLOOR))
            spectrum = spectrum * torch.exp(self.stride[index] * (gap.clamp(-3.0, 3.0) @ self.matrix))[:, None]
        return spectrum

    def allpass(self, position: Tensor) -> Tensor:
        """Phase [B, 1, 1025] of a filter that spreads over about a frame, smooth in `position` [B, 1, 1] and unlike itself a few units on.

        Two sines of unrelated periods, because one alone comes back to a correlation of 0.4.
        """
        return math.pi * (torch.sin(self.walks[0] + position) + torch.sin(self.walks[1] + 1.618 * position))

    def filtered_noise(self, index: Tensor, angle: Tensor) -> tuple[Tensor, Tensor]:
        """Frames `index` [T] or [B, T] of the table through the all-pass of phase `angle` [B, 1, 1025]."""
        real, imaginary = self.noise[0][index], self.noise[1][index]
        cosine, sine = torch.cos(angle), torch.sin(angle)
        return real * cosine - imaginary * sine, real * sine + imaginary * cosine

    def spectrum(self, mel: Tensor, angle: Tensor, first: int) -> Tensor:
        """[B, 128, T] -> [B, 2, 1025, T] with the noise table read from frame `first` on through the all-pass of phase `angle` [B, 1, 1025]."""
        # At a sound's ends the projection needs frames to agree with; they repeat the outermost ones and are cut off again.
        frames = mel.shape[2]
        mel = F.pad(mel, (MARGIN, MARGIN), mode="replicate")
        index = (torch.arange(frames + 2 * MARGIN, device=mel.device) + first) % NOISE_FRAMES
        raw = self.mix(self.components(mel), angle, self.filtered_noise(index, angle))
        return self.projected(raw, mel)[:, :, MARGIN : MARGIN + frames].transpose(2, 3)

    def forward(self, mel: Tensor) -> Tensor:
        # Two short means: one long one loses digits that the factor would bring to light, and each runtime loses others.
        return self.spectrum(mel, self.allpass(40.0 * mel.mean(dim=2, keepdim=True).mean(dim=1, keepdim=True)), 0)


def inverse_stft(spectrum: Tensor) -> Tensor:
    """[B, 2, 1025, T] -> [B, 512 T] samples; the convention is this module's docstring."""
    window = torch.hann_window(N_FFT, device=spectrum.device)
    frames = torch.fft.irfft(torch.complex(spectrum[:, 0], spectrum[:, 1]).transpose(1, 2), n=N_FFT) * window
    count = frames.shape[1]
    quarters = frames.view(frames.shape[0], count, N_FFT // HOP, HOP)
    weights = (window * window).view(1, N_FFT // HOP, HOP).expand(count, -1, -1)[None]
    total = sum(F.pad(quarters[:, :, i], (0, 0, i, 3 - i)) for i in range(4))
    weight = sum(F.pad(weights[:, :, i], (0, 0, i, 3 - i)) for i in range(4))
    # Two quarters (1024 samples) lie before sample 0, one after the last kept sample.
    return (total / weight.clamp(min=1e-8))[:, 2 : 2 + count].reshape(frames.shape[0], count * HOP)
