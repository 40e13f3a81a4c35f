"""The text of a document with its citations highlighted, and who cites whom beside it. All text is escaped here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from danchieu.dashboards.address import here, link
from danchieu.dashboards.html.parts import chip, dot, label, section, subject
from danchieu.dashboards.language import day, name_of, say
from danchieu.dashboards.palette import RELATIONS

__all__ = ["document_page", "highlighted", "legend"]

Row = Mapping[str, Any]


def document_page(text: str | None, cites: Sequence[Row], cited_by: Sequence[Row], relation: str = "") -> str:
    """The sheet with the text on the left; legend, cited and citing documents on the right. `relation` dims all others."""
    if text is None:
        sheet = f'<div class="sheet none">{escape(say("document.stub"))}</div>'
    else:
        sheet = f'<div class="sheet" lang="vi">{highlighted(text, cites, relation)}</div>'
    beside = [
        f'<div class="legend chips">{legend(cites, relation)}</div>' if cites else "",
        section(say("document.cites"), _cited(cites, relation), len({_target(row) for row in cites})) if text is not None else "",
        section(say("document.cited_by"), _citing(cited_by), len({row["source"] for row in cited_by})),
    ]
    return f'<div class="document"><div>{sheet}</div><aside class="beside">{"".join(beside)}</aside></div>'


def highlighted(text: str, cites: Iterable[Row], relation: str = "") -> str:
    """The escaped text with each citation a link to its document, in the colour of its relation, with a tip.

    Offsets count characters of `text`; of citations that overlap, the first is drawn.
    """
    pieces: list[str] = []
    place = 0
    for row in sorted(cites, key=lambda row: (row["start"], -row["end"])):
        start, end = row["start"], row["end"]
        if start < place or end > len(text):
            continue
        pieces += [escape(text[place:start]), _citation(text[start:end], row, relation)]
        place = end
    return "".join(pieces) + escape(text[place:])


def legend(cites: Sequence[Row], chosen: str = "") -> str:
    """One chip per relation that occurs, with its count; a click shows that relation alone, another click all again."""
    counts: dict[str, int] = defaultdict(int)
    for row in cites:
        counts[row["relation"]] += 1
    relations = "".join(
        chip(
            name_of("relation", relation),
            href=here(relation="" if relation == chosen else relation),
            count=counts[relation],
            on=relation == chosen,
            mark=dot("r", relation),
        )
        for relation in RELATIONS
        if relation in counts
    )
    kinds = [("stub", any(row["status"] == "cited" for row in cites)), ("ambiguous", any(row["candidates"] for row in cites))]
    return relations + "".join(
        chip(say(f"resolution.{kind}"), style="plain", mark=f'<i class="swatch {kind}"></i>') for kind, present in kinds if present
    )


def _citation(words: str, row: Row, relation: str) -> str:
    classes = ["c", row["resolution"]]
    if row["status"] == "cited":
        classes.append("stub")
    if relation and row["relation"] != relation:
        classes.append("dim")
    inner = (
        f'<a href="{escape(link("document", id=row["target"]))}">{escape(words)}</a>'
        if row["target"]
        else f'<span tabindex="0">{escape(words)}</span>'
    )
    return (
        f'<span class="{" ".join(classes)}" id="{escape(row["citation"])}" style="--c:var(--r-{escape(row["relation"])})">'
        f'{inner}<span class="tip" role="tooltip">{_tip(row)}</span></span>'
    )


def _tip(row: Row) -> str:
    """What is known of a citation: target, relation, rule, confidence; of an ambiguous one the candidates as links."""
    confidence = f"{row['confidence']:.0%}" if row["confidence"] is not None else say("tip.unmeasured")
    stated = " ".join(filter(None, [day(row["stated_date"]), row["stated_issuer"]]))
    facts = [
        (say("tip.relation"), name_of("relation", row["relation"])),
        (say("tip.article"), row["article"]),
        (say("tip.stated"), stated),
        (say("tip.rule"), row["rule"]),
        (say("tip.rung"), row["rung"]),
        (say("tip.confidence"), confidence),
    ]
    known = "".join(f"<dt>{escape(name)}</dt><dd>{escape(str(value))}</dd>" for name, value in facts if value)
    if row["candidates"]:
        heading = f"<b>{escape(say('document.candidates'))}</b><ul>{_candidates(row['candidates'])}</ul>"
    else:
        state = say("resolution.stub") if row["status"] == "cited" else ""
        heading = f"<b>{escape(label(row))}</b>" + "".join(
            f"<div>{escape(line)}</div>" for line in (subject(row), " · ".join(filter(None, [day(row["issued_on"]), state]))) if line
        )
    return f"{heading}<dl>{known}</dl>"


def _candidates(candidates: Iterable[Row]) -> str:
    items = []
    for one in candidates:
        about = " · ".join(filter(None, [day(one["issued_on"]), one["issuer"], f"{one['score']:.0%}"]))
        address = escape(link("document", id=one["id"]))
        items.append(f'<li><a href="{address}">{escape(label(one))}</a> <span class="muted">{escape(about)}</span></li>')
    return "".join(items)


def _target(row: Row) -> str:
    return str(row["target"] or row["symbol"] or row["name"] or row["text"])


def _cited(cites: Sequence[Row], relation: str) -> str:
    """The cited documents under their relation, each with the passages that cite it."""
    if not cites:
        return f'<p class="muted">{escape(say("document.no_cites"))}</p>'
    groups: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in cites:
        groups[row["relation"]][_target(row)].append(row)
    shown = [name for name in RELATIONS if name in groups and relation in ("", name)]
    return "".join(_group(name, (_cited_entry(rows) for rows in groups[name].values()), len(groups[name])) for name in shown)


def _cited_entry(rows: Sequence[Row]) -> str:
    first = rows[0]
    if first["target"]:
        head = f'<a class="symbol" href="{escape(link("document", id=first["target"]))}">{escape(label(first))}</a>'
    else:
        head = f'<span class="symbol">{escape(label(first))}</span>'
    state = "stub" if first["status"] == "cited" else "ambiguous" if first["candidates"] else ""
    tag = f' <span class="tag">{escape(say(f"resolution.{state}"))}</span>' if state else ""
    tag += _contradiction(first["issued_on"], rows)
    about = " · ".join(filter(None, [day(first["issued_on"]), subject(first)]))
    quotes = "".join(_quote(row, f'<a href="#{escape(row["citation"])}">{escape(say("document.in_text"))}</a>') for row in rows)
    choices = f'<ul class="small">{_candidates(first["candidates"])}</ul>' if first["candidates"] else ""
    return _entry(head + tag + choices, about, quotes, len(rows))


def _contradiction(known: Any, rows: Iterable[Row]) -> str:
    """A tag for each date that a citation states and that is not the document's own."""
    other = sorted({row["stated_date"] for row in rows if row["stated_date"] and known and row["stated_date"] != known})
    return "".join(f' <span class="tag warn">{escape(say("document.other_date", date=day(one)))}</span>' for one in other)


