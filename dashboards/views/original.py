"""A page of the file that a document was read from, as a picture, with the citations on it."""

import streamlit as st

from danchieu.dashboards import access
from danchieu.dashboards.address import current, link, number
from danchieu.dashboards.language import say
from danchieu.dashboards.linked import linked
from danchieu.dashboards.markup.document_page import page_header
from danchieu.dashboards.markup.parts import notice
from danchieu.dashboards.originals import draw_page

document = access.document_id(current("id"))
[row] = access.rows("document", document=document)
files = access.rows("text", document=document)
pages = (files[0]["pages"] or []) if files else []
if not pages:
    linked(notice(say("original.none"), links=[(say("original.text"), link("document", id=document))]), key="none")
    st.stop()

page = number("page", 1, 1, len(pages))
ends = [*pages[1:], len(files[0]["text"])]
cites = [one for one in access.rows("cites", document=document) if pages[page - 1] <= one["start"] < ends[page - 1]]
linked(page_header(row, page, len(pages), cites), key="head")
picture = draw_page(files[0]["path"], files[0]["sha256"], page)
if picture:
    st.image(picture)
else:
    linked(notice(say("original.gone"), files[0]["path"]), key="gone")
