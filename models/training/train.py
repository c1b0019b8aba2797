"""Trains the models: python3 models/training/train.py --stage vae|fine|vocoder|gan|sampler|continuation|all --minutes N [--resume] [--corpus DIR]

Uses CUDA when present, else the CPU. Every stage checkpoints every two minutes into runs/<stage> and goes on
from there with --resume. Supporting stages: classifier (the judge of evaluate.py), baseline (GANmix as published).
"""

from __future__ import annotations

import argparse
import importlib

import torch

import workers

STAGES = {
    "vae": "vae_train", "decoder": "decoder_train", "fine": "fine_train", "sampler": "fine_sampler_train",
    "vocoder": "vocoder_train", "gan": "generator_train", "continuation": "continuation",
    "classifier": "classifier", "probe": "probe", "baseline": "ganmix_baseline",
}
ALL = ["classifier", "vae", "fine", "vocoder", "gan", "sampler", "continuation", "baseline"]
SHARE_OF_ALL = {"classifier": 0.05, "vae": 0.20, "fine": 0.10, "vocoder": 0.24, "gan": 0.32, "sampler": 0.03, "continuation": 0.04, "baseline": 0.02}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stage", choices=[*STAGES, "all"], required=True)
    parser.add_argument("--minutes", type=float, required=True, help="training time; with all, the sum over the stages")
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint")
    parser.add_argument("--corpus", help="folder with corpus.jsonl (default: GANMIX_CORPUS)")
    parser.add_argument("--threads", type=int, default=0, help="CPU threads (0: as many as there are)")
    parser.add_argument("--workers", type=int, default=1, help="processes that train together (gan and fine; on a CPU, as many as it has cores)")
    options = parser.parse_args()
    if options.threads:
        torch.set_num_threads(options.threads)
    torch.set_float32_matmul_precision("high")
    for stage in ALL if options.stage == "all" else [options.stage]:
        minutes = options.minutes * SHARE_OF_ALL[stage] if options.stage == "all" else options.minutes
        job = importlib.import_module(STAGES[stage]).train
        arguments = {"minutes": minutes, "resume": options.resume, "corpus": options.corpus}
        if options.workers > 1 and stage in ("gan", "fine"):
            workers.run_in(options.workers, job, **arguments)
        else:
            job(**arguments)


if __name__ == "__main__":
    main()
