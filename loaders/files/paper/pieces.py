"""Join the words of a page to the pieces of its lines: what stands on one line without a gap as wide as those between columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from danchieu.loaders.files.paper.sheet import Piece, joined, rows_of

__all__ = ["pieces_of"]

_GAP = 1.3  # of the height of a word: a wider gap parts columns; justified lines have gaps of one at most
_WITHIN = 0.12  # of the height of a word: a narrower gap is none; between words it is at least 0.2


def pieces_of(words: Iterable[Piece]) -> list[Piece]:
    """Return words that follow each other on a line as one piece.

    >>> [piece.text for piece in pieces_of([Piece("Số:", 0, 0, 18, 12), Piece("12", 22, 0, 34, 12), Piece("Huế", 90, 0, 108, 12)])]
    ['Số: 12', 'Huế']
    """
    runs: list[list[Piece]] = []
    run: list[Piece] = []
    ravelled = False
    for word in words:
        if run:
            _, begin, top, _, bottom = word
            _, before, above, end, below = run[-1]
            # this is done for each word of a document: with calls it would take three times as long
            height, least = (bottom - top, below - above) if bottom - top > below - above else (below - above, bottom - top)
            beside = -least < top + bottom - above - below < least
            if not (beside and before < begin and -height < begin - end < height * _GAP):
                ravelled = ravelled or (beside and begin < end)
                runs.append(run)
                run = []
        run.append(word)
    if run:
        runs.append(run)
    return list(_unravel(runs)) if ravelled else list(map(joined, runs))


def _unravel(runs: Sequence[Sequence[Piece]]) -> Iterator[Piece]:
    """Yield the pieces of lines in which words were not drawn from left to right.

    Letters that a font lacks are drawn from another one, behind the others of a line: `tr ng  i h i`, then `ọ đ ạ ộ`, for trọng đại hội.
    """
    boxes = [joined(run)._replace(text=str(place)) for place, run in enumerate(runs)]
    for row in rows_of(boxes):
        within: list[Piece] = []  # boxes that lie within each other, or meet
        for box in sorted(row, key=lambda box: box.left):
            if within and not any(box.left - other.right < _WITHIN * box.height and box.is_beside(other) for other in within):
                yield from _in_order(runs, within)
                within = []
            within.append(box)
        yield from _in_order(runs, within)


def _in_order(runs: Sequence[Sequence[Piece]], boxes: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the words of some runs, by their boxes, as pieces; parts of words that meet are joined."""
    if len(boxes) == 1:
        yield joined(runs[int(boxes[0].text)])
        return
    last: Piece | None = None
    for word in sorted((word for box in boxes for word in runs[int(box.text)]), key=lambda word: word.left):
        gap = word.left - last.right if last else 0.0
        if last and gap < word.height * _GAP:
            last = joined((last, word), between=" " if gap > word.height * _WITHIN else "")
        else:
            if last:
                yield last
            last = word
    if last:
        yield last
