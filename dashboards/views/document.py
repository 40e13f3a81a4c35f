"""One document: its head, its text with every citation, what it cites and what cites it, with the words."""

from html import escape
from pathlib import Path

import streamlit as st

from danchieu.dashboards import access
from danchieu.dashboards.address import current, link
from danchieu.dashboards.html.document_page import document_page
from danchieu.dashboards.html.parts import head, notice
from danchieu.dashboards.language import day, name_of, say
from danchieu.dashboards.linked import linked

chosen = current("id")
if not chosen:
    linked(notice(say("document.choose"), links=[(say("view.search"), link("search"))]), key="choose")
    st.stop()

document = access.document_id(chosen)
row = access.rows("document", document=document)[0]
text = access.rows("text", document=document)
cites = access.rows("cites", document=document)
cited_by = access.rows("cited_by", document=document)

facts = [
    ("issued_on", day(row["issued_on"])),
    ("issuer", row["issuer"]),
    ("place", row["place"]),
    ("level", row["level"] and name_of("level", row["level"])),
    ("province", row["province"]),
    ("term", row["term"]),
    ("system", row["system"] and name_of("system", row["system"])),
    ("signatory", row["signatory"]),
    ("path", row["path"] and "/".join(Path(row["path"]).parts[-2:])),
    ("id", row["id"]),
]
described = "".join(f"<div><dt>{escape(say(f'fact.{name}'))}</dt><dd>{escape(str(value))}</dd></div>" for name, value in facts if value)
linked(
    f'<div class="head">{head(row)}'
    f'<div class="tools"><a href="{escape(link("propagation", id=document))}">{escape(say("document.propagation"))} →</a>'
    f'<a href="{escape(link("network", id=document))}">{escape(say("document.network"))} →</a></div></div>'
    f'<dl class="facts">{described}</dl>',
    key="head",
)
linked(document_page(text[0]["text"] if text else None, cites, cited_by, current("relation")), key="document")
