"""Test the keys of documents, made from symbol, issuer, date and place, and their unknown parts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from records import symbol_of

from danchieu.graph.linking.identity import citation_key, identify_document
from danchieu.graph.linking.jurisdiction import Clue, DistrictClue, SignatoryClue, citing_body
from danchieu.graph.linking.keys import id_of
from danchieu.graph.model import Citation, Document, Head, Kind, Span
from danchieu.graph.model.bodies import bodies
from danchieu.graph.model.folding import slug
from danchieu.graph.model.issuers import Place, issuer_at, issuers_beyond
from danchieu.graph.model.issuing_body import leaves_province_open
from danchieu.graph.model.provinces import members_of, province_at, province_of_capital
from danchieu.graph.model.reference import ReferenceTableError, read_table
from danchieu.graph.model.symbols import parse_symbol
from danchieu.graph.model.terms import central_term, local_term
from danchieu.loaders.head.province_hints import find_province_hint

BINH_THUAN = identify_document(
    Head(
        symbol=symbol_of("503-TB/TU"), type="Thông báo", issued_on=date(2008, 5, 16), place="Phan Thiết", letterhead=("TỈNH ỦY BÌNH THUẬN",)
    ),
    sha256="b" * 64,
)
CAN_THO = identify_document(
    Head(
        symbol=symbol_of("165/KH-UBND"), type="Kế hoạch", issued_on=date(2025, 11, 21), letterhead=("ỦY BAN NHÂN DÂN", "THÀNH PHỐ CẦN THƠ")
    ),
    sha256="c" * 64,
)
UNKNOWN = identify_document(Head(type="Kết luận", title="Hội nghị Ban Chấp hành Đảng bộ Khối lần thứ 19"), sha256="d" * 64)


def cited(text: str, **fields: object) -> Citation:
    """Return a numbered citation of a symbol."""
    return replace(Citation(span=Span(0, 1), text=text, kind=Kind.NUMBERED, rule="test", symbol=symbol_of(text)), **fields)  # type: ignore[arg-type]


def identity_of(citation: Citation, citing: Document, scope: str = "") -> str:
    assert citation.symbol is not None
    return id_of(citation_key(citation.symbol, citation, citing_body(citing), scope=scope))


@pytest.mark.parametrize(
    ("citation", "citing", "identity"),
    [
        # Party: term from date or khóa; QĐ is one series, QĐi and QĐNS are others
        (cited("35-CT/TW", date=date(2019, 5, 30)), CAN_THO, "tw/xii/ct-35"),
        (cited("35-CT/TW", term="XIII"), CAN_THO, "tw/xiii/ct-35"),
        (cited("35-CT/TW"), CAN_THO, "tw/_@s/ct-35"),
        (cited("05-CT/TW", date=date(2016, 5, 15)), CAN_THO, "tw/xii/ct-5"),
        (cited("79-NQ/TW", date=date(2026, 1, 6)), CAN_THO, "tw/xiii/nq-79"),
        (cited("02-NQ/TW", date=date(2026, 3, 17)), CAN_THO, "tw/xiv/nq-2"),
        (cited("37-QĐ/TW", type="Quy định", date=date(2021, 10, 25)), CAN_THO, "tw/xiii/qd-37"),
        (cited("37-QĐ/TW", type="Quyết định", date=date(2021, 10, 25)), CAN_THO, "tw/xiii/qd-37"),
        (cited("08-QĐi/TW", date=date(2018, 10, 25)), CAN_THO, "tw/xii/qdi-8"),
        (cited("219-QĐNS/TW", date=date(2022, 1, 3)), CAN_THO, "tw/xiii/qdns-219"),
        (cited("45-HD/BTCTW", date=date(2025, 11, 21)), CAN_THO, "btctw/xiii/hd-45"),
        (cited("459-KHHĐ/TU", date=date(2024, 5, 21)), BINH_THUAN, "binh-thuan.tu/2020-2025/khhd-459"),
        # a local committee: province from its name, else that of the citing document, which may be unknown
        (cited("44-KL/TU", date=date(2008, 12, 1), issuer="Tỉnh ủy"), BINH_THUAN, "binh-thuan.tu/2005-2010/kl-44"),
        (cited("20-CT/TU"), BINH_THUAN, "binh-thuan.tu/_@s/ct-20"),
        (cited("65-KH/TU", term="XI"), BINH_THUAN, "binh-thuan.tu/2005-2010/kh-65"),
        (cited("34-CT/TU", date=date(2024, 4, 20)), UNKNOWN, "_.tu@s/2020-2025/ct-34"),
        (cited("865-QĐ/TU", date=date(2019, 1, 18), issuer="Ban Thường vụ Tỉnh ủy Hà Tĩnh"), UNKNOWN, "ha-tinh.tu/2015-2020/qd-865"),
        (cited("14-NQ/TU", date=date(2026, 5, 26), issuer="Tỉnh ủy Lâm Đồng"), UNKNOWN, "lam-dong-2025.tu/2025-2030/nq-14"),
        (cited("06-CTr/TU", date=date(2023, 5, 26), issuer="Tỉnh ủy Lâm Đồng"), UNKNOWN, "lam-dong.tu/2020-2025/ctr-6"),
        (cited("06-CTr/TU", date=date(2020, 10, 2), issuer="Tỉnh ủy Lâm Đồng"), UNKNOWN, "lam-dong.tu/_2020/ctr-6"),
        (cited("05-NQ/HU", date=date(2022, 3, 1), issuer="Huyện ủy Bắc Bình"), BINH_THUAN, "bac-binh.binh-thuan.hu/2020-2025/nq-5"),
        # State: year from symbol or date; National Assembly: its term, type from the word
        (cited("87/2007/NĐ-CP"), BINH_THUAN, "cp/2007/nd-87"),
        (cited("66.4/2025/NQ-CP"), CAN_THO, "cp/2025/nq-66.4-2025"),
        # normative decisions, directives and resolutions are numbered apart from the administrative ones of the year
        (cited("10/2015/QĐ-TTg", date=date(2015, 3, 26)), CAN_THO, "ttg/2015/qd-10-2015"),
        (cited("10/QĐ-TTg", date=date(2015, 1, 5)), CAN_THO, "ttg/2015/qd-10"),
        (cited("2437/QĐ-TTg", date=date(2025, 11, 4)), CAN_THO, "ttg/2025/qd-2437"),
        (cited("2437/QĐ-TTg"), CAN_THO, "ttg/_@s/qd-2437"),
        (cited("2074a/QĐ-TTg", date=date(2020, 1, 4)), CAN_THO, "ttg/2020/qd-2074a"),
        (cited("85/2015/QH13", type="Luật"), CAN_THO, "qh/13/l-85"),
        (cited("202/2025/QH15", type="Nghị quyết"), CAN_THO, "qh/15/nq-202"),
        (cited("85/2015/QH13"), CAN_THO, "qh/13/_-85"),
        (cited("34/2007/PL-UBTVQH11"), CAN_THO, "ubtvqh/11/pl-34"),
        (cited("1659/NQ-UBTVQH15"), CAN_THO, "ubtvqh/15/nq-1659"),
        (cited("55/2005/TTLT-BNV-VPCP"), CAN_THO, "bnv+vpcp/2005/ttlt-55"),
        (cited("55/2005/TTLT-VPCP-BNV"), CAN_THO, "bnv+vpcp/2005/ttlt-55"),
        (cited("6676/BYT-CDS", date=date(2024, 10, 29)), CAN_THO, "byt/2024/cv-6676"),
        (cited("50/CP", type="Nghị định", date=date(1996, 8, 28)), CAN_THO, "cp/1996/nd-50"),
        (cited("180/TTg", type="Quyết định", date=date(1996, 3, 28)), CAN_THO, "ttg/1996/qd-180"),
        (cited("10/2024/QĐ-UBND", issuer="UBND tỉnh Phú Thọ"), CAN_THO, "phu-tho.ubnd/2024/qd-10-2024"),
        (cited("10/2024/QĐ-UBND", issuer="Ủy ban nhân dân thành phố Cần Thơ"), CAN_THO, "can-tho.ubnd/2024/qd-10-2024"),
        (cited("10/QĐ-UBND", date=date(2025, 9, 1), issuer="UBND thành phố"), CAN_THO, "can-tho-2025.ubnd/2025/qd-10"),
        # before the merger the body belonged to one of several provinces: the only thành phố among them, else unknown
        (cited("10/QĐ-UBND", date=date(2024, 9, 1), issuer="UBND thành phố"), CAN_THO, "can-tho.ubnd/2024/qd-10"),
        (cited("10/2024/QĐ-UBND", issuer="Ủy ban nhân dân tỉnh Hậu Giang"), CAN_THO, "hau-giang.ubnd/2024/qd-10-2024"),
        (cited("27-CTr/TU", date=date(2018, 3, 12), issuer="Tỉnh ủy Sóc Trăng"), CAN_THO, "soc-trang.tu/2015-2020/ctr-27"),
        (cited("27-CTr/TU", date=date(2018, 3, 12), issuer="Đảng bộ tỉnh"), CAN_THO, "_.tu@s/2015-2020/ctr-27"),
        (cited("27-CTr/TU", date=date(2018, 3, 12), issuer="Thành ủy"), CAN_THO, "can-tho.tu/2015-2020/ctr-27"),
        (cited("7/KH-UBND", date=date(2025, 9, 1), issuer="UBND xã Lương Minh"), CAN_THO, "xa-luong-minh.can-tho-2025.ubnd/2025/kh-7"),
        (cited("7/QĐ-HĐ", date=date(2025, 9, 1)), CAN_THO, "_.hd@s/2025/qd-7"),
    ],
)
def test_citation_gets_the_id_of_its_cited_document(citation: Citation, citing: Document, identity: str) -> None:
    assert identity_of(citation, citing, "s") == identity


@pytest.mark.parametrize(
    ("head", "text", "identity", "province", "source"),
    [
        (
            Head(symbol=symbol_of("9-CT/TU"), issued_on=date(2012, 1, 3), letterhead=("TỈNH ỦY NGHỆ AN",)),
            "",
            "nghe-an.tu/2010-2015/ct-9",
            "Nghệ An",
            None,
        ),
        (
            Head(symbol=symbol_of("9-CT/TU"), issued_on=date(2012, 1, 3), place="Vinh"),
            "",
            "nghe-an.tu/2010-2015/ct-9",
            "Nghệ An",
            "place line",
        ),
        (
            Head(symbol=symbol_of("9-CT/TU"), issued_on=date(2025, 9, 3), place="Phan Thiết"),
            "",
            "lam-dong-2025.tu/2020-2025/ct-9",
            "Lâm Đồng",
            "place line",
        ),
        (
            Head(symbol=symbol_of("9-CT/TU"), issued_on=date(2012, 1, 3)),
            "Đảng bộ tỉnh Nghệ An đoàn kết",
            "nghe-an.tu/2010-2015/ct-9",
            "Nghệ An",
            "place named with a body in the text",
        ),
        (
            Head(symbol=symbol_of("9-CT/TU"), issued_on=date(2012, 1, 3)),
            "Đảng bộ tỉnh Nghệ An và Đảng bộ tỉnh Hà Tĩnh",
            "_.tu@aaaaaaaa/2010-2015/ct-9",
            None,
            None,
        ),
        (
            Head(symbol=symbol_of("9-CT/TU"), issued_on=date(2014, 8, 18)),
            "đồng chí Huỳnh Văn Tí - Bí thư Tỉnh ủy chủ trì",
            "binh-thuan.tu/2010-2015/ct-9",
            "Bình Thuận",
            "official named in the text",
        ),
        (
            Head(symbol=symbol_of("9-CT/TU"), issued_on=date(2009, 8, 18), signatory="Trần Văn An"),
            "",
            "ha-tinh.tu/2005-2010/ct-9",
            "Hà Tĩnh",
            "signatory of other documents",
        ),
        (
            Head(
                symbol=symbol_of("402-CV/VPĐU"), issued_on=date(2025, 3, 25), place="Hà Nội", letterhead=("ĐẢNG ỦY CHÍNH PHỦ", "VĂN PHÒNG")
            ),
            "",
            "chinh-phu.vpdu/2020-2025/cv-402",
            None,
            None,
        ),
        (
            Head(symbol=symbol_of("8-KH/ĐU"), issued_on=date(2007, 11, 12), letterhead=("HUYỆN ỦY CAN LỘC", "ĐẢNG ỦY XÃ VƯỢNG LỘC")),
            "",
            "xa-vuong-loc.ha-tinh.du/2005-2010/kh-8",
            "Hà Tĩnh",
            "district in other documents",
        ),
        (Head(symbol=symbol_of("57-NQ/TW")), "", "tw/_@aaaaaaaa/nq-57", None, None),
        (Head(type="Thông báo", title="KẾT LUẬN CỦA PHÓ THỦ TƯỚNG CHÍNH PHỦ"), "", "text/aaaaaaaaaaaa", None, None),
        (Head(), "", "text/aaaaaaaaaaaa", None, None),
    ],
)
def test_document_gets_its_id_and_province(head: Head, text: str, identity: str, province: str | None, source: str | None) -> None:
    elsewhere: dict[Clue, str] = {SignatoryClue("trần văn an"): "Hà Tĩnh", DistrictClue("can lộc"): "Hà Tĩnh"}
    hint = find_province_hint(text) if leaves_province_open(head) else None
    document = identify_document(replace(head, province_hint=hint), sha256="a" * 64, elsewhere=elsewhere)
    sources = {one.property: one.source for one in document.evidence}
    assert (document.id, document.province, sources.get("province")) == (identity, province, source)


def test_parse_symbol_rejects_invalid_symbols() -> None:
    assert [parse_symbol(text) for text in ("", "57", "CT/TW", "12/2025", "số", "/")] == [None] * 6


def test_ids_distinguish_similar_types() -> None:
    """Distinguish HD (Hướng dẫn) from HĐ (Hợp đồng), and DA (Dự án) from ĐA (Đề án)."""
    ids = {identity_of(cited(symbol, date=date(2022, 1, 3)), CAN_THO) for symbol in ("1-HD/TW", "1-HĐ/TW", "1-DA/TW", "1-ĐA/TW")}
    assert len(ids) == 4


def test_terms_begin_after_congress_or_with_the_first_plenum() -> None:
    days = [date(2001, 4, 22), date(2001, 4, 23), date(2016, 1, 26), date(2016, 1, 27), date(2021, 1, 30), date(2021, 1, 31)]
    assert [central_term(day) for day in days] == ["VIII", "IX", "XI", "XII", "XII", "XIII"]
    assert [central_term(date(2026, 1, 22)), central_term(date(2026, 1, 23)), central_term(date(1930, 2, 3))] == ["XIII", "XIV", None]


def test_provincial_term_is_unknown_around_a_congress() -> None:
    days = [date(2020, 9, 1), date(2020, 10, 1), date(2020, 11, 1)]
    assert [local_term(day, province="Lâm Đồng") for day in days] == ["2015-2020", None, "2020-2025"]
    assert local_term(date(2020, 10, 14), province="Hà Nội") == "2020-2025"
    assert local_term(date(2020, 6, 1), below=True) is None


def test_merged_province_gets_a_new_key_and_is_the_successor() -> None:
    before, after = province_at("Lâm Đồng", date(2025, 6, 30)), province_at("Lâm Đồng", date(2025, 7, 1))
    assert before and after and (before.key, after.key) == ("lam-dong", "lam-dong-2025")
    assert {p.successor for name in ("Lâm Đồng", "Bình Thuận", "Đắk Nông") if (p := province_at(name, date(2024, 1, 1)))} == {after.key}
    committee = issuer_at("TU", Place(before))
    assert (committee.name, committee.parent_id, committee.successor_id) == ("Tỉnh ủy Lâm Đồng", "tw", "lam-dong-2025.tu")
    assert province_at("Lâm Đồng", None) is None
    hue = province_at("Huế", date(2020, 1, 1))
    assert hue and hue.name == "Thừa Thiên Huế"


MERGED = sorted(
    (row["name"], row["members_or_successors"])
    for row in read_table("provinces", "set name members_or_successors change")
    if row["set"] == "34" and row["change"] == "merged from"
)


@pytest.mark.parametrize(("name", "members"), MERGED)
def test_merged_provinces_keep_their_committees_until_the_merger(name: str, members: str) -> None:
    today = province_at(name, date(2025, 7, 1))
    assert today
    citing = replace(CAN_THO, issuer=issuer_at("UBND", Place(today)), province=name)
    for member in members.split("; "):
        ids = [
            identity_of(cited("27-CTr/TU", date=on, issuer=f"Tỉnh ủy {member}"), citing) for on in (date(2018, 3, 12), date(2024, 3, 12))
        ]
        assert ids == [f"{slug(member)}.tu/{term}/ctr-27" for term in ("2015-2020", "2020-2025")]
        before = province_at(member, date(2025, 6, 30))
        assert before and issuer_at("TU", Place(before)).successor_id == f"{today.key}.tu"
    assert {member.name for member in members_of(today)} == set(members.split("; "))
    own = cited("27-CTr/TU", date=date(2018, 3, 12))
    assert identity_of(own, citing, "s") == "_.tu@s/2015-2020/ctr-27"


def test_parents_and_successors_of_an_issuer_are_listed() -> None:
    board = issuer_at("BTGTU", Place(province_at("Sóc Trăng", date(2018, 3, 12))))
    assert {body.id: body.name for body in issuers_beyond(board)} == {
        "soc-trang.tu": "Tỉnh ủy Sóc Trăng",
        "tw": "Trung ương",
        "can-tho-2025.tu": "Thành ủy Cần Thơ",
        "can-tho-2025.btgtu": "Ban Tuyên giáo Thành ủy Cần Thơ",
    }
    assert issuers_beyond(issuer_at("TU")) == (issuer_at("TW"),)  # of an unknown province


def test_issuers_form_a_hierarchy() -> None:
    province = province_at("Bình Thuận", None)
    chain = {
        issuer_at("TU", Place(province)).id: "tw",
        issuer_at("HU", Place(province, "huyện ủy", "Bắc Bình")).id: "binh-thuan.tu",
        issuer_at("BTCTU", Place(province)).id: "binh-thuan.tu",
        issuer_at("BKHCN").id: "cp",
        issuer_at("UBND", Place(province)).id: "cp",
    }
    assert chain["bac-binh.binh-thuan.hu"] == issuer_at("HU", Place(province, "huyện ủy", "Bắc Bình")).parent_id
    assert [issuer_at("TU", Place(province)).level, issuer_at("BKHCN").level] == ["province", "central"]
    for body in bodies().values():
        assert body.parent is None or body.parent in bodies(), body


def test_every_capital_identifies_its_province() -> None:
    for row in read_table("provinces", "name capital set confidence"):
        if row["set"] == "63" and row["capital"]:
            name = province_of_capital(row["capital"])
            province = province_at(name or "", date(2020, 1, 1))
            assert province and province.name == row["name"], row


def test_slugs_of_provinces_differ() -> None:
    names = {row["name"] for row in read_table("provinces", "name")}
    assert len({slug(name) for name in names}) == len(names)


def test_a_missing_or_malformed_table_raises() -> None:
    with pytest.raises(ReferenceTableError, match="missing"):
        read_table("rivers", "name")
    with pytest.raises(ReferenceTableError, match="no column length"):
        read_table("provinces", "name length")
