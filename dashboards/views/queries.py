"""The query library with parameters and Cypher, and the user's own read-only Cypher; the answer as a table and as CSV."""

import streamlit as st

from danchieu.dashboards import access
from danchieu.dashboards.address import current, go, kept, visit
from danchieu.dashboards.language import language, say
from danchieu.dashboards.linked import linked
from danchieu.dashboards.markup.parts import note, notice, title
from danchieu.dashboards.tables import table

OWN = "cypher"
STARTER = """MATCH (d:Document)-[r:IMPLEMENTS]->(t:Document)
RETURN t.symbol AS directive, count(d) AS documents
ORDER BY documents DESC
LIMIT 20"""

linked(title(say("queries.title"), say("queries.lead")), key="title")
library = access.load_queries()
names = [*library, OWN]
name = st.selectbox(
    say("queries.question"),
    names,
    format_func=lambda value: say("queries.own") if value == OWN else f"{library[value].question[language()]}  ·  {value}",
    **kept("name", "most_cited", names, resets=[key for key in st.query_params if key.startswith("p.") or key == "run"]),
)

form, beside = st.columns([4, 1] if name == OWN else [2, 3], gap="large")
given: dict[str, str] = {}
with form, st.form("question", border=False):
    if name == OWN:
        text = st.text_area(say("queries.cypher"), current("text") or STARTER, height=220)
        given = {"text": text}
    else:
        for parameter in library[name].parameters:
            needed = f" ({say('queries.required')})" if parameter.required else ""
            given[f"p.{parameter.name}"] = st.text_input(
                f"{parameter.name}{needed}",
                current(f"p.{parameter.name}", parameter.default or ""),
                placeholder=say("queries.example", example=parameter.example),
                help=parameter.description[language()],
                key=f"{name}.{parameter.name}.{current(f'p.{parameter.name}')}",
            )
    asked = st.form_submit_button(say("queries.run"), type="primary")
if asked:
    go(name=name, run=1, **given)
    st.rerun()

if name != OWN:
    with beside:
        st.code(library[name].cypher, language="cypher", wrap_lines=True, height=max(160, 92 * (1 + len(library[name].parameters))))

if current("run"):
    if name == OWN:
        frame = access.ask_cypher(current("text"))
    else:
        frame = access.frame(name, **{key[2:]: value for key, value in st.query_params.items() if key.startswith("p.")})
    if frame.empty:
        linked(notice(say("queries.no_rows")), key="no_rows")
        st.stop()
    linked(note(f"{say('queries.rows', count=len(frame))} · {say('queries.choose_row')}", status=True), key="rows")
    if len(frame) == access.MOST_ROWS:
        linked(notice(say("queries.truncated", count=len(frame))), key="truncated")
    row = table(frame, [str(column) for column in frame], key=f"answer.{name}")
    st.download_button(say("queries.download"), access.csv_text(frame), f"{name}.csv", "text/csv", icon=":material/download:")
    if row is not None and (target := row.get("id") or row.get("target") or row.get("source")):
        visit("document", id=target)
