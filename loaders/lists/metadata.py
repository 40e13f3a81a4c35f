"""metadata.csv beside files: what somebody else knows of them, a file a row, which completes or corrects what their heads say.

file,symbol,date,issuer,province
ke-hoach-11.txt,11-KH/TU,11/6/2016,Tỉnh ủy,Bình Thuận
"""

from __future__ import annotations

import csv
import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from danchieu.graph.model import Head
from danchieu.loaders.lists.columns import NAMES, columns, head_of

__all__ = ["METADATA", "Metadata", "digest", "read_metadata", "stated_head"]

METADATA = "metadata.csv"
"""Name of the file; its rows are for files of its own folder."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the metadata.csv of a folder says: values by field for each file name; and what it says that cannot be used, with its place."""

    rows: dict[str, dict[str, str]] = field(default_factory=dict)
    complaints: list[tuple[str, str]] = field(default_factory=list)

    def of(self, name: str) -> dict[str, str]:
        """The values for a file; none where no row names it."""
        return self.rows.get(unicodedata.normalize("NFC", name), {})


def read_metadata(folder: Path) -> Metadata:
    """Read the metadata.csv of a folder, if it has one. What cannot be used is a complaint, and the rest goes on."""
    path, found = folder / METADATA, Metadata()
    if not path.is_file():
        return found
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            first = stream.readline()
            stream.seek(0)
            reader = csv.reader(stream, delimiter=max(",;\t", key=first.count), strict=True)
            _take(reader_rows=[(reader.line_num, row) for row in reader], path=path, found=found)
    except UnicodeDecodeError:
        found.complaints.append((str(path), "is not UTF-8 text; save it as CSV in UTF-8; nothing of it was used"))
    except (OSError, csv.Error) as error:
        found.complaints.append((str(path), f"cannot be read ({error}); nothing of it was used"))
    return found


def stated_head(head: Head, values: Mapping[str, str]) -> Head:
    """The head with the values of a row in place of its own; `evidence` names metadata.csv for each that differs."""
    return head_of(head, values, source=METADATA)[0]


def digest(values: Mapping[str, str]) -> str:
    """What tells whether a row changed; empty for none."""
    return hashlib.sha256(json.dumps(sorted(values.items())).encode()).hexdigest()[:16] if values else ""


def _take(reader_rows: list[tuple[int, list[str]]], *, path: Path, found: Metadata) -> None:
    if not reader_rows:
        found.complaints.append((str(path), "is empty; name columns in its first line, or take it away"))
        return
    (line, header), *rows = reader_rows
    known, unknown = columns(header)
    for name in unknown:
        found.complaints.append((f"{path} line {line}", f"column {name!r} is unknown or there twice; rename it ({NAMES}) or leave it out"))
    if "file" not in known:
        found.complaints.append((f"{path} line {line}", f"no column of file names; name one file, or tệp ({NAMES})"))
        return
    beside = {unicodedata.normalize("NFC", other.name) for other in path.parent.iterdir() if other.is_file()}
    for line, row in rows:
        if any(value.strip() for value in row):
            reasons = _row(row, known, beside, found.rows)
            found.complaints.extend((f"{path} line {line}", reason) for reason in reasons)


def _row(row: list[str], known: Mapping[str, int], beside: set[str], rows: dict[str, dict[str, str]]) -> list[str]:
    """Take one row in; what of it cannot be used, and why."""
    said = {name: row[position].strip() for name, position in known.items() if position < len(row) and row[position].strip()}
    file = unicodedata.normalize("NFC", said.pop("file", ""))
    if not file:
        return ["names no file; write its name in the column of files"]
    if file not in beside:
        return [f"no file {file!r} stands beside it; correct the name, or take the row away"]
    if file in rows:
        return [f"{file!r} has a row already, which counts; leave one"]
    reasons = [f"{reason}; the value was left aside" for reason in head_of(Head(), said, source=METADATA)[1]]
    rows[file] = {name: value for name, value in said.items() if not head_of(Head(), {name: value}, source=METADATA)[1]}
    return reasons
