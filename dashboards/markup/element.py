"""Builds HTML: text is escaped, markup is a type of its own. No other module of dashboards writes a tag.

>>> str(element("a", "Chỉ thị <b>05</b>", href="?view=document&id=tw/xii/ct-5"))
'<a href="?view=document&amp;id=tw/xii/ct-5">Chỉ thị &lt;b&gt;05&lt;/b&gt;</a>'
>>> str(element("p", element("b", "2"), " of 3", class_="muted", data_stay=True, title=None))
'<p class="muted" data-stay><b>2</b> of 3</p>'
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

__all__ = ["Markup", "classes", "element", "join"]


def element(tag: str, *children: str | Markup, **attributes: str | bool | None) -> Markup:
    """Build an element: a `str` among the children is escaped, Markup is taken as it is.

    Attributes are escaped too; `class_` gives class, `data_stay` data-stay, True an attribute without value, None and False none.
    """
    named = Markup().join(_attribute(name, value) for name, value in attributes.items() if value not in (None, False))
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(tag), named, join(children))


def join(parts: Iterable[str | Markup]) -> Markup:
    """Put parts one after the other; a `str` is escaped."""
    return Markup().join(parts)


def classes(*names: str | None) -> str:
    """Join the names of classes, each once, without those that are None or empty.

    >>> classes("c", "stub", "stub", None)
    'c stub'
    """
    return " ".join(dict.fromkeys(filter(None, names)))


def _attribute(name: str, value: str | bool | None) -> Markup:
    spelling = Markup(name.rstrip("_").replace("_", "-"))
    return Markup(" {}").format(spelling) if value is True else Markup(' {}="{}"').format(spelling, escape(value))
