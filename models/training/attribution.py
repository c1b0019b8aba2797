"""Writes ATTRIBUTION.md: who made the clips a pack was trained on, by source and licence, from corpus.jsonl.

    python3 models/training/attribution.py --out models/ganmix-base/ATTRIBUTION.md [--corpus DIR]
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

from corpus import Clip, corpus_path, is_free_of_conditions, load_clips, load_split

LICENCES = {
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC-BY-2.0": "https://creativecommons.org/licenses/by/2.0/",
    "CC-BY-3.0": "https://creativecommons.org/licenses/by/3.0/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "BSD-2-Clause": "https://opensource.org/license/bsd-2-clause",
    "BSD-3-Clause": "https://opensource.org/license/bsd-3-clause",
    "MIT": "https://opensource.org/license/mit",
    "LicenseRef-Public-Domain": "dedicated to the public domain by its author or out of copyright",
    "LicenseRef-US-Public-Domain": "work of the United States government",
}


def origin(clips: list[Clip]) -> str:
    """Where a source's clips come from: what their names start with, up to the file."""
    heads = Counter(":".join(clip.source_name.split(":")[:2]) for clip in clips)
    return heads.most_common(1)[0][0]


def document(clips: list[Clip]) -> str:
    counts = Counter(clip.licence for clip in clips)
    free = sum(is_free_of_conditions(clip.licence) for clip in clips)
    lines = [
        "# Who made the sounds this pack learned from", "",
        f"{len(clips)} clips. Changes made to all of them: mixed to mono, resampled, trimmed, cut, peak-normalised, re-encoded;",
        f"then networks learned from them. Of the {free} that are CC0 or in the public domain the pack also keeps a code of their timbre",
        "and of their course, which new sounds follow (see CARD.md); of the others it keeps nothing but what the networks learned.",
        "None is a share-alike licence.", "",
        "| licence | clips | text |", "|---|---|---|",
        *(f"| {licence} | {count} | {LICENCES.get(licence, '')} |" for licence, count in counts.most_common()), "",
    ]
    sources = defaultdict(list)
    for clip in clips:
        sources[clip.source].append(clip)
    for source in sorted(sources):
        members = sources[source]
        lines += [f"## {source} ({len(members)} clips, {origin(members)})", ""]
        licences = defaultdict(set)
        for clip in members:
            licences[clip.licence].add(" ".join(clip.author.split()) or "unnamed")
        for licence in sorted(licences):
            lines.append(f"- {licence}: {'; '.join(sorted(licences[licence]))}")
        lines.append("")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--corpus")
    options = parser.parse_args()
    clips = load_clips(corpus_path(options.corpus))
    options.out.write_text(document([clips[i] for i in load_split(clips)[0]]), encoding="utf-8")


if __name__ == "__main__":
    main()
