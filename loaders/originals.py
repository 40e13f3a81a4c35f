"""Draws a page of the file that a document was read from, if the file is still there as it was read."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from danchieu.loaders.errors import SourceDamaged, SourceError, SourceMissing
from danchieu.loaders.opening import Source, open_file
from danchieu.loaders.workers import Broken, Limits, run_each

__all__ = ["draw_original"]


def draw_original(path: str, sha256: str, page: int, *, limits: Limits) -> bytes:
    """Return a page, from 1, of a file or of a file in an archive, as PNG. Another process draws it, which a hostile file may break.

    Raises SourceMissing if there is no such page or file, or its bytes have another digest, and what its reader raises.
    """
    [(_, drawn)] = run_each(_draw, [_Page(path, sha256, page)], processes=1, limits=limits)
    if isinstance(drawn, Broken):
        raise SourceDamaged(path, drawn.reason)
    if isinstance(drawn, SourceError):
        raise drawn
    return drawn


@dataclass(frozen=True, slots=True)
class _Page:
    path: str
    sha256: str
    number: int


def _draw(page: _Page, begin: int, broken: frozenset[str]) -> Iterator[bytes | SourceError]:
    """Yield a page as PNG, or why it cannot be drawn; nothing for one that broke the process before."""
    from danchieu.loaders.files import draw_page

    if broken:
        return
    try:
        image = draw_page(Path(page.path), _find(page), page.number)
    except SourceError as error:
        yield error
        return
    picture = io.BytesIO()
    image.save(picture, "PNG")
    yield picture.getvalue()


def _find(page: _Page) -> bytes:
    """Return the bytes of a file that may be in an archive. Raises SourceMissing."""
    file = next((place for place in (Path(page.path), *Path(page.path).parents) if place.is_file()), None)
    for source in open_file(file) if file else ():
        if isinstance(source, Source) and source.path == page.path:
            if hashlib.sha256(source.data).hexdigest() == page.sha256:
                return source.data
            break
    raise SourceMissing(page.path, "is no longer there as it was read: moved, changed, or on another machine; load it again")
