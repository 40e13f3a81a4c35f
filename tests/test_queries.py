"""Test the answers of the query library on each engine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd
import pytest
from directives import DIRECTIVE, DISTRICT_PLAN, PROVINCE_PLAN, readings
from engines import Engine

from danchieu.graph.errors import AmbiguousDocument, UnknownDocument
from danchieu.graph.loading.ingest import ingest
from danchieu.graph.model import Row
from danchieu.graph.queries.library import DocumentId, Reads, find_document, load_queries, make_frame
from danchieu.graph.queries.library import run as run_rows
from danchieu.graph.store.bolt import Reader, open_store

QUERIES = load_queries()
GIVEN = {"document": DIRECTIVE, "to": "tw/xi/ct-3", "text": "05-CT/TW", "body": "Tỉnh ủy Bình Thuận"}


@pytest.fixture(scope="module", params=["embedded", "neo4j"])
def reader(request: pytest.FixtureRequest) -> Iterator[Reader]:
    """Yield a reader of the small graph, on each engine in turn."""
    engine: Engine = request.getfixturevalue(f"{request.param}_engine")
    engine.empty()
    with open_store(engine.settings) as writer:
        first, second, *others = readings()
        assert not ingest(writer, [first, *others]).failed
        report = ingest(writer, [second])  # the citation of it by another text was a stub
    assert (report.failed, report.relinked) == ([], 1)
    with open_store(engine.settings, mode="read") as reader:
        yield reader


def run(reader: Reads, name: str, **given: object) -> pd.DataFrame:
    """Run a query and return its answer as a frame."""
    return make_frame(name, run_rows(reader, name, **given))


def rows_of(frame: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    """Return some columns of an answer as rows, missing values as None."""
    return [tuple(row) for row in frame[list(columns)].astype(object).where(frame[list(columns)].notna(), None).itertuples(index=False)]


@pytest.mark.parametrize("name", QUERIES)
def test_every_query_runs_and_returns_the_columns_it_declares(reader: Reader, name: str) -> None:
    required = [parameter.name for parameter in QUERIES[name].parameters if parameter.required]
    assert set(required) <= GIVEN.keys(), "give each required parameter a value in GIVEN of this file"
    frame = run(reader, name, **{parameter: GIVEN[parameter] for parameter in required})
    assert list(frame) == list(QUERIES[name].columns)
    assert len(frame) > 0
    for column, kind in QUERIES[name].columns.items():
        if kind == "date":
            assert all(value is None or type(value) is date for value in frame[column])


def test_a_document_is_found_by_id_or_symbol_and_never_guessed(reader: Reader) -> None:
    assert find_document(reader, DIRECTIVE) == find_document(reader, "05-CT/TW") == find_document(reader, " 05-ct/tw ") == DIRECTIVE
    with pytest.raises(AmbiguousDocument, match="'35-CT/TW' is the symbol of 2 documents") as several:
        find_document(reader, "35-CT/TW")
    assert [row["id"] for row in several.value.documents] == ["tw/xii/ct-35", "tw/xiii/ct-35"]
    assert "2019-05-30" in str(several.value) and "tw/xiii/ct-35" in str(several.value)
    assert find_document(reader, "5-CT/TW") == find_document(reader, "005-ct/tw") == DIRECTIVE
    with pytest.raises(UnknownDocument, match=r"'5-CT/TU' \(did you mean '05-CT/TW'"):
        find_document(reader, "5-CT/TU")
    with pytest.raises(UnknownDocument, match=r"'15-CT/TW' \(did you mean .*'05-CT/TW'"):
        find_document(reader, "15-CT/TW")


def test_an_id_that_was_found_is_not_looked_up_again(reader: Reader) -> None:
    asked: list[str] = []

    class Counted:
        def read(self, query: str, /, **parameters: Any) -> list[Row]:
            asked.append(query)
            return reader.read(query, **parameters)

    found = find_document(Counted(), "05-CT/TW")
    assert (found, type(found), len(asked)) == (DIRECTIVE, DocumentId, 2)
    rows = run_rows(Counted(), "cites", document=found)
    assert len(asked) == 3
    assert rows == run_rows(reader, "cites", document=DIRECTIVE)


def test_a_spelling_is_suggested_from_few_symbols(reader: Reader) -> None:
    assert {row["symbol"] for row in run_rows(reader, "similar_symbols", text="15-ct/tw")} == {"05-CT/TW", "35-CT/TW", "03-CT/TW"}
    assert [row["symbol"] for row in run_rows(reader, "similar_symbols", text="5-XX/YY")] == ["05-CT/TW"]
    assert run_rows(reader, "similar_symbols", text="Điều lệ Đảng") == []


def test_document_query_returns_properties_and_counts(reader: Reader) -> None:
    frame = run(reader, "document", document="05-CT/TW")
    assert rows_of(frame, "id", "type", "issuer", "level", "place", "term", "status", "path", "cites", "cited_by") == [
        (DIRECTIVE, "Chỉ thị", "Trung ương", "central", "Hà Nội", "XII", "loaded", "a.txt", 2, 3)
    ]
    assert rows_of(run(reader, "document", document="12-NQ/TW"), "status", "path", "cites", "cited_by") == [("cited", None, 0, 2)]


def test_cites_lists_citations_in_text_order_with_spans(reader: Reader) -> None:
    frame = run(reader, "cites", document="05-CT/TW")
    assert rows_of(frame, "symbol", "relation", "status") == [("03-CT/TW", "REPLACES", "cited"), ("12-NQ/TW", "IMPLEMENTS", "cited")]
    ((text,),) = rows_of(run(reader, "text", document="05-CT/TW"), "text")
    assert [text[start:end] for start, end in rows_of(frame, "start", "end")] == list(frame["text"])


def test_cites_lists_the_candidates_of_an_ambiguous_citation(reader: Reader) -> None:
    frame = run(reader, "cites", document="18-KH/TU")
    candidates = {row["resolution"]: [one["id"] for one in row["candidates"]] for row in frame.to_dict("records")}
    assert candidates == {"ambiguous": ["tw/xiii/ct-35", "tw/xii/ct-35"], "resolved": []}
    assert rows_of(run(reader, "ambiguous"), "source_symbol") == [("18-KH/TU",)]


def test_cited_by_lists_citing_documents_with_relations(reader: Reader) -> None:
    assert rows_of(run(reader, "cited_by", document="05-CT/TW"), "symbol", "relation", "text") == [
        ("14-KH/TU", "IMPLEMENTS", "Chỉ thị số 05-CT/TW"),
        ("20-KH/TU", "BASED_ON", "Chỉ thị số 05-CT/TW"),
        ("20-KH/TU", "IMPLEMENTS", "Chỉ thị số 05-CT/TW"),
        ("11-KH/HU", "IMPLEMENTS", "Chỉ thị số 05-CT/TW"),
    ]


def test_chain_gives_the_shortest_path_with_its_relations(reader: Reader) -> None:
    frame = run(reader, "chain", document="09-KH/ĐU", to="03-CT/TW")
    assert [(*pair, tuple(relations)) for *pair, relations in rows_of(frame, "step", "source_symbol", "target_symbol", "relations")] == [
        (1, "09-KH/ĐU", "11-KH/HU", ("IMPLEMENTS",)),
        (2, "11-KH/HU", "05-CT/TW", ("IMPLEMENTS",)),
        (3, "05-CT/TW", "03-CT/TW", ("REPLACES",)),
    ]
    assert run(reader, "chain", document="03-CT/TW", to="09-KH/ĐU").empty
    assert run(reader, "chain", document="05-CT/TW", to="05-CT/TW").empty


def test_propagation_gives_shortest_paths_with_lag(reader: Reader) -> None:
    frame = run(reader, "propagation", document="05-CT/TW")
    assert rows_of(frame, "depth", "symbol", "level", "province", "relation", "parent_symbol", "lag_days", "step_days") == [
        (1, "14-KH/TU", "province", "Bình Thuận", "IMPLEMENTS", "05-CT/TW", 44, 44),
        (1, "20-KH/TU", "province", "Nghệ An", "IMPLEMENTS", "05-CT/TW", 68, 68),
        (1, "11-KH/HU", "district", "Bình Thuận", "IMPLEMENTS", "05-CT/TW", 93, 93),
        (2, "09-KH/ĐU", "commune", "Bình Thuận", "IMPLEMENTS", "11-KH/HU", None, None),
    ]
    assert len(run(reader, "propagation", document="05-CT/TW", depth="1")) == 3


def test_parallel_edges_do_not_multiply_paths(engine: Engine) -> None:
    """Build a chain of six steps, each stated by 40 documents: 40 to the 6th paths, and a cycle back to the top."""
    with open_store(engine.settings) as writer:
        rows = [{"id": f"d{n}", "on": date(2016, 1 + n, 1)} for n in range(7)]
        make = "UNWIND $rows AS r CREATE (:Document {id: r.id, issued_on: r.on, province: 'Nghệ An', status: 'loaded'})"
        writer.write(lambda t: t.run(make, rows=rows))
        pairs = [{"up": f"d{n}", "down": f"d{(n + 1) % 7}", "by": f"x{by}"} for n in range(7) for by in range(40)]
        join = "UNWIND $rows AS r MATCH (a:Document {id: r.up}), (b:Document {id: r.down}) CREATE (b)-[:IMPLEMENTS {stated_by: r.by}]->(a)"
        writer.write(lambda t: t.run(join, rows=pairs))
    with open_store(engine.settings, mode="read", timeout=10) as reader:
        frame = run(reader, "propagation", document="d0", depth="6")
        assert rows_of(frame, "depth", "id", "parent", "lag_days")[:2] == [(1, "d1", "d0", 31), (2, "d2", "d1", 60)]
        assert list(frame["id"]) == ["d1", "d2", "d3", "d4", "d5", "d6"]
        assert list(run(reader, "propagation", document="d0", depth="2")["id"]) == ["d1", "d2"]
        assert rows_of(run(reader, "coverage", document="d0"), "province", "documents", "lag_days") == [("Nghệ An", 2, 31)]
        assert rows_of(run(reader, "chain", document="d3", to="d0"), "step", "source", "target", "relations") == [
            (1, "d3", "d2", ["IMPLEMENTS"]),
            (2, "d2", "d1", ["IMPLEMENTS"]),
            (3, "d1", "d0", ["IMPLEMENTS"]),
        ]


def test_coverage_lists_provinces_with_and_without_implementation(reader: Reader) -> None:
    assert rows_of(run(reader, "coverage", document="05-CT/TW"), "province", "implemented", "documents", "first_on", "lag_days") == [
        ("Bình Thuận", True, 3, date(2016, 6, 28), 44),
        ("Nghệ An", True, 1, date(2016, 7, 22), 68),
        ("Bến Tre", False, 0, None, None),
    ]


def test_most_cited_ranks_by_citing_documents(reader: Reader) -> None:
    assert rows_of(run(reader, "most_cited", limit=2), "symbol", "cited_by", "mentions") == [("05-CT/TW", 3, 4), ("12-NQ/TW", 2, 2)]
    assert rows_of(run(reader, "most_cited", status="cited", limit=1), "symbol") == [("12-NQ/TW",)]


@pytest.mark.parametrize(
    ("given", "symbols"),
    [
        ({"text": "học tập"}, ["05-CT/TW", "03-CT/TW", "20-KH/TU", "09-KH/ĐU"]),
        ({"text": "hoc tap"}, ["05-CT/TW", "03-CT/TW", "20-KH/TU", "09-KH/ĐU"]),
        ({"text": "tap hoc"}, ["05-CT/TW", "03-CT/TW", "20-KH/TU", "09-KH/ĐU"]),
        ({"text": "HOC TAP bac"}, ["20-KH/TU"]),
        ({"text": "oc tap"}, []),
        ({"text": "05-ct"}, ["05-CT/TW"]),
        ({"text": "5-ct/tw"}, ["05-CT/TW"]),
        ({"text": "035-CT/TW"}, ["35-CT/TW", "35-CT/TW"]),
        ({"text": "dai", "order": "newest"}, ["18-KH/TU", "35-CT/TW", "31/2024/QH15", "35-CT/TW"]),
        ({"level": "commune"}, ["09-KH/ĐU"]),
        ({"province": "Nghệ An"}, ["20-KH/TU"]),
        ({"status": "loaded", "since": "2017", "until": "2020"}, ["35-CT/TW"]),
        ({"type": "Kế hoạch", "order": "oldest", "skip": "1", "limit": "1"}, ["20-KH/TU"]),
    ],
)
def test_search_filters_and_orders_documents(reader: Reader, given: dict[str, str], symbols: list[str]) -> None:
    frame = run(reader, "search", **given)
    assert list(frame["symbol"]) == symbols
    if "limit" not in given and symbols:
        assert set(frame["total"]) == {len(symbols)}


def test_overview_queries_count_the_whole_graph(reader: Reader) -> None:
    assert rows_of(run(reader, "overview"), "loaded", "cited", "provinces", "citations", "ambiguous") == [(8, 3, 3, 11, 1)]
    assert (DISTRICT_PLAN, "IMPLEMENTS", PROVINCE_PLAN) in rows_of(run(reader, "network"), "source", "relation", "target")
    assert ("level", "commune", 1) in rows_of(run(reader, "facets"), "facet", "value", "documents")
    assert ("Huyện ủy Tuy Phong", "Tỉnh ủy Bình Thuận", 1) in rows_of(run(reader, "issuers"), "name", "parent_name", "loaded")
    assert (2016, "province", 2) in rows_of(run(reader, "timeline"), "year", "level", "documents")
    assert ("IMPLEMENTS", 6) in rows_of(run(reader, "relation_counts"), "relation", "citations")


def test_empty_store_gives_columns_and_no_rows(engine: Engine) -> None:
    with open_store(engine.settings, mode="read") as reader:
        for name, query in QUERIES.items():
            if not any(parameter.required for parameter in query.parameters):
                frame = run(reader, name)
                assert list(frame) == list(query.columns)
                assert len(frame) == (1 if name == "overview" else 0), name
