"""Test linking: the rung that resolves a citation, what stays ambiguous, and independence of the order of loading."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date

import pytest
from linked_texts import AMBIGUOUS, LOCAL_GOVERNMENT, NOTICE, PLAN, RESOLVED, SIGNED, STRANGER, STUB, cite, load, resolve, sha
from records import symbol_of

from danchieu.graph.linking import KnowledgeBuilder
from danchieu.graph.linking.groups import groups_of_text
from danchieu.graph.loading.rows import contribution
from danchieu.graph.model import (
    SELF,
    Citation,
    Document,
    Edge,
    Evidence,
    Head,
    Record,
    Relation,
    ResolutionStatus,
    Span,
    citation_id,
)
from danchieu.graph.model.issuers import Place, issuer_at
from danchieu.graph.model.provinces import province_at


@pytest.mark.parametrize(
    ("citation", "target", "status", "rung"),
    [
        (cite("35-CT/TW", date=date(2019, 5, 30)), "tw/xii/ct-35", RESOLVED, "own date"),
        (cite("35-CT/TW", term="XIII"), "tw/xiii/ct-35", RESOLVED, "own term"),
        (cite("87/2007/NĐ-CP"), "cp/2007/nd-87", RESOLVED, "symbol"),
        (cite("88/2007/NĐ-CP"), "cp/2007/nd-88", STUB, "symbol"),
        (
            cite("18-NQ/TW", title="về tiếp tục đổi mới, sắp xếp tổ chức bộ máy của hệ thống chính trị tinh gọn"),
            "tw/xii/nq-18",
            RESOLVED,
            "title",
        ),
        (cite("18-NQ/TW"), None, AMBIGUOUS, "none"),
        (cite("50-CT/TW", issuer="Bộ Chính trị"), None, AMBIGUOUS, "issuer words"),
        (cite("57-NQ/TW"), None, AMBIGUOUS, "running term"),
        (cite("2437/QĐ-TTg"), "ttg/_@00000000/qd-2437", STUB, "none"),
        (cite("844/TTr-BTC"), None, AMBIGUOUS, "same year"),
        (cite(None, name="Nghị quyết Trung ương 4 khóa XI"), "tw/xi/nq-12", RESOLVED, "name"),
        (cite(None, name="Nghị quyết Trung ương 6"), "tw/_/name/nghi-quyet-trung-uong-6@00000000", STUB, "none"),
        (cite(None, name="Điều lệ Đảng"), "name/dieu-le-dang", STUB, "none"),
        (cite(None, name="Nghị quyết Trung ương 9 khóa XI"), "tw/xi/nq-33", RESOLVED, "name"),
        (cite(None, name="Luật Đất đai 2013"), "qh/13/l-45", RESOLVED, "name"),
        (cite(None, name="Luật Nhà ở 2014"), "name/luat-nha-o/2014", STUB, "name"),
        (cite(None, name="Luật Đất đai"), "name/luat-dat-dai", STUB, "none"),
        (cite(None, name="Luật Thi đua, khen thưởng"), None, AMBIGUOUS, "law in force"),
        (cite(None, name="Luật Thi đua, khen thưởng", date=date(2022, 6, 15)), "qh/15/l-6", RESOLVED, "own date"),
        # two laws of the same name in the same year
        (cite(None, name=LOCAL_GOVERNMENT, date=date(2025, 2, 19)), "qh/15/l-65", RESOLVED, "own date"),
        (cite(None, name=LOCAL_GOVERNMENT, date=date(2025, 6, 16)), "qh/15/l-72", RESOLVED, "own date"),
        (cite(None, name=LOCAL_GOVERNMENT, date=date(2025, 3, 1)), "name/luat-to-chuc-chinh-quyen-dia-phuong/2025", STUB, "own date"),
        (cite(None, name=f"{LOCAL_GOVERNMENT} 2025"), None, AMBIGUOUS, "name"),
        (cite(None, name=LOCAL_GOVERNMENT), None, AMBIGUOUS, "law in force"),
    ],
)
def test_citation_is_resolved_by_the_expected_rung(citation: Citation, target: str | None, status: ResolutionStatus, rung: str) -> None:
    resolution = resolve(PLAN, citation)
    assert (resolution.target, resolution.status, resolution.rung) == (target, status, rung)


def test_a_law_of_which_the_text_cites_several_versions_stays_open() -> None:
    land = [
        cite(f"{number}", at=at, type="Luật", text=f"Luật Đất đai số {number}")
        for at, number in ((0, "31/2024/QH15"), (50, "45/2013/QH13"))
    ]
    found = resolve(PLAN, *land, cite(None, at=90, name="Luật Đất đai"))
    assert (found.status, [one.document_id for one in found.candidates]) == (AMBIGUOUS, ["qh/15/l-31", "qh/13/l-45"])


@pytest.mark.parametrize(("texts", "rung"), [(2, "one known"), (3, "only known")])
def test_a_state_symbol_is_the_only_known_document_that_several_texts_name(texts: int, rung: str) -> None:
    naming = [cite("2437/QĐ-TTg", date=date(2023, 11, 4))]
    around = tuple((replace(PLAN, symbol=symbol_of(f"{n}/KH-UBND")), naming) for n in range(1, texts + 1))
    assert resolve(PLAN, cite("2437/QĐ-TTg"), around=around).rung == rung


@pytest.mark.parametrize(
    ("texts", "named", "target", "candidates"),
    [
        (3, [("47/2024/QH15", "Luật")], "qh/15/l-47", ["qh/15/l-47"]),
        (2, [("47/2024/QH15", "Luật")], None, ["qh/15/l-47", "qh/15/_-47"]),
        (3, [("47/2024/QH15", "Luật"), ("47/2024/QH15", "Nghị quyết")], None, ["qh/15/nq-47", "qh/15/l-47"]),
        (3, [("47/2021/QH15", "Nghị quyết")], "qh/15/_-47", ["qh/15/_-47"]),
    ],
)
def test_a_law_without_its_type_is_the_only_known_document_of_its_symbol(
    texts: int, named: list[tuple[str, str]], target: str | None, candidates: list[str]
) -> None:
    naming = [cite(symbol, type=word) for symbol, word in named]
    around = tuple((replace(PLAN, symbol=symbol_of(f"{n}/KH-UBND")), naming) for n in range(1, texts + 1))
    found = resolve(PLAN, cite("47/2024/QH15", date=date(2024, 11, 29)), around=around)
    assert (found.target, [one.document_id for one in found.candidates]) == (target, candidates)


def test_a_later_bare_mention_inherits_from_the_full_one() -> None:
    full, bare = cite("2437/QĐ-TTg", date=date(2025, 11, 4)), cite("2437/QĐ-TTg", at=90)
    assert resolve(PLAN, full, bare).rung == "earlier mention"
    assert resolve(PLAN, full, cite("2437/QĐ-TTg", at=40, date=date(2020, 3, 2)), bare).target is None


def test_committee_without_province_is_the_one_named_in_full_before() -> None:
    """Before the merger, "Đảng bộ tỉnh" in a document of Cần Thơ may be that of Sóc Trăng or Hậu Giang."""
    plan = replace(PLAN, letterhead=("ỦY BAN NHÂN DÂN", "THÀNH PHỐ CẦN THƠ"))
    full = cite("27-CTr/TU", date=date(2018, 3, 12), issuer="Ban Chấp hành Đảng bộ tỉnh Sóc Trăng")
    again = replace(full, span=Span(90, 99), issuer="Ban Chấp hành Đảng bộ tỉnh")
    (record,) = load((plan, [full]))
    named = {issuer.id: issuer.name for issuer in contribution(record).issuers}
    assert named["can-tho-2025.tu"] == "Thành ủy Cần Thơ", "the successor of Sóc Trăng has a name, though no document mentions it"
    found = resolve(plan, full, again)
    assert (found.target, found.rung) == ("soc-trang.tu/2015-2020/ctr-27", "earlier mention")
    assert resolve(plan, full, replace(again, date=date(2018, 3, 13))).target == "_.tu@00000000/2015-2020/ctr-27"
    assert (
        resolve(plan, full, replace(full, span=Span(50, 59), issuer="Tỉnh ủy Hậu Giang"), again).target == "_.tu@00000000/2015-2020/ctr-27"
    )


def test_date_is_bounded_by_the_document_it_implements() -> None:
    newer = cite("149-KL/TW", at=50, date=date(2025, 4, 10), edges=(Edge("1745/QĐ-TTg", Relation.IMPLEMENTS),))
    assert resolve(PLAN, newer, cite("1745/QĐ-TTg")).candidates[0].document_id == "ttg/2025/qd-1745"
    older = replace(newer, date=date(2024, 4, 10))
    assert resolve(PLAN, older, cite("1745/QĐ-TTg")).rung == "none"


def test_committee_of_unknown_province_is_local_to_the_document() -> None:
    directive = cite("34-CT/TU", date=date(2024, 4, 20))
    first, second = load((STRANGER, [directive]), (replace(STRANGER, signatory=None), [directive]))
    assert first.links[0].resolution.rung == "own date"
    assert first.links[0].resolution.target == "_.tu@00000000/2020-2025/ct-34"
    assert first.links[0].resolution.target != second.links[0].resolution.target


def test_local_symbol_may_be_a_known_document_of_the_term() -> None:
    """Soon after a congress a bare symbol may belong to either term; a known document of the current term comes first."""
    citing = replace(PLAN, issued_on=date(2021, 3, 1))
    plan = Head(symbol=symbol_of("14-KH/TU"), type="Kế hoạch", issued_on=date(2021, 1, 5), letterhead=("TỈNH ỦY NGHỆ AN",))
    assert resolve(citing, cite("14-KH/TU")).rung == "none"
    resolution = resolve(citing, cite("14-KH/TU"), around=((plan, []),))
    assert (resolution.candidates[0].document_id, resolution.status) == ("nghe-an.tu/2020-2025/kh-14", AMBIGUOUS)


def test_commune_document_resolves_plans_of_district_and_province() -> None:
    """Take the district from the letterhead and its province from the district's own plan."""
    above = Head(symbol=symbol_of("17-KH/HU"), issued_on=date(2007, 8, 20), letterhead=("TỈNH ỦY HÀ TĨNH", "HUYỆN ỦY CAN LỘC"))
    base = Head(symbol=symbol_of("08-KH/ĐU"), issued_on=date(2007, 10, 12), letterhead=("HUYỆN ỦY CAN LỘC", "ĐẢNG ỦY XÃ VƯỢNG LỘC"))
    citations = [cite("17-KH/HU", issuer="Huyện ủy"), cite("23-KH/TU", at=50, issuer="Ban Thường vụ Tỉnh ủy")]
    plans: list[tuple[Head, list[Citation]]] = [(base, citations), (above, [])]
    for texts in (plans, plans[::-1]):
        record = next(r for r in load(*texts) if r.document.number == "8")
        assert record.document.id == "xa-vuong-loc.ha-tinh.du/2005-2010/kh-8"
        assert [link.resolution.candidates[0].document_id for link in record.links] == [
            "can-loc.ha-tinh.hu/2005-2010/kh-17",
            "ha-tinh.tu/2005-2010/kh-23",
        ]


