"""What the command line prints of evidence: findings by kind, and one citation from file and line to edge."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

import pandas as pd
from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from danchieu.terminal import Form, Question, put, say, show_answer, write_json

__all__ = ["show_citations", "show_findings", "show_traces"]

_FIELDS = ("kind", "document", "symbol", "stated", "known", "text", "quote", "file", "line", "citation")
_QUOTE = 240  # characters of a quote in a list; CSV and JSON have all of it
_SURE = {"resolved": "green", "ambiguous": "yellow", "stub": "cyan"}

Document = Mapping[str, Any]


def show_findings(findings: Sequence[Any], kinds: Mapping[str, Question], form: Form) -> None:
    """Findings by kind, each with where it stands, what is stated there, and what is known otherwise: see graph.checks.Finding."""
    if form is not Form.TABLE:
        show_answer(pd.DataFrame([asdict(finding) for finding in findings], columns=list(_FIELDS)).astype(object), form)
        return
    for kind, some in groupby(findings, key=lambda finding: str(finding.kind)):
        several = list(some)
        question = kinds[kind].question
        put(Text.assemble((kind, "bold"), f"  {len(several)}  {question['en']}\n", (question["vi"], "dim")))
        for finding in several:
            put(Padding(_finding(finding), (0, 0, 0, 2)))
        say("")
    clean = ", ".join(kind for kind in kinds if kind not in {finding.kind for finding in findings})
    say(f"{len(findings)} findings." + (f" None of: {clean}." if clean else ""))


def _finding(finding: Any) -> Group:
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


def show_citations(citations: Iterable[Any], *, as_json: bool = False) -> None:
    """A list of citations: line, words, where each goes."""
    frame = pd.DataFrame([asdict(one) for one in citations]).astype(object)
    if not as_json and len(frame):
        say(f"{frame['file'].iloc[0]}")
        frame = frame[["line", "citation", "text", "resolution", "rung", "target"]]
    show_answer(frame, Form.JSON if as_json else Form.TABLE)


def show_traces(traces: Sequence[Any], *, as_json: bool = False) -> None:
    """Citations from file and line to edge, one after the other: see graph.trace.Trace."""
    if as_json:
        write_json(pd.DataFrame([trace.to_json() for trace in traces]).astype(object), sys.stdout)
        return
    for trace in traces:
        put(Text(trace.text.replace("\n", " "), style="bold"))
        put(Padding(_sheet(trace), (0, 0, 0, 2)))
        put(Text("\nLadder", style="bold"))
        put(Padding(_ladder(trace), (0, 0, 0, 2)))
        outcome = trace.resolution, f"bold {_SURE.get(trace.resolution, '')}"
        put(Text.assemble("\n", outcome, f"  by {trace.rung}" if trace.rung else ""))
        for document in [trace.target] if trace.target else trace.candidates:
            put(Padding(_document(document), (0, 0, 0, 2)))
        put(Text("\nEdges" if trace.edges else "\nNo edge rests on it.", style="bold"))
        for edge in trace.edges:
            put(Padding(_edge(edge), (0, 0, 0, 2)))
        say("")


def _sheet(trace: Any) -> Table:
    sheet = _columns(2)
    sheet.add_row("file", Text(f"{trace.file}:{trace.line}", overflow="fold"))
    sheet.add_row("citation", f"{trace.citation}, characters {trace.start} to {trace.end}")
    sheet.add_row("made by", _document(trace.source))
    quote = Text(f"“{' '.join(trace.quote.split())}”")
    quote.highlight_words([" ".join(trace.text.split())], style="bold underline")
    sheet.add_row("quote", quote)
    sheet.add_row("rule", trace.rule + (f", right in {trace.confidence:.1%} of cases" if trace.confidence is not None else ""))
    for name, value in trace.stated.items():
        sheet.add_row(f"stated {name}", Text(str(value)))
    return sheet


def _ladder(trace: Any) -> Table:
    """Rungs tried, what each had to go by, and what it made of it."""
    table = _columns(3)
    for attempt in trace.attempts:
        if attempt.target:
            outcome = Text(f"→ {attempt.target}", style="green")
        else:
            outcome = Text(f"{len(attempt.left)} possible" if attempt.left else "settles nothing", style="dim")
        table.add_row(attempt.rung, Text(" ".join(attempt.evidence.split())), outcome)
    return table


def _document(document: Document) -> Text:
    """A document in a line: score where it has one, symbol or name, date, issuer, title, id."""
    named = document.get("symbol") or document.get("name") or document["id"]
    said = [str(document[key]) for key in ("issued_on", "issuer", "title") if document.get(key)]
    score = f"{document['score']:.2f}  " if "score" in document else ""
    status = "" if document.get("status") == "loaded" else ", not loaded"
    return Text.assemble(score, (named, "bold"), "  ", ", ".join(said), (f"  {document['id']}{status}", "dim"), overflow="fold")


def _edge(edge: Mapping[str, Any]) -> Text:
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
    """As much of a quote as a list has room for, with the words in it that matter."""
    start = max(quote.find(words) + len(words) // 2 - _QUOTE // 2, 0)
    end = min(start + _QUOTE, len(quote))
    start = max(end - _QUOTE, 0)
    shown = quote[start:end]
    if start:
        shown = "… " + shown.partition(" ")[2]
    return shown if end == len(quote) else shown.rpartition(" ")[0] + " …"
