"""Prints what became of files: left aside, noted, failed."""

from __future__ import annotations

import re
import shlex
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from rich.text import Text

from danchieu.loaders.files.names import is_table
from danchieu.loaders.sources import count_endings
from danchieu.terminal import errors, make_table, print_problem

__all__ = ["show_failures", "show_left_aside", "show_notes"]

_NAMED = 3  # notes that are alike, and tables
_NUMBERS = re.compile(r"\d[\d,.-]*")
_NUMBERED = re.compile(r"\S*\d\S*")  # a word with a number, as a symbol, a date or a value in quotes


def show_left_aside(files: Sequence[Path]) -> None:
    """Print how many files of which endings no reader is for, if any; tables by name, since they may be registers."""
    tables = [file for file in files if is_table(file.name)]
    if others := count_endings(file for file in files if not is_table(file.name)):
        print_problem("left aside", f"{_listed(others)}: no reader is for them")
    if tables:
        named = " ".join(f"--register {shlex.quote(str(file))}" for file in tables[:_NAMED])
        more = f" and {len(tables) - _NAMED:,} more" if len(tables) > _NAMED else ""
        print_problem("left aside", f"{_listed(count_endings(tables))}: no documents; give registers to danchieu load: {named}{more}")


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {ending}" for ending, count in counts.items())


def show_notes(notes: Iterable[tuple[str, str]]) -> None:
    """Print what is noted of files, given as pairs of path and text; of notes that differ in numbers alone, the first few."""
    alike: dict[str, list[tuple[str, str]]] = {}
    for path, text in notes:
        alike.setdefault(_NUMBERS.sub("#", text), []).append((path, text))
    for several in alike.values():
        for path, text in several[:_NAMED]:
            print_problem("note", f"{path}: {text}")
        if len(several) > _NAMED:
            print_problem("note", f"{len(several) - _NAMED:,} more like the last; danchieu read FILE shows what is noted of a file")


def show_failures(failures: Sequence[tuple[str, str]]) -> None:
    """Print files with the reason why each failed: on a terminal as a table, elsewhere as lines.

    Each file is named. Of the rows of a table that lack the same, the first is, and the others are counted.
    """
    if errors().is_terminal and failures:
        table = make_table()
        table.add_column("failed", style="red", overflow="fold", ratio=1)
        table.add_column("reason", overflow="fold", ratio=1)
        for path, reason in _first_of_alike(failures):
            table.add_row(Text(path), Text(reason))
        errors().print(table)
    else:
        for path, reason in _first_of_alike(failures):
            print_problem("failed", f"{path}: {reason}")


def _first_of_alike(failures: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield files as they are, and the first of rows whose reasons differ in words with numbers alone, with how many more there are."""
    alike: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for path, reason in failures:
        table, is_row, _ = path.rpartition(" line ")
        alike[(table, _NUMBERED.sub("#", reason)) if is_row else (path, reason)].append((path, reason))
    for several in alike.values():
        path, reason = several[0]
        yield path, f"{reason} ({len(several) - 1:,} more like it; --json names all)" if several[1:] else reason
