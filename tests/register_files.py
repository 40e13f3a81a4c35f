"""Write registers and workbooks, read them back, or make their parts by hand."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

from danchieu.graph.model import Failure, Head, Note, Register, RegisterEntry
from danchieu.loaders.lists.register import read_register

REGISTER = """Số ký hiệu;Ngày ban hành;Trích yếu;Cơ quan ban hành;Tỉnh;Người ký
10-KH/TU;10/6/2018;kế hoạch mười;Tỉnh ủy;Bình Thuận;Nguyễn Văn Một
10/2017/QĐ-UBND;1/3/2017;"về một việc
của tỉnh";UBND tỉnh Bình Thuận;;
57-NQ/TW;22/12/2024;về đột phá;Bộ Chính trị;;
"""


def write_register(folder: Path, text: str = REGISTER, name: str = "known.csv") -> Path:
    """Write a register beside the folder and return its path."""
    path = folder.parent / name
    path.write_text(text, encoding="utf-8")
    return path


def write_book(
    path: Path, sheets: Mapping[str, Sequence[Sequence[object]]], *, merged: Collection[str] = (), hidden: Collection[str] = ()
) -> Path:
    """Write a workbook with the rows of each sheet; `merged` are ranges of the first sheet, `hidden` are sheets that are not shown."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    for cells in merged:
        book.worksheets[0].merge_cells(cells)
    book.save(path)
    return path


def read_notes(path: Path) -> list[str]:
    """Return the notes on a register, with their places in it."""
    return [f"{item.path.removeprefix(str(path))}: {item.text}" for item in read_register(path) if isinstance(item, Note)]


def read_rows(path: Path) -> list[tuple[int, Head]]:
    """Return the header and line of every valid row."""
    return [(entry.line, entry.head) for part in read_register(path) if isinstance(part, Register) for entry in part.entries]


def read_faults(path: Path) -> dict[str, str]:
    """Return the reason of every fault by its place in the register."""
    return {item.path.removeprefix(f"{path} "): item.reason for item in read_register(path) if isinstance(item, Failure)}


def register(file: str, *heads: Head) -> Register:
    """Make the only part of a register, with a row for each header."""
    entries = tuple(RegisterEntry(line, head) for line, head in enumerate(heads, start=2))
    return Register(file, 1, hashlib.sha256(repr(entries).encode()).hexdigest(), entries)
