"""Turns rows of the check queries into findings: functions take rows and yield those that contradict, with `stated` and `known` added.

Queries narrow the rows down as far as Cypher can; decisions that need a table, a count of texts, or a calendar are made here. Nothing here
asks a store.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import PurePath

import networkx as nx

from danchieu.graph.checks.days import days_in
from danchieu.graph.model import SELF, Citation, Kind, Relation, Row, citation_id
from danchieu.graph.model.bodies import issuer_words
from danchieu.graph.model.folding import fold
from danchieu.graph.model.symbols import parse_symbol
from danchieu.graph.model.types import codes_in, words_by_code

__all__ = [
    "ambiguous",
    "authority",
    "cycles",
    "dates",
    "differences",
    "failed",
    "impossible_dates",
    "keys",
    "later",
    "namesakes",
    "own_relations",
    "stubs",
    "terms",
    "types",
    "unfiled",
    "unlisted",
    "years",
]

_RULES = ((date(2026, 1, 9), "Quy định 399-QĐ/TW"), (date(2017, 2, 6), "Quy định 66-QĐ/TW"), (date.min, None))  # who may amend what
_BEFORE, _AFTER = 80, 40  # characters of a quote around an impossible date: about a line

_LOCAL_COMMITTEE = re.compile(rf"\b(?:{'|'.join(issuer_words().local_committees)})\b")


def dates(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield citations that date their document differently than its own header; else than a list; else than most texts that date it.

    Where two dates are stated by equally many texts, each contradicts the other.
    """
    by_document: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_document[row["cited"]].append(row)
    for several in by_document.values():
        texts = {
            on: len({row["document"] for row in several if row["stated_date"] == on}) for on in {row["stated_date"] for row in several}
        }
        total = len({row["document"] for row in several})
        for row in several:
            on = row["stated_date"]
            known, source = _date_of(row) or _date_in_most(texts, total, on)
            if known != on and not _year_contradicts(row["cited_symbol"], on):
                yield row | {"stated": f"{row['cited_symbol']} of {on}", "known": f"{known}, by {source}"}


def _date_of(row: Row) -> tuple[date, str] | None:
    """Return the date of a document and its source, from its own text or from a list; None when only citations date it."""
    if row["issued_on"] is None:
        return None
    if row["status"] == "loaded":
        return row["issued_on"], "its own text"
    return (row["issued_on"], f"the {row['listed_by']}") if row["listed_by"] else None


def _date_in_most(texts: dict[date, int], total: int, stated: date) -> tuple[date, str]:
    """Return the date that most texts state, other than `stated`, and their number; `stated` itself when fewer state another."""
    other = max((on for on in texts if on != stated), key=lambda on: (texts[on], on), default=stated)
    return (other if texts[other] >= texts[stated] else stated), f"{texts[other]} of {total} texts"


def _year_contradicts(symbol: str | None, on: date) -> bool:
    """Return whether the symbol holds another year: that is a finding of kind `year`."""
    return _year_of(symbol) not in (None, on.year)


def _year_of(symbol: str | None) -> int | None:
    """Return the year in a symbol."""
    parsed = parse_symbol(symbol or "")
    return parsed.year if parsed else None


