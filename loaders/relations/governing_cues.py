"""Which cue governs a citation, and whether a text that speaks of an amendment makes it."""

from __future__ import annotations

import re

from danchieu.graph.model import Relation
from danchieu.loaders.relations.cue_table import Role
from danchieu.loaders.relations.cues import Token
from danchieu.loaders.text.clauses import heading

__all__ = ["LEGAL", "governors", "is_enacted", "is_instruction", "kind_of", "may_amend"]

LEGAL = frozenset({Relation.AMENDS, Relation.REPLACES, Relation.REPEALS})
"""Relations that change the standing of the cited document: only an act has them, no plan or proposal."""

# "thay thế cụm từ", "bãi bỏ khoản 2": a part of the document is meant; to replace a part is to amend.
_PART = re.compile(
    r"""[\s,]*+(?:cho\s+)?(?:các\s+|một\s+số\s+)?
    (?:(?:cụm\s+)?từ|mẫu|biểu|phụ\s+lục|điểm|khoản|điều(?!\s+lệ)|mục|chương(?!\s+trình)|nội\s+dung|tên)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_PART_LAST = re.compile(r"\s(?:từ|điểm|khoản|điều|nhiệm\s+vụ)\Z", re.IGNORECASE)
_RULES = re.compile(r"[\s,]*+(?:(?:các|một\s+số)\s+)?quy\s+định\s+(?:về|của|tại|liên)\b")
_FORM = re.compile(r"(?<!\w)(?:theo|tại)\s+(?:mẫu|biểu|phụ\s+lục)\b[^;.]*\Z", re.IGNORECASE)
_THOROUGHLY = re.compile(r"(?:[\s,]|nghiêm|túc|tốt|đúng|đầy đủ|chặt chẽ|hiệu quả|có|các|những|nội dung)*+")
_AND = re.compile(r"[\s,]*(?:và\s+)?")
_NOTHING = re.compile(r"\s+(?:vào\s+)?(?:(?:các|những)\s+)?")
# "sau 5 năm thực hiện", "qua thực hiện": what was carried out is looked back upon.
_LOOKING_BACK = re.compile(
    r"""(?<!\w)(?:(?<!hoạch\s)(?:\d{1,2}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|nhiều|mấy|các|những)\s+(?:năm|tháng|nhiệm\s+kỳ)
    |(?:qua|sau)(?:\s+(?:một|hơn|gần|thời\s+gian|quá\s+trình|kết\s+quả))*)(?:\s+tổ\s+chức)?\s+\Z""",
    re.IGNORECASE | re.VERBOSE,
)
_TASKS = re.compile(r"\s+(?:tốt\s+|hiệu\s+quả\s+|các\s+|những\s+)*(?:nhiệm\s+vụ|giải\s+pháp|nội\s+dung|mục\s+tiêu|chỉ\s+tiêu)\b")
_LABELS = re.compile(r"[\s*\"“(;]*+(?:(?:Điều\s+\d+[a-z]?\.?|[IVX]+\.|\d+[.\-/]|[a-zđ][).]|[-+•])[\s*]*+)*+", re.IGNORECASE)
_ENACTING = re.compile(
    r"""(?:có\s+hiệu\s+lực[^;]{0,120}
    |ban\s+hành\s+(?:Luật|Pháp\s+lệnh|Nghị\s+quyết|Nghị\s+định|Quyết\s+định|Thông\s+tư|Quy\s+định|Quy\s+chế|Hướng\s+dẫn)\s+)\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_INSTRUCTIONS = frozenset(
    ("KẾ HOẠCH", "CHỈ THỊ", "CÔNG ĐIỆN", "THÔNG BÁO", "CHƯƠNG TRÌNH", "KẾT LUẬN", "BÁO CÁO", "ĐỀ ÁN", "TỜ TRÌNH", "KÍNH GỬI"),
)
_ISSUES = frozenset({"ban hành", "thông qua", "công bố"})
_LAWS = frozenset({"LUẬT", "BỘ LUẬT", "PHÁP LỆNH"})
_RANKS = {"luật": _LAWS, "bộ luật": _LAWS, "hiến pháp": _LAWS, "pháp lệnh": _LAWS, "nghị định": _LAWS | {"NGHỊ ĐỊNH", "NGHỊ QUYẾT"}}
_LETTER = re.compile(r"^\W*Kính gửi\s*:", re.MULTILINE)


def kind_of(text: str) -> str | None:
    """The type of document that stands alone on a line near the top (HƯỚNG DẪN), KÍNH GỬI for a letter, or None."""
    return heading(text) or ("KÍNH GỬI" if _LETTER.search(text[:4000]) else None)


def is_instruction(kind: str | None) -> bool:
    """Whether a text of this kind directs work (plan, directive, notice, letter) and so amends or repeals nothing by the way."""
    return kind in _INSTRUCTIONS


def may_amend(kind: str | None, type_: str) -> bool:
    """Whether a text of this kind has the rank to change a document of this type (lower case): no decree amends a law."""
    lowest = next((headings for name, headings in _RANKS.items() if type_.startswith(name)), None)
    return kind is None or lowest is None or kind in lowest


def is_enacted(text: str, begin: int, cue: int) -> bool:
    """Whether a cue at `cue`, in a clause from `begin` on, is what the text does: "Điều 2. Bãi bỏ", "ban hành Thông tư sửa đổi"."""
    clause = text[max(begin, cue - 200) : cue]
    return _LABELS.fullmatch(clause) is not None or _ENACTING.search(clause) is not None


def governors(text: str, tokens: list[Token], start: int, *, law: bool = False) -> list[tuple[Relation, Token]]:
    """The relations, each with its cue, that `tokens` before a citation at `start` state; none if no cue governs it.

    A law is observed rather than carried out: "thực hiện nghĩa vụ ... theo Luật Đầu tư" only cites it.
    """
    pointer: str | None = None
    passive = False
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        role, relation = token.cue.role, token.cue.relation
        if role is Role.BREAKS or role is Role.CONDITIONAL:
            return []
        if role is Role.INTRODUCES and pointer is None and start - token.end < 12 and text[token.start : token.end].lower() in _ISSUES:
            return []  # "đã ban hành Nghị quyết số 71/NQ-CP"
        if role is Role.REFERS and pointer is None and start - token.end < 60:
            pointer = text[token.start : token.end].lower()
        if role is Role.PASSIVE and relation is not None and start - token.end < 80 and ":" in text[token.end : start]:
            return [(relation, token)]  # "hết hiệu lực, gồm: ..."
        passive = passive or role is Role.PASSIVE
        if role not in (Role.GOVERNS, Role.ATTACHES) or relation is None or start - token.end > token.cue.reach:
            continue
        colon = text.rfind(":", token.end, start)
        if colon >= 0 and start - colon > 40 and relation is not Relation.BASED_ON:
            return []  # "triển khai, ưu đãi: nội dung này đã đưa vào Luật": another clause
        if role is Role.ATTACHES:
            earlier = _legal_before(text, tokens[:index], token.start, 240)
            if earlier or relation is not Relation.ISSUED_WITH:
                return earlier or [(relation, token)]
            return [(Relation.CITES if _FORM.search(text, max(0, token.start - 200), token.start) else relation, token)]
        if relation is Relation.CITES:
            return _of_rules(text, tokens[:index], token) or [_carrier(text, tokens, index) if token.cue.overridable else (relation, token)]
        if relation in LEGAL:
            # "sửa đổi một số điều về ... tại Thông tư" amends it, "điều chỉnh theo Nghị quyết" does not.
            part = _PART.match(text, token.end) or _RULES.match(text, token.end) or _PART_LAST.search(text, token.start, token.end)
            if pointer and (passive or pointer != "tại" or not part):
                return []
            return _legal_before(text, tokens[: index + 1], token.end + 1, 2)
        if pointer and relation is not Relation.BASED_ON and not _reaches(text[token.end : start], token, pointer, 25 if law else 170):
            return []
        return [_carrier(text, tokens, index) if token.cue.overridable else (relation, token)]
    return []


def _of_rules(text: str, tokens: list[Token], rule: Token) -> list[tuple[Relation, Token]]:
    """What a cue does to "quy định tại" (not "theo quy định") after it: "bãi bỏ quy định tại", "thực hiện nghiêm các quy định của"."""
    before = tokens[-1] if tokens else None
    if before is None or rule.cue.reach > 25:
        return []
    if before.cue.relation is Relation.BASED_ON and _NOTHING.fullmatch(text, before.end, rule.start):
        return [(Relation.BASED_ON, before)]
    guides = next((t for t in reversed(tokens) if t.cue.relation is Relation.GUIDES), None)
    if guides and rule.start - guides.end < 240 and set(text[guides.end : rule.start]).isdisjoint(";:"):
        return [(Relation.GUIDES, guides)]
    if before.cue.relation in LEGAL:
        return _legal_before(text, tokens, rule.start, 200 if _PART.match(text, before.end) else 25)
    if before.cue.relation is Relation.IMPLEMENTS and _THOROUGHLY.fullmatch(text, before.end, rule.start):
        return [(Relation.IMPLEMENTS, before)]
    return []


def _reaches(gap: str, token: Token, pointer: str, reach: int) -> bool:
    """Whether a cue governs what "theo" or "tại" after it points at: "thực hiện nhiệm vụ theo", "triển khai các giải pháp nêu trong"."""
    if token.cue.relation is Relation.GUIDES:  # "hướng dẫn một số nội dung tại Nghị định"
        return len(gap) < 60 and "," not in gap
    if not token.cue.overridable or len(gap) > reach or gap.count("(") > gap.count(")"):
        return False
    return pointer not in {"tại", "bởi", "bằng"} or "," not in gap or len(gap) < 60 or _TASKS.match(gap) is not None


def _legal_before(text: str, tokens: list[Token], start: int, reach: int) -> list[tuple[Relation, Token]]:
    """The legal effects stated by adjoining cues at most `reach` characters before `start`: "thay thế, bãi bỏ một số điều"."""
    found: dict[Relation, Token] = {}
    part = False
    for token in reversed(tokens):
        relation = token.cue.relation
        if token.cue.role is Role.NON_ENACTING or token.cue.role is Role.INTRODUCES:
            continue
        if relation not in LEGAL or token.cue.role is not Role.GOVERNS or start - token.end > reach:
            break
        part = part or _PART.match(text, token.end) is not None
        if relation is Relation.REPLACES and part:
            relation = Relation.AMENDS
        found[relation] = token
        start, reach = token.start, 6
    return list(found.items())


def _carrier(text: str, tokens: list[Token], index: int) -> tuple[Relation, Token]:
    """What a cue states, or the review or guidance that it carries out: "kiểm tra việc triển khai, thực hiện", "sau 5 năm thực hiện"."""
    token = tokens[index]
    relation = token.cue.relation
    start = token.start
    for before in reversed(tokens[:index]):
        gap = text[before.end : start]
        if len(gap) > 70 or not set(gap).isdisjoint(";.:") or " được " in gap:
            break
        if before.cue.overridable and (len(gap) < 25 or gap.split()[-2:] == ["và", "việc"]):
            if relation is Relation.CITES:
                if before.cue.relation is not Relation.IMPLEMENTS or not _AND.fullmatch(gap):
                    break
                relation, token = Relation.IMPLEMENTS, before
            start = before.start
        elif (
            before.cue.role is Role.GOVERNS
            and before.cue.relation in {Relation.REVIEWS, Relation.GUIDES}
            and ("," not in gap or "việc" in gap)
        ):
            return before.cue.relation, before
        elif before.cue.role is not Role.NON_ENACTING:
            break
    if relation is Relation.IMPLEMENTS and (back := _LOOKING_BACK.search(text, max(0, start - 60), start)):
        return Relation.REVIEWS, Token(back.start(), token.end, token.cue)
    return relation, token
