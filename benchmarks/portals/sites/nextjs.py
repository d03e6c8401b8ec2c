"""A new provincial portal, rendered by a script framework on the server: hashed class names, state in a script, addresses of words only."""

from __future__ import annotations

import json
import re
from html import escape as e
from urllib.parse import quote, urlsplit

from benchmarks.portals.site import Answer, Request, Site, draw, rows, slug
from benchmarks.portals.story import Story

CATS = ("tin-noi-bat", "kinh-te-so", "xa-hoi-so", "chinh-quyen-so", "thong-cao")


class NextJs(Site):
    name, title, own = "nextjs", "Cổng chuyển đổi số tỉnh Đại Ngàn", "Tổ biên tập"
    sections = ("Tin nổi bật", "Kinh tế số", "Xã hội số", "Chính quyền số", "Thông cáo")
    count, per_page, timed = 64, 12, True
    mix = ("report",) * 7 + ("short", "short", "interview", "interview", "photos", "files")

    def url(self, story: Story) -> str:
        return f"/bai-viet/{slug(story.title)}"

    def which(self, url: str) -> int | None:
        path = urlsplit(url).path.rstrip("/")
        return next((s.id for s in self.ever.values() if self.url(s) == path), None)

    def answer(self, request: Request) -> Answer:
        path = request.path.rstrip("/") or "/"
        if path == "/":
            return self.home()
        if path == "/robots.txt":
            return Answer("# *\nUser-agent: *\nAllow: /\nDisallow: /api\n", type="text/plain")
        if path.startswith("/bai-viet/"):
            number = self.which(path)
            return self.article(self.stories[number]) if number in self.stories and number is not None else self.missing()
        if found := re.fullmatch(r"/chuyen-muc/([\w-]+)", path):
            page = request.query.get("trang", "1")
            return self.list(CATS.index(found[1]), int(page) if page.isdigit() else 1) if found[1] in CATS else self.missing()
        statics = {
            "/gioi-thieu": self.about,
            "/lien-he": self.contact,
            "/lich-su-kien": self.calendar,
            "/so-tay": self.handbook,
            "/dang-nhap": self.login,
        }
        if path in statics:
            return statics[path]() if path != "/lich-su-kien" else self.calendar(request.query.get("thang", "11-2026"))
        if path == "/tim-kiem":
            return self.frame(
                "Tìm kiếm", '<div class="search_box__q1Z"><input name="q"/><p class="text-gray-500">Nhập từ khóa để tìm kiếm</p></div>'
            )
        return self.missing()

    def missing(self) -> Answer:
        return Answer(
            self.frame(
                "404",
                '<div class="flex flex-col items-center"><span class="text-6xl">404</span><p>Trang bạn tìm không còn ở đây.</p></div>',
            ).body,
            404,
        )

    def article(self, story: Story) -> Answer:
        when = story.published
        lead = f'<div class="detail_desc__k3vXa font-semibold text-lg">{e(story.lead)}</div>' if story.lead else ""
        files = "".join(
            f'<a class="file_item__9dA2 flex gap-2" href="/_upload/{when:%Y%m%d}/{quote(name)}"><svg></svg><span>{e(name)}</span><span class="text-xs">{120 + story.id % 800} KB</span></a>'
            for name in story.files
        )
        files = f'<div class="file_wrap__Hq1"><p class="text-sm">Tệp kèm theo</p>{files}</div>' if files else ""
        sign = f'<div class="detail_author__Zp0 text-right italic">{e(story.signature)}</div>' if story.signature else ""
        near = "".join(
            f'<a class="card_card__u7e" href="{self.url(s)}"><span class="card_img__1"><img src="/_next/image?url=%2F{s.id}.jpg&amp;w=384"/></span><span class="card_title__m2 line-clamp-2">{e(s.title)}</span><span class="card_time__e4">{s.published:%d/%m/%Y}</span></a>'
            for s in self.others(story, 4, newer=False)
        )
        data = {
            "props": {
                "pageProps": {
                    "post": {
                        "id": story.id,
                        "title": story.title,
                        "excerpt": story.lead,
                        "views": self.views(story),
                        "createdAt": f"{when:%Y-%m-%dT%H:%M:%S}.000+07:00",
                    }
                }
            },
            "buildId": self.token(12),
        }
        body = f"""<div class="detail_grid__aa3 grid grid-cols-12 gap-6"><div class="col-span-12 lg:col-span-8">
<div class="text-sm flex gap-1"><a href="/">Trang chủ</a><span>/</span><a href="/chuyen-muc/{CATS[story.sections[0]]}">{self.sections[story.sections[0]]}</a></div>
<h1 class="detail_title__Wd1 text-3xl font-bold">{e(story.title)}</h1>
<div class="detail_info__0kq flex text-gray-500 text-sm"><span>{when:%H:%M} {when:%d/%m/%Y}</span><span class="mx-2">•</span><span>{self.views(story)} lượt xem</span><span class="mx-2">•</span><span>{1 + story.id % 6} phút đọc</span><button>Lưu bài</button><button>Chia sẻ</button></div>
{lead}<div class="detail_body__tR5 prose max-w-none">{draw(story, self.pens(story))}</div>{files}{sign}
<div class="flex gap-2 tags_wrap__1z"><a class="rounded-full" href="/tim-kiem?q=s%E1%BB%91">#số</a><a class="rounded-full" href="/tim-kiem?q=dai+ngan">#đại ngàn</a></div>
<div class="react_wrap__pp3"><p>Bạn thấy bài viết này hữu ích chứ?</p><button>Có ({self.hits % 45})</button><button>Không</button></div></div>
<div class="col-span-12 lg:col-span-4"><div class="side_head__q8">Có thể bạn quan tâm</div>{near}<div class="side_head__q8">Trợ lý ảo Đại Ngàn</div><p class="side_note__2">Chào bạn, tôi có thể giúp gì cho bạn hôm nay?</p></div></div><script id="__NEXT_DATA__" type="application/json">{json.dumps(data, ensure_ascii=False)}</script>"""
        return self.frame(story.title, body, story.lead)

    def pens(self, story: Story) -> dict:  # type: ignore[type-arg]
        picture = f"/_upload/{story.published:%Y%m%d}/{story.id}.webp"
        return {
            "p": lambda block: f"<p>{e(block.text)}</p>",
            "ask": lambda block: f"<p><b>{e(block.text)}</b></p>",
            "h": lambda block: f"<h3>{e(block.text)}</h3>",
            "quote": lambda block: f"<blockquote>{e(block.text)}</blockquote>",
            "list": lambda block: "<ol>" + rows(block, "<li><p>{}</p></li>", "{}") + "</ol>",
            "table": lambda block: (
                f'<div class="tableWrapper"><table><tbody>{rows(block, cell="<td><p>{}</p></td>")}</tbody></table></div>'
            ),
            "photo": lambda block: (
                f'<div class="image-node" data-align="center"><img src="{picture}" alt=""/><div class="image-caption">{e(block.text)}</div></div>'
                if story.id % 2
                else f'<figure><img src="{picture}"/><figcaption>{e(block.text)}</figcaption></figure>'
            ),
        }

    def list(self, section: int, number: int) -> Answer:
        found, pages = self.page(section, number)
        items = "".join(
            f'<a class="post_row__b1 flex gap-4" href="{self.url(s)}"><img src="/_next/image?url=%2F{s.id}.jpg&amp;w=256"/><div><div class="post_title__x7 font-semibold">{e(s.title)}</div><div class="post_sub__1 line-clamp-3">{e(s.lead)}</div><div class="post_time__6">{s.published:%d/%m/%Y}</div></div></a>'
            for s in found
        )
        near = [n for n in range(1, pages + 1) if abs(n - number) < 2 or n in (1, pages)]
        pager = "".join(
            f'<a class="page_btn__8{" page_on__2" if n == number else ""}" href="/chuyen-muc/{CATS[section]}?trang={n}">{n}</a>'
            for n in near
        )
        return self.frame(
            self.sections[section],
            f'<div class="list_head__3 text-2xl">{self.sections[section]}</div><div class="list_wrap__5">{items}</div><div class="flex justify-center">{pager}</div>',
        )

    def home(self) -> Answer:
        hot = "".join(f'<a class="hero_item__4" href="{self.url(s)}"><span>{e(s.title)}</span></a>' for s in self.newest()[:6])
        boxes = "".join(
            f'<div class="home_box__9"><a class="home_label__2" href="/chuyen-muc/{CATS[n]}">{label}</a>'
            + "".join(
                f'<a class="card_card__u7e" href="{self.url(s)}"><span class="card_title__m2">{e(s.title)}</span></a>'
                for s in self.newest(n)[:4]
            )
            + "</div>"
            for n, label in enumerate(self.sections)
        )
        return self.frame("Trang chủ", f'<div class="hero_wrap__7">{hot}</div>{boxes}')

    def about(self) -> Answer:
        return self.frame(
            "Giới thiệu",
            '<div class="prose"><h1>Về cổng chuyển đổi số</h1><p>Cổng do Trung tâm Chuyển đổi số tỉnh Đại Ngàn vận hành từ tháng 5/2025, tập hợp tin tức, dữ liệu mở và công cụ tự đánh giá cho cơ quan, doanh nghiệp.</p><p>Mọi góp ý xin gửi về hộp thư gopy@dainganso.example.</p></div>',
        )

    def contact(self) -> Answer:
        return self.frame(
            "Liên hệ",
            f'<div class="prose"><h1>Liên hệ</h1><p>Tầng 4, 12 Trần Phú, phường Ea Kao. Điện thoại 0262 1022 nhánh 3.</p></div><form><input placeholder="Họ tên"/><input type="hidden" value="{self.token(24)}"/><button>Gửi góp ý</button></form>',
        )

    def calendar(self, month: str = "11-2026") -> Answer:
        found = re.fullmatch(r"(\d{1,2})-(\d{4})", month)
        m, y = (int(found[1]), int(found[2])) if found else (11, 2026)
        after, before = f"{m % 12 + 1}-{y + m // 12}", f"{(m - 2) % 12 + 1}-{y - (m == 1)}"
        cells = "".join(f'<div class="cal_day__2">{d}</div>' for d in range(1, 29))
        return self.frame(
            "Lịch sự kiện",
            f'<div class="cal_head__1"><a href="/lich-su-kien?thang={before}">Tháng trước</a><span>Tháng {m}/{y}</span><a href="/lich-su-kien?thang={after}">Tháng sau</a></div><div class="grid grid-cols-7">{cells}</div><p>Chưa có sự kiện trong tháng này.</p>',
        )

    def handbook(self) -> Answer:
        return self.frame(
            "Sổ tay số",
            '<div class="book_wrap__1"><h1>Sổ tay công dân số</h1>'
            + "".join(
                f"<details><summary>{n}. {text}</summary></details>"
                for n, text in enumerate(("Tạo tài khoản định danh", "Nộp hồ sơ lần đầu", "Thanh toán phí", "Phản ánh hiện trường"), 1)
            )
            + "</div>",
        )

    def login(self) -> Answer:
        return self.frame(
            "Đăng nhập",
            '<form class="login_form__3"><input placeholder="Tên đăng nhập"/><input type="password"/><button>Đăng nhập bằng VNeID</button></form>',
        )

    def frame(self, title: str, body: str, about: str = "") -> Answer:
        menu = "".join(
            f'<a class="nav_link__R2x" href="/chuyen-muc/{cat}">{label}</a>' for cat, label in zip(CATS, self.sections, strict=True)
        )
        return Answer(f"""<!DOCTYPE html><html lang="vi"><head><meta charSet="utf-8"/><meta name="viewport" content="width=device-width"/><title>{e(title)} | Đại Ngàn số</title><meta name="description" content="{e(about)}"/><meta property="og:title" content="{e(title)}"/><meta property="og:image" content="/og.png"/><link rel="preload" href="/_next/static/css/{self.rng.randrange(16**8):08x}.css" as="style"/></head><body><div id="__next">
<div class="top_bar__x1 flex justify-between"><span>Tổng đài 0262 1022</span><a href="/dang-nhap">Đăng nhập</a></div><div class="nav_wrap__p4"><a href="/" class="nav_logo__s1"><img src="/logo.svg" alt="Đại Ngàn số"/></a><div class="nav_menu__d6"><a class="nav_link__R2x" href="/gioi-thieu">Giới thiệu</a>{menu}<a class="nav_link__R2x" href="/lich-su-kien">Lịch sự kiện</a><a class="nav_link__R2x" href="/so-tay">Sổ tay số</a><a class="nav_link__R2x" href="/tim-kiem">Tìm kiếm</a><a class="nav_link__R2x" href="/lien-he">Liên hệ</a></div></div>
<main class="page_main__g7 container mx-auto">{body}</main>
<footer class="foot_wrap__n3 bg-slate-800 text-white"><p>Cơ quan chủ quản: UBND tỉnh Đại Ngàn</p><p>Đơn vị vận hành: Trung tâm Chuyển đổi số. Giấy phép thiết lập trang số 44/GP-SKHCN cấp ngày 20/5/2025.</p><p>Đang trực tuyến {self.hits % 80 + 4} · Tổng truy cập {self.hits}</p></footer></div></body></html>""")