def test_signatory_gives_the_province_of_the_issuer() -> None:
    """Two documents of one signatory share a committee; the committee of a third document stays unknown."""
    texts = [
        (SIGNED, [cite("44-KL/TU", date=date(2008, 12, 1))]),
        (NOTICE, [cite("20-CT/TU")]),
        (STRANGER, [cite("28-NQ/TU", date=date(2023, 12, 6))]),
    ]
    for order in itertools.permutations(texts):
        records = {id(head): record for (head, _), record in zip(order, load(*order), strict=True)}
        issuers = [record.document.issuer for record in (records[id(SIGNED)], records[id(NOTICE)], records[id(STRANGER)])]
        assert [issuer.id.split("@")[0] if issuer else None for issuer in issuers] == ["binh-thuan.tu", "binh-thuan.tu", "_.tu"]
        assert records[id(SIGNED)].links[0].resolution.target == "binh-thuan.tu/2005-2010/kl-44"
        assert records[id(NOTICE)].links[0].resolution.candidates[0].document_id == "binh-thuan.tu/2005-2010/ct-20"
        assert Evidence("province", "signatory of other documents") in records[id(SIGNED)].document.evidence


def test_order_of_loading_changes_nothing() -> None:
    land = cite("31/2024/QH15", type="Luật", text="Luật Đất đai số 31/2024/QH15")
    dated = cite("48/NQ-CP", date=date(2025, 4, 3), title="khai thác, sử dụng bền vững tài nguyên biển")
    texts: list[tuple[Head, list[Citation]]] = [
        (PLAN, [cite("48/NQ-CP"), cite("1-KH/TU", at=50, issuer="Tỉnh ủy"), cite(None, at=90, name="Luật Đất đai")]),
        (replace(PLAN, symbol=symbol_of("9/KH-UBND"), issued_on=date(2025, 12, 1)), [dated]),
        (Head(symbol=symbol_of("48/NQ-CP"), type="Nghị quyết", issued_on=date(2025, 4, 3), letterhead=("CHÍNH PHỦ",)), [land]),
        (replace(PLAN, symbol=symbol_of("10/KH-UBND"), issued_on=date(2025, 12, 9)), [land]),
        (NOTICE, [cite("20-CT/TU"), cite("48/NQ-CP", at=30)]),
    ]
    seen = set()
    for order in itertools.permutations(range(len(texts))):
        builder = KnowledgeBuilder()
        for number in order:
            builder.add_text(*texts[number], sha256=sha(number))
        linker = builder.build()
        records = {n: linker.record(*texts[n], path=str(n), sha256=sha(n)) for n in order}
        seen.add(tuple(records[n] for n in range(len(texts))))
    assert len(seen) == 1
    links = next(iter(seen))[0].links
    assert [link.resolution.candidates[0].document_id for link in links[:1]] == ["cp/2025/nq-48"]
    assert links[2].resolution.candidates[0].document_id == "qh/15/l-31"


