"""Test that a cited document is described by lists first, then by the values that most citations state, in any order of loading."""

from __future__ import annotations

import itertools
from dataclasses import asdict
from datetime import date
from typing import Any

import pytest
from records import cited, clear, graph_of, reading, symbol_of

from danchieu.graph.linking.consensus import describe, unstated, without_statements
from danchieu.graph.linking.fact_kinds import Listed, Named, Stated
from danchieu.graph.linking.facts import DocumentFacts, GroupFacts, add
from danchieu.graph.linking.identity import cited_document
from danchieu.graph.loading.ingest import ingest, prune
from danchieu.graph.model import Document, Evidence, Key, RegisterRow, Status
from danchieu.graph.model.issuers import issuer_at
from danchieu.graph.queries.library import run as query
from danchieu.graph.store.bolt import Writer

KEY = Key(issuer_at("TW"), "xiii", "NQ", "57")
ID = "tw/xiii/nq-57"
SYMBOL = symbol_of("57-NQ/TW")

Says = dict[str, Any]


def votes_for(stated: list[tuple[str, str, int]]) -> list[Stated]:
    return [Stated(ID, KEY, {"symbol": "57-NQ/TW", name: value}) for name, value, citations in stated for _ in range(citations)]


def listed_in(rows: list[Says]) -> list[Listed]:
    return [Listed(ID, KEY, f"known.csv {says['line']}", {"symbol": "57-NQ/TW", "listed_in": "known.csv", **says}) for says in rows]


def facts_of(*facts: Stated | Listed | Named) -> DocumentFacts:
    group = GroupFacts()
    for fact in facts:
        add(group, fact)
    [document] = group.documents.values()
    return document


def catalogued(**says: Any) -> Document:
    return Document(ID, Status.CITED, symbol=SYMBOL, key=KEY, evidence=(Evidence("catalogue", "gazette"),), **says)


# rows of registers, entries of the catalogue, what how many citations state, and how that differs from what identity alone says
CASES: dict[str, tuple[list[Says], list[Document], list[tuple[str, str, int]], Says]] = {
    "the date that most state": (
        [],
        [],
        [("issued_on", "2024-12-25", 1), ("issued_on", "2024-12-22", 5)],
        {"issued_on": date(2024, 12, 22), "year": 2024, "conflicts": ("issued_on",)},
    ),
    "of several dates as often stated the first": (
        [],
        [],
        [("issued_on", "2024-12-25", 2), ("issued_on", "2024-12-22", 2), ("year", "2023", 9)],
        {"issued_on": date(2024, 12, 22), "year": 2024, "conflicts": ("issued_on",)},
    ),
    "a year without date": ([], [], [("year", "2024", 1)], {"year": 2024}),
    "a register before citations": (
        [{"title": "về một việc", "line": 2}],
        [],
        [("title", "việc khác hẳn", 9)],
        {"title": "về một việc", "register_row": RegisterRow("known.csv", 2), "conflicts": ("title",)},
    ),
    "of two rows the smaller value": (
        [{"title": "về hai việc", "line": 2, "issuer_words": "Bộ Chính trị"}, {"title": "về hai việc lớn", "line": 3}],
        [],
        [],
        {"title": "về hai việc", "issuer_words": "Bộ Chính trị", "register_row": RegisterRow("known.csv", 2)},
    ),
    "two rows that differ": (
        [{"issued_on": "2024-12-22", "line": 2}, {"issued_on": "2024-12-23", "line": 3}],
        [],
        [],
        {"issued_on": date(2024, 12, 22), "year": 2024, "register_row": RegisterRow("known.csv", 2), "conflicts": ("issued_on",)},
    ),
    "the catalogue before citations": (
        [],
        [catalogued(title="về một việc")],
        [("title", "một việc", 9)],
        {"title": "về một việc", "evidence": (Evidence("catalogue", "gazette"),)},
    ),
    "a title that holds another": (
        [],
        [],
        [("title", "về một việc", 1), ("title", "về một việc của tỉnh", 2)],
        {"title": "về một việc của tỉnh"},
    ),
    "titles that share most words": (
        [],
        [],
        [("title", "về tiếp tục đổi mới sinh hoạt chi bộ", 2), ("title", "đổi mới, nâng cao chất lượng sinh hoạt chi bộ", 1)],
        {"title": "về tiếp tục đổi mới sinh hoạt chi bộ"},
    ),
    "issuers that differ": ([], [], [("issuer", "Bộ Chính trị", 2), ("issuer", "Ban Bí thư", 1)], {"conflicts": ("issuer",)}),
    "the words for the issuer": (
        [],
        [],
        [("issuer_words", "Ban Bí thư", 1), ("issuer_words", "Bộ Chính trị", 2)],
        {"issuer_words": "Bộ Chính trị"},
    ),
    "types that differ": (
        [],
        [],
        [("type", "Quy định", 2), ("type", "Quyết định", 1)],
        {"type": "Quy định", "conflicts": ("type",)},
    ),
    "nothing stated": ([], [], [("symbol", "57-NQ/TW", 1)], {}),
}


