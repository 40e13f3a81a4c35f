"""The words of the pages in English and Vietnamese, all from texts.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources

import streamlit as st

__all__ = ["LANGUAGES", "day", "format_number", "language", "name_of", "say", "texts"]

LANGUAGES = {"en": "English", "vi": "Tiếng Việt"}


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """Load every text by key, then by language."""
    return tomllib.loads((resources.files("danchieu.dashboards") / "texts.toml").read_text(encoding="utf-8"))


def language() -> str:
    """Return the language of the address: en, or vi if it has lang=vi."""
    chosen = str(st.query_params.get("lang", "en"))
    return chosen if chosen in LANGUAGES else "en"


def say(key: str, **values: object) -> str:
    """Return the text of a key in the language being shown, with its {places} filled in.

    With `count=1` the text of `key.one` is used if there is one.
    """
    singular = f"{key}.one"
    entry = texts()[singular if values.get("count") == 1 and singular in texts() else key]
    return entry[language()].format(**{name: format_number(value) if isinstance(value, int) else value for name, value in values.items()})


def name_of(kind: str, value: object) -> str:
    """Return the word for a value of the graph (relation, level, status...), or the value itself if there is no text for it."""
    entry = texts().get(f"{kind}.{value}")
    return entry[language()] if entry else str(value)


def format_number(value: int) -> str:
    """Format a number: 2,581 in English, 2.581 in Vietnamese."""
    return f"{value:,}".replace(",", "." if language() == "vi" else ",")


def day(value: object) -> str:
    """Format a date as Vietnamese documents write it, 31/12/2024; nothing for what is not a date."""
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else ""
