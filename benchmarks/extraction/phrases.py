"""What the pages of the corpus talk about: patterns by subject, filled by `prose`. People and places are invented."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """Patterns about one subject; slots are `{name}` or `{n:low-high}`."""

    titles: tuple[str, ...]
    leads: tuple[str, ...]
    sentences: tuple[str, ...]
    captions: tuple[str, ...]
    items: tuple[str, ...]


SUBJECTS: tuple[Subject, ...] = (
    Subject(
        (
            "Ngành y tế {tinh} chủ động phòng, chống sốt xuất huyết",
            "Trạm y tế xã {xa} khám sàng lọc cho {n:200-900} người cao tuổi",
            "{tinh}: Bệnh án điện tử được triển khai tại {n:4-14} bệnh viện",
        ),
        (
            "Sáng {ngay}, Sở Y tế {tinh} phối hợp với UBND huyện {huyen} ra quân chiến dịch diệt lăng quăng, phòng, chống sốt xuất huyết đợt {n:2-4}.",
            "Trong {n:2-4} ngày cuối tuần, các y, bác sĩ của Bệnh viện Đa khoa tỉnh đã về xã {xa} khám bệnh, cấp thuốc miễn phí cho người dân.",
        ),
        (
            "Tính đến ngày {ngay}, toàn tỉnh ghi nhận {n:120-980} ca mắc, giảm {p:3-28} so với cùng kỳ; không có trường hợp tử vong.",
            "Bác sĩ {ten2} khuyến cáo người dân đậy kín dụng cụ chứa nước, ngủ màn cả ban ngày và đến cơ sở y tế khi sốt cao liên tục.",
            "Bà {nu}, {n:61-84} tuổi, ở thôn {n:2-9}, cho biết đây là lần đầu bà được siêu âm tim mà không phải đi xa.",
            "Đoàn đã cấp phát {n:150-700} suất thuốc và tư vấn dinh dưỡng cho {n:40-160} bà mẹ nuôi con nhỏ.",
            "Theo Trung tâm Kiểm soát bệnh tật tỉnh, nguy cơ dịch bùng phát còn cao do mưa nhiều, nhất là ở {n:3-9} xã ven sông.",
            "Người bệnh đặt lịch qua ứng dụng sẽ nhận mã xác nhận bằng tin nhắn, nhờ đó thời gian chờ giảm còn {n:12-35} phút.",
            "Kinh phí của chiến dịch là {tien}, trong đó xã hội hóa chiếm {p:15-40}.",
        ),
        (
            "Cán bộ y tế hướng dẫn người dân xã {xa} xử lý bể chứa nước.",
            "Khám mắt cho người cao tuổi tại trạm y tế xã.",
            "Lễ ra quân chiến dịch sáng {ngay}.",
        ),
        (
            "Phun hóa chất diện rộng tại {n:5-20} ổ dịch",
            "Tập huấn cho {n:60-300} cộng tác viên dân số",
            "Cấp {n:20-90} máy đo huyết áp cho các thôn",
        ),
    ),
    Subject(
        (
            "Vụ lúa đông xuân ở {huyen} được mùa, được giá",
            "Nông dân xã {xa} thu {n:200-600} triệu đồng mỗi héc-ta nhờ trồng dưa lưới",
            "{tinh} có thêm {n:6-28} sản phẩm OCOP bốn sao",
            "Truy xuất nguồn gốc nông sản: bước đi nhỏ, hiệu quả lớn",
        ),
        (
            "Những ngày này, bà con nông dân huyện {huyen} đang khẩn trương thu hoạch hơn {n:2-9}.{n:100-900} ha lúa đông xuân với năng suất ước đạt {n:58-72} tạ/ha.",
            "Từ {n:3-6} nhà màng ban đầu, đến nay xã {xa} đã có {n:20-70} hộ trồng dưa lưới theo hướng hữu cơ, đầu ra ổn định quanh năm.",
            "Hội đồng đánh giá sản phẩm OCOP cấp tỉnh vừa công nhận thêm nhiều sản phẩm của {n:5-12} huyện, thành phố.",
        ),
        (
            "Ông {ten}, Giám đốc Hợp tác xã {xa}, phấn khởi nói: “Thương lái đặt cọc từ đầu vụ, bà con yên tâm chăm bón”.",
            "Giá lúa tươi tại ruộng dao động từ {n:7000-7600} đến {n:7700-8400} đồng/kg, cao hơn vụ trước {n:300-900} đồng.",
            "Toàn huyện đã xuống giống {n:3-9}.{n:100-900} ha, trong đó giống chất lượng cao chiếm {p:70-92}.",
            "Mỗi sản phẩm đều gắn mã QR để người mua xem nhật ký canh tác, hạn dùng và địa chỉ cơ sở sản xuất.",
            "Đoạn phim giới thiệu quy trình đóng gói thu hút {n:11-96}.{n:100-900} lượt xem trên mạng xã hội chỉ sau {n:2-6} ngày.",
            "Trung tâm Khuyến nông tổ chức {n:6-30} lớp chuyển giao kỹ thuật, mỗi lớp có từ {n:30-35} đến {n:40-60} học viên.",
            "Tuy nhiên, chi phí phân bón tăng {p:6-18} khiến lợi nhuận của người trồng lúa chưa như kỳ vọng.",
            "Huyện đề nghị tỉnh sớm nâng cấp {n:12-48} km kênh nội đồng trước vụ hè thu.",
        ),
        (
            "Nông dân xã {xa} thu hoạch lúa bằng máy gặt đập liên hợp.",
            "Vườn dưa lưới của gia đình ông {ten}.",
            "Gian trưng bày sản phẩm OCOP của huyện {huyen}",
        ),
        (
            "Mở rộng vùng nguyên liệu thêm {n:100-600} ha",
            "Liên kết bao tiêu với {n:3-9} doanh nghiệp",
            "Chứng nhận VietGAP cho {n:6-20} tổ hợp tác",
        ),
    ),
    Subject(
        (
            "Học sinh {tinh} giành {n:3-9} giải tại kỳ thi chọn học sinh giỏi quốc gia",
            "Trường THCS {xa} đưa thư viện số vào giờ học",
            "Khai giảng năm học {nam} - {namsau}: giản dị mà ấm áp",
        ),
        (
            "Theo kết quả vừa được Bộ Giáo dục và Đào tạo công bố, đoàn học sinh giỏi của tỉnh có {n:18-60} thí sinh đoạt giải, tăng {n:2-9} giải so với năm học trước.",
            "Hơn {n:300-900} đầu sách điện tử, {n:12-40} máy tính bảng cùng một góc đọc xanh mát: thư viện số của Trường THCS {xa} đang trở thành nơi các em mong đến mỗi ngày.",
            "Sáng {ngay}, cùng với cả nước, hơn {n:180-420} nghìn học sinh trong tỉnh náo nức bước vào năm học mới.",
        ),
        (
            "Em {nu}, lớp {n:6-9}A, kể: “Em thích nhất là được nghe sách nói trong giờ ra chơi”.",
            "Thầy {ten}, Hiệu trưởng nhà trường, cho rằng điều quan trọng nhất là giữ được thói quen đọc của học trò.",
            "Ngành giáo dục hiện có {n:400-700} trường, trong đó {p:60-88} đạt chuẩn quốc gia.",
            "Phòng Giáo dục và Đào tạo huyện {huyen} đã điều động {n:12-60} giáo viên về các điểm trường còn thiếu.",
            "Các môn đoạt nhiều giải là Toán ({n:4-9} giải), Tin học ({n:3-8} giải) và Ngữ văn ({n:3-7} giải).",
            "Phụ huynh có thể xem điểm, thời khóa biểu và trao đổi với giáo viên chủ nhiệm qua một ứng dụng duy nhất.",
            "Khó khăn lớn nhất hiện nay là đường truyền ở {n:4-19} điểm trường lẻ còn chập chờn.",
        ),
        (
            "Giờ đọc sách của học sinh lớp {n:6-9}A.",
            "Các em học sinh trong lễ khai giảng.",
            "Đoàn học sinh giỏi chụp ảnh lưu niệm cùng lãnh đạo Sở Giáo dục và Đào tạo.",
        ),
        ("Bổ sung {n:200-900} đầu sách mỗi năm", "Bồi dưỡng kỹ năng số cho {n:60-240} giáo viên", "Xóa {n:5-25} phòng học tạm"),
    ),
    Subject(
        (
            "Khởi công cầu {xa} nối hai bờ sông {song}",
            "Tai nạn giao thông ở {tinh} giảm cả ba tiêu chí",
            "Tuyến xe buýt {huyen} - {xa} chạy thử nghiệm từ ngày {ngay}",
        ),
        (
            "Ngày {ngay}, UBND tỉnh {tinh} tổ chức lễ khởi công cầu {xa} có tổng mức đầu tư {tien}, dự kiến thông xe vào cuối năm {namsau}.",
            "Ban An toàn giao thông tỉnh cho biết, {n:6-11} tháng qua, trên địa bàn xảy ra {n:60-190} vụ tai nạn, giảm {p:5-21} so với cùng kỳ năm trước.",
            "Lần đầu tiên người dân vùng hạ huyện {huyen} có xe buýt đi thẳng đến trung tâm tỉnh với giá vé {n:7-15}.000 đồng/lượt.",
        ),
        (
            "Cầu dài {n:210-680} m, rộng {n:9-16} m, gồm {n:5-13} nhịp, do Ban Quản lý dự án giao thông tỉnh làm chủ đầu tư.",
            "Phát biểu tại lễ khởi công, ông {ten}, {chucvu}, yêu cầu nhà thầu bảo đảm tiến độ, chất lượng và an toàn lao động.",
            "Lực lượng chức năng đã xử lý {n:1100-4800} trường hợp vi phạm, trong đó {n:210-990} trường hợp vi phạm nồng độ cồn.",
            "Trước đây, người dân hai bờ sông {song} phải đi vòng {n:9-22} km hoặc qua đò ngang, mùa lũ rất nguy hiểm.",
            "Xe xuất bến từ {n:5-6} giờ {n:10-45} phút, cách nhau {n:20-40} phút một chuyến, dừng đón trả khách tại {n:14-32} điểm.",
            "Hội đồng bồi thường đã chi trả cho {n:30-180} hộ, còn {n:2-9} hộ đang hoàn thiện hồ sơ.",
            "Anh {ten2}, lái xe có {n:8-20} năm kinh nghiệm, mong các biển báo trên tuyến được bổ sung sớm.",
        ),
        (
            "Phối cảnh cầu {xa}.",
            "Các đại biểu thực hiện nghi thức khởi công.",
            "Cảnh sát giao thông kiểm tra nồng độ cồn trên Quốc lộ {n:1-20}.",
        ),
        ("Lắp {n:12-60} camera giám sát", "Sơn lại {n:20-90} km vạch kẻ đường", "Xóa {n:4-18} điểm đen tai nạn"),
    ),
    Subject(
        (
            "Lễ hội đình làng {xa}: gìn giữ hồn quê",
            "Bảo tàng tỉnh số hóa {n:900-4800} hiện vật",
            "{tinh} đón hơn {n:200-900} nghìn lượt khách dịp lễ",
            "Nghệ nhân {ten} và {n:30-50} năm giữ nghề gốm",
        ),
        (
            "Trong tiếng trống rộn ràng, hàng nghìn người dân và du khách đã về dự lễ hội đình làng {xa}, di tích được xếp hạng cấp tỉnh từ năm {n:1992-2008}.",
            "Không chỉ lưu giữ trong tủ kính, hàng nghìn hiện vật của Bảo tàng tỉnh {tinh} nay có thể ngắm nhìn ở mọi góc trên điện thoại.",
            "Ở tuổi {n:68-86}, nghệ nhân {ten} vẫn ngày ngày ngồi bên bàn xoay, truyền nghề cho lớp trẻ làng {xa}.",
        ),
        (
            "Phần lễ gồm rước nước, tế thần và dâng hương; phần hội có đua thuyền, cờ người, hát đối đáp trên sông {song}.",
            "Theo các cụ cao niên, ngôi đình được dựng cách đây khoảng {n:210-380} năm và đã qua {n:3-7} lần trùng tu.",
            "Bà {nu}, du khách đến từ {huyen}, chia sẻ: “Tôi ấn tượng nhất với sự hiếu khách của người dân nơi đây”.",
            "Mỗi hiện vật được chụp từ {n:36-72} góc, ghép thành mô hình ba chiều kèm lời thuyết minh bằng {n:2-4} thứ tiếng.",
            "Công suất phòng bình quân đạt {p:71-96}, tổng thu từ du lịch ước đạt {tien}.",
            "Nguồn: tư liệu của Ban Quản lý di tích cho thấy sắc phong cổ nhất còn lưu lại có từ thế kỷ XVIII.",
            "Ông mong có thêm người trẻ theo nghề, bởi cả làng hiện chỉ còn {n:5-14} lò đỏ lửa.",
            "Ban tổ chức bố trí {n:6-18} bãi giữ xe miễn phí và {n:40-120} tình nguyện viên hướng dẫn khách.",
        ),
        ("Nghi thức rước nước trên sông {song}.", "Nghệ nhân {ten} bên bàn xoay.", "Du khách trải nghiệm tham quan ảo tại Bảo tàng tỉnh"),
        ("Tu bổ {n:3-9} hạng mục xuống cấp", "Mở {n:2-6} lớp truyền dạy hát dân ca", "Đưa {n:8-30} điểm đến lên bản đồ số"),
    ),
    Subject(
        (
            "Sở Khoa học và Công nghệ {tinh} sơ kết {n:6-9} tháng thực hiện chuyển đổi số",
            "Bộ phận một cửa xã {xa} phục vụ người dân ngoài giờ",
            "{tinh} khai trương trung tâm giám sát, điều hành thông minh",
            "Ra mắt mô hình chợ không dùng tiền mặt tại {huyen}",
        ),
        (
            "Chiều {ngay}, Sở Khoa học và Công nghệ tỉnh {tinh} tổ chức hội nghị sơ kết công tác chuyển đổi số, bàn nhiệm vụ những tháng cuối năm.",
            "Từ ngày {ngay}, bộ phận một cửa xã {xa} tiếp nhận hồ sơ vào tối thứ ba và sáng thứ bảy hằng tuần, giúp người đi làm không phải xin nghỉ.",
            "Với {n:120-360} gian hàng tham gia, chợ trung tâm huyện {huyen} là chợ thứ {n:3-9} của tỉnh thực hiện thanh toán không dùng tiền mặt.",
        ),
        (
            "Tỷ lệ hồ sơ trực tuyến toàn trình của tỉnh đạt {p:61-93}, đứng thứ {n:5-24} cả nước.",
            "Ông {ten}, {chucvu}, chỉ rõ {n:3-6} điểm nghẽn, trong đó thiếu dữ liệu dùng chung là điểm nghẽn lớn nhất.",
            "Các tiểu thương được hỗ trợ mã thanh toán và miễn phí giao dịch trong {n:6-12} tháng đầu.",
            "Chị {nu}, công nhân khu công nghiệp, nói: “Tan ca tôi ghé nộp giấy tờ, {n:10-20} phút là xong”.",
            "Trung tâm kết nối {n:300-1900} camera và {n:9-21} hệ thống thông tin, cảnh báo sớm ngập lụt, cháy rừng và ùn tắc.",
            "Theo Quyết định số {n:100-2900}/QĐ-UBND, việc chấm điểm chuyển đổi số cấp xã được thực hiện hằng quý.",
            "Qua kiểm tra, {n:4-17} xã chưa cập nhật dữ liệu đúng hạn và phải giải trình trước ngày {n:15-28} hằng tháng.",
            "Bình luận về kết quả này, đại diện các doanh nghiệp cho rằng thủ tục đất đai vẫn cần rút ngắn thêm {n:3-9} ngày.",
        ),
        (
            "Quang cảnh hội nghị.",
            "Ông {ten} phát biểu kết luận.",
            "Người dân làm thủ tục tại bộ phận một cửa xã {xa}.",
            "Tiểu thương chợ {huyen} quét mã thanh toán",
        ),
        (
            "Hoàn thành cơ sở dữ liệu đất đai của {n:6-14} huyện",
            "Cấp chữ ký số cho {n:2-9}.{n:100-900} người dân",
            "Tích hợp {n:10-40} dịch vụ lên ứng dụng của tỉnh",
        ),
    ),
    Subject(
        (
            "Áp thấp nhiệt đới gây mưa lớn, {huyen} sơ tán {n:40-300} hộ dân",
            "Trồng mới {n:200-900} nghìn cây xanh ven biển",
            "Thu gom rác thải nhựa trên sông {song}",
        ),
        (
            "Do ảnh hưởng của áp thấp nhiệt đới, từ đêm {ngay}, địa bàn huyện {huyen} có mưa to đến rất to, nhiều tuyến đường bị chia cắt.",
            "Sáng {ngay}, hơn {n:200-900} đoàn viên, thanh niên xã {xa} ra quân thu gom rác thải nhựa dọc hai bờ sông {song}.",
        ),
        (
            "Lượng mưa đo được tại trạm {xa} là {n:110-320} mm, mực nước sông {song} lên mức báo động {n:1-3}.",
            "Chính quyền địa phương đã đưa {n:120-900} nhân khẩu đến nơi an toàn, chuẩn bị đủ lương thực cho {n:5-10} ngày.",
            "Ông {ten}, {chucvu}, trực tiếp kiểm tra {n:3-8} vị trí đê xung yếu và yêu cầu trực ban 24/24 giờ.",
            "Sau nửa ngày, lực lượng tình nguyện thu được {n:3-18} tấn rác, trong đó quá nửa là bao bì nhựa.",
            "Trung tâm Dự báo khí tượng thủy văn nhận định mưa còn kéo dài {n:2-4} ngày, nguy cơ sạt lở cao ở vùng núi.",
            "Ước thiệt hại ban đầu khoảng {tien}, chủ yếu là hoa màu và đường giao thông nông thôn.",
            "Đến {n:15-19} giờ chiều cùng ngày, điện đã được cấp trở lại cho {n:9-26} xã.",
        ),
        (
            "Lực lượng vũ trang giúp dân di dời tài sản.",
            "Nước tràn qua ngầm {xa} sáng {ngay}.",
            "Thanh niên xã {xa} thu gom rác trên sông {song}.",
        ),
        ("Gia cố {n:200-900} m đê xung yếu", "Dự phòng {n:20-90} tấn gạo", "Lắp {n:6-25} trạm đo mưa tự động"),
    ),
    Subject(
        (
            "Đội bóng đá nữ {tinh} vào bán kết",
            "Giải chạy vì cộng đồng thu hút {n:1200-4800} vận động viên",
            "Hội thao ngành thông tin và truyền thông thành công tốt đẹp",
        ),
        (
            "Với chiến thắng {n:2-4}-{n:0-1} trước đội chủ nhà, đội bóng đá nữ {tinh} chính thức giành vé vào bán kết giải vô địch trẻ toàn quốc.",
            "Sáng {ngay}, giải chạy do Tỉnh đoàn {tinh} phối hợp tổ chức đã diễn ra trên các cung đường ven sông {song}.",
        ),
        (
            "Bàn mở tỷ số được {nu} ghi ở phút {n:8-40} sau pha phối hợp đẹp mắt bên cánh trái.",
            "Huấn luyện viên {ten} cho biết toàn đội sẽ có {n:2-4} ngày nghỉ trước trận gặp đội xếp đầu bảng.",
            "Ở cự ly {n:5-21} km nam, {ten2} về nhất với thành tích {n:16-19} phút {n:10-59} giây.",
            "Ban tổ chức trích {n:90-400} triệu đồng từ lệ phí đăng ký để xây {n:2-5} căn nhà tình nghĩa.",
            "Hội thao có {n:12-30} đoàn với {n:300-700} vận động viên tranh tài ở {n:5-9} môn.",
            "Trên khán đài, hơn {n:2-6}.000 cổ động viên đã cổ vũ không ngừng nghỉ bất chấp cơn mưa đầu mùa.",
            "Kết thúc giải, đoàn {huyen} nhất toàn đoàn với {n:6-14} huy chương vàng.",
        ),
        ("Niềm vui của các cầu thủ sau trận đấu.", "Các vận động viên xuất phát.", "Trao cúp cho đội vô địch"),
        ("Xây mới {n:2-6} sân tập", "Tuyển {n:20-60} vận động viên năng khiếu", "Tổ chức {n:4-12} giải phong trào"),
    ),
)

GENERAL: tuple[str, ...] = (
    "Phát biểu chỉ đạo, ông {ten}, {chucvu}, đánh giá cao sự nỗ lực của các đơn vị và đề nghị khắc phục ngay những hạn chế đã nêu.",
    "Dự và chủ trì có ông {ten}, {chucvu}; cùng dự có lãnh đạo các sở, ban, ngành và {n:8-14} huyện, thành phố.",
    "Theo ông {ten2}, thời gian tới cần tập trung tuyên truyền để người dân hiểu và cùng tham gia.",
    "Cũng trong ngày {ngay}, đoàn công tác đã thăm, tặng quà {n:6-30} gia đình chính sách ở xã {xa}.",
    "Đây là năm thứ {n:2-9} liên tiếp hoạt động này được duy trì trên địa bàn huyện {huyen}.",
    "Dịp này, {n:3-12} tập thể và {n:8-40} cá nhân được tặng giấy khen vì có thành tích xuất sắc.",
    "Mục tiêu đến hết năm {namsau} là đạt ít nhất {p:80-97}, cao hơn mức bình quân của vùng.",
    "Liên hệ với thực tế cơ sở, nhiều đại biểu cho rằng cần giao chỉ tiêu gắn với nguồn lực cụ thể.",
)

HEADINGS: tuple[str, ...] = (
    "Kết quả bước đầu",
    "Những việc cần làm ngay",
    "Gỡ khó từ cơ sở",
    "Chuyện ở xã {xa}",
    "Đồng bộ nhiều giải pháp",
    "Hướng đi của {huyen}",
)

NOTICE_TITLES: tuple[str, ...] = (
    "Thông báo lịch tiếp công dân tháng {n:1-12} năm {nam}",
    "Thông báo về việc cắt điện đường dây {n:22-110} kV qua xã {xa}",
    "Giấy mời dự hội nghị tập huấn phần mềm quản lý văn bản",
    "Thông báo tuyển dụng {n:2-9} viên chức năm {nam}",
    "Thông báo tạm dừng cung cấp dịch vụ công trực tuyến để nâng cấp",
)

NOTICE_LINES: tuple[str, ...] = (
    "Căn cứ kế hoạch công tác năm {nam}, cơ quan thông báo tới các đơn vị và nhân dân trên địa bàn huyện {huyen} nội dung nêu trên.",
    "Thời gian thực hiện: từ {n:7-9} giờ {n:10-50} phút đến {n:16-17} giờ, ngày {ngayd}.",
    "Địa điểm: hội trường tầng {n:2-5}, trụ sở cơ quan, phường {xa}.",
    "Đề nghị các cơ quan, đơn vị cử đại biểu tham dự đúng thành phần, đúng giờ.",
    "Mọi vướng mắc xin phản ánh về bà {nu}, số điện thoại 0{n:210-296}.{n:3100-3990}.{n:110-990}, trong giờ hành chính.",
)

TABLE_HEADS: tuple[tuple[str, ...], ...] = (
    ("Địa phương", "Kế hoạch", "Thực hiện"),
    ("STT", "Đơn vị", "Số lượng", "Ghi chú"),
    ("Huyện", "Số hộ", "Tỷ lệ"),
)
