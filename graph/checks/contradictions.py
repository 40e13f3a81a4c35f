"""What makes a contradiction of the rows that the check queries give: rows in, rows out, each with what is stated and what is known.

Queries narrow down as far as Cypher can; here it is decided what needs a table, a count of votes, or a calendar. Rows keep their columns
and gain `stated` and `known`. Nothing here asks a store.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

import networkx as nx

from danchieu.graph.model import SELF, Citation, Kind, Relation, citation_id
from danchieu.graph.model.bodies import issuer_words
from danchieu.graph.model.folding import fold
from danchieu.graph.model.symbols import parse_symbol
from danchieu.graph.model.types import codes_in, words_by_code

__all__ = [
    "ambiguous", "authority", "cycles", "dates", "differences", "impossible_dates", "keys", "later", "order", "own_relations", "stubs",
    "terms", "types",
]  # fmt: skip

Row = dict[str, Any]

SLACK = 14  # days by which a number may be dated before a smaller one: it was given out, and signed later
RULES = ((date(2026, 1, 9), ", Quy định 399-QĐ/TW"), (date(2017, 2, 6), ", Quy định 66-QĐ/TW"), (date.min, ""))  # who may change what

_LOCAL = re.compile(rf"\b(?:{'|'.join(issuer_words().local_committees)})\b")
(_LETTER,) = codes_in("letter")
_DATE = re.compile(
    r"""
      \b[Nn]g(?:à|a\u0300)y\s+(?P<day>\d{1,2})\s*(?:[/.\-]|th(?:á|a\u0301)ng)\s*(?P<month>\d{1,2})
         \s*(?:[/.\-]|n(?:ă|a\u0306)m)\s*(?P<year>(?:19|20)\d\d)\b
    | (?<![\w/.\-])(?<!số\s)(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>(?:19|20)\d\d)(?![\w/\-])  # no word before it, slashes alone, and no symbol
    """,
    re.VERBOSE,
)


def dates(rows: Iterable[Row]) -> Iterator[Row]:
    """Citations dated otherwise than their document: by its own head, else by catalogue or register, else by most texts that date it.

    Where two dates have as many texts, each is held against the other: nobody knows which is right.
    """
    of: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        of[row["cited"]].append(row)
    for several in of.values():
        first = several[0]
        listed = {text.partition(":")[0] for text in first["evidence"] or ()} & {"catalogue", "register"}
        votes = Counter({on: len({row["document"] for row in several if row["stated_date"] == on}) for on in _stated(several)})
        for row in several:
            on = row["stated_date"]
            if first["issued_on"] and (first["status"] == "loaded" or listed):
                known, by = first["issued_on"], "its own text" if first["status"] == "loaded" else f"the {min(listed)}"
            else:
                known = max((other for other in votes if other != on), key=lambda other: (votes[other], other), default=on)
                by = f"{votes[known]} of {len({row['document'] for row in several})} texts"
                known = known if votes[known] >= votes[on] else on
            if known != on and not _of_another_year(row, on):
                yield row | {"stated": f"{row['cited_symbol']} of {on}", "known": f"{known}, by {by}"}


def _stated(rows: Iterable[Row]) -> list[date]:
    return sorted({row["stated_date"] for row in rows})


def _of_another_year(row: Row, on: date) -> bool:
    """Whether the symbol itself speaks against the year: that is a finding of its own."""
    symbol = parse_symbol(row["cited_symbol"] or "")
    return symbol is not None and symbol.year is not None and symbol.year != on.year


def terms(rows: Iterable[Row]) -> Iterator[Row]:
    """Terms of the centre that are not those of the document; the khóa of a local committee named in between is no such term."""
    for row in rows:
        behind = fold(row["sentence"].partition(row["text"])[2])
        between = re.split(rf"\bkhóa {row['stated_term']}\b", behind, maxsplit=1, flags=re.IGNORECASE)[0]
        if not _LOCAL.search(between):
            known = f"khóa {row['term']}" + (f", being of {row['issued_on']}" if row["issued_on"] else "")
            yield row | {"stated": f"{row['cited_symbol']}, khóa {row['stated_term']}", "known": known}


@cache
def _words() -> dict[str, tuple[str, ...]]:
    """Return the folded words that may come before a symbol, by type code: QĐ is Quyết định and Quy định."""
    return {code: tuple(fold(word) for word in words) for code, words in words_by_code().items()}


def types(rows: Iterable[Row]) -> Iterator[Row]:
    """Type words that do not fit the code in the symbol. Letters carry none; `Thông báo kết luận số 81-TB/TW` begins as it should."""
    every = tuple({word for words in _words().values() for word in words})
    for row in rows:
        symbol, word = parse_symbol(row["cited_symbol"]), fold(row["type"])
        code = symbol.type_code if symbol else None
        written = code in _words() and code in re.split(r"[/\-]", row["cited_symbol"])
        fits = code is not None and any(word.startswith(name) or name.startswith(word) for name in _words().get(code, ()))
        if code and written and word.startswith(every) and not fits:
            yield row | {"stated": f"{row['type']} {row['cited_symbol']}", "known": f"{code} is {_names(code)}"}


def _names(code: str) -> str:
    words = words_by_code()[code]
    return " or ".join(word for word in words if not any(word.startswith(f"{other} ") for other in words))


def later(rows: Iterable[Row]) -> Iterator[Row]:
    """What is dated after the document that cites it or acts on it."""
    for row in rows:
        stated = f"{row['source_symbol'] or row['source']} {row['relation']} {row['cited_symbol']}"
        yield row | {"stated": stated, "known": f"{row['cited_on']} is after {row['source_on']}"}


def authority(rows: Iterable[Row]) -> Iterator[Row]:
    """Party documents changed by a body without the authority, with the rule in force then."""
    for row in rows:
        rule = next(name for since, name in RULES if since <= (row["source_on"] or date.max))
        stated = f"{row['source_symbol'] or row['source']} of {row['source_issuer']} {row['relation']} {row['cited_symbol']}"
        yield row | {"stated": stated, "known": f"issued by {row['cited_issuer']}, which alone may, or a superior body{rule}"}


def keys(rows: Iterable[Row]) -> Iterator[Row]:
    """Symbols with a year and without under one key: one of them is not written as it is, or two documents hide behind the key."""
    for row in rows:
        one, other = parse_symbol(row["cited_symbol"]), parse_symbol(row["known"])
        if one and other and (one.year is None) != (other.year is None):
            yield row | {"stated": row["cited_symbol"], "known": f"{row['known']}, with the same key {row['cited']}"}


def cycles(rows: Iterable[Row]) -> Iterator[Row]:
    """Edges of IMPLEMENTS by which documents reach themselves."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    rows = list(rows)
    graph.add_edges_from((row["source"], row["cited"]) for row in rows)
    rings = [members for members in nx.strongly_connected_components(graph) if len(members) > 1]
    ring = {member: number for number, members in enumerate(rings) for member in members}
    for row in rows:
        number = ring.get(row["source"])
        if number is not None and ring.get(row["cited"]) == number:
            stated = f"{row['source_symbol'] or row['source']} IMPLEMENTS {row['cited_symbol'] or row['cited']}"
            yield row | {"stated": stated, "known": f"in a ring of {len(rings[number])} documents"}


