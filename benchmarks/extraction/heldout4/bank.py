"""What the stories of the fourth part tell: subjects, people, offices and places of their own, all invented."""

from __future__ import annotations

from benchmarks.extraction.phrases import Subject

PROVINCES = ("Thanh Lâm", "Phú Giang", "Hải Tây", "Yên Thượng", "Cao Phong Hạ", "Trà Giang", "Đắk Sơn", "An Hải Đông")
DISTRICTS = ("Mường Bang", "Tiên Kỳ", "Cẩm Lĩnh", "Bắc Trà", "Ia Plông", "Vĩnh Trạch", "Hòn Đất Thượng", "Lương Phú", "Quế Lâm", "Tam Dân")
COMMUNES = ("Thanh Tùng", "Hồng Thái Tây", "Phước Lộc Hạ", "Nà Chì", "Tân Ân", "Vạn Kiếp", "Đồng Cốc", "Bình Khê", "Ea Tum", "Cẩm Vân")
RIVERS = ("Trà Bồng Hạ", "Lô Giang", "Vệ Hà", "Sê Băng", "Cổ Chiên Thượng")
FAMILY = ("Nguyễn", "Trần", "Lê", "Phan", "Võ", "Hồ", "Mai", "Lương", "Cao", "Đoàn", "Tô", "Vi", "Lò", "Rơ Châm", "Kiều", "Quách")
MIDDLE = ("Bá", "Trọng", "Thành", "Ngọc", "Tiến", "Viết", "Anh", "Hoài")
MEN = ("Bình", "Dũng", "Hiếu", "Kiên", "Long", "Nam", "Phong", "Sơn", "Tài", "Tuấn", "Vinh")
WOMEN = ("Bích", "Chi", "Dung", "Giang", "Hạnh", "Hằng", "Lan", "Mai", "Nga", "Thảo", "Trang", "Yến")
OFFICES = (
    "Tỉnh ủy viên, Giám đốc Sở Khoa học và Công nghệ",
    "Phó Giám đốc Sở Thông tin và Truyền thông",
    "Phó Bí thư Thường trực Huyện ủy {huyen}",
    "Chủ tịch UBND huyện {huyen}",
    "Trưởng Ban Tuyên giáo và Dân vận Tỉnh ủy",
    "Phó Chủ tịch Thường trực UBND tỉnh",
)

