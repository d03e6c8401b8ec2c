"""The language of the sample portals: a grammar whose symbols open into phrases, and the subjects its stories are about."""

from __future__ import annotations

from dataclasses import dataclass

# A phrase may hold {symbols}; each opens into one of its phrases. {n:2-40} is a number, {d} a day and month.
GRAMMAR: dict[str, tuple[str, ...]] = {
    "family": ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý", "Nông", "Đinh", "Hà", "Triệu"),
    "middle": ("Văn", "Thị", "Đức", "Minh", "Quang", "Thu", "Hồng", "Xuân", "Ngọc", "Hữu", "Thanh", "Bích", "Mạnh", "Kim"),
    "given": (
        *("Hải", "Lan", "Sơn", "Hương", "Tùng", "Nga", "Dũng", "Thủy", "Khánh", "Phượng", "Cường", "Yến", "Long", "Mai", "Bình"),
        *("Quyên", "Thắng", "Vân", "Tuấn", "Hạnh", "Lâm", "Oanh", "Phúc", "Trinh", "Vinh", "Duyên"),
    ),
    "person": ("{family} {middle} {given}",),
    "place": (
        *("An Khê", "Bảo Lạc", "Cẩm Thượng", "Đại Phước", "Đông Hòa", "Gia Vân", "Hòa Thắng", "Khánh Nhạc", "Lộc Ninh", "Mường Khai"),
        *("Nậm Pung", "Phước Tân", "Quảng Lãng", "Sơn Thủy", "Tà Lèng", "Thạch Bàn", "Thượng Hà", "Vĩnh Trạch", "Xuân Quang", "Yên Lạc"),
        *("Bình Chuẩn", "Châu Khê", "Diễn Thọ", "Hưng Mỹ", "Long Điền", "Nghĩa Trung", "Tân Phong", "Trà Cổ", "Trung Sơn", "Văn Yên"),
    ),
    "commune": ("xã {place}", "phường {place}", "xã {place}", "thị trấn {place}"),
    "office": (
        *("Văn phòng UBND tỉnh", "Trung tâm Công nghệ thông tin và Truyền thông", "Sở Nội vụ", "Công an tỉnh", "Viễn thông tỉnh"),
        *("Bưu điện tỉnh", "Phòng Bưu chính, Viễn thông", "Thanh tra Sở", "Phòng Công nghệ số", "Tỉnh đoàn", "Hội Nông dân tỉnh"),
        *(
            "Liên minh Hợp tác xã tỉnh",
            "Sở Giáo dục và Đào tạo",
            "Sở Y tế",
            "Hội Liên hiệp Phụ nữ tỉnh",
            "Chi cục Tiêu chuẩn Đo lường Chất lượng",
        ),
    ),
    "rank": (
        *("Phó Chủ tịch UBND tỉnh", "Giám đốc Sở", "Phó Giám đốc Sở", "Chánh Văn phòng Sở", "Trưởng phòng Công nghệ số"),
        *("Bí thư Đảng ủy {commune}", "Chủ tịch UBND {commune}", "Phó Chủ tịch HĐND tỉnh", "Giám đốc {office}"),
    ),
    "who": ("đồng chí {person}, {rank}", "ông {person}, {rank}", "bà {person}, {rank}", "đồng chí {person} - {rank}"),
    "when": (
        *("Sáng {d}", "Chiều {d}", "Ngày {d}", "Trong hai ngày {d} và hôm sau", "Tối {d}", "Từ đầu tháng {n:2-11}", "Sáng nay ({d})"),
        *("Vừa qua", "Trong tuần qua"),
    ),
    "where": (
        *("tại hội trường tầng {n:2-9} trụ sở liên cơ quan", "tại nhà văn hóa {commune}", "tại trung tâm hội nghị tỉnh", "tại {commune}"),
        *(
            "theo hình thức trực tiếp kết hợp trực tuyến với {n:8-60} điểm cầu",
            "tại Trường THPT {place}",
            "tại điểm bưu điện văn hóa {commune}",
        ),
    ),
    "people": (
        *("{n:20-300} cán bộ, công chức cấp xã", "{n:30-400} đoàn viên thanh niên", "{n:15-90} chủ hộ kinh doanh", "{n:20-150} giáo viên"),
        *(
            "đại diện {n:5-40} doanh nghiệp",
            "{n:12-80} tổ công nghệ số cộng đồng",
            "gần {n:40-500} hội viên nông dân",
            "{n:11-70} phóng viên, biên tập viên",
        ),
    ),
    "good": (
        *(
            "thuận tiện hơn",
            "minh bạch hơn",
            "ít tốn giấy tờ hơn",
            "nhanh hơn trước khoảng {n:2-9} ngày",
            "gần dân hơn",
            "đỡ phải đi lại nhiều lần",
        ),
    ),
    "until": ("đến hết quý {n:1-4}", "trước ngày {d}", "trong {n:2-11} tháng tới", "ngay trong năm nay", "từ nay đến cuối năm"),
    # what holds anywhere
    "plain": (
        "Dự buổi làm việc có {who} cùng {people}.",
        "{who_cap} ghi nhận cách làm của {commune} và đề nghị nhân ra {n:5-40} xã còn lại {until}.",
        "Theo {office}, phần việc này được giao cho {n:2-9} đầu mối, mỗi đầu mối báo cáo {n:2-4} tuần một lần.",
        "Kinh phí thực hiện khoảng {n:120-980} triệu đồng, trong đó ngân sách tỉnh bố trí {n:40-90}%, phần còn lại do {office} thu xếp.",
        "Khó khăn lớn nhất, theo bà {person} ở {commune}, là người lớn tuổi chưa quen dùng điện thoại và thường phải nhờ con cháu.",
        "Ở {commune}, {n:3-9} thôn nằm cách trung tâm hơn {n:8-30} km, đường dốc, mùa mưa hay bị chia cắt.",
        "Ông {person}, người dân {commune}, cho biết gia đình ông mất chưa đầy {n:5-40} phút cho việc mà trước đây phải đi hai buổi.",
        "Đoàn công tác cũng đi thực tế tại {commune}, nơi có {n:300-4800} hộ dân sinh sống, và nghe {n:6-21} ý kiến góp ý.",
        "So với cùng kỳ năm trước, con số này tăng {n:3-48},{n:1-9}%; riêng {commune} tăng gấp {n:2-4} lần.",
        "Trước đó, {d}, {office} đã có văn bản số {n:112-2960} hướng dẫn cách làm và biểu mẫu kèm theo.",
        "Đến nay {n:12-97} trên {n:98-160} đơn vị đã hoàn thành; những nơi còn lại cam kết xong {until}.",
        "{who_cap} lưu ý không chạy theo số lượng, việc nào chưa chắc chắn thì làm thử ở {n:2-5} nơi rồi mới mở rộng.",
        "Nhiều ý kiến cho rằng cần thêm người hướng dẫn tại chỗ, bởi {commune} mới có {n:2-6} cán bộ phụ trách.",
        "Kết quả khảo sát của {office} với {n:180-2400} người cho thấy {n:61-96}% hài lòng, {n:2-9}% đề nghị làm lại giao diện cho dễ đọc.",
        "Buổi chiều cùng ngày, các đại biểu thảo luận theo {n:3-6} nhóm và thống nhất {n:4-11} đầu việc cần làm ngay.",
        "{office} sẽ kiểm tra đột xuất tại {n:4-18} đơn vị và công khai kết quả để người dân theo dõi.",
        "Lớp học kéo dài {n:2-6} buổi, học viên được chia nhóm {n:5-12} người và thực hành ngay trên máy.",
        "Anh {person} kể rằng lúc đầu cả tổ chỉ có {n:3-8} người, đi từng nhà, sau {n:3-10} tháng bà con mới tin và làm theo.",
        "Phần lớn thiết bị đã dùng từ năm {n:2012-2019}, hay hỏng vặt, nên tỉnh dự kiến thay {n:20-180} bộ {until}.",
        "Việc phối hợp giữa {office} và {office} được đánh giá là {good}.",
        "Nhờ đó, hồ sơ qua {commune} được xử lý {good}, số lượt phản ánh giảm còn {n:2-30} lượt mỗi tháng.",
        "Thay mặt {office}, {who} cảm ơn sự đồng hành của {people} trong suốt {n:3-12} tháng qua.",
    ),
    "say": (
        "Chúng tôi không đặt nặng thành tích. Cái cần là bà con ở {commune} làm được việc của mình mà không phải hỏi đến người thứ hai.",
        "Mỗi tuần tôi xuống cơ sở {n:2-4} lần, lần nào cũng có người hỏi những câu mà tài liệu chưa viết tới.",
        "Nếu cứ ngồi chờ đủ máy móc thì {n:3-8} năm nữa cũng chưa bắt đầu được, nên chúng tôi làm với những gì đang có.",
        "Có hôm {n:40-120} người đến cùng một buổi sáng, anh em phải chia ca đến {n:6-8} giờ tối mới xong.",
        "Sai thì sửa, nhưng phải nói rõ sai ở đâu để {office} còn biết mà hỗ trợ.",
        "Tôi mong {until} cả {n:9-30} thôn đều có người biết hướng dẫn lại cho hàng xóm.",
        "Cái khó không nằm ở phần mềm, mà ở chỗ {n:4-9} đơn vị dùng {n:4-9} biểu mẫu khác nhau cho cùng một việc.",
    ),
    "ask": (
        "Thưa {ngoi}, xuất phát từ đâu mà đơn vị chọn {commune} để bắt đầu?",
        "Sau {n:4-18} tháng, điều gì khiến {ngoi} thấy chưa hài lòng nhất?",
        "{ngoi_cap} có thể nói rõ hơn về nguồn lực cho {n:2-5} năm tới không?",
        "Người dân phản ánh còn phải chờ lâu vào đầu tuần, {ngoi} giải thích thế nào?",
        "Vậy {until} những việc gì sẽ được ưu tiên, thưa {ngoi}?",
        "Với các xã vùng cao như {place}, cách làm có khác không?",
        "{ngoi_cap} muốn nhắn gửi điều gì tới {people}?",
    ),
    "ngoi": ("ông",),
    "close": (
        "Kết luận hội nghị, {who} giao {office} tổng hợp các ý kiến, trình phương án {until}.",
        "Các nội dung tiếp theo sẽ được {office} thông báo {until}.",
        "Dịp này, {n:3-15} tập thể và {n:6-40} cá nhân được tặng giấy khen vì có nhiều đóng góp.",
        "Thông tin chi tiết liên hệ {office}, điện thoại 02{n:10-99}.3{n:100-999}.{n:100-999}.",
        "Hoạt động sẽ còn tiếp tục ở {commune} và {commune} {until}.",
    ),
    "shot": (
        "{who_cap} phát biểu {where}. Ảnh: {given} {given2}",
        "Các đại biểu tham quan gian trưng bày của {commune}.",
        "Quang cảnh buổi làm việc {where}.",
        "{people_cap} theo dõi phần trình bày.",
        "Cán bộ {commune} hướng dẫn người dân (ảnh chụp {d}).",
        "Bà {person} (bên trái) trao đổi với tổ công tác ở {commune}.",
        "Trao giấy khen cho các cá nhân của {office}.",
        "Đường vào {commune} sau đợt mưa đầu tháng {n:6-10}.",
        "Phút giải lao của {people}. Ảnh: {person}",
        "Kỹ thuật viên {office} kiểm tra thiết bị tại {commune}.",
    ),
    "given2": ("Anh", "Linh", "Trang", "Hiếu", "Nam", "Châu", "Giang"),
}


@dataclass(frozen=True)
class Subject:
    """One subject: phrases for titles, leads, sentences, captions, headings and list items."""

    titles: tuple[str, ...]
    leads: tuple[str, ...]
    lines: tuple[str, ...]
    shots: tuple[str, ...]
    heads: tuple[str, ...]
    items: tuple[str, ...]
