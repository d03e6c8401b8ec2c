"""Sentence patterns of the sample articles, by subject.

A slot is `{name}` or `{name:low-high}`; `prose.Facts` fills it. Places and people are invented.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """What can be said about one subject; every list holds patterns."""

    titles: tuple[str, ...]
    leads: tuple[str, ...]
    sentences: tuple[str, ...]
    captions: tuple[str, ...]
    items: tuple[str, ...]


TOPICS: tuple[Topic, ...] = (
    Topic(
        titles=(
            "{tinh}: Đẩy mạnh chuyển đổi số trong cơ quan nhà nước năm {nam}",
            "Chuyển đổi số tại huyện {huyen}: {n:12-60} xã, thị trấn hoàn thành chỉ tiêu",
            "Tổ công nghệ số cộng đồng xã {xa} đến từng hộ dân",
            "Sơ kết {n:3-9} tháng thực hiện kế hoạch chuyển đổi số của tỉnh {tinh}",
            "{tinh} công bố chỉ số chuyển đổi số cấp huyện, {huyen} dẫn đầu",
        ),
        leads=(
            "Sáng {ngay}, {so} tỉnh {tinh} tổ chức hội nghị sơ kết công tác chuyển đổi số với sự tham dự của {n:60-350} đại biểu. "
            "Đồng chí {ld}, {cv} chủ trì hội nghị.",
            "Ngày {ngay}, đoàn công tác do đồng chí {ld}, {cv} làm trưởng đoàn đã kiểm tra tiến độ chuyển đổi số tại huyện {huyen}.",
            "Tính đến ngày {ngay}, sau {n:2-5} năm triển khai, chuyển đổi số ở {tinh} đã đi vào thực chất, người dân và "
            "doanh nghiệp được hưởng lợi rõ nét.",
        ),
        sentences=(
            "Đến nay, toàn tỉnh có {n:140-900} tổ công nghệ số cộng đồng với hơn {nghin} thành viên hoạt động tại các thôn, tổ dân phố.",
            "Tỷ lệ văn bản điện tử có ký số trao đổi giữa các cơ quan nhà nước đạt {p:88-99}, tăng {p:2-9} so với cùng kỳ năm trước.",
            "Nền tảng tích hợp, chia sẻ dữ liệu của tỉnh đã kết nối với {n:9-24} hệ thống của các bộ, ngành trung ương.",
            "Huyện {huyen} hiện có {n:8-30} điểm hỗ trợ người dân cài đặt tài khoản định danh và thanh toán không dùng tiền mặt.",
            "Theo báo cáo, vẫn còn {n:3-14} chỉ tiêu chậm tiến độ, chủ yếu do thiếu nhân lực chuyên trách ở cấp xã.",
            "Kinh phí bố trí cho các nhiệm vụ chuyển đổi số trong năm {nam} là {tien}, trong đó ngân sách tỉnh chiếm {p:55-80}.",
            "Đồng chí {ld} yêu cầu các địa phương lấy người dân làm trung tâm, tránh chạy theo số lượng mà bỏ quên chất lượng.",
            "Các doanh nghiệp viễn thông cam kết phủ sóng tới {n:5-40} thôn còn lõm sóng trước ngày 31/12/{nam}.",
        ),
        captions=(
            "Quang cảnh hội nghị.",
            "Đồng chí {ld} phát biểu chỉ đạo hội nghị.",
            "Thành viên tổ công nghệ số cộng đồng xã {xa} hướng dẫn người dân cài đặt ứng dụng.",
        ),
        items=(
            "Hoàn thiện kho dữ liệu dùng chung của tỉnh trong quý {n:1-4}",
            "Bồi dưỡng kỹ năng số cho ít nhất {n:200-900} cán bộ cấp xã",
            "Đưa {n:20-80} bộ dữ liệu mở lên cổng dữ liệu của tỉnh",
        ),
    ),
    Topic(
        titles=(
            "Tập huấn an toàn thông tin cho cán bộ huyện {huyen}",
            "Diễn tập ứng cứu sự cố an toàn thông tin mạng tỉnh {tinh} năm {nam}",
            "Cảnh báo {n:4-12} thủ đoạn lừa đảo trực tuyến mới trên địa bàn tỉnh",
            "{tinh} rà quét, khắc phục {n:20-180} lỗ hổng bảo mật",
            "Nâng cao nhận thức an toàn thông tin cho đoàn viên, thanh niên xã {xa}",
        ),
        leads=(
            "Trong {n:2-4} ngày, từ {ngay}, {so} mở lớp tập huấn kỹ năng bảo đảm an toàn thông tin cho {n:40-160} cán bộ, công chức.",
            "Chiều {ngay}, tại Trung tâm Công nghệ thông tin tỉnh {tinh} diễn ra buổi diễn tập ứng cứu sự cố với {n:6-20} đội tham gia.",
            "Trước tình trạng lừa đảo qua mạng diễn biến phức tạp, ngày {ngay}, {so} vừa phát đi cảnh báo tới người dân "
            "các huyện {huyen}, {huyen2}.",
        ),
        sentences=(
            "Học viên được giới thiệu cách nhận biết thư điện tử giả mạo, quản lý mật khẩu và sao lưu dữ liệu theo nguyên tắc 3-2-1.",
            "Trong {n:3-9} tháng qua, hệ thống giám sát ghi nhận {nghin} cảnh báo, trong đó {n:11-95} sự cố phải xử lý trực tiếp.",
            "Anh {kh}, {kcv}, cho biết kẻ gian thường mạo danh cán bộ công an để yêu cầu cài ứng dụng lạ.",
            "Đội phòng thủ đã phát hiện và cô lập máy chủ bị tấn công sau {n:12-55} phút, nhanh hơn {n:3-15} phút so với lần trước.",
            "Một đoạn phim giả mạo đạt {nghin} lượt xem chỉ sau một đêm đã khiến {n:3-25} người bị chiếm đoạt tài sản.",
            "Có {n:9-28}/{n:29-40} hệ thống thông tin của tỉnh đã được phê duyệt hồ sơ đề xuất cấp độ an toàn.",
            "Khi nghi ngờ bị lừa, người dân cần giữ lại tin nhắn, số điện thoại và báo ngay cho công an xã hoặc gọi {n:1800-1900}.",
            "Sau khóa học, {p:85-99} học viên vượt qua bài kiểm tra cuối khóa; {n:3-12} người đạt điểm tuyệt đối.",
        ),
        captions=(
            "Các đội tham gia diễn tập xử lý tình huống giả định.",
            "Giảng viên hướng dẫn học viên nhận biết thư giả mạo.",
            "Lớp tập huấn thu hút {n:40-160} học viên tham gia.",
        ),
        items=(
            "Không cung cấp mã xác thực cho bất kỳ ai qua điện thoại",
            "Đổi mật khẩu ít nhất {n:2-4} lần mỗi năm và bật xác thực hai lớp",
            "Chỉ cài ứng dụng từ kho chính thức, đọc kỹ {n:3-6} quyền truy cập đầu tiên",
        ),
    ),
    Topic(
        titles=(
            "Bưu điện huyện {huyen} đưa {n:200-900} đặc sản lên sàn thương mại điện tử",
            "Mạng bưu chính {tinh} bảo đảm phục vụ cao điểm cuối năm",
            "Điểm bưu điện văn hóa xã {xa} thành nơi làm thủ tục hành chính",
            "{so} kiểm tra {n:8-30} doanh nghiệp bưu chính trên địa bàn",
            "Phát động cuộc thi viết thư quốc tế UPU lần thứ {n:47-60} tại {tinh}",
        ),
        leads=(
            "Từ đầu năm đến ngày {ngay}, mạng lưới bưu chính tỉnh {tinh} phục vụ {nghin} lượt khách, doanh thu ước đạt {tien}.",
            "Ngày {ngay}, {so} phối hợp với Bưu điện tỉnh ký kết chương trình phối hợp giai đoạn {nam} - {namsau}.",
            "Thực hiện Quyết định số {n:100-2800}/QĐ-UBND, từ {ngay} các điểm bưu điện văn hóa xã nhận hồ sơ thay bộ phận một cửa.",
        ),
        sentences=(
            "Toàn tỉnh hiện có {n:90-260} điểm phục vụ bưu chính, bán kính phục vụ bình quân {n:2-4},{n:1-9} km mỗi điểm.",
            "Chị {nu} ở xã {xa} chia sẻ: “Trước đây đi nộp hồ sơ mất nửa ngày, nay ra bưu điện xã chỉ {n:10-25} phút là xong”.",
            "Sản lượng bưu gửi trong tháng đạt {nghin} gói, tăng {p:4-22} so với tháng trước.",
            "Qua kiểm tra, đoàn nhắc nhở {n:2-7} doanh nghiệp chưa niêm yết giá cước và thời gian phát.",
            "Hơn {n:60-480} hộ nông dân huyện {huyen} đã mở gian hàng số, trong đó {n:12-50} hộ có đơn hàng đều mỗi tuần.",
            "Dịp này, ban tổ chức trao {n:10-60} suất học bổng, mỗi suất {n:1-3} triệu đồng, cho học sinh vượt khó.",
            "Bưu điện tỉnh bố trí thêm {n:8-30} xe chuyên dùng và {n:20-90} nhân viên thời vụ để tránh ùn ứ bưu gửi.",
        ),
        captions=(
            "Nhân viên bưu điện hỗ trợ người dân xã {xa} nộp hồ sơ trực tuyến.",
            "Gian hàng giới thiệu nông sản huyện {huyen}.",
            "Ký kết chương trình phối hợp giữa {so} và Bưu điện tỉnh.",
        ),
        items=(
            "Giảm {p:10-30} thời gian phát đối với bưu gửi nội tỉnh",
            "Duy trì {n:90-260} điểm phục vụ có người trực cả ngày thứ bảy",
            "Hỗ trợ {n:100-700} hộ sản xuất có mã truy xuất nguồn gốc",
        ),
    ),
    Topic(
        titles=(
            "Dịch vụ công trực tuyến toàn trình ở {tinh} vượt {n:600-1500} thủ tục",
            "Trung tâm Phục vụ hành chính công {tinh}: hồ sơ đúng hạn đạt {p:95-99}",
            "Người dân {huyen} quen dần với nộp hồ sơ tại nhà",
            "Ra mắt trợ lý ảo hỗ trợ dịch vụ công tỉnh {tinh}",
            "Miễn, giảm phí dịch vụ công trực tuyến đến hết năm {namsau}",
        ),
        leads=(
            "Theo thống kê đến ngày {ngay} của Văn phòng UBND tỉnh, {n:6-11} tháng đầu năm {nam}, tỷ lệ hồ sơ nộp trực "
            "tuyến toàn tỉnh đạt {p:61-94}.",
            "Sáng {ngay}, Trung tâm Phục vụ hành chính công tỉnh {tinh} khai trương trợ lý ảo trả lời {n:300-1800} câu hỏi thường gặp.",
            "Từ {ngay}, chỉ với điện thoại thông minh, người dân huyện {huyen} có thể nộp hồ sơ và nhận kết quả qua bưu "
            "chính trong {n:1-4} ngày.",
        ),
        sentences=(
            "Cổng dịch vụ công của tỉnh đang cung cấp {n:600-1500} dịch vụ công trực tuyến toàn trình thuộc {n:14-22} lĩnh vực.",
            "Số hồ sơ quá hạn giảm từ {n:120-300} xuống còn {n:5-60} hồ sơ, tập trung ở lĩnh vực đất đai.",
            "Ông {kh}, {kcv}, đánh giá việc cắt giảm {n:11-60} thành phần hồ sơ đã tiết kiệm cho người dân {tien} mỗi năm.",
            "Bộ phận một cửa xã {xa} lắp {n:2-5} máy tính, máy quét và đường truyền riêng để hỗ trợ người cao tuổi.",
            "Mức độ hài lòng của người dân, doanh nghiệp đạt {p:91-99}, cao hơn mục tiêu đề ra {n:1-6} điểm phần trăm.",
            "Từ ngày 01/{n:1-9}/{namsau}, mức thu phí đối với {n:20-90} thủ tục nộp trực tuyến giảm một nửa.",
            "Hệ thống tự động nhắc cán bộ trước hạn {n:2-3} ngày làm việc và công khai họ tên người để hồ sơ chậm.",
        ),
        captions=(
            "Công chức bộ phận một cửa xã {xa} hướng dẫn người dân nộp hồ sơ.",
            "Người dân tra cứu kết quả giải quyết thủ tục hành chính.",
            "Đồng chí {ld} dự lễ khai trương trợ lý ảo.",
        ),
        items=(
            "Số hóa {p:60-95} kết quả giải quyết thủ tục hành chính còn hiệu lực",
            "Không yêu cầu người dân nộp lại giấy tờ đã có trong cơ sở dữ liệu, rà soát xong trước tháng {n:3-11}",
            "Thanh toán trực tuyến đạt ít nhất {p:45-80} số hồ sơ có thu phí",
        ),
    ),
    Topic(
        titles=(
            "{tinh} khai trương {n:30-240} trạm phát sóng 5G đầu tiên",
            "Ngầm hóa cáp viễn thông trên {n:8-40} tuyến phố trung tâm",
            "Xóa vùng lõm sóng tại {n:9-50} thôn vùng cao huyện {huyen}",
            "{so} làm việc với các doanh nghiệp viễn thông về hạ tầng số",
            "Ra quân thu hồi SIM có thông tin không chính xác",
        ),
        leads=(
            "Ngày {ngay}, {so} làm việc với {n:3-6} doanh nghiệp viễn thông về tiến độ phát triển hạ tầng số trên địa bàn tỉnh {tinh}.",
            "Ngày {ngay}, sau {n:4-11} tháng thi công, {n:9-50} thôn vùng cao của huyện {huyen} đã có sóng di động, kết "
            "thúc cảnh leo đồi tìm sóng.",
            "Dự án ngầm hóa cáp viễn thông với tổng mức đầu tư {tien} vừa được khởi công sáng {ngay} tại thành phố {tinh}.",
        ),
        sentences=(
            "Hiện tỉnh có {nghin} thuê bao băng rộng cố định, mật độ {n:14-29} thuê bao trên 100 dân.",
            "Doanh nghiệp được hỗ trợ mặt bằng tại {n:15-90} trụ sở công để lắp đặt trạm thu phát sóng.",
            "Trưởng thôn {kh} kể rằng trước kia cả thôn chỉ có {n:1-3} chỗ bắt được sóng, nay con em học trực tuyến ngay tại nhà.",
            "Tốc độ tải xuống trung bình của mạng 5G đo được là {n:310-780} Mb/s, độ trễ dưới {n:9-20} ms.",
            "Lực lượng chức năng đã tháo dỡ {n:6-40} tấn cáp treo không còn sử dụng và chỉnh trang {n:120-900} cột điện.",
            "Các nhà mạng khóa chiều đi của {nghin} thuê bao chưa chuẩn hóa thông tin sau nhiều lần nhắn tin nhắc nhở.",
            "Mục tiêu đến năm {namsau}, {p:85-99} hộ gia đình có đường truyền cáp quang và mọi xã có ít nhất {n:2-4} nhà mạng.",
        ),
        captions=(
            "Công nhân lắp đặt trạm phát sóng tại huyện {huyen}.",
            "Tuyến phố sau khi ngầm hóa cáp viễn thông.",
            "Quang cảnh buổi làm việc.",
        ),
        items=(
            "Hoàn thành {n:30-240} trạm 5G tại các khu công nghiệp",
            "Dùng chung hạ tầng tại ít nhất {p:30-70} số trạm xây mới",
            "Bó gọn cáp trên {n:20-120} km đường giao thông nông thôn",
        ),
    ),
    Topic(
        titles=(
            "Giao ban báo chí tháng {n:1-12}: bám sát nhiệm vụ trọng tâm của tỉnh",
            "Nâng chất lượng hệ thống truyền thanh cơ sở huyện {huyen}",
            "Tập huấn kỹ năng phát ngôn cho {n:80-240} cán bộ",
            "Khai mạc Hội báo Xuân {tinh} năm {namsau}",
            "{so} trao giải cuộc thi viết về chuyển đổi số",
        ),
        leads=(
            "Chiều {ngay}, Ban Tuyên giáo Tỉnh ủy phối hợp với {so} tổ chức hội nghị giao ban báo chí. Đồng chí {ld}, {cv} chủ trì.",
            "Hệ thống truyền thanh ứng dụng công nghệ thông tin vừa được đưa vào sử dụng từ ngày {ngay} tại {n:8-26} xã của huyện {huyen}.",
            "Với {n:90-600} tác phẩm dự thi, cuộc thi do {so} phát động đã khép lại bằng lễ trao giải tối {ngay}.",
        ),
        sentences=(
            "Trong tháng, các cơ quan báo chí đăng, phát {nghin} tin, bài về tỉnh; thông tin tích cực chiếm {p:90-98}.",
            "Mỗi cụm loa thông minh có thể hẹn giờ, điều khiển từ xa và thu bản tin của {n:2-4} cấp.",
            "Ban giám khảo trao {n:1-2} giải nhất, {n:2-3} giải nhì, {n:3-5} giải ba và {n:6-12} giải khuyến khích.",
            "Nhà báo {kh}, {kcv}, nhấn mạnh người phát ngôn phải cung cấp thông tin trong vòng {n:2-24} giờ khi dư luận quan tâm.",
            "Số liệu được tổng hợp từ nguồn: báo cáo do {n:10-14} huyện, thành phố gửi về trước ngày {n:15-25} hằng tháng.",
            "Đoàn thanh tra đã xử phạt {n:2-8} trang thông tin điện tử vi phạm với tổng số tiền {n:20-95} triệu đồng.",
            "Gian trưng bày giới thiệu {n:300-900} ấn phẩm báo xuân của {n:60-120} cơ quan báo chí trung ương và địa phương.",
        ),
        captions=(
            "Đồng chí {ld} kết luận hội nghị.",
            "Ban tổ chức trao giải cho các tác giả.",
            "Cụm loa truyền thanh thông minh tại xã {xa}.",
        ),
        items=(
            "Tuyên truyền đậm nét kỷ niệm {n:20-80} năm ngày thành lập huyện {huyen}",
            "Mỗi đài cấp huyện sản xuất tối thiểu {n:3-7} chương trình mỗi tuần",
            "Trả lời kiến nghị của báo chí không quá {n:2-5} ngày",
        ),
    ),
)

GENERAL: tuple[str, ...] = (
    "Phát biểu tại buổi làm việc, đồng chí {ld}, {cv} ghi nhận những kết quả đã đạt được và nêu {n:2-5} hạn chế cần sớm khắc phục.",
    "Thời gian tới, {so} sẽ tiếp tục đẩy mạnh tuyên truyền, phấn đấu hoàn thành {n:5-18} nhiệm vụ còn lại trước quý {n:1-4} năm {namsau}.",
    "Theo Kế hoạch số {n:20-390}/KH-UBND của UBND tỉnh, các huyện {huyen}, {huyen2} được chọn làm điểm.",
    "Cùng ngày, đoàn công tác đã thăm và tặng quà {n:5-30} gia đình chính sách tại xã {xa}.",
    "Bà {nu}, {kcv}, đề nghị các ngành phối hợp chặt chẽ hơn, báo cáo định kỳ trước ngày {n:18-28} hằng tháng.",
    "Kết quả khảo sát {n:400-1900} người dân cho thấy {p:71-97} số người được hỏi đánh giá tích cực.",
    "So với kế hoạch, tiến độ giải ngân đạt {p:42-96}; riêng huyện {huyen2} đã hoàn thành sớm {n:5-40} ngày.",
    "Dịp này, {n:3-9} tập thể và {n:10-35} cá nhân có thành tích xuất sắc được tặng giấy khen.",
    "Các đại biểu đã nghe {n:4-9} tham luận, tập trung vào giải pháp gỡ khó về nhân lực và kinh phí.",
    "Hội nghị được truyền trực tuyến tới {n:90-240} điểm cầu cấp xã.",
)

NOTICE_TITLES: tuple[str, ...] = (
    "Thông báo lịch tiếp công dân tháng {n:1-12} năm {nam} của {so}",
    "Thông báo tạm ngừng hệ thống một cửa điện tử để bảo trì ngày {ngayd}",
    "Giấy mời họp trực tuyến về {viec}",
    "Thông báo tuyển dụng {n:2-9} viên chức Trung tâm Công nghệ thông tin {tinh}",
)

NOTICE_LINES: tuple[str, ...] = (
    "{so} tỉnh {tinh} trân trọng thông báo tới các cơ quan, đơn vị và nhân dân về {viec}.",
    "Thời gian: {n:7-9} giờ {n:10-55} phút, ngày {ngayd}, tại phòng họp số {n:1-6}, trụ sở {so}.",
    "Mọi thắc mắc xin liên hệ bà {nu}, điện thoại 0{n:200-299}.{n:3100-3999}.{n:100-999}, trong giờ hành chính.",
)

ERRANDS: tuple[str, ...] = (
    "kế hoạch kiểm tra công tác cải cách hành chính đợt {n:1-4}",
    "việc nâng cấp đường truyền số liệu chuyên dùng tại {n:8-14} huyện, thành phố",
    "lịch làm việc với đoàn khảo sát chỉ số thương mại điện tử lần thứ {n:2-9}",
    "việc góp ý dự thảo quy chế quản lý cổng thông tin điện tử, thời hạn {n:7-20} ngày",
)

HEADINGS: tuple[str, ...] = (
    "Những kết quả nổi bật",
    "Khó khăn cần tháo gỡ",
    "Nhiệm vụ trọng tâm thời gian tới",
    "Người dân được hưởng lợi",
    "Cách làm ở huyện {huyen}",
)

TABLE_HEADS: tuple[tuple[str, str, str], ...] = (
    ("Đơn vị", "Số hồ sơ", "Tỷ lệ đúng hạn"),
    ("Địa phương", "Số trạm", "Hoàn thành"),
    ("Nội dung", "Chỉ tiêu", "Kết quả"),
)
