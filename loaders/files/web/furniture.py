"""Recognise what stands around the document of a page: by its element, by the names of its element, by its heading."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

__all__ = ["is_furniture_heading", "is_furniture_name", "is_name_of_document"]

_TABLE = Path(__file__).with_name("furniture.toml")
_LONGEST_HEADING = 60  # characters; longer lines are not looked up
_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_WORD_BEGINS = re.compile(r"(?<=[a-z])(?=[A-Z])")


def is_furniture_heading(line: str) -> bool:
    """Return whether a line announces what is no part of the document.

    >>> is_furniture_heading("VĂN BẢN LIÊN QUAN (12):"), is_furniture_heading("Văn bản liên quan gửi về Sở Nội vụ.")
    (True, False)
    """
    if len(line) > _LONGEST_HEADING:
        return False
    words = _EDGES.sub("", unicodedata.normalize("NFC", line))
    return " ".join(words.lower().replace(",", " ").split()) in _headings()


def is_furniture_name(names: str) -> bool:
    """Return whether the class or the id of an element names furniture.

    >>> is_furniture_name("box tinLienQuan"), is_furniture_name("doc-footer menubar")
    (True, False)
    """
    return _names("names").search(_divided(names)) is not None


def is_name_of_document(names: str) -> bool:
    """Return whether the class or the id of an element is one by which a legal portal names the document."""
    return _names("documents").search(_divided(names)) is not None


def _divided(names: str) -> str:
    return _WORD_BEGINS.sub("-", names).lower().replace("_", "-")


@cache
def _headings() -> frozenset[str]:
    return frozenset(unicodedata.normalize("NFC", heading) for heading in _read_table()["headings"])


@cache
def _names(kind: str) -> re.Pattern[str]:
    names = _read_table()[kind]
    whole = "|".join(re.escape(name[1:]) for name in names if name.startswith("="))
    parts = "|".join(re.escape(name) for name in names if not name.startswith("="))
    return re.compile(rf"(?<![a-z])(?:{parts})(?![a-z\d])" + (rf"|(?<!\S)(?:{whole})(?!\S)" if whole else ""))


def _read_table() -> dict[str, list[str]]:
    return tomllib.loads(_TABLE.read_text(encoding="utf-8"))
