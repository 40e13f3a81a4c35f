"""Loaders: from files of text to headers and citations.

The verbs are imported when they are first used: a process that reads metadata alone does not compile the patterns of citations.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from danchieu.loaders.corpus import read_corpus, read_lines
    from danchieu.loaders.errors import LoaderError, SourceError
    from danchieu.loaders.files import read_file
    from danchieu.loaders.lists.register import read_register
    from danchieu.loaders.read_text import read
    from danchieu.loaders.sources import find_files
    from danchieu.loaders.text.source import SourceText, source_text

__all__ = [
    "LoaderError",
    "SourceError",
    "SourceText",
    "find_files",
    "read",
    "read_corpus",
    "read_file",
    "read_lines",
    "read_register",
    "source_text",
]

_PLACES = {
    "LoaderError": "errors",
    "SourceError": "errors",
    "SourceText": "text.source",
    "find_files": "sources",
    "read": "read_text",
    "read_corpus": "corpus",
    "read_file": "files",
    "read_lines": "corpus",
    "read_register": "lists.register",
    "source_text": "text.source",
}
"""The module of each public name."""


if not TYPE_CHECKING:  # so that mypy reports names that do not exist

    def __getattr__(name: str) -> object:
        if name not in _PLACES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
