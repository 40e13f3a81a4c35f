"""Words of which the synthetic texts are made, written for this project; {n}, {y}, {object} and {body} are filled in, {} is a citation."""

from __future__ import annotations

__all__ = [
    "AIMS",
    "CITING",
    "CITING_AGAIN",
    "DATE_FIRST",
    "FAMILY_NAMES",
    "GIVEN_NAMES",
    "LEADS",
    "MIDDLE_NAMES",
    "OBJECTS",
    "PLAIN",
    "RECEIVERS",
    "SCOPES",
    "SYLLABLES",
    "VERBS",
]

VERBS = (
    *("tăng cường", "đẩy mạnh", "nâng cao hiệu quả", "đổi mới", "chấn chỉnh", "củng cố"),
    *("tiếp tục hoàn thiện", "phát triển", "thúc đẩy", "siết chặt", "mở rộng"),
)
OBJECTS = (
    *("công tác quản lý rừng ven biển", "việc học nghề của thanh niên nông thôn", "mạng lưới trạm y tế", "công tác thu gom rác thải"),
    *("việc tiếp công dân", "hệ thống kênh mương nội đồng", "công tác dân số", "phong trào đọc sách", "nuôi trồng thủy sản trên hồ chứa"),
    *("công tác giảm nghèo", "việc trồng cây dược liệu", "hoạt động của tổ hợp tác", "công tác phòng cháy", "việc số hóa hồ sơ lưu trữ"),
    *("sinh hoạt của chi bộ thôn", "công tác phát triển đảng viên trẻ", "chợ đầu mối nông sản", "việc cấp nước sạch", "du lịch làng nghề"),
    *("công tác bảo vệ nguồn nước", "giao thông nông thôn", "việc dạy tiếng dân tộc", "công tác phòng, chống thiên tai", "lao động biển"),
    *("công tác kiểm tra nội bộ", "bảo tồn lễ hội truyền thống", "việc giao khoán đất bãi bồi", "kho thóc dự phòng", "chăn nuôi an toàn"),
    *("công tác hòa giải ở cơ sở", "việc trợ giúp người cao tuổi", "thể thao học đường", "đèn đường ngõ xóm", "vườn ươm giống cây"),
    *("công tác văn phòng cấp ủy", "việc khám sức khỏe học sinh", "nghề làm muối", "bến bãi sông", "vệ sinh bếp ăn tập thể"),
)
SCOPES = (
    *("", " trong tình hình mới", " ở vùng sâu, vùng xa", " trên địa bàn", " ở cơ sở", " trong các khu dân cư", " những năm tới"),
    *(" gắn với sắp xếp lại tổ chức", " và bảo đảm nguồn lực thực hiện", " theo hướng gần dân, sát dân"),
)
LEADS = ("Thực hiện", "Triển khai", "Quán triệt và thực hiện", "Tiếp tục thực hiện", "Trên cơ sở", "Cụ thể hóa")
AIMS = ("MỤC ĐÍCH, YÊU CẦU", "MỤC TIÊU", "TÌNH HÌNH", "NHIỆM VỤ, GIẢI PHÁP", "TỔ CHỨC THỰC HIỆN", "CÁC VIỆC TRỌNG TÂM")

