"""Says of an item, a text or a part of a register, which groups linking it looks up and what it adds to the graph."""

from __future__ import annotations

from danchieu.graph.linking import Linker, list_documents
from danchieu.graph.linking.groups import groups_of_text, home_of_document
from danchieu.graph.loading.rows import Contribution, contribution, list_contribution
from danchieu.graph.model import Reading, Register

__all__ = ["contribution_of", "groups_of"]


def groups_of(item: Reading | Register) -> set[str]:
    """Return the groups that linking an item looks up first."""
    if isinstance(item, Reading):
        return groups_of_text(item.head, item.citations)
    return {home for document, _ in list_documents(item)[0] if (home := home_of_document(document))}


def contribution_of(item: Reading | Register, linker: Linker) -> Contribution:
    """Link an item and return what it adds to the graph."""
    if isinstance(item, Reading):
        return contribution(linker.record(item.head, item.citations, path=item.path, sha256=item.sha256))
    listed = [document for document, _ in list_documents(item)[0]]
    known = {one.id: linker.knowledge.described(one, ()) or one for one in listed}
    return list_contribution(listed, list(known.values()))
