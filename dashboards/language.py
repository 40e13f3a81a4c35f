"""The words of the pages in English and Vietnamese, all from texts.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import streamlit as st

__all__ = ["LANGUAGES", "day", "language", "name_of", "say", "texts"]

LANGUAGES = {"en": "English", "vi": "Tiếng Việt"}


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """Every text by key, then by language."""
    return tomllib.loads((resources.files("danchieu.dashboards") / "texts.toml").read_text(encoding="utf-8"))


def language() -> str:
    """The language of the address: en, or vi where it says lang=vi."""
    chosen = str(st.query_params.get("lang", "en"))
    return chosen if chosen in LANGUAGES else "en"


def say(key: str, **values: object) -> str:
    """The text of a key in the language being shown, with its {places} filled in."""
    return texts()[key][language()].format(**values)


def name_of(kind: str, value: object) -> str:
    """The word for a value of the graph (relation, level, status...), or the value itself where the graph knows more than the texts."""
    entry = texts().get(f"{kind}.{value}")
    return entry[language()] if entry else str(value)


def day(value: Any) -> str:
    """A date as Vietnamese documents write it: 31/12/2024."""
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else ""