CITING = (
    "Tổ chức sinh hoạt chuyên đề về {}, mỗi quý ít nhất một lần.",
    "Việc {verb} {object} tiến hành theo {}, tránh hình thức.",
    "Rà soát các nhiệm vụ nêu tại {}, báo cáo kết quả trước ngày {m} hằng tháng.",
    "Kinh phí bố trí theo {}; phần còn thiếu vận động xã hội hóa.",
    "Các đơn vị đối chiếu với {} để điều chỉnh chỉ tiêu {object}.",
    "Qua {n} tháng thực hiện {}, {object} đã có chuyển biến.",
    "Kiểm tra {n} đơn vị về việc chấp hành {}, nhắc nhở kịp thời nơi làm chậm.",
    "Phổ biến {} đến từng hộ dân bằng loa truyền thanh và tờ gấp.",
    "Bố trí cán bộ chuyên trách theo {}, không để trống địa bàn.",
    "Khen thưởng tập thể, cá nhân làm tốt {}; phê bình nơi buông lỏng.",
    "Trách nhiệm của người đứng đầu thực hiện theo {}, có phân công cụ thể.",
    "Chế độ hỗ trợ áp dụng theo {}, chi trả qua tài khoản.",
)
CITING_AGAIN = (
    "Giao các đơn vị đăng ký việc làm cụ thể theo {} ngay trong tháng {m}.",
    "Nơi nào chưa phổ biến {} thì hoàn thành trong quý này.",
    "Kết quả thực hiện {} là căn cứ xếp loại cuối năm.",
    "Cán bộ mới nhận việc phải nắm được {}, nhất là phần về {object}.",
    "Khó khăn khi thực hiện {} gửi về bộ phận thường trực để tổng hợp.",
    "Dành ít nhất {n} giờ mỗi quý để trao đổi về {}, có biên bản.",
)
DATE_FIRST = (
    "Ngày {date}, {issuer} đã ban hành {} {title}.",
    "Ngày {date}, {issuer} ban hành {}, các đơn vị đã nhận đủ.",
)
PLAIN = (
    "Phấn đấu mỗi năm có thêm {n} mô hình về {object} được nhân rộng.",
    "Phân công từng đồng chí phụ trách địa bàn; việc khó phải có người đứng mũi chịu sào.",
    "Số hộ tham gia tăng từ {m}% lên {n}%, vượt mức đề ra từ đầu năm.",
    "Khắc phục tình trạng nể nang, né tránh; lời nói phải đi đôi với việc làm.",
    "Tập trung {verb} {object}, lấy sự hài lòng của người dân làm thước đo.",
    "Đài phát thanh mở chuyên mục riêng, mỗi tuần {m} buổi, giới thiệu cách làm hay về {object}.",
    "Hạn hán và mưa trái mùa làm thiệt hại {n} ha hoa màu; bà con được hỗ trợ giống để gieo lại.",
    "Thành lập {m} tổ công tác xuống tận thôn, nghe dân nói và ghi lại đầy đủ.",
    "Nguồn lực còn dàn trải, thiếu trọng tâm; {object} chưa được quan tâm đúng mức.",
    "Bồi dưỡng {n} lượt cán bộ, ưu tiên người trẻ và cán bộ nữ.",
    "Định kỳ ngày {m} của tháng cuối quý, các đơn vị gửi số liệu bằng thư điện tử.",
    "Vận động doanh nghiệp góp công, góp của; công khai thu chi trước hội nghị nhân dân.",
    "Tỷ lệ hoàn thành đúng hạn đạt {n}%, còn {m} việc phải chuyển sang năm sau.",
    "Chú trọng {object}; những nơi thuận lợi làm trước, nơi khó khăn làm sau.",
    "Người đứng đầu trực tiếp đối thoại, giải đáp vướng mắc ngay tại chỗ.",
    "Ứng dụng phần mềm dùng chung, giảm ít nhất {m} loại sổ sách giấy.",
)
RECEIVERS = ("Như trên", "Các ban, ngành, đoàn thể", "Các đơn vị trực thuộc", "Báo, Đài", "Lưu văn phòng", "Các đồng chí lãnh đạo")

FAMILY_NAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý", "Tống", "Khổng", "Mạc")
MIDDLE_NAMES = ("Văn", "Thị", "Minh", "Quốc", "Hữu", "Thanh", "Đình", "Ngọc", "Xuân", "Trọng", "Khắc", "Bá")
GIVEN_NAMES = ("Hoành", "Tấn", "Trinh", "Tặng", "Khoan", "Mùi", "Sửu", "Thuần", "Luyến", "Cẩn", "Đoan", "Ước", "Vượng", "Nhạn", "Quýnh")

SYLLABLES = (
    *("Ngạn", "Khuê", "Thượng", "Lạc", "Vân", "Trúc", "Khê", "Mộc", "Đàm", "Sậy", "Liễu", "Trạch", "Tòng", "Diên", "Hoằng"),
    *("Kiệm", "Cốc", "Mai", "Thụ", "Phong", "Quế", "Rạch", "Suối", "Lĩnh", "Điền", "Thạnh", "Xuyên", "Giao", "Ngàn", "Sơn"),
)
"""Syllables of invented districts and communes: Ngạn Khuê, Trúc Điền."""
