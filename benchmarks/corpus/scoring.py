"""Compares the citations that danchieu found in a synthetic corpus with those that are in it.

A citation is found if an extracted span overlaps it; each extracted span counts for one citation. Extracted references of a text to itself
count neither for nor against. What is found is resolved, ambiguous or a stub, a document that citations alone make known; each of these is
right if the document is the one that is cited, of an ambiguous citation if it is among the candidates.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

__all__ = ["Tally", "compare", "read_predicted", "read_truth"]

Row = dict[str, Any]


@dataclass(slots=True)
class Tally:
    """Counts of the citations of one form or damage."""

    expected: int = 0
    found: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)  # resolved, ambiguous, stub
    right: Counter[str] = field(default_factory=Counter)  # those with the right document

    def add(self, truth: Row, predicted: Row | None) -> None:
        """Count a citation and what was found of it, None if nothing."""
        self.expected += 1
        if predicted is None:
            return
        self.found += 1
        outcome = predicted["resolution"] or "none"
        self.outcomes[outcome] += 1
        named = [one["id"] for one in predicted.get("candidates") or ()] if outcome == "ambiguous" else [predicted["target"]]
        self.right[outcome] += truth["target"] in named


@dataclass(slots=True)
class Comparison:
    """The tallies by form and by damage, of the whole, and the spans that cite nothing."""

    whole: Tally = field(default_factory=Tally)
    by_form: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    by_damage: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    spurious: list[Row] = field(default_factory=list)
    missed: list[Row] = field(default_factory=list)
    wrong: list[tuple[Row, Row]] = field(default_factory=list)  # resolved to another document


def read_truth(path: Path) -> Iterator[Row]:
    """Yield the rows of truth.jsonl that are citations."""
    with path.open(encoding="utf-8") as stream:
        yield from (row for line in stream if (row := json.loads(line))["form"] != "document")


def read_predicted(path: Path) -> Iterator[Row]:
    """Yield rows as `danchieu extract` writes them, or a JSON array of such rows, without references of a text to itself."""
    text = path.read_text(encoding="utf-8")
    rows = json.loads(text) if text.startswith("[") else map(json.loads, text.splitlines())
    yield from (row for row in rows if row.get("kind") != "self")


def compare(predicted: Iterable[Row], truth: Iterable[Row]) -> Comparison:
    """Compare extracted rows with the truth, file by file; files are the same if folder and name are."""
    found, expected, result = _by_file(predicted), _by_file(truth), Comparison()
    for file in expected:
        free = list(found.get(file, ()))
        for row in expected[file]:
            match = max(free, key=lambda other, row=row: _overlap(row, other), default=None)  # type: ignore[misc]
            match = match if match is not None and _overlap(row, match) > 0 else None
            free = [other for other in free if other is not match]
            _count(result, row, match)
        result.spurious += free
    return result


def _count(result: Comparison, row: Row, match: Row | None) -> None:
    for tally in (result.whole, result.by_form[row["form"]], result.by_damage[row["damage"] or "none"]):
        tally.add(row, match)
    if match is None:
        result.missed.append(row)
    elif match["resolution"] == "resolved" and match["target"] != row["target"]:
        result.wrong.append((row, match))


def _by_file(rows: Iterable[Row]) -> Mapping[str, Sequence[Row]]:
    files: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        files["/".join(Path(row["file"]).parts[-2:])].append(row)
    return files


def _overlap(one: Row, other: Row) -> int:
    shared: int = min(one["end"], other["end"]) - max(one["start"], other["start"])
    return shared
