"""Looks up in the store what linking knows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from danchieu.graph.errors import StoreTooOld
from danchieu.graph.linking import Linker
from danchieu.graph.linking.facts import GroupFacts, unpack_facts
from danchieu.graph.linking.groups import groups_of_text
from danchieu.graph.linking.knowledge import Knowledge
from danchieu.graph.loading.ruleset import rules
from danchieu.graph.model import Reading
from danchieu.graph.model.rows import batches
from danchieu.graph.store.bolt import Reader, Writer
from danchieu.graph.store.query_files import query_text

__all__ = ["knowledge_of", "linker_of", "prepare"]

_GROUPS = 5_000  # of a query
_AT_HAND = 20_000  # documents and groups: about 150 MB


def knowledge_of(store: Reader | Writer) -> Knowledge:
    """Return what the texts and registers of the store state, looked up when it is asked for."""

    def fetch(ids: Collection[str]) -> Mapping[str, GroupFacts]:
        rows = (row for some in batches(sorted(ids), _GROUPS) for row in store.read(query_text("fetch", "facts"), ids=some))
        return {row["id"]: unpack_facts(row["facts"]) for row in rows}

    return Knowledge(fetch)


def linker_of(store: Reader) -> Linker:
    """Return a linker that knows every text and register of the store. Raises StoreTooOld if other rules read their facts."""
    rows = store.read(query_text("fetch", "schema_version"))
    if rows and rows[0]["rules"] not in (None, rules()):
        raise StoreTooOld(
            f"the store {store.name} was loaded by another version of danchieu: "
            "load any file with danchieu load, which brings it up to date"
        )
    return Linker(knowledge_of(store))


def prepare(knowledge: Knowledge, readings: Iterable[Reading]) -> None:
    """Look up at once what linking some texts asks: their groups, and those of the laws that they cite by name."""
    groups = {group for reading in readings for group in groups_of_text(reading.head, reading.citations)}
    if knowledge.size > _AT_HAND:
        knowledge.forget_others(groups)
    knowledge.prepare(groups)
    versions = (version for group in groups for version in knowledge.group(group).versions.values())
    knowledge.prepare({version.document.symbol.group for version in versions if version.document.symbol})
