"""Dẫn chiếu: a graph of which Vietnamese directive document cites, implements, amends or replaces which.

    >>> import danchieu
    >>> [citation.text for citation in danchieu.find_citations("Căn cứ Kết luận số 01-KL/TW của Bộ Chính trị")]
    ['Kết luận số 01-KL/TW']

`read_text`, `find_citations` and `read_structure` need no store; `load`, `query` and `trace` open one, use it and close it; `connect` keeps
it open. The records they return (Reading, Head, Citation, Edge, Block...) are in `danchieu.graph.model`.

The verbs are imported when they are first used: processes that are started to read files import this package, and must stay small.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from danchieu.connection import Connection, connect, load, query, trace
    from danchieu.graph.errors import DanchieuError
    from danchieu.graph.loading.ingest import LoadReport
    from danchieu.loaders.errors import LoaderError
    from danchieu.reading import find_citations, read_structure, read_text

__all__ = [
    "Connection",
    "DanchieuError",
    "LoadReport",
    "LoaderError",
    "connect",
    "find_citations",
    "load",
    "main",
    "query",
    "read_structure",
    "read_text",
    "trace",
]

_PLACES = {
    "Connection": "danchieu.connection",
    "DanchieuError": "danchieu.graph.errors",
    "LoaderError": "danchieu.loaders.errors",
    "LoadReport": "danchieu.graph.loading.ingest",
    "connect": "danchieu.connection",
    "find_citations": "danchieu.reading",
    "load": "danchieu.connection",
    "query": "danchieu.connection",
    "read_structure": "danchieu.reading",
    "read_text": "danchieu.reading",
    "trace": "danchieu.connection",
}
"""The module of each public name."""


if not TYPE_CHECKING:  # so that mypy reports names that do not exist

    def __getattr__(name: str) -> object:
        if name not in _PLACES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(_PLACES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def main() -> None:
    """Run the command line. An error in a table that is read on import is reported as one line."""
    from danchieu.graph.model.errors import DanchieuError

    try:
        from danchieu.commands import main as run
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    except DanchieuError as error:
        print(f"error: {error}", file=sys.stderr)
        raise SystemExit(2) from error
    run()
