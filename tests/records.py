"""Build records by hand, and read a store as a set of tuples."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from danchieu.graph.loading.arrivals import NewFile
from danchieu.graph.model import (
    SELF,
    Candidate,
    Citation,
    Document,
    Edge,
    Issuer,
    Kind,
    Link,
    Record,
    Relation,
    Relationship,
    Resolution,
    ResolutionStatus,
    Span,
    Status,
    Symbol,
    citation_id,
)
from danchieu.graph.model.symbols import parse_symbol
from danchieu.graph.store.bolt import Reader, Writer

Mention = Document | tuple[Document, Relation] | tuple[Document, Relation, str]

CENTRE = Issuer("tw", "Ban Chấp hành Trung ương", code="TW", level="central", system="party")
LAM_DONG = Issuer("lam-dong.tu", "Tỉnh ủy Lâm Đồng", "TU", "province", "party", "Lâm Đồng", CENTRE)
PROVINCE = Issuer("binh-thuan.tu", "Tỉnh ủy Bình Thuận", "TU", "province", "party", "Bình Thuận", CENTRE, None, date(2025, 6, 30), LAM_DONG)
NODES = "MATCH (n) WHERE NOT n:Schema RETURN labels(n) AS labels, coalesce(n.id, n.path) AS id, properties(n) AS properties"
CREATE = "UNWIND $ids AS id CREATE (:Document {id: id})"
EDGES = """MATCH (a)-[r]->(b)
RETURN coalesce(a.id, a.path) AS source, type(r) AS type, properties(r) AS properties, coalesce(b.id, b.path) AS target"""


def symbol_of(text: str) -> Symbol:
    """Parse a symbol; a text that is no valid symbol becomes one without parts."""
    return parse_symbol(text) or Symbol(text, number="", year=None, type_code=None, issuers=("",), assembly=None, group=text)


def cited(id_: str, *, symbol: str | None = None, **properties: Any) -> Document:
    """Build a cited document as a citing file describes it."""
    return replace(Document(id_, Status.CITED, symbol=symbol_of(symbol or id_), issuer=CENTRE), **properties)


def record(
    path: str,
    id_: str,
    cites: Sequence[Mention] = (),
    *,
    candidates: Sequence[str] = (),
    text: str = "",
    symbol: str | None = None,
    **properties: Any,
) -> NewFile:
    """Build the record of a file with document `id_` and its citations: plain, with a relation, or with a relation of a third document.

    `candidates` are the ids of the candidates of one additional, ambiguous citation.
    """
    mentions = [(item, Relation.CITES, SELF) if isinstance(item, Document) else (*item, SELF)[:3] for item in cites]
    words = text + "".join(f"\nthực hiện Chỉ thị số {document.symbol}" for document, _, _ in mentions)
    sha256 = hashlib.sha256(f"{id_}{words}{symbol}{properties}{mentions}".encode("utf-8", "surrogatepass")).hexdigest()
    links, relationships, position = [], [], len(text)
    for document, relation, source in mentions:
        start = position + len("\nthực hiện ")
        position = start + len(f"Chỉ thị số {document.symbol}")
        span = Span(start, position)
        id_of = citation_id(sha256, span, words[start:position])
        edge = Edge(source, relation, "thực hiện", 0.9)
        citation = Citation(
            span,
            words[start:position],
            Kind.NUMBERED,
            "numbered",
            symbol=document.symbol,
            date=document.issued_on,
            sentence=words[start - 10 : position],
            edges=(edge,),
            confidence=0.9,
        )
        links.append(Link(id_of, citation, Resolution(ResolutionStatus.STUB, document.id, rung="symbol")))
        if relation is not Relation.CITES:
            relationships.append(Relationship(id_ if source == SELF else source, relation, document.id, id_of, edge.cue, edge.confidence))
    if candidates:
        span = Span(0, 0)
        scored = tuple(Candidate(candidate, 1 / len(candidates)) for candidate in candidates)
        links.append(
            Link(
                citation_id(sha256, span, ""), Citation(span, "", Kind.SHORT, "short"), Resolution(ResolutionStatus.AMBIGUOUS, None, scored)
            )
        )
    own = replace(Document(id_, Status.LOADED, symbol=symbol_of(symbol or id_), type="Kế hoạch", issuer=PROVINCE), **properties)
    described = tuple(document for document, _, _ in mentions)
    return NewFile(Record(path, sha256, own, tuple(links), tuple(relationships), described), words, reading="", metadata=None, rules="")


def corpus(files: int, *, seed: int = 0, mentions: int = 30) -> list[NewFile]:
    """Build records that cite each other and a few stubs, some of them very often, as in real corpora."""
    draw = random.Random(seed)
    popular = [cited(f"{number}-CT/TW", issued_on=date(2000 + number % 25, 1 + number % 12, 1)) for number in range(1, 40)]
    relations = list(Relation)
    records = []
    for number in range(files):
        others = [
            cited(f"{draw.randrange(files)}-KH/TU", issuer=PROVINCE, title=draw.choice(("một", "hai", None)))
            if draw.random() < 0.3
            else popular[min(int(draw.expovariate(0.15)), len(popular) - 1)]
            for _ in range(mentions)
        ]
        cites = [(other, draw.choice(relations)) for other in others]
        records.append(record(f"/corpus/{number:05}.txt", f"{number}-KH/TU", cites, text="Kế hoạch. " * 50, issued_on=date(2020, 1, 1)))
    return records


def create_documents(writer: Writer, *ids: str) -> None:
    """Create documents that have nothing but an id."""
    writer.write(lambda transaction: transaction.run(CREATE, ids=list(ids)))


def graph_of(store: Reader | Writer) -> set[tuple[Any, ...]]:
    """Return all nodes and relationships: (label, id, properties) and (source, type, target, properties).

    The log of changed resolutions is left out: only it depends on the order of loading.
    """
    nodes = (row for row in store.read(NODES) if row["labels"] != ["Relinking"])
    edges = (row for row in store.read(EDGES) if row["type"] not in ("LOGS", "RELINKED"))
    described = {(*row["labels"], row["id"], _as_sorted_tuple(row["properties"])) for row in nodes}
    return described | {(row["source"], row["type"], row["target"], _as_sorted_tuple(row["properties"])) for row in edges}


def edges_of(store: Reader | Writer, *types: str) -> set[tuple[str, str, str]]:
    """Return the relationships of some types as (source, type, target)."""
    return {(row["source"], row["type"], row["target"]) for row in store.read(EDGES) if row["type"] in types}


def ids_of(store: Reader | Writer, label: str) -> set[str]:
    """Return the ids of the nodes with a label."""
    return {row["id"] for row in store.read(NODES) if label in row["labels"]}


def _as_sorted_tuple(properties: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple(sorted((key, tuple(value) if isinstance(value, list) else value) for key, value in properties.items()))


def paths(records: Iterable[NewFile]) -> list[str]:
    """Return the paths of records."""
    return [record.path for record in records]
