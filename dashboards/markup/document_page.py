"""Builds the page of a document: its header, its text with highlighted citations, the documents it cites and those that cite it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from danchieu.dashboards.address import here, link
from danchieu.dashboards.language import day, format_number, name_of, say
from danchieu.dashboards.markup.element import Markup, classes, element, join
from danchieu.dashboards.markup.parts import chip, chips, document_link, dot, heading, label, note, section, subject
from danchieu.dashboards.palette import RELATIONS

__all__ = ["document_header", "document_page", "highlight", "legend", "page_header"]

Row = Mapping[str, Any]


def document_header(row: Row, file: Row | None = None) -> Markup:
    """Build the title, links to the other views of the document, and its facts. `file` is what its text was read from."""
    pages = len(file["pages"] or ()) if file else 0
    views = [("original", say("document.original", count=pages))] if pages else []
    views += [(view, say(f"document.{view}")) for view in ("propagation", "network")]
    tools = [element("a", f"{words} →", href=link(view, id=row["id"])) for view, words in views]
    known = [*_facts(row), ("reader", file and file["reader"])]
    facts = [element("div", element("dt", say(f"fact.{name}")), element("dd", value)) for name, value in known if value]
    return join([heading(row, element("div", *tools, class_="tools")), element("dl", *facts, class_="facts")])


def page_header(row: Row, page: int, pages: int, cites: Sequence[Row]) -> Markup:
    """Build what stands above the picture of a page: the title, links to the pages around it, the citations on it."""
    places = [("before", page - 1), ("after", page + 1)]
    steps = [element("a", say(f"original.{name}"), href=here(page=one)) for name, one in places if 1 <= one <= pages]
    number = element("span", say("original.page", page=page, pages=pages))
    text = element("a", say("original.text"), href=link("document", id=row["id"]))
    cited = chips(
        chip(_short(one), href=link("document", id=one["target"]) if one["target"] else "", mark=dot("r", one["relation"])) for one in cites
    )
    return join([heading(row, element("div", number, *steps, text, class_="tools")), cited])


def _short(citation: Row) -> str:
    return " ".join(str(citation["text"]).split())


def _facts(row: Row) -> list[tuple[str, str | None]]:
    return [
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


def document_page(file: Row | None, cites: Sequence[Row], cited_by: Sequence[Row], relation: str = "") -> Markup:
    """Build the page: the text on the left; legend, cited and citing documents on the right. A `relation` dims all others."""
    if file is None:
        sheet = element("div", say("document.stub"), class_="sheet none")
    else:
        sheet = element("div", highlight(file["text"], cites, relation, file["pages"] or ()), class_="sheet", lang="vi")
    cited = section(say("document.cites"), _cited(cites, relation), count=len({_target(row) for row in cites}))
    citing = section(say("document.cited_by"), _citing(cited_by), count=len({row["source"] for row in cited_by}))
    beside = [
        element("div", legend(cites, relation), class_="legend chips") if cites else "",
        cited if file is not None else "",
        citing,
    ]
    return element("div", element("div", sheet), element("aside", *beside, class_="beside"), class_="document")


def highlight(text: str, cites: Iterable[Row], relation: str = "", pages: Sequence[int] = ()) -> Markup:
    """Make each citation of a text a link to its document, in the colour of its relation, with a tip; mark where pages begin.

    Offsets count characters of `text`; of citations that overlap, the first is drawn.
    """
    pieces: list[str | Markup] = []
    place = 0
    for start, end, mark in _marks(text, cites, relation, pages):
        if start < place:
            continue
        pieces += [text[place:start], mark]
        place = end
    return join([*pieces, text[place:]])


def _marks(text: str, cites: Iterable[Row], relation: str, pages: Sequence[int]) -> list[tuple[int, int, Markup]]:
    """Return what takes the place of parts of the text, in its order: citations, and links where pages begin."""
    marks = [(start, start, _page_link(number)) for number, start in enumerate(pages, start=1)]
    for row in sorted(cites, key=lambda row: (row["start"], -row["end"])):
        if row["end"] <= len(text):
            page = bisect_right(pages, row["start"])
            marks.append((row["start"], row["end"], _citation(text[row["start"] : row["end"]], row, relation, page)))
    return sorted(marks, key=lambda mark: mark[0])


def _page_link(number: int) -> Markup:
    return element("a", say("document.page", page=number), href=here(view="original", page=number), class_="page")


def legend(cites: Sequence[Row], chosen: str = "") -> Markup:
    """Build one chip per relation that occurs, with its count: a click shows only that relation, a second click all."""
    counts = Counter(row["relation"] for row in cites)
    relations = [
        chip(
            name_of("relation", relation),
            href=here(relation="" if relation == chosen else relation),
            count=counts[relation],
            on=relation == chosen,
            mark=dot("r", relation),
        )
        for relation in RELATIONS
        if relation in counts
    ]
    kinds = [("stub", any(row["status"] == "cited" for row in cites)), ("ambiguous", any(row["candidates"] for row in cites))]
    swatches = [
        chip(say(f"resolution.{kind}"), style="plain", mark=element("i", class_=f"swatch {kind}")) for kind, present in kinds if present
    ]
    return join([*relations, *swatches])


def _citation(words: str, row: Row, relation: str, page: int) -> Markup:
    dimmed = relation and row["relation"] != relation
    inner = element("a", words, href=link("document", id=row["target"])) if row["target"] else element("span", words, tabindex="0")
    return element(
        "span",
        inner,
        element("span", _tip(row), _page_link(page) if page else "", class_="tip", role="tooltip"),
        class_=classes("c", row["resolution"], "stub" if row["status"] == "cited" else None, "dim" if dimmed else None),
        id=row["citation"],
        style=f"--c:var(--r-{row['relation']})",
    )


def _tip(row: Row) -> Markup:
    """Show what is known of a citation: target, relation, rule, confidence; for an ambiguous one, its candidates as links."""
    facts = [
        (say("tip.relation"), name_of("relation", row["relation"])),
        (say("tip.article"), row["article"]),
        (say("tip.stated"), _line(day(row["stated_date"]), row["stated_issuer"], between=" ")),
        (say("tip.rule"), row["rule"]),
        (say("tip.rung"), row["rung"]),
        (say("tip.confidence"), f"{row['confidence']:.0%}" if row["confidence"] is not None else say("tip.unmeasured")),
    ]
    known = element("dl", *(element(tag, text) for name, value in facts if value for tag, text in (("dt", name), ("dd", value))))
    if row["candidates"]:
        return join([element("b", say("document.candidates")), _candidates(row["candidates"]), known])
    state = say("resolution.stub") if row["status"] == "cited" else ""
    lines = [element("div", line) for line in (subject(row), _line(day(row["issued_on"]), state)) if line]
    return join([element("b", label(row)), *lines, known])


def _candidates(candidates: Iterable[Row], class_: str | None = None) -> Markup:
    items = []
    for one in candidates:
        about = _line(day(one["issued_on"]), one["issuer"], f"{one['score']:.0%}")
        items.append(
            element("li", element("a", label(one), href=link("document", id=one["id"])), " ", element("span", about, class_="muted"))
        )
    return element("ul", *items, class_=class_)


def _target(row: Row) -> str:
    return str(row["target"] or row["symbol"] or row["name"] or row["text"])


def _cited(cites: Sequence[Row], relation: str) -> Markup:
    """List the cited documents under their relation, each with the passages that cite it."""
    chosen = [row for row in cites if relation in ("", row["relation"])]
    return _groups(chosen, _target, _cited_entry) if cites else note(say("document.no_cites"))


def _citing(cited_by: Sequence[Row]) -> Markup:
    """List the citing documents under their relation, each with the passages that cite this one."""
    return _groups(cited_by, lambda row: str(row["source"]), _citing_entry) if cited_by else note(say("document.no_cited_by"))


def _groups(rows: Iterable[Row], document: Callable[[Row], str], entry: Callable[[Sequence[Row]], Markup]) -> Markup:
    """Build one group per relation, in the order of the legend, with one entry per document."""
    groups: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        groups.setdefault(row["relation"], {}).setdefault(document(row), []).append(row)
    return join(_group(name, [entry(rows) for rows in groups[name].values()]) for name in RELATIONS if name in groups)


def _group(relation: str, entries: Sequence[Markup]) -> Markup:
    counted = element("span", format_number(len(entries)), class_="n num")
    title = element("h3", dot("r", relation), name_of("relation", relation), counted)
    return element("div", title, *entries, class_="group", style=f"--c:var(--r-{relation})")


def _cited_entry(rows: Sequence[Row]) -> Markup:
    first = rows[0]
    name = document_link(first, first["target"]) if first["target"] else element("span", label(first), class_="symbol")
    state = "stub" if first["status"] == "cited" else "ambiguous" if first["candidates"] else ""
    tags = [say(f"resolution.{state}")] if state else []
    called = [
        name,
        *(join([" ", element("span", tag, class_="tag")]) for tag in tags),
        *_other_dates(first["issued_on"], rows),
        _candidates(first["candidates"], "small") if first["candidates"] else "",
    ]
    quotes = [_quote(row, element("a", say("document.in_text"), href=f"#{row['citation']}")) for row in rows]
    return _entry(join(called), _line(day(first["issued_on"]), subject(first)), quotes)


def _other_dates(known: date | None, rows: Iterable[Row]) -> list[Markup]:
    """Build a tag for each date that a citation states and that is not the date of the document."""
    other = sorted({row["stated_date"] for row in rows if row["stated_date"] and known and row["stated_date"] != known})
    return [join([" ", element("span", say("document.other_date", date=day(one)), class_="tag warn")]) for one in other]


def _citing_entry(rows: Sequence[Row]) -> Markup:
    first = rows[0]
    about = _line(day(first["issued_on"]), first["issuer"], subject(first))
    return _entry(document_link(first, first["source"]), about, [_quote(row) for row in rows])


def _entry(name: Markup, about: str, quotes: Sequence[Markup]) -> Markup:
    several = len(quotes) > 1
    passages = element("details", element("summary", say("document.quotes", count=len(quotes))), *quotes) if several else join(quotes)
    return element("div", element("div", name), element("div", about, class_="t") if about else "", passages, class_="entry")


def _quote(row: Row, *after: Markup) -> Markup:
    """Quote the sentence with the words of the citation in bold."""
    sentence, words = " ".join((row["sentence"] or row["text"]).split()), " ".join(row["text"].split())
    before, found, rest = sentence.partition(words) if words else ("", "", sentence)
    body: list[str | Markup] = [before, element("b", found), rest] if found else [sentence]
    return element("blockquote", *body, *after, lang="vi")


def _line(*parts: str | None, between: str = " · ") -> str:
    """Join the parts that are known."""
    return between.join(filter(None, parts))
