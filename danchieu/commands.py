"""The command line: each command reads its options, calls the pipeline or a connection, and prints the result.

Exit status: 0 done; 1 some files failed, each reported with its reason, the rest loaded; 2 usage; 3 store unreachable.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.metadata import version
from importlib.resources import as_file, files
from pathlib import Path
from typing import TextIO

import pandas as pd
import typer

from danchieu import answers, findings, options, terminal
from danchieu.bulk import show_bulk
from danchieu.connection import connect
from danchieu.dashboards.launch import launch
from danchieu.graph import checks
from danchieu.graph.checks.findings import kinds
from danchieu.graph.errors import DanchieuError, SettingsError, StoreError
from danchieu.graph.loading.ingest import LoadReport
from danchieu.graph.model import Failure, Reading, Row
from danchieu.graph.queries import trace as tracing
from danchieu.graph.queries.library import find_query, load_queries, names_query, run
from danchieu.graph.settings import read_settings
from danchieu.graph.store import embedded
from danchieu.graph.store.bolt import open_store
from danchieu.loaders.corpus import find_files, read_corpus, read_lines
from danchieu.marked_text import mark_citations
from danchieu.pipeline import Item, Progress, extract_rows, find_sources, load_sources

__all__ = ["main"]

app = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown", add_completion=False, pretty_exceptions_enable=False)
store_app = typer.Typer(no_args_is_help=True, help="Start, stop and show the embedded server.")
app.add_typer(store_app, name="store")


@app.callback(invoke_without_command=True)
def danchieu(show_version: options.Version = False) -> None:
    """Dẫn chiếu: a graph of which Vietnamese directive document cites, implements, amends or replaces which."""
    if show_version:
        terminal.print_line(f"danchieu {version('danchieu')}")
        raise typer.Exit


@app.command()
def demo(dashboard: options.Dashboard = True, port: options.Port = None, store: options.Store = None) -> None:
    """Load the sample corpus and open the dashboard.

    Example: `danchieu demo --no-dashboard`
    """
    with as_file(files("danchieu.data") / "sample") as sample:
        terminal.show_load(*load_files([sample], [], store=store))
    terminal.show_things_to_try(store)
    if dashboard:
        raise typer.Exit(launch(port, read_settings(store).store))


@app.command()
def extract(
    paths: options.Sources = None, jsonl: options.Lines = None, output: options.Output = "-", marked: options.Explain = False
) -> None:
    """Write the citations of documents as JSON Lines, one citation per line. No store is needed.

    Example: `danchieu extract documents/ --output citations.jsonl`
    """
    if bool(paths) == (jsonl is not None):
        raise typer.BadParameter("give files or folders, or --jsonl FILE, but not both")
    items = read_corpus(find_files(paths)) if paths else read_lines(str(jsonl))
    with terminal.open_output(output) as stream:
        failed = write_citations(items, stream, marked=marked)
    raise typer.Exit(1 if failed else 0)


@app.command()
def load(
    paths: options.Documents,
    registers: options.Registers = None,
    store: options.Store = None,
    pruning: options.Prune = False,
    as_json: options.Json = False,
    bulk: options.Bulk = None,
) -> None:
    """Load documents into the graph. Unchanged files are skipped unless the extraction rules changed.

    Example: `danchieu load documents/`
    """
    if bulk and (store or pruning):
        raise typer.BadParameter("--bulk writes files for a store that is empty: give neither --store nor --prune with it")
    if bulk:
        raise typer.Exit(show_bulk(find_sources(paths, registers or []), bulk, as_json=as_json))
    report, overview = load_files(paths, registers or [], store=store, pruning=pruning)
    terminal.show_load(report, overview, as_json=as_json)
    raise typer.Exit(1 if report.failed else 0)


@app.command()
def query(
    name: options.QueryName = None,
    given: options.Parameters = None,
    cypher: options.Cypher = None,
    form: options.Format = answers.Form.TABLE,
    show: options.Show = False,
    store: options.Store = None,
) -> None:
    """Query the graph: run a query of the library, or your own read-only Cypher.

    Example: `danchieu query cited_by -p document=05-CT/TW`
    """
    if name and cypher:
        raise typer.BadParameter("give the name of a query of the library or --cypher TEXT, but not both")
    chosen, question = [find_query(name)] if name else load_queries().values(), name or cypher
    if show or not question:
        terminal.show_queries(chosen, whole=show)
    else:
        answers.show_answer(run_query(question, terminal.parse_pairs(given or []), store=store), form)


@app.command()
def check(only: options.Kinds = None, form: options.Format = answers.Form.TABLE, store: options.Store = None) -> None:
    """Report contradictions and open questions by kind, with file and line. Nothing is changed.

    Example: `danchieu check --kind date`
    """
    with connect(store) as connection:
        found = checks.findings.check(connection.reader, only=only or ())
        findings.show_findings(found, {name: kind for name, kind in kinds().items() if name in (only or kinds())}, form)


@app.command()
def trace(place: options.Place, as_json: options.Json = False, store: options.Store = None) -> None:
    """Trace a citation from file and line to edge: what it states, which rungs of the ladder were tried, which document it refers to.

    Example: `danchieu trace 05-CT/TW`
    """
    with connect(store) as connection:
        if tracing.names_document(place):
            findings.show_citations(tracing.find_citations(connection.reader, place), as_json=as_json)
        else:
            findings.show_traces(connection.trace(place), as_json=as_json)


@app.command()
def dashboard(
    port: options.Port = None, browser: options.Browser = True, address: options.Address = "127.0.0.1", store: options.Store = None
) -> None:
    """Serve the dashboard until Ctrl-C, for this machine alone unless --address says otherwise.

    Example: `danchieu dashboard --no-browser --port 8600`
    """
    raise typer.Exit(launch(port, read_settings(store).store, open_browser=browser, host=address))


@store_app.command("start")
def store_start(port: options.BoltPort = None, store: options.Store = None) -> None:
    """Start the embedded server, or show its address if it is already running.

    Example: `danchieu store start`
    """
    settings = read_settings(store)
    server = embedded.start(settings.embedded_directory(), port=port, idle_minutes=settings.idle_minutes)
    if port not in (None, server.port):
        raise SettingsError(f"the embedded store already listens on port {server.port}; to change it, run first: danchieu store stop")
    terminal.print_line(f"The embedded store listens on {server.url}; stop it with danchieu store stop.")


@store_app.command("stop")
def store_stop(store: options.Store = None) -> None:
    """Stop the embedded server; all data is kept.

    Example: `danchieu store stop`
    """
    stopped = embedded.stop(read_settings(store).embedded_directory())
    terminal.print_line("The embedded store has stopped." if stopped else "The embedded store was not running.")


@store_app.command("status")
def store_status(store: options.Store = None) -> None:
    """Show whether the embedded server is running, and its address.

    Example: `danchieu store status`
    """
    directory = read_settings(store).embedded_directory()
    server = embedded.find(directory)
    running = f"Running on {server.url} for {directory}." if server else f"Not running ({directory}); the next command starts it."
    terminal.print_line(running)


def load_files(paths: list[Path], registers: list[Path], *, store: str | None, pruning: bool = False) -> tuple[LoadReport, Row]:
    """Load files with a progress bar on standard error; return the report and the figures of the graph after it."""
    sources, settings = find_sources(paths, registers), read_settings(store)
    with terminal.show_waiting(f"Opening the store {settings.store}"):
        writer = open_store(settings, mode="write")
    with writer, terminal.show_progress(len(sources.files)) as (on_read, on_loaded):
        report = load_sources(writer, sources, pruning=pruning, progress=Progress(on_read, on_loaded))
        [overview] = run(writer, "overview")
    return report, overview


def write_citations(items: Iterable[Item], stream: TextIO, *, marked: bool = False) -> int:
    """Write each citation as a line of JSON, or each text with its citations marked; return the number of failed files."""
    failed = 0
    for item in items:
        if isinstance(item, Failure):
            failed += 1
            terminal.print_problem("failed", f"{item.path}: {item.reason}")
        elif isinstance(item, Reading) and marked:
            targets = {row["start"]: row["target"] for row in extract_rows(item) if row["target"]}
            terminal.write_marked(mark_citations(item.text, item.citations, targets), stream)
        elif isinstance(item, Reading):
            stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in extract_rows(item))
    return failed


def run_query(question: str, parameters: dict[str, str], *, store: str | None = None) -> pd.DataFrame:
    """Run a query of the library or Cypher. Wrong parameters are reported before the store is opened, an empty graph afterwards."""
    if names_query(question):
        find_query(question).bind(parameters)
    with connect(store) as connection:
        frame = connection.query(question, **parameters)
        if frame.empty and run(connection.reader, "overview")[0]["loaded"] == 0:
            terminal.print_problem("empty", "no documents in the graph yet; load some with danchieu load, or the sample with danchieu demo")
    return frame


def main() -> None:
    """Run the command line: print expected errors as one line and map them to exit codes."""
    try:
        app(prog_name="danchieu")
    except DanchieuError as error:
        terminal.print_problem("error", str(error))
        raise SystemExit(3 if isinstance(error, StoreError) else 2) from error
    except OSError as error:
        terminal.print_problem("error", f"{error.filename}: {error.strerror}" if error.filename else str(error))
        raise SystemExit(2) from error
