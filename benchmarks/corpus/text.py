"""Texts of a synthetic corpus, and where in them what is cited."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.corpus.chance import chance
from benchmarks.corpus.documents import Corpus, Work
from benchmarks.corpus.forms import Citer, Mark, Piece
from benchmarks.corpus.layout import is_party, letterhead, signature
from benchmarks.corpus.phrases import AIMS, CITING, CITING_AGAIN, DATE_FIRST, LEADS, OBJECTS, PLAIN, VERBS
from benchmarks.corpus.targets import Target, Targets

__all__ = ["Text", "texts"]

_FIRST_MENTIONS = 0.65  # of the citations; the others cite again what the text has cited
_IN_PREAMBLE = 0.4  # of the documents that a text cites
_DATED_FIRST = 0.07  # of the sentences with a citation
_OPENINGS = ("đề ra các việc sau", "yêu cầu", "thống nhất nội dung sau")
_ENACTING = {"Quyết định", "Nghị định", "Thông tư", "Nghị quyết"}
_ROMAN = ("I", "II", "III", "IV", "V", "VI")


@dataclass(frozen=True, slots=True)
class Text:
    """One text, the document it is, and its citations in the order of the text, each with where it begins."""

    work: Work
    text: str
    marks: Sequence[tuple[int, Mark]]

    def truth(self, file: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of the truth: one for the document itself, and one for each citation."""
        yield _row(file, 0, 0, "document", None, self.work)
        for start, mark in self.marks:
            yield _row(file, start, start + len(mark.text), mark.form, mark.damage, mark.target)


def texts(corpus: Corpus, *, citations: float = 10, size: int = 2_000, damage: float = 0.05) -> Iterator[Text]:
    """Yield the texts of a corpus with about `citations` citations and `size` bytes each, `damage` of the symbols damaged."""
    targets = Targets(corpus)
    for number in range(corpus.size):
        work = corpus.document(number)
        draw = chance(corpus.seed, "text", number)
        mentions = draw.uniform(0.4, 1.6) * citations
        cited = targets.of(work, max(1, round(mentions * _FIRST_MENTIONS)))
        page = _Page(Citer(work, targets, draw, damage=damage), draw)
        page.write(work, cited, round(mentions), size)
        text, marks = page.joined()
        yield Text(work, text, marks)


