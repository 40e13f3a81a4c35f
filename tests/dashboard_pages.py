"""Run the pages of the dashboard by their addresses and read what they show."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import streamlit as st
from streamlit.testing.v1 import AppTest

from danchieu.dashboards import access, launch

ROOM = Path(str(launch.__code__.co_filename)).parent


def clear_caches() -> None:
    """Clear what the pages cache: answers, the projection, the connection."""
    st.cache_data.clear()
    access.graph.clear()
    access.reader.clear()


def show(view: str = "", **parameters: str) -> AppTest:
    """Run the page at an address."""
    app = AppTest.from_file(str(ROOM / "app.py"), default_timeout=60)
    for name, value in {"view": view, **parameters}.items():
        if value:
            app.query_params[name] = value
    return app.run()


def html(app: AppTest) -> str:
    """Return all HTML that a page shows in custom components; fail if the page raised an error."""
    assert not app.exception
    return "".join(json.loads(element.proto.json) for element in app.main if element.type == "bidi_component")


def words(app: AppTest) -> str:
    """Return the visible words of that HTML."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html(app))).split())


def links(app: AppTest) -> list[str]:
    """Return the targets of the links of a page."""
    return [unescape(href) for href in re.findall(r'href="([^"]*)"', html(app))]
