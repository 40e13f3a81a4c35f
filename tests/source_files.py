"""Read the Python files of the project, their module names and their imports."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

PROJECT = Path(__file__).parents[1]
ROOMS = ("danchieu", "loaders", "graph", "dashboards", "benchmarks", "tests")
SCRIPTS = ("dashboards/app.py", "dashboards/views/")  # run by Streamlit from top to bottom, never imported
Rule = Callable[[Path], Iterator[str]]


def sources(root: Path, *rooms: str) -> Iterator[tuple[str, str]]:
    """Yield the path below `root`, with slashes, and the text of every Python file in `rooms`."""
    for room in rooms or ROOMS:
        place = root / room
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place] if place.exists() else []:  # links are not followed
            yield path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")


def imports(path: str, text: str) -> Iterator[str]:
    """Yield the full name of every import in the file: `from danchieu.graph import model` gives danchieu.graph.model."""
    package = ["danchieu", *path.removesuffix(".py").split("/")[:-1]]
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            yield from (".".join([*above, *filter(None, [node.module]), alias.name]) for alias in node.names)


def module_of(path: str) -> str:
    """Return the module of a file: graph/model/documents.py is danchieu.graph.model.documents."""
    module = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    return module if is_within(module, "danchieu") else f"danchieu.{module}"


def is_within(name: str, *packages: str) -> bool:
    """Return whether the dotted name is one of `packages` or below one of them."""
    return any(name == package or name.startswith(package + ".") for package in packages)