SUBJECTS: tuple[Subject, ...] = (
    Subject(
        (
            "Sở Thông tin và Truyền thông {tinh} tổng kết công tác năm {nam}",
            "{tinh}: {n:88-99} phần trăm hồ sơ được xử lý trên môi trường mạng",
            "Chuyển đổi số ở {huyen}: Bắt đầu từ việc nhỏ",
            "Hội nghị đánh giá chỉ số chuyển đổi số cấp huyện năm {nam}",
        ),
        (
            "{buoi} {ngay}, Sở Thông tin và Truyền thông tổ chức hội nghị tổng kết công tác năm {nam}, triển khai nhiệm vụ năm {namsau}. Đồng chí {ten}, {chuc}, dự và chỉ đạo hội nghị.",
            "Không chờ có đủ máy móc mới làm, huyện {huyen} chọn cách đưa từng việc quen thuộc của cán bộ và người dân lên môi trường số, chậm mà chắc.",
            "UBND tỉnh vừa ban hành Quyết định số {qd} công bố kết quả xếp hạng chuyển đổi số của {n:9-14} huyện, thị xã, thành phố.",
        ),
        (
            "Theo Quyết định số {qd} ngày {ngayd} của UBND tỉnh, mỗi xã thành lập một tổ công nghệ số cộng đồng từ {n:5-6} đến {n:7-9} người.",
            "Trong năm, Sở đã tham mưu ban hành {n:12-48} văn bản, tổ chức {n:9-27} lớp tập huấn cho hơn {n:400-950} lượt cán bộ, công chức.",
            "Cổng dịch vụ công của tỉnh hiện cung cấp {n:900-1800} thủ tục, trong đó {p:52-88} là dịch vụ công toàn trình.",
            "Đồng chí {ten} đề nghị toàn ngành nhìn thẳng vào những việc chưa làm được, nhất là tình trạng hồ sơ nộp trực tuyến nhưng vẫn yêu cầu bản giấy.",
            "Từ khóa được người dân tìm nhiều nhất trên cổng là “đổi giấy phép lái xe”, tiếp đó là “trích lục khai sinh”.",
            "Hạ tầng số tiếp tục được đầu tư: {n:94-99} phần trăm thôn, bản có sóng 4G; còn {n:6-31} điểm lõm sóng sẽ được xóa trong quý tới.",
            "Doanh thu bưu chính, viễn thông ước đạt {tien}, tăng {p:3-17} so với năm trước.",
            "Bà {nu}, công chức một cửa xã {xa}, cho biết trung bình mỗi ngày chị hướng dẫn {n:11-38} người tạo tài khoản.",
            "Tuy nhiên, kỹ năng số của một bộ phận người dân vùng cao còn hạn chế, việc ký số cá nhân mới đạt {p:11-39}.",
        ),
        (
            "Đồng chí {ten}, {chuc}, phát biểu chỉ đạo hội nghị.",
            "Quang cảnh hội nghị tại điểm cầu của tỉnh",
            "Tổ công nghệ số cộng đồng xã {xa} hướng dẫn người dân cài đặt ứng dụng.",
        ),
        (
            "Hoàn thiện nền tảng tích hợp dữ liệu của tỉnh",
            "Phủ sóng {n:6-31} thôn, bản còn lại",
            "Đào tạo {n:200-800} cán bộ nòng cốt về an toàn thông tin",
        ),
    ),
    Subject(
        (
            "Cảnh báo thủ đoạn giả danh cán bộ cài ứng dụng định danh",
            "Diễn tập ứng cứu sự cố an toàn thông tin mạng tỉnh {tinh} năm {nam}",
            "Mất {n:200-900} triệu đồng sau một cuộc gọi video",
        ),
        (
            "Thời gian gần đây, trên địa bàn tỉnh xuất hiện tình trạng đối tượng gọi điện tự xưng cán bộ công an xã, yêu cầu người dân cài ứng dụng lạ rồi chiếm quyền điều khiển điện thoại.",
            "Trong hai ngày {ngay} và hôm sau, Trung tâm Công nghệ thông tin và Truyền thông tỉnh chủ trì diễn tập thực chiến với sự tham gia của {n:12-36} đội.",
        ),
        (
            "Theo cơ quan điều tra, các đối tượng thường dùng tên miền gần giống tên miền của cơ quan nhà nước, chỉ khác một ký tự.",
            "Ông {ten2}, {n:52-74} tuổi, trú tại xã {xa}, kể lại: “Họ đọc đúng họ tên, số căn cước của tôi nên tôi tin ngay”.",
            "Người dân tuyệt đối không cung cấp mã OTP, mã bảo mật in ở mặt sau thẻ hay mật khẩu đăng nhập cho bất kỳ ai.",
            "Khi phát hiện dấu hiệu lừa đảo, bà con liên hệ ngay số trực ban {sdt} hoặc công an xã, phường nơi gần nhất.",
            "Một đoạn phim cảnh báo do đoàn viên dựng đã có {n:11-86}.{n:100-900} lượt xem và hơn {n:120-890} bình luận chỉ sau ba ngày.",
            "Đội phòng thủ phải khôi phục máy chủ thư trong {n:35-90} phút, đồng thời lập biên bản và báo cáo theo mẫu.",
            "Trong {n:6-11} tháng, hệ thống giám sát ghi nhận {n:1200-9800} lượt dò quét, tăng {p:8-44}, chủ yếu nhắm vào các trang thông tin điện tử cấp xã.",
            "Giám đốc Trung tâm {ten} nhấn mạnh, sao lưu định kỳ và cập nhật bản vá vẫn là hai việc rẻ nhất mà hiệu quả nhất.",
        ),
        (
            "Các đội tham gia diễn tập tại phòng máy của Trung tâm.",
            "Tin nhắn giả mạo ngân hàng mà người dân nhận được. Ảnh: Công an cung cấp",
            "Công an xã {xa} phát tờ rơi tuyên truyền tại chợ phiên.",
        ),
        ("Không bấm vào đường dẫn lạ", "Không chuyển tiền cho người chưa từng gặp", "Bật xác thực hai lớp cho mọi tài khoản"),
    ),
    Subject(
        (
            "Đưa sản phẩm nông nghiệp của {tinh} lên sàn thương mại điện tử",
            "Chỉ dẫn địa lý cho quýt {xa}: Thêm tấm hộ chiếu ra thị trường",
            "Nông dân {huyen} livestream bán na, nửa ngày hết {n:3-9} tấn",
        ),
        (
            "Từ chỗ chỉ trông vào thương lái, đến nay hơn {n:300-900} hộ trồng quýt ở xã {xa} đã có gian hàng riêng, bán cả trong những ngày mưa bão.",
            "Cục Sở hữu trí tuệ vừa cấp giấy chứng nhận đăng ký chỉ dẫn địa lý cho sản phẩm quýt {xa} của huyện {huyen}, tỉnh {tinh}.",
        ),
        (
            "Trên mỗi thùng hàng đều in dòng chữ “Nguồn: Hợp tác xã {xa}” cùng mã QR để khách tra nhật ký chăm sóc.",
            "Ông {ten2}, Giám đốc hợp tác xã, cho biết phiên bán hàng đầu tiên có {n:2-9}.{n:100-900} lượt xem cùng lúc, đơn hàng dồn dập đến mức phải mượn thêm điện thoại.",
            "Bưu điện tỉnh cam kết thu gom trong {n:12-24} giờ, giảm {p:10-30} cước cho hàng nông sản.",
            "Sở Khoa học và Công nghệ hỗ trợ {tien} để xây dựng bộ tiêu chuẩn, bản đồ vùng trồng và phòng kiểm nghiệm.",
            "Theo bà {nu}, khách quay lại mua lần hai chiếm {p:31-58}, phần lớn ở các thành phố lớn.",
            "Vụ này, diện tích cho thu hoạch đạt {n:210-860} ha, năng suất bình quân {n:12-28} tấn/ha.",
            "Cái khó là đường vào {n:3-8} thôn còn lầy lội, xe lạnh không vào tận vườn được.",
            "Huyện đặt mục tiêu đến năm {namsau} có {n:12-40} mã số vùng trồng phục vụ xuất khẩu.",
        ),
        (
            "Chị {nu} giới thiệu quýt {xa} qua phiên bán hàng trực tuyến.",
            "Thu hoạch quýt ở xã {xa}. Ảnh: Báo {tinh}",
            "Khách quét mã truy xuất ngay tại gian hàng.",
        ),
        ("Cấp {n:12-40} mã số vùng trồng", "Mở {n:3-8} điểm thu gom đầu mối", "Tập huấn chụp ảnh, quay phim sản phẩm cho {n:90-300} hộ"),
    ),
    Subject(
        (
            "Đài truyền thanh thông minh về bản {xa}",
            "Tiếng loa từ xóm núi",
            "{tinh} nâng cấp {n:40-120} đài truyền thanh cấp xã",
        ),
        (
            "Cứ 5 giờ 30 phút sáng, bản tin bằng hai thứ tiếng lại vang lên từ cụm loa đầu bản; khác trước ở chỗ, người đọc nay là phần mềm.",
            "Thực hiện chương trình mục tiêu quốc gia, tỉnh {tinh} dành {tien} nâng cấp hệ thống truyền thanh cơ sở trong giai đoạn tới.",
        ),
        (
            "Trưởng bản {ten2} bảo, có hôm mưa rừng, nhờ tin báo lũ trên loa mà cả bản kịp dời {n:11-42} con trâu, bò lên đồi.",
            "Cán bộ chỉ cần soạn văn bản trên máy, hệ thống tự chuyển thành tiếng nói, hẹn giờ và phát tới từng cụm loa.",
            "Toàn tỉnh hiện có {n:90-190} đài truyền thanh cấp xã, trong đó {n:40-85} đài đã dùng công nghệ thông tin – viễn thông.",
            "Giấy phép số {n:11-98}/GP-STTTT do Sở cấp cho trang thông tin của xã cũng được công khai ngay đầu bản tin.",
            "Chia sẻ về cách làm, anh {ten}, cán bộ văn hóa xã, nói mỗi tuần anh nhận {n:9-28} tin do chính người dân gửi qua nhóm trò chuyện.",
            "Những bài hay được phát lại vào buổi chiều, kèm phần bình luận ngắn của biên tập viên.",
            "Kinh phí duy tu mỗi cụm loa chừng {n:2-6} triệu đồng một năm, xã phải tự cân đối.",
        ),
        (
            "Cụm loa thông minh ở trung tâm bản.",
            "Anh {ten} biên tập bản tin buổi sáng.",
            "Người dân nghe thông báo lịch tiêm phòng qua loa",
        ),
        (
            "Thay {n:40-120} máy phát đời cũ",
            "Tập huấn kỹ năng viết tin cho {n:60-150} cán bộ",
            "Phát tin bằng tiếng dân tộc tối thiểu {n:3-5} buổi một tuần",
        ),
    ),
    Subject(
        (
            "Nghiệm thu đề tài nhân giống lan bản địa bằng nuôi cấy mô",
            "Khi nhà khoa học lội ruộng",
            "Hội đồng khoa học tỉnh {tinh} xét chọn {n:8-19} nhiệm vụ năm {namsau}",
        ),
        (
            "{buoi} {ngay}, Hội đồng tư vấn khoa học và công nghệ tỉnh họp nghiệm thu đề tài “Nghiên cứu nhân giống một số loài lan bản địa tại huyện {huyen}” do TS {ten2} làm chủ nhiệm.",
            "Bảy giờ sáng, thạc sĩ {nu} đã có mặt ở ruộng thí nghiệm thôn {n:2-9}, xã {xa}, tay đo chiều cao cây, tay ghi sổ.",
        ),
        (
            "Sau {n:18-36} tháng, nhóm thực hiện đã xây dựng quy trình nhân giống cho {n:3-7} loài với tỷ lệ sống ngoài vườn ươm đạt {p:78-94}.",
            "Phản biện {ten} đánh giá bài viết công bố của nhóm có số liệu chắc chắn, song cần bổ sung phần hạch toán kinh tế.",
            "Tổng kinh phí thực hiện đề tài là {n:420-980} triệu đồng, trong đó vốn đối ứng của doanh nghiệp chiếm {p:21-45}.",
            "Theo PGS.TS {ten}, Chủ tịch Hội đồng, điểm đáng quý là quy trình đủ đơn giản để hộ nông dân làm được tại nhà.",
            "Mô hình đã chuyển giao cho {n:14-60} hộ; mỗi hộ thu thêm {n:30-90} triệu đồng mỗi năm.",
            "Bản quyền quy trình thuộc về cơ quan chủ trì; người dân trong vùng dự án được dùng miễn phí đến hết năm {namsau}.",
            "Kết quả bỏ phiếu: {n:7-9} phiếu đạt loại khá trở lên, đề tài được nghiệm thu.",
            "Nhóm kiến nghị cho kéo dài thời gian theo dõi {n:6-12} tháng trước khi nhân rộng.",
        ),
        (
            "Các thành viên Hội đồng xem cây giống trong ống nghiệm.",
            "Thạc sĩ {nu} theo dõi sinh trưởng của lúa thí nghiệm.",
            "TS {ten2} báo cáo kết quả đề tài trước Hội đồng",
        ),
        ("Bổ sung phần hạch toán kinh tế", "Hoàn thiện hồ sơ trong {n:15-30} ngày", "Chuyển giao quy trình cho Trung tâm Khuyến nông"),
    ),
    Subject(
        (
            "Kiểm tra đo lường tại các cửa hàng xăng dầu dịp cuối năm",
            "Cân đồng hồ thiếu tới {n:2-9} lạng, tiểu thương bị nhắc nhở",
            "{tinh} xử phạt {n:4-18} cơ sở vi phạm ghi nhãn hàng hóa",
        ),
        (
            "Thanh tra Sở Khoa học và Công nghệ phối hợp với Chi cục Tiêu chuẩn Đo lường Chất lượng vừa kết thúc đợt kiểm tra tại {n:21-68} cửa hàng bán lẻ xăng dầu.",
            "Qua kiểm tra đột xuất chợ trung tâm huyện {huyen}, đoàn liên ngành phát hiện {n:7-33} chiếc cân đã hết hạn kiểm định.",
        ),
        (
            "Đoàn kiểm tra {n:88-260} cột đo, niêm phong {n:2-7} cột có sai số vượt mức cho phép.",
            "Ba cơ sở bị xử phạt tổng cộng {n:30-95} triệu đồng theo Nghị định số {n:100-150}/{nam}/NĐ-CP.",
            "Chủ một cửa hàng tại xã {xa} phân trần, tem kiểm định bị bong do mưa nắng chứ không phải cố ý tháo.",
            "Ông {ten}, Trưởng đoàn, lưu ý người tiêu dùng nên lấy hóa đơn và quan sát số trên cột đo trước khi bơm.",
            "Mọi phản ánh về chất lượng hàng đóng gói sẵn gửi về đường dây nóng {sdt} trong giờ hành chính.",
            "So với cùng kỳ, số vụ vi phạm giảm {p:6-29}, song cách làm gian lận tinh vi hơn.",
            "Tại chợ, ban quản lý đã đặt {n:2-4} cân đối chứng để bà con tự kiểm tra.",
        ),
        (
            "Kiểm định viên dùng bình chuẩn kiểm tra cột đo.",
            "Cân đối chứng đặt tại cổng chợ.",
            "Đoàn liên ngành làm việc với một cửa hàng ở huyện {huyen}",
        ),
        ("Kiểm định lại {n:88-260} cột đo", "Đặt cân đối chứng ở {n:9-30} chợ", "Công khai danh sách cơ sở vi phạm"),
    ),
    Subject(
        (
            "Bưu tá {ten2} và {n:20-34} năm đi dọc sông {song}",
            "Bưu điện văn hóa xã: Đổi mới để không bị lãng quên",
            "Chi trả lương hưu qua tài khoản: Dân quen dần",
        ),
        (
            "Mỗi ngày hai lượt đò, hơn {n:30-60} cây số đường đê, bưu tá {ten2} vẫn đều đặn mang thư, báo và cả tiền trợ cấp đến tận tay người già ở cù lao.",
            "Từng vắng như chùa Bà Đanh, nhiều điểm bưu điện văn hóa xã ở {tinh} nay tấp nập trở lại nhờ làm thêm việc của bộ phận một cửa.",
        ),
        (
            "“Thư tay bây giờ hiếm lắm, chủ yếu là giấy báo nhập học với bưu phẩm”, ông {ten2} cười.",
            "Toàn tỉnh có {n:120-240} điểm phục vụ, bán kính bình quân {n:2-4} km, mỗi điểm phục vụ hơn {n:5-9} nghìn dân.",
            "Bà {nu}, {n:70-88} tuổi, ở xã {xa}, nói con cháu đi xa cả, có gì cũng nhờ chú bưu tá bấm điện thoại hộ.",
            "Bưu điện đã nhận {n:20-80} thủ tục hành chính, thu hộ tiền điện, nước, bảo hiểm cho {n:11-45} nghìn khách hàng.",
            "Đến hết quý, {p:64-91} người hưởng lương hưu ở khu vực thành thị nhận tiền qua tài khoản.",
            "Anh {ten}, Phó Giám đốc Bưu điện tỉnh, cho rằng giữ được con người thì mới giữ được mạng lưới.",
            "Cuối bảng vinh danh đặt giữa sảnh là dòng chữ nhỏ “Nguồn: Công đoàn Bưu điện tỉnh”, kèm tên {n:2-5} gia đình nhân viên vừa được giúp dựng nhà.",
        ),
        (
            "Ông {ten2} chuẩn bị hàng lên đò.",
            "Người cao tuổi nhận lương hưu tại bưu điện xã {xa}.",
            "Góc đọc sách miễn phí ở điểm bưu điện văn hóa xã",
        ),
        ("Sửa {n:14-50} điểm bưu điện xuống cấp", "Trang bị máy tính cho {n:60-140} điểm", "Luân chuyển {n:2-9} nghìn đầu sách"),
    ),
    Subject(
        (
            "Bão số {n:3-9}: Các nhà mạng {tinh} bảo đảm thông tin liên lạc",
            "Trắng đêm khôi phục cáp quang ở {huyen}",
            "Hơn {n:120-480} trạm phát sóng mất điện do mưa lũ",
        ),
        (
            "Trước diễn biến phức tạp của bão số {n:3-9}, các doanh nghiệp viễn thông trên địa bàn đã điều {n:12-40} xe phát sóng lưu động và {n:200-600} nhân viên kỹ thuật về vùng xung yếu.",
            "Đến 6 giờ sáng {ngay}, {p:71-93} trạm phát sóng ở huyện {huyen} đã hoạt động trở lại, sớm hơn dự kiến {n:5-14} giờ.",
        ),
        (
            "Nước sông {song} lên nhanh khiến {n:4-17} km cáp bị cuốn trôi, {n:12-80} trạm mất liên lạc.",
            "Hơn {n:2-9} triệu tin nhắn cảnh báo được gửi tới thuê bao trong vùng ảnh hưởng trước khi bão vào {n:6-18} giờ.",
            "Tổ trưởng {ten2} kể, cả đội phải vác máy nổ lội bộ {n:3-9} km vì đường sạt lở.",
            "Sở yêu cầu các nhà mạng chuyển vùng dịch vụ cho nhau trong thời gian khắc phục, không để thôn nào bị cô lập.",
            "Tin liên quan đến việc đóng, mở cửa xả hồ chứa được cập nhật {n:2-4} giờ một lần trên loa truyền thanh.",
            "Thiệt hại ban đầu ước khoảng {tien}.",
            "Người dân cần hỗ trợ khẩn cấp gọi 112 hoặc Văn phòng thường trực, điện thoại {sdt}.",
        ),
        (
            "Nhân viên kỹ thuật hàn nối cáp quang trong đêm.",
            "Xe phát sóng lưu động tại xã {xa}.",
            "Một trạm phát sóng ở huyện {huyen} bị ngập sâu. Ảnh: Bạn đọc cung cấp",
        ),
        ("Dự phòng {n:60-200} máy phát điện", "Nâng cột ăng ten ở {n:8-24} trạm", "Tích trữ nhiên liệu đủ {n:3-5} ngày"),
    ),
    Subject(
        (
            "Trao giải báo chí {tinh} lần thứ {n:8-19}",
            "Tập huấn nghiệp vụ cho cộng tác viên trang thông tin điện tử",
            "Người làm báo trẻ trước ngã rẽ công nghệ",
        ),
        (
            "{buoi} {ngay}, Hội Nhà báo tỉnh phối hợp với Ban Tuyên giáo và Dân vận Tỉnh ủy tổ chức lễ tổng kết và trao giải báo chí tỉnh {tinh} lần thứ {n:8-19}.",
            "Làm sao để một mẩu tin về họp thôn cũng có người đọc? Câu hỏi ấy mở đầu lớp tập huấn diễn ra trong {n:2-4} ngày tại huyện {huyen}.",
        ),
        (
            "Ban tổ chức nhận {n:140-380} tác phẩm, chọn trao {n:3-5} giải A, {n:6-9} giải B cùng nhiều giải khuyến khích.",
            "Tác phẩm “Chuyện ở bản không sóng” của nhóm tác giả {ten2} và đồng nghiệp được hội đồng chấm điểm cao nhất.",
            "Theo nhà báo {ten}, đếm lượt xem mà quên đếm số người tin mình là cách ngắn nhất để mất bạn đọc.",
            "Học viên được thực hành dựng phim bằng điện thoại, kiểm chứng ảnh và viết chú thích đủ năm yếu tố.",
            "Dẫn nguồn không ghi tên tác giả là lỗi gặp ở {p:18-47} số bài được rà soát.",
            "Chị {nu}, cán bộ văn hóa xã {xa}, nói nhờ lớp học mà biết cách đặt tít ngắn, không còn “về việc triển khai thực hiện”.",
            "Ban tổ chức phát động cuộc thi mới, nhận bài đến hết ngày {ngayd}, thể lệ có tại trụ sở Hội.",
        ),
        (
            "Lãnh đạo tỉnh trao giải A cho các tác giả.",
            "Học viên thực hành quay phim bằng điện thoại.",
            "Nhà báo {ten} trao đổi với học viên",
        ),
        ("Mỗi xã có ít nhất {n:2-3} cộng tác viên", "Kiểm chứng mọi ảnh do bạn đọc gửi", "Trả nhuận bút trong {n:7-15} ngày"),
    ),
    Subject(
        (
            "Sở Khoa học và Công nghệ {tinh} ra mắt sau hợp nhất",
            "Sắp xếp bộ máy: Không để gián đoạn việc của dân",
            "Công bố các quyết định về công tác cán bộ ở {tinh}",
        ),
        (
            "{buoi} {ngay}, UBND tỉnh tổ chức hội nghị công bố nghị quyết thành lập Sở Khoa học và Công nghệ trên cơ sở hợp nhất với Sở Thông tin và Truyền thông.",
            "Ngày làm việc đầu tiên sau sắp xếp, bộ phận một cửa của huyện {huyen} cũ vẫn tiếp nhận {n:90-240} hồ sơ, không hồ sơ nào trễ hẹn.",
        ),
        (
            "Sau hợp nhất, Sở có {n:8-11} phòng chuyên môn và {n:3-5} đơn vị sự nghiệp, giảm {n:4-7} đầu mối.",
            "Tân Giám đốc {ten} hứa cùng tập thể giữ vững đoàn kết, sớm ổn định chỗ làm việc cho {n:120-210} cán bộ, công chức.",
            "Thực hiện Quyết định số {qd}, con dấu và tài khoản của đơn vị cũ hết hiệu lực từ 0 giờ ngày {ngayd}.",
            "Người dân nộp hồ sơ ở đâu cũng được, không phụ thuộc nơi cư trú, phí chuyển trả do ngân sách chi.",
            "Bà {nu}, chủ một cửa hàng ở xã {xa}, cho biết mọi giấy tờ cũ vẫn dùng bình thường, bà không phải đổi lại.",
            "Liên hệ với lần sắp xếp trước, ông {ten2} cho rằng khâu bàn giao hồ sơ lưu trữ cần làm kỹ hơn.",
            "Các ý kiến góp ý được tổng hợp hằng ngày và trả lời trong {n:24-48} giờ.",
        ),
        (
            "Lãnh đạo UBND tỉnh trao quyết định cho tân Giám đốc Sở.",
            "Người dân làm thủ tục tại bộ phận một cửa.",
            "Các đại biểu chụp ảnh lưu niệm",
        ),
        ("Ổn định trụ sở trước ngày {ngayd}", "Số hóa {n:20-90} nghìn trang hồ sơ", "Công khai đầu mối tiếp nhận của từng phòng"),
    ),
    Subject(
        (
            "Học sinh {huyen} làm thiết bị báo cháy rừng",
            "Cuộc thi sáng tạo thanh thiếu niên {tinh}: {n:90-190} ý tưởng từ nhà trường",
            "Cô giáo {nu} mang robot lên điểm trường",
        ),
        (
            "Từ vài tấm pin cũ và cảm biến mua bằng tiền bán giấy vụn, nhóm học sinh lớp {n:8-9} ở xã {xa} đã làm ra thiết bị báo cháy rừng gửi tin về điện thoại kiểm lâm.",
            "Vượt qua {n:90-190} sản phẩm dự thi, nhóm học sinh Trường THPT {huyen} giành giải nhất cuộc thi sáng tạo thanh thiếu niên, nhi đồng của tỉnh.",
        ),
        (
            "Thiết bị hoạt động liên tục {n:20-60} ngày, phát hiện khói trong bán kính {n:80-240} mét.",
            "Thầy {ten2}, người hướng dẫn, nhớ nhất hôm cả nhóm thức đến nửa đêm vì mạch cứ báo động giả.",
            "Em {nu} nói: “Tụi em làm hỏng đến cái thứ {n:6-12} mới chạy được, nhưng không ai muốn bỏ”.",
            "Ban giám khảo cho điểm cao vì chi phí chỉ {n:380-920} nghìn đồng, linh kiện dễ tìm.",
            "Hạt Kiểm lâm huyện {huyen} đã đặt làm {n:10-45} bộ để thử trong mùa khô này.",
            "Theo thể lệ, sản phẩm đoạt giải được hỗ trợ đăng ký sáng chế và dự thi toàn quốc.",
            "Phần lớn điểm trường vẫn thiếu phòng thực hành; {p:33-61} giáo viên phải tự mua linh kiện.",
        ),
        (
            "Nhóm học sinh lắp thiết bị trên chòi canh lửa.",
            "Giờ học lắp robot ở điểm trường {xa}.",
            "Thầy {ten2} cùng học trò kiểm tra mạch điện",
        ),
        ("Mở {n:5-14} câu lạc bộ khoa học", "Tặng {n:60-240} bộ linh kiện", "Tập huấn cho {n:40-120} giáo viên công nghệ"),
    ),
)

