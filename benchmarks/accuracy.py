"""Compare the citations extracted from data/sample with those annotated in data/sample/expected.jsonl.

    python benchmarks/accuracy.py                       extract from data/sample and compare
    python benchmarks/accuracy.py --predicted FILE      compare the output of `danchieu extract data/sample`
    python benchmarks/accuracy.py --show missed         list the faults of a figure: missed, spurious, targets, dates, edges

Definitions. A mention is found when an extracted span overlaps it; each extracted span counts for one mention. Target and date are compared
for found mentions. Links are the set of (document, source, target), typed edges the set of (document, source, relation, target), however
often they are stated. Rows marked `uncertain` count neither for nor against; extracted references of a text to itself (`self`) are skipped.
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

from danchieu.loaders.files import read_file
from danchieu.loaders.read_text import citation_row, read
from danchieu.loaders.sources import find_files

SAMPLE = Path(__file__).parents[1] / "data" / "sample"
EXPECTED = SAMPLE / "expected.jsonl"
KINDS = ("numbered", "named", "short")
NAME_OVERLAP = 0.6  # share of words that two spellings of one name must have in common

Row = dict[str, Any]
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """A share, kept as its two counts."""

    hit: int
    of: int

    def __float__(self) -> float:
        return self.hit / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Rates:
    """Precision and recall of mentions, links or typed edges."""

    precision: Share
    recall: Share

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 if both are 0."""
        both = float(self.precision) + float(self.recall)
        return 2 * float(self.precision) * float(self.recall) / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """The result of a comparison. `faults` describes errors by figure: missed, spurious, targets, dates, edges."""

    mentions: Rates
    recall_by_kind: dict[str, Share]
    target: Share
    date: Share
    links: Rates
    typed_edges: Rates
    faults: dict[str, list[str]]

    def figures(self) -> dict[str, float]:
        """Return the figures that are printed and checked by the tests, each from 0 to 1."""
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
    """Reduce a key to letters and digits for comparison, without tone marks and case; Đ stays different from D."""
    decomposed = unicodedata.normalize("NFD", (key or "").replace("Ð", "Đ").replace("đ", "Đ"))
    return "".join(char for char in decomposed.upper() if char.isalnum())


def same_target(expected: Row, predicted: Row) -> bool:
    """Return whether both rows cite one document: the same symbol, or for a named document a name that shares most of its words."""
    names = [name for name in (predicted.get("symbol"), predicted.get("name")) if name]
    if fold(expected["target"]) in {fold(name) for name in names}:
        return True
    if expected["kind"] != "named":
        return False
    wanted = words(expected["target"])
    return any(len(wanted & words(name)) >= NAME_OVERLAP * len(wanted | words(name)) for name in names)


def words(name: str) -> set[str]:
    """Split the name of a document into words in lower case."""
    return set(unicodedata.normalize("NFC", name).lower().replace("-", " ").split())


def overlap(one: Row, other: Row) -> int:
    """Count the characters that two spans of one file share."""
    shared: int = min(one["end"], other["end"]) - max(one["start"], other["start"])
    return max(0, shared)


def pair(expected: Sequence[Row], predicted: Sequence[Row]) -> list[tuple[Row, Row | None]]:
    """Match each expected row of one file with an extracted row, or None; the same target is preferred to the longest overlap."""
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
    """Return (source, relation, target) of annotated rows, folded."""
    return {(fold(edge["source"]), edge["relation"], fold(row["target"])) for row in rows for edge in row["edges"]}


def predicted_edges(rows: Iterable[Row]) -> set[Key]:
    """Return (source, relation, target) of extracted rows, folded."""
    return {(fold(edge["source"]), edge["relation"], fold(name_of(row))) for row in rows for edge in row["edges"] or ()}


