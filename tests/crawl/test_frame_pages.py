"""A portal met for the first time: its articles are told, what it says of itself and answers to questions are not."""

from __future__ import annotations

from typing import Any

from storage.models import Limits

ABOUT = {"/gioi-thieu": "Giới thiệu chung", "/chuc-nang": "Chức năng, nhiệm vụ", "/tieu-su": "Tiểu sử lãnh đạo"}
TEXT = "<p>Sở tham mưu, giúp Ủy ban nhân dân tỉnh quản lý nhà nước về bưu chính, viễn thông và công nghệ thông tin trên địa bàn.</p>"
ASKED = "Làm thế nào để đăng ký chữ ký số cho doanh nghiệp lần {n}?"
TOPICS = ("đường truyền số liệu", "trạm phát sóng", "đài truyền thanh xã", "cổng dịch vụ công", "bưu cục huyện", "báo chí", "chữ ký số")


def show(site: Any) -> None:
    news = {f"/tin/kiem-tra-{n}.html": f"Đoàn công tác của Sở kiểm tra {topic} tại cơ sở" for n, topic in enumerate(TOPICS, 101)}
    questions = {f"/hoi-dap/{n}": ASKED.format(n=n) for n in range(1, 4)}
    menu = "".join(f'<li><a href="{path}">{name}</a></li>' for path, name in {**ABOUT, "/tin": "Tin tức", "/hoi-dap": "Hỏi đáp"}.items())

    def page(title: str, main: str) -> tuple[int, dict[str, str], bytes]:
        head = f"<html><head><meta charset='utf-8'><title>{title}</title></head>"
        return 200, {}, f"{head}<body><ul class='menu'>{menu}</ul><div>{main}</div></body></html>".encode()

    def rows(links: dict[str, str]) -> str:
        return "".join(f'<div class="tin"><h3><a href="{path}">{title}</a></h3></div>' for path, title in links.items())

    site.routes["/"] = page("Sở Thông tin và Truyền thông", rows(news))
    site.routes["/tin"] = page("Tin tức", rows(news))
    site.routes["/hoi-dap"] = page("Hỏi đáp", rows(questions))
    for path, title in ABOUT.items():
        site.routes[path] = page(title, f"<h1>{title}</h1>{TEXT * 4}")
    for path, title in questions.items():
        site.routes[path] = page(title, f"<h1>{title}</h1><p>Người hỏi: Trần Thị Lan</p>{TEXT * 3}")
    for n, (path, title) in enumerate(news.items()):
        site.routes[path] = page(title, f"<h1>{title}</h1><div>0{n + 1}/03/2024 08:15</div><p>{title} trong {n + 3} ngày.</p>{TEXT * 2}")


def test_pages_of_the_frame_and_pages_of_an_undated_kind_are_no_articles(site: Any, worker: Any, order_for: Any) -> None:
    show(site)

    result = worker.run(order_for(site, walk=True, first_contact=True, limits=Limits(delay=0.0, articles=200)))[0]

    found = {page.url.removeprefix(site.origin) for page in result.pages if page.extraction is not None}
    refused = {page.url.removeprefix(site.origin): page.failure.detail for page in result.pages if page.failure is not None}
    assert found == {f"/tin/kiem-tra-{n}.html" for n in range(101, 108)}
    assert all("dates it" in refused[f"/hoi-dap/{n}"] for n in range(1, 4))
    assert result.finished.walk_complete
