"""The measures: first load, growth, one new text, a trace, the unchanged corpus. Each yields rows of figures; seconds unless named."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.extract import SAMPLE
from benchmarks.load.commands import Ran, citation_ids, extract, load, run
from benchmarks.load.engines import Engine, running
from benchmarks.load.plain import Copied, copy
from benchmarks.load.stores import holding, staging

__all__ = ["again", "first", "growth", "medians", "one", "trace"]

Make = Callable[[Path], Engine]
Figures = dict[str, Any]
PARTS = 10
SINGLE = 5  # texts that are loaded one by one


def first(make: Make, home: Path, folder: Path) -> Figures:
    """Load a folder into a new store, extract it, and write the same graph plainly into another; compare the three."""
    extraction = extract(folder)
    with holding(make, home, folder) as (engine, ran):
        if ran is None:
            raise SystemExit(f"{home} holds a store already; `first` needs a new directory")
        copied = _copy(engine, make, home)
    report, least = ran.report, extraction.wall + copied.seconds
    return {
        "documents": report["documents"],
        "citations": report["citations"],
        "extraction": extraction.wall,
        "nodes": copied.nodes,
        "relationships": copied.relationships,
        "plain writing": copied.seconds,
        "load": ran.wall,
        "load / both": ran.wall / least,
        "the same in processor time": ran.processor / (extraction.processor + copied.processor),
        "citations/s": report["citations"] / ran.wall,
        "extracted/s": report["citations"] / extraction.wall,
        **ran.memory,
    }


def _copy(engine: Engine, make: Make, home: Path) -> Copied:
    """Copy the graph of a store into an empty one, which is removed."""
    place = home / "plain"
    try:
        with running(make, place) as empty, engine.connect() as source, empty.connect() as target:
            return copy(source, target, server=empty.pid)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def growth(make: Make, home: Path, folder: Path) -> Iterator[Figures]:
    """Load the sub-folders of a folder into one store, a tenth at a time, after the sample, which warms the server."""
    folders = sorted(path for path in folder.iterdir() if path.is_dir())
    parts = min(PARTS, len(folders))
    if not parts:
        raise SystemExit(f"{folder} has no sub-folders; write one with python -m benchmarks.corpus")
    with running(make, home / "growing") as engine:
        load(engine, [SAMPLE])
        base = None
        for part in range(parts):
            ran = load(engine, folders[part * len(folders) // parts : (part + 1) * len(folders) // parts])
            each = ran.report["seconds"] / max(1, ran.report["documents"])
            base = base or each
            yield {
                "part": part + 1,
                "documents": ran.report["documents"],
                "citations": ran.report["citations"],
                "relinked": ran.report["relinked"],
                "load": ran.wall,
                "ms a document": 1000 * each,
                "to the first": each / base,
                "processor ms a document": 1000 * ran.processor / max(1, ran.report["documents"]),
                **ran.memory,
            }


def one(make: Make, home: Path, folder: Path, new: Path) -> Figures:
    """Load single new texts into a store that holds a folder, then all others of the new ones at once."""
    texts = sorted(path for path in new.rglob("*") if path.suffix in {".txt", ".md"})
    if len(texts) <= SINGLE:
        raise SystemExit(f"{new} has {len(texts)} texts; give more than {SINGLE}, as python -m benchmarks.corpus write --new 105 does")
    with holding(make, home, folder) as (engine, _), staging(engine, home) as place:
        single = [_load_copies(engine, place, [text]) for text in texts[:SINGLE]]
        many = _load_copies(engine, place, texts[SINGLE:])
    return {
        "one text, work": median(ran.report["seconds"] for ran in single),
        "one text, wall": median(ran.wall for ran in single),
        "relinked": median(ran.report["relinked"] for ran in single),
        "texts": len(texts) - SINGLE,
        "together, work": many.report["seconds"],
        "together, wall": many.wall,
        "of them relinked": many.report["relinked"],
        **many.memory,
    }


def _load_copies(engine: Engine, place: Path, texts: Sequence[Path]) -> Ran:
    copies = [Path(shutil.copy(text, place)) for text in texts]
    return load(engine, copies)


def trace(make: Make, home: Path, folder: Path, runs: int) -> Figures:
    """Trace citations of the most cited documents in a store that holds a folder."""
    with holding(make, home, folder) as (engine, _):
        walls = [run(engine, "trace", id_).wall for id_ in citation_ids(engine)[: max(runs, 1)]]
    return {"trace, wall": median(walls), "start-up": run(None, "--version").wall}


def again(make: Make, home: Path, folder: Path, runs: int) -> Figures:
    """Load a folder that has not changed."""
    with holding(make, home, folder) as (engine, _):
        ran = [load(engine, [folder]) for _ in range(runs)]
    wall = median(one.wall for one in ran)
    return {"files": ran[0].report["skipped"], "again": wall, "files/s": ran[0].report["skipped"] / wall, **ran[0].memory}


def medians(rows: Sequence[Figures]) -> Figures:
    """Return the median of each figure of several runs."""
    return {name: median(row[name] for row in rows) for name in rows[0]}