def by_file(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Group rows by `file`, in text order."""
    files: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row["file"], row["start"], row["end"])):
        files[row["file"]].append(row)
    return files


@dataclass(frozen=True, slots=True)
class FileComparison:
    """The comparison of one file: its certain annotations, those found with their extracted rows, and both sets of edges."""

    file: str
    certain: Sequence[Row]
    found: Sequence[tuple[Row, Row]]
    missed: Sequence[Row]
    spurious: Sequence[Row]
    expected: set[Key]
    predicted: set[Key]


def compare(predicted_rows: Iterable[Row], expected_rows: Iterable[Row]) -> Scores:
    """Compare extracted rows with annotated ones, file by file; both must name files in the same way."""
    predictions = by_file(row for row in predicted_rows if row.get("kind") != "self")
    annotations = by_file(expected_rows)
    files = sorted({*predictions, *annotations})
    return score([compare_file(file, predictions.get(file, []), annotations.get(file, [])) for file in files])


def compare_file(file: str, extracted: Sequence[Row], annotated: Sequence[Row]) -> FileComparison:
    """Compare the rows of one file. Uncertain annotations count neither for nor against."""
    certain = [row for row in annotated if not row["uncertain"]]
    uncertain = [row for row in annotated if row["uncertain"]]
    pairs = pair(certain, extracted)
    found = [(row, match) for row, match in pairs if match is not None]
    used = {id(match) for _, match in found}
    expected = expected_edges(certain)
    doubtful = {fold(row["target"]) for row in uncertain}
    return FileComparison(
        file=file,
        certain=certain,
        found=found,
        missed=[row for row, match in pairs if match is None],
        spurious=[row for row in extracted if id(row) not in used and not any(overlap(row, other) for other in uncertain)],
        expected=expected,
        predicted={edge for edge in predicted_edges(extracted) if edge[-1] not in doubtful or edge in expected},
    )


def score(files: Sequence[FileComparison]) -> Scores:
    """Add up the comparisons of all files."""
    found = [both for file in files for both in file.found]
    certain = [row for file in files for row in file.certain]
    counted = len(found) + sum(len(file.spurious) for file in files)
    expected = {(file.file, *edge) for file in files for edge in file.expected}
    predicted = {(file.file, *edge) for file in files for edge in file.predicted}
    faults = list_faults(files)
    return Scores(
        mentions=Rates(Share(len(found), counted), Share(len(found), len(certain))),
        recall_by_kind={
            kind: Share(sum(row["kind"] == kind for row, _ in found), sum(row["kind"] == kind for row in certain)) for kind in KINDS
        },
        target=Share(len(found) - len(faults["targets"]), len(found)),
        date=Share(len(found) - len(faults["dates"]), len(found)),
        links=rates({untyped(edge) for edge in expected}, {untyped(edge) for edge in predicted}),
        typed_edges=rates(expected, predicted),
        faults=faults,
    )


def list_faults(files: Sequence[FileComparison]) -> dict[str, list[str]]:
    """Describe what counts against each figure."""
    found = [both for file in files for both in file.found]
    edges = [[f"{file.file}: missing {edge}" for edge in sorted(file.expected - file.predicted)] for file in files]
    extra = [[f"{file.file}: extra {edge}" for edge in sorted(file.predicted - file.expected)] for file in files]
    return {
        "missed": [describe(row, row["target"]) for file in files for row in file.missed],
        "spurious": [describe(row, name_of(row)) for file in files for row in file.spurious],
        "edges": [fault for both in zip(edges, extra, strict=True) for faults in both for fault in faults],
        "targets": [describe(row, name_of(match)) for row, match in found if not same_target(row, match)],
        "dates": [describe(row, f"{match.get('date')}, not {row['date']}") for row, match in found if match.get("date") != row["date"]],
    }


def name_of(row: Row) -> str | None:
    """Return the symbol of an extracted row, or its name."""
    name: str | None = row.get("symbol") or row.get("name")
    return name


def rates(wanted: set[Key], given: set[Key]) -> Rates:
    """Compute precision and recall of the given set against the wanted one."""
    hit = len(wanted & given)
    return Rates(Share(hit, len(given)), Share(hit, len(wanted)))


def untyped(edge: Key) -> Key:
    """Return (file, source, target) of an edge."""
    file, source, _, target = edge
    return file, source, target


def describe(row: Row, remark: object) -> str:
    """Describe a row in one line: file, offset, text as written, and a remark."""
    return f"{row['file']}:{row['start']} {row['text']!r} -> {remark}"


def read_rows(path: Path, *, root: Path = SAMPLE) -> list[Row]:
    """Read the rows of a JSON Lines file; a `file` below `root` becomes relative to it, as in expected.jsonl."""
    rows: list[Row] = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    for row in rows:
        file = Path(row["file"]).resolve()
        if file.is_relative_to(root.resolve()):
            row["file"] = file.relative_to(root.resolve()).as_posix()
    return rows


def extract(folder: Path = SAMPLE) -> list[Row]:
    """Extract the citations of a folder as `danchieu extract` writes them, with files relative to the folder.

    Raises a SourceError with the file that cannot be read.
    """
    readings = ((path, read(read_file(path))) for path in find_files([folder]))
    return [citation_row(path.relative_to(folder).as_posix(), citation) for path, reading in readings for citation in reading.citations]


def main() -> None:
    """Print the figures, or with --show the faults of one."""
    parser = argparse.ArgumentParser(description="Compare the citations extracted from data/sample with the annotated ones.")
    parser.add_argument("--predicted", type=Path, help="output of `danchieu extract data/sample`, instead of extracting")
    parser.add_argument("--show", choices=("missed", "spurious", "targets", "dates", "edges"), help="list the faults of a figure")
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
