"""Decode bytes by the name of a charset, as pages and mails declare it."""

from __future__ import annotations

from danchieu.loaders.text.legacy import Encoding, decode_legacy

__all__ = ["decode_as"]

_LEGACY: dict[str, Encoding] = {"viscii": "VISCII", "x-viet-tcvn5712": "TCVN3", "tcvn": "TCVN3", "x-viet-vni": "VNI"}
_WINDOWS = "windows-1252"
_LATIN = frozenset({_WINDOWS, "cp1252", "iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"})
_OF_ONE_BYTE = ("windows-125", "cp125", "iso-8859-", "koi8-")  # Python knows many more, some of which take long for long texts


def decode_as(charset: str, data: bytes) -> str | None:
    """Return the text of bytes in a charset; None for one that is not known or has more bytes a letter, or is not that of the bytes.

    >>> decode_as("TCVN", b"T\\xd8nh \\xf1y"), decode_as("utf-8", b"T\\xd8nh"), decode_as("punycode", b"x")
    ('Tỉnh ủy', None, None)
    """
    charset = charset.lower()
    if charset in _LEGACY:
        return decode_legacy(data, _LEGACY[charset])
    if charset in _LATIN:  # a browser reads windows-1252 in all of them, and the five bytes that it lacks do not stop it
        return data.decode(_WINDOWS, "replace")
    if charset not in ("utf-8", "utf8") and not charset.startswith(_OF_ONE_BYTE):
        return None
    try:
        return data.decode(charset)
    except (LookupError, ValueError):
        return None
