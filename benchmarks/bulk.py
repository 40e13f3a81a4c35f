"""Measure a first load by offline import, from documents to the graph: `python -m benchmarks.bulk FOLDER`.

`danchieu load FOLDER --bulk` writes the files, and Neo4j imports them (DANCHIEU_TEST_NEO4J_JARS gives the folder of its jars, see
tests/neo4j/pom.xml). Both are printed in seconds, beside the seconds of processor time, which other processes on the machine change little,
and all of it as a multiple of the import alone. Memory is the peak of all processes together, shared pages counted once.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

sys.path.append(str(Path(__file__).parents[1] / "tests"))

from neo4j_server import CONF
from offline_import import import_files

__all__ = ["main"]

JARS = "DANCHIEU_TEST_NEO4J_JARS"
DANCHIEU = (sys.executable, "-c", "from danchieu import main; main()")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a step took."""

    wall: float
    processor: float
    megabytes: float


def measure(step: Callable[[], Any]) -> tuple[Any, Cost]:
    """Run a step that starts processes; return its result and what it took."""
    done, peaks = threading.Event(), [0.0]

    def watch() -> None:
        while not done.wait(0.5):
            peaks.append(sum(map(memory_of, processes_below(os.getpid()))))

    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    wall, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    result = step()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    done.set()
    watching.join()
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return result, Cost(time.perf_counter() - wall, processor, max(peaks))


def processes_below(pid: int) -> list[int]:
    """Return the processes that a process started, and those that they started."""
    try:
        started = [int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()]
    except OSError:
        return []
    return [*started, *(below for child in started for below in processes_below(child))]


def memory_of(pid: int) -> float:
    """Return the megabytes of a process, its part of what it shares."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def write_files(documents: Path, folder: Path) -> dict[str, Any]:
    """Run `danchieu load --bulk`; return its report."""
    done = subprocess.run(
        [*DANCHIEU, "load", str(documents), "--bulk", str(folder), "--json"], stdout=subprocess.PIPE, text=True, check=True
    )
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def main() -> None:
    """Read the arguments, write the files, import them and print."""
    parser = argparse.ArgumentParser(description="Seconds of a first load by offline import.")
    parser.add_argument("folder", type=Path, help="folder of documents")
    arguments = parser.parse_args()
    if JARS not in os.environ:
        parser.error(f"{JARS} is not set to the folder of the jars of Neo4j")
    with tempfile.TemporaryDirectory() as home:
        files, neo4j = Path(home, "files"), Path(home, "neo4j")
        (neo4j / "conf").mkdir(parents=True)
        (neo4j / "conf/neo4j.conf").write_bytes(CONF.read_bytes())
        report, writing = measure(lambda: write_files(arguments.folder, files))
        _, importing = measure(lambda: import_files(Path(os.environ[JARS]), neo4j, files))
        size = sum(path.stat().st_size for path in files.iterdir()) / 1e6
    total = Cost(writing.wall + importing.wall, writing.processor + importing.processor, max(writing.megabytes, importing.megabytes))
    table = Table(
        "", "s", "processor s", "MB", title=f"{report['documents']:,} documents, {report['citations']:,} citations, {size:,.0f} MB"
    )
    for name, seconds in report["steps"].items():
        table.add_row(f"  {name}", f"{seconds:.1f}", "", "")
    for name, cost in (("files written", writing), ("import alone", importing), ("end to end", total)):
        table.add_row(name, f"{cost.wall:.1f}", f"{cost.processor:.1f}", f"{cost.megabytes:,.0f}")
    times = f"{total.wall / importing.wall:.1f} x the import", f"{total.processor / importing.processor:.1f} x"
    table.add_row("", *times, "")
    table.add_row("citations per second", f"{report['citations'] / total.wall:,.0f}", f"{report['citations'] / total.processor:,.0f}", "")
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
