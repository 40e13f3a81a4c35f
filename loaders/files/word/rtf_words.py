"""Name the control words of RTF that decide what its text says."""

from __future__ import annotations

__all__ = [
    "CODECS",
    "DRAWN",
    "HEADERS",
    "KEPT",
    "LATIN",
    "LETTERS",
    "LINE_ENDS",
    "NOTES",
    "OTHER_BORDERS",
    "SIGNS",
    "SKIPPED",
    "SYMBOL_SET",
    "UPRIGHT",
]

LATIN, SYMBOL_SET = "cp1252", 2
CODECS = {
    **{0: LATIN, 77: "mac_roman", 163: "cp1258", 161: "cp1253", 162: "cp1254", 177: "cp1255", 178: "cp1256", 186: "cp1257"},
    **{204: "cp1251", 222: "cp874", 238: "cp1250"},
}
"""The encoding of each character set; 163 is Vietnamese."""

NOTES, HEADERS = (b"footnote",), (b"headerf", b"header")
KEPT = frozenset((b"shpinst", b"footnote"))  # destinations with a star, which unknown readers shall skip, that hold text
SKIPPED = frozenset(
    b"colortbl stylesheet info pict headerl headerr footer footerl footerr footerf ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn xe tc "
    b"nonshppict shprslt do fldinst sp nonesttables template revtbl filetbl objdata objclass objname fontemb".split()
)
LETTERS = {
    **{b"tab": "\t", b"line": "\n", b"lbr": "\n", b"page": "\n", b"column": "\n", b"emdash": "\u2014", b"endash": "\u2013"},
    **{b"lquote": "\u2018", b"rquote": "\u2019", b"ldblquote": "\u201c", b"rdblquote": "\u201d", b"bullet": "•"},
    **dict.fromkeys((b"emspace", b"enspace", b"qmspace"), " "),
}
SIGNS = {b"~": "\u00a0", b"_": "\u2011", b"\\": "\\", b"{": "{", b"}": "}", b"\t": "\t"}
LINE_ENDS = (b"\n", b"\r")  # behind a backslash they end a paragraph, as \\par does
UPRIGHT = frozenset((b"clbrdrl", b"clbrdrr", b"trbrdrl", b"trbrdrr", b"trbrdrv"))  # borders that divide columns or stand beside them
OTHER_BORDERS = frozenset((b"clbrdrt", b"clbrdrb", b"trbrdrt", b"trbrdrb", b"trbrdrh", b"brdrt", b"brdrb", b"brdrl", b"brdrr", b"box"))
DRAWN = frozenset(b"brdrs brdrth brdrdb brdrdot brdrdash brdrhair brdrsh brdrdashd brdrdashdd brdrtriple brdrtnthsg".split())
