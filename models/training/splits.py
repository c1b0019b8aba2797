"""Makes splits.json, the fixed train / held-out split by source recording (run once: python3 splits.py).

Groups are clips of one recording by name or by freesound number, joined further where two clips of
different packs start with nearly the same log-mel, since open games share many of their sounds.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict

import numpy as np

from corpus import SPLITS, Clip, MelCache, corpus_path, load_clips

HELDOUT_SHARE = 0.125
SAME_SOUND_NATS = 0.45
"""Mean absolute difference of two level-matched, smoothed log-mels below which they are one sound."""


def fingerprints(cache: MelCache) -> np.ndarray:
    """[clips, 32 * 24]: the first 24 frames in 32 wide bands, level removed."""
    rows = []
    for index in range(len(cache)):
        mel = np.maximum(cache.mel(index)[:, :24], -9.0)
        mel = np.pad(mel, ((0, 0), (0, 24 - mel.shape[1])), constant_values=-9.0)
        wide = mel.reshape(32, 4, 24).mean(axis=1)
        rows.append((wide - wide.max()).ravel())
    return np.asarray(rows, dtype=np.float32)


def join_groups(clips: list[Clip], cache: MelCache) -> list[int]:
    """Group number of each clip."""
    parent = list(range(len(clips)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    first: dict[str, int] = {}
    for index, clip in enumerate(clips):
        parent[root(index)] = root(first.setdefault(clip.recording, index))
    prints = fingerprints(cache)
    joined = 0
    for index in range(len(clips)):
        distance = np.abs(prints[index + 1:] - prints[index]).mean(axis=1)
        for other in np.nonzero(distance < SAME_SOUND_NATS)[0] + index + 1:
            if root(index) != root(int(other)):
                parent[root(index)] = root(int(other))
                joined += 1
    print(f"{joined} groups joined by sound")
    return [root(index) for index in range(len(clips))]


def choose_heldout(clips: list[Clip], groups: list[int], seed: int = 7) -> list[int]:
    """Whole groups, so that every tag with three groups or more has about the held-out share of its clips."""
    rng = np.random.default_rng(seed)
    members: dict[int, list[int]] = defaultdict(list)
    for index, group in enumerate(groups):
        members[group].append(index)
    by_tag: dict[str, list[int]] = defaultdict(list)
    for group, indices in members.items():
        by_tag[Counter(clips[i].tags[0] for i in indices).most_common(1)[0][0]].append(group)
    held: list[int] = []
    for tag in sorted(by_tag):
        candidates = by_tag[tag]
        total = sum(len(members[g]) for g in candidates)
        if len(candidates) < 3:
            continue
        taken = 0
        for group in rng.permutation(candidates):
            size = len(members[int(group)])
            wanted = max(1.0, HELDOUT_SHARE * total)
            if taken < wanted and size <= max(1.5, 2 * wanted - taken):
                held += members[int(group)]
                taken += size
    return sorted(held)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus")
    folder = corpus_path(parser.parse_args().corpus)
    clips = load_clips(folder)
    groups = join_groups(clips, MelCache(clips, folder))
    held = choose_heldout(clips, groups)
    chosen = set(held)
    groups_of = lambda indices: {groups[i] for i in indices}
    assert not groups_of(held) & groups_of(i for i in range(len(clips)) if i not in chosen)
    covered = {clips[i].tags[0] for i in held}
    print(f"{len(clips)} clips in {len(set(groups))} groups; {len(held)} held out, {len(covered)} main tags covered;"
          f" largest group {Counter(groups).most_common(1)[0][1]}")
    SPLITS.write_text(json.dumps({
        "about": "held out by source recording, see splits.py; every other clip is for training",
        "heldout": [clips[i].id for i in held],
    }, indent=0))


if __name__ == "__main__":
    main()
