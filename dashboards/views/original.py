"""A page of the file that a document was read from, as a picture, with the citations on it."""

import streamlit as st

from danchieu.dashboards import access
from danchieu.dashboards.address import current, link, number
from danchieu.dashboards.language import say
from danchieu.dashboards.linked import linked
from danchieu.dashboards.markup.document_page import page_header
from danchieu.dashboards.markup.parts import notice
from danchieu.dashboards.originals import SourceMissing, draw_page

document = access.document_id(current("id"))
[row] = access.rows("document", document=document)
file, all_cites = access.displayed(document)
pages = file["pages"] if file else None
if not file or not pages:
    linked(notice(say("original.none"), links=[(say("original.text"), link("document", id=document))]), key="none")
    st.stop()

page = number("page", 1, 1, len(pages))
ends = [*pages[1:], len(file["text"])]
cites = [one for one in all_cites if pages[page - 1] <= one["start"] < ends[page - 1]]
linked(page_header(row, page, len(pages), cites), key="head")
limits = access.settings()
try:
    st.image(draw_page(file["path"], file["sha256"], page, limits.read_seconds, limits.read_megabytes))
except SourceMissing:
    linked(notice(say("original.gone"), file["path"]), key="gone")
except access.DanchieuError as error:
    linked(notice(say("original.broken"), str(error)), key="broken")
