"""Write the numbers that programs count by themselves, in the formats of Word: 3, IX, bb."""

from __future__ import annotations

__all__ = ["LETTERS", "write_number"]

LETTERS = 26
"""The letters that number items: a to z."""

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
)
_MOST_LETTERS, _LAST_ROMAN = 780, 4_999  # beyond these numbers letters (zz…z, thirty times) and Roman numbers are digits


def write_number(number: int, format: str) -> str:
    """Write a number in a format of Word; those without letters of ours are written in digits.

    >>> [write_number(number, format) for number, format in ((3, "decimal"), (9, "upperRoman"), (28, "lowerLetter"), (7, "decimalZero"))]
    ['3', 'IX', 'bb', '07']
    """
    if format == "none":
        return ""
    if format == "decimalZero":
        return f"{number:02d}"
    if format in ("lowerLetter", "upperLetter") and 0 < number <= _MOST_LETTERS:  # a to z, then aa, bb
        letters = chr(ord("a") + (number - 1) % LETTERS) * ((number - 1) // LETTERS + 1)
        return letters.upper() if format == "upperLetter" else letters
    if format in ("lowerRoman", "upperRoman") and 0 < number <= _LAST_ROMAN:
        return _roman(number).upper() if format == "upperRoman" else _roman(number)
    return str(number)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written + "i" * number
