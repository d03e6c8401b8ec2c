"""A redesign: the furniture learned before shows nowhere any more, and is learned anew before anything is compared."""

from __future__ import annotations

from typing import Any

from storage.models import Learned, Link, Profile, Revisit

OLD = ("khung", "Chuyên trang do Trung tâm biên soạn, mời quý vị gửi tin, bài cộng tác về hộp thư của tòa soạn.")
NEW = ("than-bai", "Cổng thông tin vừa đổi mới cách trình bày, trân trọng mời bạn đọc gửi nhận xét về ban biên soạn.")
TOPICS = ("đường truyền số liệu", "trạm phát sóng", "đài truyền thanh xã", "cổng dịch vụ công", "bưu cục huyện", "báo chí", "chữ ký số")


def show(site: Any, design: tuple[str, str]) -> tuple[Link, ...]:
    css, slogan = design
    for number, topic in enumerate(TOPICS):
        site.routes[f"/tin/{number}.html"] = (
            200,
            {},
            f"""<html><head><meta charset="utf-8"><title>Kiểm tra {topic} tại cơ sở</title></head><body><div class="{css}">
            <h1>Kiểm tra {topic} tại cơ sở</h1><div class="gio">0{number + 1}/03/2024 08:15</div><div class="{css}-chu">
            <p>Sáng nay, đoàn công tác của Sở đã kiểm tra {topic} tại một số xã vùng sâu của huyện.</p>
            <p>Theo báo cáo, hiện {topic} đã được đầu tư ở {number + 3} xã và sẽ đến các xã còn lại trong năm nay.</p>
            <div class="{css}-loi">{slogan}</div></div></div></body></html>""".encode(),
        )
    return tuple(Link(url=f"{site.origin}/tin/{number}.html") for number in range(len(TOPICS)))


def learned(result: Any) -> Profile:
    found: Profile = next(each.profile for each in result.other if isinstance(each, Learned))
    return found


def lines(result: Any) -> str:
    return "\n".join(line for page in result.pages for line in page.extraction.blocks)


def test_furniture_is_learned_anew_after_a_redesign(site: Any, worker: Any, order_for: Any) -> None:
    links = show(site, OLD)
    first = worker.run(order_for(site, *links))[0]
    known = learned(first)
    assert OLD[1] not in lines(first)
    assert learned(worker.run(order_for(site, *links, profile=known))[0]).version == known.version

    show(site, NEW)
    again = worker.run(order_for(site, profile=known, revisits=tuple(Revisit(url=link.url) for link in links)))[0]

    assert len(again.pages) == len(links)
    assert NEW[1] not in lines(again)
    assert learned(again).version == known.version + 1
    assert {page.extraction.profile_version for page in again.pages} == {known.version + 1}


def test_pages_read_while_others_are_learned_from_are_told_as_learned(site: Any, worker: Any, order_for: Any) -> None:
    """Eight pages are learned from; those that come in meanwhile were read without what is learned."""
    show(site, OLD)
    page = site.routes["/tin/0.html"][2].decode()
    paths = [f"/tin/{number}.html" for number in range(14)]
    for number, path in enumerate(paths):
        body = page.replace(TOPICS[0], f"đợt {number} của {TOPICS[number % 7]}").replace("01/03", f"{number + 1:02}/03")
        site.routes[path] = (200, {}, body.encode())

    result = worker.run(order_for(site, *(Link(url=site.origin + path) for path in paths)))[0]

    assert len(result.pages) == len(paths)
    assert OLD[1] not in lines(result)
    assert {page.extraction.profile_version for page in result.pages} == {learned(result).version}
