"""Prints findings by kind, and citations from file and line to edge."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from itertools import groupby

import pandas as pd
from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from danchieu.answers import Form, show_answer, write_json
from danchieu.graph.checks.findings import Finding
from danchieu.graph.model import Row
from danchieu.graph.queries.library import Query
from danchieu.graph.queries.trace import CitationSummary, Trace
from danchieu.terminal import count_of, print_line, print_renderable

__all__ = ["show_citations", "show_findings", "show_traces"]

_QUOTE = 240  # characters of a quote in a list; CSV and JSON have all of it
_STYLES = {"resolved": "green", "ambiguous": "yellow", "stub": "cyan"}  # of a resolution


def show_findings(findings: Sequence[Finding], kinds: Mapping[str, Query], form: Form) -> None:
    """Print findings by kind: where each is, what is stated there, and what is known from elsewhere."""
    if form is not Form.TABLE:
        columns = [field.name for field in fields(Finding)]
        show_answer(pd.DataFrame([asdict(finding) for finding in findings], columns=columns).astype(object), form)
        return
    for kind, group in groupby(findings, key=lambda finding: finding.kind):
        several = list(group)
        question = kinds[kind].question
        print_renderable(Text.assemble((kind, "bold"), f"  {len(several)}  {question['en']}\n", (question["vi"], "dim")))
        for finding in several:
            print_renderable(Padding(_finding(finding), (0, 0, 0, 2)))
        print_line("")
    clean = ", ".join(kind for kind in kinds if kind not in {finding.kind for finding in findings})
    print_line(f"{count_of(len(findings), 'finding')}." + (f" None of: {clean}." if clean else ""))


def _finding(finding: Finding) -> Group:
    place = f"{finding.file}:{finding.line}" if finding.file else finding.document
    lines = [
        Text.assemble((place, "bold"), f"  {finding.symbol or finding.document}", overflow="fold"),
        Text.assemble("  stated  ", (finding.stated, "red")),
        Text.assemble("  known   ", (finding.known, "green")),
    ]
    if finding.quote:
        lines.append(Text.assemble("  ", (f"“{_around(finding.quote, finding.text or '')}”", "dim")))
    if finding.citation:
        lines.append(Text(f"  danchieu trace {finding.citation}", style="dim"))
    return Group(*lines)


def show_citations(citations: Iterable[CitationSummary], *, as_json: bool = False) -> None:
    """Print a list of citations: line, words, resolution and target."""
    frame = pd.DataFrame([asdict(one) for one in citations]).astype(object)
    if frame.empty and not as_json:
        print_line("The graph has no citations made by this document: it cites nothing, or its text was not loaded.")
        return
    if not as_json:
        print_line(f"{frame['file'].iloc[0]}")
        frame = frame[["line", "citation", "text", "resolution", "rung", "target"]]
    show_answer(frame, Form.JSON if as_json else Form.TABLE)


def show_traces(traces: Sequence[Trace], *, as_json: bool = False) -> None:
    """Print citations from file and line to edge, one after the other."""
    if as_json:
        write_json(pd.DataFrame([trace.to_json() for trace in traces]).astype(object), sys.stdout)
        return
    for trace in traces:
        print_renderable(Text(trace.text.replace("\n", " "), style="bold"))
        print_renderable(Padding(_facts(trace), (0, 0, 0, 2)))
        print_renderable(Text("\nLadder", style="bold"))
        print_renderable(Padding(_ladder(trace), (0, 0, 0, 2)))
        outcome = trace.resolution, f"bold {_STYLES.get(trace.resolution, '')}"
        print_renderable(Text.assemble("\n", outcome, f"  by {trace.rung}" if trace.rung else ""))
        for document in [trace.target] if trace.target else trace.candidates:
            print_renderable(Padding(_document(document), (0, 0, 0, 2)))
        print_renderable(Text("\nEdges" if trace.edges else "\nNo edges.", style="bold"))
        for edge in trace.edges:
            print_renderable(Padding(_edge(edge), (0, 0, 0, 2)))
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


def _around(quote: str, words: str) -> str:
    """Shorten a quote to what a list has room for, around these words."""
    start = max(quote.find(words) + len(words) // 2 - _QUOTE // 2, 0)
    end = min(start + _QUOTE, len(quote))
    start = max(end - _QUOTE, 0)
    shown = quote[start:end]
    if start:
        shown = "… " + shown.partition(" ")[2]
    return shown if end == len(quote) else shown.rpartition(" ")[0] + " …"
