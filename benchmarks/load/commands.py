"""Run commands of danchieu and time them, with start-up."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.load.engines import DANCHIEU, Engine
from benchmarks.load.processes import Peaks, processor_seconds

__all__ = ["Ran", "citation_ids", "extract", "load", "run"]

MOST_CITED = """
MATCH (c:Citation)-[:REFERS_TO]->(d:Document)
WITH d, count(c) AS number, min(c.id) AS id
ORDER BY number DESC, id LIMIT 20
RETURN id
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """A command that has ended: seconds with start-up, processor seconds with the server's, its output, its peaks of memory in MB."""

    wall: float
    processor: float
    output: str
    memory: dict[str, float] = field(default_factory=dict)

    @property
    def report(self) -> Any:
        """The output as JSON."""
        return json.loads(self.output)


def run(engine: Engine | None, *arguments: str) -> Ran:
    """Run a command of danchieu with an engine's store, or without one. Raises SystemExit if it fails."""
    environment = os.environ | (engine.environment if engine else {})
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output, tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        start, used = time.perf_counter(), _used(engine)
        child = subprocess.Popen([*DANCHIEU, *arguments], env=environment, stdout=output, stderr=errors, text=True)
        peaks = Peaks(child, engine.pid if engine else None)
        status = child.wait()
        wall, processor = time.perf_counter() - start, _used(engine) - used
        output.seek(0)
        errors.seek(0)
        if status:
            raise SystemExit(f"danchieu {' '.join(arguments)[:200]} ended with status {status}:\n{errors.read()[-2000:]}")
        return Ran(wall, processor, output.read(), peaks.figures())


def _used(engine: Engine | None) -> float:
    """Return the processor time of the server and of all commands that have ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime + (processor_seconds(engine.pid) if engine else 0.0)


def load(engine: Engine, paths: Sequence[Path], *options: str) -> Ran:
    """Load files and folders."""
    return run(engine, "load", *map(str, paths), "--json", *options)


def extract(folder: Path) -> Ran:
    """Extract the citations of a folder to nowhere."""
    return run(None, "extract", str(folder), "--output", os.devnull)


def citation_ids(engine: Engine) -> list[str]:
    """Return ids of citations of the most cited documents."""
    return [row["id"] for row in run(engine, "query", "--cypher", MOST_CITED, "--format", "json").report]