def _citing(cited_by: Sequence[Row]) -> str:
    """The citing documents under their relation, each with the passages that cite this one."""
    if not cited_by:
        return f'<p class="muted">{escape(say("document.no_cited_by"))}</p>'
    groups: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in cited_by:
        groups[row["relation"]][row["source"]].append(row)
    return "".join(
        _group(name, (_citing_entry(rows) for rows in groups[name].values()), len(groups[name])) for name in RELATIONS if name in groups
    )


def _citing_entry(rows: Sequence[Row]) -> str:
    first = rows[0]
    head = f'<a class="symbol" href="{escape(link("document", id=first["source"]))}">{escape(label(first))}</a>'
    about = " · ".join(filter(None, [day(first["issued_on"]), first["issuer"], subject(first)]))
    return _entry(head, about, "".join(_quote(row, "") for row in rows), len(rows))


def _group(relation: str, entries: Iterable[str], count: int) -> str:
    heading = f'<h3>{dot("r", relation)}{escape(name_of("relation", relation))}<span class="n num">{count}</span></h3>'
    return f'<div class="group" style="--c:var(--r-{escape(relation)})">{heading}{"".join(entries)}</div>'


def _entry(head: str, about: str, quotes: str, count: int) -> str:
    passages = f"<details><summary>{escape(say('document.quotes', count=count))}</summary>{quotes}</details>" if count > 1 else quotes
    return f'<div class="entry"><div>{head}</div>{f"<div class=t>{escape(about)}</div>" if about else ""}{passages}</div>'


def _quote(row: Row, after: str) -> str:
    """The sentence with the citing words in bold."""
    sentence, words = " ".join((row["sentence"] or row["text"]).split()), " ".join(row["text"].split())
    before, found, rest = sentence.partition(words) if words else ("", "", sentence)
    body = f"{escape(before)}<b>{escape(found)}</b>{escape(rest)}" if found else escape(sentence)
    return f'<blockquote lang="vi">{body}{after}</blockquote>'
