"""Tables of documents: column names and values in the language being shown, and a row that can be chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from danchieu.dashboards.access import cell_text
from danchieu.dashboards.language import name_of, say, texts

__all__ = ["table"]

WORDED = ("relation", "level", "status", "resolution", "system")


def table(frame: pd.DataFrame, columns: Sequence[str], *, key: str) -> Mapping[str, Any] | None:
    """Show these columns of a DataFrame; return the row that was chosen, with all its columns, or None."""
    shown = frame[list(columns)].copy()
    for column in shown:
        if column in WORDED:
            shown[column] = [None if value is None else name_of(str(column), value) for value in shown[column]]
        elif shown[column].map(_holds_maps).any():
            shown[column] = shown[column].map(cell_text)
    config = {name: _column(name, shown[name]) for name in columns}
    event = st.dataframe(
        shown, hide_index=True, column_config=config, placeholder="", on_select="rerun", selection_mode="single-row", key=key
    )
    chosen = event["selection"]["rows"]
    return {str(name): value for name, value in frame.iloc[chosen[0]].items()} if chosen else None


def _holds_maps(value: object) -> bool:
    """Return whether a value is a map or a list of maps, which a cell would show as code."""
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, dict) for one in value))


def _column(name: str, values: pd.Series[Any]) -> Any:
    heading = say(f"column.{name}") if f"column.{name}" in texts() else name
    if name == "page_rank":
        return st.column_config.ProgressColumn(heading, format="%.4f", min_value=0, max_value=float(values.max()))
    if name.endswith("_on") or name.endswith("_date"):
        return st.column_config.DateColumn(heading, format="DD/MM/YYYY", width=118)
    return st.column_config.Column(heading, width="large" if name == "title" else None)
