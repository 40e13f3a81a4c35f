"""The forms in which a text cites a document; each yields words and marks, a mark being the words that are the citation."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from benchmarks.corpus.damage import NO_DATE, damaged
from benchmarks.corpus.documents import Work
from benchmarks.corpus.laws import Law
from benchmarks.corpus.targets import Target, Targets
from danchieu.graph.model.terms import central_term
from danchieu.graph.model.types import cited_type

__all__ = ["Citer", "Mark", "Piece"]

_WORDS_OF_A_CUT_TITLE = 6
_LESS_IMPORTANT = re.compile(r",| trong | ở | gắn với | theo hướng ")  # a shortened title ends here
_AMENDED = {"Nghị định", "Thông tư"}


@dataclass(frozen=True, slots=True)
class Mark:
    """The words of a citation, what they cite, in which form, and how they are damaged."""

    text: str
    target: Target
    form: str
    damage: str | None = None


Piece = str | Mark


class Citer:
    """Writes the citations of one text, and knows what the text has cited."""

    def __init__(self, work: Work, targets: Targets, draw: random.Random, *, damage: float) -> None:
        self.work, self.targets, self.draw, self.damage = work, targets, draw, damage
        self.cited: dict[str, Target] = {}
        self._in_words = work.home.province is None or draw.random() < 0.4  # dates of this text: ngày 05 tháng 02 năm 2020
        self._number_word = "số " if draw.random() < 0.85 else ""

    def cite(self, target: Target) -> Iterator[Piece]:
        """Cite a document for the first time in the body of a text."""
        if isinstance(target, Law):
            yield from self._law(target)
            return
        later = self._amendment(target)
        form = self.draw.choices(("full", "dated", "bare", "amended"), (30, 32, 38, 25 if later else 0))[0]
        pieces = self._amended(target, later) if later and form == "amended" else self._numbered(target, form)
        yield from pieces

    def cite_again(self, target: Target) -> Iterator[Piece]:
        """Cite a document that the text has cited: by type and number, by type alone, or by its bare symbol."""
        if isinstance(target, Law):
            yield self._mark(target.name, target, "law by name")
            return
        short, anaphor = self._is_only(target, by_number=True), self._is_only(target, by_number=False)
        form = self.draw.choices(("bare", "short", "anaphor"), (6, 3 * short, anaphor))[0]
        if form == "short":
            yield self._mark(self._short(target), target, form)
        elif form == "anaphor":
            yield self._mark(f"{target.type} nêu trên", target, form)
        else:
            yield self._core(target, "bare again")

    def cite_in_title(self, target: Work) -> Iterator[Piece]:
        """Cite a document in the title of the text."""
        yield self._core(target, "title")
        if self.draw.random() < 0.4:
            yield f" ngày {self._date(target.on)}"
        yield f" của {self._issuer(target)}"

    def mark_dated_first(self, target: Work) -> tuple[str, str, Mark, list[Piece]]:
        """Return date, issuer, citation and title for a sentence that begins with the date."""
        return self._date(target.on), self._issuer(target), self._core(target, "date first"), list(self._title(target))

    def _numbered(self, target: Work, form: str) -> Iterator[Piece]:
        mark = self._core(target, form)
        yield mark
        if form != "bare" and mark.damage != NO_DATE:
            yield f"{self.draw.choice((' ngày', ', ngày'))} {self._date(target.on)}"
        if form == "full" or self.draw.random() < 0.5 or self._is_elsewhere(target):
            yield f" của {self._issuer(target)}"
            yield self._term(target) if form == "bare" else ""
        if form == "full":
            yield " "
            yield from self._title(target)
            if self._is_only(target, by_number=True) and self.draw.random() < 0.08:
                yield " (sau đây gọi tắt là "
                yield self._mark(self._short(target), target, "alias")
                yield ")"

    def _amended(self, target: Work, later: Work) -> Iterator[Piece]:
        yield from self._numbered(target, "dated")
        yield " được sửa đổi, bổ sung bởi "
        yield self._core(later, "amending")
        yield f" ngày {self._date(later.on)}"

    def _amendment(self, target: Work) -> Work | None:
        """Return the document that amended another: the next one of the same series, if the text is later."""
        later = self.targets.corpus.next_in_series(target) if target.type in _AMENDED else None
        return later if later and later.on < self.work.on else None

    def _law(self, target: Law) -> Iterator[Piece]:
        form = self.draw.choices(("law by name", "law and year", "law and number"), (55, 25, 20))[0]
        if form == "law and year":
            yield self._mark(f"{target.name} năm {target.on.year}", target, form)
        elif form == "law and number":
            yield self._mark(f"{target.name} số {target.symbol}", target, form)
            yield f" ngày {self._date(target.on)}" if self.draw.random() < 0.6 else ""
        else:
            yield self._mark(target.name, target, form)

    def _title(self, target: Work) -> Iterator[Piece]:
        """Yield the title of a cited document: whole, cut or shortened; one that names another document cites that too."""
        if first := self.targets.first(target):
            yield "thực hiện "
            yield self._core(first, "nested")
            yield f" của {self._issuer(first)}"
            return
        way, words = self.draw.random(), target.subject.split()
        if way < 0.25 and len(words) > _WORDS_OF_A_CUT_TITLE:
            yield f"về {' '.join(words[:_WORDS_OF_A_CUT_TITLE]).rstrip(',')}"
        elif way < 0.35:
            yield f"về {_LESS_IMPORTANT.split(target.subject)[0]}"
        else:
            yield f"về {target.subject}"

    def _core(self, target: Work, form: str) -> Mark:
        """Return type and symbol, damaged at the rate of the text."""
        text, way = f"{target.type} {self._number_word}{target.symbol}", None
        if self.draw.random() < self.damage:
            if form in {"full", "dated"} and self.draw.random() < 0.15:
                way = NO_DATE
            else:
                text, way = damaged(text, self.draw)
        return self._mark(text, target, form, way)

    def _mark(self, text: str, target: Target, form: str, damage: str | None = None) -> Mark:
        self.cited[target.id] = target
        return Mark(text, target, form, damage)

    def _short(self, target: Work) -> str:
        return f"{target.type} {self._number_word}{str(target.symbol).replace('/', '-').split('-')[0]}"

    def _is_only(self, target: Work, *, by_number: bool) -> bool:
        """Return whether the text has cited one document of a type, or of its type and number, and the words may stand for it."""
        kind = cited_type(target.type)
        if kind is None or not (kind.bare != "never" if by_number else kind.alone and target.type != self.work.type):
            return False
        return sum(_alike(target, other, by_number) for other in _works(self.cited.values())) <= 1

    def _is_elsewhere(self, target: Work) -> bool:
        return target.home.province is not None and target.issuer.province_key != self.work.issuer.province_key

    def _issuer(self, target: Work) -> str:
        """Return words for the issuer: within its province mostly without the name of the province."""
        if target.home.province is None or target.home.district is not None or self._is_elsewhere(target):
            return target.issued_by
        short = target.issued_by.removesuffix(f" {target.issuer.province}")
        words = short if self.draw.random() < 0.6 else target.issued_by
        return f"Ban Thường vụ {words}" if target.symbol.code == "TU" and self.draw.random() < 0.3 else words

    def _term(self, target: Work) -> str:
        """Return the khóa beside a document of the Party's centre, now and then."""
        term = central_term(target.on) if target.symbol.code == "TW" and self.draw.random() < 0.3 else None
        return f" (khóa {term})" if term else ""

    def _date(self, on: date) -> str:
        if self._in_words:
            month = f"{on.month:02}" if on.month < 3 else str(on.month)
            return f"{on.day:02} tháng {month} năm {on.year}"
        return f"{on.day:02}/{on.month:02}/{on.year}" if self._number_word else f"{on.day}/{on.month}/{on.year}"


def _works(targets: Iterable[Target]) -> Iterator[Work]:
    return (target for target in targets if isinstance(target, Work))


def _alike(target: Work, other: Work, by_number: bool) -> bool:
    return other.type == target.type and (not by_number or other.symbol.number == target.symbol.number)
