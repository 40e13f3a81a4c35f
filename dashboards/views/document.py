"""One document: its header, its text with every citation, the documents it cites and those that cite it, with the words."""

import streamlit as st

from danchieu.dashboards import access
from danchieu.dashboards.address import current, link
from danchieu.dashboards.language import say
from danchieu.dashboards.linked import linked
from danchieu.dashboards.markup.document_page import document_header, document_page
from danchieu.dashboards.markup.parts import notice

chosen = current("id")
if not chosen:
    linked(notice(say("document.choose"), links=[(say("view.search"), link("search"))]), key="choose")
    st.stop()

document = access.document_id(chosen)
[row] = access.rows("document", document=document)
file, cites = access.displayed(document)
cited_by = access.rows("cited_by", document=document)

linked(document_header(row, file), key="head")
linked(document_page(file, cites, cited_by, current("relation")), key="document")
