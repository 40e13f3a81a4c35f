"""Names of files, in folders and in archives: which are no documents, and where an entry of an archive stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

__all__ = ["BOOKS", "DELIMITED", "is_hidden", "is_table", "leads_out", "number_name", "plain_path"]

DELIMITED, BOOKS = (".csv", ".tsv"), (".xlsx", ".xlsm")
"""The endings of tables as text, and of workbooks."""

_HIDDEN = (".", "~$")  # Word keeps who has a.docx open in ~$a.docx
_OF_MACOS = "__MACOSX"  # where macOS keeps what it knows of the files in a zip
_DRIVE = re.compile(r"[A-Za-z]:")
_UNWRITABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")  # signs that a terminal obeys, and halves of signs, which no store takes
_UNNAMED = "?"


def is_hidden(name: str) -> bool:
    """Return whether what has this name in a folder is hidden, or kept by a program beside its documents.

    >>> [name for name in (".git", "~$kế hoạch.docx", "__MACOSX", "kế hoạch.docx") if is_hidden(name)]
    ['.git', '~$kế hoạch.docx', '__MACOSX']
    """
    return name == _OF_MACOS or (name.startswith(_HIDDEN) and name != "..")


def is_table(name: str) -> bool:
    """Return whether a name ends as those of tables do: such a file is no document, but may be a register.

    >>> is_table("sổ đến 2016.XLSX"), is_table("so-den.txt")
    (True, False)
    """
    return name.lower().endswith((*DELIMITED, *BOOKS))


def plain_path(written: str) -> str:
    """Return the path of an entry with slashes, in signs that can be shown and stored; Windows writes some with backslashes."""
    parts = _UNWRITABLE.sub("?", written).replace("\\", "/").split("/")
    return "/".join(part for part in parts if part not in ("", ".")) or _UNNAMED


def leads_out(written: str) -> bool:
    """Return whether the path of an entry leads out of its archive."""
    path = written.replace("\\", "/")
    return path.startswith("/") or _DRIVE.match(path) is not None or ".." in path.split("/")


def number_name(path: str, numbers: Iterable[int]) -> Iterator[str]:
    """Yield the path of a file with a number before its name, for one that occurs again.

    >>> next(number_name("2016/kế hoạch.docx", [2]))
    '2016/(2) kế hoạch.docx'
    """
    folder, slash, name = path.rpartition("/")
    return (f"{folder}{slash}({number}) {name}" for number in numbers)
