"""How the citations extracted from data/sample compare with those its texts make (data/sample/expected.jsonl).

    python benchmarks/accuracy.py                       extract from data/sample and compare
    python benchmarks/accuracy.py --predicted FILE      compare the output of `danchieu extract data/sample`
    python benchmarks/accuracy.py --show missed         list what is behind a figure: missed, spurious, targets, dates, edges

Definitions. A mention is found when an extracted span overlaps it; each extracted span counts for one mention. Target and date are judged
on found mentions. Links are the set of (document, source, target), typed edges that of (document, source, relation, target), however often
they are stated. Rows marked `uncertain` count neither for nor against, and extracted references of a text to itself (`self`) are left out.
"""

from __future__ import annotations

import argparse
import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from danchieu.loaders.corpus import find_files
from danchieu.loaders.files import read_file
from danchieu.loaders.read_text import citation_row, read

SAMPLE = Path(__file__).parents[1] / "data" / "sample"
EXPECTED = SAMPLE / "expected.jsonl"
KINDS = ("numbered", "named", "short")
NAME_OVERLAP = 0.6  # share of words two spellings of one document's name must have in common

Row = dict[str, Any]
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """A share as its two counts, so that a score can be read and added up."""

    hit: int
    of: int

    def __float__(self) -> float:
        return self.hit / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Rates:
    """Precision and recall of one kind of finding."""

    precision: Share
    recall: Share

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 where nothing was hit."""
        both = float(self.precision) + float(self.recall)
        return 2 * float(self.precision) * float(self.recall) / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """One comparison. `faults` lists what fell short, by figure: missed, spurious, targets, dates, edges."""

    mentions: Rates
    recall_by_kind: dict[str, Share]
    target: Share
    date: Share
    links: Rates
    typed_edges: Rates
    faults: dict[str, list[str]]

    def figures(self) -> dict[str, float]:
        """The figures that are printed and held by the tests, each from 0 to 1."""
        return {
            "mention precision": float(self.mentions.precision),
            "mention recall": float(self.mentions.recall),
            "mention F1": self.mentions.f1,
            **{f"recall {kind}": float(share) for kind, share in self.recall_by_kind.items()},
            "target accuracy": float(self.target),
            "date accuracy": float(self.date),
            "links F1": self.links.f1,
            "typed edges precision": float(self.typed_edges.precision),
            "typed edges recall": float(self.typed_edges.recall),
            "typed edges F1": self.typed_edges.f1,
        }


def fold(key: str | None) -> str:
    """A key by its letters and digits, for comparison alone: tone marks and case off, Đ kept apart from D."""
    decomposed = unicodedata.normalize("NFD", (key or "").replace("Ð", "Đ").replace("đ", "Đ"))
    return "".join(char for char in decomposed.upper() if char.isalnum())


def same_target(expected: Row, predicted: Row) -> bool:
    """Whether both rows mean one document: the same symbol, or for a named document a name that shares most of its words."""
    names = [name for name in (predicted.get("symbol"), predicted.get("name")) if name]
    if fold(expected["target"]) in {fold(name) for name in names}:
        return True
    if expected["kind"] != "named":
        return False
    wanted = words(expected["target"])
    return any(len(wanted & words(name)) >= NAME_OVERLAP * len(wanted | words(name)) for name in names)


def words(name: str) -> set[str]:
    """The words of a document's name, lower case."""
    return set(unicodedata.normalize("NFC", name).lower().replace("-", " ").split())


def overlap(one: Row, other: Row) -> int:
    """Characters that two spans of one file share."""
    shared: int = min(one["end"], other["end"]) - max(one["start"], other["start"])
    return max(0, shared)


def pair(expected: Sequence[Row], predicted: Sequence[Row]) -> list[tuple[Row, Row | None]]:
    """Each expected row of one file with the extracted row that stands for it, the right target before the longest overlap."""
    free = list(predicted)
    pairs: list[tuple[Row, Row | None]] = []
    for row in expected:
        options = [candidate for candidate in free if overlap(row, candidate)]
        best = max(options, key=lambda candidate: (same_target(row, candidate), overlap(row, candidate)), default=None)
        if best is not None:
            free = [candidate for candidate in free if candidate is not best]
        pairs.append((row, best))
    return pairs


def expected_edges(rows: Iterable[Row]) -> set[Key]:
    """(source, relation, target) of annotated rows, folded."""
    return {(fold(edge["source"]), edge["relation"], fold(row["target"])) for row in rows for edge in row["edges"]}


def predicted_edges(rows: Iterable[Row]) -> set[Key]:
    """(source, relation, target) of extracted rows, folded."""
    return {
        (fold(edge["source"]), edge["relation"], fold(row.get("symbol") or row.get("name"))) for row in rows for edge in row["edges"] or ()
    }


