"""Words for documents, by what they mean in a sentence that relates documents; the table of types has them."""

from __future__ import annotations

from collections.abc import Iterable

from danchieu.graph.model.types import cited_types, document_types, only_type_in, types_in, words_in
from danchieu.loaders.grammar import phrases

__all__ = [
    "CITED_TYPES",
    "ENACTED_TYPES",
    "GUIDANCE",
    "INSTRUCTIONS",
    "LETTER",
    "LISTED_TYPES",
    "LOWEST_AMENDING_TYPES",
    "PARTS",
    "PROGRAMMES",
    "PROPOSALS",
    "UNNUMBERED_TYPES",
    "render_alternatives",
]

LETTER = "KÍNH GỬI"
"""The heading of an official letter, which has no type in its heading."""

GUIDANCE = only_type_in("guidance").word.upper()
"""The heading of a document that guides what its title cites."""

INSTRUCTIONS = frozenset({*(word.upper() for word in words_in("instruction")), LETTER})
"""Headings of documents that direct work or report on it, and enact nothing."""

LOWEST_AMENDING_TYPES = {
    kind.word.lower(): frozenset(word.upper() for word in kind.changed_only_by) for kind in document_types() if kind.changed_only_by
}
"""By the type of the cited document: the headings of documents of the rank to amend it. Other types are amended by any document."""

CITED_TYPES = tuple(kind.word.lower() for kind in cited_types())
"""All types of which a citation may be."""

ENACTED_TYPES = words_in("enacted")
"""Types that a text enacts by "ban hành": "ban hành Thông tư sửa đổi"."""

LISTED_TYPES = tuple(word.lower() for word in words_in("listed"))
"""Type words that may precede an item of a list of documents."""

PROPOSALS = tuple(word.lower() for word in words_in("of_the_matter") if word in words_in("instruction"))
"""Submissions and reports: what they amend by their title is only proposed."""

PROGRAMMES = tuple(kind.word.lower() for kind in types_in("unnumbered") if kind.headed)
"""Documents that often have no number and are also called "... hành động"."""

UNNUMBERED_TYPES = (*(kind.word.lower() for kind in types_in("unnumbered") if not kind.headed), "phụ lục", "danh mục")
"""Further documents, and attachments of documents, that are often named without a number."""


PARTS = tuple(word for name in ("article", "chapter", "further_part") for word in phrases()[name].words)
"""Parts of a document that a citation may be preceded by: "khoản 2 Điều 5", "Phụ lục II"."""


def render_alternatives(words: Iterable[str]) -> str:
    r"""Render words as alternatives of a regex, in the order given; a space matches any white space.

    >>> render_alternatives(["đề án", "danh mục"])
    'đề\\s+án|danh\\s+mục'
    """
    return "|".join(words).replace(" ", r"\s+")
