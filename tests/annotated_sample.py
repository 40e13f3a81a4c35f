"""Read the sample corpus and its annotations without the program."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import cache

from benchmarks.accuracy import EXPECTED, SAMPLE, Row, read_rows

HEAD_SYMBOL = re.compile(r"^[*\s]*Số:? (\S+)", re.MULTILINE)
HEAD_DATE = re.compile(r"([^\n*,]{2,40}), ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})")


@cache
def texts() -> dict[str, str]:
    """Return the text of every document of the sample by its path below the sample."""
    paths = sorted(path for path in SAMPLE.rglob("*") if path.suffix in {".txt", ".md"})
    return {path.relative_to(SAMPLE).as_posix(): path.read_bytes().decode("utf-8") for path in paths}


@cache
def rows() -> tuple[Row, ...]:
    """Return all annotated citations."""
    return tuple(read_rows(EXPECTED))


@cache
def head(file: str) -> tuple[str, str, date]:
    """Return symbol, place and date of a document's header, read without the program."""
    text = unicodedata.normalize("NFC", texts()[file])
    symbol, stated = HEAD_SYMBOL.search(text) or re.search(r"Số:? (\S+)", text), HEAD_DATE.search(text)
    assert symbol and stated, f"{file} has no number or no date in its header"
    place, day, month, year = stated.groups()
    return symbol[1], place.split("   ")[-1].strip(), date(int(year), int(month), int(day))


def files_with_symbol(symbol: str) -> list[str]:
    """Return the files of the sample with this symbol in their header."""
    return [file for file in texts() if head(file)[0] == symbol]


def files_citing(target: str) -> set[str]:
    """Return the files that cite a target."""
    return {row["file"] for row in rows() if row["target"] == target}


def own_edges(relation: str) -> Iterator[tuple[str, str]]:
    """Yield (file, target) of the edges whose source is the file itself."""
    for row in rows():
        if {"source": "self", "relation": relation} in row["edges"]:
            yield row["file"], row["target"]
