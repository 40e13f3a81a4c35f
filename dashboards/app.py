"""The entry of the dashboard: shows the bar and the view of the address, and every error as a message that says what to do."""

from importlib import resources

import streamlit as st

from danchieu.dashboards import access
from danchieu.dashboards.address import current, here, link
from danchieu.dashboards.language import say
from danchieu.dashboards.linked import linked
from danchieu.dashboards.markup.parts import bar, label, notice, view_title

VIEWS = ("overview", "search", "document", "original", "propagation", "network", "queries")

view = current("view", "overview")
known = view in VIEWS
view = view if known else "overview"

# The view is in the query of the address and the path is always the same: one page, chosen here.
page = st.navigation([st.Page(f"views/{view}.py", title=say(f"view.{view}"), default=True)], position="hidden")
st.set_page_config(
    page_title=view_title(view), page_icon=str(resources.files("danchieu.dashboards") / "assets" / "icon.svg"), layout="wide"
)
linked(bar(view), key="bar")
if not known:
    linked(notice(say("error.unknown_view")), key="unknown_view")
try:
    page.run()
except access.AmbiguousDocument as error:
    choices = [
        (f"{label(row)} · {row['issued_on'] or ''} · {row['title'] or row['issuer'] or ''}", here(id=row["id"])) for row in error.documents
    ]
    linked(notice(say("error.several", symbol=error.text), links=choices), key="several")
except access.UnknownDocument as error:
    linked(
        notice(say("error.unknown_document"), str(error), [(say("error.search_instead"), link("search", q=current("id")))]), key="unknown"
    )
except access.StoreError as error:
    access.reader.clear()
    linked(notice(say("error.unreachable"), str(error), [(say("error.retry"), here())]), key="unreachable")
except access.DanchieuError as error:
    linked(notice(say("error.title"), str(error)), key="error")
