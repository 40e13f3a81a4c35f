"""danchieu: which Vietnamese directive document cites, implements, amends or replaces which.

The command line, and the place where the rooms are put together: loaders read files, graph links and keeps them, dashboards show them.
Exit status: 0 done; 1 some files failed, each named with its reason, the rest loaded; 2 usage; 3 store unreachable.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.metadata import version
from importlib.resources import as_file, files
from typing import TextIO

import pandas as pd
import typer

from danchieu import findings as evidence
from danchieu import options, terminal
from danchieu.dashboards.launch import launch
from danchieu.graph.checks.findings import check as find_contradictions
from danchieu.graph.checks.findings import kinds
from danchieu.graph.errors import DanchieuError, SettingsError, StoreError, StoreUnreachable
from danchieu.graph.linking.linker import Linker
from danchieu.graph.loading.ingest import stored_readings
from danchieu.graph.model import Reading
from danchieu.graph.queries.library import find_query, load_queries, run
from danchieu.graph.queries.trace import find_citations, names_document
from danchieu.graph.queries.trace import trace as follow
from danchieu.graph.settings import read_settings
from danchieu.graph.store import embedded
from danchieu.graph.store.bolt import Reader, open_store
from danchieu.loaders.corpus import Failure, find_files, read_corpus, read_lines
from danchieu.loaders.errors import LoaderError
from danchieu.marked_text import explain
from danchieu.pipeline import Item, extracted_rows, learnt, load_files

__all__ = ["main"]

app = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown", add_completion=False, pretty_exceptions_enable=False)
store_app = typer.Typer(no_args_is_help=True, help="Start, stop and show the embedded server.")
app.add_typer(store_app, name="store")


@app.callback(invoke_without_command=True)
def danchieu(show_version: options.Version = False) -> None:
    """Dẫn chiếu: a graph of which Vietnamese directive document cites, implements, amends or replaces which."""
    if show_version:
        terminal.say(f"danchieu {version('danchieu')}")
        raise typer.Exit


@app.command()
def demo(dashboard: options.Dashboard = True, port: options.Port = None, store: options.Store = None) -> None:
    """Load the sample corpus and open the dashboard.

    Example: `danchieu demo --no-dashboard`
    """
    with as_file(files("danchieu.data") / "sample") as sample:
        terminal.show_load(*load_files([sample], store=store))
    terminal.show_things_to_try(store)
    if dashboard:
        raise typer.Exit(launch(port, read_settings(store).store))


@app.command()
def extract(
    paths: options.Sources = None, jsonl: options.Lines = None, output: options.Output = "-", marked: options.Explain = False
) -> None:
    """Write the citations of documents as JSON Lines, one citation a line. No store is needed.

    Example: `danchieu extract documents/ --output citations.jsonl`
    """
    if bool(paths) == (jsonl is not None):
        raise typer.BadParameter("name files or folders, or else give --jsonl FILE")
    items = read_corpus(find_files(paths)) if paths else read_lines(str(jsonl))
    with terminal.writing(output) as stream:
        failed = write_citations(items, stream, marked=marked)
    raise typer.Exit(1 if failed else 0)


@app.command()
def load(
    paths: options.Documents,
    registers: options.Registers = None,
    store: options.Store = None,
    pruning: options.Prune = False,
    as_json: options.Json = False,
) -> None:
    """Load documents into the graph. Files that did not change are not read again, unless the rules of reading did.

    Example: `danchieu load documents/`
    """
    report, held = load_files(paths, registers or [], store=store, pruning=pruning)
    terminal.show_load(report, held, as_json=as_json)
    raise typer.Exit(1 if report.failed else 0)


@app.command()
def query(
    name: options.QueryName = None,
    given: options.Parameters = None,
    cypher: options.Cypher = None,
    form: options.Format = terminal.Form.TABLE,
    show: options.Show = False,
    store: options.Store = None,
) -> None:
    """Ask the graph: a query of the library, or your own Cypher.

    Example: `danchieu query cited_by -p document=05-CT/TW`
    """
    if name and cypher:
        raise typer.BadParameter("a query of the library has a name, one of your own --cypher: give one of the two")
    if show or not (name or cypher):
        terminal.show_queries([find_query(name)] if name else load_queries().values(), whole=show)
    else:
        terminal.show_answer(ask(name, cypher, terminal.pairs(given or []), store=store), form)


@app.command()
def check(only: options.Kinds = None, form: options.Format = terminal.Form.TABLE, store: options.Store = None) -> None:
    """List what contradicts itself or is left open, by kind, with file and line. It stops nothing.

    Example: `danchieu check --kind date`
    """
    with to_read(store) as reader:
        found = find_contradictions(reader, only=only or ())
        evidence.show_findings(found, {name: kind for name, kind in kinds().items() if name in (only or kinds())}, form)


@app.command()
def trace(place: options.Place, as_json: options.Json = False, store: options.Store = None) -> None:
    """Follow a citation from file and line to edge: what it says, which rungs of the ladder were tried, where it went.

    Example: `danchieu trace 05-CT/TW`
    """
    with to_read(store) as reader:
        found = find_citations(reader, place)
        if names_document(place):
            evidence.show_citations(found, as_json=as_json)
        else:
            linker = learnt(Linker(), stored_readings(reader))
            evidence.show_traces([follow(reader, one.citation, linker) for one in found], as_json=as_json)


@app.command()
def dashboard(
    port: options.Port = None, browser: options.Browser = True, address: options.Address = "127.0.0.1", store: options.Store = None
) -> None:
    """Serve the dashboard on the loopback address until Ctrl-C.

    Example: `danchieu dashboard --no-browser --port 8600`
    """
    raise typer.Exit(launch(port, read_settings(store).store, open_browser=browser, host=address))


@store_app.command("start")
def store_start(port: options.BoltPort = None, store: options.Store = None) -> None:
    """Start the embedded server, or find it running.

    Example: `danchieu store start`
    """
    server = embedded.start(read_settings(store).embedded_directory(), port=port)
    if port not in (None, server.port):
        raise SettingsError(f"the embedded store listens on port {server.port} already; before another: danchieu store stop")
    terminal.say(f"The embedded store listens on {server.url}; danchieu store stop ends it.")


@store_app.command("stop")
def store_stop(store: options.Store = None) -> None:
    """Stop the embedded server; all data is kept.

    Example: `danchieu store stop`
    """
    stopped = embedded.stop(read_settings(store).embedded_directory())
    terminal.say("The embedded store has stopped." if stopped else "The embedded store was not running.")


@store_app.command("status")
def store_status(store: options.Store = None) -> None:
    """Say whether the embedded server runs, and where.

    Example: `danchieu store status`
    """
    directory = read_settings(store).embedded_directory()
    server = embedded.find(directory)
    running = f"Running on {server.url} for" if server else "Not running, and started by the next command that needs it, for"
    terminal.say(f"{running} {directory}.")


def write_citations(items: Iterable[Item], stream: TextIO, *, marked: bool = False) -> int:
    """Write each citation as a line of JSON, or each text marked; linked by its own text and the catalogue. The number of failed files."""
    failed = 0
    for item in items:
        if isinstance(item, Failure):
            failed += 1
            terminal.complain("failed", f"{item.path}: {item.reason}")
        elif isinstance(item, Reading) and marked:
            targets = {row["start"]: row["target"] for row in extracted_rows(item) if row["target"]}
            terminal.write_marked(explain(item.text, item.citations, targets), stream)
        elif isinstance(item, Reading):
            stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in extracted_rows(item))
    return failed


def ask(name: str | None, cypher: str | None, parameters: dict[str, str], *, store: str | None = None) -> pd.DataFrame:
    """The answer to a query of the library, or else to Cypher; what is wrong with the question is said before a store is opened."""
    if name:
        find_query(name).bind(parameters)
    with to_read(store) as reader:
        frame = run(reader, name, **parameters) if name else pd.DataFrame(reader.read(str(cypher), **parameters))
        if frame.empty and run(reader, "overview").iloc[0]["loaded"] == 0:
            terminal.complain("empty", "the graph holds no document yet; load some with danchieu load, or the sample with danchieu demo")
    return frame


def to_read(store: str | None) -> Reader:
    """The store to read; raises StoreUnreachable where none is kept."""
    settings = read_settings(store)
    if settings.directory and not settings.directory.is_dir():
        raise StoreUnreachable(f"no store is kept in {settings.directory}: load documents first with danchieu load, or choose with --store")
    return open_store(settings, mode="read")


def main() -> None:
    """Run the command line: messages for what was foreseen, exit statuses as the module says."""
    try:
        app(prog_name="danchieu")
    except (DanchieuError, LoaderError) as error:
        terminal.complain("error", str(error))
        raise SystemExit(3 if isinstance(error, StoreError) else 2) from error
    except OSError as error:
        terminal.complain("error", f"{error.filename}: {error.strerror}" if error.filename else str(error))
        raise SystemExit(2) from error
