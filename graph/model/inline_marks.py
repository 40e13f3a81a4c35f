"""Find the marks of Markdown within a paragraph: emphasis, code, links, pictures, tags of HTML, escapes.

What is no mark stays: the asterisk below a letterhead, a footnote (*), a product 2*3, a line to write on ____, a footnote [1](km²).
"""

from __future__ import annotations

import re

from danchieu.graph.model.emphasis import Emphasis
from danchieu.graph.model.offsets import Piece, without_overlap

__all__ = ["find_inline_marks"]

_TOKEN = re.compile(
    r"""
    \\(?P<escaped>[!-/:-@\[-`{-~])
  | (?P<hard_break>\\)(?=\r?\n)
  | (?P<code>`+)
  | (?P<emphasis>\*+|_+|~~)
  | (?P<opening>\[)(?P<note>\^(?=\w{1,20}\]))?
  | \](?P<target>\(\s{0,8}(?:<(?P<quoted>[^<>\n]{0,2000})>|(?P<bare>[^\s()<>]{0,2000}(?:\([^\s()<>]{0,200}\)[^\s()<>]{0,2000})?))
      (?:\s{1,8}(?:"[^"\n]{0,400}"|'[^'\n]{0,400}'))?\s{0,8}\))?
  | <(?P<url>(?:https?|mailto):[^\s<>]{1,2000})>
  | <sup>(?<!m<sup>)(?P<footnote>\d{1,3})</sup>
  | <(?P<tag>/?[a-zA-Z][a-zA-Z0-9]{0,9})(?:\s[^<>]{0,1000})?/?>
    """,
    re.VERBOSE,
)
_SIGN = re.compile(r"[\\`*_~\[\]<]")  # with which a mark begins; few letters need a look at what it is
_CODE = re.compile(r"`+")
_ADDRESS = re.compile(r"\Z|(?=\S*[/#:.@])(?=\S*[A-Za-z/#])")  # what a link leads to: "(km²)" and "(1951-)" are words

_INLINE = "a abbr b big cite code del em font i img ins kbd mark q s small span strike strong sub sup tt u"
_BLOCK = "blockquote center dd div dl dt h1 h2 h3 h4 h5 h6 li ol p pre section table tbody tfoot thead tr ul"
_PUT: dict[str, str] = {  # what is put for a tag; a row of a table begins a line and has its cells between bars
    **{name: "" for tag in (_INLINE + " " + _BLOCK).split() for name in (tag, f"/{tag}")},
    **{f"/{tag}": "\n" for tag in _BLOCK.split()},
    **{"br": "\n", "hr": "\n", "tr": "\n|", "td": " ", "th": " ", "/td": " |", "/th": " |"},
}


def find_inline_marks(text: str, first: int, last: int, *, line_break: str = "\n") -> list[Piece]:
    """Return the marks within the paragraph text[first:last], in order; `line_break` stands for the ends of lines that tags make.

    >>> text = "Thực hiện **Chỉ thị số [20-CT/TU](20.md)**"
    >>> [text[start:end] for start, end, _ in find_inline_marks(text, 0, len(text))]
    ['**', '[', '](20.md)', '**']
    """
    marks: list[Piece] = []
    emphasis = Emphasis(text, first, last)
    brackets: list[re.Match[str]] = []
    codes = _pair_codes(text, first, last)
    position = first
    while sign := _SIGN.search(text, position, last):
        start = sign.start()
        if not (match := _TOKEN.match(text, start, last)):
            position = start + 1
            continue
        position = match.end()
        if match["code"]:
            position = _take_code(match, codes, marks)
        elif match["emphasis"]:
            emphasis.take(start, position)
        elif match["opening"]:
            brackets.append(match)
            if match["note"]:
                marks.append((*match.span("note"), ""))
        elif text[start] == "]":
            position = _close_bracket(match, brackets, marks)
        else:
            marks += _stand_alone(match, line_break)
    return without_overlap([*marks, *emphasis.marks()])


def _pair_codes(text: str, first: int, last: int) -> dict[int, int]:
    """Return, for each run of backticks, the start of the next one of its length."""
    pairs: dict[int, int] = {}
    if text.find("`", first, last) < 0:
        return pairs
    later: dict[int, int] = {}
    for match in reversed(list(_CODE.finditer(text, first, last))):
        length = len(match[0])
        if length in later:
            pairs[match.start()] = later[length]
        later[length] = match.start()
    return pairs


def _take_code(match: re.Match[str], codes: dict[int, int], marks: list[Piece]) -> int:
    """Take the marks around a piece of code, in which nothing is a mark; return where it ends."""
    start, end = match.span()
    if (closing := codes.get(start)) is None:
        return end
    marks += (start, end, ""), (closing, closing + end - start, "")
    return closing + end - start


def _close_bracket(match: re.Match[str], brackets: list[re.Match[str]], marks: list[Piece]) -> int:
    """Take the marks of a link, or all of a picture, if an address follows the bracket; return where they end."""
    opening = brackets.pop() if brackets else None
    if opening is None or match["target"] is None or (match["bare"] is not None and not _ADDRESS.match(match["bare"])):
        return match.start() + 1
    if match.string[opening.start() - 1 : opening.start()] == "!":
        marks.append((opening.start() - 1, match.end(), ""))
    else:
        marks += (opening.start(), opening.start() + 1, ""), (*match.span(), "")
    return match.end()


def _stand_alone(match: re.Match[str], line_break: str) -> list[Piece]:
    """Return the marks of an escape, an address in angle brackets, the number of a footnote, or a tag; no unknown tag is a mark."""
    start, end = match.span()
    if match["url"]:
        return [(start, start + 1, ""), (end - 1, end, "")]
    if match["footnote"]:  # 15-NQ/TU<sup>3</sup> is no number 153
        return [(start, match.start("footnote"), "["), (match.end("footnote"), end, "]")]
    if match["tag"]:
        put = _PUT.get(match["tag"].lower())
        return [] if put is None else [(start, end, put.replace("\n", line_break))]
    return [(start, start + 1, "")]
