"""A spaCy component that adds the citations of a text to `doc.spans`.

    >>> import spacy
    >>> nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}})
    >>> _ = nlp.add_pipe("directive_citations")
    >>> doc = nlp("thực hiện Chỉ thị số 20-CT/TU của Ban Thường vụ Tỉnh ủy")
    >>> [(span.text, span._.symbol) for span in doc.spans["citations"]]
    [('Chỉ thị số 20-CT/TU', '20-CT/TU')]

The entry point `spacy_factories` of the installed package makes the component known to spaCy; no import is needed.

A token may be longer than a citation ("24/2014/NĐ-CP;" is one), so each span is widened to whole tokens; `span._.citation` is the record
with the exact characters. danchieu itself reads texts without spaCy (loaders.read_text).
"""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from danchieu.graph.model.symbols import Symbol
from danchieu.loaders.read_text import read
from danchieu.loaders.text.source import source_text

__all__ = ["ATTRIBUTES", "DirectiveCitations", "make_directive_citations"]

ATTRIBUTES = ("kind", "symbol", "name", "type", "date", "issuer", "term", "title", "article", "edges", "rule", "confidence")
"""The fields of a citation that are also attributes of its span."""


class DirectiveCitations:
    """Adds the citations of a document to `doc.spans[key]` with label CITATION and the fields of the citation as attributes."""

    def __init__(self, key: str = "citations") -> None:
        self.key = key
        for name in ("citation", *ATTRIBUTES):
            if not Span.has_extension(name):
                Span.set_extension(name, default=None)

    def __call__(self, doc: Doc) -> Doc:
        spans = []
        for citation in read(source_text(doc.text)).citations:
            span = doc.char_span(citation.span.start, citation.span.end, label="CITATION", alignment_mode="expand")
            if span is None:
                continue
            span._.set("citation", citation)
            for name in ATTRIBUTES:
                value = getattr(citation, name)
                span._.set(name, str(value) if isinstance(value, Symbol) else value)
            spans.append(span)
        doc.spans[self.key] = spans
        return doc


@Language.factory("directive_citations", default_config={"key": "citations"})
def make_directive_citations(nlp: Language, name: str, key: str) -> Any:
    """Make the component for `nlp.add_pipe("directive_citations")`."""
    return DirectiveCitations(key)
