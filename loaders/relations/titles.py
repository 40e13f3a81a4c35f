"""Find the title of a citation, and where it ends: "Kế hoạch số 7-KH/TU ngày 26/4/2024 của Tỉnh ủy về ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence

from danchieu.graph.model import Relation
from danchieu.loaders.relations.between_citations import names_unnumbered_document
from danchieu.loaders.relations.clause import PAST
from danchieu.loaders.relations.cue_table import Role
from danchieu.loaders.relations.cues import Token
from danchieu.loaders.relations.vocabulary import render_alternatives
from danchieu.loaders.text.letters import LOWER

__all__ = ["ends_title", "find_details_end", "find_title", "states_main_clause"]

# After a citation: its term, date and issuer, before its title begins.
_DETAILS = re.compile(
    r"""(?:[\s*"”’)]*+(?:\([^()]{0,80}\)
    |,?\s*+(?:ngày|năm)[\s\d/.,\-]{1,14}(?:tháng[\s\d]{1,8}năm[\s\d]{1,8})?
    |,?\s*+(?:để|nhằm)(?=\s)
    |,?\s*+(?:của|do)\s[^,;.:()"“]{1,120}(?:,\s++[A-ZĐ][^,;.:()"“]{0,60})?+))*+[\s*"“)]*+""",
    re.VERBOSE,
)
# "của Bộ Chính trị và tiếp tục thực hiện": a clause beside the citation, no title.
_COORDINATED_VERB = re.compile(rf"\svà(?:\s+[{LOWER}]\w*){{0,2}}\s*\Z")
_ISSUER = re.compile(r",?\s*(?:ngày[\s\d/.,\-]{1,14}(?:tháng[\s\d]{1,8}năm[\s\d]{1,8})?)?\s*của\s[^;:()“]*\Z")
# ", Ủy ban nhân dân tỉnh ban hành": the subject of the main clause and its verb. Other verbs of issuing occur in titles too.
_VERBS = ("ban hành", "xây dựng", "yêu cầu", "đề nghị", "đã", "chỉ đạo", "hướng dẫn", "báo cáo", "giao", "thông báo", "có ý kiến")
_MAIN_CLAUSE = re.compile(
    rf"[,:]\s+[A-ZĐỦỨ]\w*(?:\s+(?!(?:về|trong|để|nhằm|theo|tại|trên)\s)[^\s,;]+){{1,14}}?\s+(?:{render_alternatives(_VERBS)})\s"
)
_LONGEST_DETAILS = 240  # characters from a citation to its title: issuer with commas, or a second document without a number
_OPENS_TITLE = (Role.INTRODUCES, Role.GOVERNS, Role.ATTACHES)


def find_details_end(text: str, end: int) -> int:
    """Return where the term, date and issuer end of a citation that ends at `end`."""
    details = _DETAILS.match(text, end)
    return details.end() if details else end


def find_title(text: str, end: int, tokens: Sequence[Token]) -> Token | None:
    """Return the first of `tokens` if it opens the title of the citation that ends at `end`: it follows date and issuer directly.

    "Kế hoạch số 7-KH/TU ngày 26/4/2024 của Tỉnh ủy" is followed by its title at "về".
    """
    if not tokens or not _may_open_title(text, end, tokens[0]):
        return None
    first = tokens[0]
    if first.start <= find_details_end(text, end):
        return first
    between = text[end : first.start]
    if len(between) >= _LONGEST_DETAILS:
        return None
    if set(between).isdisjoint(";:()“") and names_unnumbered_document(between, 0, len(between)):
        return first  # "Nghị quyết số 1-NQ/TW và Kế hoạch của Tỉnh ủy về"
    # The name of an issuer may contain commas: "của Ban Chỉ đạo phát triển khoa học, công nghệ và chuyển đổi số về".
    return first if text[first.start] == "v" and _ISSUER.match(between) else None


def _may_open_title(text: str, end: int, cue: Token) -> bool:
    """Return whether a cue can open the title of the citation that ends at `end`, wherever it is."""
    if cue.cue.role not in _OPENS_TITLE or text[cue.start - len(PAST) : cue.start] == PAST:
        return False
    return cue.cue.role is not Role.GOVERNS or not (cue.cue.relation is Relation.CITES or _COORDINATED_VERB.search(text, end, cue.start))


def ends_title(words: str) -> bool:
    """Return whether `words`, from the first word of a title on, close its quotation or parenthesis, or begin a main clause."""
    closes = words.count("”") > words.count("“") or words.count(")") > words.count("(")
    return closes or states_main_clause(words)


def states_main_clause(words: str) -> bool:
    """Return whether `words` hold the subject and the verb of a main clause: "..., Ủy ban nhân dân tỉnh ban hành ..."."""
    return _MAIN_CLAUSE.search(words) is not None
