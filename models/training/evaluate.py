"""Measures a pack through its ONNX files, prints one table and writes it between the marks of the pack's CARD.md.

    python3 models/training/evaluate.py [--pack DIR] [--corpus DIR] [--seeds 20] [--quick]

The judge is classifier.py, trained on real training clips only. A is its accuracy on held-out real clips.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import torch

from classifier import KEPT, TAGS, accuracy, judge, load_classifier
from corpus import CACHE, MelCache, corpus_path, load_audio, load_clips, load_split
from evaluate_made import artefacts, clouds, diversity, novelty, open_prompts, speed
from export import PACK
from measures import stft_distance
from mel import HOP, LATENT_STRIDE, SAMPLE_RATE, SILENCE
from onnx_bridge import OnnxBridge
from run import RUNS
from sheets import save_sheet
from synthesis import Synthesis, heard
from tag_phrases import TAG_PHRASES

LONGEST_SECONDS = 5.0
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"


class Evaluation:
    def __init__(self, pack: Path, folder: Path, bridge: OnnxBridge, seeds: int, some: int):
        self.synthesis = Synthesis(pack, bridge)
        self.folder, self.seeds, self.some = folder, seeds, some
        self.clips = load_clips(folder)
        self.cache = MelCache(self.clips, folder)
        self.training, self.held = load_split(self.clips)
        self.classifier = load_classifier()
        self.rows: list[tuple[str, str, str]] = []
        self.facts: dict[str, object] = {}

    def row(self, name: str, value: str, bar: str = "") -> None:
        self.rows.append((name, value, bar))
        print(f"{name:<58} {value:<34} {bar}", flush=True)

    def once(self, name: str, files: list[Path], count: int, compute) -> tuple[np.ndarray, ...]:
        """compute(), kept in the cache as long as judge and files stay as they are: what a new generator does not change."""
        key = hashlib.sha256(b"".join(path.read_bytes() for path in [KEPT, *files]) + str(count).encode()).hexdigest()[:16]
        path = CACHE / f"judged-{name}-{key}.npz"
        if not path.is_file():
            np.savez(path, *compute())
        saved = np.load(path)
        return tuple(saved[file] for file in saved.files)

    def real(self) -> None:
        """A, and the features of real clips that everything else is compared with (first five seconds of each)."""
        cut = int(LONGEST_SECONDS * SAMPLE_RATE / HOP)
        judged = lambda indices: judge(self.classifier, [self.cache.mel(i)[:, :cut] for i in indices])
        probability, self.held_features = self.once("held", [], len(self.held), lambda: judged(self.held))
        self.held_tags = [self.clips[i].tags for i in self.held]
        self.a = accuracy(probability, self.held_tags)
        self.by_tag_real = self.per_tag(probability, [tags[0] for tags in self.held_tags])
        macro = float(np.mean(list(self.by_tag_real.values())))
        self.seen = sorted(np.random.default_rng(0).choice(self.training, min(self.some, len(self.training)), replace=False).tolist())
        _, self.train_features = self.once("training", [], len(self.seen), lambda: judged(self.seen))
        self.row("judge on held-out real clips (A)", f"{self.a:.3f} (top 5 {accuracy(probability, self.held_tags, 5):.3f}, by tag {macro:.3f})")
        self.facts.update(a=self.a, a_by_tag=macro)

    @staticmethod
    def per_tag(probability: np.ndarray, tags: list[str]) -> dict[str, float]:
        best = probability.argmax(axis=1)
        return {tag: float(np.mean([TAGS[best[i]] == tag for i, t in enumerate(tags) if t == tag])) for tag in sorted(set(tags))}

    def copied(self) -> tuple[np.ndarray, ...]:
        """(probability, features, STFT distance) of the held-out clips in `copies`, to latent and back."""
        mels, distances = [], []
        for number, index in enumerate(self.copies):
            audio = load_audio(self.folder / self.clips[self.held[index]].file)[: int(LONGEST_SECONDS * SAMPLE_RATE)]
            mel = heard(audio)
            mel = np.pad(mel, ((0, 0), (0, -mel.shape[1] % LATENT_STRIDE)), constant_values=SILENCE)[None]
            made = self.synthesis.vocode(self.synthesis.decode(self.synthesis.encode(mel), number))[0][: len(audio)]
            mels.append(heard(made))
            distances.append(stft_distance(audio, made))
        return *judge(self.classifier, mels), np.asarray(distances)

    def copy_synthesis(self) -> None:
        self.copies = np.sort(np.random.default_rng(1).choice(len(self.held), min(self.some, len(self.held)), replace=False))
        files = [self.synthesis.pack / file for file in ("vae-encoder.onnx", "vae-decoder.onnx", "vocoder.onnx")]
        probability, self.copy_features, distances = self.once("copies", files, len(self.copies), self.copied)
        tags = [self.held_tags[i] for i in self.copies]
        value = accuracy(probability, tags)
        # Beside A on the same clips.
        real = accuracy(self.once("held", [], len(self.held), lambda: ())[0][self.copies], tags)
        self.row(f"1 copy-synthesis accuracy, {len(self.copies)} clips", f"{value:.3f} = {value / real:.2f} of the same clips uncopied", "at least 0.90 A")
        self.row("1 copy-synthesis STFT distance", f"{np.mean(distances):.3f} nat")
        self.facts["copy"] = value / real

    def seconds_of(self, tag: str) -> float:
        """Median length of the tag's real clips, 0.5 to 5 s."""
        lengths = [clip.duration for clip in self.clips if clip.tags[0] == tag] or [2.0]
        return float(np.clip(np.median(lengths), 0.5, LONGEST_SECONDS))

    def prompted(self) -> None:
        """Every tag, its phrases in turn (all but the bare tag name), one seed each."""
        self.generated: dict[str, list[np.ndarray]] = {}
        features, probabilities, tags = [], [], []
        for tag in TAGS:
            phrases = TAG_PHRASES[tag]
            prompts = [phrases[1 + seed % (len(phrases) - 1)] for seed in range(self.seeds)]
            texts = self.synthesis.embed(prompts)
            audio = self.synthesis.generate(texts, list(range(self.seeds)), self.seconds_of(tag))
            self.generated[tag] = list(audio)
            probability, feature = judge(self.classifier, [heard(part) for part in audio])
            probabilities.append(probability)
            features.append(feature)
            tags += [(tag,)] * self.seeds
        self.probability, self.generated_features = np.concatenate(probabilities), np.stack(features)
        value, five = accuracy(self.probability, tags), accuracy(self.probability, tags, 5)
        self.by_tag = self.per_tag(self.probability, [t[0] for t in tags])
        self.accuracy = value
        self.row(f"2 prompted accuracy, {len(TAGS)} tags x {self.seeds} seeds",
                 f"{value:.3f} = {value / self.a:.2f} A (top 5 {five:.3f})", "at least 0.60 A, aim 0.85 A")
        worst = sorted(self.by_tag, key=self.by_tag.get)
        self.row("2 the same beside A averaged over tags, main tag only", f"{value / self.facts['a_by_tag']:.2f}")
        self.row("2 tags never recognised", str(sum(v == 0 for v in self.by_tag.values())))
        self.facts.update(prompted=value / self.a, worst=worst[:25], best=worst[::-1][:25], by_tag=self.by_tag)

    def table(self) -> str:
        lines = ["| measure | value | bar |", "|---|---|---|"]
        return "\n".join(lines + [f"| {name} | {value} | {bar} |" for name, value, bar in self.rows])

    def sheet(self, path: Path) -> None:
        mels = [np.maximum(heard(self.generated[tag][0])[:, :216], -9) for tag in TAGS]
        save_sheet(mels, list(TAGS), path, columns=12, width=1.1)


