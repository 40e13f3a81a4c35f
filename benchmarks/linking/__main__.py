"""Measure how well and how fast citations are linked.

    python -m benchmarks.linking PATH...                print the figures for texts (.txt, .md) and folders of them
    python -m benchmarks.linking --write PATH...        and write the precision of each rung into graph/linking/rung_precision.csv
    python -m benchmarks.linking --without FILE PATH... leave out the texts whose names FILE lists
    python -m benchmarks.linking --speed PATH...        and time, and memory with a million known documents

Figures are given twice: HELD OUT, for half of the texts by the hash of the file name, with rungs that the other half measured; and SHIPPED,
for all texts with the table that all texts make. Printed of each mask and way of knowing: the share asserted, and of it the share of
the same document, with and without the citations whose symbol has the year; then by level, folder and rung.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import product
from pathlib import Path

from benchmarks.linking.masking import Case, Known, Mask, cases, folders
from benchmarks.linking.speed import describe_speed
from danchieu.graph.linking import precision
from danchieu.graph.linking.precision import COLUMNS, TABLE, Precision
from danchieu.graph.linking.rungs import MEASURED
from danchieu.graph.model import Reading
from danchieu.loaders.read_text import read
from danchieu.loaders.text.source import source_text

FILE = Path(precision.__file__).with_name(TABLE)
FOLDER = 30  # texts in a small folder
KINDS = (".txt", ".md")
WAYS = tuple(product(Known, Mask))
NEARLY = 0.95  # lower bound of the precision of a rung whose errors are worth a look


def find_texts(paths: Iterable[Path]) -> list[Path]:
    """Return the texts that are given, and those below the folders that are given."""
    found = (path.rglob("*") if path.is_dir() else (path,) for path in paths)
    return sorted({path for several in found for path in several if path.suffix in KINDS})


def read_file(path: Path) -> Reading:
    """Read one text."""
    return read(source_text(path.read_text(encoding="utf-8"), path=str(path)))


def measure(way: tuple[Known, Mask], *, readings: Sequence[Reading]) -> list[Case]:
    """Mask the readings, with all known, in small folders or each alone."""
    known, mask = way
    sizes = {Known.ALL: len(readings), Known.FOLDER: FOLDER, Known.ALONE: 1}
    groups = [[one] for one in readings] if known is Known.ALONE else folders(readings, sizes[known])
    return [case for group in groups for case in cases(group, mask=mask, known=known)]


def is_reported(case: Case) -> bool:
    """Return whether a case is of the half on which figures are reported."""
    return hashlib.sha256(Path(case.reading.path).name.encode()).digest()[0] % 2 == 1


def count_precisions(measured: Iterable[Case]) -> dict[str, Precision]:
    """Count the places of each rung; a citation is one case, and counts by its worst place under all masks and ways of knowing."""
    places: dict[str, dict[tuple[str, int], int]] = {rung: {} for rung in MEASURED}
    for case in measured:
        if case.counts_for_rung:
            of_rung, one = places[case.proposal.rung], (case.reading.path, case.citation.span.start)
            of_rung[one] = _worse(of_rung.get(one, case.place), case.place)
    return {rung: _precision(list(found.values())) for rung, found in places.items()}


def _worse(place: int, other: int) -> int:
    return 0 if 0 in (place, other) else max(place, other)


def _precision(places: Sequence[int]) -> Precision:
    found = Counter(min(place, 4) for place in places)
    return Precision(len(places), (found[1], found[2], found[3], found[4]))


def write_table(table: Mapping[str, Precision]) -> None:
    """Write the precision of each rung."""
    with FILE.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows((rung, table[rung].cases, *table[rung].places) for rung in MEASURED)


def outcome(case: Case, table: Mapping[str, Precision]) -> str:
    """Return same, other, or open if no document is asserted."""
    asserted = case.names_one and (not case.proposal.is_inferred or table[case.proposal.rung].asserts)
    return ("same" if case.place == 1 else "other") if asserted else "open"


def describe(measured: Sequence[Case], table: Mapping[str, Precision]) -> str:
    """Describe how many cases are asserted, and how many of these are the same document."""
    found = Counter(outcome(case, table) for case in measured)
    asserted = found["same"] + found["other"]
    share = (
        f"{asserted / max(1, len(measured)):6.1%} of {len(measured):5} asserted, {found['same'] / max(1, asserted):7.2%} of these the same"
    )
    return f"{share} ({found['other']} others)"


def by(measured: Iterable[Case], key: Callable[[Case], str]) -> dict[str, list[Case]]:
    """Group cases, the largest group first."""
    found: dict[str, list[Case]] = defaultdict(list)
    for case in measured:
        found[key(case)].append(case)
    return dict(sorted(found.items(), key=lambda pair: -len(pair[1])))


def print_figures(measured: Sequence[Case], table: Mapping[str, Precision]) -> None:
    """Print the figures of one mask and one way of knowing."""
    print(f"  all                          {describe(measured, table)}")
    open_ = [case for case in measured if case.proposal.rung != "symbol"]
    print(f"  without a year in the symbol {describe(open_, table)}")
    for key in (
        lambda case: case.system,
        lambda case: f"in {Path(case.reading.path).parent.name}",
        lambda case: f"rung {case.proposal.rung}",
    ):
        for name, group in by(open_, key).items():
            print(f"    {name:26} {describe(group, table)}")


def print_all(measured: Sequence[Case], table: Mapping[str, Precision], label: str) -> None:
    """Print the figures of all masks and ways of knowing."""
    for known, mask in WAYS:
        print(f"{label} | {known}, hidden: {mask}")
        print_figures([case for case in measured if (case.known, case.mask) == (known, mask)], table)


def print_table(table: Mapping[str, Precision], label: str) -> None:
    """Print the precision of each rung."""
    print(f"{label} | rungs")
    for rung, one in table.items():
        asserts = "asserts" if one.asserts else ""
        print(f"  {rung:20} {one.places[0]:5} of {one.cases:5} at least {one.lower_bound:.3f} {asserts} {one.places}")


def print_others(measured: Iterable[Case], table: Mapping[str, Precision]) -> None:
    """Print the cases in which another document is asserted, or is named by a rung that nearly asserts."""
    for case in measured:
        near = case.names_one and (not case.proposal.is_inferred or table[case.proposal.rung].lower_bound >= NEARLY)
        if near and case.place != 1 and not is_reported(case):
            stated = f"{case.reading.path}: {case.citation.text!r} {case.citation.date} {case.target}"
            print(f"    {stated} | {case.proposal.documents[0].id} by {case.proposal.rung}, {case.known}, hidden: {case.mask}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.linking")
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--without", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--speed", action="store_true")
    given = parser.parse_args()
    left_out = set(given.without.read_text(encoding="utf-8").split()) if given.without else set()
    texts = [path for path in find_texts(given.paths) if path.name not in left_out]
    with ProcessPoolExecutor() as pool:
        readings = list(pool.map(read_file, texts, chunksize=16))
        found = [case for several in pool.map(partial(measure, readings=readings), WAYS) for case in several]
    build = count_precisions(case for case in found if not is_reported(case))
    everything = count_precisions(found)
    for measured, table, label in (([case for case in found if is_reported(case)], build, "HELD OUT"), (found, everything, "SHIPPED")):
        print_all(measured, table, label)
        print_table(table, label)
    print_others(found, everything)
    if given.write:
        write_table(everything)
        print(f"written into {FILE}")
    if given.speed:
        print(describe_speed(readings))


if __name__ == "__main__":
    main()
