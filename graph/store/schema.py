"""Describes the graph: one table of labels, relation types and properties. Constraints and documentation are made from it.

(:File)-[:HOLDS {primary}]->(:Document)                a file and the document it is
(:File)-[:LISTS]->(:Document)                          a part of a register lists a document
(:File)-[:RESTS_ON]->(:Group)<-[:ASKS]-(:Citation)     groups of documents, with what texts state of them
(:File)-[:LOGS]->(:Relinking)<-[:RELINKED]-(:Citation) citations that are resolved differently than when they were loaded
(:Document)-[:MAKES]->(:Citation)-[:REFERS_TO]->(:Document)
                      (:Citation)-[:MAY_REFER_TO {score}]->(:Document)
(:Document)-[:CITES {mentions, confidence}]->(:Document)
(:Document)-[:BASED_ON | IMPLEMENTS | AMENDS | REPLACES | REPEALS | GUIDES | REVIEWS | ISSUED_WITH {stated_by}]->(:Document)
(:Document)-[:ISSUED_BY]->(:Issuer)-[:PART_OF | SUCCEEDED_BY]->(:Issuer)
"""

from __future__ import annotations

from collections.abc import Iterator

from danchieu.graph.model import Relation
from danchieu.graph.store.labels import LABELS
from danchieu.graph.store.schema_records import Label, Property, RelationType, properties_of

__all__ = ["LABELS", "RELATION_TYPES", "VERSION", "Label", "Property", "RelationType", "statements"]

VERSION = 4
"""Raised when a store made before cannot be read or written as it is; see graph.loading.upgrade."""

_STATED = properties_of("""
    mentions     INTEGER       citations that state it
    confidence   FLOAT         of the surest of them
    stated_by    STRING        id of the document whose text states it
    citations    LIST<STRING>  ids of these citations, in the order of the text
    cue          STRING        the governing words of the first
    quote        STRING        the sentence of the first
""")

_RELATION_MEANINGS = {
    Relation.BASED_ON: "is issued on the ground of",
    Relation.IMPLEMENTS: "implements",
    Relation.AMENDS: "amends or supplements",
    Relation.REPLACES: "replaces",
    Relation.REPEALS: "repeals",
    Relation.GUIDES: "gives guidance on",
    Relation.REVIEWS: "reviews, inspects or sums up the implementation of",
    Relation.ISSUED_WITH: "is issued together with",
}

RELATION_TYPES = (
    RelationType(
        "HOLDS",
        "File",
        "Document",
        "holds the text of",
        properties_of(
            "primary BOOLEAN true for the file of lowest rank and first path among those of one document: its text and citations count"
        ),
    ),
    RelationType(
        "LISTS",
        "File",
        "Document",
        "lists a document in a row, of a part of a register",
        properties_of("""
            listed_in    STRING   name of the register
            line         INTEGER  line of the register
        """),
    ),
    RelationType(
        "RESTS_ON",
        "File",
        "Group",
        "what is known of the group, of its number, district or signatory, decides which document its text is",
    ),
    RelationType("ASKS", "Citation", "Group", "is resolved by what is known of the group, besides that of its documents"),
    RelationType("MAKES", "Document", "Citation", "makes this citation"),
    RelationType("REFERS_TO", "Citation", "Document", "refers to, when resolved or a stub"),
    RelationType(
        "MAY_REFER_TO",
        "Citation",
        "Document",
        "may refer to, when ambiguous",
        properties_of("score FLOAT between 0 and 1"),
    ),
    RelationType(
        "CITES",
        "Document",
        "Document",
        "cites; one for each pair, derived from the citations",
        properties_of("""
            mentions     INTEGER  citations of it
            confidence   FLOAT    of the surest of them
        """),
    ),
    *(RelationType(relation.value, "Document", "Document", meaning, _STATED) for relation, meaning in _RELATION_MEANINGS.items()),
    RelationType("LOGS", "File", "Relinking", "logs a change of one of its citations"),
    RelationType("RELINKED", "Citation", "Relinking", "was resolved differently"),
    RelationType("ISSUED_BY", "Document", "Issuer", "was issued by"),
    RelationType("PART_OF", "Issuer", "Issuer", "belongs to"),
    RelationType("SUCCEEDED_BY", "Issuer", "Issuer", "was succeeded by"),
)


def statements() -> Iterator[str]:
    """Yield the constraints and indexes of the table, in Cypher, one statement at a time; running them again changes nothing."""
    for label in LABELS:
        name = label.name.lower()
        yield f"CREATE CONSTRAINT {name}_{label.key} IF NOT EXISTS FOR (n:{label.name}) REQUIRE n.{label.key} IS UNIQUE"
        for indexed in label.indexed:
            yield f"CREATE INDEX {name}_{indexed} IF NOT EXISTS FOR (n:{label.name}) ON (n.{indexed})"
