"""Test headers: facts of real documents, set in every layout of headers; and texts without a header."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date

import pytest

from danchieu.graph.linking.identity import identify_document
from danchieu.graph.model.symbols import parse_symbol
from danchieu.loaders.head.read_head import read_head
from danchieu.loaders.read_text import read
from danchieu.loaders.text.source import source_text

# symbol; date; place; letterhead; type; id
FACTS = """
37-HD/BTGDVTW; 2025-11-19; Hà Nội; BAN CHẤP HÀNH TRUNG ƯƠNG / BAN TUYÊN GIÁO VÀ DÂN VẬN; Hướng dẫn; btgdvtw/xiii/hd-37
0124/KH-UBND; 2025-11-18; Đắk Lắk; ỦY BAN NHÂN DÂN / TỈNH ĐẮK LẮK; Kế hoạch; dak-lak-2025.ubnd/2025/kh-124
010/CT-UBND; 2025-11-17; Đắk Lắk; ỦY BAN NHÂN DÂN / TỈNH ĐẮK LẮK; Chỉ thị; dak-lak-2025.ubnd/2025/ct-10
2579/QĐ-UBND; 2025-11-21; Cần Thơ; ỦY BAN NHÂN DÂN / THÀNH PHỐ CẦN THƠ; Quyết định; can-tho-2025.ubnd/2025/qd-2579
37/2025/NQ-HĐND; 2025-11-18; Thành phố Huế; HỘI ĐỒNG NHÂN DÂN / THÀNH PHỐ HUẾ; Nghị quyết; hue.hdnd/2025/nq-37-2025
81/2025/NQ-HĐND; 2025-11-27; Hà Nội; HỘI ĐỒNG NHÂN DÂN / THÀNH PHỐ HÀ NỘI; Nghị quyết; ha-noi.hdnd/2025/nq-81-2025
634/TB-VPCP; 2025-11-22; Hà Nội; VĂN PHÒNG CHÍNH PHỦ; Thông báo; vpcp/2025/tb-634
34/2025/TT-BKHCN; 2025-11-15; Hà Nội; BỘ KHOA HỌC VÀ CÔNG NGHỆ; Thông tư; bkhcn/2025/tt-34
126/NQ-CP; 2026-05-11; Hà Nội; CHÍNH PHỦ; Nghị quyết; cp/2026/nq-126
10/2024/TT-BKHĐT; 2024-06-12; Hà Nội; BỘ KẾ HOẠCH VÀ ĐẦU TƯ; Thông tư; bkhdt/2024/tt-10
383-QĐ/TW; 2025-11-19; Hà Nội; BAN CHẤP HÀNH TRUNG ƯƠNG; Quy định; tw/xiii/qd-383
1147-QĐ/BTGDVTW; 2025-12-01; Hà Nội; BAN CHẤP HÀNH TRUNG ƯƠNG / BAN TUYÊN GIÁO VÀ DÂN VẬN; Quyết định; btgdvtw/xiii/qd-1147
165/KH-UBND; 2025-11-21; Cần Thơ; ỦY BAN NHÂN DÂN / THÀNH PHỐ CẦN THƠ; Kế hoạch; can-tho-2025.ubnd/2025/kh-165
144/KH-UBND; 2025-11-24; Bắc Ninh; ỦY BAN NHÂN DÂN / TỈNH BẮC NINH; Kế hoạch; bac-ninh-2025.ubnd/2025/kh-144
182/KH-UBND; 2025-11-20; Đồng Nai; ỦY BAN NHÂN DÂN / TỈNH ĐỒNG NAI; Kế hoạch; dong-nai-2025.ubnd/2025/kh-182
310/KH-UBND; 2025-11-24; Hà Nội; ỦY BAN NHÂN DÂN / THÀNH PHỐ HÀ NỘI; Kế hoạch; ha-noi.ubnd/2025/kh-310
552/KH-UBND; 2025-11-19; Đồng Tháp; ỦY BAN NHÂN DÂN / TỈNH ĐỒNG THÁP; Kế hoạch; dong-thap-2025.ubnd/2025/kh-552
987/KH-UBND; 2025-11-20; Nghệ An; ỦY BAN NHÂN DÂN / TỈNH NGHỆ AN; Kế hoạch; nghe-an.ubnd/2025/kh-987
174/KH-UBND; 2025-11-18; Thành phố Hồ Chí Minh; ỦY BAN NHÂN DÂN / THÀNH PHỐ HỒ CHÍ MINH; Kế hoạch; ho-chi-minh-2025.ubnd/2025/kh-174
2820/QĐ-UBND; 2025-11-19; Thành phố Hồ Chí Minh; ỦY BAN NHÂN DÂN / THÀNH PHỐ HỒ CHÍ MINH; Quyết định; ho-chi-minh-2025.ubnd/2025/qd-2820
44/2025/QĐ-CTUBND; 2025-11-20; Gia Lai; CHỦ TỊCH ỦY BAN NHÂN DÂN / TỈNH GIA LAI; Quyết định; gia-lai-2025.ctubnd/2025/qd-44-2025
87/2025/QĐ-UBND; 2025-11-19; Lai Châu; ỦY BAN NHÂN DÂN / TỈNH LAI CHÂU; Quyết định; lai-chau.ubnd/2025/qd-87-2025
87/2025/QĐ-UBND; 2025-12-03; Bắc Ninh; ỦY BAN NHÂN DÂN / TỈNH BẮC NINH; Quyết định; bac-ninh-2025.ubnd/2025/qd-87-2025
380/NQ-CP; 2025-11-25; Hà Nội; CHÍNH PHỦ; Nghị quyết; cp/2025/nq-380
2597/QĐ-TTg; 2025-11-27; Hà Nội; THỦ TƯỚNG CHÍNH PHỦ; Quyết định; ttg/2025/qd-2597
302/2025/NĐ-CP; 2025-11-19; Hà Nội; CHÍNH PHỦ; Nghị định; cp/2025/nd-302
624/KH-UBND; 2025-11-19; Hà Tĩnh; ỦY BAN NHÂN DÂN / TỈNH HÀ TĨNH; Kế hoạch; ha-tinh.ubnd/2025/kh-624
235/KH-UBND; 2025-11-18; Thanh Hóa; ỦY BAN NHÂN DÂN / TỈNH THANH HÓA; Kế hoạch; thanh-hoa.ubnd/2025/kh-235
105/NQ-CP; 2026-04-08; Hà Nội; CHÍNH PHỦ; Nghị quyết; cp/2026/nq-105
844/QĐ-TTg; 2026-05-13; Hà Nội; THỦ TƯỚNG CHÍNH PHỦ; Quyết định; ttg/2026/qd-844
122/NQ-CP; 2026-05-06; Hà Nội; CHÍNH PHỦ; Nghị quyết; cp/2026/nq-122
21/CT-TTg; 2026-05-20; Hà Nội; THỦ TƯỚNG CHÍNH PHỦ; Chỉ thị; ttg/2026/ct-21
128/2026/NĐ-CP; 2026-04-06; Hà Nội; CHÍNH PHỦ; Nghị định; cp/2026/nd-128
147/2026/NĐ-CP; 2026-05-07; Hà Nội; CHÍNH PHỦ; Nghị định; cp/2026/nd-147
03/2021/TT-BNV; 2021-06-29; Hà Nội; BỘ NỘI VỤ; Thông tư; bnv/2021/tt-3
11/2024/TT-BLĐTBXH; 2024-10-31; Hà Nội; BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI; Thông tư; bldtbxh/2024/tt-11
3260-KH/ĐĐQH15; 2025-01-10; Hà Nội; BAN CHẤP HÀNH TRUNG ƯƠNG / ĐẢNG ĐOÀN QUỐC HỘI; Kế hoạch; ddqh15/2025/kh-3260
03/NQ-CP; 2025-01-09; Hà Nội; CHÍNH PHỦ; Nghị quyết; cp/2025/nq-3
101/2025/UBTVQH15; 2025-09-26; Hà Nội; ỦY BAN THƯỜNG VỤ / QUỐC HỘI; Nghị quyết; ubtvqh/15/nq-101
102/2025/NQLT-UBTVQH15-CP-ĐCTUBTWMTTQVN; 2025-09-26; Hà Nội; CHÍNH PHỦ; Nghị quyết liên tịch; cp+dctubtwmttqvn+ubtvqh/2025/nqlt-102
16/KH-MTTQ-BTT; 2025-11-18; Lương Minh; ỦY BAN MTTQ VIỆT NAM / XÃ LƯƠNG MINH / BAN THƯỜNG TRỰC; Kế hoạch; xa-luong-minh._.mttq/2025/kh-16
99/2025/NQ-HĐND; 2025-12-16; Quảng Ninh; HỘI ĐỒNG NHÂN DÂN / TỈNH QUẢNG NINH; Nghị quyết; quang-ninh.hdnd/2025/nq-99-2025
01/KH-TBTTKT; 2025-12-10; Phố Bảng; ỦY BAN BẦU CỬ XÃ PHỐ BẢNG / TIỂU BAN THÔNG TIN; Kế hoạch; xa-pho-bang._.tbttkt/2025/kh-1
503-TB/TU; 2008-05-16; Phan Thiết; TỈNH ỦY BÌNH THUẬN; Thông báo; binh-thuan.tu/2005-2010/tb-503
"""
ROWS = [tuple(part.strip() for part in line.split("; ")) for line in FACTS.strip().splitlines()]
STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
TITLE = "về công tác văn thư trong tình hình mới"
BODY = "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;\nĐiều 1. Phạm vi\n"


def _parts(row: tuple[str, ...]) -> tuple[list[str], str, str, str, str]:
    symbol, on, place, letterhead, kind, _ = row
    day = date.fromisoformat(on)
    party = "-" in symbol.split("/")[0]
    dated = f"{place}, ngày {day.day:02d} tháng {day.month} năm {day.year}"
    return letterhead.split(" / "), f"Số{'' if party else ':'} {symbol}", dated, PARTY if party else STATE, kind.upper()


def one_column(row: tuple[str, ...]) -> str:
    issuer, number, dated, nation, kind = _parts(row)
    return "\n".join([*issuer, "-------", nation, "Độc lập - Tự do - Hạnh phúc", number, dated, "", kind, TITLE, "______", BODY])


def two_columns(row: tuple[str, ...]) -> str:
    issuer, number, dated, nation, kind = _parts(row)
    right = [nation, *[""] * len(issuer)]
    lines = [f"{left:<70}{there}".rstrip() for left, there in zip(issuer, right, strict=False)]
    return "\n".join(["", *lines, f"{'*':>20}", f"{number:<70}{dated}", "", kind, TITLE, "-------", "", BODY])


def narrow(row: tuple[str, ...]) -> str:
    """Break the date before its year, as a narrow column does."""
    return one_column(row).replace(" năm ", " năm\n", 1)


def tabs(row: tuple[str, ...]) -> str:
    issuer, number, dated, nation, kind = _parts(row)
    right = [nation, *[""] * len(issuer)]
    lines = [f"{left}\t{there}".rstrip() for left, there in zip(issuer, right, strict=False)]
    return "\n".join([*lines, "", f"{number}\t{dated}", "", kind, TITLE, "", BODY])


def other_order(row: tuple[str, ...]) -> str:
    issuer, number, dated, nation, kind = _parts(row)
    return "\n".join(
        [f"{nation:<60}{issuer[0]}", *[f"{'':<60}{line}" for line in issuer[1:]], f"{dated:<60}{number}", "", kind, TITLE, "", BODY]
    )


def markdown(row: tuple[str, ...]) -> str:
    issuer, number, dated, nation, kind = _parts(row)
    cut, broken = dated.rsplit(" tháng", 1), nation.replace(" CỘNG SẢN ", " CỘNG SẢN\n").replace(" HỘI ", " HỘI\n")
    head = "|\n" + "\n".join(f"**{line}**" for line in issuer) + f"\n-------\n|\n**{broken}**\n---------------\n|\n"
    return f"{head}|\n{number}\n|\n*{cut[0]}\ntháng{cut[1]} *\n|\n\n** **\n\n**{kind}**\n\n{TITLE.upper()}\n\n*{BODY}*"


def gazette(row: tuple[str, ...]) -> str:
    issuer, number, dated, nation, kind = _parts(row)
    lines = [
        "CÔNG BÁO/Số 302/Ngày 02-06-2026 ",
        "44",
        *issuer,
        "________",
        number,
        nation,
        "Độc lập - Tự do - Hạnh phúc",
        "____",
        dated,
        kind,
        TITLE,
        "___",
    ]
    return " \n".join([*lines, BODY])


def decomposed(row: tuple[str, ...]) -> str:
    return unicodedata.normalize("NFD", one_column(row))


@pytest.mark.parametrize("layout", [one_column, two_columns, narrow, tabs, other_order, markdown, gazette, decomposed])
@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_header_is_read_in_every_layout(row: tuple[str, ...], layout: Callable[[tuple[str, ...]], str]) -> None:
    symbol, on, place, _, kind, identity = row
    source = source_text(layout(row))
    head = read_head(source)
    assert (str(head.symbol), str(head.issued_on), head.place, head.type) == (symbol, on, place, kind)
    assert head.title is not None and head.title.lower() == TITLE
    assert source.raw[head.end :].lstrip(" *_-\n").startswith("Ca" if layout is decomposed else "Că")
    assert identify_document(read(source).head, sha256=source.sha256).id == identity


@pytest.mark.parametrize(
    "text",
    [
        "Điều 1. Phạm vi điều chỉnh\nNghị định này hướng dẫn Luật Doanh nghiệp.\n",
        "Kính gửi: Thuế tỉnh An Giang.\nTrả lời công văn số 100/AGI-QLDN1 ngày 17/7/2025, Cục Thuế có ý kiến như sau.\n",
        "CHƯƠNG I NHỮNG QUY ĐỊNH CHUNG\nĐiều 1. Quyết định số 15/2025/QĐ-TTg ngày 14 tháng 6 năm 2025 quy định như sau.\n",
        "Hà Tĩnh, ngày hội lớn của toàn dân\nSáng 12/01, hội nghị đã khai mạc.\n",
        "",
        "Số liệu 2025\n12/2025 tăng 5-7 lần\n",
    ],
)
def test_text_without_a_header_gives_an_empty_header(text: str) -> None:
    head = read_head(source_text(text))
    assert (head.symbol, head.issued_on, head.place, head.type, head.letterhead, head.end) == (None, None, None, None, (), 0)


@pytest.mark.parametrize(
    ("number", "symbol"),
    [
        ("Số 20 - CT/TU", "20-CT/TU"),
        ("Số: 012/CT-UBND", "012/CT-UBND"),
        ("Số:87/2007-NĐ-CP", "87/2007/NĐ-CP"),
        ("Số 36/NQ-TW", "36-NQ/TW"),
        ("Số: 2074a/QĐ-TTTT", "2074a/QĐ-TTTT"),
        ("Số: 66.4/2025/NQ-CP", "66.4/2025/NQ-CP"),
        ("Số:   /HD-MTTQ", None),
        ("Số: ......./QĐ-UBND", None),
    ],
)
def test_number_is_repaired_or_left_out(number: str, symbol: str | None) -> None:
    text = f"ỦY BAN NHÂN DÂN\nTỈNH HÀ TĨNH\n{number}\nHÀ TĨNH, ngày   tháng 9 năm 2012\n\nCHỈ THỊ\nvề thi đua\n"
    assert read_head(source_text(text)).symbol == (parse_symbol(symbol) if symbol else None)


def test_blank_day_gives_no_date() -> None:
    head = read_head(source_text("UBND XÃ HÒA AN\nSố: 5/KH-UBND\nHòa An, ngày  tháng 01 năm 2026\nKẾ HOẠCH\nvề bầu cử\n"))
    assert (head.place, head.issued_on) == ("Hòa An", None)


def test_impossible_day_gives_no_date() -> None:
    assert read_head(source_text("Số: 5/KH-UBND\nHuế, ngày 31 tháng 02 năm 2026\nKẾ HOẠCH\nvề bầu cử\n")).issued_on is None


@pytest.mark.parametrize(
    "signed",
    [
        "Nơi nhận:                                    T/L BAN THƯỜNG VỤ\n- Tỉnh ủy;             PHÓ CHÁNH VĂN PHÒNG\n- Lưu.\n"
        "                     Trần Văn An\n",
        "|\nNơi nhận:\n- Lưu: VT.\n|\n**TM. ỦY BAN NHÂN\nDÂN**\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n**Trần Văn An**\n|",
        "CHÁNH VĂN PHÒNG\n\n(*đã ký, đóng dấu*)\n\nTrần Văn An\n\nPHỤ LỤC\nTM. BAN TỔ CHỨC\nLê Thị Bình\n",
    ],
)
def test_signatory_is_read(signed: str) -> None:
    assert read_head(source_text(f"Điều 1. Phạm vi\n{signed}")).signatory == "Trần Văn An"


def test_list_of_recipients_gives_no_signatory() -> None:
    assert read_head(source_text("Điều 1. Phạm vi\nNơi nhận:\n- Thường trực Tỉnh ủy;\n- Lưu Văn phòng.\n")).signatory is None
