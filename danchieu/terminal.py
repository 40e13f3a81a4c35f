"""Prints on standard output and standard error: lines, problems, tables, JSON. Nothing printed here can steer the terminal."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager
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
    "show_waiting",
    "to_json",
    "write_data",
]

GAP = 2
"""Characters between the columns of a table."""

UNLIMITED = 1_000_000
"""The width of a pipe or file: a line there is as long as it needs to be."""


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


def make_table(**options: Any) -> Table:
    """Make a table without lines."""
    return Table(box=None, padding=(0, GAP, 0, 0), pad_edge=False, header_style="bold", **options)


def to_json(value: object, indent: int | None = None) -> str:
    """Write a value as JSON, dates in ISO form, scalars of numpy as numbers."""
    plain = json.dumps(value, ensure_ascii=False, indent=indent, default=lambda one: one.item() if hasattr(one, "item") else str(one))
    return inert_json(plain)
