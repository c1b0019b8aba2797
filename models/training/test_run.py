"""A run's figures, and the weights that it keeps by one of them."""

from __future__ import annotations

import tempfile
import unittest
from pathlib import Path
from unittest import mock

import torch

import run
from run import Best, Run


class Kept(unittest.TestCase):
    def setUp(self) -> None:
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        patch = mock.patch.object(run, "RUNS", Path(temporary.name))
        patch.start()
        self.addCleanup(patch.stop)
        self.model = torch.nn.Linear(1, 1, bias=False)

    def test_values_are_told_as_their_means_since_the_last_time(self) -> None:
        told = Run("figures", 1.0, False, {"model": self.model})
        for value in (1.0, 3.0, 10.0, 20.0):
            told.step += 1
            told.log(every=2, loss=torch.tensor(value))
        self.assertEqual([row["loss"] for row in told.history], [2.0, 15.0])

    def test_the_weights_of_the_lowest_figure_are_kept_through_a_resume(self) -> None:
        def weigh(best: Best, weight: float, missed: float) -> float:
            torch.nn.init.constant_(self.model.weight, weight)
            best.compare(missed=missed)
            return float(torch.load(best.run.folder / "model.pt")["weight"])

        first = Run("best", 1.0, False, {"model": self.model})
        best = Best(first, "missed", self.model)
        self.assertEqual([weigh(best, 1.0, 0.5), weigh(best, 2.0, 0.4), weigh(best, 3.0, 0.45)], [1.0, 2.0, 2.0])
        first.save()
        again = Best(Run("best", 1.0, True, {"model": self.model}), "missed", self.model)
        self.assertEqual([weigh(again, 4.0, 0.42), weigh(again, 5.0, 0.3)], [2.0, 5.0])


if __name__ == "__main__":
    unittest.main()
