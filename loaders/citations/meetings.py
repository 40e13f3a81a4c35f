"""Resolutions named for a meeting: plenums of the Central Committee and of local committees, congresses of the Party and of unions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from danchieu.graph.model import Kind
from danchieu.graph.model.bodies import issuer_words
from danchieu.loaders.citations.patterns import trie
from danchieu.loaders.grammar import phrases
from danchieu.loaders.mention import Mention
from danchieu.loaders.text.letters import UPPER

__all__ = ["ORGANISATION", "find_meeting", "plenum_of", "share_terms"]

_PHRASES = phrases()
_WORDS = _PHRASES["ordinal"].words
_ORDINALS = {word: str(number) for number, word in enumerate(_WORDS, start=1)}
_TAIL = rf"(?:\s{{1,8}}(?:(?:{trie(_PHRASES['organisation'].words)})(?!\w)|(?!Lần|Đảng|Khóa)[{UPPER}][\w.]*)){{0,9}}"
ORGANISATION = rf"(?:{trie(_PHRASES['mass_organisation'].words)})(?!\w){_TAIL}"
"""A union or another organisation beside the Party, with place or full name: Công đoàn Việt Nam, Hội Nông dân tỉnh."""

_COMMITTEES = rf"(?i:{trie(issuer_words().local_committees)})(?!\w){_TAIL}"
_ORDER = rf"(?:thứ~(?:\d{{1,2}}|[IVX]{{1,5}}|{trie(_WORDS)})|\d{{1,2}}|[IVX]{{1,5}})(?!\w)"
_ROMAN = r"[IVXL]{1,6}(?!\w)"
_CENTRAL = rf"(?i:(?:(?:Ban~Chấp~hành|BCH)~)?(?:Trung~ương|T\.?[ƯW])|BCHT[ƯW])(?!~(?:{trie(_PHRASES['mass_organisation'].words)})(?!\w))"


def _shape(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("~", r"\s{1,8}"), re.VERBOSE)


_TERMS = rf"\s{{0,4}},?\s{{0,4}}\(?\s{{0,2}}(?i:khóa)~(?P<term>{_ROMAN})"
_TERMS += rf"(?P<terms>(?:\s{{0,2}}(?:,|;|và)\s{{0,4}}(?:(?i:khóa)~)?{_ROMAN}){{0,4}})(?:\s?\))?"
_PLENUM = _shape(
    rf"""(?:~của)?~(?:
        (?i:Hội~nghị)~(?:lần~(?P<before>{_ORDER}),?~)?(?:của~)?{_CENTRAL}(?:~Đảng(?!~bộ))?(?:\s{{0,2}},?~(?:lần~)?(?P<after>{_ORDER}))?
      | {_CENTRAL}(?:~Đảng(?!~bộ))?\s{{0,8}}(?:~lần~)?(?P<plain>{_ORDER})
    )
    (?P<more>(?:\s{{0,2}}(?:,|và)\s{{1,4}}\d{{1,2}}(?=\s{{0,2}}(?:,|và|\(?\s?(?i:khóa)))){{0,5}})
    (?:{_TERMS})?"""
)
_LOCAL_PLENUM = _shape(
    rf"""(?:~của)?~(?i:Hội~nghị)~(?:lần~(?P<before>{_ORDER}),?~)?(?:của~)?(?:(?i:Ban~Chấp~hành|BCH)~(?:(?i:Trung~ương)~)?)?
    (?:{_COMMITTEES}|{ORGANISATION})(?:\s{{0,2}},?~lần~(?P<after>{_ORDER}))?
    (?:\s{{0,4}},?\s{{0,4}}\(?\s{{0,2}}(?i:khóa)~(?P<term>{_ROMAN})(?:\s?\))?)?"""
)
_NTH = r"(?i:lần~thứ|khóa)~"
_NUMBER = r"(?P<{0}>[IVXL]{{1,6}}|\d{{1,2}})(?![\w/-]|\.\w)"
_PERIOD = r"(?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d"
_CONGRESS = _shape(
    rf"""(?:~của)?~(?i:đại~hội)(?!~(?:đồng|thành~viên|cổ~đông))(?:~(?i:đại~biểu))?(?:~(?i:toàn~quốc))?
    ~(?:
        (?:{_NTH})?{_NUMBER.format("first")}                                      # Đại hội XIII của Đảng, lần thứ XI Đảng bộ tỉnh
        (?:(?:\s{{0,2}},?~(?i:nhiệm~kỳ)~{_PERIOD})?
            (?:\s{{0,2}},?~(?:(?i:của)~)?(?i:Đảng~bộ)(?P<org_after>{_TAIL})
              | ~(?:(?i:của)~)?(?P<mass_after>{ORGANISATION})
              | \s{{0,2}},?~(?:(?i:của)~)?(?P<party>(?i:Đảng)(?!\w)(?:~(?i:Cộng~sản|Lao~động)~(?i:Việt~Nam))?)))?
      | (?i:Đảng~bộ)(?:
            (?P<org>{_TAIL})(?:\s{{0,4}},)?~{_NTH}{_NUMBER.format("second")}     # Đại hội Đảng bộ tỉnh lần thứ XI
          | (?P<org_period>{_TAIL})\s{{0,4}},?~(?i:nhiệm~kỳ)~(?P<period>{_PERIOD})
        )
      | (?P<mass>{ORGANISATION}(?:~(?i:toàn~quốc))?)(?:\s{{0,4}},)?
        ~(?:{_NTH}{_NUMBER.format("fourth")}|(?i:nhiệm~kỳ)~(?P<mass_period>{_PERIOD}))
      | (?i:Đảng)(?:~(?i:toàn~quốc))?~(?:{_NTH})?{_NUMBER.format("third")}       # Đại hội Đảng toàn quốc lần thứ XIII
    )"""
)


def find_meeting(text: str, start: int, end: int, type_word: str) -> list[Mention]:
    """Return the documents of meetings that follow the type word text[start:end]: several for several numbers or terms.

    >>> [one.name for one in find_meeting("Nghị quyết Trung ương 4, 5 khóa XII", 0, 10, "Nghị quyết")]
    ['Nghị quyết Trung ương 4 khóa XII', 'Nghị quyết Trung ương 5 khóa XII']
    >>> find_meeting("Nghị quyết Đại hội XII Công đoàn Việt Nam", 0, 10, "Nghị quyết")[0].name
    'Nghị quyết Đại hội XII Công đoàn Việt Nam'
    """
    if match := _PLENUM.match(text, end):
        number = match["plain"] or match["after"] or match["before"]
        return _plenums(start, match, type_word, _digits(number)) if number else []
    heading = text[start:end].isupper()  # "KẾT LUẬN", of the text itself
    if not heading and (match := _LOCAL_PLENUM.match(text, end)) and (match["before"] or match["after"]):
        name = " ".join(f"{type_word} {match[0]}".split())
        return [Mention(start, match.end(), Kind.NAMED, "local-plenum", type=type_word, name=name, term=match["term"])]
    if match := _CONGRESS.match(text, end):
        return [Mention(start, match.end(), Kind.NAMED, "congress", type=type_word, name=_name_of_congress(match, type_word))]
    return []


def plenum_of(text: str, position: int) -> str | None:
    """Return the khóa of the plenum of the Central Committee that text[position:] names: `của Hội nghị lần thứ bảy ... khóa XII`."""
    match = _PLENUM.match(text, position)
    return match["term"] if match else None


def _digits(number: str) -> str:
    plain = " ".join(number.lower().removeprefix("thứ").split())
    return _ORDINALS.get(plain, number.split()[-1])


def _plenums(start: int, match: re.Match[str], type_word: str, number: str) -> list[Mention]:
    """Return the plenums of a list of numbers with one khóa, or of one number with several."""
    numbers = [(number, start, match.start("more"))]
    numbers += [(one[0], match.start("more") + one.start(), match.start("more") + one.end()) for one in re.finditer(r"\d+", match["more"])]
    terms = [(match["term"], match.end("term"))] if match["term"] else [(None, match.end())]
    further = [(one[0], match.start("terms") + one.start()) for one in re.finditer(_ROMAN, match["terms"] or "")]
    found = [_plenum(type_word, one, begin, end, terms[0][0]) for one, begin, end in numbers]
    found[-1].end = terms[0][1] if further else match.end()
    found += [_plenum(type_word, numbers[-1][0], begin, begin + len(term), term) for term, begin in further]
    return found


def _plenum(type_word: str, number: str, start: int, end: int, term: str | None) -> Mention:
    name = f"{type_word} Trung ương {number}" + (f" khóa {term}" if term else "")
    return Mention(start, end, Kind.NAMED, "plenum", type=type_word, name=name, number=number, term=term)


def _name_of_congress(match: re.Match[str], type_word: str) -> str:
    """Return the normal name: of the Party by its ordinal, of others with the organisation."""
    ordinal = match["first"] or match["second"] or match["third"] or match["fourth"]
    if mass := match["mass"] or match["mass_after"]:
        return " ".join(f"{type_word} Đại hội {ordinal or ''} {mass} {_nhiem_ky(match['mass_period'])}".split())
    places = [place for place in (match["org"], match["org_period"], match["org_after"]) if place is not None]
    if not places:
        return f"{type_word} Đại hội {ordinal} của Đảng"
    order = f"lần thứ {ordinal}" if ordinal else _nhiem_ky(match["period"])
    return " ".join(f"{type_word} Đại hội Đảng bộ {places[0]} {order}".split())


def _nhiem_ky(period: str | None) -> str:
    return "nhiệm kỳ " + "".join(period.split()).replace("–", "-") if period else ""


def share_terms(mentions: Iterable[Mention]) -> None:
    """Give a plenum without khóa that of the same plenum elsewhere in the text, if there is one."""
    of_plenum: dict[tuple[str | None, str | None], list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.rule == "plenum":
            of_plenum[mention.type, mention.number].append(mention)
    for group in of_plenum.values():
        _share_term(group)


def _share_term(group: Sequence[Mention]) -> None:
    terms = {mention.term for mention in group if mention.term}
    if len(terms) != 1:
        return
    full = next(mention for mention in group if mention.term)
    for mention in group:
        mention.name = full.name
