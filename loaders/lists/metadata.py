"""metadata.csv beside documents: values, one file a row, that complete or correct what the headers of the files state.

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

from danchieu.graph.model import Failure, Head
from danchieu.loaders.lists.columns import NAMES, ListedHead, find_columns, head_of

__all__ = ["METADATA", "Metadata", "digest", "read_metadata", "stated_head"]

METADATA = "metadata.csv"
"""Name of the file; its rows describe files of the same folder."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """The metadata.csv of a folder: values by field for each file name, and a failure with its line for all that cannot be used."""

    rows: dict[str, dict[str, str]] = field(default_factory=dict)
    complaints: list[Failure] = field(default_factory=list)

    def of(self, name: str) -> dict[str, str]:
        """Return the values for a file; none if no row names it."""
        return self.rows.get(unicodedata.normalize("NFC", name), {})


def read_metadata(folder: Path) -> Metadata:
    """Read the metadata.csv of a folder, if it has one. A row that cannot be used is a complaint, and reading goes on."""
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
        found.complaints.append(Failure(str(path), "is not UTF-8 text; save it as CSV in UTF-8; nothing of it was used"))
    except (OSError, csv.Error) as error:
        found.complaints.append(Failure(str(path), f"cannot be read ({error}); nothing of it was used"))
    return found


def stated_head(head: Head, values: Mapping[str, str]) -> Head:
    """Return the header with the values of a row in place of its own; `evidence` names metadata.csv for each that differs."""
    return _listed(head, values).head


def digest(values: Mapping[str, str]) -> str | None:
    """Return a digest of the values of a row, None for no values; it changes when the row does."""
    return hashlib.sha256(json.dumps(sorted(values.items())).encode()).hexdigest()[:16] if values else None


def _take(reader_rows: list[tuple[int, list[str]]], *, path: Path, found: Metadata) -> None:
    if not reader_rows:
        found.complaints.append(Failure(str(path), "is empty; name columns in its first line, or remove it"))
        return
    (line, header), *rows = reader_rows
    columns = find_columns(header)
    place = f"{path} line {line}"
    for name in columns.unknown:
        found.complaints.append(Failure(place, f"column {name!r} is unknown or repeated; rename it ({NAMES}) or remove it"))
    if "file" not in columns.positions:
        found.complaints.append(Failure(place, f"no column of file names; name one file, or tệp ({NAMES})"))
        return
    beside = {unicodedata.normalize("NFC", other.name) for other in path.parent.iterdir() if other.is_file()}
    for line, row in rows:
        if any(value.strip() for value in row):
            reasons = _row(row, columns.positions, beside, found.rows)
            found.complaints.extend(Failure(f"{path} line {line}", reason) for reason in reasons)


def _row(row: list[str], known: Mapping[str, int], beside: set[str], rows: dict[str, dict[str, str]]) -> list[str]:
    """Add one row to `rows`; return the reasons for all of it that cannot be used."""
    stated = {name: row[position].strip() for name, position in known.items() if position < len(row) and row[position].strip()}
    file = unicodedata.normalize("NFC", stated.pop("file", ""))
    if not file:
        return ["names no file; write the name in the column of files"]
    if file not in beside:
        return [f"no file {file!r} is in this folder; correct the name, or remove the row"]
    if file in rows:
        return [f"{file!r} has an earlier row, which is used; keep one"]
    rows[file] = {name: value for name, value in stated.items() if not _listed(Head(), {name: value}).complaints}
    return [f"{reason}; the value was ignored" for reason in _listed(Head(), stated).complaints]


def _listed(head: Head, values: Mapping[str, str]) -> ListedHead:
    return head_of(head, values, source=METADATA)
