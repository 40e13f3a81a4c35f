"""What the command line prints: reports, answers in tables as wide as the terminal, answers in full as CSV or JSON."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol, TextIO

import pandas as pd
import typer
from pandas.api.types import is_bool_dtype, is_numeric_dtype
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

__all__ = [
    "Form", "Question", "Rate", "Report", "complain", "invocation", "pairs", "progress", "put", "say", "show_answer", "show_load",
    "show_queries", "show_things_to_try", "waiting", "write_csv", "write_json", "write_marked", "writing",
]  # fmt: skip

TO_TRY = (
    ("query propagation -p document=05-CT/TW", "a directive on its way down"),
    ("query most_cited", "what all others rest on"),
    ("check --kind date", "a text that dates a document otherwise than it dates itself"),
    ("dashboard", "the same, to click through"),
)

OUT, ERR = Console(), Console(stderr=True)
_GAP, _NARROW, _WIDEST, _LEAST = 2, 24, 60, 14  # characters: between columns, of a narrow one, of a wide one, of one cut short


class Form(StrEnum):
    """How an answer is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


class Report(Protocol):
    """What came of a load: see graph.ingest.LoadReport."""

    reread: int
    failed: list[tuple[str, str]]
    duplicates: list[tuple[str, str]]

    def rows(self) -> list[tuple[str, str]]: ...
    def to_json(self) -> dict[str, Any]: ...


class Question(Protocol):
    """A query of the library: see graph.queries.Query."""

    @property
    def name(self) -> str: ...
    @property
    def question(self) -> Mapping[str, str]: ...
    @property
    def parameters(self) -> Iterable[Any]: ...
    @property
    def source(self) -> str: ...


def say(text: str) -> None:
    """One line on standard output, as it is."""
    OUT.print(Text(text), soft_wrap=True)


def complain(what: str, text: str) -> None:
    """One line on standard error: what kind of trouble, and the trouble."""
    ERR.print(Text.assemble((what, "red"), " ", text), soft_wrap=True)


def waiting(text: str) -> AbstractContextManager[object]:
    """Show on a terminal that something takes its time."""
    return ERR.status(text)


@contextmanager
def progress(total: int) -> Iterator[tuple[Callable[[], None], Callable[[str], None]]]:
    """Bars on standard error for files read and files loaded; the functions it gives are called with each file that is done with."""
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn()
    with Progress(*columns, console=ERR, transient=True) as bar:
        reading, loading = bar.add_task("Reading", total=total), bar.add_task("Loading", total=total)
        yield lambda: bar.advance(reading), lambda path: bar.advance(loading)


class Rate(ProgressColumn):
    """Files a second."""

    def render(self, task: Task) -> Text:
        """The rate so far, as `120/s`."""
        return Text(f"{task.speed:,.0f}/s" if task.speed else "", style="progress.data.speed")


def show_load(report: Report, held: Mapping[str, Any], *, as_json: bool = False) -> None:
    """What came of a load beside what the graph `held` after it, and each failure with its reason; JSON has all of it."""
    if as_json:
        sys.stdout.write(_json(report.to_json() | {"graph": held}, indent=2) + "\n")
        return
    table = _table()
    table.add_column("")
    table.add_column("this load", justify="right")
    table.add_column("graph", justify="right")
    for name, count in report.rows():
        if count == "0" and name in ("listed", "reread", "relinked", "pruned", "duplicates"):
            continue  # what seldom happens is told when it does
        table.add_row(name, count, f"{held[name]:,}" if name in held else "")
    put(table)
    if report.reread:
        say(f"{report.reread:,} {'file was' if report.reread == 1 else 'files were'} read again: the rules have changed since loading.")
    for path, reason in report.failed:
        complain("failed", f"{path}: {reason}")
    for path, first in report.duplicates:
        complain("same document", f"{path}: {first} stands for it")


def show_things_to_try(store: str | None) -> None:
    """Commands to copy for the store that was just filled, with what they are for."""
    commands = [(f"{invocation()} {command}{f' --store {store}' if store else ''}", what) for command, what in TO_TRY]
    width = max(len(command) for command, _ in commands)
    say("\n".join(["", "Things to try:", *(f"  {command:{width}}  {what}" for command, what in commands)]))


def show_queries(queries: Iterable[Question], *, whole: bool = False) -> None:
    """Names, parameters and questions of queries; their files as they stand when `whole`."""
    for query in queries:
        if whole:
            say(query.source.rstrip("\n") + "\n")
            continue
        parameters = " ".join(one.name if one.required else f"[{one.name}]" for one in query.parameters)
        OUT.print(Text.assemble((query.name, "bold"), f" {parameters}" if parameters else ""))
        OUT.print(Padding(Text.assemble(query.question["en"], "\n", (query.question["vi"], "dim")), (0, 0, 0, 4)))


def show_answer(frame: pd.DataFrame, form: Form) -> None:
    """An answer on standard output."""
    if form is Form.CSV:
        write_csv(frame, sys.stdout)
    elif form is Form.JSON:
        write_json(frame, sys.stdout)
    elif frame.empty:
        say("No rows.")
    elif len(frame) == 1:
        put(_sheet(frame.iloc[0]))
    else:
        _print_table(frame)