GENERAL: tuple[str, ...] = (
    "Cùng dự có lãnh đạo các sở, ban, ngành, đoàn thể và {n:9-14} huyện, thị xã, thành phố.",
    "Phát biểu kết luận, đồng chí {ten}, {chuc}, yêu cầu các đơn vị phân công rõ người, rõ việc, rõ thời hạn.",
    "Nhân dịp này, {n:3-9} tập thể và {n:7-26} cá nhân được tặng bằng khen của Chủ tịch UBND tỉnh.",
    "Hội nghị cũng dành thời gian thảo luận {n:5-9} nhóm ý kiến do cơ sở nêu.",
    "Theo kế hoạch, công việc sẽ hoàn thành trước ngày {ngayd}.",
    "So với mặt bằng chung của vùng, kết quả này cao hơn {p:2-9}, nhưng chưa đều giữa các địa phương.",
    "Những hạn chế, tồn tại được chỉ ra gồm thiếu người chuyên trách, kinh phí cấp chậm và thiết bị xuống cấp.",
    "Bạn đọc có thể xem thêm số liệu chi tiết tại phòng đọc của Trung tâm Lưu trữ tỉnh, mở cửa các ngày trong tuần.",
)

HEADINGS: tuple[str, ...] = (
    "Đổi cách làm",
    "Khó đâu gỡ đó",
    "Bài học từ {xa}",
    "Chuyển biến ở cơ sở",
    "Những con số biết nói",
    "Còn nhiều việc phải làm",
    "Lấy người dân làm trung tâm",
)

