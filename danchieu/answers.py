"""Prints answers of queries: tables as wide as the terminal, complete rows as CSV or JSON."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from enum import IntEnum, StrEnum
from typing import TextIO

import pandas as pd
from pandas.api.types import is_bool_dtype, is_numeric_dtype
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from danchieu.graph.queries.cells import cell_text, csv_text
from danchieu.terminal import GAP, make_table, print_line, print_renderable, to_json

__all__ = ["ColumnPriority", "Form", "show_answer", "write_json"]

# In characters: the widest that counts as narrow, the widest shown, the least a column is cut to.
_NARROW, _WIDEST, _LEAST = 24, 60, 14


class Form(StrEnum):
    """How an answer is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


class ColumnPriority(IntEnum):
    """Which columns of a table get room first."""

    KEY = 0  # the symbol or name of a document, its relation, counts, dates
    ISSUER = 1
    NARROW = 2
    WIDE = 3
    CONSTANT = 4  # the same value in all rows


def show_answer(frame: pd.DataFrame, form: Form) -> None:
    """Print an answer on standard output."""
    if form is Form.CSV:
        sys.stdout.write(csv_text(frame))
    elif form is Form.JSON:
        write_json(frame, sys.stdout)
    elif frame.empty:
        print_line("No rows.")
    elif len(frame) == 1:
        print_renderable(_record(frame.iloc[0]))
    else:
        _print_table(frame)


def write_json(frame: pd.DataFrame, stream: TextIO) -> None:
    """Write a list of rows: dates in ISO form, missing values null."""
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    stream.write(to_json(rows, indent=2) + "\n")


def _print_table(frame: pd.DataFrame) -> None:
    """Print the most important columns for which there is room, and name the others below."""
    cells = _cells(frame)
    numbers = {str(name) for name in frame if is_numeric_dtype(frame[name]) and not is_bool_dtype(frame[name])}
    dates = {str(name) for name in frame if frame[name].map(lambda value: value is None or isinstance(value, date)).all()}
    widths = _widths(cells, numbers | dates, Console().width)
    hidden = [str(name) for name in cells if name not in widths and cells[name].any()]
    table = make_table()
    for name, width in widths.items():
        table.add_column(name, width=width, no_wrap=True, overflow="ellipsis", justify="right" if name in numbers else "left")
    for row in cells[list(widths)].itertuples(index=False):
        table.add_row(*map(Text, row))
    print_renderable(table)
    if hidden:
        Console().print(Text(f"Not shown: {', '.join(hidden)}; --format csv or json shows all.", style="dim"), soft_wrap=True)


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
    cells = frame.astype(object).map(lambda value: " ".join(cell_text(value).split()))
    if {"symbol", "name"} <= set(cells):
        for other in ("name", "id"):
            if other in cells:
                cells["symbol"] = cells["symbol"].where(cells["symbol"] != "", cells[other])
        cells = cells.drop(columns="name")
    cells.columns = cells.columns.map(str)
    return cells


def _widths(cells: pd.DataFrame, figures: set[str], room: int) -> dict[str, int]:
    """Choose the columns to show and the characters each gets; empty columns, and those without room, are skipped."""
    full = {str(name): max(map(cell_len, (str(name), *cells[name]))) for name in cells if cells[name].any()}
    priorities = {name: _priority(name, cells, figures, full) for name in full}
    given: dict[str, int] = {}
    for name in sorted(full, key=priorities.__getitem__):
        width = min(full[name], _NARROW if priorities[name] <= ColumnPriority.ISSUER else _WIDEST, room)
        if width == full[name] or width >= _LEAST:
            given[name] = width
            room -= width + GAP
    return {name: given[name] for name in full if name in given}


def _priority(name: str, cells: pd.DataFrame, figures: set[str], full: Mapping[str, int]) -> ColumnPriority:
    if cells[name].nunique() == 1:
        return ColumnPriority.CONSTANT
    if name in figures or name in ("symbol", "name", "relation"):
        return ColumnPriority.KEY
    if name == "id" and "symbol" in full and cells["symbol"].is_unique:
        return ColumnPriority.WIDE
    if name == "issuer":
        return ColumnPriority.ISSUER
    return ColumnPriority.NARROW if full[name] <= _NARROW else ColumnPriority.WIDE
