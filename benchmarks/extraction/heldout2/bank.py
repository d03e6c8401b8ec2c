"""Patterns of the second held-out part's stories: other subjects, names, offices and turns of speech than the first bank's."""

from __future__ import annotations

from benchmarks.extraction.phrases import Subject

PROVINCES = ("Đắk Lắk", "Quảng Ngãi", "Lạng Sơn", "Cà Mau", "Thừa Thiên Huế", "Điện Biên", "Bà Rịa - Vũng Tàu", "Hưng Yên", "Kon Tum")
DISTRICTS = (
    "Krông Pắc",
    "Cư M'gar",
    "Ea H'leo",
    "Sơn Tịnh",
    "Mường Ảng",
    "Văn Quan",
    "U Minh",
    "A Lưới",
    "Xuyên Mộc",
    "Khoái Châu",
    "Đắk Glei",
)
COMMUNES = ("Ea Knuếc", "Hòa An", "Cư Né", "Tịnh Ấn Tây", "Búng Lao", "Khánh Lâm", "A Ngo", "Bưng Riềng", "Đông Tảo", "Đắk Choong", "Ea Uy")
RIVERS = ("Sêrêpốk", "Trà Khúc", "Nậm Rốm", "Kỳ Cùng", "Ông Đốc", "Tả Trạch", "Pô Kô")
FAMILY = ("Huỳnh", "Phan", "Võ", "Hồ", "Mai", "Lương", "Đoàn", "Thái", "Cao", "La", "Nông", "Lò", "Hà", "Tô", "Trương")
MEN = (
    "Anh Tuấn",
    "Bá Lộc",
    "Chí Dũng",
    "Duy Khánh",
    "Gia Bảo",
    "Hải Đăng",
    "Hồng Sơn",
    "Ngọc Ẩn",
    "Như Ý",
    "Quốc Việt",
    "Tấn Tài",
    "Trọng Nhân",
)
WOMEN = (
    "Bích Hạnh",
    "Cẩm Tú",
    "Diễm My",
    "Hoài Thương",
    "Kiều Trang",
    "Mỹ Lệ",
    "Ngọc Diệp",
    "Thanh Trúc",
    "Tường Vi",
    "Uyên Nhi",
    "Xuân Mai",
)
PEN = ("Y Krông", "H'Linh Niê", "Thảo Nguyên", "Hải Âu", "Đỗ Lan", "P.V", "Kim Oanh", "Lệ Quyên", "N.T.H", "Võ Hà", "Anh Đức", "Bích Trâm")
OFFICES = (
    "Chủ tịch UBND huyện {huyen}",
    "Phó Giám đốc Sở Thông tin và Truyền thông",
    "Trưởng Ban Quản lý các khu công nghiệp tỉnh",
    "Phó Trưởng ban Thường trực Ban Tuyên giáo Tỉnh ủy",
    "Giám đốc Trung tâm Chuyển đổi số tỉnh",
    "Chủ tịch Ủy ban MTTQ Việt Nam huyện {huyen}",
)

