"""The rules by which texts are read and linked, as one digest: what was loaded by others is read again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

__all__ = ["digest", "rules"]

_SOURCES = ("loaders", "graph", "danchieu_data.reference")
_KINDS = (".py", ".toml", ".txt", ".csv")


@cache
def rules() -> str:
    """The digest of this danchieu: of its code that reads and links, of its grammar and its reference tables."""
    return digest(*map(_folder, _SOURCES))


def digest(*folders: Traversable) -> str:
    """A digest over the code and tables in some folders, by their names and contents."""
    found = hashlib.sha256()
    for folder in folders:
        for name, file in _files(folder, folder.name):
            found.update(f"{name}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()[:16]


def _folder(package: str) -> Traversable:
    top, *below = package.split(".")
    return files(top).joinpath(*below)


def _files(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _files(entry, f"{name}/{entry.name}")
        elif entry.name.endswith(_KINDS):
            yield f"{name}/{entry.name}", entry