QUESTIONS: tuple[tuple[str, str], ...] = (
    (
        "Thưa ông, vì sao tỉnh chọn {huyen} làm điểm?",
        "{huyen} có đủ cả vùng cao, vùng thấp, làm được ở đây thì nơi khác cũng làm được. Vả lại, cán bộ huyện chủ động đề xuất chứ không đợi giao.",
    ),
    (
        "Khó khăn lớn nhất đến lúc này là gì?",
        "Là con người. Máy móc thiếu thì mua, còn thói quen làm việc trên giấy phải mất {n:2-4} năm mới đổi được.",
    ),
    (
        "Nguồn kinh phí được bố trí ra sao?",
        "Tổng vốn khoảng {tien}, ngân sách tỉnh lo {p:55-75}, phần còn lại lồng ghép từ các chương trình khác.",
    ),
    (
        "Người dân được lợi gì, thưa ông?",
        "Đi lại ít hơn, chờ đợi ngắn hơn. Năm {nam}, riêng tiền xăng xe bà con tiết kiệm được ước đã {n:3-9} tỷ đồng.",
    ),
    ("Ông nhắn gửi điều gì tới cơ sở?", "Làm thật, đừng chạy theo lượt xem hay bảng xếp hạng. Việc gì dân chưa cần thì chưa vội làm."),
)

