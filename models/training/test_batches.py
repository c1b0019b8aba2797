"""Batches drawn ahead by other processes are the source's own, and no two processes draw the same."""

import unittest

import numpy as np
import torch
from torch.utils.data import DataLoader

from batches import Endless, batches


class Numbers:
    """Draws random numbers, a row each."""

    rng = np.random.default_rng()

    def batch(self, size: int) -> tuple[torch.Tensor]:
        return (torch.from_numpy(self.rng.standard_normal((size, 3))),)


class Ahead(unittest.TestCase):
    def test_processes_draw_different_batches_and_the_same_ones_again_by_the_same_seed(self):
        drawn = [next(iter(DataLoader(Endless(Numbers(), 4, seed), batch_size=None, num_workers=0)))[0] for seed in ([1], [1], [2])]
        self.assertTrue(torch.equal(drawn[0], drawn[1]))
        self.assertFalse(torch.equal(drawn[0], drawn[2]))
        ahead = iter(DataLoader(Endless(Numbers(), 4, [1]), batch_size=None, num_workers=2))
        first, other = next(ahead)[0], next(ahead)[0]
        self.assertEqual(first.shape, (4, 3))
        self.assertFalse(torch.equal(first, other))

    def test_a_cpu_gets_batches_of_the_size_asked_for(self):
        if torch.cuda.is_available():
            self.skipTest("speaks of a CPU")
        self.assertEqual(next(batches(Numbers(), 5, [3]))[0].shape, (5, 3))


if __name__ == "__main__":
    unittest.main()
