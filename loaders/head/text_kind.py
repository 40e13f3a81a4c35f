"""Decide what a text without a header is: a directive document, or a page about documents.

The build decides: how the text begins, how it ends, and marks that only pages have (text_kinds.toml). A text too short to show either kind
stays undecided.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from danchieu.graph.model import TextKind
from danchieu.graph.model.typed_fields import TypedFields
from danchieu.graph.model.types import cited_types
from danchieu.loaders.errors import GrammarError
from danchieu.loaders.grammar import read_table
from danchieu.loaders.text.source import SourceText

__all__ = ["Judgement", "Mark", "judge_build", "marks"]

_TABLE = "text_kinds.toml"
_PAGE_SIZE = 1_000  # characters: a longer text without any mark of a document is no part of one
_HEADLINE = 250  # characters at most
_PROSE = 60  # characters of a paragraph at least: shorter lines may be items of a list
_BLANK = re.compile(r"[\s|>-]*")
_SIGNS = r"[\s*|\"“]*"
_BODY_START = re.compile(
    rf"""{_SIGNS}(?:
        Kính\s+gửi\s*[:*]
      | (?:Điều|ĐIỀU)\s+1(?!\d)
      | (?:Chương|CHƯƠNG|Phần|PHẦN)\s+(?:I|1|thứ\s+nhất|THỨ\s+NHẤT)(?!\w)
      | (?:-\s*)?(?:Căn\s+cứ|Xét)\s[^;]{{4,600}};
    )""",
    re.VERBOSE,
)
_HEADING_MARK = re.compile(r"\s*#{1,6}\s+(?P<line>\S[^\n]*)")
_LABEL = re.compile(r"(?:[IVX]{1,5}|\d{1,2}|[a-zđ])[.)/\-]\s|(?:Điều|Chương|Mục|Phần|Phụ\s+lục)\s|[-+•*]\s|\W*\d{1,2}\W")
_CLOSED = "./."  # how a document ends
_STATES = re.compile(r"như\s+sau\s*:[^\S\n]*\n")  # the sentence that opens the content of a document
_OPENS_WITHIN = 1_200  # characters from the top


@dataclass(frozen=True, slots=True)
class Judgement:
    """The kind of a text and the reason for it; both None if nothing shows it."""

    kind: TextKind | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A row of the table: words that show the kind of a text."""

    kind: TextKind
    reason: str
    begins: tuple[str, ...]
    holds: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]

    def is_in(self, text: str) -> bool:
        """Return whether a text has the mark; the text begins with a line break, and signs before its lines are removed."""
        return any(f"\n{words}" in text for words in self.begins) or any(words in text for words in self.holds)


@cache
def marks() -> tuple[Mark, ...]:
    """Return the rows of the table; raise GrammarError, which names the row, if one is malformed."""
    table = read_table(_TABLE)
    return tuple(_mark(kind, number, entry) for kind in TextKind for number, entry in enumerate(table.get(kind, ()), start=1))


def judge_build(source: SourceText) -> Judgement:
    """Return what a text without a header is, by its build, with the reason in words.

    >>> from danchieu.loaders.text.source import source_text
    >>> judge_build(source_text("# Chỉ thị mới có gì đáng chú ý?")).reason
    'headline of a page at its top'
    """
    text = source.text
    if _has_headline(source):
        return Judgement(TextKind.PAGE, "headline of a page at its top")
    if _BODY_START.match(text, _BLANK.match(text).end()):  # type: ignore[union-attr]
        return Judgement(TextKind.DIRECTIVE, "begins as the body of a document does")
    if _speaks_of_itself(text):
        return Judgement(TextKind.DIRECTIVE, "opens and ends as a document does, and names itself")
    lined = "\n" + re.sub(r"(?m)^[ |>-]+", "", text)
    for mark in marks():
        if mark.is_in(lined):
            return Judgement(mark.kind, mark.reason)
    if len(text) > _PAGE_SIZE or _begins_with_title(text):
        return Judgement(TextKind.PAGE, "running text without a header, a basis or a signature")
    return Judgement()


def _mark(kind: TextKind, number: int, entry: object) -> Mark:
    fields = TypedFields(entry if isinstance(entry, dict) else {}, f"loaders/grammar/{_TABLE}: {kind}, entry {number}", GrammarError)
    fields.only(("reason", "begins", "holds", "examples", "counterexamples"))
    return Mark(
        kind=kind,
        reason=fields.text("reason"),
        begins=fields.texts_if_any("begins"),
        holds=fields.texts_if_any("holds"),
        examples=fields.texts("examples"),
        counterexamples=fields.texts("counterexamples"),
    )


def _has_headline(source: SourceText) -> bool:
    """Return whether the first line is a heading of Markdown, or a question, that is no label of a part of a document."""
    start = _BLANK.match(source.text).end()  # type: ignore[union-attr]
    first = source.text[start:].partition("\n")[0].strip()
    marked = _HEADING_MARK.match(first)
    if marked or source.is_marked_heading(start):
        line = marked["line"] if marked else first
        return not line.isupper() and not _LABEL.match(line)
    return first.endswith("?") and len(first) <= _HEADLINE


def _begins_with_title(text: str) -> bool:
    """Return whether a line like a title stands above running text: it ends without a stop, is no label, and a paragraph follows."""
    title, _, rest = text.lstrip().partition("\n")
    title, paragraph = title.strip(), rest.strip().partition("\n")[0].strip()
    if not title or title[-1] in ".;:," or title.isupper() or _LABEL.match(title) or len(title.split()) < 4:
        return False
    return rest[:1] == "\n" and len(title) <= _HEADLINE and len(paragraph) >= _PROSE and paragraph[-1] in ".!?"


def _speaks_of_itself(text: str) -> bool:
    """Return whether a text that opens and closes as a document says "Kết luận này"."""
    return _CLOSED in text and _STATES.search(text, 0, _OPENS_WITHIN) is not None and _own_words().search(text) is not None


@cache
def _own_words() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(kind.word for kind in cited_types())})\s+này(?!\w)")
