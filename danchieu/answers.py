"""Prints answers of queries: tables as wide as the terminal, complete rows as CSV or JSON."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TextIO

import pandas as pd
from pandas.api.types import is_bool_dtype, is_numeric_dtype
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from danchieu.graph.queries.cells import cell_text, csv_text
from danchieu.inert import inert
from danchieu.options import Form
from danchieu.terminal import GAP, make_table, output_width, print_line, print_renderable, print_text, to_json, write_data

__all__ = ["show_answer", "write_json"]

_LEAST = 14  # characters to which a column is cut, if need be


def show_answer(frame: pd.DataFrame, form: Form, first: Sequence[str] = ()) -> None:
    """Print an answer on standard output; a table shows the columns named `first` before all others."""
    if form is Form.CSV:
        write_data(csv_text(frame))
    elif form is Form.JSON:
        write_json(frame, sys.stdout)
    elif frame.empty:
        print_line("No rows.")
    elif len(frame) == 1:
        print_renderable(_record(frame.iloc[0]))
    else:
        _print_table(frame, first)


def write_json(frame: pd.DataFrame, stream: TextIO) -> None:
    """Write a list of rows: dates in ISO form, missing values null."""
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    stream.write(to_json(rows, indent=2) + "\n")


def _print_table(frame: pd.DataFrame, first: Sequence[str]) -> None:
    """Print the columns for which there is room, and name the others below."""
    cells = _cells(frame)
    numbers = {str(name) for name in frame if is_numeric_dtype(frame[name]) and not is_bool_dtype(frame[name])}
    full = {str(name): max(map(cell_len, (str(name), *cells[name]))) for name in cells if cells[name].any()}
    widths = _widths(full, [name for name in first if name in full], output_width())
    table = make_table()
    for name, width in widths.items():
        table.add_column(name, width=width, no_wrap=True, overflow="ellipsis", justify="right" if name in numbers else "left")
    for row in cells[list(widths)].itertuples(index=False):
        table.add_row(*map(Text, row))
    print_renderable(table)
    if hidden := [name for name in full if name not in widths]:
        print_text(Text(f"Not shown: {', '.join(hidden)}; --format csv or json shows all.", style="dim"))


def _record(row: pd.Series) -> Table:
    """Make a table of one row: a line per column that has a value."""
    table = make_table(show_header=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in row.items():
        if text := cell_text(value):
            table.add_row(str(name), Text(text))
    return table


def _cells(frame: pd.DataFrame) -> pd.DataFrame:
    """Convert every value to one line; the name, else the id, replaces a missing `symbol`."""
    cells = frame.astype(object).map(lambda value: inert(" ".join(cell_text(value).split())))
    if {"symbol", "name"} <= set(cells):
        for other in ("name", "id"):
            if other in cells:
                cells["symbol"] = cells["symbol"].where(cells["symbol"] != "", cells[other])
        cells = cells.drop(columns="name")
    cells.columns = cells.columns.map(str)
    return cells


def _widths(full: Mapping[str, int], first: Sequence[str], room: int) -> dict[str, int]:
    """Choose the columns to show, in order, and the characters each gets.

    The columns named `first` come first and share the room: none takes more than it needs, and those that need most are cut alike. Each
    other column is shown as far as there is room left for it.
    """
    given: dict[str, int] = {}
    for name in first:
        least = min(full[name], _LEAST)
        if least <= room:
            given[name], room = least, room - least - GAP
    room += GAP  # none is needed behind the last
    waiting = sorted(given, key=full.__getitem__)
    for sharing, name in zip(range(len(waiting), 0, -1), waiting, strict=True):
        more = min(full[name] - given[name], max(room, 0) // sharing)
        given[name], room = given[name] + more, room - more
    for name in [name for name in full if name not in first]:
        width = min(full[name], room - GAP)
        if width == full[name] or width >= _LEAST:
            given[name], room = width, room - width - GAP
    return given
