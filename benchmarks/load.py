"""Measure the speed of loading into the embedded store and Neo4j: `python -m benchmarks.load [FOLDER] [--copies 10]`.

The documents are those of FOLDER (default data/sample) in several copies. Each copy but the first has its numbers increased, so that it
cites itself only. `danchieu load` reads them twice: the second time nothing has changed. Medians of several runs (--runs) are printed.
Each store is new, local and temporary. Neo4j is measured if DANCHIEU_TEST_NEO4J_JARS gives the folder of its jars (see
tests/neo4j/pom.xml).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.extract import SAMPLE

sys.path.append(str(Path(__file__).parents[1] / "tests"))

from neo4j_server import PASSWORD, Neo4jServer

__all__ = ["increase_numbers", "main", "write_copies"]

JARS = "DANCHIEU_TEST_NEO4J_JARS"
DANCHIEU = (sys.executable, "-c", "from danchieu import main; main()")
NUMBER = re.compile(r"(?<![\d/.-])\d{1,4}(?=[a-z]?\s?(?:/\d{4})?[-/]\s?[A-ZĐ])")  # of a symbol: 05 in 05-CT/TW, 30 in 30/2020/NĐ-CP


def write_copies(folder: Path, number: int, home: Path) -> int:
    """Write `number` copies of the .txt and .md files of `folder` into `home`. Returns the number of files written."""
    files = [path for path in sorted(folder.rglob("*")) if path.suffix in {".txt", ".md"}]
    for copy in range(number):
        for path in files:
            target = home / str(copy) / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(increase_numbers(path.read_text(encoding="utf-8"), by=copy * 1000), encoding="utf-8")
    return number * len(files)


def increase_numbers(text: str, *, by: int) -> str:
    """Increase the number of each symbol in a text.

    >>> increase_numbers("Chỉ thị số 05-CT/TW ngày 15/5/2016", by=1000)
    'Chỉ thị số 1005-CT/TW ngày 15/5/2016'
    """
    return NUMBER.sub(lambda match: str(int(match[0]) + by), text)


def load(documents: Path, environment: dict[str, str]) -> dict[str, Any]:
    """Run `danchieu load`. Returns its report, with the seconds of the whole command as `wall`."""
    start = time.perf_counter()
    command = [*DANCHIEU, "load", str(documents), "--json"]
    done = subprocess.run(command, env=os.environ | environment, stdout=subprocess.PIPE, text=True, check=True)
    report: dict[str, Any] = json.loads(done.stdout)
    return report | {"wall": time.perf_counter() - start}


@contextmanager
def embedded(home: Path) -> Iterator[dict[str, str]]:
    """Start an embedded store in `home` and yield the environment to reach it."""
    environment = {"DANCHIEU_STORE": f"embedded:{home}"}
    subprocess.run([*DANCHIEU, "store", "start"], env=os.environ | environment, stdout=subprocess.DEVNULL, check=True)
    try:
        yield environment
    finally:
        subprocess.run([*DANCHIEU, "store", "stop"], env=os.environ | environment, stdout=subprocess.DEVNULL, check=True)


@contextmanager
def neo4j(home: Path) -> Iterator[dict[str, str]]:
    """Start Neo4j in `home` and yield the environment to reach it."""
    server = Neo4jServer(Path(os.environ[JARS]), home)
    try:
        server.start()
        yield {"DANCHIEU_STORE": server.url, "NEO4J_USERNAME": "neo4j", "NEO4J_PASSWORD": PASSWORD}
    finally:
        server.stop()


Engine = Callable[[Path], AbstractContextManager[dict[str, str]]]


def measure(engine: Engine, documents: Path, home: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Load into a new store in `home`, then load the same again. Returns both reports."""
    with engine(home) as environment:
        return load(documents, environment), load(documents, environment)


def main() -> None:
    """Read the arguments, load on each engine and print."""
    parser = argparse.ArgumentParser(description="Documents and citations a second into each store.")
    parser.add_argument("folder", nargs="?", type=Path, default=SAMPLE, help="folder of documents to copy (data/sample)")
    parser.add_argument("--copies", type=int, default=10, help="how many copies to load (10)")
    parser.add_argument("--runs", type=int, default=3, help="how many runs for the medians (3)")
    arguments = parser.parse_args()
    if JARS not in os.environ:
        print(f"{JARS} is not set to the folder of the jars of Neo4j: only the embedded store is measured", file=sys.stderr)
    engines: Mapping[str, Engine] = {"embedded": embedded} | ({"Neo4j": neo4j} if JARS in os.environ else {})
    table = Table(
        "", "documents", "citations", "s", "documents/s", "citations/s", "again, files/s", title=f"medians of {arguments.runs} runs"
    )
    with tempfile.TemporaryDirectory() as home:
        files = write_copies(arguments.folder, arguments.copies, Path(home, "documents"))
        for name, engine in engines.items():
            runs = [measure(engine, Path(home, "documents"), Path(home, f"{name} {run}")) for run in range(arguments.runs)]
            documents, citations = runs[0][0]["documents"], runs[0][0]["citations"]
            wall, again = (median(seconds) for seconds in zip(*((one["wall"], two["wall"]) for one, two in runs), strict=True))
            counts = f"{documents:,}", f"{citations:,}", f"{wall:.1f}"
            table.add_row(name, *counts, f"{documents / wall:,.0f}", f"{citations / wall:,.0f}", f"{files / again:,.0f}")
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