def write_csv(frame: pd.DataFrame, stream: TextIO) -> None:
    """All columns in full; lists and maps as JSON."""
    frame.map(lambda value: _json(value) if isinstance(value, list | dict) else value).to_csv(stream, index=False, lineterminator="\n")


def write_json(frame: pd.DataFrame, stream: TextIO) -> None:
    """A list of rows, dates in ISO form, missing values null."""
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    stream.write(_json(rows, indent=2) + "\n")


def write_marked(text: Text, stream: TextIO) -> None:
    """A text in colours, where the stream is a terminal; its lines as they are."""
    Console(file=stream).print(text, soft_wrap=True)


@contextmanager
def writing(output: str) -> Iterator[TextIO]:
    """The file to write to, or standard output for `-`."""
    if output == "-":
        yield sys.stdout
        return
    with Path(output).open("w", encoding="utf-8", newline="\n") as stream:
        yield stream


def invocation() -> str:
    """How this program was called, to be called again: with its path where the shell does not find it by its name."""
    found = shutil.which("danchieu")
    elsewhere = Path(sys.argv[0]).name == "danchieu" and not (found and Path(found).samefile(sys.argv[0]))
    return sys.argv[0] if elsewhere else "danchieu"


def pairs(given: list[str]) -> dict[str, str]:
    """`key=value` texts as a dictionary; raises a usage error for one without `=`."""
    for text in given:
        if "=" not in text:
            raise typer.BadParameter(f"{text!r} is not KEY=VALUE", param_hint="--parameter")
    return {key.strip(): value.strip() for key, _, value in (text.partition("=") for text in given)}


def _print_table(frame: pd.DataFrame) -> None:
    """The columns that tell most and find room; what finds none is named below."""
    cells = _cells(frame)
    numbers = {str(name) for name in frame if is_numeric_dtype(frame[name]) and not is_bool_dtype(frame[name])}
    dates = {str(name) for name in frame if frame[name].map(lambda value: value is None or isinstance(value, date)).all()}
    widths = _widths(cells, numbers | dates, OUT.width)
    hidden = [str(name) for name in cells if name not in widths and cells[name].any()]
    table = _table()
    for name, width in widths.items():
        table.add_column(name, width=width, no_wrap=True, overflow="ellipsis", justify="right" if name in numbers else "left")
    for row in cells[list(widths)].itertuples(index=False):
        table.add_row(*map(Text, row))
    put(table)
    if hidden:
        OUT.print(Text(f"Not shown: {', '.join(hidden)}; --format csv or json shows all.", style="dim"), soft_wrap=True)


def put(renderable: RenderableType) -> None:
    """A table or text on standard output, without the blanks that fill its lines."""
    with OUT.capture() as printed:
        OUT.print(renderable)
    sys.stdout.write("".join(line.rstrip() + "\n" for line in printed.get().splitlines()))


def _table(**options: Any) -> Table:
    return Table(box=None, padding=(0, _GAP, 0, 0), pad_edge=False, header_style="bold", **options)


def _sheet(row: pd.Series) -> Table:
    table = _table(show_header=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in row.items():
        if text := _text(value):
            table.add_row(str(name), Text(text))
    return table


def _cells(frame: pd.DataFrame) -> pd.DataFrame:
    """Every value as one line; `name` goes where `symbol` is missing."""
    cells = frame.astype(object).map(lambda value: " ".join(_text(value).split()))
    if {"symbol", "name"} <= set(cells):
        cells["symbol"] = cells["symbol"].where(cells["symbol"] != "", cells["name"])
        cells = cells.drop(columns="name")
    cells.columns = cells.columns.map(str)
    return cells


def _widths(cells: pd.DataFrame, figures: set[str], room: int) -> dict[str, int]:
    """The columns that are shown, with the characters that each gets; empty ones and those that find no room are left out."""
    full = {str(name): max(map(cell_len, (str(name), *cells[name]))) for name in cells if cells[name].any()}

    def rank(name: str) -> int:
        """0 what a document is called, how it relates, counts, dates; 1 its issuer; 2 what is narrow, 3 wide; 4 alike in all rows."""
        if cells[name].nunique() == 1:
            return 4
        if name in figures or name in ("symbol", "name", "relation"):
            return 0
        if name == "id" and "symbol" in full and cells["symbol"].is_unique:
            return 3
        return 1 if name == "issuer" else 2 if full[name] <= _NARROW else 3

    given: dict[str, int] = {}
    for name in sorted(full, key=rank):
        width = min(full[name], _NARROW if rank(name) < 2 else _WIDEST, room)
        if width == full[name] or width >= _LEAST:
            given[name] = width
            room -= width + _GAP
    return {name: given[name] for name in full if name in given}


def _text(value: object) -> str:
    """A value for the eye: documents in a list by symbol or name, nothing for what is missing."""
    match value:
        case list():
            return ", ".join(map(_text, value))
        case dict():
            named = value.get("symbol") or value.get("name") or value.get("id")
            score = f" {value['score']:.2f}" if "score" in value else ""
            return f"{named}{score}" if named else _json(value)
        case bool():
            return "yes" if value else "no"
        case float():
            return "" if pd.isna(value) else f"{value:g}"
    return "" if value is None or value is pd.NA or value is pd.NaT else str(value)


def _json(value: object, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent, default=lambda one: one.item() if hasattr(one, "item") else str(one))
