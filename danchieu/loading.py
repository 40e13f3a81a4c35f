"""Loads files for the command line: progress while it lasts, figures and failures at the end."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path

from rich import progress
from rich.text import Text

from danchieu.file_report import show_failures, show_left_aside, show_notes
from danchieu.graph.loading.ingest import LoadReport
from danchieu.graph.model import Row
from danchieu.graph.queries.library import run
from danchieu.graph.settings import read_settings
from danchieu.graph.store.bolt import open_store
from danchieu.limits import limits_of
from danchieu.loaders.sources import count_endings, find_files
from danchieu.pipeline import Progress, Sources, find_sources, load_sources
from danchieu.terminal import (
    count_of,
    errors,
    make_table,
    print_line,
    print_problem,
    print_renderable,
    show_waiting,
    to_json,
)

__all__ = ["Rate", "load", "load_sample"]

_TO_TRY = (
    ("query propagation -p document=05-CT/TW", "which documents implement a directive, level by level"),
    ("query most_cited", "the most cited documents"),
    ("check --kind date", "a document cited with a date that is not its own"),
    ("dashboard", "the same in a browser"),
)
_RARE = ("listed", "reread", "relinked", "moved", "pruned", "duplicates", "notes")
"""Figures of a load that are shown only if they are not zero."""


def load(
    paths: list[Path],
    registers: list[Path],
    *,
    store: str | None,
    pruning: bool = False,
    as_json: bool = False,
    processes: int | None = None,
) -> int:
    """Load files and registers with a progress bar, and print the report; return the number of failures."""
    sources, settings = find_sources(paths, registers, pruning=pruning), read_settings(store)
    with show_waiting(f"Opening the store {settings.store}"):
        writer = open_store(settings, mode="write")
    with writer, _show_progress(len(sources.files)) as (on_read, on_found, on_loaded):
        progress = Progress(on_read, on_found, on_loaded, _say_waiting)
        report = load_sources(writer, sources, pruning=pruning, progress=progress, processes=processes, limits=limits_of(settings))
        [overview] = run(writer, "overview")
    graph = {name: value for name, value in overview.items() if name != "loaded"} | {"documents": overview["loaded"]}
    if as_json:
        sys.stdout.write(
            to_json(report.to_json() | {"left_aside": count_endings(map(Path, report.left_aside)), "graph": graph}, indent=2) + "\n"
        )
    else:
        _show_report(report, graph, sources)
    return len(report.failed)


@contextmanager
def _show_progress(total: int) -> Iterator[tuple[Callable[[], None], Callable[[], None], Callable[[str], None]]]:
    """Show bars on standard error for files read and files loaded.

    Yields the functions to call after a file was read, when one more is found in an archive, and after one was loaded.
    """
    text, bar, count = progress.TextColumn("{task.description}"), progress.BarColumn(), progress.MofNCompleteColumn()
    columns, console = (text, bar, count, Rate(), progress.TimeRemainingColumn()), errors()
    with progress.Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as shown:
        reading, loading = shown.add_task("Reading", total=total), shown.add_task("Loading", total=total)

        def extend() -> None:
            for task in shown.tasks:
                shown.update(task.id, total=(task.total or 0) + 1)

        yield lambda: shown.advance(reading), extend, lambda path: shown.advance(loading)


class Rate(progress.ProgressColumn):
    """Files per second."""

    def render(self, task: progress.Task) -> Text:
        """Render the rate so far, as `120/s`."""
        return Text(f"{task.speed:,.0f}/s" if task.speed else "", style="progress.data.speed")


def _show_report(report: LoadReport, graph: Row, sources: Sources) -> None:
    """Print the figures of a load beside those of the graph after it, and each failure with its reason."""
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
    if report.gone:
        number, first = len(report.gone), report.gone[0]
        several = f"{number:,} files are no longer there, the first {first}" if number > 1 else f"1 file is no longer there, {first}"
        print_problem("gone", f"{several}; --prune removes what was loaded from {'them' if number > 1 else 'it'}")
    for path in sources.gone:
        print_problem("gone", f"{path}: it does not exist; what was loaded from it, if anything, was removed")
    show_notes((note.path, note.text) for note in report.notes)
    for duplicate in report.duplicates:
        print_problem("same document", f"{duplicate.path}: already loaded from {duplicate.same_as}")
    show_left_aside([*map(Path, report.left_aside)])
    show_failures([(failure.path, failure.reason) for failure in report.failed])


def _say_waiting() -> None:
    print_problem("note", "another load writes this store; this one goes on when it ends")


def load_sample(store: str | None) -> None:
    """Load the sample corpus, and print commands to try on it."""
    with as_file(files("danchieu.data") / "sample") as sample:
        load(find_files([sample]), [], store=store)
    _show_things_to_try(store)


def _show_things_to_try(store: str | None) -> None:
    """Print commands to copy for the store that was just filled, each with what it shows."""
    commands = [(f"{_find_invocation()} {command}{f' --store {store}' if store else ''}", what) for command, what in _TO_TRY]
    width = max(len(command) for command, _ in commands)
    print_line("\n".join(["", "Things to try:", *(f"  {command:{width}}  {what}" for command, what in commands)]))


def _find_invocation() -> str:
    """Return the command to call this program again: with its path if the shell would not find it by its name."""
    found = shutil.which("danchieu")
    elsewhere = Path(sys.argv[0]).name == "danchieu" and not (found and Path(found).samefile(sys.argv[0]))
    return sys.argv[0] if elsewhere else "danchieu"
