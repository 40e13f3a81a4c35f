"""A store that holds a folder, for measures that need a loaded one: loaded once, kept in a directory, used by several."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.load.commands import Ran, load
from benchmarks.load.engines import Engine, running

__all__ = ["holding", "staging"]

ANCHOR = "Ghi chú của người lưu trữ.\n"  # a text without citations: a folder that is loaded has at least one file
_HELD = "held.json"


@contextmanager
def holding(make: Callable[[Path], Engine], home: Path, folder: Path) -> Iterator[tuple[Engine, Ran | None]]:
    """Start the store of a directory, and load a folder into it unless it holds it. Yields the engine, and the load if there was one."""
    home.mkdir(parents=True, exist_ok=True)
    held = home / _HELD
    with running(make, home / "store") as engine:
        if held.exists():
            if (other := json.loads(held.read_text(encoding="utf-8"))) != str(folder.absolute()):
                raise SystemExit(f"{home} holds a store of {other}; give another directory with --store")
            yield engine, None
        else:
            first = load(engine, [folder])
            held.write_text(json.dumps(str(folder.absolute())), encoding="utf-8")
            yield engine, first


@contextmanager
def staging(engine: Engine, home: Path) -> Iterator[Path]:
    """Yield a folder for texts to load in addition; at the end they are removed from it and from the store."""
    folder = home / "new"
    folder.mkdir(exist_ok=True)
    (folder / "anchor.txt").write_text(ANCHOR, encoding="utf-8")
    load(engine, [folder], "--prune")
    try:
        yield folder
    finally:
        for path in folder.iterdir():
            if path.name != "anchor.txt":
                path.unlink()
        load(engine, [folder], "--prune")