def test_added_document_becomes_a_candidate_of_a_stub() -> None:
    citing = (PLAN, [cite("48/NQ-CP")])
    (before,) = load(citing)
    after, _ = load(citing, (Head(symbol=symbol_of("48/NQ-CP"), type="Nghị quyết", issued_on=date(2025, 4, 3)), []))
    assert (before.links[0].resolution.status, after.links[0].resolution.status) == (STUB, AMBIGUOUS)
    assert groups_of_text(Head(), [before.links[0].citation]) == groups_of_text(Head(symbol=symbol_of("48/NQ-CP")), [])


def test_edges_join_documents_and_never_a_document_with_itself() -> None:
    nested = cite("34-CT/TW", at=60, date=date(2024, 5, 24), edges=(Edge("87-KH/TU", Relation.IMPLEMENTS, cue="thực hiện"),))
    plan = cite("87-KH/TU", date=date(2024, 6, 1), edges=(Edge(SELF, Relation.IMPLEMENTS),))
    own = cite("165/KH-UBND", at=99, date=date(2025, 11, 21), edges=(Edge(SELF, Relation.AMENDS),))
    unclear = cite("18-NQ/TW", at=140, edges=(Edge(SELF, Relation.BASED_ON),))
    (record,) = load((PLAN, [plan, nested, own, unclear, cite("57-NQ/TW", at=180, edges=(Edge(SELF, Relation.CITES),))]))
    edges = {(r.source_id, r.relation, r.target_id) for r in record.relationships}
    assert edges == {
        ("nghe-an.tu/2020-2025/kh-87", Relation.IMPLEMENTS, "tw/xiii/ct-34"),
        ("nghe-an.ubnd/2025/kh-165", Relation.IMPLEMENTS, "nghe-an.tu/2020-2025/kh-87"),
    }
    check_edges_are_consistent(record)
    assert [link.citation.text for link in record.links] == ["87-KH/TU", "34-CT/TW", "18-NQ/TW", "57-NQ/TW"]