def write_card(card: Path, table: str) -> None:
    if not card.is_file():
        return
    text = card.read_text(encoding="utf-8")
    if BEGIN in text and END in text:
        head, rest = text.split(BEGIN, 1)
        card.write_text(f"{head}{BEGIN}\n{table}\n{END}{rest.split(END, 1)[1]}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pack", type=Path, default=PACK)
    parser.add_argument("--corpus")
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--some", type=int, default=100_000, help="clips for copies and training features, where all would take too long")
    parser.add_argument("--quick", action="store_true", help="only accuracy of real, copied and prompted, with 4 seeds; writes nothing")
    options = parser.parse_args()
    torch.set_num_threads(1)
    with OnnxBridge(threads=2) as bridge:
        evaluation = Evaluation(options.pack, corpus_path(options.corpus), bridge, 4 if options.quick else options.seeds, options.some)
        evaluation.real()
        evaluation.copy_synthesis()
        evaluation.prompted()
        if not options.quick:
            for rows in (clouds, diversity, novelty, open_prompts, artefacts, speed):
                rows(evaluation)
    folder = RUNS / "evaluation"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ("quick.json" if options.quick else "facts.json")).write_text(json.dumps({"rows": evaluation.rows, **evaluation.facts}, indent=1))
    evaluation.sheet(folder / "sheet.png")
    if not options.quick:
        evaluation.sheet(options.pack / "sheet.png")
        write_card(options.pack / "CARD.md", evaluation.table())


if __name__ == "__main__":
    main()
