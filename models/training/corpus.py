"""The training corpus: rows of corpus.jsonl, the licence filter, the fixed split and the log-mel cache.

A corpus is a folder with corpus.jsonl (one object a line: id, file, caption, tags, licence, source_name, ...)
and the audio files it names. Its path comes from --corpus or the GANMIX_CORPUS environment variable.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from multiprocessing import Pool
from pathlib import Path

import numpy as np
import soundfile
import torch

from mel import HOP, SAMPLE_RATE, log_mel

HERE = Path(__file__).resolve().parent
SPLITS = HERE / "splits.json"
CACHE = HERE / ".cache"


@dataclass(frozen=True)
class Clip:
    """One corpus row: audio is mono 44.1 kHz, duration in seconds, the first tag (if any) is the main one."""

    id: str
    file: str
    caption: str
    tags: tuple[str, ...]
    duration: float
    author: str
    licence: str
    source: str
    source_name: str
    recording: str
    heldout: bool = False


def corpus_path(argument: str | None = None) -> Path:
    """The corpus folder, or an error that says how to name one."""
    path = argument or os.environ.get("GANMIX_CORPUS")
    if not path:
        raise SystemExit("No corpus given: pass --corpus DIR or set GANMIX_CORPUS (a folder with corpus.jsonl).")
    folder = Path(path)
    if not (folder / "corpus.jsonl").is_file():
        raise SystemExit(f"{folder} holds no corpus.jsonl; name a corpus folder with --corpus DIR.")
    return folder


def recording_of(row: dict) -> str:
    """Key of the source recording: clips of one recording must never be split.

    Numbered takes (step_01, step_02) and parts (_p1) count as one recording: they nearly always come
    from one session, and a split that is too careful only costs a little data.
    """
    for field in ("orig_url", "freesound_id"):
        if row.get(field):
            digits = re.findall(r"\d{3,}", str(row[field]))
            if digits:
                return f"freesound:{digits[-1]}"
    sounds = re.findall(r"(?:sounds|/s)/(\d{3,})", row["author"])
    if len(sounds) == 1:
        return f"freesound:{sounds[0]}"
    name = re.sub(r"\.\w{2,5}$", "", row["source_name"])
    return re.sub(r"[\d_\-. ]+$", "", re.sub(r"\d+", "", name)).lower()


def is_share_alike(licence: str) -> bool:
    return "SA" in licence.upper().split("-")


def is_free_of_conditions(licence: str) -> bool:
    """Whether nothing, not even naming the author, is asked of who uses the sound: CC0 and public domain."""
    return licence.startswith("CC0-") or licence.endswith("Public-Domain")


def load_clips(folder: Path, share_alike: bool = False) -> list[Clip]:
    """Clips in file order; share-alike ones only on request, since what the shipped pack makes must be free of them."""
    clips = []
    with open(folder / "corpus.jsonl", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if is_share_alike(row["licence"]) and not share_alike:
                continue
            clips.append(Clip(
                id=row["id"], file=row["file"], caption=row["caption"], tags=tuple(row["tags"]),
                duration=row["duration_s"], author=row["author"], licence=row["licence"], source=row["source"],
                source_name=row["source_name"], recording=recording_of(row), heldout=row.get("heldout", False),
            ))
    return clips


def load_audio(path: Path) -> np.ndarray:
    """[N] float32 mono at 44.1 kHz."""
    audio, rate = soundfile.read(str(path), dtype="float32", always_2d=True)
    mono = audio.mean(axis=1)
    if rate != SAMPLE_RATE:
        from scipy.signal import resample_poly
        divisor = int(np.gcd(rate, SAMPLE_RATE))
        mono = resample_poly(mono, SAMPLE_RATE // divisor, rate // divisor).astype(np.float32)
    return mono


def frames_of(path: Path) -> np.ndarray:
    """[frames, 128] float16 log-mel of one file, N // 512 frames but at least one."""
    audio = load_audio(path)
    return log_mel(torch.from_numpy(audio))[0].T[: max(1, len(audio) // HOP)].half().numpy()


class MelCache:
    """Log-mels of many clips in one memory-mapped [frames, 128] float16 array with offsets.

    Each clip has N // 512 frames: the last centred frame, half of it beyond the end, is left out.
    """

    def __init__(self, clips: list[Clip], folder: Path, folder_of_cache: Path = CACHE):
        self.clips = clips
        data, index = folder_of_cache / "mels.npy", folder_of_cache / "mels.json"
        ids = [clip.id for clip in clips]
        if not (data.is_file() and index.is_file() and json.loads(index.read_text())["ids"] == ids):
            self._build(folder, data, index, ids)
        self.offsets = np.asarray(json.loads(index.read_text())["offsets"])
        self.frames = np.load(data, mmap_mode="r")

    def _build(self, folder: Path, data: Path, index: Path, ids: list[str]) -> None:
        data.parent.mkdir(parents=True, exist_ok=True)
        with Pool(initializer=torch.set_num_threads, initargs=(1,)) as pool:
            parts = pool.map(frames_of, [folder / clip.file for clip in self.clips], chunksize=32)
        offsets = [0, *np.cumsum([len(part) for part in parts]).tolist()]
        np.save(data, np.concatenate(parts))
        index.write_text(json.dumps({"ids": ids, "offsets": offsets}))

    def __len__(self) -> int:
        return len(self.clips)

    def length(self, index: int) -> int:
        return int(self.offsets[index + 1] - self.offsets[index])

    def mel(self, index: int) -> np.ndarray:
        """[128, T] float32 log-mel of one clip."""
        return self.frames[self.offsets[index]: self.offsets[index + 1]].T.astype(np.float32)


def load_split(clips: list[Clip]) -> tuple[list[int], list[int]]:
    """Indices of (training, held-out) clips: by the committed split, or by the set's own where its rows say so."""
    names = set(json.loads(SPLITS.read_text())["heldout"])
    held = [i for i, clip in enumerate(clips) if clip.heldout or clip.id in names]
    return sorted(set(range(len(clips))) - set(held)), held
