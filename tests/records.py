"""Build readings by hand, and read a store as a set of tuples."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import msgspec

from danchieu.graph.linking.facts import unpack_facts
from danchieu.graph.model import SELF, Citation, Edge, Head, Kind, Reading, Relation, Span, Symbol
from danchieu.graph.model.symbols import parse_symbol
from danchieu.graph.store.bolt import Reader, Writer

Mention = Citation | tuple[Citation, Relation] | tuple[Citation, Relation, str]

PROVINCE = "TỈNH ỦY BÌNH THUẬN"
ISSUED_ON = date(2016, 8, 1)
NODES = "MATCH (n) WHERE NOT n:Schema RETURN labels(n) AS labels, coalesce(n.id, n.path) AS id, properties(n) AS properties"
CREATE = "UNWIND $ids AS id CREATE (:Document {id: id})"
CLEAR = "MATCH (n) WHERE NOT n:Schema WITH n LIMIT 1000 DETACH DELETE n RETURN count(*) AS deleted"
EDGES = """MATCH (a)-[r]->(b)
RETURN coalesce(a.id, a.path) AS source, type(r) AS type, properties(r) AS properties, coalesce(b.id, b.path) AS target"""


def symbol_of(text: str) -> Symbol:
    """Parse a symbol; a text that is no valid symbol becomes one without parts."""
    return parse_symbol(text) or Symbol(text, number="", year=None, type_code=None, issuers=("",), assembly=None, group=text)


def cited(symbol: str | None, **stated: Any) -> Citation:
    """Build a citation of a symbol, or of a name; it has its place in a text once it is a part of a reading."""
    kind = Kind.NUMBERED if symbol else Kind.NAMED
    base = Citation(Span(0, 0), f"số {symbol}" if symbol else stated["name"], kind, "numbered", confidence=0.9)
    return replace(base, symbol=symbol_of(symbol) if symbol else None, **stated)


def reading(path: str, symbol: str | None, cites: Sequence[Mention] = (), *, text: str = "", **stated: Any) -> Reading:
    """Build the reading of a file, a plan of the province unless `stated` says else, with citations below its text.

    A citation is plain, or has a relation to the text, or a relation to another document that the text cites.
    """
    number = symbol_of(symbol) if symbol else None
    head = replace(Head(number, type="Kế hoạch", letterhead=(PROVINCE,), issued_on=ISSUED_ON), **stated)
    words, citations = text, []
    for mention in cites:
        citation, relation, source = (mention, Relation.CITES, SELF) if isinstance(mention, Citation) else (*mention, SELF)[:3]
        start = len(words) + len("\nthực hiện ")
        words += f"\nthực hiện {citation.text}"
        edge = Edge(source, relation, "thực hiện", 0.9)
        citations.append(replace(citation, span=Span(start, len(words)), sentence=f"thực hiện {citation.text}", edges=(edge,)))
    sha256 = hashlib.sha256(f"{words}{head}{citations}".encode("utf-8", "surrogatepass")).hexdigest()
    return Reading(path, sha256, words, head, tuple(citations))


def plan_id(number: int | str) -> str:
    """Return the id of a plan of the province in the term of 2015-2020."""
    return f"binh-thuan.tu/2015-2020/kh-{number}"


def corpus(files: int, *, seed: int = 0, mentions: int = 30) -> list[Reading]:
    """Build readings that cite each other and a few documents without text, some of them very often, as in real corpora."""
    draw = random.Random(seed)
    popular = [cited(f"{number}-CT/TW", date=date(2000 + number % 25, 1 + number % 12, 1)) for number in range(1, 40)]
    relations = list(Relation)
    made = []
    for number in range(1, files + 1):
        cites: list[Mention] = []
        for _ in range(mentions):
            if draw.random() < 0.3:
                other = draw.choice([one for one in range(1, files + 1) if one != number])
                on = _day(other) if draw.random() < 0.7 else None
                citation = cited(f"{other}-KH/TU", date=on, title=draw.choice(("một việc", "hai việc khác", None)))
            else:
                citation = popular[min(int(draw.expovariate(0.15)), len(popular) - 1)]
                citation = replace(citation, date=citation.date if draw.random() < 0.7 else None)
            cites.append((citation, draw.choice(relations)))
        made.append(reading(f"/corpus/{number:05}.txt", f"{number}-KH/TU", cites, text="Kế hoạch. " * 50, issued_on=_day(number)))
    return made


def _day(number: int) -> date:
    return date(2016, 1 + number % 12, 1 + number % 28)


def create_documents(writer: Writer, *ids: str) -> None:
    """Create documents that have nothing but an id."""
    writer.write(lambda transaction: transaction.run(CREATE, ids=list(ids)))


def clear(writer: Writer) -> None:
    """Delete everything but the schema."""
    while writer.write(lambda transaction: transaction.run(CLEAR)) != [{"deleted": 0}]:
        pass


def graph_of(store: Reader | Writer) -> set[tuple[Any, ...]]:
    """Return all nodes and relationships: (label, id, properties) and (source, type, target, properties).

    The log of changed resolutions is left out, since it depends on the order of loading, and so is when files were changed. Facts are
    unpacked: equal ones may be compressed differently.
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
    return tuple(sorted((key, _comparable(key, value)) for key, value in properties.items() if key != "modified"))


def _comparable(key: str, value: Any) -> Any:
    if key == "facts":
        return msgspec.json.encode(unpack_facts(value), order="sorted")
    return tuple(value) if isinstance(value, list) else value


def paths(readings: Iterable[Reading]) -> list[str]:
    """Return the paths of readings."""
    return [reading.path for reading in readings]