QUOTES: tuple[str, ...] = (
    "Công nghệ chỉ là cái cày mới, ruộng vẫn là ruộng cũ, phải có người chịu khó cày.",
    "Dân gọi thì mình có mặt, thế thôi, chẳng có bí quyết gì cả.",
    "Muốn biết dịch vụ tốt hay chưa, cứ hỏi người vừa bước ra khỏi cửa.",
)

NOTICES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Thông báo nhận hồ sơ đăng ký nhiệm vụ khoa học và công nghệ năm {namsau}",
        (
            "Căn cứ Quyết định số {qd} ngày {ngayd} của UBND tỉnh {tinh}, Sở thông báo tới các tổ chức, cá nhân có nhu cầu đăng ký chủ trì nhiệm vụ như sau:",
            "1. Hồ sơ gồm: đơn đăng ký, thuyết minh đề cương, lý lịch khoa học của chủ nhiệm và văn bản cam kết đối ứng (nếu có).",
            "2. Thời hạn nộp: trước 17 giờ 00 ngày {ngayd}, tính theo dấu bưu điện.",
            "3. Nơi nhận: Bộ phận văn thư, tầng {n:1-3}, trụ sở Sở, số {n:12-190} đường {song}, phường {xa}.",
            "Liên hệ: bà {nu}, Phòng Quản lý khoa học, điện thoại {sdt}, trong giờ hành chính.",
            "Sở trân trọng thông báo để các tổ chức, cá nhân được biết và đăng ký.",
        ),
    ),
    (
        "Lịch cúp điện phục vụ sửa chữa trạm phát sóng xã {xa}",
        (
            "Để bảo đảm an toàn trong thời gian sửa chữa trạm phát sóng tại xã {xa}, đơn vị quản lý thông báo lịch tạm ngừng cung cấp dịch vụ tới khách hàng trên địa bàn.",
            "Thời gian: từ {n:6-8} giờ đến {n:11-16} giờ {n:10-50} phút ngày {ngayd}.",
            "Khu vực bị ảnh hưởng: các thôn {n:1-4}, {n:5-7} và khu chợ trung tâm xã.",
            "Trường hợp mưa bão, lịch sẽ lùi sang ngày kế tiếp và được thông báo trên loa truyền thanh.",
            "Mọi thắc mắc xin gọi tổng đài {sdt} để được giải đáp.",
        ),
    ),
    (
        "Thư mời tham dự hội thảo về bảo vệ dữ liệu cá nhân",
        (
            "Sở Thông tin và Truyền thông tỉnh {tinh} trân trọng kính mời lãnh đạo và cán bộ phụ trách công nghệ thông tin của các cơ quan, đơn vị tham dự hội thảo.",
            "Thời gian: 01 buổi, khai mạc lúc {n:7-8} giờ {n:10-50} phút, ngày {ngayd}.",
            "Địa điểm: Hội trường Trung tâm Hội nghị tỉnh, phường {xa}.",
            "Đề nghị các đơn vị gửi danh sách về Sở trước ngày {ngayd} qua Phòng Bưu chính - Viễn thông, số điện thoại {sdt}.",
            "Rất mong nhận được sự quan tâm, phối hợp của quý cơ quan.",
        ),
    ),
)

