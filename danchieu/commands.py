"""danchieu: which Vietnamese directive document cites, implements, amends or replaces which.

The command line, and the place where the rooms are put together: loaders read files, graph links and keeps them, dashboards show them.
Exit status: 0 done; 1 some files failed, each named with its reason, the rest loaded; 2 usage; 3 store unreachable.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache, partial
from importlib.metadata import version
from importlib.resources import as_file, files
from itertools import chain
from pathlib import Path
from typing import Any, TextIO

import pandas as pd
import typer

from dashboards import evidence, options, terminal
from dashboards.launch import launch
from graph import embedded
from graph.checks import check as find_contradictions
from graph.checks import kinds
from graph.errors import DanchieuError, SettingsError, StoreError, StoreUnreachable
from graph.identity import placed
from graph.ingest import LoadReport, ingest, loaded_files, outdated_files, prune, stored_readings
from graph.linking import Linker
from graph.listing import list_documents
from graph.model import Listing, Record
from graph.queries import find_query, load_queries, run
from graph.rules import rules
from graph.settings import Settings, read_settings
from graph.store import Reader, Writer, open_store
from graph.trace import find_citations, names_document
from graph.trace import trace as follow
from loaders.corpus import Failure, Unchanged, find_files, read_corpus, read_lines
from loaders.errors import SourceError
from loaders.explain import explain
from loaders.extract import Reading, citation_row
from loaders.files import read_file
from loaders.packing import pack, unpack, unpack_register
from loaders.register import Register, part_of, read_register

__all__ = ["main"]

app = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown", add_completion=False, pretty_exceptions_enable=False)
store_app = typer.Typer(no_args_is_help=True, help="Start, stop and show the embedded server.")
app.add_typer(store_app, name="store")

Item = Reading | Failure | Unchanged | Register
Stored = Callable[..., Iterable[tuple[str, str, str]]]

catalogue_linker = cache(Linker)  # one that knows the catalogue alone


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
    with as_file(files("danchieu_data") / "sample") as sample:
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
    items = placed_readings(read_corpus(find_files(paths)) if paths else read_lines(str(jsonl)))
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
        found = find_contradictions(reader, unpack=unpack, only=only or ())
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
            evidence.show_traces([follow(reader, one.citation, linker, unpack=unpack) for one in found], as_json=as_json)


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


# The rooms put together -----------------------------------------------------------------------------------------------------------------


def load_files(
    paths: list[Path], registers: Iterable[Path] = (), *, store: str | None = None, pruning: bool = False
) -> tuple[LoadReport, dict[str, Any]]:
    """read -> find -> relate -> identify -> link -> store, with progress on standard error; the report, and what the graph holds then."""
    found = find_files(paths)
    listed = [item for path in sorted({path.absolute() for path in registers}) for item in read_register(path)]
    parts = {item.path: item.sha256 for item in listed if isinstance(item, Register)}
    with opened(read_settings(store)) as writer, terminal.progress(len(found)) as (has_read, has_loaded):
        known, outdated = loaded_files(writer), outdated_files(writer, rules())
        existing = {path.as_posix() for path in found} | set(filter(part_of, known))
        pruned = prune(writer, [path.absolute().as_posix() for path in paths], existing) if pruning else 0
        shortened = prune(writer, [path.absolute().as_posix() for path in registers], parts)
        again = pruned + shortened > 0 or not parts.items() <= known.items()
        current = {path: state for path, state in known.items() if path not in outdated}
        items = chain(listed, placed_readings(read_corpus(found, known=current), on_read=has_read))
        report = ingest(writer, link_corpus(items, partial(stored_readings, writer), again=again), on_progress=has_loaded)
        report.pruned, report.reread = pruned, len(existing & outdated)
        held = {str(name): value for name, value in run(writer, "overview").iloc[0].items()}
    return report, held | {"documents": held.pop("loaded")}


def placed_readings(items: Iterable[Item], *, on_read: Callable[[], None] = lambda: None) -> Iterator[Item]:
    """The readings with what their texts tell of where their issuers sit; failures and unchanged files as they are."""
    for item in items:
        on_read()
        yield replace(item, head=placed(item.head, item.text)) if isinstance(item, Reading) else item


def link_corpus(items: Iterable[Item], stored: Stored, *, again: bool = False) -> Iterator[Record | Listing | Failure | Unchanged]:
    """Link each text against all, those in the graph too: every text is learnt before the first is linked, whatever order they come in.

    When a document came, or `again` says that one went or was listed, the texts that the graph holds are linked again from their stored
    readings. New texts are read again rather than kept in memory. Registers are written last: until then they count as changed.
    """
    linker, readings, listings = Linker(), [], []
    for item in items:
        if isinstance(item, Reading):
            linker.learn(item.head, item.citations, sha256=item.sha256)
            readings.append(replace(item, text=""))
        elif isinstance(item, Register):
            listing, refused = listed(linker, item)
            listings.append(listing)
            yield from refused
        else:
            yield item
    if not (readings or again):
        return
    held: list[Reading] = []
    learnt(linker, stored(besides={reading.path for reading in readings} | {listing.path for listing in listings}), held.append)
    yield from (reread(linker, reading) for reading in readings)
    yield from (linked(linker, reading, None) for reading in held)
    yield from listings


def learnt(linker: Linker, stored: Iterable[tuple[str, str, str]], on_reading: Callable[[Reading], object] = id) -> Linker:
    """The linker, which now knows what the graph holds: texts, each of which `on_reading` is told, and registers."""
    for path, sha256, packed in stored:
        if part := unpack_register(packed, path=path, sha256=sha256):
            listed(linker, part)
        else:
            reading = unpack(packed, path=path, sha256=sha256)
            linker.learn(reading.head, reading.citations, sha256=sha256)
            on_reading(reading)
    return linker


def listed(linker: Linker, part: Register) -> tuple[Listing, list[Failure]]:
    """Make the documents of a register known to the linker: what they add to the graph, and the rows that name none."""
    listing, refused = list_documents(linker, part.rows, path=part.path, sha256=part.sha256, file=part.file, reading=pack(part))
    return listing, [Failure(f"{part.file} line {line}", reason) for line, reason in refused]


def reread(linker: Linker, reading: Reading) -> Record | Failure:
    """The record of a new text, with the text from its file."""
    try:
        source = read_file(Path(reading.path))
    except SourceError as error:
        return Failure(reading.path, error.reason)
    if source.sha256 != reading.sha256:
        return Failure(reading.path, "it changed while it was being loaded; load it again")
    return linked(linker, reading, source.raw)


def linked(linker: Linker, reading: Reading, text: str | None) -> Record:
    """The record of a reading; `text` None for one whose text the graph has."""
    record = linker.record(reading.head, reading.citations, path=reading.path, sha256=reading.sha256, text=text, reading=pack(reading))
    return replace(record, metadata=reading.metadata, rules="" if text is None else rules())


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


def extracted_rows(reading: Reading) -> Iterator[dict[str, Any]]:
    """The rows of one text for `danchieu extract`: citations with id and resolution."""
    record = catalogue_linker().record(reading.head, reading.citations, path=reading.path, sha256=reading.sha256, text=None)
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


def opened(settings: Settings) -> Writer:
    """The store to write; a terminal shows that it is being opened until it is."""
    with terminal.waiting(f"Opening the store {settings.store}"):
        return open_store(settings, mode="write")


def main() -> None:
    """Run the command line: messages for what was foreseen, exit statuses as the module says."""
    try:
        app(prog_name="danchieu")
    except (DanchieuError, SourceError) as error:
        terminal.complain("error", str(error))
        raise SystemExit(3 if isinstance(error, StoreError) else 2) from error
    except OSError as error:
        terminal.complain("error", f"{error.filename}: {error.strerror}" if error.filename else str(error))
        raise SystemExit(2) from error
