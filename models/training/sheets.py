"""Spectrogram sheets: many log-mels in one small image."""

from __future__ import annotations

from pathlib import Path

import numpy as np


def save_sheet(mels: list[np.ndarray], titles: list[str], path: Path, columns: int = 6, width: float = 1.9) -> None:
    """mels: each [128, T] in nats, low bands drawn at the bottom; one colour scale (-9..1.5 nats) for all."""
    import matplotlib
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    rows = -(-len(mels) // columns)
    figure, axes = plt.subplots(rows, columns, figsize=(width * columns, 1.35 * rows), squeeze=False)
    for axis in axes.flat:
        axis.axis("off")
    for axis, mel, title in zip(axes.flat, mels, titles):
        axis.imshow(mel, origin="lower", aspect="auto", vmin=-9.0, vmax=1.5, cmap="magma", interpolation="nearest")
        axis.set_title(title[:34], fontsize=6, pad=2)
    figure.tight_layout(pad=0.3)
    figure.savefig(path, dpi=80)
    plt.close(figure)
