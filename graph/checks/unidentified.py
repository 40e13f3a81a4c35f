"""Propose what the files may be that show no number of their own: rows of a metadata table, which count once a person confirms them.

Proposed is what the name of the file spells, what the header states besides the number, the document that a page names first, and what the
text calls itself. Where they differ, the first of these counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath

from danchieu.graph.checks.name_hints import day_in_name, symbol_in_name, type_in_name
from danchieu.graph.model import Citation, Head, Kind, Row, TextKind
from danchieu.graph.model.bodies import bodies
from danchieu.graph.model.issuing_body import issuing_code
from danchieu.graph.model.types import code_of_word

__all__ = ["PROPOSED", "unidentified"]

PROPOSED = ("folder", "file", "confirmed", "symbol", "date", "issuer", "province", "type", "title", "kind", "hints")
"""The columns of a proposal: those of a metadata table, then two that are for its reader alone."""

_OPENING = 600  # characters of a page that name the document that it is about: its headline and what introduces it
_BLANK_NUMBER = re.compile(
    r"^\W*Số\s*:?[ .…_]*(?P<codes>[/-][ ]?\w[^\n]{0,40}?)(?=[ ]{3}|\W*$)", re.MULTILINE
)  # of a draft: "Số:   /KH-UBND"

Hints = dict[str, object]
"""Values by field; None or empty for what is not hinted at."""


def unidentified(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield files without a number of their own, each with a proposal. Rows hold `head`, `citations` and beginning of the text."""
    for row in rows:
        head, path = row["head"], PurePath(row["file"])
        hints = _first_of(_sources(row["file"], row["text"], head, row["citations"]))
        told = [f"{field}: {source}" for field, (_, source) in hints.items()] + _blank_number(row["text"])
        named = {"folder": path.parent.as_posix(), "file": path.name, "kind": str(head.kind or ""), "hints": "; ".join(told)}
        values = named | {field: value for field, (value, _) in hints.items()}
        known = ", ".join(f"{value} ({source})" for field, (value, source) in hints.items() if field != "title")
        yield row | {
            "line": 1,
            "quote": values.get("title"),
            "stated": "no number of its own" + (", a page about documents" if head.kind is TextKind.PAGE else ""),
            "known": f"perhaps {known}" if known else "nothing hints at one",
            "proposal": {field: values.get(field, "") for field in PROPOSED},
        }


def _sources(path: str, text: str, head: Head, citations: Sequence[Citation]) -> Iterator[tuple[str, Hints]]:
    """Yield what hints at something, the most telling first, each with its hints."""
    own = symbol_in_name(path)
    yield "file name", {"symbol": own, "date": day_in_name(path)}
    yield (
        "header",
        {
            "date": head.issued_on,
            "issuer": " ".join(line for line in head.letterhead if "/" not in line),  # the codes behind a blank number: -KH/TU
            "province": head.province_hint and head.province_hint.province,
            "type": head.type,
            "title": head.title,
        },
    )
    yield "title", {"issuer": _body_of(issuing_code(head))}
    about = _named_first(citations) if head.kind is TextKind.PAGE else None
    if about and about.symbol and (own is None or own.group == about.symbol.group):
        line = text.count("\n", 0, about.span.start) + 1
        values: Hints = {"symbol": about.symbol, "date": about.date, "issuer": about.issuer, "type": about.type, "title": about.title}
        yield f"line {line}", values
    yield "file name", {"type": type_in_name(path)}
    yield (
        "text about itself",
        {"type": next((one.type for one in citations if one.kind is Kind.SELF and code_of_word(one.type or "")), None)},
    )


def _first_of(sources: Iterable[tuple[str, Hints]]) -> Mapping[str, tuple[str, str]]:
    """Return the first value for each field, with its source, in the order of the columns. One that begins with a sign is none."""
    found: dict[str, tuple[str, str]] = {}
    for source, hints in sources:
        for field, value in hints.items():
            written = " ".join(str(value or "").split())
            if written[:1].isalnum() and field not in found:  # a spreadsheet takes what begins with = or + for a formula
                found[field] = written, source
    return {field: found[field] for field in PROPOSED if field in found}


def _named_first(citations: Sequence[Citation]) -> Citation | None:
    return next((one for one in citations if one.symbol and one.span.start < _OPENING), None)


def _body_of(code: str | None) -> str | None:
    body = bodies().get(code or "")
    return body.name if body else None


def _blank_number(text: str) -> list[str]:
    """Return a hint at a number that was left blank: the codes behind it are there."""
    match = _BLANK_NUMBER.search(text)
    return [f"symbol: left blank before {match['codes'].strip()}"] if match else []
