"""Test that loading brings a store of an older version up to date without losing loaded data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from engines import Engine
from records import graph_of

from danchieu.graph.errors import StoreTooOld
from danchieu.graph.loading.arrivals import unpack_stored
from danchieu.graph.loading.ingest import ingest, loaded_files
from danchieu.graph.loading.ruleset import rules
from danchieu.graph.loading.upgrade import upgrade
from danchieu.graph.model import Citation, Head, Reading, Register, Symbol
from danchieu.graph.model.packing import pack
from danchieu.graph.queries.library import run
from danchieu.graph.store import schema
from danchieu.graph.store.bolt import Writer, open_store
from danchieu.graph.store.query_files import query_text
from danchieu.pipeline import find_sources, load_sources

REGISTER = "symbol,date,issuer\n10-KH/TU,10/6/2016,Tỉnh ủy Bình Thuận\n"
CITED = "binh-thuan.tu/2015-2020/kh-10"
LINES = (
    "2026-01-02T03:04:05+00:00\t{citation}\tstub: X\tambiguous: X, Y\tnone; other documents came or went",
    "2026-01-03T03:04:05+00:00\t{citation}\tambiguous: X, Y\tresolved: X\town date; X came with /a folder/\tb.txt",
    "2026-01-04T03:04:05+00:00\t{citation}\tresolved: X\tstub: X\town date; X is known no longer as it was",
    "2026-01-05T03:04:05+00:00\t{citation}\tstub: X\tresolved: X\town date; X is listed in known.csv line 2",
)
OLD_FORM = """MATCH (f:File)
SET f.contribution = 'old', f.rules = CASE WHEN f.rules IS NOT NULL THEN 'old' END, f.digest = null, f.places = null, f.state = null
WITH count(*) AS files MATCH (d:Document) SET d.tally = '[{}]'
WITH count(*) AS documents MATCH (g:Group) DETACH DELETE g"""
OLD_EDGES = """MATCH (f:File)-[l:LISTS]->(d:Document) DELETE l CREATE (f)-[:DESCRIBES {listed_in: 'known.csv', line: 2}]->(d)"""


def head_1(head: Head) -> list[Any]:
    hint = [head.province_hint.province, head.province_hint.source] if head.province_hint else None
    evidence = [[one.property, one.source] for one in head.evidence]
    symbol = head.symbol.text if head.symbol else None
    beginning = [symbol, head.type, head.title, day(head.issued_on), head.place, list(head.letterhead), head.signatory]
    return [*beginning, evidence, hint, head.end, head.term]


def citation_1(one: Citation) -> list[Any]:
    edges = [[edge.source, edge.relation, edge.cue, edge.confidence] for edge in one.edges]
    symbol = one.symbol.text if one.symbol else None
    beginning = [[one.span.start, one.span.end], one.text, one.kind, one.rule, symbol, one.name, one.type, day(one.date), one.issuer]
    return [*beginning, one.term, one.title, one.article, one.sentence, edges, one.confidence]


def day(on: date | None) -> str | None:
    return on.isoformat() if on else None


def packed_1(item: Reading | Register) -> str:
    """Pack a reading or a part of a register as version 1 did."""
    if isinstance(item, Register):
        content: Any = {"rows": [[entry.line, head_1(entry.head)] for entry in item.entries]}
    else:
        content = [head_1(item.head), [citation_1(one) for one in item.citations], item.metadata]
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def packed_2(item: Reading | Register) -> str:
    """Pack a reading or a part of a register as version 2 did: by name, without the fields that hold their default."""
    if isinstance(item, Register):
        content = {"version": 2, "rows": [{"line": entry.line, "head": without_defaults(entry.head)} for entry in item.entries]}
    else:
        citations = [without_defaults(one) for one in item.citations]
        content = {"version": 2, "head": without_defaults(item.head), "citations": citations, "metadata": item.metadata or ""}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def without_defaults(value: Any) -> Any:
    if isinstance(value, Symbol | date):
        return str(value)
    if isinstance(value, tuple):
        return [without_defaults(one) for one in value]
    if not is_dataclass(value):
        return value
    own = ((one, getattr(value, one.name)) for one in fields(value))
    return {one.name: without_defaults(held) for one, held in own if held != one.default}


@pytest.fixture(params=[1, 2, 3])
def version(request: pytest.FixtureRequest) -> int:
    """Return each older version of the schema in turn."""
    return int(request.param)


@pytest.fixture
def expected(writer: Writer, folder: Path, version: int) -> Iterator[set[tuple[Any, ...]]]:
    """Yield the graph of three plans and a register, after turning its store into the form of an older version."""
    (folder.parent / "known.csv").write_text(REGISTER, encoding="utf-8")
    load_sources(writer, find_sources([folder], [folder.parent / "known.csv"]))
    graph = graph_of(writer)
    stored = writer.read(query_text("fetch", "files"), paths=sorted(loaded_files(writer)))
    pack_as = {1: packed_1, 2: packed_2, 3: pack}[version]
    rows = [{"path": row["path"], "reading": pack_as(unpack_stored(row, rules()))} for row in stored]
    put = """UNWIND $rows AS row MATCH (f:File {path: row.path}), (t:Content {path: row.path})
             SET f.reading = row.reading, f.text = t.text DELETE t"""
    writer.write(lambda transaction: transaction.run(put, rows=rows))
    if version < 3:
        put_older_form(writer, version)
    writer.write(lambda transaction: transaction.run("MATCH (s:Schema) SET s.version = $version, s.rules = null", version=version))
    yield graph
    writer.apply_schema()


def put_older_form(writer: Writer, version: int) -> None:
    """Write descriptions and logs as versions 1 and 2 did, and no facts."""
    writer.write(lambda transaction: transaction.run(OLD_FORM))
    writer.write(lambda transaction: transaction.run(OLD_EDGES))
    [row] = writer.read("MATCH (c:Citation {symbol: '10-KH/TU'}) RETURN c.id AS id")
    if version == 1:
        writer.write(lambda transaction: transaction.run("MATCH (f:File) REMOVE f.register, f.part"))
    log = "MATCH (f:File)-[:HOLDS]->(:Document)-[:MAKES]->(:Citation {id: $id}) SET f.history = $lines"
    lines = [line.format(citation=row["id"]) for line in LINES]
    writer.write(lambda transaction: transaction.run(log, id=row["id"], lines=lines))


def test_an_old_store_cannot_be_read_before_it_is_brought_up_to_date(engine: Engine, expected: object) -> None:
    with pytest.raises(StoreTooOld, match=r"schema version \d.*danchieu load"):
        open_store(engine.settings, mode="read")


def test_an_old_store_is_brought_up_to_date_by_a_load(engine: Engine, folder: Path, version: int, expected: set[tuple[Any, ...]]) -> None:
    with open_store(engine.settings) as writer:
        report = load_sources(writer, find_sources([folder], [folder.parent / "known.csv"]))
        assert graph_of(writer) == expected
        read_by_other_rules = (3, 0, 3, 0) if version < 3 else (0, 3, 0, 0)
        assert (report.documents, report.skipped, report.reread, report.relinked) == read_by_other_rules
        assert loaded_files(writer)[f"{folder.parent}/known.csv/1"].register == f"{folder.parent}/known.csv"
    with open_store(engine.settings, mode="read") as reader:
        assert reader.read("MATCH (s:Schema) RETURN s.version AS version") == [{"version": schema.VERSION}]


@pytest.mark.parametrize("version", [1, 2], indirect=True)
def test_the_log_of_an_old_store_is_kept(engine: Engine, folder: Path, expected: object) -> None:
    with open_store(engine.settings) as writer:
        load_sources(writer, find_sources([folder], [folder.parent / "known.csv"]))
        rows = [row for row in run(writer, "relinked") if row["at"] < "2026-02"]
    names = ("before_resolution", "before", "after_resolution", "after", "rung", "document", "loaded_from", "listed_in", "line")
    assert [tuple(row[name] for name in names) for row in rows] == [
        ("stub", ["X"], "resolved", ["X"], "own date", "X", None, "known.csv", 2),
        ("resolved", ["X"], "stub", ["X"], "own date", "X", None, None, None),
        ("ambiguous", ["X", "Y"], "resolved", ["X"], "own date", "X", "/a folder/\tb.txt", None, None),
        ("stub", ["X"], "ambiguous", ["X", "Y"], None, None, None, None, None),
    ]


AS_4 = "MATCH (f:File) SET f.size = null, f.modified = null, f.reader = null, f.rules = 'other'"


def test_a_store_that_knows_nothing_of_how_files_were_read_is_loaded_as_it_is(engine: Engine, folder: Path) -> None:
    """Version 4 was first written without sizes, readers, archives and failures of files."""
    with open_store(engine.settings) as writer:
        load_sources(writer, find_sources([folder]))
        graph = graph_of(writer)
        writer.write(lambda transaction: transaction.run(AS_4))
    with open_store(engine.settings, mode="read") as reader:
        assert set(loaded_files(reader)) == {path.as_posix() for path in folder.iterdir()}
    with open_store(engine.settings) as writer:
        report = load_sources(writer, find_sources([folder], pruning=True), pruning=True)
        assert (report.documents, report.reread, report.failed, report.pruned) == (3, 3, [], 0)
        assert graph_of(writer) == graph


def test_interrupted_upgrade_starts_again(
    engine: Engine, folder: Path, version: int, expected: set[tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch, open_store(engine.settings) as writer:
        patch.setattr("danchieu.graph.loading.upgrade._delete_nodes", lambda *arguments: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            upgrade(writer)
    with open_store(engine.settings) as writer:
        load_sources(writer, find_sources([folder], [folder.parent / "known.csv"]))
        assert graph_of(writer) == expected
        assert len([row for row in run(writer, "relinked") if row["at"] < "2026-02"]) == (len(LINES) if version < 3 else 0)


def test_an_interrupted_load_after_an_upgrade_is_finished_by_the_next(engine: Engine, folder: Path, expected: set[tuple[Any, ...]]) -> None:
    """What is converted is marked to be learnt: a load of nothing makes all nodes and edges again, with what the older version held."""
    with open_store(engine.settings) as writer:
        upgrade(writer)
        assert writer.read("MATCH (d:Document) RETURN count(d) AS documents") == [{"documents": 0}]
        ingest(writer, [])
        assert {one[:-1] for one in graph_of(writer)} == {one[:-1] for one in expected}
