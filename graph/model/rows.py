"""Rows of queries, and of their parameters."""

from __future__ import annotations

from typing import Any

__all__ = ["Row"]

Row = dict[str, Any]
"""Values by name."""
