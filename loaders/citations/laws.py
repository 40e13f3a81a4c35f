"""Laws, codes and ordinances by name: the longest known name, an amending law, or words in capitals up to a stop word."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from danchieu.graph.model.types import DocumentType, types_in
from danchieu.loaders.citations.law_names import find_known_name
from danchieu.loaders.citations.patterns import AMENDING_LAW, DATED_NAME, LAW_WORD, SYMBOL_AFTER_NAME, TYPE, YEAR_AFTER_NAME, trie
from danchieu.loaders.citations.type_words import is_governed
from danchieu.loaders.grammar import law_acronyms, phrases

__all__ = ["FoundLaw", "find_law", "find_law_acronym"]

_ABOUT = re.compile(r"\s{1,4}[Vv]ề(?=\s)")
_CAPITAL = re.compile(r"\s{1,8}(?=[^\W\d_])(\w+)")
# Words that end a name which no table knows; "và" is ambiguous, it occurs in names and between them.
_STOP = frozenset(phrases()["after_number"].words + phrases()["after_name"].words)
_PREDICATE = re.compile(r"\s*(?:được|đã|do|có|là|sẽ|của|ra\s+đời|này|đó|mới|chậm|trước|sau|từ|kể|vào|tại|trong|và|về\s+việc)(?!\w)")
_AND_MORE = re.compile(rf"\s{{0,2}}(?:[,;]|và)\s{{1,4}}(?={LAW_WORD}\s)")
# The end of a list of amended laws: the number or date of the amending law, or the end of the clause.
_CLOSED = re.compile(r"[\s,(]{0,8}(?:(?:số|ngày|năm)\s{1,4}\d|[.;]|\n\s*\n|\Z)")
_IN_GENERAL = re.compile(rf"(?<!\w)(?i:{trie(phrases()['no_law_before'].words)})\s{{1,4}}\Z")
_YEAR_IN_NAME = re.compile(r" (?:19|20)\d\d\Z")
# "Luật Thuế thu nhập cá nhân sửa đổi năm 2025", "(sửa đổi)": the law that amends it or takes its place.
_AMENDED = re.compile(r"\s{1,4}(?:(?P<plain>sửa\s{1,4}đổi\s{1,4})(?:năm\s{1,4})?(?P<year>(?:19|20)\d\d)(?!\w|/)|\(sửa\s{1,4}đổi\))")
_RELATED = re.compile(rf"{LAW_WORD}\s{{1,8}}(?:liên\s+quan|về|có\s+liên\s+quan)(?!\w)(?:\s{{1,8}}(?!ngày|năm|số)[^\W\d]+){{0,12}}")

_AFTER_ANOTHER = re.compile(rf"{LAW_WORD}\s[^.;\n]{{2,80}}(?:,|;|\svà)\s{{1,4}}\Z")
_ISSUED_IN = re.compile(
    r"\s{1,4}(?:được|do)\s[^.;:\n]{0,40}?(?:ban\s{1,4}hành|thông\s{1,4}qua)\s{1,4}(?:vào\s{1,4})?năm\s{1,4}(?P<year>(?:19|20)\d\d)(?!\w)"
)
_ITEM = 100  # characters before a law for the one before it in a list
_BEFORE = 16  # characters for a word before the type word: "pháp luật", "quy luật", "câu lạc bộ Luật"
_TO_NAME = 12  # characters from the type word to the first letter of its name, over spaces and line breaks
_LONGEST_NAME = 9  # words of a name that no table knows; what is longer is a sentence


@dataclass(frozen=True, slots=True)
class FoundLaw:
    """The end of a law's name in the text, its normal form, with the year if stated, and the rule that found it."""

    end: int
    name: str
    rule: str
    type: str | None = None  # where the words of the text do not give it: BLHS


@dataclass(frozen=True, slots=True)
class _ListedLaw:
    """A law of a list, with the conjunction before it; the first has none."""

    conjunction: str
    law: FoundLaw


def find_law(text: str, position: int, kind: DocumentType, written: str) -> FoundLaw | None:
    """Return the law whose type word, as `written` in the text, ends at `position`; None if no name follows.

    A lower-case type word needs a name in capitals: "luật Thanh tra", not "pháp luật đất đai".
    """
    start = position - len(written)
    if _IN_GENERAL.search(text, max(0, start - _BEFORE), start) or (
        written[0].islower() and not text[position : position + _TO_NAME].lstrip()[:1].isupper()
    ):
        return None
    if law := _find_amending(text, position, kind) or _find_named(text, position, kind):
        return law
    law = _find_capitalised(text, position, kind.word) if "open_names" in kind.classes and written[0].isupper() else None
    return law if law and (_is_list_item(text, start) or is_governed(text, start) or YEAR_AFTER_NAME.match(text, law.end)) else None


