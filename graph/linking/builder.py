"""Collects in memory what texts and registers state, for those who link without a store.

What linking infers is never knowledge for linking, so that a citation is resolved alike whichever text came first. Linking starts when
all is known: `KnowledgeBuilder.build` gives a Linker, which adds nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from danchieu.graph.linking.catalogue import CatalogueEntry, catalogue
from danchieu.graph.linking.facts import GroupFacts, add
from danchieu.graph.linking.jurisdiction import clues_in
from danchieu.graph.linking.knowledge import Knowledge, lists_of
from danchieu.graph.linking.linker import Linker
from danchieu.graph.linking.testimony import facts_of_row, facts_of_text, is_placed
from danchieu.graph.model import Citation, Document, Head

__all__ = ["KnowledgeBuilder"]


class KnowledgeBuilder:
    """Collects knowledge in any order, then builds a Linker once.

    >>> builder = KnowledgeBuilder()
    >>> builder.add_text(Head(), [], sha256="0" * 64)
    >>> linker = builder.build()
    """

    def __init__(self, entries: Iterable[CatalogueEntry] | None = None) -> None:
        """Start from the catalogue, or from the given entries of it."""
        self._lists = lists_of(catalogue() if entries is None else entries)
        self._facts: dict[str, GroupFacts] = defaultdict(GroupFacts)
        self._unplaced: list[tuple[Head, Sequence[Citation], str]] = []  # texts whose province only other texts may show

    def add_text(self, head: Head, citations: Iterable[Citation], *, sha256: str) -> None:
        """Add a text: the document that it is, and what it states of those that it cites."""
        cited = tuple(citations)
        if is_placed(head, sha256):
            self._add_text(head, cited, sha256, None)
        else:
            self._unplaced.append((head, cited, sha256))

    def add_row(self, document: Document, head: Head) -> None:
        """Add a document that a register lists."""
        for group, fact in facts_of_row(document, head):
            add(self._facts[group], fact)

    def build(self) -> Linker:
        """Build the linker; the builder is used up. Texts whose province only others show are added last; none of them places another."""
        before = Knowledge(lambda ids: {id_: self._facts[id_] for id_ in ids if id_ in self._facts}, self._lists)
        for head, citations, sha256 in self._unplaced:
            self._add_text(head, citations, sha256, before)
        facts, self._facts, self._unplaced = self._facts, defaultdict(GroupFacts), []
        return Linker(Knowledge(lambda ids: {id_: facts[id_] for id_ in ids if id_ in facts}, self._lists))

    def _add_text(self, head: Head, citations: Sequence[Citation], sha256: str, knowledge: Knowledge | None) -> None:
        elsewhere = knowledge.provinces_of(clues_in(head)) if knowledge else {}
        for group, fact in facts_of_text(head, citations, sha256=sha256, elsewhere=elsewhere):
            add(self._facts[group], fact)
