"""danchieu: which Vietnamese directive document cites, implements, amends or replaces which.

The command line, and the place where the rooms are put together: loaders read files, graph links and keeps them, dashboards show them.
Exit status: 0 done; 1 some files failed, each named with its reason, the rest loaded; 2 usage; 3 store unreachable.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated, Any, TextIO

import pandas as pd
import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from dashboards.launch import launch
from graph import embedded
from graph.errors import DanchieuError, SettingsError, StoreError
from graph.ingest import LoadReport, ingest, loaded_files, prune
from graph.linking import Linker
from graph.model import Record
from graph.queries import load_queries, run
from graph.settings import read_settings
from graph.store import open_store
from loaders.corpus import Failure, Unchanged, find_files, read_corpus, read_lines
from loaders.errors import SourceError
from loaders.extract import Reading, citation_row
from loaders.files import read_text

__all__ = ["main"]

app = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown", add_completion=False, pretty_exceptions_enable=False)
store_app = typer.Typer(no_args_is_help=True, help="Start, stop and show the embedded server.")
app.add_typer(store_app, name="store")
out, err = Console(), Console(stderr=True)

TRY = """
Three things to try:
  danchieu query propagation -p document=05-CT/TW   a directive on its way down
  danchieu query most_cited                         what all others rest on
  danchieu dashboard                                the same, to click through
"""


class Form(StrEnum):
    """How an answer is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


Paths = Annotated[list[Path], typer.Argument(help="Files and folders of documents (.txt, .md in UTF-8).", show_default=False)]
StoreOption = Annotated[
    str | None, typer.Option("--store", help="embedded:DIR or a Bolt URL; else DANCHIEU_STORE, else embedded:.danchieu.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the report as JSON.")]


@app.callback()
def danchieu() -> None:
    """Dẫn chiếu: a graph of which Vietnamese directive document cites, implements, amends or replaces which."""


@app.command()
def demo(
    dashboard: Annotated[bool, typer.Option(help="Open the dashboard after loading.")] = True,
    port: Annotated[int | None, typer.Option(help="Port of the dashboard; 8501, or a free one, by default.")] = None,
    store: StoreOption = None,
) -> None:
    """Load the sample corpus and open the dashboard.

    Example: `danchieu demo --no-dashboard`
    """
    with as_file(files("danchieu_data") / "sample") as sample:
        show_report(load_files([sample], store=store))
    out.print(TRY, highlight=False)
    if dashboard:
        raise typer.Exit(launch(port, read_settings(store).store))


@app.command()
def extract(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files and folders of documents.", show_default=False)] = None,
    jsonl: Annotated[
        str | None, typer.Option(metavar="FILE", help='Read texts instead: one {"file": ..., "text": ...} a line; - for standard input.')
    ] = None,
    output: Annotated[str, typer.Option(metavar="FILE", help="Where to write JSON Lines; - for standard output.")] = "-",
) -> None:
    """Write the citations of documents as JSON Lines, one citation a line. No store is needed.

    Example: `danchieu extract documents/ --output citations.jsonl`
    """
    if not paths and jsonl is None:
        raise typer.BadParameter("name files or folders, or give --jsonl FILE")
    items = read_corpus(find_files(paths)) if paths else read_lines(str(jsonl))
    with writing(output) as stream:
        failed = write_citations(items, stream)
    raise typer.Exit(1 if failed else 0)