def years(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield symbols that hold another year than the date beside them."""
    for row in rows:
        symbol, on = row["dated_symbol"], row["stated_date"]
        if _year_contradicts(symbol, on):
            yield row | {"stated": f"{symbol} of {on}", "known": f"its symbol is of {_year_of(symbol)}"}


def terms(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield citations that state another term than the document's; the khóa of a local committee named in between does not count."""
    for row in rows:
        behind = fold(row["sentence"].partition(row["text"])[2])
        between = re.split(rf"\bkhóa {row['stated_term']}\b", behind, maxsplit=1, flags=re.IGNORECASE)[0]
        if not _LOCAL_COMMITTEE.search(between):
            known = f"khóa {row['term']}" + (f", dated {row['issued_on']}" if row["issued_on"] else "")
            yield row | {"stated": f"{row['cited_symbol']}, khóa {row['stated_term']}", "known": known}


@cache
def _words() -> dict[str, tuple[str, ...]]:
    """Return the names of types, folded, by code: QĐ is Quyết định and Quy định."""
    return {code: tuple(fold(word) for word in words) for code, words in words_by_code().items()}


def types(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield type words that do not fit the code in the symbol. Letters need no code; `Thông báo kết luận số 81-TB/TW` fits."""
    every = tuple({word for words in _words().values() for word in words})
    for row in rows:
        symbol, word = parse_symbol(row["cited_symbol"]), fold(row["type"])
        code = symbol.type_code if symbol else None
        if code is None or code in codes_in("letter") or code not in _words():
            continue
        fits = any(word.startswith(name) or name.startswith(word) for name in _words()[code])
        if word.startswith(every) and not fits:
            yield row | {"stated": f"{row['type']} {row['cited_symbol']}", "known": f"{code} is {_names(code)}"}


def _names(code: str) -> str:
    words = words_by_code()[code]
    return " or ".join(word for word in words if not any(word.startswith(f"{other} ") for other in words))


def later(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield documents that cite, implement or amend one issued later."""
    for row in rows:
        stated = f"{row['source_symbol'] or row['source']} {row['relation']} {row['cited_symbol']}"
        yield row | {"stated": stated, "known": f"{row['cited_on']} is after {row['source_on']}"}


def authority(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield Party documents amended by a body without the authority, with the rule in force then."""
    for row in rows:
        rule = next(name for since, name in _RULES if since <= (row["source_on"] or date.max))
        stated = f"{row['source_symbol'] or row['source']} of {row['source_issuer']} {row['relation']} {row['cited_symbol']}"
        known = f"issued by {row['cited_issuer']}, and only it or a superior body may"
        yield row | {"stated": stated, "known": f"{known}, {rule}" if rule else known}


def keys(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield symbols with and without a year under one key: one of them is misspelt, or they belong to two documents."""
    for row in rows:
        one, other = parse_symbol(row["cited_symbol"]), parse_symbol(row["known"])
        if one and other and (one.year is None) != (other.year is None):
            yield row | {"stated": row["cited_symbol"], "known": f"{row['known']}, with the same key {row['cited']}"}


def cycles(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the edges IMPLEMENTS of a cycle."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    rows = list(rows)
    graph.add_edges_from((row["source"], row["cited"]) for row in rows)
    cycle_of: dict[str, set[str]] = {}
    for members in nx.strongly_connected_components(graph):
        cycle_of |= dict.fromkeys(members if len(members) > 1 else (), members)
    for row in rows:
        members = cycle_of.get(row["source"], set())
        if row["cited"] in members:
            stated = f"{row['source_symbol'] or row['source']} IMPLEMENTS {row['cited_symbol'] or row['cited']}"
            yield row | {"stated": stated, "known": f"in a cycle of {len(members)} documents"}


def impossible_dates(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield dates that do not exist, as 31/02/2024, with `start`, their place in the text."""
    for row in rows:
        for match, day in days_in(row["text"]):
            if isinstance(day, ValueError):
                around = row["text"][max(match.start() - _BEFORE, 0) : match.end() + _AFTER]
                yield row | {"start": match.start(), "quote": around, "stated": match[0], "known": str(day)}


def own_relations(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield citations of a text's own symbol that state a relation to itself, or another date; `citations` are all that the text makes.

    Attachments may cite the document that they are issued with.
    """
    for row in rows:
        yield from _own_relations(row, row["citations"])


def _own_relations(row: Row, citations: Iterable[Citation]) -> Iterator[Row]:
    linked = set(row["linked"])
    for citation in citations:
        if citation.kind is Kind.SELF or (citation.symbol.text if citation.symbol else None) != row["symbol"]:
            continue
        if citation_id(row["sha256"], citation.span, citation.text) in linked:
            continue  # another document with this symbol
        own = [edge.relation for edge in citation.edges if edge.source == SELF]
        relations = [relation for relation in own if relation not in (Relation.CITES, Relation.ISSUED_WITH)]
        dated = citation.date is not None and row["issued_on"] is not None and citation.date != row["issued_on"]
        if relations or dated:
            stated = f"{relations[0] if relations else 'cites'} {citation.text}" + (f" of {citation.date}" if citation.date else "")
            known = f"it is {row['symbol']}" + (f" of {row['issued_on']}" if row["issued_on"] else "") + " itself"
            yield row | {"start": citation.span.start, "quote": citation.sentence or citation.text, "stated": stated, "known": known}


def differences(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield files whose text differs from that of the primary file of their document, by more than spaces and line ends.

    Each has the first line that differs.
    """
    for row in rows:
        if row["text"].split() == row["first_text"].split():
            continue
        lines, others = _lines(row["text"]), _lines(row["first_text"])
        known = {line for _, line in others}
        new = [(start, line) for start, line in lines if line not in known]
        start, line = new[0] if new else (0, "")
        stated = f"{len(new)} of {len(lines)} lines are not in the other file"
        yield row | {"start": start, "quote": line, "stated": stated, "known": row["first"]}


def _lines(text: str) -> list[tuple[int, str]]:
    """Return the lines of a text that are not blank, each with its place, spaces joined."""
    lines = ((line.start(), " ".join(line[0].split())) for line in re.finditer(r".+", text))
    return [(start, line) for start, line in lines if line]


def namesakes(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield texts that share number, issuer and period with a document and say something else: one of the headers is wrong or misread."""
    for row in rows:
        known = f"{row['first']}: {row['first_title'] or 'no title'}"
        yield row | {"start": 0, "quote": row["title"], "stated": row["title"] or "no title", "known": known}


def stubs(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield documents that many cite and whose text was not loaded."""
    for row in rows:
        stated = f"{row['cited_symbol'] or row['cited']}" + (f" of {row['issued_on']}" if row["issued_on"] else "")
        yield row | {"stated": f"{stated}, cited by {row['texts']} documents", "known": "its text was not loaded"}


def ambiguous(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield ambiguous citations with their candidates."""
    for row in rows:
        yield row | {"known": " or ".join(f"{one['id']} ({one['score']:.2f})" for one in row["candidates"])}


def failed(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield files that could not be read, with the reason."""
    for row in rows:
        kept = "its text is that of an earlier state" if row["document"] else "nothing of it is in the graph"
        yield row | {"stated": row["failure"], "known": kept}


def unfiled(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield documents that a register lists and whose text was not loaded."""
    for row in rows:
        stated = f"{row['symbol'] or row['document']}" + (f" of {row['issued_on']}" if row["issued_on"] else "")
        yield row | {"quote": row["title"], "stated": f"{stated}, listed in {row['sheet']}", "known": "its text was not loaded"}


def unlisted(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield loaded documents that are in no register."""
    for row in rows:
        registers = ", ".join(sorted(PurePath(register).name for register in row["registers"]))
        stated = row["symbol"] + (f" of {row['issued_on']}" if row["issued_on"] else "")
        yield row | {"stated": stated, "known": f"not listed in {registers}"}