def check_edges_are_consistent(record: Record) -> None:
    """Check that no edge dangles or joins a document with itself, and that each has its citation."""
    known = {record.document.id, *(document.id for document in record.cited)}
    assert len(known) == 1 + len(record.cited)
    for link in record.links:
        assert {c.document_id for c in link.resolution.candidates} <= known - {record.document.id}
        assert (link.resolution.target is None) == (link.resolution.status is AMBIGUOUS)
        assert 0 < sum(c.score for c in link.resolution.candidates) < 1.01
    for relationship in record.relationships:
        assert relationship.source_id != relationship.target_id
        assert {relationship.source_id, relationship.target_id} <= known
        assert relationship.citation_id in {link.id for link in record.links}


def test_typed_edge_never_measured_right_is_not_asserted() -> None:
    """Unmeasured edges are asserted, since no measurement is against them."""
    measures = (0.0, None, 0.5)
    citations = [
        cite(f"{number}-QĐ/TW", date=date(2024, 4, 20), edges=(Edge(SELF, Relation.ISSUED_WITH, "ban hành kèm theo", measure),))
        for number, measure in enumerate(measures, start=1)
    ]
    (record,) = load((PLAN, citations))
    assert [one.confidence for one in record.relationships] == [None, 0.5]
    added = contribution(record)
    assert [row["properties"].get("relation") for row in added.citations] == [None, "ISSUED_WITH", "ISSUED_WITH"]
    assert len(added.cites) == 3


def test_citation_ids_depend_on_the_raw_text_alone() -> None:
    (record,) = load((PLAN, [cite("57-NQ/TW", at=7)]))
    assert record.links[0].id == citation_id(sha(0), Span(7, 15), "57-NQ/TW")


def test_stub_keeps_the_details_of_its_citation() -> None:
    (record,) = load((PLAN, [cite("12-KH/TU", date=date(2024, 6, 1), title="về chuyển đổi số", type="Kế hoạch", issuer="Tỉnh ủy Hà Tĩnh")]))
    issuer = issuer_at("TU", Place(province_at("Hà Tĩnh", None)))
    (stub,) = record.cited
    expected = (issuer, "Kế hoạch", "về chuyển đổi số", date(2024, 6, 1), "2020-2025", "Hà Tĩnh")
    assert (stub.issuer, stub.type, stub.title, stub.issued_on, stub.term, stub.province) == expected
    assert isinstance(stub, Document)
