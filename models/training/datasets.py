"""Turns public sound sets, in the layout they are published in, into a corpus this project trains on.

    python3 models/training/datasets.py esc50|audiomnist|clotho|audiocaps|fsd50k|folder --source DIR --out CORPUS
    python3 models/training/train.py --stage all --minutes 600 --corpus CORPUS

Only corpus.jsonl is written; audio stays where it is, in whatever rate and format soundfile reads.
Mind the licences: most of these sets hold share-alike or non-commercial clips, and a pack made from them inherits that.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Iterator
from pathlib import Path

import soundfile

from tag_phrases import TAG_PHRASES

DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def row(audio: Path, caption: str, tags: list[str], recording: str, licence: str, author: str, held: bool) -> dict:
    """One corpus line; tags outside the project's taxonomy are dropped, captions are not."""
    return {
        "id": audio.stem, "file": str(audio.resolve()), "caption": caption,
        "tags": [tag for tag in tags if tag in TAG_PHRASES], "duration_s": round(soundfile.info(str(audio)).duration, 3),
        "source": audio.parent.name, "author": author, "licence": licence, "source_name": recording, "heldout": held,
    }


def table(path: Path) -> Iterator[dict]:
    if not path.is_file():
        raise SystemExit(f"{path} is missing: --source must be the folder the set unpacks to.")
    with open(path, newline="", encoding="utf-8-sig") as file:
        yield from csv.DictReader(file)


def esc50(source: Path) -> Iterator[dict]:
    """meta/esc50.csv beside audio/; fold 5 is held out; takes of one freesound clip are one recording."""
    for entry in table(source / "meta" / "esc50.csv"):
        audio = source / "audio" / entry["filename"]
        category = entry["category"].replace("mouse-click", "mouse_click")
        caption = TAG_PHRASES[category][1] if category in TAG_PHRASES else category.replace("_", " ")
        yield row(audio, caption, [category], f"freesound {entry['src_file']}", "CC-BY-NC-3.0", "ESC-50 (K. J. Piczak)", entry["fold"] == "5")


def audiomnist(source: Path) -> Iterator[dict]:
    """data/<speaker>/<digit>_<speaker>_<take>.wav with data/audioMNIST_meta.txt; every tenth speaker is held out."""
    about = json.loads((source / "data" / "audioMNIST_meta.txt").read_text(encoding="utf-8"))
    for audio in sorted((source / "data").glob("*/*.wav")):
        digit, speaker, _ = audio.stem.split("_")
        voice = about.get(speaker, {}).get("gender", "person")
        who = {"male": "a man", "female": "a woman"}.get(voice, "a person")
        yield row(audio, f"{who} says {DIGITS[int(digit)]}", ["human_vocal"], f"speaker {speaker}", "MIT", "AudioMNIST (S. Becker et al.)", int(speaker) % 10 == 0)


def clotho(source: Path) -> Iterator[dict]:
    """clotho_captions_<split>.csv beside <split>/ with the wav files; each clip comes once per caption, evaluation is held out."""
    found = False
    for split in ("development", "validation", "evaluation"):
        path = source / f"clotho_captions_{split}.csv"
        if not path.is_file():
            continue
        found = True
        for entry in table(path):
            audio = source / split / entry["file_name"]
            for number in range(1, 6):
                if audio.is_file() and entry.get(f"caption_{number}"):
                    line = row(audio, entry[f"caption_{number}"], [], entry["file_name"], "LicenseRef-Clotho", "Clotho (K. Drossos et al.)", split == "evaluation")
                    yield {**line, "id": f"{line['id']}-{number}"}
    if not found:
        raise SystemExit(f"{source} holds no clotho_captions_<split>.csv: --source must be the folder the set unpacks to.")


def audiocaps(source: Path) -> Iterator[dict]:
    """train.csv, val.csv, test.csv (audiocap_id, youtube_id, start_time, caption) beside audio named by either id; clips never fetched are passed over."""
    for split in ("train", "val", "test"):
        if not (source / f"{split}.csv").is_file():
            continue
        for entry in table(source / f"{split}.csv"):
            youtube = entry["youtube_id"]
            names = (entry["audiocap_id"], youtube, f"Y{youtube}", f"{youtube}_{entry['start_time']}")
            places = (folder / f"{name}{ending}" for folder in (source / split, source / "audio", source)
                      for name in names for ending in (".wav", ".flac"))
            audio = next((place for place in places if place.is_file()), None)
            if audio:
                line = row(audio, entry["caption"], [], f"youtube {youtube}", "LicenseRef-YouTube", "AudioCaps (C. D. Kim et al.)", split == "test")
                yield {**line, "id": f"audiocaps-{entry['audiocap_id']}"}


def fsd50k(source: Path) -> Iterator[dict]:
    """FSD50K.ground_truth/{dev,eval}.csv, FSD50K.{dev,eval}_audio/ and, where present, FSD50K.metadata with licences and uploaders."""
    for split in ("dev", "eval"):
        path = source / "FSD50K.metadata" / f"{split}_clips_info_FSD50K.json"
        about = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        for entry in table(source / "FSD50K.ground_truth" / f"{split}.csv"):
            labels = [label.replace("_", " ").lower() for label in entry["labels"].split(",")]
            clip = about.get(entry["fname"], {})
            tags = [tag for tag in TAG_PHRASES if tag.replace("_", " ") in labels]
            yield row(source / f"FSD50K.{split}_audio" / f"{entry['fname']}.wav", " and ".join(labels[:2]), tags, f"freesound {entry['fname']}",
                      clip.get("license", "LicenseRef-FSD50K"), clip.get("uploader", "FSD50K (E. Fonseca et al.)"), split == "eval")


def folder(source: Path) -> Iterator[dict]:
    """captions.csv with columns file and caption, and where known tags (separated by ;), recording, licence, author, heldout (1 or 0)."""
    for entry in table(source / "captions.csv"):
        tags = [tag.strip() for tag in (entry.get("tags") or "").split(";")]
        yield row(source / entry["file"], entry["caption"], tags, entry.get("recording") or entry["file"], entry.get("licence") or "LicenseRef-Own",
                  entry.get("author") or "", (entry.get("heldout") or "0") == "1")


LAYOUTS = {"esc50": esc50, "audiomnist": audiomnist, "clotho": clotho, "audiocaps": audiocaps, "fsd50k": fsd50k, "folder": folder}


def convert(layout: str, source: Path, out: Path) -> int:
    """Writes out/corpus.jsonl and returns the number of its clips."""
    rows = list(LAYOUTS[layout](source))
    if not rows:
        raise SystemExit(f"No clip of {layout} was found in {source}.")
    out.mkdir(parents=True, exist_ok=True)
    (out / "corpus.jsonl").write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in rows), encoding="utf-8")
    return len(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("layout", choices=LAYOUTS)
    parser.add_argument("--source", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    print(f"{convert(options.layout, options.source, options.out)} clips written to {options.out / 'corpus.jsonl'}")


if __name__ == "__main__":
    main()
