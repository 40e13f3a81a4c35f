"""Tables of the grammar: names of laws, and phrases around citations.

A missing or malformed table raises GrammarError that names the file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from danchieu.graph.model.typed_fields import TypedFields
from danchieu.graph.model.types import only_type_in
from danchieu.loaders.errors import GrammarError
from danchieu.loaders.text.normalize import normalize

__all__ = ["GrammarError", "LawName", "Phrase", "PhraseExample", "law_acronyms", "law_names", "phrases", "read_table"]


@dataclass(frozen=True, slots=True)
class PhraseExample:
    """A text with one citation, and the value of the field that a phrase decides; the value is empty for a field that stays empty."""

    text: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of phrases.toml that do one thing in a sentence."""

    words: tuple[str, ...]
    examples: tuple[PhraseExample, ...]


@dataclass(frozen=True, slots=True)
class LawName:
    """A law, code or ordinance by name; `stands_for` is the usual name if `name` is another form, empty if the type says it all."""

    type: str
    name: str
    stands_for: str

    @property
    def normal(self) -> str:
        """Type and usual name: Luật Đất đai, Hiến pháp."""
        return f"{self.type} {self.stands_for}".rstrip()


def read_table(name: str) -> dict[str, Any]:
    """Read one TOML table of this folder, normalised as texts are."""
    try:
        return dict(_normalized(tomllib.loads(_read(name))))
    except tomllib.TOMLDecodeError as error:
        raise GrammarError(f"loaders/grammar/{name}: {error}") from error


@cache
def phrases() -> Mapping[str, Phrase]:
    """Return the phrases of phrases.toml by name; raise GrammarError, which names the phrase, if one is malformed."""
    return {name: _phrase(name, entry) for name, entry in read_table("phrases.toml").items()}


def _phrase(name: str, entry: object) -> Phrase:
    fields = TypedFields(entry if isinstance(entry, dict) else {}, f"loaders/grammar/phrases.toml: {name}", GrammarError)
    try:
        examples = tuple(PhraseExample(**example) for example in fields.entries("examples"))
    except TypeError as error:
        raise fields.complaint(f"{error}; an example has text, field and value") from error
    if not examples:
        raise fields.complaint("has no example; write at least one")
    return Phrase(fields.texts("words"), examples)


@cache
def law_names() -> tuple[LawName, ...]:
    """Return all names of laws.txt: after a `[type]` line one name a line, `short = full` for other forms; abbreviated names follow."""
    type_word, names, short = None, [], {}
    for number, line in enumerate(_read("laws.txt").splitlines(), start=1):
        line = normalize(line.partition("#")[0])[0].strip()
        if line.startswith("[") and line.endswith("]"):
            type_word = line[1:-1]
        elif line and type_word is None:
            raise GrammarError(f"loaders/grammar/laws.txt line {number}: a name before the first [type]")
        elif line:
            name, short_for, full = (part.strip() for part in line.partition("="))
            if type_word == "viết tắt":
                short[full] = name
            else:
                names.append(LawName(type=str(type_word), name=name, stands_for=full if short_for else name))
    return (*names, *dict.fromkeys(other for law in names for other in _abbreviated(law, short)))


@cache
def law_acronyms() -> Mapping[str, LawName]:
    """Return the codes by the acronyms that stand for type and name: BLHS is Bộ luật Hình sự.

    >>> law_acronyms()["BLTTDS"].normal
    'Bộ luật Tố tụng dân sự'
    """
    codes = [law for law in law_names() if law.type == only_type_in("abbreviated").word and law.name == law.stands_for]
    return {_initials(f"{law.type} {law.name}"): law for law in codes}


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split()).upper()


def _abbreviated(law: LawName, short: Mapping[str, str]) -> Iterator[LawName]:
    """Yield the name with its long words abbreviated, each abbreviation alone and all together."""
    name = law.name
    for full, abbreviation in sorted(short.items(), key=lambda item: -len(item[0])):
        if full in name:
            yield LawName(law.type, law.name.replace(full, abbreviation), law.stands_for)
            name = name.replace(full, abbreviation)
    if name != law.name:
        yield LawName(law.type, name, law.stands_for)


def _read(name: str) -> str:
    try:
        return files(__package__).joinpath(name).read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise GrammarError(f"loaders/grammar/{name}: cannot be read ({error}); reinstall danchieu") from error


def _normalized(value: Any) -> Any:
    """Normalise all strings of a table, except keys, as texts are."""
    if isinstance(value, str):
        return normalize(value)[0]
    if isinstance(value, list):
        return [_normalized(item) for item in value]
    if isinstance(value, dict):
        return {key: _normalized(item) for key, item in value.items()}
    return value
