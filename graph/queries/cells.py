"""Formats values of query results: for reading in a cell of a table, and as CSV."""

from __future__ import annotations

import json
import math

import pandas as pd

__all__ = ["cell_text", "csv_text"]


def cell_text(value: object) -> str:
    """Format a value for reading: a document in a list by symbol or name, nothing for a missing value.

    >>> cell_text([{"property": "issued_on", "source": "metadata.csv"}])
    'issued_on: metadata.csv'
    >>> cell_text([{"listed_in": "known.csv", "line": 5}, {"listed_in": "known.csv", "line": 9}])
    'listed_in known.csv, line 5; listed_in known.csv, line 9'
    """
    match value:
        case list():
            texts = [cell_text(one) for one in value]
            return ("; " if any(", " in text for text in texts) else ", ").join(texts)
        case {"property": name, "source": source}:
            return f"{name}: {source}"
        case dict():
            return _map_text(value)
        case bool():
            return "yes" if value else "no"
        case float():
            return "" if math.isnan(value) else f"{value:g}"
    return "" if value is None or value is pd.NA or value is pd.NaT else str(value)


def _map_text(value: dict[str, object]) -> str:
    """Format a document by its symbol, name or id, and its score; another map by the names of its values."""
    named = value.get("symbol") or value.get("name") or value.get("id")
    if not named:
        return ", ".join(f"{name} {text}" for name, one in value.items() if (text := cell_text(one)))
    score = value.get("score")
    return f"{named} {score:.2f}" if isinstance(score, float) else str(named)


def csv_text(frame: pd.DataFrame) -> str:
    """Format all columns as CSV in full; lists and maps as JSON, missing values empty.

    >>> csv_text(pd.DataFrame({"candidates": [[{"id": "tw/xii/ct-5", "score": 0.667}]]}))
    'candidates\\n"[{""id"": ""tw/xii/ct-5"", ""score"": 0.667}]"\\n'
    """
    return frame.map(_csv_value).to_csv(index=False, lineterminator="\n")


def _csv_value(value: object) -> object:
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, list | dict) else value