def by_file(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Rows by their `file`, in the order of the text."""
    files: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row["file"], row["start"], row["end"])):
        files[row["file"]].append(row)
    return files


def compare(predicted_rows: Iterable[Row], expected_rows: Iterable[Row]) -> Scores:
    """Compare extracted rows with annotated ones, file by file; both name files in the same way."""
    predictions = by_file(row for row in predicted_rows if row.get("kind") != "self")
    annotations = by_file(expected_rows)
    faults: dict[str, list[str]] = {name: [] for name in ("missed", "spurious", "targets", "dates", "edges")}
    found: list[tuple[Row, Row]] = []
    certain: list[Row] = []
    counted = 0
    wanted: set[Key] = set()
    given: set[Key] = set()
    for file in sorted({*predictions, *annotations}):
        sure = [row for row in annotations.get(file, ()) if not row["uncertain"]]
        unsure = [row for row in annotations.get(file, ()) if row["uncertain"]]
        extracted = predictions.get(file, [])
        pairs = pair(sure, extracted)
        matched = [(row, match) for row, match in pairs if match is not None]
        used = {id(match) for _, match in matched}
        spurious = [row for row in extracted if id(row) not in used and not any(overlap(row, other) for other in unsure)]
        certain += sure
        found += matched
        counted += len(matched) + len(spurious)
        faults["missed"] += [describe(row, row["target"]) for row, match in pairs if match is None]
        faults["spurious"] += [describe(row, row.get("symbol") or row.get("name")) for row in spurious]
        want = expected_edges(sure)
        doubtful = {fold(row["target"]) for row in unsure}
        give = {edge for edge in predicted_edges(extracted) if edge[-1] not in doubtful or edge in want}
        faults["edges"] += [f"{file}: missing {edge}" for edge in sorted(want - give)]
        faults["edges"] += [f"{file}: extra {edge}" for edge in sorted(give - want)]
        wanted |= {(file, *edge) for edge in want}
        given |= {(file, *edge) for edge in give}
    targets = [describe(row, match.get("symbol") or match.get("name")) for row, match in found if not same_target(row, match)]
    dates = [describe(row, f"{match.get('date')}, not {row['date']}") for row, match in found if match.get("date") != row["date"]]
    return Scores(
        mentions=Rates(Share(len(found), counted), Share(len(found), len(certain))),
        recall_by_kind={
            kind: Share(sum(row["kind"] == kind for row, _ in found), sum(row["kind"] == kind for row in certain)) for kind in KINDS
        },
        target=Share(len(found) - len(targets), len(found)),
        date=Share(len(found) - len(dates), len(found)),
        links=rates({untyped(edge) for edge in wanted}, {untyped(edge) for edge in given}),
        typed_edges=rates(wanted, given),
        faults={**faults, "targets": targets, "dates": dates},
    )


def rates(wanted: set[Key], given: set[Key]) -> Rates:
    """Precision and recall of one set against another."""
    hit = len(wanted & given)
    return Rates(Share(hit, len(given)), Share(hit, len(wanted)))


def untyped(edge: Key) -> Key:
    """(file, source, target) of an edge."""
    file, source, _, target = edge
    return file, source, target


def describe(row: Row, what: object) -> str:
    """One line on a row: file, offset, text as written, and what is said of it."""
    return f"{row['file']}:{row['start']} {row['text']!r} -> {what}"


def read_rows(path: Path, *, root: Path = SAMPLE) -> list[Row]:
    """Rows of a JSON Lines file; a `file` below `root` is named from there, as in expected.jsonl."""
    rows: list[Row] = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    for row in rows:
        file = Path(row["file"]).resolve()
        if file.is_relative_to(root.resolve()):
            row["file"] = file.relative_to(root.resolve()).as_posix()
    return rows


def extract(folder: Path = SAMPLE) -> list[Row]:
    """What is extracted from the documents of a folder, as `danchieu extract` writes it, files named from the folder.

    Raises a SourceError that names the file that cannot be read.
    """
    readings = ((path, read(read_file(path))) for path in find_files([folder]))
    return [citation_row(path.relative_to(folder).as_posix(), citation) for path, reading in readings for citation in reading.citations]


def main() -> None:
    """Print the figures, or with --show the rows behind one of them."""
    parser = argparse.ArgumentParser(description="Compare what is extracted from data/sample with what its texts cite.")
    parser.add_argument("--predicted", type=Path, help="output of `danchieu extract data/sample`, instead of extracting")
    parser.add_argument("--show", choices=("missed", "spurious", "targets", "dates", "edges"), help="list what fell short of a figure")
    parser.add_argument("--json", action="store_true", help="figures and counts as JSON")
    arguments = parser.parse_args()
    expected = read_rows(EXPECTED)
    scores = compare(read_rows(arguments.predicted) if arguments.predicted else extract(), expected)
    if arguments.show:
        print("\n".join(scores.faults[arguments.show]))
    elif arguments.json:
        print(json.dumps({"figures": scores.figures(), "counts": asdict(scores)}, ensure_ascii=False, indent=2))
    else:
        print(f"{len({row['file'] for row in expected})} documents, {scores.mentions.recall.of} citations that count")
        for name, figure in scores.figures().items():
            print(f"  {name:24} {figure:.3f}")


if __name__ == "__main__":
    main()
