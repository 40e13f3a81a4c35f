"""Types of document: the one table of their words, codes and classes, data/reference/document_types.toml.

A type is an entry of the table with `word`, `codes`, `bare`, `alone`, `series`, `headed`, `classes`, `changed_only_by`, `examples`,
`counterexamples` and `sources`; the head of the table explains each field. Its section [classes] names and explains all classes. A rule
that holds for some types asks for a class, as `words_in("instruction")` does, and has no list of words of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from danchieu.graph.model.folding import fold
from danchieu.graph.model.reference import CONFIDENCES, VERIFIED, ReferenceTableError, read_toml
from danchieu.graph.model.typed_fields import TypedFields

__all__ = [
    "DocumentType",
    "TypeSource",
    "cited_type",
    "cited_types",
    "classes",
    "code_of_word",
    "codes_in",
    "document_types",
    "only_type_in",
    "type_codes",
    "types_in",
    "words_by_code",
    "words_in",
]

_TABLE = "document_types"
_BARE = ("open", "cited", "never")
_SYSTEMS = ("party", "state")
_FIELDS = {
    *("word", "codes", "bare", "alone", "series", "headed", "classes", "changed_only_by"),
    *("examples", "counterexamples", "sources"),
}


@dataclass(frozen=True, slots=True)
class TypeSource:
    """The source that fixes a code of a type for a system; the code is empty if the type has none there."""

    system: str
    code: str
    confidence: str
    source: str

    @property
    def verified(self) -> bool:
        """Return whether the source may decide something."""
        return self.confidence in VERIFIED


@dataclass(frozen=True, slots=True)
class DocumentType:
    """One type of document; the head of document_types.toml explains the fields."""

    word: str
    codes: tuple[str, ...]
    bare: str | None
    alone: bool
    series: str | None
    headed: tuple[str, ...]
    classes: frozenset[str]
    changed_only_by: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    sources: tuple[TypeSource, ...]

    @property
    def code(self) -> str | None:
        """The usual code, None for a type without codes."""
        return self.codes[0] if self.codes else None

    @property
    def sourced_code(self) -> str | None:
        """The usual code if a verified source fixes it."""
        return self.code if any(source.verified and source.code == self.code for source in self.sources) else None


@cache
def classes() -> Mapping[str, str]:
    """Return the classes of types by name, each with its meaning."""
    table = read_toml(_TABLE).get("classes", {})
    if not isinstance(table, dict) or not all(isinstance(meaning, str) and meaning for meaning in table.values()):
        raise ReferenceTableError(f'{_TABLE}.toml: [classes] gives each class its meaning; write heading = "..."')
    return table


@cache
def document_types() -> tuple[DocumentType, ...]:
    """Return all types of the table; raise ReferenceTableError, which names the entry, if one is malformed."""
    rows = read_toml(_TABLE).get("type")
    if not isinstance(rows, list) or not rows:
        raise ReferenceTableError(f"{_TABLE}.toml: no [[type]] in the table; install danchieu again")
    types = tuple(_type(number, row) for number, row in enumerate(rows, start=1))
    words = [kind.word for kind in types]
    for kind in types:
        if words.count(kind.word) > 1:
            raise _malformed(kind.word, "is in the table twice; keep one entry")
        if unknown := set(kind.changed_only_by) - set(words):
            raise _malformed(kind.word, f"changed_only_by names {', '.join(sorted(unknown))}, which the table does not have")
    return types


@cache
def cited_types() -> tuple[DocumentType, ...]:
    """Return the types whose word may begin a citation."""
    return tuple(kind for kind in document_types() if kind.bare is not None)


def cited_type(word: str) -> DocumentType | None:
    """Return the type whose word may begin a citation, by the word in any case and spacing; None for other words."""
    return _cited_types_by_word().get(" ".join(word.split()).lower())


@cache
def types_in(name: str) -> tuple[DocumentType, ...]:
    """Return the types of a class, in the order of the table.

    >>> [kind.word for kind in types_in("sole")]
    ['Hiến pháp']
    """
    if name not in classes():
        raise ValueError(f"{name!r} is not a class of document types; take one of {', '.join(sorted(classes()))}")
    return tuple(kind for kind in document_types() if name in kind.classes)


@cache
def only_type_in(name: str) -> DocumentType:
    """Return the type of a class that must have exactly one; raise ReferenceTableError if the table has none or several."""
    types = types_in(name)
    if len(types) != 1:
        listed = ", ".join(kind.word for kind in types) or "none"
        raise ReferenceTableError(f"{_TABLE}.toml: the class {name!r} has {listed}; give the class to exactly one type")
    return types[0]


@cache
def words_in(name: str) -> tuple[str, ...]:
    """Return the words of the types of a class, in sentence case."""
    return tuple(kind.word for kind in types_in(name))


@cache
def codes_in(name: str) -> frozenset[str]:
    """Return the usual code of each type of a class."""
    return frozenset(kind.code for kind in types_in(name) if kind.code)


@cache
def type_codes() -> Mapping[str, str]:
    """Return the canonical type code by its lower-case spelling, for all codes with a source. Marks count: HD is not HĐ."""
    return {source.code.lower(): source.code for kind in document_types() for source in kind.sources if source.code}


def code_of_word(word: str) -> str | None:
    """Return the usual code of a type word, or of the law that it begins with: `Luật Đất đai` gives L.

    None for an unknown word, and for one whose code no verified source fixes.
    """
    text = fold(word)
    return _codes_of_words().get(text) or next((code for law, code in _codes_of_laws() if text.startswith(law)), None)


@cache
def words_by_code() -> Mapping[str, tuple[str, ...]]:
    """Return the type words of each code with a source: QĐ is Quyết định and Quy định."""
    words: dict[str, list[str]] = defaultdict(list)
    for kind in document_types():
        for code in dict.fromkeys(source.code for source in kind.sources if source.code):
            words[code].append(kind.word)
    return {code: tuple(several) for code, several in words.items()}


@cache
def _cited_types_by_word() -> Mapping[str, DocumentType]:
    return {kind.word.lower(): kind for kind in cited_types()}


@cache
def _codes_of_words() -> Mapping[str, str]:
    return {fold(kind.word): code for kind in document_types() if (code := kind.sourced_code)}


@cache
def _codes_of_laws() -> tuple[tuple[str, str], ...]:
    codes, words = _codes_of_words(), [fold(word) for word in words_in("law")]
    return tuple((word, codes[word]) for word in words if word in codes)


def _type(number: int, row: object) -> DocumentType:
    if not isinstance(row, dict) or not isinstance(row.get("word"), str) or not row["word"]:
        raise ReferenceTableError(f'{_TABLE}.toml: entry {number} has no word; write word = "..."')
    fields = TypedFields(row, f"{_TABLE}.toml: type {row['word']!r}", ReferenceTableError)
    fields.only(_FIELDS)
    if "codes" not in row:
        raise fields.complaint("has no codes; write codes = [...]")
    if not row["word"][0].isupper():
        raise fields.complaint("its word must begin with a capital")
    kind = DocumentType(
        word=fields.text("word"),
        codes=fields.texts_if_any("codes"),
        bare=fields.choice("bare", _BARE) if "bare" in row else None,
        alone=fields.flag("alone"),
        series=fields.text("series") if "series" in row else None,
        headed=fields.texts_if_any("headed"),
        classes=frozenset(fields.texts_if_any("classes")),
        changed_only_by=fields.texts_if_any("changed_only_by"),
        examples=fields.texts_if_any("examples"),
        counterexamples=fields.texts_if_any("counterexamples"),
        sources=tuple(_source(fields, entry) for entry in fields.entries("sources")),
    )
    if divided := [code for code in kind.codes if not code.isalnum()]:
        raise fields.complaint(f"the code {divided[0]!r} must be letters alone: signs divide the parts of a symbol")
    if strange := kind.classes - classes().keys():
        raise fields.complaint(f"has the unknown classes {', '.join(sorted(strange))}")
    if kind.bare is not None and not kind.examples:
        raise fields.complaint("begins citations (it has `bare`) and needs at least one example")
    if stray := {source.code for source in kind.sources} - {*kind.codes, ""}:
        raise fields.complaint(f"sources name {', '.join(sorted(stray))}, which codes does not list")
    return kind


def _source(fields: TypedFields, entry: dict[str, str]) -> TypeSource:
    try:
        source = TypeSource(**entry)
    except TypeError as error:
        raise fields.complaint(f"sources: {error}; each needs system, code, confidence and source") from None
    if source.system not in _SYSTEMS or source.confidence not in CONFIDENCES:
        raise fields.complaint(f"sources: system {source.system!r} or confidence {source.confidence!r} is unknown")
    return source


def _malformed(word: str, reason: str) -> ReferenceTableError:
    return ReferenceTableError(f"{_TABLE}.toml: type {word!r}: {reason}")
