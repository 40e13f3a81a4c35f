"""Traces citations from file and line to edge, or lists those of a document."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict

import pandas as pd
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from danchieu.answers import show_answer, write_json
from danchieu.connection import connect
from danchieu.graph.model import Row
from danchieu.graph.queries.trace import CitationSummary, Trace, find_citations, names_document
from danchieu.options import Form
from danchieu.terminal import print_line, print_renderable

__all__ = ["trace"]

_STYLES = {"resolved": "green", "ambiguous": "yellow", "stub": "cyan"}  # of a resolution


def trace(place: str, *, as_json: bool = False, store: str | None = None) -> None:
    """Trace the citations at a place, or list those of the document that it names."""
    with connect(store) as connection:
        if names_document(place):
            _show_citations(find_citations(connection.reader, place), as_json=as_json)
        else:
            _show_traces(connection.trace(place), as_json=as_json)


def _show_citations(citations: Iterable[CitationSummary], *, as_json: bool = False) -> None:
    """Print a list of citations: line, words, resolution and target."""
    frame = pd.DataFrame([asdict(one) for one in citations]).astype(object)
    if as_json:
        show_answer(frame, Form.JSON)
    elif frame.empty:
        print_line("The graph has no citations made by this document: it cites nothing, or its text was not loaded.")
    else:
        print_line(f"{frame['file'].iloc[0]}")
        shown = ["line", "citation", "text", "resolution", "target", "rung"]
        show_answer(frame[shown], Form.TABLE, shown)


def _show_traces(traces: Sequence[Trace], *, as_json: bool = False) -> None:
    """Print citations from file and line to edge, one after the other."""
    if as_json:
        write_json(pd.DataFrame([trace.to_json() for trace in traces]).astype(object), sys.stdout)
        return
    for trace in traces:
        print_renderable(Text(trace.text.replace("\n", " "), style="bold"))
        print_renderable(Padding(_facts(trace), (0, 0, 0, 2), expand=False))
        print_renderable(Text("\nLadder", style="bold"))
        print_renderable(Padding(_ladder(trace), (0, 0, 0, 2), expand=False))
        outcome = trace.resolution, f"bold {_STYLES.get(trace.resolution, '')}"
        print_renderable(Text.assemble("\n", outcome, f"  by {trace.rung}" if trace.rung else ""))
        for document in [trace.target] if trace.target else trace.candidates:
            print_renderable(Padding(_document(document), (0, 0, 0, 2), expand=False))
        print_renderable(Text("\nEdges" if trace.edges else "\nNo edges.", style="bold"))
        for edge in trace.edges:
            print_renderable(Padding(_edge(edge), (0, 0, 0, 2), expand=False))
        print_line("")


def _facts(trace: Trace) -> Table:
    facts = _columns(2)
    facts.add_row("file", Text(f"{trace.file}:{trace.line}", overflow="fold"))
    facts.add_row("citation", f"{trace.citation}, characters {trace.start} to {trace.end}")
    facts.add_row("made by", _document(trace.source))
    if trace.location or trace.headings:
        facts.add_row("stands in", Text(trace.location or trace.headings[-1], overflow="fold"))
    quote = Text(f"“{' '.join(trace.quote.split())}”")
    quote.highlight_words([" ".join(trace.text.split())], style="bold underline")
    facts.add_row("quote", quote)
    facts.add_row("rule", trace.rule + (f", correct in {trace.confidence:.1%} of cases" if trace.confidence is not None else ""))
    for name, value in trace.stated.items():
        facts.add_row(f"stated {name}", Text("; ".join(value) if isinstance(value, list) else str(value)))
    return facts


def _ladder(trace: Trace) -> Table:
    """Make a table of the rungs tried: the evidence of each and its result."""
    table = _columns(3)
    for attempt in trace.attempts:
        if attempt.target:
            outcome = Text(f"→ {attempt.target}", style="green")
        else:
            outcome = Text(f"{len(attempt.left)} possible" if attempt.left else "no match", style="dim")
        table.add_row(attempt.rung, Text(" ".join(attempt.evidence.split())), outcome)
    return table


def _document(document: Row) -> Text:
    """Format a document in one line: score if it has one, symbol or name, date, issuer, title, id."""
    named = document.get("symbol") or document.get("name") or document["id"]
    details = [str(document[key]) for key in ("issued_on", "issuer", "title") if document.get(key)]
    score = f"{document['score']:.2f}  " if "score" in document else ""
    status = "" if document.get("status") == "loaded" else ", not loaded"
    return Text.assemble(score, (named, "bold"), "  ", ", ".join(details), (f"  {document['id']}{status}", "dim"), overflow="fold")


def _edge(edge: Row) -> Text:
    cue = f" “{edge['cue']}”" if edge["cue"] else ""
    times = f", {edge['mentions']} mentions" if edge["mentions"] != 1 else ""
    ends = edge["source_symbol"] or edge["source"], edge["target_symbol"] or edge["target"]
    return Text.assemble(ends[0], "  ", (edge["relation"], "bold"), cue, "  ", ends[1], (times, "dim"))


def _columns(count: int) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=False)
    table.add_column(style="bold", no_wrap=True)
    for _ in range(count - 1):
        table.add_column(overflow="fold")
    return table
