"""Writes a synthetic corpus: folders of texts, new ones beside them, and what they cite."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from benchmarks.corpus.text import Text

__all__ = ["write"]

LARGEST = 1_000  # texts in a folder
PARTS = 10  # folders of a small corpus


def write(made: Iterable[Text], home: Path, *, documents: int) -> int:
    """Write `documents` texts into folders of home/texts, and the others into home/new; return the number of citations.

    What they cite is in home/truth.jsonl and home/new-truth.jsonl, which are not in a folder of texts.
    """
    remaining, size = iter(made), min(LARGEST, max(1, documents // PARTS))
    citations = _write(islice(remaining, documents), home / "texts", home / "truth.jsonl", size)
    return citations + _write(remaining, home / "new", home / "new-truth.jsonl", size)


def _write(made: Iterable[Text], home: Path, truth: Path, size: int) -> int:
    """Write texts into folders of a size; without any text, nothing."""
    citations = 0
    for place, text in enumerate(made):
        file = f"{place // size:03}/{text.work.number or 0:07}.txt"
        if place % size == 0:
            (home / file).parent.mkdir(parents=True, exist_ok=True)
        with (home / file).open("w", encoding="utf-8", newline="") as stream:
            stream.write(text.text)
        with truth.open("a" if place else "w", encoding="utf-8") as stream:
            stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in text.truth(file))
        citations += len(text.marks)
    return citations
