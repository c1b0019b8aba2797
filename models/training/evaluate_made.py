"""Rows 3 to 8 of the table: what the sounds that evaluate.py made are like, beside real ones. Each function adds its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from classifier import TAGS, accuracy, judge
from measures import edge_click, floor_db, frechet, mean_pair_distance, nearest, offset_db, seam
from open_prompts import OPEN_PROMPTS
from synthesis import heard
from tag_phrases import TAG_PHRASES

if TYPE_CHECKING:
    from evaluate import Evaluation

LOOPED = ("rain falling", "wind blowing", "a machine running", "crickets chirping at night", "a low drone", "a stream flowing")


def clouds(evaluation: Evaluation) -> None:
    rng = np.random.default_rng(0)
    count = len(evaluation.copies)
    mix = [TAGS.index(evaluation.held_tags[i][0]) for i in evaluation.copies]
    generated = np.stack([evaluation.generated_features[tag, rng.integers(evaluation.seeds)] for tag in mix])
    picked = evaluation.train_features[rng.choice(len(evaluation.train_features), count, replace=False)]
    real = evaluation.held_features[evaluation.copies]
    evaluation.row(f"3 FAD to held-out real, {count} each", f"training real {frechet(picked, real):.2f}, "
                   f"copy-synthesis {frechet(evaluation.copy_features, real):.2f}, generated {frechet(generated, real):.2f}")


def diversity(evaluation: Evaluation) -> None:
    features = np.concatenate([evaluation.train_features, evaluation.held_features])
    main = [evaluation.clips[i].tags[0] for i in [*evaluation.seen, *evaluation.held]]
    ratios = []
    for number, tag in enumerate(TAGS):
        rows = features[[i for i, t in enumerate(main) if t == tag]]
        if len(rows) >= 4:
            ratios.append(mean_pair_distance(evaluation.generated_features[number]) / mean_pair_distance(rows))
    evaluation.row("4 diversity: seeds of a prompt / clips of its tag", f"{np.mean(ratios):.2f} (p10 {np.percentile(ratios, 10):.2f}, "
             f"p90 {np.percentile(ratios, 90):.2f})", "0.6 to 1.3")


def fingerprint(mel: np.ndarray) -> np.ndarray:
    """[32 x 40] first 160 frames of a mel in wide bands, level-matched, in nats."""
    mel = np.maximum(mel[:, :160] - mel.max(), -9.0)
    mel = np.pad(mel, ((0, 0), (0, 160 - mel.shape[1])), constant_values=-9.0)
    return mel.reshape(32, 4, 40, 4).mean(axis=(1, 3)).ravel() / 1280**0.5


def novelty(evaluation: Evaluation) -> None:
    train = np.stack([fingerprint(evaluation.cache.mel(i)) for i in evaluation.training])
    held = np.stack([fingerprint(evaluation.cache.mel(i)) for i in evaluation.held])
    made = np.stack([fingerprint(heard(audio)) for tag in TAGS for audio in evaluation.generated[tag][:5]])
    names = [(tag, seed) for tag in TAGS for seed in range(5)]
    real_gap, _ = nearest(held, train)
    gap, which = nearest(made, train)
    ratio = float(np.median(gap) / np.median(real_gap))
    copies = int((gap < 0.25).sum())
    evaluation.row("5 distance to nearest training clip, median (p5)", f"generated {np.median(gap):.2f} ({np.percentile(gap, 5):.2f}) nat, "
             f"held-out real {np.median(real_gap):.2f} ({np.percentile(real_gap, 5):.2f})", "no copies")
    evaluation.row("5 generated / held-out; nearer than 0.25 nat", f"{ratio:.2f}; {copies} of {len(gap)}")
    edges = np.linspace(0, 3, 13)
    evaluation.facts["novelty"] = {"edges_nat": edges.round(2).tolist(), "generated": np.histogram(gap, edges)[0].tolist(),
                             "held_out": np.histogram(real_gap, edges)[0].tolist()}
    evaluation.facts["nearest_pairs"] = [
        {"prompt": TAG_PHRASES[names[i][0]][1], "clip": evaluation.clips[evaluation.training[which[i]]].id, "nats": round(float(gap[i]), 2)}
        for i in np.argsort(gap)[:8]]
    for name in ("generated", "held_out"):
        print(f"  nats to the nearest training clip, {name:9}: " + " ".join(map(str, evaluation.facts["novelty"][name])))
    for pair in evaluation.facts["nearest_pairs"]:
        print(f"  {pair['nats']:.2f} nat: {pair['prompt']} | {pair['clip']}")


def open_prompts(evaluation: Evaluation) -> None:
    prompts = [prompt for prompt, _ in OPEN_PROMPTS]
    texts = evaluation.synthesis.embed(prompts)
    probabilities = []
    for number, (_, tags) in enumerate(OPEN_PROMPTS):
        audio = evaluation.synthesis.generate(np.repeat(texts[number][None], 4, axis=0), [0, 1, 2, 3], evaluation.seconds_of(tags[0]))
        probabilities.append(judge(evaluation.classifier, [heard(part) for part in audio])[0])
    tags = [tags for _, tags in OPEN_PROMPTS for _ in range(4)]
    value = accuracy(np.concatenate(probabilities), tags)
    five = accuracy(np.concatenate(probabilities), tags, 5)
    evaluation.row("6 open prompts accuracy, 100 x 4 seeds", f"{value:.3f} = {value / evaluation.accuracy:.2f} of row 2 (top 5 {five:.3f})",
             "at least 0.70 of row 2")


def artefacts(evaluation: Evaluation) -> None:
    audio = [part for tag in TAGS for part in evaluation.generated[tag][:4]]
    clicks = [edge_click(part) for part in audio]
    peaks = [float(np.abs(part).max()) for part in audio]
    evaluation.row("7 first/last sample over peak, median (p95)", f"{np.median(clicks):.3f} ({np.percentile(clicks, 95):.3f})")
    evaluation.row("7 DC under peak, median", f"{np.median([offset_db(part) for part in audio]):.0f} dB")
    evaluation.row("7 quietest 50 ms, median", f"{np.median([floor_db(part) for part in audio]):.0f} dBFS")
    evaluation.row("7 peak before the studio levels it, median; share above full scale", f"{np.median(peaks):.2f}; {np.mean(np.asarray(peaks) > 1.0):.2f}")
    loops = [evaluation.synthesis.loop(text, seed, 65, 80) for seed, text in enumerate(
        evaluation.synthesis.embed(list(LOOPED)))]
    seams = [seam(part) for part in loops]
    evaluation.row("7 loop seam: step over peak; flux within p95", f"{max(step for step, _ in seams):.3f}; "
             f"{sum(fine for _, fine in seams)} of {len(seams)}")


def speed(evaluation: Evaluation) -> None:
    text = evaluation.synthesis.embed(["heavy rain on a tin roof"])
    times: dict[str, list[float]] = {}
    for seed in range(12):
        evaluation.synthesis.embed(["heavy rain on a tin roof"])
        evaluation.synthesis.generate(text, [seed], 5.0)
        for file, value in evaluation.synthesis.milliseconds.items():
            times.setdefault(file, []).append(value)
    for file in ("text-encoder.onnx", "generator.onnx", "vae-decoder.onnx", "vocoder.onnx"):
        size = (evaluation.synthesis.pack / file).stat().st_size / 1e6
        evaluation.row(f"8 {file}, 5 s of sound", f"{np.median(times[file]):.1f} ms, {size:.1f} MB")
    total = sum(path.stat().st_size for path in evaluation.synthesis.pack.rglob("*") if path.is_file()) / 1e6
    evaluation.row("8 whole pack", f"{total:.1f} MB", "under 100 MB")
