"""Measures a pack through its ONNX files, prints one table and writes it between the marks of the pack's CARD.md.

    python3 models/training/evaluate.py [--pack DIR] [--corpus DIR] [--seeds 20] [--quick]

The judge is classifier.py, trained on real training clips only. A is its accuracy on held-out real clips.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from classifier import TAGS, accuracy, judge, load_classifier
from corpus import MelCache, corpus_path, load_audio, load_clips, load_split
from export import PACK
from measures import edge_click, floor_db, frechet, mean_pair_distance, nearest, offset_db, seam, stft_distance
from mel import HOP, LATENT_STRIDE, SAMPLE_RATE, SILENCE, log_mel
from onnx_bridge import OnnxBridge
from open_prompts import OPEN_PROMPTS
from run import RUNS
from sheets import save_sheet
from synthesis import Synthesis
from tag_phrases import TAG_PHRASES

LONGEST_SECONDS = 5.0
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"


def heard(audio: np.ndarray) -> np.ndarray:
    """[N] samples -> log-mel [128, T] as the judge takes it."""
    return log_mel(torch.from_numpy(np.ascontiguousarray(audio)))[0].numpy()


class Evaluation:
    def __init__(self, pack: Path, folder: Path, bridge: OnnxBridge, seeds: int):
        self.synthesis = Synthesis(pack, bridge)
        self.folder, self.seeds = folder, seeds
        self.clips = load_clips(folder)
        self.cache = MelCache(self.clips, folder)
        self.training, self.held = load_split(self.clips)
        self.classifier = load_classifier()
        self.rows: list[tuple[str, str, str]] = []
        self.facts: dict[str, object] = {}

    def row(self, name: str, value: str, bar: str = "") -> None:
        self.rows.append((name, value, bar))
        print(f"{name:<58} {value:<34} {bar}", flush=True)

    def real(self) -> None:
        """A, and the features of real clips that everything else is compared with (first five seconds of each)."""
        cut = int(LONGEST_SECONDS * SAMPLE_RATE / HOP)
        probability, self.held_features = judge(self.classifier, [self.cache.mel(i)[:, :cut] for i in self.held])
        self.held_tags = [self.clips[i].tags for i in self.held]
        self.a = accuracy(probability, self.held_tags)
        self.by_tag_real = self.per_tag(probability, [tags[0] for tags in self.held_tags])
        macro = float(np.mean(list(self.by_tag_real.values())))
        _, self.train_features = judge(self.classifier, [self.cache.mel(i)[:, :cut] for i in self.training])
        self.row("judge on held-out real clips (A)", f"{self.a:.3f} (top 5 {accuracy(probability, self.held_tags, 5):.3f}, by tag {macro:.3f})")
        self.facts.update(a=self.a, a_by_tag=macro)

    @staticmethod
    def per_tag(probability: np.ndarray, tags: list[str]) -> dict[str, float]:
        best = probability.argmax(axis=1)
        return {tag: float(np.mean([TAGS[best[i]] == tag for i, t in enumerate(tags) if t == tag])) for tag in sorted(set(tags))}

    def copy_synthesis(self) -> None:
        mels, distances = [], []
        for number, index in enumerate(self.held):
            audio = load_audio(self.folder / self.clips[index].file)[: int(LONGEST_SECONDS * SAMPLE_RATE)]
            mel = heard(audio)
            mel = np.pad(mel, ((0, 0), (0, -mel.shape[1] % LATENT_STRIDE)), constant_values=SILENCE)[None]
            made = self.synthesis.vocode(self.synthesis.decode(self.synthesis.encode(mel), number))[0][: len(audio)]
            mels.append(heard(made))
            distances.append(stft_distance(audio, made))
        probability, self.copy_features = judge(self.classifier, mels)
        value = accuracy(probability, self.held_tags)
        self.row("1 copy-synthesis accuracy", f"{value:.3f} = {value / self.a:.2f} A", "at least 0.90 A")
        self.row("1 copy-synthesis STFT distance", f"{np.mean(distances):.3f} nat")
        self.facts["copy"] = value / self.a

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

    def clouds(self) -> None:
        rng = np.random.default_rng(0)
        count = len(self.held)
        mix = [TAGS.index(tags[0]) for tags in self.held_tags]
        generated = np.stack([self.generated_features[tag, rng.integers(self.seeds)] for tag in mix])
        picked = self.train_features[rng.choice(len(self.train_features), count, replace=False)]
        real = self.held_features
        self.row(f"3 FAD to held-out real, {count} each", f"training real {frechet(picked, real):.2f}, "
                 f"copy-synthesis {frechet(self.copy_features, real):.2f}, generated {frechet(generated, real):.2f}")

    def diversity(self) -> None:
        features = np.concatenate([self.train_features, self.held_features])
        main = [self.clips[i].tags[0] for i in [*self.training, *self.held]]
        ratios = []
        for number, tag in enumerate(TAGS):
            rows = features[[i for i, t in enumerate(main) if t == tag]]
            if len(rows) >= 4:
                ratios.append(mean_pair_distance(self.generated_features[number]) / mean_pair_distance(rows))
        self.row("4 diversity: seeds of a prompt / clips of its tag", f"{np.mean(ratios):.2f} (p10 {np.percentile(ratios, 10):.2f}, "
                 f"p90 {np.percentile(ratios, 90):.2f})", "0.6 to 1.3")

    def fingerprint(self, mel: np.ndarray) -> np.ndarray:
        """[32 x 40] first 160 frames of a mel in wide bands, level-matched, in nats."""
        mel = np.maximum(mel[:, :160] - mel.max(), -9.0)
        mel = np.pad(mel, ((0, 0), (0, 160 - mel.shape[1])), constant_values=-9.0)
        return mel.reshape(32, 4, 40, 4).mean(axis=(1, 3)).ravel() / 1280**0.5

    def novelty(self) -> None:
        train = np.stack([self.fingerprint(self.cache.mel(i)) for i in self.training])
        held = np.stack([self.fingerprint(self.cache.mel(i)) for i in self.held])
        made = np.stack([self.fingerprint(heard(audio)) for tag in TAGS for audio in self.generated[tag][:5]])
        names = [(tag, seed) for tag in TAGS for seed in range(5)]
        real_gap, _ = nearest(held, train)
        gap, which = nearest(made, train)
        ratio = float(np.median(gap) / np.median(real_gap))
        copies = int((gap < 0.25).sum())
        self.row("5 distance to nearest training clip, median (p5)", f"generated {np.median(gap):.2f} ({np.percentile(gap, 5):.2f}) nat, "
                 f"held-out real {np.median(real_gap):.2f} ({np.percentile(real_gap, 5):.2f})", "no copies")
        self.row("5 generated / held-out; nearer than 0.25 nat", f"{ratio:.2f}; {copies} of {len(gap)}")
        edges = np.linspace(0, 3, 13)
        self.facts["novelty"] = {"edges_nat": edges.round(2).tolist(), "generated": np.histogram(gap, edges)[0].tolist(),
                                 "held_out": np.histogram(real_gap, edges)[0].tolist()}
        self.facts["nearest_pairs"] = [
            {"prompt": TAG_PHRASES[names[i][0]][1], "clip": self.clips[self.training[which[i]]].id, "nats": round(float(gap[i]), 2)}
            for i in np.argsort(gap)[:8]]

    def open_prompts(self) -> None:
        prompts = [prompt for prompt, _ in OPEN_PROMPTS]
        texts = self.synthesis.embed(prompts)
        probabilities = []
        for number, (_, tags) in enumerate(OPEN_PROMPTS):
            audio = self.synthesis.generate(np.repeat(texts[number][None], 4, axis=0), [0, 1, 2, 3], self.seconds_of(tags[0]))
            probabilities.append(judge(self.classifier, [heard(part) for part in audio])[0])
        tags = [tags for _, tags in OPEN_PROMPTS for _ in range(4)]
        value = accuracy(np.concatenate(probabilities), tags)
        five = accuracy(np.concatenate(probabilities), tags, 5)
        self.row("6 open prompts accuracy, 100 x 4 seeds", f"{value:.3f} = {value / self.accuracy:.2f} of row 2 (top 5 {five:.3f})",
                 "at least 0.70 of row 2")

    def artefacts(self) -> None:
        audio = [part for tag in TAGS for part in self.generated[tag][:4]]
        clicks = [edge_click(part) for part in audio]
        peaks = [float(np.abs(part).max()) for part in audio]
        self.row("7 first/last sample over peak, median (p95)", f"{np.median(clicks):.3f} ({np.percentile(clicks, 95):.3f})")
        self.row("7 DC under peak, median", f"{np.median([offset_db(part) for part in audio]):.0f} dB")
        self.row("7 quietest 50 ms, median", f"{np.median([floor_db(part) for part in audio]):.0f} dBFS")
        self.row("7 peak before the studio levels it, median; share above full scale", f"{np.median(peaks):.2f}; {np.mean(np.asarray(peaks) > 1.0):.2f}")
        loops = [self.synthesis.loop(text, seed, 65, 52) for seed, text in enumerate(
            self.synthesis.embed(["rain falling", "wind blowing", "a machine running", "crickets chirping at night", "a low drone", "a stream flowing"]))]
        seams = [seam(part) for part in loops]
        self.row("7 loop seam: step over peak; flux within p95", f"{max(step for step, _ in seams):.3f}; "
                 f"{sum(fine for _, fine in seams)} of {len(seams)}")

    def speed(self) -> None:
        text = self.synthesis.embed(["heavy rain on a tin roof"])
        times: dict[str, list[float]] = {}
        for seed in range(12):
            self.synthesis.embed(["heavy rain on a tin roof"])
            self.synthesis.generate(text, [seed], 5.0)
            for file, value in self.synthesis.milliseconds.items():
                times.setdefault(file, []).append(value)
        for file in ("text-encoder.onnx", "generator.onnx", "vae-decoder.onnx", "vocoder.onnx"):
            size = (self.synthesis.pack / file).stat().st_size / 1e6
            self.row(f"8 {file}, 5 s of sound", f"{np.median(times[file]):.1f} ms, {size:.1f} MB")
        total = sum(path.stat().st_size for path in self.synthesis.pack.rglob("*") if path.is_file()) / 1e6
        self.row("8 whole pack", f"{total:.1f} MB", "under 100 MB")

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
    parser.add_argument("--quick", action="store_true", help="only accuracy of real, copied and prompted, with 4 seeds; writes nothing")
    options = parser.parse_args()
    torch.set_num_threads(1)
    with OnnxBridge(threads=2) as bridge:
        evaluation = Evaluation(options.pack, corpus_path(options.corpus), bridge, 4 if options.quick else options.seeds)
        stages = [evaluation.real, evaluation.copy_synthesis, evaluation.prompted]
        if not options.quick:
            stages += [evaluation.clouds, evaluation.diversity, evaluation.novelty, evaluation.open_prompts,
                       evaluation.artefacts, evaluation.speed]
        for stage in stages:
            stage()
    folder = RUNS / "evaluation"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ("quick.json" if options.quick else "facts.json")).write_text(json.dumps({"rows": evaluation.rows, **evaluation.facts}, indent=1))
    evaluation.sheet(folder / "sheet.png")
    if not options.quick:
        evaluation.sheet(options.pack / "sheet.png")
        write_card(options.pack / "CARD.md", evaluation.table())


if __name__ == "__main__":
    main()