def impossible_dates(rows: Iterable[Row]) -> Iterator[Row]:
    """Dates in texts that no calendar has, as 31/02/2024; `start` is where each stands."""
    for row in rows:
        for match in _DATE.finditer(row["text"]):
            day, month, year = (int(match[one] or match[other]) for one, other in (("day", "d"), ("month", "m"), ("year", "y")))
            try:
                date(year, month, day)
            except ValueError as error:
                around = row["text"][max(match.start() - 80, 0) : match.end() + 40]
                yield row | {"start": match.start(), "quote": around, "stated": match[0], "known": str(error)}


def order(rows: Iterable[Row]) -> Iterator[Row]:
    """Documents outside the heaviest chain of their series in which numbers and dates rise together.

    A loaded text weighs more than all citations. What is out of order by no more than SLACK days is left alone, and so are letters, which
    departments number for themselves, and dates of another year than the symbol's, which are a finding of their own.
    """
    series: dict[tuple[str, bool], list[tuple[int, Row]]] = defaultdict(list)
    for row in rows:
        symbol = parse_symbol(row["cited_symbol"] or "")
        if symbol and symbol.number.isdigit() and symbol.type_code != _LETTER and symbol.year in (None, row["issued_on"].year):
            series[row["cited"].rpartition("-")[0], symbol.year is not None].append((int(symbol.number), row))
    for members in series.values():
        members.sort(key=lambda member: (member[0], member[1]["issued_on"]))
        chain = _heaviest([(row["issued_on"], 1000 if row["status"] == "loaded" else max(row["witnesses"], 1)) for _, row in members])
        places = [members[place] for place in chain]
        for place, (_, row) in enumerate(members):
            at = bisect_left(chain, place)
            before, after = places[at - 1][1] if at else None, places[at][1] if at < len(chain) else None
            if after is row:
                continue
            early = before and (before["issued_on"] - row["issued_on"]).days > SLACK
            late = after and (row["issued_on"] - after["issued_on"]).days > SLACK
            if early or late:
                other, word = (before, "a smaller number") if early else (after, "a greater number")
                yield (
                    row
                    | _stating(row)
                    | {
                        "stated": f"{row['cited_symbol']} of {row['issued_on']}",
                        "known": f"{other['cited_symbol']}, {word}, of {other['issued_on']}" if other else "",
                    }
                )


