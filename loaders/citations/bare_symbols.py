"""Find symbols without a type word before them: items of a list, symbols in brackets, letters behind "số"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from danchieu.graph.model import Kind
from danchieu.loaders.citations.dates import DAY_AFTER
from danchieu.loaders.citations.patterns import BARE_SYMBOL
from danchieu.loaders.grammar import phrases
from danchieu.loaders.grammar.symbols import read_symbol
from danchieu.loaders.mention import Mention
from danchieu.loaders.text.clauses import FRONT
from danchieu.loaders.text.letters import LOWER, NUMBER_WORD

__all__ = ["LINE_START", "scan_bare"]

LINE_START = re.compile(r"(?:\A|\n)[\s|#]{0,12}\Z")

_MARKED = re.compile(rf"{NUMBER_WORD}\s{{0,4}}:?\s{{0,8}}\Z")
# A sentence goes on behind a number, in its line or with its date, or comes to its end; it goes on before it over the end of a line.
_GOES_ON = re.compile(rf"\s{{0,2}},?\s{{1,2}}ngày\s|[^\S\n]{{0,2}}[,;.(]|[^\S\n]{{1,2}}[{LOWER}]")
_WENT_ON = re.compile(r"(?:[,;]|(?<!\w)(?:và|hoặc))\s{1,8}\Z")
_FORM = re.compile(r"(?:[mM]ẫu|[bB]iểu|[pP]hụ\s{1,4}lục|MẪU|BIỂU|PHỤ LỤC)\s{1,4}(?:" + NUMBER_WORD + r"\s{1,4})?\Z")
_NUMBERED_THINGS = "|".join(word.replace(" ", r"\s{1,4}") for word in phrases()["numbered_thing"].words)
_OF_A_THING = re.compile(rf"(?<!\w)(?:{_NUMBERED_THINGS})\s{{1,4}}(?:{NUMBER_WORD}\s{{0,4}}:?\s{{0,4}})?\Z", re.IGNORECASE)
_LISTED = re.compile(rf"\s{{0,3}}(?:[,;]|và)\s{{1,4}}(?:{NUMBER_WORD}\s{{0,4}}:?\s{{0,8}})?\Z")
_LEAD = 40  # characters before a bare symbol: "số:" and the start of its line, or "Phụ lục số"


def scan_bare(text: str, spans: list[tuple[int, int]]) -> Iterator[Mention]:
    """Yield symbols outside `spans`, those of typed mentions.

    The symbol of a letter needs "số" before it, or another symbol and a comma; one of issuer alone, 51/CP, needs the other symbol.
    """
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
        if (match["letter"] or match["old"]) and not _is_shown(text, match, lead, max(covered, last)):
            continue
        number = text[match.start() : match.start("tail")]
        last = match.end()
        yield Mention(match.start(), match.end(), Kind.NUMBERED, "bare-symbol", symbol=read_symbol(number, match["tail"]), number=number)


def _is_shown(text: str, match: re.Match[str], lead: str, end: int) -> bool:
    """Return whether the words before a symbol without type show it: "số", or another symbol, which ends at `end`, and a comma or "và"."""
    if match["letter"] and _MARKED.search(lead):
        return True
    day = DAY_AFTER.match(text, end, match.start())
    return end > 0 and _LISTED.fullmatch(text, day.end() if day else end, match.start()) is not None


def _is_own_number(text: str, match: re.Match[str], lead: str) -> bool:
    """Return whether a symbol is the text's own number, `Số: 165/KH-UBND` at the start of a line, and not in a sentence."""
    number = _MARKED.search(lead)
    if number is None or match.start() >= FRONT or not LINE_START.search(lead[: number.start()]):
        return False
    return not _WENT_ON.search(lead[: number.start()]) and not _GOES_ON.match(text, match.end())
