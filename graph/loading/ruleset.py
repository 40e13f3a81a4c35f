"""A digest of the extraction rules: files that were loaded under another digest are read again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

__all__ = ["digest", "rules"]

_SOURCES = ("danchieu.loaders", "danchieu.graph.model", "danchieu.graph.linking", "danchieu.data.reference")
_KINDS = (".py", ".toml", ".txt", ".csv")


@cache
def rules() -> str:
    """Digest the code that extracts and identifies, the grammar and the reference tables of this danchieu."""
    return digest(*map(_folder, _SOURCES))


def digest(*folders: Traversable) -> str:
    """Digest the code and tables in some folders, by their names and contents."""
    found = hashlib.sha256()
    for folder in folders:
        for name, file in _files(folder, folder.name):
            found.update(f"{name}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()[:16]


def _folder(package: str) -> Traversable:
    return files("danchieu").joinpath(*package.split(".")[1:])


def _files(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _files(entry, f"{name}/{entry.name}")
        elif entry.name.endswith(_KINDS):
            yield f"{name}/{entry.name}", entry
