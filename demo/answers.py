"""Which answer a portal gives to which address."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import lru_cache
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING

from demo import faults, feeds, scripted
from demo.articles import Article
from demo.exchange import Request, Response, quoted
from demo.shapes.base import ANY_PAGE, View

if TYPE_CHECKING:
    from demo.site import Portal

_ASSET = re.compile(r"\.(jpe?g|png|gif|ico|css|js)$", re.IGNORECASE)
_PIXEL = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")


def respond(portal: Portal, request: Request) -> Response:
    """The answer to one request. The portal's lock is held."""
    if portal.fault and re.search(portal.fault_on, request.target):
        return faults.respond(portal, request)
    path = request.path[len(portal.prefix) :] or "/"
    if faults.flooded(portal) and not _ASSET.search(path):
        return faults.flood_page()
    view = View(portal, request)
    asked = portal.key(request.target)[len(portal.prefix) :] or "/"
    if asked.startswith("?"):
        asked = "/" + asked
    if portal.moved_to:
        return _migrated(portal, portal.moved_to, asked)
    return _route(view, path, asked)


def _route(view: View, path: str, asked: str) -> Response:
    portal, shape = view.portal, view.portal.shape
    if asked in portal.extras:
        extra = portal.extras[asked][0]
        return replace(extra, headers=dict(extra.headers))
    if path == "/robots.txt":
        return _conditional(view, feeds.robots(portal), "robots")
    if asked in ("/", "/index.html"):
        main = scripted.shell(portal, None, 1) or shape.home(view) + _extra_links(view)
        return _conditional(view, _html(shape.page(view, "Trang chủ", main)), f"home{portal.revision}")
    article = _find(portal, asked)
    if article:
        return _article(view, article)
    if asked in portal.gone:
        return _onward(view, portal.gone[asked])
    special = shape.special(view)
    if special:
        return special
    if portal.options.feed:
        for target, category in shape.feed_targets(portal):
            if asked == portal.key(target):
                return _conditional(view, feeds.rss(view, category), f"feed{portal.revision}")
    sitemap = feeds.sitemap(view)
    if sitemap:
        return _conditional(view, sitemap, f"map{portal.revision}")
    listing = _listing(view, asked)
    if listing:
        return listing
    return _numbered(view, asked) or _plain(view, path, asked) or missing(view, portal.options.missing)


def _plain(view: View, path: str, asked: str) -> Response | None:
    """Files, forms and the calendar."""
    portal = view.portal
    if portal.options.scripted and (answer := scripted.respond(view, path)) is not None:
        return answer
    if asked in portal.files:
        article, attachment = portal.files[asked]
        if article.live:
            return _file(view, attachment.content(), article.changed or article.published)
    if _ASSET.search(path):
        return Response(body=_PIXEL, type="image/gif")
    if path.startswith("/tag/"):
        items = "".join(portal.shape.item(view, article) for article in portal.newest()[len(path) % 3 : 30 : 3])
        return _html(portal.shape.page(view, "Từ khóa", f"<h1>Từ khóa</h1>{items}"))
    if path == "/lien-he":
        fields = "<p>Họ và tên <input name='ten'></p><p>Nội dung <textarea></textarea></p><button>Gửi</button>"
        text = f"<h1>Liên hệ</h1><form method='post'>{fields}</form>"
        return _html(view.portal.shape.page(view, "Liên hệ", text))
    if portal.options.calendar and path == "/lich-cong-tac":
        return _calendar(view)
    return None


def _file(view: View, content: bytes, at: datetime) -> Response:
    """A file with true validators, or as servers answer that make them up."""
    style, asked = view.portal.options.files, view.request.headers
    if style == "no_head" and view.request.method == "HEAD":
        return Response(405, b"Method Not Allowed", headers={"Allow": "GET"})
    tag = sha256(content).hexdigest()[:16]
    if style == "made_up":
        tag, at = f"{view.portal.requests:x}-{len(content):x}", view.now - timedelta(seconds=view.portal.requests % 7)
    elif style == "balanced":
        server = view.portal.requests % 2
        tag, at = f"{0x2A4C71 + server:x}-{tag}", at + timedelta(minutes=server)
    headers = {} if style == "bare" else {"Last-Modified": _http(at), "ETag": f'"{tag}"'}
    if "ETag" in headers and asked.get("if-none-match") == headers["ETag"]:
        return Response(304, headers=headers)
    if style in ("true", "no_head") and (first := re.fullmatch(r"bytes=(\d+)-(\d+)", asked.get("range", ""))):
        start, end = int(first[1]), min(int(first[2]), len(content) - 1)
        if start <= end:
            headers["Content-Range"] = f"bytes {start}-{end}/{len(content)}"
            return Response(206, content[start : end + 1], "application/pdf", headers)
    return Response(body=content, type="application/pdf", headers=headers)


def _find(portal: Portal, asked: str) -> Article | None:
    return portal.addresses.get(asked)


def _numbered(view: View, asked: str) -> Response | None:
    """An address that names an article by its number but spells the rest otherwise."""
    portal = view.portal
    number = portal.shape.number_in(asked)
    if number is None:
        return None
    if number in portal.gone_numbers:
        return _onward(view, portal.gone_numbers[number])
    article = portal.numbers.get(number)
    if article is None:
        return None
    if article.live and portal.shape.wrong_spelling == "redirect":
        return redirect(portal, portal.shape.article_target(portal, article))
    return _article(view, article)


def _onward(view: View, target: str) -> Response:
    return redirect(view.portal, target) if target else missing(view, view.portal.options.missing)


