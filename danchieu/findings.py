"""Reports findings by kind, each with its place in a file."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, fields
from itertools import groupby

import pandas as pd
from rich.padding import Padding
from rich.text import Text

from danchieu.answers import show_answer
from danchieu.connection import connect
from danchieu.graph.checks import findings
from danchieu.graph.checks.findings import Finding
from danchieu.graph.queries.library import Query
from danchieu.options import Form
from danchieu.proposals import PROPOSING, write_proposals
from danchieu.terminal import UNLIMITED, count_of, print_line, print_renderable, print_text

__all__ = ["check"]

_QUOTE = 240  # characters of a quote in a list; CSV and JSON have all of it
_LISTED = 50  # findings of a kind that are printed when all kinds are asked for; registers and folders may differ in thousands


def check(only: Collection[str], form: Form, *, store: str | None = None) -> None:
    """Look for findings of `only` these kinds, or of all, and print them."""
    with connect(store) as connection:
        found = findings.check(connection.reader, only=only)
    kinds = {name: kind for name, kind in findings.kinds().items() if not only or name in only}
    if form is Form.TABLE:
        _show_findings(found, kinds, most=UNLIMITED if only else _LISTED)
    elif form is Form.CSV and set(only) == {PROPOSING}:
        write_proposals(found)
    else:
        columns = [field.name for field in fields(Finding)]
        show_answer(pd.DataFrame([asdict(finding) for finding in found], columns=columns).astype(object), form)


def _show_findings(found: Sequence[Finding], kinds: Mapping[str, Query], *, most: int) -> None:
    """Print findings by kind, at most so many of each: where each is, what is stated there, and what is known from elsewhere."""
    for kind, group in groupby(found, key=lambda finding: finding.kind):
        several = list(group)
        question = kinds[kind].question
        print_renderable(Text.assemble((kind, "bold"), f"  {len(several)}  {question['en']}\n", (question["vi"], "dim")))
        for finding in several[:most]:
            _show_finding(finding)
        if len(several) > most:
            print_line(f"  and {len(several) - most:,} more: danchieu check --kind {kind}")
        if kind == PROPOSING:
            print_line(f"  danchieu check --kind {kind} --format csv writes them as a metadata table to fill in")
        print_line("")
    clean = ", ".join(kind for kind in kinds if kind not in {finding.kind for finding in found})
    print_line(f"{count_of(len(found), 'finding')}." + (f" None of: {clean}." if clean else ""))


def _show_finding(finding: Finding) -> None:
    """Print a finding; its place is not wrapped, so that it can be copied and clicked."""
    place = ":".join(str(part) for part in (finding.file or finding.document, finding.line) if part)
    print_text(Text.assemble("  ", (place, "bold"), f"  {finding.symbol or finding.document}"))
    lines = [Text.assemble("stated  ", (finding.stated, "red")), Text.assemble("known   ", (finding.known, "green"))]
    if finding.quote:
        lines.append(Text(f"“{_around(finding.quote, finding.text or '')}”", style="dim"))
    if finding.citation:
        lines.append(Text(f"danchieu trace {finding.citation}", style="dim"))
    for line in lines:
        print_renderable(Padding(line, (0, 0, 0, 4), expand=False))


def _around(quote: str, words: str) -> str:
    """Shorten a quote to what a list has room for, around these words."""
    start = max(quote.find(words) + len(words) // 2 - _QUOTE // 2, 0)
    end = min(start + _QUOTE, len(quote))
    start = max(end - _QUOTE, 0)
    shown = quote[start:end]
    if start:
        shown = "… " + shown.partition(" ")[2]
    return shown if end == len(quote) else shown.rpartition(" ")[0] + " …"