def _stating(row: Row) -> Row:
    """Who states the date: the document itself, or the first that cites it so."""
    if row["status"] == "loaded" or not row["stating"]:
        return {"document": row["cited"], "symbol": row["cited_symbol"], "citation": None}
    document, symbol, citation = row["stating"][0]
    return {"document": document, "symbol": symbol, "citation": citation}


def _heaviest(items: Sequence[tuple[date, int]]) -> list[int]:
    """Places of the chain of dates that never fall and weigh most, in O(n log n)."""
    steps: list[tuple[date, int, int]] = []  # date, weight of the best chain that ends there or before, its last place; both rise
    previous: list[int] = []
    for place, (on, weight) in enumerate(items):
        at = bisect_left(steps, (on, float("inf"), 0))
        best, last = (steps[at - 1][1], steps[at - 1][2]) if at else (0, -1)
        previous.append(last)
        step = (on, best + weight, place)
        end = at
        while end < len(steps) and steps[end][1] <= step[1]:
            end += 1
        begin = at - 1 if at and steps[at - 1][0] == on else at
        steps[begin:end] = [step]
    chain, place = [], steps[-1][2] if steps else -1
    while place >= 0:
        chain.append(place)
        place = previous[place]
    return chain[::-1]


def own_relations(row: Row, citations: Iterable[Citation]) -> Iterator[Row]:
    """Citations of a text's own symbol by which it relates to itself, or dates itself otherwise; attachments may name it as they like."""
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


def differences(row: Row, text: str, first: str) -> Iterator[Row]:
    """Where a file's text begins to differ from that of the file which stands for the same document; nothing when in spaces alone."""
    lines, others = ([(line.start(), " ".join(line[0].split())) for line in re.finditer(r".+", one)] for one in (text, first))
    mine, theirs = ([line for line in several if line[1]] for several in (lines, others))
    if [line for _, line in mine] != [line for _, line in theirs]:
        there = {line for _, line in theirs}
        start, line = next(((start, line) for start, line in mine if line not in there), (0, ""))
        new = sum(line not in there for _, line in mine)
        stated = f"{new} of {len(mine)} lines are not in the other file"
        yield row | {"start": start, "quote": line, "stated": stated, "known": row["first"]}


def stubs(rows: Iterable[Row]) -> Iterator[Row]:
    """Documents that many cite and nobody loaded."""
    for row in rows:
        stated = f"{row['cited_symbol'] or row['cited']}" + (f" of {row['issued_on']}" if row["issued_on"] else "")
        yield row | {"stated": f"{stated}, cited by {row['texts']} documents", "known": "its text was not loaded"}


def ambiguous(rows: Iterable[Row]) -> Iterator[Row]:
    """Citations that may mean several documents."""
    for row in rows:
        yield row | {"known": " or ".join(f"{one['id']} ({one['score']:.2f})" for one in row["candidates"])}
