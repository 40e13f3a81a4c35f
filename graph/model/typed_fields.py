"""Read the fields of a TOML table by type. A wrong one raises the error of the file, with the entry, the value and what to write."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["TypedFields"]


@dataclass(frozen=True, slots=True)
class TypedFields:
    """The fields of one table; `label` names it in errors (`document_types.toml: type 'Chỉ thị'`), which are of class `error`.

    >>> TypedFields({"words": ["về"]}, "phrases.toml: title", ValueError).texts("words")
    ('về',)
    """

    values: Mapping[str, Any]
    label: str
    error: type[Exception]

    def complaint(self, reason: str) -> Exception:
        """Return the error to raise about this table."""
        return self.error(f"{self.label}: {reason}")

    def only(self, known: Collection[str]) -> None:
        """Raise if the table has other fields than these."""
        if unknown := sorted(set(self.values) - set(known)):
            raise self.complaint(f"has the unknown fields {', '.join(unknown)}; known are {', '.join(sorted(known))}")

    def text(self, name: str) -> str:
        """Return a text, which may not be empty."""
        value = self.values.get(name)
        if not isinstance(value, str) or not value.strip():
            raise self._wrong(name, "a text")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of at least one text."""
        values = self.texts_if_any(name)
        if not values:
            raise self._wrong(name, "a list of at least one text")
        return values

    def texts_if_any(self, name: str) -> tuple[str, ...]:
        """Return a list of texts, none if the field is absent."""
        values = self.values.get(name, [])
        if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
            raise self._wrong(name, "a list of texts")
        return tuple(values)

    def pairs(self, name: str) -> dict[str, str]:
        """Return pairs of texts."""
        values = self.values.get(name)
        if not isinstance(values, dict) or not all(isinstance(value, str) for value in values.values()):
            raise self._wrong(name, "pairs of texts")
        return dict(values)

    def choice(self, name: str, allowed: Collection[str]) -> str:
        """Return a text that is one of `allowed`."""
        value = self.values.get(name)
        if not isinstance(value, str) or value not in allowed:
            raise self._wrong(name, f"one of {', '.join(allowed)}")
        return value

    def flag(self, name: str) -> bool:
        """Return true or false, false if the field is absent."""
        value = self.values.get(name, False)
        if not isinstance(value, bool):
            raise self._wrong(name, "true or false")
        return value

    def whole(self, name: str, default: int, *, most: int) -> int:
        """Return a whole number from 1 to `most`, `default` if the field is absent."""
        value = self.values.get(name, default)
        if not isinstance(value, int) or not 0 < value <= most:
            raise self._wrong(name, f"a whole number from 1 to {most}")
        return value

    def entries(self, name: str) -> tuple[Any, ...]:
        """Return a list of tables, none if the field is absent."""
        values = self.values.get(name, [])
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            raise self._wrong(name, "a list of tables")
        return tuple(values)

    def _wrong(self, name: str, wanted: str) -> Exception:
        return self.complaint(f"{name} is {self.values.get(name)!r}; write {wanted}")