SUBJECTS: tuple[Subject, ...] = (
    Subject(
        (
            "{tinh}: Tổ công nghệ số cộng đồng “đi từng ngõ, gõ từng nhà”",
            "Sở TT&TT tập huấn kỹ năng số cho {n:120-860} cán bộ xã",
            "CĐS ở vùng sâu: Câu chuyện từ xã {xa}",
            "Ra mắt ứng dụng công dân số của huyện {huyen}",
        ),
        (
            "Chỉ trong vòng {n:3-9} tháng, {n:60-240} tổ công nghệ số cộng đồng của huyện {huyen} đã giúp hơn {n:4-28} nghìn lượt người dân cài đặt tài khoản định danh và nộp hồ sơ qua mạng.",
            "Chiều {ngay}, Sở Thông tin và Truyền thông (TT&TT) phối hợp UBND huyện {huyen} mở lớp tập huấn kỹ năng số cho cán bộ, công chức của {n:8-19} xã.",
            "Từ chỗ chưa phủ sóng {n:3-5}G, nay cả {n:6-14} buôn của xã {xa} đều có điểm truy cập Internet miễn phí - đó là kết quả của một đề án kéo dài {n:3-6} năm.",
        ),
        (
            "Chị {nu}, thành viên tổ công nghệ số xã {xa}, kể: “Có cụ ngoài {n:70-79} tuổi, tôi phải đến nhà {n:3-6} lần mới cài xong”.",
            "Theo thống kê của Sở TT&TT, tỷ lệ hồ sơ trực tuyến toàn trình đạt {p:51-88}, tăng {p:6-19} so với quý trước.",
            "Video hướng dẫn bằng tiếng Ê Đê do Đoàn xã {xa} tự quay đã có {n:12-85} nghìn lượt xem và hơn {n:200-900} bình luận.",
            "Khó khăn lớn nhất hiện nay là còn {n:4-17} thôn lõm sóng, {p:11-29} số hộ nghèo chưa có điện thoại thông minh.",
            "Nguồn: Báo cáo số {n:12-290}/BC-STTTT của Sở TT&TT về kết quả CĐS quý {n:1-4}/{nam}.",
            "Các doanh nghiệp viễn thông cam kết phát sóng thêm {n:20-90} trạm BTS tại {huyen} trước ngày 30/{n:6-9}.",
            "Ông {ten} - {chucvu} - lưu ý: CĐS không phải là mua phần mềm, mà là đổi cách làm; đơn vị nào để hồ sơ trễ quá {n:3-8} ngày phải giải trình.",
            "Tại bộ phận “một cửa” xã {xa}, mỗi ngày có {n:15-60} lượt người đến nhờ scan giấy tờ, ký số.",
        ),
        (
            "Thành viên tổ công nghệ số hướng dẫn bà con buôn {xa} quét mã QR. Ảnh: {but}",
            "Đại biểu bấm nút khai trương ứng dụng.",
            "Lớp tập huấn thu hút {n:60-180} học viên",
        ),
        (
            "Phủ cáp quang đến {n:90-100}% thôn, buôn",
            "Mỗi hộ có ít nhất {n:1-2} người dùng thành thạo dịch vụ công",
            "Số hóa {n:20-70} nghìn trang hồ sơ lưu trữ",
            "Cấp chữ ký số cá nhân miễn phí cho {n:3-18} nghìn người",
        ),
    ),
    Subject(
        (
            "Khởi công hạ tầng Khu công nghiệp {huyen} giai đoạn {n:2-3}",
            "Doanh nghiệp FDI rót thêm {n:20-310} triệu USD vào {tinh}",
            "Ban Quản lý các KCN đối thoại với {n:40-130} doanh nghiệp",
            "Gỡ “điểm nghẽn” mặt bằng tại cụm công nghiệp {xa}",
        ),
        (
            "Ngày {ngay}, Ban Quản lý các khu công nghiệp (KCN) tỉnh {tinh} tổ chức hội nghị đối thoại, tháo gỡ khó khăn cho các nhà đầu tư thứ cấp.",
            "Sau {n:14-40} tháng chờ mặt bằng, dự án hạ tầng KCN {huyen} với tổng vốn {tien} đã chính thức được khởi công.",
            "Vướng mắc ở {n:5-37} hộ dân cuối cùng đang khiến cụm công nghiệp {xa} chậm tiến độ {n:6-18} tháng.",
        ),
        (
            "Hiện các KCN trên địa bàn có {n:60-280} dự án còn hiệu lực, trong đó {n:20-59} dự án FDI, giải quyết việc làm cho {n:11-64} nghìn lao động.",
            "Đại diện Công ty TNHH {xa} Vina đề nghị điện lực báo trước lịch cắt điện ít nhất {n:3-7} ngày.",
            "Liên hệ với thực tế của doanh nghiệp mình, bà {nu} cho rằng thủ tục môi trường mất đến {n:45-120} ngày là quá dài.",
            "Đến nay chủ đầu tư đã chi trả {tien} cho {n:90-600} hộ; số còn lại khiếu nại về đơn giá đất vườn.",
            "“Chúng tôi cần lao động có tay nghề, chứ không chỉ cần đất” - Tổng Giám đốc {ten2} nói tại buổi đối thoại ngày {ngay}.",
            "Giá thuê đất bình quân {n:48-130} USD/m²/chu kỳ, thấp hơn vùng lân cận khoảng {p:8-22}.",
            "Trạm xử lý nước thải tập trung công suất {n:2-9}.000 m³/ngày đêm dự kiến vận hành từ quý {n:1-4}/{namsau}.",
            "Trả lời kiến nghị, {chucvu} {ten} giao Sở Xây dựng hoàn tất hồ sơ trước ngày {ngaydd}.",
        ),
        (
            "Nghi thức động thổ dự án sáng {ngay} (Ảnh: CTV)",
            "Công nhân làm việc tại một nhà máy ở KCN {huyen}.",
            "Mặt bằng cụm công nghiệp {xa} nhìn từ trên cao",
        ),
        (
            "Hoàn thành giải phóng mặt bằng {n:30-140} ha trước tháng {n:3-9}",
            "Rút ngắn {p:30-49} thời gian cấp phép xây dựng",
            "Tổ chức {n:4-12} phiên giao dịch việc làm lưu động",
        ),
    ),
    Subject(
        (
            "Bệnh viện phẫu thuật thành công ca u não nặng {n:200-900} gam",
            "Cứu sống sản phụ vỡ tử cung ở tuần thai thứ {n:28-39}",
            "Triển khai kỹ thuật can thiệp mạch não cho người dân {tinh}",
            "Bệnh viện trường đại học {tinh} thêm {n:2-6} phòng khám chuyên khoa",
        ),
        (
            "Ê-kíp gồm {n:7-15} bác sĩ, điều dưỡng của Bệnh viện vừa phẫu thuật thành công cho nữ bệnh nhân {n:31-66} tuổi, ngụ xã {xa}, huyện {huyen}.",
            "Rạng sáng {ngay}, Khoa Cấp cứu tiếp nhận một sản phụ trong tình trạng sốc mất máu, huyết áp chỉ còn {n:50-70}/{n:20-40} mmHg.",
            "Kể từ ngày {ngaydd}, người bệnh đột quỵ ở {huyen} không còn phải chuyển tuyến hàng trăm cây số để được can thiệp.",
        ),
        (
            "BSCKII {ten}, Trưởng khoa Ngoại thần kinh, cho biết ca mổ kéo dài {n:5-11} giờ, truyền {n:4-16} đơn vị máu.",
            "Người bệnh tỉnh táo sau {n:2-5} ngày, vết mổ khô, được xuất viện vào {ngay}.",
            "Chi phí ca can thiệp khoảng {n:60-140} triệu đồng, bảo hiểm y tế chi trả {p:60-82}.",
            "Bác sĩ khuyến cáo “giờ vàng” của đột quỵ là {n:3-5} giờ đầu; khi thấy méo miệng, yếu tay chân cần gọi ngay {n:115-116}.",
            "Theo PGS.TS {ten2}, mỗi năm bệnh viện tiếp nhận {n:800-2900} ca tương tự, {p:12-38} đến muộn.",
            "Máy DSA hai bình diện trị giá {tien} được lắp đặt trong {n:4-9} tháng với sự hỗ trợ của chuyên gia Nhật Bản.",
            "Ông {ten2}, chồng bệnh nhân, xúc động: “Cả nhà tôi mang ơn các bác sĩ suốt đời”, sau {n:9-26} ngày túc trực.",
            "Bệnh viện đã chuyển giao kỹ thuật cho {n:3-9} trung tâm y tế tuyến huyện, trong đó có {huyen}.",
        ),
        (
            "Các bác sĩ kiểm tra sức khỏe bệnh nhân trước khi xuất viện.",
            "Hình ảnh khối u trên phim MRI - Ảnh: BVCC",
            "Ca mổ kéo dài {n:5-11} giờ.",
        ),
        ("Đau đầu dữ dội, nôn vọt trên {n:2-3} ngày", "Nhìn mờ, nhìn đôi một bên mắt", "Yếu nửa người dù chỉ trong {n:5-20} phút"),
    ),
    Subject(
        (
            "Công an huyện {huyen} triệt phá đường dây lừa đảo qua mạng {tien}",
            "Cảnh báo thủ đoạn giả danh cán bộ để cài ứng dụng VNeID",
            "Ra quân cao điểm bảo đảm an ninh, trật tự dịp cuối năm {nam}",
            "Công an xã {xa} trả lại {n:12-98} triệu đồng cho người đánh rơi",
        ),
        (
            "Qua {n:3-8} tháng đấu tranh chuyên án, Công an huyện {huyen} đã tạm giữ hình sự {n:4-19} đối tượng về hành vi lừa đảo chiếm đoạt tài sản.",
            "Thời gian gần đây, trên địa bàn {tinh} xuất hiện các cuộc gọi tự xưng “cán bộ định danh” yêu cầu người dân cài đặt ứng dụng lạ; đã có {n:6-41} nạn nhân trình báo.",
            "Sáng {ngay}, tại Quảng trường trung tâm, Công an tỉnh {tinh} tổ chức lễ ra quân với {n:300-1200} cán bộ, chiến sĩ.",
        ),
        (
            "Thu giữ tại hiện trường {n:11-48} điện thoại, {n:4-17} máy tính xách tay và {n:20-190} thẻ ngân hàng.",
            "Thượng tá {ten}, Trưởng phòng An ninh mạng, đề nghị người dân không bấm vào đường dẫn lạ; cần xác minh, liên hệ trực ban 0{n:260-299}.{n:3700-3999}.{n:110-990}.",
            "Bị hại lớn nhất là bà {nu} (SN 19{n:52-79}), trú xã {xa}, mất {n:300-990} triệu đồng chỉ sau {n:2-6} giờ.",
            "Bước đầu, các đối tượng khai nhận đã chiếm đoạt {tien} của {n:40-320} người tại {n:9-30} tỉnh, thành.",
            "Tin báo qua đường dây nóng tăng {p:14-46}; {n:60-190} tin được xác minh trong vòng 24 giờ.",
            "Trong đợt cao điểm, lực lượng đã lập biên bản {n:400-1900} trường hợp vi phạm nồng độ cồn, tước {n:90-380} giấy phép lái xe.",
            "Số tiền được anh {ten2}, công nhân ở {huyen}, nhặt được trên tỉnh lộ {n:5-19} và mang đến trụ sở lúc {n:19-21} giờ cùng ngày.",
            "Vụ việc đang được Cơ quan CSĐT tiếp tục điều tra, mở rộng theo Quyết định số {n:12-260}/QĐ-CQĐT.",
        ),
        (
            "Các đối tượng tại cơ quan Công an.",
            "Tang vật của vụ án - Ảnh: Công an cung cấp",
            "Cán bộ Công an xã {xa} trao lại tài sản cho người dân",
        ),
        ("Không cung cấp mã OTP cho bất kỳ ai", "Chỉ cài ứng dụng từ kho chính thức", "Gọi {n:113-114} khi nghi ngờ bị lừa"),
    ),
    Subject(
        (
            "Đảng bộ huyện {huyen} tổng kết {n:5-10} năm xây dựng chi bộ “bốn tốt”",
            "Trao Huy hiệu {n:30-75} năm tuổi Đảng cho {n:14-120} đảng viên",
            "Học tập và làm theo Bác từ những việc nhỏ ở {xa}",
            "Hội nghị báo cáo viên Tỉnh ủy tháng {n:1-12}/{nam}",
        ),
        (
            "(ĐB) - Sáng {ngay}, Huyện ủy {huyen} tổ chức hội nghị tổng kết mô hình chi bộ “bốn tốt”; đồng chí {ten} - {chucvu} dự và phát biểu.",
            "Nhân kỷ niệm Ngày thành lập Đảng, Huyện ủy {huyen} trao Huy hiệu Đảng cho {n:14-120} đảng viên thuộc {n:6-21} chi, đảng bộ trực thuộc.",
            "Không hô khẩu hiệu, mỗi đảng viên ở xã {xa} tự chọn {n:2-3} việc cụ thể để làm theo Bác trong năm {nam}.",
        ),
        (
            "Toàn đảng bộ có {n:180-640} chi bộ, kết nạp mới {n:90-310} đảng viên, đạt {p:101-128} chỉ tiêu giao.",
            "Đồng chí {ten2}, Bí thư Chi bộ thôn {n:2-9}, chia sẻ: “Nghị quyết phải ngắn, rõ việc, rõ người, rõ thời gian”.",
            "Hội nghị nghe báo cáo viên thông tin {n:2-4} chuyên đề về tình hình biển Đông và kết quả thực hiện Nghị quyết số {n:11-42}-NQ/TW.",
            "Phong trào hiến đất làm đường đã có {n:120-780} hộ tham gia với {n:9-64} nghìn m² đất, bình luận về việc này dân làng bảo “được đường là được cả”.",
            "Qua kiểm tra, {n:3-11} tổ chức đảng bị nhắc nhở vì sinh hoạt chi bộ hình thức, {n:2-6} đảng viên bị kỷ luật.",
            "Thay mặt Ban Thường vụ, {chucvu} {ten} yêu cầu cấp ủy các cấp hoàn thành kiểm điểm trước ngày {ngaydd}.",
            "Mô hình “hũ gạo tình thương” của phụ nữ {xa} nuôi {n:11-46} trẻ mồ côi suốt {n:3-9} năm qua.",
            "Dịp này, {n:8-26} tập thể được tặng giấy khen, mỗi tập thể kèm {n:2-9} triệu đồng.",
        ),
        (
            "Đồng chí {ten} trao Huy hiệu Đảng cho các đảng viên.",
            "Toàn cảnh hội nghị tại điểm cầu {huyen}",
            "Con đường bê tông do dân xã {xa} góp đất.",
        ),
        (
            "Giữ vững {p:91-99} chi bộ hoàn thành tốt nhiệm vụ",
            "Mỗi chi bộ giúp {n:1-3} hộ thoát nghèo",
            "Phát triển {n:80-260} đảng viên trẻ",
        ),
    ),
    Subject(
        (
            "Lễ hội cồng chiêng {huyen} trở lại sau {n:3-9} năm",
            "Già làng {xa} truyền lửa cho lớp trẻ",
            "Phục dựng nghi lễ cúng bến nước của người Ê Đê",
            "Du lịch cộng đồng {huyen}: Đường còn xa",
        ),
        (
            "Ba đêm liền, bờ sông {song} rộn tiếng chiêng. Hơn {n:20-48} đội nghệ nhân từ {n:7-15} xã đã về tranh tài.",
            "Ở tuổi {n:71-92}, già làng {ten2} vẫn mỗi tối thắp lửa nhà dài, dạy đám trẻ buôn {xa} đánh bài chiêng mừng lúa mới.",
            "Có cảnh đẹp, có bản sắc, nhưng năm {nam} huyện {huyen} mới đón {n:11-79} nghìn lượt khách, doanh thu {tien}.",
        ),
        (
            "Nghệ nhân {nu} mang theo bộ chiêng {n:6-13} chiếc của dòng họ, chiếc cổ nhất đã hơn {n:120-280} năm.",
            "Xem lại đoạn phim tư liệu năm 19{n:78-96}, nhiều cụ bật khóc vì nhận ra người thân trong đó.",
            "“Mất tiếng chiêng là mất hồn buôn” - già {ten2} nói chậm rãi bên bếp lửa đêm {ngay}.",
            "Các homestay quanh hồ có {n:90-260} phòng, công suất dịp cuối tuần đạt {p:55-93}.",
            "Theo tài liệu của Bảo tàng tỉnh {tinh}, toàn huyện còn {n:140-690} bộ chiêng, giảm {p:22-48} so với năm 2005.",
            "Mỗi mùa lễ hội, tổ dệt thổ cẩm xã {xa} bán được {n:200-950} tấm, thu về {n:80-390} triệu đồng.",
            "Đọc thêm trong sách địa chí {tinh} mới thấy, nghi lễ này từng kéo dài {n:5-9} ngày đêm.",
            "Huyện dự kiến chi {tien} làm lại {n:4-21} km đường vào thác.",
        ),
        (
            "Nghệ nhân buôn {xa} trình diễn chiêng ching k'nah.",
            "Du khách chèo thuyền độc mộc trên sông {song} (ảnh tư liệu).",
            "Thiếu nữ Ê Đê trong trang phục lễ hội",
        ),
        ("Mở {n:4-12} lớp truyền dạy chiêng cho thanh thiếu niên", "Hỗ trợ mỗi đội {n:15-60} triệu đồng", "Lập hồ sơ {n:20-90} nghệ nhân"),
    ),
)