class _Page:
    """A text in the making."""

    def __init__(self, citer: Citer, draw: random.Random) -> None:
        self._citer, self._draw = citer, draw
        self._pieces: list[Piece] = []

    def joined(self) -> tuple[str, list[tuple[int, Mark]]]:
        """Return the whole text, and its marks with where they begin."""
        parts, marks, end = [], [], 0
        for piece in self._pieces:
            if isinstance(piece, Mark):
                marks.append((end, piece))
            part = piece.text if isinstance(piece, Mark) else piece
            parts.append(part)
            end += len(part)
        return "".join(parts), marks

    def write(self, work: Work, cited: Sequence[Target], mentions: int, size: int) -> None:
        """Write a text: letterhead, title, preamble, numbered body, signature."""
        preamble = max(1, round(len(cited) * _IN_PREAMBLE))
        self._add(letterhead(work), "\n\n")
        self._heading(work, cited)
        if is_party(work):
            self._party_preamble(work, cited[:preamble])
        else:
            self._state_preamble(work, cited[:preamble])
        sentences = [*self._first_mentions(cited[preamble:]), *self._later_mentions(mentions - len(cited))]
        self._body(work, sentences, size)
        self._add("\n", signature(work))

    def _heading(self, work: Work, cited: Sequence[Target]) -> None:
        heading = f"{work.type.upper()}\n" if work.type != "Chương trình" else "CHƯƠNG TRÌNH HÀNH ĐỘNG\n"
        if work.issuer.code == "TW":
            heading += f"CỦA {work.issued_by.upper()}\n"
        self._add(heading)
        reviewing = "kết quả " if work.type == "Báo cáo" else ""
        if work.implements and cited and isinstance(cited[0], Work):
            self._add(f"{reviewing}thực hiện ", *self._citer.cite_in_title(cited[0]))
        else:
            self._add(f"về {work.subject}")
        self._add("\n-----\n\n")

    def _party_preamble(self, work: Work, cited: Sequence[Target]) -> None:
        if cited:
            self._add(f"{self._draw.choice(LEADS)} ", *self._listed(cited, "; "), ", ")
        self._add(f"{work.issued_by} {self._draw.choice(_OPENINGS)}:\n\n")

    def _state_preamble(self, work: Work, cited: Sequence[Target]) -> None:
        for target in cited:
            self._add("Căn cứ ", *self._citer.cite(target), ";\n")
        if work.type in _ENACTING:
            self._add(f"Xét đề nghị của cơ quan thường trực,\n\n{work.type.upper()}:\n\n")
        else:
            self._add(f"{work.issued_by} {self._draw.choice(_OPENINGS)}:\n\n")

    def _listed(self, cited: Iterable[Target], separator: str) -> Iterator[Piece]:
        for place, target in enumerate(cited):
            yield separator if place else ""
            yield from self._citer.cite(target)

    def _first_mentions(self, cited: Sequence[Target]) -> Iterator[list[Piece]]:
        for target in cited:
            if isinstance(target, Work) and self._draw.random() < _DATED_FIRST:
                on, issuer, mark, title = self._citer.mark_dated_first(target)
                before, after = self._draw.choice(DATE_FIRST).split("{}")
                filled, named, rest = before.format(date=on, issuer=issuer), *after.partition("{title}")[::2]
                yield [filled, mark, named, *(title if "{title}" in after else ()), rest]
            else:
                yield self._sentence(CITING, self._citer.cite(target))

    def _later_mentions(self, wanted: int) -> Iterator[list[Piece]]:
        known = list(self._citer.cited.values())
        for _ in range(wanted if known else 0):
            yield self._sentence(CITING_AGAIN, self._citer.cite_again(self._draw.choice(known)))

    def _sentence(self, patterns: Sequence[str], pieces: Iterable[Piece] = ()) -> list[Piece]:
        before, _, after = self._draw.choice(patterns).partition("{}")
        words = {
            "verb": self._draw.choice(VERBS),
            "object": self._draw.choice(OBJECTS),
            "n": self._draw.randint(11, 95),
            "m": self._draw.randint(2, 10),
        }
        return [before.format_map(words), *pieces, after.format_map(words)]

    def _body(self, work: Work, sentences: Sequence[list[Piece]], size: int) -> None:
        """Write numbered paragraphs with the sentences, and others between them until the text has its size."""
        plain = max(0, size - self._bytes() - sum(map(_bytes, sentences)) - 300) // 115
        paragraphs = [*sentences, *(self._sentence(PLAIN) for _ in range(plain))]
        firsts = paragraphs[: len(sentences) // 2]
        rest = paragraphs[len(sentences) // 2 :]
        self._draw.shuffle(firsts)
        for number, paragraph in enumerate([*firsts, *rest]):
            self._add(self._label(work, number), *paragraph, "\n\n")

    def _label(self, work: Work, number: int) -> str:
        """Return the number of a paragraph, with a heading in front of every fourth in texts of the Party."""
        if not is_party(work) and work.type in _ENACTING:
            return f"Điều {number + 1}. "
        section, place = divmod(number, 4)
        heading = f"{_ROMAN[section]}. {AIMS[section % len(AIMS)]}\n\n" if place == 0 and section < len(_ROMAN) else ""
        return f"{heading}{place + 1}. "

    def _add(self, *pieces: Piece) -> None:
        self._pieces.extend(pieces)

    def _bytes(self) -> int:
        return _bytes(self._pieces)


def _bytes(pieces: Iterable[Piece]) -> int:
    """Count the bytes of a text in UTF-8."""
    return sum(len((piece.text if isinstance(piece, Mark) else piece).encode()) for piece in pieces)


def _row(file: str, start: int, end: int, form: str, damage: str | None, target: Target) -> dict[str, Any]:
    issuer = target.issuer.id if isinstance(target, Work) else "qh"
    return {
        "file": file,
        "start": start,
        "end": end,
        "form": form,
        "damage": damage,
        "target": target.id,
        "symbol": str(target.symbol),
        "date": target.on.isoformat(),
        "issuer": issuer,
    }
