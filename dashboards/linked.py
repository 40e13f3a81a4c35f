"""Shows HTML whose links stay in the app: the one custom component of the pages.

Streamlit's own HTML reloads the whole app on a click, and its links open a new tab. Here a click changes the address as a step
of the browser's history, and Streamlit follows it as it follows Back and Forward; with a modifier key the browser behaves as usual.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

import streamlit as st

from danchieu.dashboards.markup.element import Markup, element
from danchieu.dashboards.palette import css_variables

__all__ = ["linked"]


def linked(html: Markup, *, key: str) -> None:
    """Show HTML whose `href="?view=..."` links stay in the app."""
    script, style = _assets()
    root = str(element("div", class_="root"))
    st.components.v2.component("danchieu_linked", html=root, css=style, js=script)(data=str(html), key=key)


@cache
def _assets() -> tuple[str, str]:
    folder = resources.files("danchieu.dashboards") / "assets"
    style = css_variables() + (folder / "linked.css").read_text(encoding="utf-8")
    return (folder / "linked.js").read_text(encoding="utf-8"), style
