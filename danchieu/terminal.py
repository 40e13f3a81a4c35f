"""Prints on standard output and standard error: lines, problems, tables, JSON. Nothing printed here can steer the terminal."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, TextIO

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from danchieu.inert import inert, inert_json

__all__ = [
    "GAP",
    "UNLIMITED",
    "InertConsole",
    "count_of",
    "errors",
    "make_table",
    "output_width",
    "print_line",
    "print_problem",
    "print_renderable",
    "print_text",
    "show_failures",
    "show_left_aside",
    "show_notes",
    "show_waiting",
    "to_json",
    "write_data",
]

GAP = 2
"""Characters between the columns of a table."""

UNLIMITED = 1_000_000
"""The width of a pipe or file: a line there is as long as it needs to be."""

_NAMED = 3  # notes that are alike
_NUMBERS = re.compile(r"\d[\d,.-]*")
_NUMBERED = re.compile(r"\S*\d\S*")  # a word with a number, as a symbol, a date or a value in quotes


class InertConsole(Console):
    """A console that prints control characters in texts as visible escapes."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Render to segments; those that steer the terminal come from rich alone."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(inert(segment.text), segment.style)

    def on_broken_pipe(self) -> None:
        """Leave a closed pipe to the caller."""
        raise BrokenPipeError


def print_line(text: str) -> None:
    """Print one line on standard output, without markup."""
    print_text(Text(text))


def print_text(text: Text, stream: TextIO | None = None) -> None:
    """Print a text on standard output, or on another stream, in colours if that is a terminal; its lines are not wrapped."""
    InertConsole(file=stream).print(text, soft_wrap=True)


def print_problem(kind: str, text: str) -> None:
    """Print one line on standard error: the kind of problem in red, and the problem."""
    errors().print(Text.assemble((kind, "red"), " ", text), soft_wrap=True)


def print_renderable(renderable: RenderableType) -> None:
    """Print a table or text on standard output, without trailing blanks."""
    console = InertConsole(width=output_width())
    with console.capture() as printed:
        console.print(renderable)
    sys.stdout.write("".join(line.rstrip() + "\n" for line in printed.get().splitlines()))


def write_data(text: str) -> None:
    """Write data on standard output: unchanged to a file or pipe, inert to a terminal."""
    sys.stdout.write(inert(text) if sys.stdout.isatty() else text)


def output_width() -> int:
    """Return the width of standard output: of its terminal, or COLUMNS; otherwise, in a pipe, unlimited."""
    return shutil.get_terminal_size((UNLIMITED, 1)).columns


def errors() -> Console:
    """Return the console of standard error."""
    return InertConsole(stderr=True)


def count_of(count: int, noun: str) -> str:
    """Return a number with its noun in singular or plural.

    >>> count_of(1, "file"), count_of(1200, "file")
    ('1 file', '1,200 files')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def show_waiting(text: str) -> AbstractContextManager[object]:
    """Show a spinner with this text on a terminal."""
    return errors().status(Text(text))


def show_left_aside(files: Sequence[Path]) -> None:
    """Print how many files of which endings no reader is for, if any; tables by name, since they may be registers."""
    from danchieu.loaders.files.names import is_table
    from danchieu.loaders.sources import count_endings

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

    Of rows and files that are alike, as the rows of a table that lack the same, the first is named and the others are counted.
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
    """Yield the first of those that differ in numbers, and in words with numbers, alone; its reason says how many more there are."""
    alike: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for path, reason in failures:
        alike[_NUMBERS.sub("#", path), _NUMBERED.sub("#", reason)].append((path, reason))
    for several in alike.values():
        path, reason = several[0]
        yield path, f"{reason} ({len(several) - 1:,} more like it; --json names all)" if several[1:] else reason


def make_table(**options: Any) -> Table:
    """Make a table without lines."""
    return Table(box=None, padding=(0, GAP, 0, 0), pad_edge=False, header_style="bold", **options)


def to_json(value: object, indent: int | None = None) -> str:
    """Write a value as JSON, dates in ISO form, scalars of numpy as numbers."""
    plain = json.dumps(value, ensure_ascii=False, indent=indent, default=lambda one: one.item() if hasattr(one, "item") else str(one))
    return inert_json(plain)
