"""Opens the file that a command writes to: it is written whole or not at all."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from danchieu.loaders.errors import SourceError

__all__ = ["open_output"]


@contextmanager
def open_output(output: str, *, sources: Collection[Path] = ()) -> Iterator[TextIO]:
    """Open the file to write to, or standard output for `-`.

    A file is written beside its place and moved there when it is complete: until then, and after an error, it is as it was. Raises
    SourceError when it is one of the `sources`, real paths of the files to read.
    """
    place = Path(os.path.realpath(output))
    if output == "-":
        yield sys.stdout
    elif place in sources:
        raise SourceError(output, "is one of the files to read; write to another with --output")
    elif place.exists() and not place.is_file():  # a device or a pipe
        with place.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
    else:
        yield from _write_beside(place, output)


def _write_beside(place: Path, output: str) -> Iterator[TextIO]:
    """Yield a file to write; move it to its place when it is complete."""
    partial = place.with_name(f".{place.name}.{os.getpid()}.partial")
    try:
        stream = partial.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise OSError(error.errno, error.strerror, output) from error
    try:
        with stream:
            yield stream
        if place.exists():
            shutil.copymode(place, partial)
        partial.replace(place)
    finally:
        partial.unlink(missing_ok=True)