def _article(view: View, article: Article) -> Response:
    if article.removed:
        return missing(view, article.removed)
    article.views += 1 + view.rng.randrange(3)
    portal = view.portal
    stamp = f"{article.id}:{article.number}:{article.changed or article.published}:{portal.design}"
    if portal.options.validators == "stuck":
        stamp = str(article.id)
    return _conditional(view, _html(portal.shape.page(view, article.title, portal.shape.article(view, article), article)), stamp)


def missing(view: View, how: str) -> Response:
    """What stands where nothing is: 404, 410, a redirect home, or the not-found page with status 200."""
    shape = view.portal.shape
    if how == "home":
        return redirect(view.portal, "/", 302)
    page = _html(shape.page(view, "Không tìm thấy trang", shape.not_found(view)))
    page.status = {"404": 404, "410": 410}.get(how, 200)
    return page


def redirect(portal: Portal, target: str, status: int = 301) -> Response:
    return Response(status, headers={"Location": portal.absolute(target)})


def _migrated(portal: Portal, heir: Portal, asked: str) -> Response:
    article = _find(portal, asked)
    if article is None:
        number = portal.shape.number_in(asked)
        article = portal.numbers.get(number) if number is not None else None
    if article and portal.moved_how == "redirect":
        for other in heir.articles:
            if other.origin == str(article.id):
                return Response(301, headers={"Location": heir.address(other)})
    return Response(301, headers={"Location": quoted(heir.url)})


@lru_cache(maxsize=4096)
def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(re.escape(template).replace(str(ANY_PAGE), r"(\d{1,6})"))


def _listing(view: View, asked: str) -> Response | None:
    portal, shape = view.portal, view.portal.shape
    for category in range(len(shape.categories)):
        if asked == portal.key(shape.listing_target(portal, category, 1)):
            return listing_page(view, category, _posted_page(view) or 1)
        match = _pattern(portal.key(shape.listing_target(portal, category, ANY_PAGE))).fullmatch(asked)
        if match and portal.options.pager not in {"postback", "fragment"}:
            return listing_page(view, category, shape.page_from(portal, int(match.group(1))))
    return None


def _posted_page(view: View) -> int:
    """The page an ASP.NET postback asks for, 0 if this is none; without its view state it gets the first page."""
    if view.request.method != "POST" or view.portal.options.pager != "postback":
        return 0
    form = view.request.form
    match = re.fullmatch(r"Page\$(\d+)", form.get("__EVENTARGUMENT", ""))
    return int(match.group(1)) if match and form.get("__VIEWSTATE") and form.get("__EVENTTARGET") else 0


def slice_of(portal: Portal, category: int, page: int) -> tuple[int, list[Article]]:
    """Number of pages of a section, and the articles of one of them."""
    articles, size = portal.newest(category), portal.options.page_size
    return max(1, -(-len(articles) // size)), articles[(page - 1) * size : page * size] if page > 0 else []


def listing_page(view: View, category: int, page: int) -> Response:
    portal, shape = view.portal, view.portal.shape
    view.category = category
    pages, articles = slice_of(portal, category, page)
    if not 1 <= page <= pages:
        match portal.options.past_end:
            case "redirect":
                return redirect(portal, shape.listing_target(portal, category, 1))
            case "missing":
                return missing(view, portal.options.missing)
            case "first":
                page, (_, articles) = 1, slice_of(portal, category, 1)
            case _:
                pass
    view.page = page
    main = scripted.shell(portal, category, page) or shape.listing(view, category, page, pages, articles)
    return _conditional(view, _html(shape.page(view, shape.categories[category][1], main)), f"list{category}:{page}:{portal.revision}")


def _html(text: str) -> Response:
    return Response(body=text.encode())


def _http(at: datetime) -> str:
    return format_datetime(at.astimezone(UTC).replace(microsecond=0), usegmt=True)


def _conditional(view: View, response: Response, stamp: str) -> Response:
    """Validators as the portal's operator set them; 304 when they match what the request brings."""
    style = view.portal.options.validators
    if style == "none":
        return response
    if style == "useless":
        response.headers["Last-Modified"] = _http(view.now - timedelta(hours=24))
        return response
    tag = f'"{sha256(stamp.encode()).hexdigest()[:16]}"'
    response.headers["ETag"] = tag
    if view.request.headers.get("if-none-match") == tag:
        return Response(304, headers={"ETag": tag})
    return response


def _extra_links(view: View) -> str:
    links = [(target, text) for target, (_, text) in view.portal.extras.items() if text]
    if view.portal.options.calendar:
        links.append((f"/lich-cong-tac?thang={view.now.month}&nam={view.now.year}", "Lịch công tác"))
    return "".join(f'<div class="lien-ket-khac"><a href="{escape(view.href(target))}">{escape(text)}</a></div>' for target, text in links)


def _calendar(view: View) -> Response:
    query = view.request.query
    try:
        month, year = int(query.get("thang", "1")) % 12 or 12, max(1, min(9998, int(query.get("nam", "2024"))))
    except ValueError:
        month, year = 1, 2024
    days = "".join(
        f'<td><a href="{escape(view.href(f"/lich-cong-tac?ngay={day}&thang={month}&nam={year}"))}">{day}</a></td>'
        for day in range(1, calendar.monthrange(year, month)[1] + 1)
    )
    after = f"/lich-cong-tac?thang={month % 12 + 1}&nam={year + month // 12}"
    before = f"/lich-cong-tac?thang={(month - 2) % 12 + 1}&nam={year - (month == 1)}"
    text = (
        f'<h1>Lịch công tác tháng {month}/{year}</h1><table class="lich"><tr>{days}</tr></table>'
        f'<a href="{escape(view.href(before))}">Tháng trước</a> <a href="{escape(view.href(after))}">Tháng sau</a>'
    )
    return _html(view.portal.shape.page(view, "Lịch công tác", text))
