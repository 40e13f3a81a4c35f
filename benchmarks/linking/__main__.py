"""Measure how well and how fast citations are linked.

    python -m benchmarks.linking PATH...            print the figures for texts (.txt, .md) and folders of them
    python -m benchmarks.linking --write PATH...    and write the precision of each rung into graph/linking/rung_precision.csv
    python -m benchmarks.linking --speed PATH...    and time, and memory with a million known documents

Of the texts, half by their hash measure the rungs; what they would assert is counted on the other half. The table is made from all.
Printed of each way of knowing (all texts, folders of 30): the share asserted, and of it the share of the same document, with and without
the citations whose symbol has the year; then by rung and kind; then what was another document.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from pathlib import Path

from benchmarks.linking.masking import Case, Mask, cases, folders
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


def find_texts(paths: Iterable[Path]) -> list[Path]:
    """Return the texts that are given, and those below the folders that are given."""
    found = (path.rglob("*") if path.is_dir() else (path,) for path in paths)
    return sorted({path for several in found for path in several if path.suffix in KINDS})


def read_file(path: Path) -> Reading:
    """Read one text."""
    return read(source_text(path.read_text(encoding="utf-8"), path=str(path)))


def measure(readings: Sequence[Reading], *, apart: bool, mask: Mask) -> list[Case]:
    """Mask the readings, all together or in small folders."""
    groups = folders(readings, FOLDER) if apart else [list(readings)]
    return [case for group in groups for case in cases(group, mask=mask, apart=apart)]


def is_reported(case: Case) -> bool:
    """Return whether a case is of the half on which figures are reported."""
    return int(case.reading.sha256[12:14], 16) % 2 == 1


def count_precisions(measured: Iterable[Case]) -> dict[str, Precision]:
    """Count the places of each rung; a document of a text is one case, and counts by its worst place."""
    places: dict[str, dict[tuple[str, str], int]] = {rung: {} for rung in MEASURED}
    for case in measured:
        if case.counts_for_rung:
            of_rung, one = places[case.proposal.rung], (case.reading.sha256, case.target)
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


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.linking")
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--speed", action="store_true")
    given = parser.parse_args()
    with ProcessPoolExecutor() as pool:
        readings = list(pool.map(read_file, find_texts(given.paths), chunksize=16))
    found: list[Case] = []
    for apart, mask in product((False, True), Mask):
        found += measure(readings, apart=apart, mask=mask)
    table = count_precisions(case for case in found if not is_reported(case))
    reported = [case for case in found if is_reported(case)]
    for apart, mask in product((False, True), Mask):
        print(
            f"{'folders of ' + str(FOLDER) if apart else 'all texts known'}, hidden: {mask}; the other half of the texts measured the rungs"
        )
        print_figures([case for case in reported if (case.apart, case.mask) == (apart, mask)], table)
    everything = count_precisions(found)
    for apart, mask in product((False, True), Mask):
        print(
            f"{'folders of ' + str(FOLDER) if apart else 'all texts known'}, hidden: {mask}; all texts measured the rungs, as in the table"
        )
        print_figures([case for case in found if (case.apart, case.mask) == (apart, mask)], everything)
    for rung, one in everything.items():
        print(
            f"  {rung:20} {one.places[0]:5} of {one.cases:5} at least {one.lower_bound:.3f} {'asserts' if one.asserts else ''} {one.places}"
        )
    for case in found:
        if case.mask is Mask.MENTION and not is_reported(case) and case.names_one and case.place != 1:
            stated = f"{case.reading.path}: {case.citation.text!r} {case.citation.date} {case.target}"
            print(f"    {stated} | {case.proposal.documents[0].id} by {case.proposal.rung}{' apart' * case.apart}")
    if given.write:
        write_table(everything)
        print(f"written into {FILE}")
    if given.speed:
        print(describe_speed(readings))


if __name__ == "__main__":
    main()
