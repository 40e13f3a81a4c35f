"""Open and close the lists that a line ending with a colon leads: "Bãi bỏ các văn bản sau:"."""

from __future__ import annotations

import re

from danchieu.graph.model import SELF
from danchieu.loaders.relations.clause import Context, OpenList
from danchieu.loaders.relations.cue_table import Role
from danchieu.loaders.relations.cues import scan
from danchieu.loaders.relations.own_clause import is_stated
from danchieu.loaders.text.clauses import REACH, find_boundaries, find_boundary_before

__all__ = ["follow_list"]

_COLON = re.compile(r":[^\S\n]*\n")
_LIST_AHEAD = re.compile(r"(?<!\w)(?:(?<!như )sau|gồm|dưới\s+đây|bởi|(?:các|những)(?:\s+[^\W\d]+){1,4}\s*\Z)(?!\w)", re.IGNORECASE)
_ANNOUNCEMENT = 80  # characters before the colon: "được sửa đổi, bổ sung bởi các văn bản sau đây"
_LABEL = re.compile(
    r"""[\s*]*+(?:(?P<article>Điều|Chương|Mục|Phần)\s|(?P<roman>[IVX]+)[.\-]|(?P<number>\d+)[.\-/]|(?P<letter>[a-zđ])[).]|(?P<bullet>[-+•●▪])\s)""",
    re.VERBOSE,
)
_HIGHEST_LABELS = ("article", "roman")  # that end every list


def follow_list(place: int, *, begin: int, first: int, open_list: OpenList | None, context: Context) -> OpenList | None:
    """Return the list that is open at `place`: `open_list`, one that a line opens in between, or None once a line has ended it.

    Lines that end between `first` and `place` are read; they begin at `begin` or later. The unit of `context` is the one before `place`.
    """
    text = context.citing.text
    opened = first
    for colon in _COLON.finditer(text, first, place):
        if _LIST_AHEAD.search(text[max(begin, colon.start() - _ANNOUNCEMENT) : colon.start()]):
            boundary = find_boundary_before(text, first, colon.start())
            open_list = _open_list(boundary.end if boundary else begin, colon.start(), context)
            opened = colon.end()
    return None if open_list and _is_ended(open_list, text, opened, place) else open_list


def _is_ended(open_list: OpenList, text: str, first: int, place: int) -> bool:
    """Return whether a paragraph without label, or a line labelled like the lead or higher, begins between `first` and `place`."""
    for boundary in find_boundaries(text, first, place + 1):
        label = _read_label(text, boundary.end)
        unlabelled = not label and "\n" in text[boundary.start : boundary.end]
        if boundary.end <= place and (unlabelled or (label and label in (*_HIGHEST_LABELS, open_list.label))):
            return True
    return False


def _open_list(line: int, colon: int, context: Context) -> OpenList | None:
    """Read what the line from `line` to its colon states of the items below it."""
    citing = context.citing
    tokens = scan(citing.text, max(line, colon - REACH), colon)
    cue = next((token for token in reversed(tokens) if token.cue.role in (Role.GOVERNS, Role.PASSIVE)), None)
    if cue is None:
        return None
    label = _read_label(citing.text, line)
    cited = [mention for mention in context.unit.citations if not mention.is_self]
    if cue.cue.role is Role.PASSIVE and tokens[-1].cue.role is Role.REFERS and cited:
        return OpenList(label, acted_on=cited[0], passive=cue)
    if is_stated(cue.cue.relation, cue, tokens, line, type_word="", context=context):
        return OpenList(label, edges=(citing.make_edge(SELF, cue.cue.relation, cue),))
    return None


def _read_label(text: str, line: int) -> str:
    """Return how a line is labelled (article, roman, number, letter, bullet), empty if not at all."""
    label = _LABEL.match(text, line)
    return (label.lastgroup or "") if label else ""
