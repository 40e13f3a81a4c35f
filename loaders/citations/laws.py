"""Laws, codes and ordinances by name: the longest known name, an amending law, or words in capitals up to a stop word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from danchieu.graph.model.types import DocumentType, types_in
from danchieu.loaders.citations.patterns import AMENDING_LAW, DATED_NAME, LAW_WORD, SYMBOL_AFTER_NAME, TYPE, YEAR_AFTER_NAME
from danchieu.loaders.grammar import law_names, phrases
from danchieu.loaders.text.wordtrie import WordTrie

__all__ = ["FoundLaw", "find_law"]

_ABOUT = re.compile(r"\s{1,4}[Vv]ề(?=\s)")
_STEP = re.compile(r"[\s,()/-]{1,10}(\w+)")
_CAPITAL = re.compile(r"\s{1,8}(?=[^\W\d_])(\w+)")
# Words that end a name which no table knows; "và" is ambiguous, it occurs in names and between them.
_STOP = frozenset(phrases()["after_number"].words + phrases()["after_name"].words)
_AND_MORE = re.compile(rf"\s{{0,2}}(?:[,;]|và)\s{{1,4}}(?={LAW_WORD}\s)")
# The end of a list of amended laws: the number or date of the amending law, or the end of the clause.
_CLOSED = re.compile(r"[\s,(]{0,8}(?:(?:số|ngày|năm)\s{1,4}\d|[.;]|\n\s*\n|\Z)")
_IN_GENERAL = re.compile(r"(?<!\w)(?:[pP]háp|[kK]ỷ|[hH]ọc|[qQ]uy|[cC]ông)\s{1,4}\Z")
_RELATED = re.compile(rf"{LAW_WORD}\s{{1,8}}(?:liên\s+quan|về|có\s+liên\s+quan)(?!\w)(?:\s{{1,8}}(?!ngày|năm|số)[^\W\d]+){{0,12}}")

_BEFORE = 12  # characters for a word before the type word: "pháp luật", "quy luật"
_TO_NAME = 12  # characters from the type word to the first letter of its name, over spaces and line breaks
_LONGEST_NAME = 9  # words of a name that no table knows; what is longer is a sentence


@dataclass(frozen=True, slots=True)
class FoundLaw:
    """The end of a law's name in the text, and its normal form, with the year if stated."""

    end: int
    name: str
    known: bool


@dataclass(frozen=True, slots=True)
class _ListedLaw:
    """A law of a list, with the conjunction before it; the first has none."""

    conjunction: str
    law: FoundLaw


@cache
def _tries() -> dict[str, WordTrie[str]]:
    """Return the known names by type word, each a path of words with the normal form of the law."""
    tries: dict[str, WordTrie[str]] = {}
    for law in law_names():
        tries.setdefault(law.type, WordTrie()).add(re.findall(r"\w+", law.name.lower()), law.normal)
    return tries


def find_law(text: str, position: int, kind: DocumentType, written: str) -> FoundLaw | None:
    """Return the law whose type word, as `written` in the text, ends at `position`; None if no name follows.

    A lower-case type word needs a name in capitals: "luật Thanh tra", not "pháp luật đất đai".
    """
    start = position - len(written)
    if _IN_GENERAL.search(text, max(0, start - _BEFORE), start) or (
        written[0].islower() and not text[position : position + _TO_NAME].lstrip()[:1].isupper()
    ):
        return None
    return _find_amending(text, position, kind) or _find_named(text, position, kind)


def _find_named(text: str, position: int, kind: DocumentType) -> FoundLaw | None:
    law = (
        _find_known(text, position, kind.word)
        or _find_dated(text, position, kind.word)
        or (FoundLaw(position, kind.word, known=True) if "sole" in kind.classes else None)
        or (_find_capitalised(text, position, kind.word) if "open_names" in kind.classes else None)
    )
    return _with_year(text, law)


def _find_known(text: str, position: int, type_word: str) -> FoundLaw | None:
    node = _tries()[type_word]
    found = None
    about = _ABOUT.match(text, position)
    position = about.end() if about else position
    while step := _STEP.match(text, position):
        word = step[1].lower()
        position = step.end()
        if word == "và" and word not in node.branches:  # commas and "và" change places in names
            continue
        following = node.branches.get(word)
        if following is None and (after_and := node.branches.get("và")):
            following = after_and.branches.get(word)
        if following is None:
            break
        node = following
        if node.values:
            found = FoundLaw(position, node.values[-1], known=True)
    return found


def _find_dated(text: str, position: int, type_word: str) -> FoundLaw | None:
    match = DATED_NAME.match(text, position)
    if not match or TYPE.search(match["name"]):
        return None
    name = " ".join(match["name"].split()).strip(' "“”,')
    return FoundLaw(match.end("name"), f"{type_word} {name}".strip(), known=True)


def _find_capitalised(text: str, position: int, type_word: str) -> FoundLaw | None:
    step = _CAPITAL.match(text, position)
    if not step or not step[1][0].isupper() or step[1].isupper():
        return None
    words = [step[1]]
    end = step.end()
    while len(words) < _LONGEST_NAME and (step := _CAPITAL.match(text, end)) and step[1] not in _STOP:
        words.append(step[1])
        end = step.end()
    return FoundLaw(end, f"{type_word} {' '.join(words)}", known=False) if len(words) > 1 else None


def _find_amending(text: str, position: int, kind: DocumentType) -> FoundLaw | None:
    """Find an amending law by the laws that it amends: `Luật sửa đổi, bổ sung một số điều của Luật Đất đai`.

    Where these have numbers of their own, the name ends before them: each is a citation that the amending law acts upon.
    """
    match = AMENDING_LAW.match(text, position)
    if not match:
        return None
    laws = _laws_in_a_row(text, match.end())
    numbered = len(laws) > 1 and SYMBOL_AFTER_NAME.match(text, laws[0].law.end) is not None
    if not (numbered or match["several"] or (laws and _CLOSED.match(text, laws[-1].law.end))):
        laws = laws[:1]  # the others may be citations of their own
    if laws:
        amended, end = "".join(item.conjunction + item.law.name for item in laws), laws[-1].law.end
    elif match["several"] and (related := _RELATED.match(text, match.end())):
        amended, end = related[0], related.end()
    else:
        return None
    name = " ".join(f"{kind.word} sửa đổi, bổ sung {match['what']} của {amended}".split())
    return FoundLaw(match.end("what") if numbered else end, name, known=True)


def _laws_in_a_row(text: str, position: int) -> list[_ListedLaw]:
    """Return the laws of a list from `position` on: `Luật A số 1/2024/QH15, Luật B và Luật C`."""
    laws: list[_ListedLaw] = []
    conjunction = ""
    while (inner := TYPE.match(text, position)) and (law := _find_named(text, inner.end(), _laws()[_sentence_case(inner[0])])):
        laws.append(_ListedLaw(conjunction, law))
        number = SYMBOL_AFTER_NAME.match(text, law.end)
        more = _AND_MORE.match(text, number.end() if number else law.end)
        if not more:
            break
        conjunction = " và " if "và" in more[0] else ", "
        position = more.end()
    return laws


@cache
def _laws() -> dict[str, DocumentType]:
    return {kind.word: kind for kind in types_in("law")}


def _sentence_case(written: str) -> str:
    return " ".join(written.split()).capitalize()


def _with_year(text: str, law: FoundLaw | None) -> FoundLaw | None:
    if law is None:
        return None
    year = YEAR_AFTER_NAME.match(text, law.end)
    return FoundLaw(year.end(), f"{law.name} {year['year']}", law.known) if year else law
