"""Find the document that is the subject of a verb: "Nghị định A có hiệu lực từ ngày ..., thay thế Nghị định B": A replaces B."""

from __future__ import annotations

import re
from collections.abc import Sequence

from danchieu.graph.model import Relation
from danchieu.loaders.mention import Mention
from danchieu.loaders.relations.adjoining_cues import Governor
from danchieu.loaders.relations.enactment import LEGAL
from danchieu.loaders.relations.titles import ends_title, find_details_end

__all__ = ["find_subject"]

_LINK = r"[\s,]*+(?:(?:và|đồng\s+thời|đã|sẽ|chính\s+thức|nay|cũng|thì|để|nhằm|qua\s+đó)\s+)*+\Z"
_ADVERBS = r"(?:(?:đã|vừa|mới|sẽ|chính\s+thức|cũng|nay)\s+)*+"
# "có hiệu lực từ ngày 01/12/2021, ", also behind a title.
_IN_FORCE = re.compile(rf"(?<![^\W\d_])có\s+hiệu\s+lực(?!\w)[^,;:()“”]{{0,100}}?{_LINK}", re.IGNORECASE)
# "được Quốc hội thông qua ngày 27/11/2023, ", "do Chính phủ ban hành, ", "ra đời, ": right behind the citation.
_ISSUED = re.compile(
    rf"""[\s,]*+{_ADVERBS}
    (?:được\s+(?:[^\W\d_]+\s+){{0,8}}?(?:ký|ban\s+hành|thông\s+qua|công\s+bố|phê\s+duyệt)
    |do\s[^,;:()]{{1,80}}?\s(?:ký|ban\s+hành|thông\s+qua)
    |ra\s+đời)
    [^;:()“”]{{0,80}}?(?:,|\s(?=và\s|để\s|nhằm\s)){_LINK}""",
    re.IGNORECASE | re.VERBOSE,
)
_BARE = re.compile(r"[\s*]*+(?P<sign>[,(])?\s*+(?:(?:và|đồng\s+thời|đã|sẽ|chính\s+thức|nay|cũng)\s+)*+\Z", re.IGNORECASE)
_COORDINATED = re.compile(r"[\s,;]*+(?:(?:và|đồng\s+thời|cũng\s+như|cũng)\s+)*+\Z", re.IGNORECASE)
_PURPOSE = re.compile(r"(?:để|nhằm)\s+\Z", re.IGNORECASE)
_ACTS = LEGAL | {Relation.GUIDES}
_LONGEST = 400  # characters from a document to the verb of which it is the subject: a title and "có hiệu lực kể từ ngày ..." come between


def find_subject(text: str, previous: Mention, governors: Sequence[Governor]) -> str | None:
    """Return the key of the document that does what `governors` state, by the citation `previous` before their verb; None for the text."""
    verb = min((governor.cue for governor in governors), key=lambda cue: cue.start)
    gap = text[previous.end : verb.start]
    if previous.is_self or len(gap) > _LONGEST or ";" in gap.rstrip("; ") or ends_title(gap):
        return None
    relation = governors[0].relation
    acts = relation in _ACTS and verb.cue.relation in _ACTS
    behind = text[find_details_end(text, previous.end) : verb.start]

    # CASE 1: it is in force or was issued, and does more: "A có hiệu lực từ ngày ..., thay thế B".
    if _is_valid(gap, behind) and (acts or _PURPOSE.search(gap)):
        return previous.edges[0].source if _is_changed(previous) else previous.key
    if not acts:
        return None

    # CASE 2: the verb continues another one: "A thay thế B và bãi bỏ C".
    if _is_changed(previous) or (previous.nested and previous.edges[0].relation is relation):
        return previous.edges[0].source if previous.nested and _COORDINATED.match(gap[len(gap) - len(behind) :]) else None

    # CASE 3: it is only named: "ban hành A, thay thế B".
    named = _BARE.match(behind)
    return previous.key if named and _may_act(previous, relation, named["sign"], gap) else None


def _is_valid(gap: str, behind: str) -> bool:
    """Return whether the words behind a document say that it is in force or was issued."""
    return _IN_FORCE.search(gap) is not None or _ISSUED.match(behind) is not None


def _is_changed(mention: Mention) -> bool:
    """Return whether a citation is the object of a change."""
    return mention.edges[0].relation in LEGAL


def _may_act(previous: Mention, relation: Relation, sign: str | None, gap: str) -> bool:
    """Return whether a document can be the subject of a change right behind it, after a comma or bracket if there is one."""
    if sign is None:
        return "đã " in gap and "và " not in gap
    return sign == "(" or relation in (Relation.REPLACES, Relation.GUIDES) or (previous.edges[0].cue is None and not previous.nested)
