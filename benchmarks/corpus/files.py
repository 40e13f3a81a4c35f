"""Writes a synthetic corpus: folders of texts, and beside them what they cite."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from benchmarks.corpus.text import Text

__all__ = ["FOLDER", "TEXTS", "TRUTH", "write"]

FOLDER = 1_000  # texts in a folder
TEXTS, TRUTH = "texts", "truth.jsonl"


def write(made: Iterable[Text], home: Path) -> int:
    """Write texts into home/texts/000, 001 and so on, and home/truth.jsonl; return the number of citations."""
    home.mkdir(parents=True, exist_ok=True)
    citations = 0
    with (home / TRUTH).open("w", encoding="utf-8") as truth:
        for number, text in enumerate(made):
            file = f"{number // FOLDER:03}/{number:07}.txt"
            if number % FOLDER == 0:
                (home / TEXTS / file).parent.mkdir(parents=True, exist_ok=True)
            with (home / TEXTS / file).open("w", encoding="utf-8", newline="") as stream:
                stream.write(text.text)
            truth.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in text.truth(file))
            citations += len(text.marks)
    return citations
