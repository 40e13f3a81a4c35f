"""The command line: each command reads its options and calls what does its work, which is imported only then, so that help is fast.

Exit status: 0 done; 1 some files failed, each reported with its reason, the rest loaded; 2 usage; 3 store unreachable; 130 interrupted.
"""

from __future__ import annotations

import typer

from danchieu import options, terminal
from danchieu.exits import Commands, run_commands

__all__ = ["main"]

app = typer.Typer(cls=Commands, no_args_is_help=True, rich_markup_mode="markdown", add_completion=False, pretty_exceptions_enable=False)
store_app = typer.Typer(no_args_is_help=True, help="Start, stop and show the embedded server.")
app.add_typer(store_app, name="store")


@app.callback(invoke_without_command=True)
def danchieu(show_version: options.Version = False) -> None:
    """Dẫn chiếu: a graph of which Vietnamese directive document cites, implements, amends or replaces which."""
    if show_version:
        from importlib.metadata import version

        terminal.print_line(f"danchieu {version('danchieu')}")
        raise typer.Exit


@app.command()
def demo(dashboard: options.Dashboard = True, port: options.Port = None, store: options.Store = None) -> None:
    """Load the sample corpus and open the dashboard.

    Example: `danchieu demo --no-dashboard`
    """
    from danchieu import loading

    loading.load_sample(store)
    if dashboard:
        raise typer.Exit(_serve(port, store))


@app.command()
def extract(
    paths: options.Sources = None,
    jsonl: options.Lines = None,
    output: options.Output = "-",
    marked: options.Explain = False,
    jobs: options.Jobs = None,
) -> None:
    """Write the citations of documents as JSON Lines, one citation per line. No store is needed.

    Example: `danchieu extract documents/ --output citations.jsonl`
    """
    if bool(paths) == (jsonl is not None):
        raise typer.BadParameter("give files or folders, or --jsonl FILE, but not both")
    from danchieu import extraction

    if paths:
        failed = extraction.extract(paths, output, marked=marked, processes=jobs)
    else:
        failed = extraction.extract_lines(str(jsonl), output, marked=marked)
    raise typer.Exit(1 if failed else 0)


@app.command()
def read(file: options.File, text_alone: options.TextAlone = False, as_json: options.Json = False) -> None:
    """Show what is read of a file: how it was decoded, its header with the source of each value, pages, structure. No store is needed.

    Example: `danchieu read documents/ke-hoach-11.docx`
    """
    from danchieu import inspection

    failed = inspection.show(file, text_alone=text_alone, as_json=as_json)
    raise typer.Exit(1 if failed else 0)


@app.command()
def load(
    paths: options.Documents,
    registers: options.Registers = None,
    store: options.Store = None,
    pruning: options.Prune = False,
    as_json: options.Json = False,
    bulk: options.Bulk = None,
    jobs: options.Jobs = None,
) -> None:
    """Load documents into the graph. Unchanged files are skipped unless the extraction rules changed.

    Example: `danchieu load documents/`
    """
    if bulk and (store or pruning):
        raise typer.BadParameter("--bulk writes files for a store that is empty: give neither --store nor --prune with it")
    if bulk:
        from danchieu.bulk import show_bulk

        raise typer.Exit(1 if show_bulk(paths, registers or [], bulk, as_json=as_json, processes=jobs) else 0)
    from danchieu import loading

    failed = loading.load(paths, registers or [], store=store, pruning=pruning, as_json=as_json, processes=jobs)
    raise typer.Exit(1 if failed else 0)


@app.command()
def query(
    name: options.QueryName = None,
    given: options.Parameters = None,
    cypher: options.Cypher = None,
    form: options.Format = options.Form.TABLE,
    show: options.Show = False,
    store: options.Store = None,
) -> None:
    """Query the graph: run a query of the library, or your own read-only Cypher.

    Example: `danchieu query cited_by -p document=05-CT/TW`
    """
    from danchieu import questions

    if name is not None and cypher is not None:
        raise typer.BadParameter("give the name of a query of the library or --cypher TEXT, but not both")
    if cypher is not None and show:
        raise typer.BadParameter("--show prints a query of the library, not --cypher")
    if cypher is not None:
        questions.ask_cypher(cypher, given or [], form, store=store)
    elif name is None or show:
        questions.show_queries(name, given or [], whole=show)
    else:
        questions.ask(name, given or [], form, store=store)


@app.command()
def check(only: options.Kinds = None, form: options.Format = options.Form.TABLE, store: options.Store = None) -> None:
    """Report contradictions and open questions by kind, with file and line. Nothing is changed.

    Example: `danchieu check --kind date`
    """
    from danchieu import findings

    findings.check(only or (), form, store=store)


@app.command()
def trace(place: options.Place, as_json: options.Json = False, store: options.Store = None) -> None:
    """Trace a citation from file and line to edge: what it states, which rungs of the ladder were tried, which document it refers to.

    Example: `danchieu trace 05-CT/TW`
    """
    from danchieu import traces

    traces.trace(place, as_json=as_json, store=store)


@app.command()
def dashboard(
    port: options.Port = None, browser: options.Browser = True, address: options.Address = "127.0.0.1", store: options.Store = None
) -> None:
    """Serve the dashboard until Ctrl-C, for this machine alone unless --address says otherwise.

    Example: `danchieu dashboard --no-browser --port 8600`
    """
    raise typer.Exit(_serve(port, store, browser=browser, address=address))


@store_app.command("start")
def store_start(port: options.BoltPort = None, store: options.Store = None) -> None:
    """Start the embedded server, or show its address if it is already running.

    Example: `danchieu store start`
    """
    from danchieu import stores

    stores.start(store, port)


@store_app.command("stop")
def store_stop(store: options.Store = None) -> None:
    """Stop the embedded server; all data is kept.

    Example: `danchieu store stop`
    """
    from danchieu import stores

    stores.stop(store)


@store_app.command("status")
def store_status(store: options.Store = None) -> None:
    """Show whether the embedded server is running, and its address.

    Example: `danchieu store status`
    """
    from danchieu import stores

    stores.show_status(store)


def _serve(port: int | None, store: str | None, *, browser: bool = True, address: str = "127.0.0.1") -> int:
    """Serve the dashboard until it is interrupted; return the exit status of its process."""
    from danchieu.dashboards.launch import launch
    from danchieu.graph.settings import read_settings

    return launch(port, read_settings(store).store, open_browser=browser, host=address)


def main() -> None:
    """Run the command line."""
    run_commands(app)
