"""Colours and typefaces of the pages, the charts and Streamlit's theme.

The terminal has a table of its own with the 16 colours that it knows: danchieu.marked_text.
"""

from __future__ import annotations

__all__ = [
    "INK",
    "LEVELS",
    "LINE",
    "MUTED",
    "PAPER",
    "PRIMARY",
    "RELATIONS",
    "SANS",
    "SEAL",
    "SERIF",
    "STUB",
    "WASH",
    "css_variables",
    "theme_options",
]

INK, MUTED, LINE = "#1d2b33", "#5d6b74", "#e4e0d6"
PAPER, WASH, CARD = "#fbfaf6", "#f3f0e8", "#ffffff"
PRIMARY, SEAL, STUB = "#1f5d6b", "#a23e2c", "#a9adad"

# System typefaces with all letters of Vietnamese; nothing is downloaded. Streamlit brings Source Sans and would set its own widgets in it.
SANS = "'Be Vietnam Pro', Inter, 'Segoe UI', 'Noto Sans', Roboto, 'Helvetica Neue', Arial, 'Source Sans', sans-serif"
SERIF = "'Noto Serif', 'Source Serif 4', Cambria, Georgia, 'Times New Roman', serif"
MONO = "'JetBrains Mono', 'Cascadia Code', Consolas, Menlo, 'Noto Sans Mono', 'DejaVu Sans Mono', monospace"

RELATIONS: dict[str, str] = {
    "BASED_ON": "#3d5f9a",
    "IMPLEMENTS": "#217a58",
    "AMENDS": "#a97413",
    "REPLACES": "#bf5a1d",
    "REPEALS": "#b3322b",
    "GUIDES": "#6f4fa3",
    "REVIEWS": "#1d7f9c",
    "ISSUED_WITH": "#7d6c2f",
    "CITES": "#71797f",
}

LEVELS: dict[str, str] = {
    "central": "#8f3526",
    "province": "#1f5d6b",
    "district": "#5a9690",
    "commune": "#b98a35",
    "cell": "#c9b78f",
    "unknown": "#b4b8b8",
}


def css_variables() -> str:
    """Return the palette as CSS custom properties."""
    named = {
        "ink": INK,
        "muted": MUTED,
        "line": LINE,
        "paper": PAPER,
        "wash": WASH,
        "card": CARD,
        "primary": PRIMARY,
        "seal": SEAL,
        "stub": STUB,
        "sans": SANS,
        "serif": SERIF,
        "mono": MONO,
    }
    named |= {f"r-{relation}": colour for relation, colour in RELATIONS.items()}
    named |= {f"l-{level}": colour for level, colour in LEVELS.items()}
    return ":host{" + ";".join(f"--{name}:{value}" for name, value in named.items()) + "}"


def theme_options() -> dict[str, str]:
    """Return the options of Streamlit that give its widgets the same look."""
    return {
        "theme.base": "light",
        "theme.primaryColor": PRIMARY,
        "theme.backgroundColor": PAPER,
        "theme.secondaryBackgroundColor": CARD,
        "theme.textColor": INK,
        "theme.linkColor": PRIMARY,
        "theme.borderColor": LINE,
        "theme.font": SANS,
        "theme.headingFont": SANS,
        "theme.codeFont": MONO,
        "theme.baseRadius": "0.5rem",
        "theme.showWidgetBorder": "true",
        "theme.dataframeBorderColor": LINE,
        "theme.dataframeHeaderBackgroundColor": WASH,
        "theme.codeBackgroundColor": WASH,
        "theme.paddingTop": "1rem",
    }
