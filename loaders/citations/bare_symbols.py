"""Find symbols without a type word before them: items of a list, symbols in brackets, letters behind "số"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from danchieu.graph.model import Kind
from danchieu.loaders.citations.patterns import BARE_SYMBOL
from danchieu.loaders.grammar import phrases
from danchieu.loaders.grammar.symbols import read_symbol
from danchieu.loaders.mention import Mention
from danchieu.loaders.text.clauses import FRONT
from danchieu.loaders.text.letters import NUMBER_WORD

__all__ = ["LINE_START", "scan_bare"]

LINE_START = re.compile(r"(?:\A|\n)[\s|#]{0,12}\Z")

_MARKED = re.compile(rf"{NUMBER_WORD}\s{{0,4}}:?\s{{0,8}}\Z")
_DATED = re.compile(r"\s{0,2},?\s{1,2}ngày\s")
_FORM = re.compile(r"(?:[mM]ẫu|[bB]iểu|[pP]hụ\s{1,4}lục|MẪU|BIỂU|PHỤ LỤC)\s{1,4}(?:" + NUMBER_WORD + r"\s{1,4})?\Z")
_NUMBERED_THINGS = "|".join(word.replace(" ", r"\s{1,4}") for word in phrases()["numbered_thing"].words)
_OF_A_THING = re.compile(rf"(?<!\w)(?:{_NUMBERED_THINGS})\s{{1,4}}(?:{NUMBER_WORD}\s{{0,4}}:?\s{{0,4}})?\Z", re.IGNORECASE)
_LISTED = re.compile(r"\s{0,3}(?:[,;]|và)\s{1,4}\Z")
_LEAD = 40  # characters before a bare symbol: "số:" and the start of its line, or "Phụ lục số"


def scan_bare(text: str, spans: list[tuple[int, int]]) -> Iterator[Mention]:
    """Yield symbols outside `spans`, those of typed mentions. A letter's symbol needs "số" before it, or another symbol and a comma."""
    starts = [start for start, _ in spans]
    last = 0
    for match in BARE_SYMBOL.finditer(text):
        before = bisect_left(starts, match.end()) - 1
        covered = spans[before][1] if before >= 0 else 0
        if covered > match.start():
            continue
        lead = text[max(0, match.start() - _LEAD) : match.start()]
        if _is_own_number(text, match, lead) or _FORM.search(lead) or _OF_A_THING.search(lead):
            continue
        if match["letter"] and not _MARKED.search(lead) and not _follows(text, max(covered, last), match.start()):
            continue
        number = text[match.start() : match.start("tail")]
        last = match.end()
        yield Mention(match.start(), match.end(), Kind.NUMBERED, "bare-symbol", symbol=read_symbol(number, match["tail"]), number=number)


def _follows(text: str, end: int, start: int) -> bool:
    """Return whether a comma or "và" is all that is between another symbol, which ends at `end`, and one that begins at `start`."""
    return end > 0 and _LISTED.fullmatch(text, end, start) is not None


def _is_own_number(text: str, match: re.Match[str], lead: str) -> bool:
    """Return whether a symbol is the text's own number, `Số: 165/KH-UBND` at the start of a line; in a list its date would follow."""
    number = _MARKED.search(lead)
    return bool(number and match.start() < FRONT and LINE_START.search(lead[: number.start()]) and not _DATED.match(text, match.end()))
