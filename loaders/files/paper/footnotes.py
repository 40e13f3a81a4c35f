"""Part the notes at the foot of a page from its text, in whose sentences they must not stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from danchieu.loaders.files.paper.paragraphs import Line
from danchieu.loaders.files.paper.sheet import Piece, Rule, joined, rows_of

__all__ = ["join_notes", "part_notes", "usual_height"]

_SMALL = 0.86  # of the usual height of letters, at most, unless a rule is above: those of notes have 10 to 12 points, others 13 or 14
_MARK = re.compile(r"(?:\[(?P<number>\d{1,3})\]|\(?(?P<bare>\d{1,3})\)?|\(?\*{1,3}\)?)\s{0,2}(?=[^\W\d_]|[“\"(])")
_AT_EDGE = 0.1  # of the width of the text, by which the rule may be drawn in
_SHORT = 0.5  # of the width of the text: a rule above notes is shorter, one across the page is something else


def usual_height(pages: Iterable[Iterable[Piece]]) -> float:
    """Return the height of most letters of a document."""
    heights: Counter[float] = Counter()
    for page in pages:
        for piece in page:
            heights[round(2 * piece.height) / 2] += len(piece.text)
    return heights.most_common(1)[0][0] if heights else 0.0


def part_notes(pieces: Sequence[Piece], rules: Iterable[Rule], usual: float) -> tuple[list[Piece], list[Piece]]:
    """Return the text and the notes of a page: the lines at its foot that are small, or below a short rule, and begin with a mark."""
    rows = list(rows_of(pieces))
    first = len(rows)
    while first and _is_small(rows[first - 1], usual):
        first -= 1
    ruled = _below_rule(rows, rules)
    while first < len(rows) and first != ruled and not _begins_note(rows[first]):
        first += 1
    if ruled and ruled < first and _begins_note(rows[ruled]):
        first = ruled
    if not first:
        return list(pieces), []
    return [piece for row in rows[:first] for piece in row], [piece for row in rows[first:] for piece in row]


def _is_small(row: Iterable[Piece], usual: float) -> bool:
    return all(piece.height < _SMALL * usual and not piece.text.startswith("|") for piece in row)


def _begins_note(row: Iterable[Piece]) -> bool:
    return _MARK.match(min(row, key=lambda piece: piece.left).text) is not None


def _below_rule(rows: Sequence[Sequence[Piece]], rules: Iterable[Rule]) -> int | None:
    """Return the place of the row below the lowest short rule at the left edge of the text, None without one."""
    left = min((piece.left for row in rows for piece in row), default=0.0)
    width = max((piece.right for row in rows for piece in row), default=0.0) - left
    tops = [rule.top for rule in rules if rule.right - rule.left < _SHORT * width and rule.left - left < _AT_EDGE * width and rule.is_level]
    return next((place for place, row in enumerate(rows) if row[0].middle > max(tops)), None) if tops else None


def join_notes(lines: Iterable[Line]) -> list[Line]:
    """Return notes as one line each, with its number in brackets, as notes have it in plain text: [1] Chỉ thị số 05-CT/TW."""
    notes: list[Line] = []
    for line in lines:
        mark = _MARK.match(line.piece.text)
        if mark or not notes:
            number = (mark["number"] or mark["bare"]) if mark else None
            text = f"[{number}] {line.piece.text[mark.end() :]}" if mark and number else line.piece.text
            notes.append(line._replace(piece=line.piece._replace(text=text), begins=True))
        else:
            notes[-1] = notes[-1]._replace(piece=joined((notes[-1].piece, line.piece)))
    return notes
