"""Prints what the commands report besides answers: lines, problems, progress, the figures of a load, lists of queries."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, TextIO

import typer
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from danchieu.graph.loading.ingest import LoadReport
from danchieu.graph.queries.library import Query

__all__ = [
    "GAP",
    "Rate",
    "count_of",
    "find_invocation",
    "make_table",
    "open_output",
    "parse_pairs",
    "print_line",
    "print_problem",
    "print_renderable",
    "show_load",
    "show_progress",
    "show_queries",
    "show_things_to_try",
    "show_waiting",
    "to_json",
    "write_marked",
]

TO_TRY = (
    ("query propagation -p document=05-CT/TW", "which documents implement a directive, level by level"),
    ("query most_cited", "the most cited documents"),
    ("check --kind date", "a document cited with a date that is not its own"),
    ("dashboard", "the same in a browser"),
)
_RARE = ("listed", "reread", "relinked", "pruned", "duplicates")  # figures of a load that are shown only if they are not zero

GAP = 2
"""Characters between the columns of a table."""


def print_line(text: str) -> None:
    """Print one line on standard output, without markup."""
    Console().print(Text(text), soft_wrap=True)


def print_problem(kind: str, text: str) -> None:
    """Print one line on standard error: the kind of problem in red, and the problem."""
    _stderr().print(Text.assemble((kind, "red"), " ", text), soft_wrap=True)


def print_renderable(renderable: RenderableType) -> None:
    """Print a table or text on standard output, without trailing blanks."""
    console = Console()
    with console.capture() as printed:
        console.print(renderable)
    sys.stdout.write("".join(line.rstrip() + "\n" for line in printed.get().splitlines()))


def count_of(count: int, noun: str) -> str:
    """Return a number with its noun in singular or plural.

    >>> count_of(1, "file"), count_of(1200, "file")
    ('1 file', '1,200 files')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def show_waiting(text: str) -> AbstractContextManager[object]:
    """Show a spinner with this text on a terminal."""
    return _stderr().status(text)


@contextmanager
def show_progress(total: int) -> Iterator[tuple[Callable[[], None], Callable[[str], None]]]:
    """Show bars on standard error for files read and files loaded; yields the two functions to call after each file."""
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn()
    with Progress(*columns, console=_stderr(), transient=True) as bar:
        reading, loading = bar.add_task("Reading", total=total), bar.add_task("Loading", total=total)
        yield lambda: bar.advance(reading), lambda path: bar.advance(loading)


class Rate(ProgressColumn):
    """Files per second."""

    def render(self, task: Task) -> Text:
        """Render the rate so far, as `120/s`."""
        return Text(f"{task.speed:,.0f}/s" if task.speed else "", style="progress.data.speed")


def show_load(report: LoadReport, overview: Mapping[str, Any], *, as_json: bool = False) -> None:
    """Print the figures of a load beside those of the graph after it, and each failure with its reason; JSON has all of it."""
    graph = {name: value for name, value in overview.items() if name != "loaded"} | {"documents": overview["loaded"]}
    if as_json:
        sys.stdout.write(to_json(report.to_json() | {"graph": graph}, indent=2) + "\n")
        return
    table = make_table()
    table.add_column("")
    table.add_column("this load", justify="right")
    table.add_column("graph", justify="right")
    for name, count in report.rows():
        if count != "0" or name not in _RARE:
            table.add_row(name, count, f"{graph[name]:,}" if name in graph else "")
    print_renderable(table)
    if report.reread:
        print_line(
            f"{count_of(report.reread, 'file')} {'was' if report.reread == 1 else 'were'} read again because the extraction rules changed."
        )
    for failure in report.failed:
        print_problem("failed", f"{failure.path}: {failure.reason}")
    for duplicate in report.duplicates:
        print_problem("same document", f"{duplicate.path}: already loaded from {duplicate.same_as}")


def show_things_to_try(store: str | None) -> None:
    """Print commands to copy for the store that was just filled, each with what it shows."""
    commands = [(f"{find_invocation()} {command}{f' --store {store}' if store else ''}", what) for command, what in TO_TRY]
    width = max(len(command) for command, _ in commands)
    print_line("\n".join(["", "Things to try:", *(f"  {command:{width}}  {what}" for command, what in commands)]))


def show_queries(queries: Iterable[Query], *, whole: bool = False) -> None:
    """Print names, parameters and questions of queries; with `whole`, their files."""
    for query in queries:
        if whole:
            print_line(query.source.rstrip("\n") + "\n")
            continue
        parameters = " ".join(one.name if one.required else f"[{one.name}]" for one in query.parameters)
        Console().print(Text.assemble((query.name, "bold"), f" {parameters}" if parameters else ""))
        Console().print(Padding(Text.assemble(query.question["en"], "\n", (query.question["vi"], "dim")), (0, 0, 0, 4)))


def write_marked(text: Text, stream: TextIO) -> None:
    """Write a text, in colours if the stream is a terminal; its lines are not wrapped."""
    Console(file=stream).print(text, soft_wrap=True)


@contextmanager
def open_output(output: str) -> Iterator[TextIO]:
    """Open the file to write to, or standard output for `-`."""
    if output == "-":
        yield sys.stdout
        return
    with Path(output).open("w", encoding="utf-8", newline="\n") as stream:
        yield stream


def find_invocation() -> str:
    """Return the command to call this program again: with its path if the shell would not find it by its name."""
    found = shutil.which("danchieu")
    elsewhere = Path(sys.argv[0]).name == "danchieu" and not (found and Path(found).samefile(sys.argv[0]))
    return sys.argv[0] if elsewhere else "danchieu"


def parse_pairs(given: list[str]) -> dict[str, str]:
    """Parse `key=value` texts into a dictionary; raises a usage error for one without `=`."""
    for text in given:
        if "=" not in text:
            raise typer.BadParameter(f"{text!r} is not KEY=VALUE", param_hint="--parameter")
    return {key.strip(): value.strip() for key, _, value in (text.partition("=") for text in given)}


def make_table(**options: Any) -> Table:
    """Make a table without lines."""
    return Table(box=None, padding=(0, GAP, 0, 0), pad_edge=False, header_style="bold", **options)


def to_json(value: object, indent: int | None = None) -> str:
    """Write a value as JSON, dates in ISO form, scalars of numpy as numbers."""
    return json.dumps(value, ensure_ascii=False, indent=indent, default=lambda one: one.item() if hasattr(one, "item") else str(one))


def _stderr() -> Console:
    return Console(stderr=True)