TABLES: tuple[tuple[str, ...], ...] = (
    ("TT", "Địa phương", "Số hồ sơ", "Tỷ lệ đúng hạn"),
    ("Đơn vị", "Kế hoạch", "Kết quả"),
    ("Huyện, thị xã", "Số tổ", "Tỷ lệ"),
)

# Headlines for the lists around an article; none of them is the title of a story.
HEADLINES: tuple[str, ...] = (
    "Lãnh đạo tỉnh {tinh} thăm, chúc Tết các nhà mạng",
    "Rà soát trang thông tin điện tử của {n:20-90} đơn vị",
    "Hội thảo ứng dụng trí tuệ nhân tạo trong cơ quan nhà nước",
    "Khảo sát vị trí xây dựng trung tâm dữ liệu tại {huyen}",
    "Ra quân Tháng Thanh niên tại xã {xa}",
    "Bế giảng lớp bồi dưỡng kỹ năng số khóa {n:2-19}",
    "Kết quả kiểm tra công tác cải cách hành chính đợt {n:1-4}",
    "Xã {xa} đón bằng công nhận đạt chuẩn nông thôn mới",
    "Triển khai hóa đơn điện tử tại {n:30-90} cây xăng",
    "Bàn giải pháp thu hút nhân lực công nghệ về {tinh}",
    "Hưởng ứng Ngày Chuyển đổi số quốc gia ở {huyen}",
    "Phổ biến Luật Giao dịch điện tử cho cán bộ xã {xa}",
    "Đoàn công tác tỉnh bạn trao đổi kinh nghiệm tại {tinh}",
    "Thi tìm hiểu an toàn giao thông trên mạng: {n:4-19} nghìn lượt dự thi",
    "Giao ban báo chí tháng {n:2-12}",
    "Chi bộ Văn phòng Sở sinh hoạt chuyên đề quý {n:2-4}",
)
SUMMARIES: tuple[str, ...] = (
    "Đoàn đã đến từng điểm, nghe báo cáo nhanh và tặng quà động viên anh em trực kỹ thuật.",
    "Phần lớn đơn vị cập nhật tin bài đều, song còn {n:3-12} trang để trống mục hỏi đáp.",
    "Hơn {n:100-400} đại biểu đã dự, nhiều tham luận được chuẩn bị công phu.",
    "Địa điểm dự kiến rộng {n:2-9} ha, gần trạm biến áp và tuyến cáp trục của tỉnh.",
    "Buổi lễ diễn ra gọn trong một giờ, sau đó các đội về thẳng thôn, bản giúp dân.",
)