@pytest.mark.parametrize("case", CASES)
def test_a_document_is_described_by_lists_then_by_votes(case: str) -> None:
    rows, entries, stated, expected = CASES[case]
    facts: list[Stated | Listed] = [*listed_in(rows), *votes_for(stated)]
    shown, again = (describe(facts_of(*order), entries) for order in (facts, facts[::-1]))
    assert shown == again
    alone, described = asdict(unstated(SYMBOL, KEY)), asdict(shown)
    assert {name for name in described if described[name] != alone[name]} == expected.keys()
    assert {name: getattr(shown, name) for name in expected} == expected


def test_a_document_has_the_symbol_that_most_citations_write() -> None:
    facts = [Stated(ID, KEY, {"symbol": symbol}) for symbol in ("057-NQ/TW", "57-NQ/TW", "57-NQ/TW")]
    assert {str(describe(facts_of(*order)).symbol) for order in itertools.permutations(facts)} == {"57-NQ/TW"}


def test_a_document_known_by_name_alone_has_the_words_that_most_citations_use() -> None:
    base = Document("name/luat-dat-dai", Status.CITED)
    facts = [Named(base, {"name": name, "type": "Luật"}) for name in ("Luật Đất đai", "Luật Đất Đai", "Luật Đất đai")]
    described = describe(facts_of(*facts))
    assert (described.id, described.name, described.type) == ("name/luat-dat-dai", "Luật Đất đai", "Luật")


def test_what_one_citation_states_is_left_out_of_a_document_that_none_names_completely() -> None:
    citation = cited("57-NQ/TW", title="về một việc", date=date(2024, 12, 22), type="Nghị quyết")
    assert without_statements(cited_document(SYMBOL, citation, KEY)) == unstated(SYMBOL, KEY)
    named = Document("name/luat-dat-dai", Status.CITED, name="Luật Đất đai")
    assert without_statements(named) == named


def test_a_cited_document_has_the_date_that_most_citations_state(writer: Writer) -> None:
    right, wrong = cited("957-NQ/TW", date=date(2024, 12, 22)), cited("957-NQ/TW", date=date(2024, 12, 21))
    readings = [
        reading("/a", "1-KH/TU", [wrong]),
        reading("/b", "2-KH/TU", [right, right]),
        reading("/c", "3-KH/TU", [right, cited("957-NQ/TW", title="mà không ghi ngày", type="Đề án")]),
    ]
    graphs = []
    for order in itertools.permutations(readings):
        clear(writer)
        for one in order:
            ingest(writer, [one])
        graphs.append(graph_of(writer))
    assert all(graph == graphs[0] for graph in graphs)
    [row] = query(writer, "document", document="957-NQ/TW")
    assert (row["issued_on"], row["title"], row["type"], row["conflicts"]) == (date(2024, 12, 22), None, "Nghị quyết", ["issued_on"])
    stated = [row for row in query(writer, "statements", document="957-NQ/TW") if row["property"] == "issued_on"]
    assert stated == [
        {"property": "issued_on", "value": "2024-12-22", "citations": 3},
        {"property": "issued_on", "value": "2024-12-21", "citations": 1},
    ]
    prune(writer, ["/b", "/c"], [])
    [row] = query(writer, "document", document="957-NQ/TW")
    assert (row["issued_on"], row["conflicts"]) == (date(2024, 12, 21), None)


def test_a_document_that_loses_its_text_is_described_by_others(writer: Writer) -> None:
    stub = cited("1-KH/TU", date=date(2016, 8, 1), title="về việc khác")
    ingest(writer, [reading("/b", "2-KH/TU", [stub])])
    alone = graph_of(writer)
    ingest(writer, [reading("/a", "1-KH/TU", title="về chính nó")])
    prune(writer, ["/a"], [])
    assert graph_of(writer) == alone
