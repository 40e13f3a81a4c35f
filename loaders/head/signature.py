"""The signature at the end of a text: the person named below the capacity in which the text is signed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from danchieu.loaders.grammar import phrases
from danchieu.loaders.text.source import SourceText

__all__ = ["find_signatory"]

_SIGNED_WITHIN = 12  # lines or cells between the capacity and the name
_TAIL = 60_000  # characters before the end that may hold the signature; appendices follow it
_SIGNING, _NO_PERSON = phrases()["signing"].words, phrases()["no_person"].words
# Start of a line or cell that states the capacity; separate patterns, because each begins with one literal, which `re` finds fast.
_SIGNED = tuple(re.compile(rf"{before}[ .]*+(?:{'|'.join(map(re.escape, _SIGNING))})") for before in ("\n", r"\|", r"    (?<=\S    )"))
_COLUMN = re.compile(r" {4,}|[|\t]")
_PERSON = re.compile(r"(?:(?:[^\W\d_]'?){1,8} +){1,4}[^\W\d_]{1,8}")


def find_signatory(source: SourceText) -> str | None:
    """Return the person named below the first capacity in which the text is signed; appendices may follow. None if nobody is named."""
    tail = "\n" + source.text[-_TAIL:]
    first = min((found.start() for signed in _SIGNED if (found := signed.search(tail))), default=len(tail))
    below = 0  # cells that may still hold the name
    for cell in _cells(tail[tail.rfind("\n", 0, first + 1) + 1 :]):
        if cell.isupper():
            below = _SIGNED_WITHIN if cell.startswith(_SIGNING) else below
        elif below and cell:
            below -= 1
            if _is_person(cell):
                return " ".join(cell.split())
    return None


def _cells(text: str) -> Iterator[str]:
    """Yield the cells of all lines, without spaces and marks around them."""
    for line in text.split("\n"):
        for cell in _COLUMN.split(line) if "    " in line or "|" in line else (line,):
            yield cell.strip(" *.")


def _is_person(cell: str) -> bool:
    return cell.istitle() and _PERSON.fullmatch(cell) is not None and not cell.startswith(_NO_PERSON)
