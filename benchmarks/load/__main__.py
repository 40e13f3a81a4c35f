"""Measure loading into the embedded store, and Neo4j if DANCHIEU_TEST_NEO4J_JARS gives the folder of its jars (see tests/neo4j/pom.xml).

    python -m benchmarks.corpus write HOME --documents 14000 --new 105     the texts: HOME/texts, HOME/new

    python -m benchmarks.load first [FOLDER]    a first load beside extraction alone and plain writing of the same graph, with memory
    python -m benchmarks.load growth FOLDER     each tenth of the sub-folders into one store: time a document, memory
    python -m benchmarks.load one FOLDER NEW    one new text, then all of NEW, into a store that holds FOLDER
    python -m benchmarks.load trace FOLDER      `danchieu trace` of a citation in that store
    python -m benchmarks.load again FOLDER      the unchanged FOLDER

Every figure is the median of --runs 3; a ratio is taken within each run. Processor time, of danchieu and the server, is what to compare
on a machine that does other work too. Without FOLDER, 1,000 synthetic documents are loaded. With
--store DIR the loaded store stays in DIR, and `one`, `trace` and `again` use it; else each run has a new one. --json FILE writes all runs.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.corpus import Corpus, texts, write
from benchmarks.load import measures
from benchmarks.load.engines import JARS, engines

DOCUMENTS = 1_000  # of the corpus that is made if none is given
Figures = dict[str, Any]


def measure(given: argparse.Namespace, engine: str, home: Path) -> Iterator[list[Figures]]:
    """Yield the rows of each run on an engine; those of a store that is kept are one run."""
    make = engines()[engine]
    kept = given.store / engine if given.store else None
    match given.measure:
        case "first":
            for number in range(given.runs):
                place = kept if kept and number == 0 else home / f"{engine} {number}"
                yield [measures.first(make, place, given.folder)]
        case "growth":
            for number in range(given.runs):
                yield list(measures.growth(make, home / f"{engine} {number}", given.folder))
        case "one":
            for number in range(1 if kept else given.runs):
                yield [measures.one(make, kept or home / f"{engine} {number}", given.folder, given.new)]
        case "trace":
            yield [measures.trace(make, kept or home / engine, given.folder, given.runs)]
        case "again":
            yield [measures.again(make, kept or home / engine, given.folder, given.runs)]


def print_table(title: str, rows: Sequence[tuple[str, Figures]]) -> None:
    """Print a row for each engine, or for each part of a growing store."""
    table = Table("", *rows[0][1], title=title)
    for engine, figures in rows:
        table.add_row(engine, *map(shown, figures.values()))
    Console(width=200).print(table)


def shown(value: float) -> str:
    """Write a figure with three digits that count, or all of a larger one."""
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def parse() -> argparse.Namespace:
    """Read the arguments."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("measure", choices=("first", "growth", "one", "trace", "again"))
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("new", nargs="?", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--engine", choices=sorted(engines()), help="measure this one alone")
    parser.add_argument("--store", type=Path, metavar="DIR")
    parser.add_argument("--json", type=Path, metavar="FILE")
    given = parser.parse_args()
    if given.measure == "one" and given.new is None:
        parser.error("one needs FOLDER and NEW")
    return given


def main() -> None:
    """Measure on each engine and print."""
    given = parse()
    if "neo4j" not in engines():
        print(f"{JARS} is not set to the folder of the jars of Neo4j: only the embedded store is measured", file=sys.stderr)
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary)
        if given.folder is None:
            write(texts(Corpus(DOCUMENTS)), home, documents=DOCUMENTS)
            given.folder = home / "texts"
        names = [given.engine] if given.engine else list(engines())
        runs = {name: list(measure(given, name, home)) for name in names}
    rows = [(name, measures.medians(several)) for name in names for several in zip(*runs[name], strict=True)]
    print_table(f"{given.measure}: medians of {given.runs}", rows)
    if given.json:
        given.json.write_text(json.dumps({"measure": given.measure, "folder": str(given.folder), "runs": runs}, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