@app.command()
def load(
    paths: Paths,
    store: StoreOption = None,
    pruning: Annotated[bool, typer.Option("--prune", help="Also take out documents whose files are gone from these folders.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Load documents into the graph. Files that did not change are not read again.

    Example: `danchieu load documents/ --store bolt://localhost:7687`
    """
    report = load_files(paths, store=store, pruning=pruning)
    show_report(report, as_json=as_json)
    raise typer.Exit(1 if report.failed else 0)


@app.command()
def query(
    name: Annotated[str | None, typer.Argument(help="A query of the library; without one they are listed.", show_default=False)] = None,
    parameters: Annotated[
        list[str] | None, typer.Option("--parameter", "-p", metavar="KEY=VALUE", help="A parameter of the query.")
    ] = None,
    cypher: Annotated[str | None, typer.Option("--cypher", metavar="TEXT", help="A read-only query of your own.")] = None,
    form: Annotated[Form, typer.Option("--format", help="How to print the answer.")] = Form.TABLE,
    store: StoreOption = None,
) -> None:
    """Ask the graph: a query of the library, or your own Cypher.

    Example: `danchieu query cited_by -p document=05-CT/TW`
    """
    if name is None and cypher is None:
        list_queries()
        return
    with open_store(read_settings(store), mode="read") as reader:
        frame = pd.DataFrame(reader.read(cypher)) if cypher else run(reader, str(name), **pairs(parameters or []))
    print_frame(frame, form)


@app.command()
def dashboard(
    port: Annotated[int | None, typer.Option(help="Port on 127.0.0.1; 8501, or a free one, by default.")] = None,
    browser: Annotated[bool, typer.Option(help="Open a browser.")] = True,
    store: StoreOption = None,
) -> None:
    """Serve the dashboard on the loopback address until Ctrl-C.

    Example: `danchieu dashboard --no-browser --port 8600`
    """
    raise typer.Exit(launch(port, read_settings(store).store, open_browser=browser))


@store_app.command("start")
def store_start(store: StoreOption = None) -> None:
    """Start the embedded server, or find it running.

    Example: `danchieu store start --store embedded:my-graph`
    """
    server = embedded.start(embedded_directory(store))
    out.print(f"The embedded store listens on {server.url}; [bold]danchieu store stop[/] stops it.")


@store_app.command("stop")
def store_stop(store: StoreOption = None) -> None:
    """Stop the embedded server; all data is kept.

    Example: `danchieu store stop`
    """
    out.print("The embedded store has stopped." if embedded.stop(embedded_directory(store)) else "The embedded store was not running.")


@store_app.command("status")
def store_status(store: StoreOption = None) -> None:
    """Say whether the embedded server runs, and where.

    Example: `danchieu store status`
    """
    directory = embedded_directory(store)
    server = embedded.find(directory)
    out.print(f"Running on {server.url} for {directory}" if server else f"Not running for {directory}; a command that needs it starts it.")


# The rooms put together -----------------------------------------------------------------------------------------------------------------


def load_files(paths: list[Path], *, store: str | None = None, pruning: bool = False) -> LoadReport:
    """read -> find -> relate -> identify -> link -> store, with a progress bar on standard error."""
    found = find_files(paths)
    with open_store(read_settings(store), mode="write") as writer, progress("Loading", len(found)) as advance:
        items = read_corpus(found, known=loaded_files(writer))
        report = ingest(writer, link_corpus(items), on_progress=advance)
        if pruning:
            report.pruned = prune(writer, [path.absolute().as_posix() for path in paths], {path.as_posix() for path in found})
    return report


def link_corpus(items: Iterable[Reading | Failure | Unchanged]) -> Iterator[Record | Failure | Unchanged]:
    """Link each text against all: every text is learnt before the first is linked. Texts are read again rather than kept in memory."""
    linker = Linker()
    readings: list[Reading] = []
    for item in items:
        if isinstance(item, Reading):
            linker.learn(item.head, item.citations, sha256=item.sha256, text=item.text)
            readings.append(replace(item, text=""))
        else:
            yield item
    for reading in readings:
        text = read_text(Path(reading.path))
        yield linker.record(reading.head, reading.citations, path=reading.path, sha256=reading.sha256, text=text)


def write_citations(items: Iterable[Reading | Failure | Unchanged], stream: TextIO) -> int:
    """Write each citation as a line of JSON, linked by its own text and the catalogue alone; the number of files that failed."""
    failed = 0
    for item in items:
        if isinstance(item, Failure):
            failed += 1
            err.print(f"[red]failed[/] {escape(item.path)}: {escape(item.reason)}", soft_wrap=True)
        elif isinstance(item, Reading):
            for row in extracted_rows(item):
                stream.write(json.dumps(row, ensure_ascii=False) + "\n")
    return failed


def extracted_rows(reading: Reading) -> Iterator[dict[str, Any]]:
    """The rows of one text for `danchieu extract`: citations with id and resolution."""
    linker = Linker()
    linker.learn(reading.head, reading.citations, sha256=reading.sha256, text=reading.text)
    record = linker.record(reading.head, reading.citations, path=reading.path, sha256=reading.sha256, text=reading.text)
    links = {link.citation.span.start: link for link in record.links}
    for citation in reading.citations:
        link = links.get(citation.span.start)
        resolution = link.resolution if link else None
        yield citation_row(reading.path, citation) | {
            "id": link.id if link else None,
            "target": resolution.target if resolution else None,
            "resolution": str(resolution.status) if resolution else None,
            "candidates": [{"id": one.document_id, "score": one.score} for one in resolution.candidates] if resolution else [],
        }


# What is printed ------------------------------------------------------------------------------------------------------------------------


class Rate(ProgressColumn):
    """Files a second."""

    def render(self, task: Task) -> Text:
        """The rate so far, as `120/s`."""
        return Text(f"{task.speed:,.0f}/s" if task.speed else "", style="progress.data.speed")


@contextmanager
def progress(title: str, total: int) -> Iterator[Callable[[str], None]]:
    """A bar on standard error; the function it gives is called with each file that is done with."""
    columns = TextColumn(title), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn()
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task(title, total=total)
        yield lambda path: bar.advance(task)


@contextmanager
def writing(output: str) -> Iterator[TextIO]:
    """The file to write to, or standard output for `-`."""
    if output == "-":
        yield sys.stdout
        return
    with Path(output).open("w", encoding="utf-8", newline="\n") as stream:
        yield stream


def show_report(report: LoadReport, *, as_json: bool = False) -> None:
    """What came of a load, and each failure with its reason."""
    if as_json:
        out.print_json(json.dumps(report.to_json(), ensure_ascii=False))
        return
    table = Table(show_header=False, box=None)
    for name, count in report.rows():
        table.add_row(name, Text(count, justify="right"))
    out.print(table)
    for path, reason in report.failed:
        err.print(f"[red]failed[/] {escape(path)}: {escape(reason)}", soft_wrap=True)
    for path, first in report.duplicates:
        err.print(f"[yellow]same document[/] {escape(path)}: {escape(first)} stands for it", soft_wrap=True)


def list_queries() -> None:
    """The library: names, questions, parameters."""
    for query in load_queries().values():
        parameters = " ".join(p.name if p.required else f"[{p.name}]" for p in query.parameters)
        out.print(
            f"[bold]{query.name}[/] {escape(parameters)}\n    {query.question['en']}\n    [dim]{query.question['vi']}[/]", highlight=False
        )
    out.print("\nRun one: danchieu query cited_by -p document=05-CT/TW", highlight=False)


def print_frame(frame: pd.DataFrame, form: Form) -> None:
    """An answer as a table, as CSV, or as JSON (a list of rows; dates in ISO form). CSV and JSON hold all columns in full."""
    if form is Form.CSV:
        frame.to_csv(sys.stdout, index=False)
    elif form is Form.JSON:
        sys.stdout.write(frame.to_json(orient="records", force_ascii=False, date_format="iso", indent=2) + "\n")
    elif frame.empty:
        out.print("No rows.")
    else:
        print_table(frame.astype(object).where(frame.notna(), "").map(one_line))


def print_table(cells: pd.DataFrame) -> None:
    """As many columns as the terminal is wide: first those that tell rows apart and are narrow. What is left out is named below."""
    telling = [name for name in cells if cells[name].any()]
    telling.sort(key=lambda name: (len(cells) > 1 and cells[name].nunique() == 1, width_of(cells, name) > 24))
    kept: list[str] = []
    for name in telling:
        if sum(width_of(cells, other) for other in [*kept, name]) <= out.width:
            kept.append(name)
    kept = [name for name in cells if name in kept] or telling[:1]
    table = Table(box=None, padding=(0, 2, 0, 0))
    for name in kept:
        table.add_column(name, no_wrap=True)
    for row in cells[kept].itertuples(index=False):
        table.add_row(*map(Text, row))
    out.print(table)
    if hidden := [name for name in telling if name not in kept]:
        out.print(f"[dim]Also: {escape(', '.join(hidden))} (--format csv or json shows all)[/]", highlight=False)


def width_of(cells: pd.DataFrame, name: str) -> int:
    """Characters that a column takes."""
    return max(len(name), int(cells[name].str.len().max())) + 2


def one_line(value: object) -> str:
    """A value as a cell: one line of at most 60 characters."""
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else text[:59] + "…"


def pairs(parameters: list[str]) -> dict[str, str]:
    """`key=value` texts as a dictionary; raises a usage error for one without `=`."""
    for text in parameters:
        if "=" not in text:
            raise typer.BadParameter(f"{text!r} is not KEY=VALUE", param_hint="--parameter")
    return {key.strip(): value.strip() for key, _, value in (text.partition("=") for text in parameters)}


def embedded_directory(store: str | None) -> Path:
    """The directory of the embedded store; raises SettingsError for a store elsewhere."""
    settings = read_settings(store)
    if settings.directory is None:
        raise SettingsError(f"{settings.store} is a server of its own: start and stop it where it runs; danchieu store is for embedded:DIR")
    return settings.directory


def main() -> None:
    """Run the command line: messages for what was foreseen, exit statuses as the module says."""
    try:
        app()
    except StoreError as error:
        err.print(f"[red]store[/] {escape(str(error))}", soft_wrap=True)
        raise SystemExit(3) from error
    except (DanchieuError, SourceError, OSError) as error:
        err.print(f"[red]error[/] {escape(str(error))}", soft_wrap=True)
        raise SystemExit(2) from error


if __name__ == "__main__":
    main()