def _find_named(text: str, position: int, kind: DocumentType) -> FoundLaw | None:
    sole = FoundLaw(position, kind.word, "law-name") if "sole" in kind.classes else None
    return _with_year(text, _find_known(text, position, kind.word) or sole or _find_dated(text, position, kind.word))


def find_law_acronym(text: str, start: int, end: int) -> FoundLaw | None:
    """Return the code that text[start:end] abbreviates, with its year: BLHS 2015; None for other words."""
    law = law_acronyms().get(text[start:end])
    return _with_year(text, FoundLaw(end, law.normal, "law-name", law.type)) if law else None


def _is_list_item(text: str, start: int) -> bool:
    """Return whether a law stands in a list behind another: Luật Đất đai, Luật Thủ Đức Mới."""
    before = text[max(0, start - _ITEM) : start]
    return bool(_AFTER_ANOTHER.search(before))


def _find_known(text: str, position: int, type_word: str) -> FoundLaw | None:
    about = _ABOUT.match(text, position)
    name = find_known_name(text, about.end() if about else position, type_word)
    return FoundLaw(name.end, name.normal, "law-misspelt" if name.slips else "law-name") if name else None


def _find_dated(text: str, position: int, type_word: str) -> FoundLaw | None:
    match = DATED_NAME.match(text, position)
    if not match or TYPE.search(match["name"]) or _PREDICATE.match(match["name"]):
        return None
    name = " ".join(match["name"].split()).strip(' "“”,')
    return FoundLaw(match.end("name"), f"{type_word} {name}".strip(), "law-name")


def _find_capitalised(text: str, position: int, type_word: str) -> FoundLaw | None:
    step = _CAPITAL.match(text, position)
    if not step or not step[1][0].isupper() or step[1].isupper():
        return None
    words = [step[1]]
    end = step.end()
    while len(words) < _LONGEST_NAME and (step := _CAPITAL.match(text, end)) and step[1] not in _STOP:
        words.append(step[1])
        end = step.end()
    year = YEAR_AFTER_NAME.match(text, end)
    end, words = (year.end(), [*words, year["year"]]) if year else (end, words)
    return FoundLaw(end, f"{type_word} {' '.join(words)}", "law-capitals") if len(words) > 1 else None


def _find_amending(text: str, position: int, kind: DocumentType) -> FoundLaw | None:
    """Find an amending law by the laws that it amends: `Luật sửa đổi, bổ sung một số điều của Luật Đất đai`, `Luật sửa đổi Luật Đất đai`.

    Where these have numbers of their own, the name ends before them: each is a citation that the amending law acts upon.
    """
    match = AMENDING_LAW.match(text, position)
    if not match:
        return None
    several = match["several"] or match["all"]
    laws = _up_to_year(_laws_in_a_row(text, match.end()))
    numbered = len(laws) > 1 and match["what"] is not None and SYMBOL_AFTER_NAME.match(text, laws[0].law.end) is not None
    if not (numbered or several or (laws and _is_one_list(text, laws))):
        laws = laws[:1]  # the others may be citations of their own
    if laws:
        amended, end = "".join(item.conjunction + item.law.name for item in laws), laws[-1].law.end
    elif several and (related := _RELATED.match(text, match.end())):
        amended, end = related[0], related.end()
    else:
        return None
    acts = f"sửa đổi, bổ sung {match['what']} của" if match["what"] is not None else f"sửa đổi {match['all'] or ''}"
    law = FoundLaw(match.end("what") if numbered else end, " ".join(f"{kind.word} {acts} {amended}".split()), "law-name")
    return law if numbered or laws else _with_year(text, law)


def _up_to_year(laws: list[_ListedLaw]) -> list[_ListedLaw]:
    """Return the laws of a list up to the first with a year, which is the amending law's; those behind it are cited for themselves."""
    dated = next((place for place, item in enumerate(laws) if _YEAR_IN_NAME.search(item.law.name)), None)
    return laws if dated is None else laws[: dated + 1]


def _is_one_list(text: str, laws: list[_ListedLaw]) -> bool:
    """Return whether a list of amended laws is closed: by the end of the clause, or by the year of the amending law behind the last."""
    years = [_YEAR_IN_NAME.search(item.law.name) is not None for item in laws]
    return (years[-1] and not any(years[:-1])) or _CLOSED.match(text, laws[-1].law.end) is not None


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
    """Return the law with the year behind its name; "được ban hành năm 2013" gives the year too and is no part of the name."""
    if law is None:
        return None
    if amended := _AMENDED.match(text, law.end):
        return replace(law, end=amended.end(), name=f"{law.name} {amended['plain'] or ''}{amended['year'] or '(sửa đổi)'}")
    if year := YEAR_AFTER_NAME.match(text, law.end):
        return replace(law, end=year.end(), name=f"{law.name} {year['year']}")
    issued = _ISSUED_IN.match(text, law.end)
    return replace(law, name=f"{law.name} {issued['year']}") if issued else law
