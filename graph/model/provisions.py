"""Provisions of documents: Điều 5 khoản 2 điểm a, from which a citation is made or to which it refers."""

from __future__ import annotations

from dataclasses import dataclass, fields

__all__ = ["Provision"]

_WORDS = {
    "appendix": "Phụ lục",
    "part": "Phần",
    "chapter": "Chương",
    "section": "mục",
    "article": "Điều",
    "clause": "khoản",
    "point": "điểm",
}


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision by the labels on the way to it, outermost first; None for a level that it does not have or that is not stated.

    >>> str(Provision(article="5", clause="2", point="a"))
    'Điều 5 khoản 2 điểm a'
    """

    appendix: str | None = None
    part: str | None = None
    chapter: str | None = None
    section: str | None = None  # mục I, or mục I.2 where items have numbers but no articles stand above them
    article: str | None = None
    clause: str | None = None
    point: str | None = None

    def __str__(self) -> str:
        labels = ((word, getattr(self, name)) for name, word in _WORDS.items())
        return " ".join(f"{word} {label}".strip() for word, label in labels if label is not None)

    def labels(self) -> dict[str, str]:
        """Return the labels that are stated, by level.

        >>> Provision(article="5", clause="2").labels()
        {'article': '5', 'clause': '2'}
        """
        return {field.name: label for field in fields(self) if (label := getattr(self, field.name)) is not None}
