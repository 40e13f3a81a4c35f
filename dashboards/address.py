"""The address of a page: every choice is in the URL, so that a link reproduces the page and Back returns to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NoReturn
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from danchieu.dashboards.language import language

__all__ = ["current", "go", "here", "kept", "leave", "link", "number", "visit"]


def current(name: str, default: str = "") -> str:
    """Return the value of a parameter of the address."""
    return str(st.query_params.get(name, default))


def number(name: str, default: int, lowest: int, highest: int) -> int:
    """Return a whole number of the address, limited to its bounds; the default if it is missing or not a number."""
    text = current(name)
    return min(max(int(text), lowest), highest) if text.lstrip("-").isdecimal() else default


def link(view: str, **parameters: object) -> str:
    """Return the relative address of a view, in the language being shown; empty parameters are skipped."""
    chosen = {"view": view, **parameters, "lang": "vi" if language() == "vi" else ""}
    return "?" + urlencode({name: value for name, value in chosen.items() if value not in ("", None)})


def here(**changes: object) -> str:
    """Return the address being shown with some parameters changed."""
    chosen = {**st.query_params.to_dict(), **changes}
    return "?" + urlencode({name: value for name, value in chosen.items() if value not in ("", None)})


def go(**changes: object) -> None:
    """Change parameters of the address as one step of the browser's history; an empty value removes one."""
    chosen = {**st.query_params.to_dict(), **changes}
    st.query_params.from_dict({name: str(value) for name, value in chosen.items() if value not in ("", None)})


def leave(view: str, **parameters: object) -> None:
    """Show another view, from a callback, as a click on its link would."""
    st.query_params.from_dict(dict(parse_qsl(link(view, **parameters)[1:])))


def visit(view: str, **parameters: object) -> NoReturn:
    """Show another view at once, from the middle of a page."""
    leave(view, **parameters)
    st.rerun()


def kept(name: str, default: Any, options: Sequence[Any] | None = None, *, value: Any = None, resets: Sequence[str] = ()) -> dict[str, Any]:
    """Return arguments that bind a widget to the address: `st.selectbox(label, options, **kept("type", "", options))`.

    The widget shows the value of the address, an unknown option becomes the default, and a change is written to the address.
    `value` is the option that the address means if it spells it differently (a symbol for an id);
    `resets` are the parameters that a change removes (the page number, when another filter is chosen).
    """
    key = f"{current('view')}.{name}"
    text = current(name)
    kind = type(default)
    value = value or (kind(text) if text and (kind is not int or text.isdecimal()) else default)
    st.session_state[key] = value if options is None or value in options else default

    def changed() -> None:
        chosen = st.session_state[key]
        go(**{name: "" if chosen == default else chosen, **dict.fromkeys(resets, "")})

    return {"key": key, "on_change": changed}
