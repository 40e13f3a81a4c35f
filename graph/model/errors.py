"""The root of all errors that danchieu raises on purpose, and those of its tables. A message says what is wrong and what to do.

DanchieuError
├── ReferenceTableError   a table of data/reference is missing or malformed
├── ...                   graph.errors draws those of the graph
└── LoaderError           loaders.errors draws those of the loaders
"""

from __future__ import annotations

__all__ = ["DanchieuError", "ReferenceTableError"]


class DanchieuError(Exception):
    """The root of all errors that danchieu raises on purpose."""


class ReferenceTableError(DanchieuError):
    """A reference table is missing or malformed. The message names the file, the line or entry, and the value."""