COMMON = (
    "Trao đổi với phóng viên bên lề, ông {ten} thừa nhận cách làm cũ đã kéo dài {n:4-12} năm mà hiệu quả chưa rõ.",
    "Buổi làm việc kết thúc lúc {n:11-12} giờ {n:10-55} phút với {n:5-14} ý kiến được ghi nhận.",
    "Tin từ UBND huyện {huyen} cho biết, kế hoạch sẽ được điều chỉnh trước ngày {ngaydd}.",
    "Theo lời kể của người dân sống hai bên bờ sông {song}, đã {n:15-40} năm nay mới có sự đổi thay như vậy.",
    "Ngoài ra, {n:3-9} xã khác của {huyen} cũng đang đăng ký làm theo.",
    "Chia sẻ về dự định sắp tới, bà {nu} mong được vay thêm {n:50-200} triệu đồng vốn ưu đãi.",
)
HEADINGS = (
    "Nhìn thẳng vào hạn chế",
    "Từ nghị quyết đến cuộc sống ở {xa}",
    "Chuyển động ở {huyen}",
    "“Nút thắt” cần tháo",
    "Bài học để lại",
    "Không để ai ở lại phía sau",
)
QUESTIONS = (
    "Phóng viên: Thưa ông, đâu là kết quả nổi bật nhất của {huyen} trong năm {nam}?",
    "- Ông có thể nói rõ hơn về con số {n:12-98} tỷ đồng vừa được công bố?",
    "PV: Người dân xã {xa} cho rằng tiến độ còn chậm, ý kiến của ông thế nào?",
    "Vậy trong {n:3-6} tháng tới, việc gì được ưu tiên hàng đầu?",
    "Xin cảm ơn ông về cuộc trao đổi ngày {ngay}!",
)
ARTICLES_OF_LAW = (
    "Điều {k}. Phạm vi điều chỉnh",
    "Điều {k}. Đối tượng áp dụng",
    "Điều {k}. Kinh phí thực hiện",
    "Điều {k}. Tổ chức thực hiện",
    "Điều {k}. Hiệu lực thi hành",
)
CLAUSES = (
    "1. Quyết định này quy định mức hỗ trợ từ {n:5-45} triệu đồng đến {n:50-90} triệu đồng cho mỗi hộ trên địa bàn huyện {huyen}.",
    "2. Kinh phí do ngân sách tỉnh bảo đảm {n:60-80}%, phần còn lại huy động hợp pháp khác.",
    "3. Quyết định có hiệu lực kể từ ngày {ngaydd} và thay thế Quyết định số {n:12-80}/{namtruoc}/QĐ-UBND.",
    "a) Hộ nghèo, hộ cận nghèo có tên trong danh sách được phê duyệt năm {nam};",
    "b) Hợp tác xã có từ {n:7-20} thành viên trở lên;",
    "4. Chánh Văn phòng UBND tỉnh, Thủ trưởng các sở, ngành và Chủ tịch UBND xã {xa} chịu trách nhiệm thi hành./.",
)
DECREE_TITLES = (
    "Quyết định ban hành Quy định chính sách hỗ trợ trên địa bàn huyện {huyen}",
    "Quyết định số {n:11-98}/{nam}/QĐ-UBND về hỗ trợ phát triển hợp tác xã",
    "Sửa đổi, bổ sung một số điều của quy định hỗ trợ hộ nghèo năm {nam}",
)
AGENDA_OPENINGS = (
    "Văn phòng HĐND và UBND huyện {huyen} thông báo lịch làm việc từ ngày {ngaydd} như sau:",
    "Thực hiện kế hoạch số {n:11-98}/KH-UBND, chương trình chi tiết được bố trí tại hội trường xã {xa}:",
    "Theo phân công của Thường trực, các đồng chí bố trí thời gian, chuẩn bị {n:2-6} báo cáo và có mặt trước 15 phút.",
)
AGENDA_TITLES = (
    "Lịch công tác tuần {n:2-52} của Thường trực Huyện ủy, HĐND, UBND huyện {huyen}",
    "Chương trình Ngày hội chuyển đổi số xã {xa} năm {nam}",
    "Lịch tiếp công dân của lãnh đạo tỉnh {tinh} quý {n:1-4}/{nam}",
)
INVITE = (
    "Trân trọng kính mời quý đại biểu tới dự buổi gặp mặt đầu xuân năm {namsau} do UBND xã {xa} tổ chức.",
    "Thời gian: {n:7-9} giờ {n:10-45} phút, ngày {ngaydd}.",
    "Địa điểm: Nhà văn hóa cộng đồng buôn {xa}, huyện {huyen}.",
    "Sự hiện diện của quý đại biểu góp phần vào thành công của buổi gặp mặt. Liên hệ: bà {nu}, 0{n:900-989} {n:100-999} {n:100-999}.",
)
INVITE_TITLES = (
    "Giấy mời gặp mặt đầu xuân {namsau}",
    "Giấy mời dự tổng kết công tác Mặt trận xã {xa}",
    "Thư mời chào giá mua sắm {n:12-90} máy tính",
)
SAD = (
    "Đảng ủy, HĐND, UBND xã {xa} và gia đình vô cùng thương tiếc báo tin:",
    "Ông {TEN}",
    "Sinh năm 19{n:28-49}; quê quán: xã {xa}, huyện {huyen}, tỉnh {tinh}; nguyên Chủ nhiệm Hợp tác xã nông nghiệp.",
    "Đã từ trần hồi {n:2-22} giờ {n:10-55} phút ngày {ngaydd}, hưởng thọ {n:76-97} tuổi.",
    "Lễ viếng bắt đầu từ {n:7-9} giờ tại nhà riêng; lễ truy điệu lúc {n:13-15} giờ, sau đó an táng tại nghĩa trang quê nhà.",
)
STEPS = (
    "Bước 1: Người dân truy cập Cổng dịch vụ công, chọn mục cư trú và đăng nhập bằng tài khoản định danh mức {n:2-3}.",
    "Bước 2: Tải lên bản chụp {n:2-4} loại giấy tờ, dung lượng mỗi tệp không quá {n:5-20} MB.",
    "Bước 3: Nộp lệ phí {n:10-50}.000 đồng bằng chuyển khoản hoặc quét mã tại quầy xã {xa}.",
    "Bước 4: Nhận kết quả sau {n:2-7} ngày làm việc, bản giấy được bưu chính trả tận nhà ở {huyen}.",
)
AGENDA_HEADS = (("Thời gian", "Nội dung", "Chủ trì"), ("Ngày", "Buổi", "Nội dung công việc", "Thành phần"), ("Giờ", "Chương trình"))
AGENDA_WORK = (
    "Đón tiếp đại biểu, văn nghệ chào mừng",
    "Họp giao ban khối nội chính",
    "Tiếp công dân định kỳ tháng {n:1-12}",
    "Làm việc với Đảng ủy xã {xa}",
    "Kiểm tra tiến độ đường tỉnh {n:601-699}",
    "Dự họp trực tuyến với Bộ TT&TT",
    "Giao lưu cồng chiêng tại nhà văn hóa {xa}",
    "Thảo luận, kết luận và bế mạc",
)
