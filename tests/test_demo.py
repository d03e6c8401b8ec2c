"""The sample portals say what their truth says, answer as they are scripted, and are alive only outside the article."""

from __future__ import annotations

import gzip
import html
import http.client
import json
import re
import threading
import time
import unicodedata
import urllib.parse
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import lxml.html
import pytest

from demo import edits, play
from demo.articles import VIETNAM, Table
from demo.exchange import Request, Response
from demo.server import Server, serve
from demo.shapes import SHAPES
from demo.site import REMOVALS, Portal

NAMES = sorted(SHAPES)


class Answer:
    def __init__(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.status, self.headers, self.body = status, headers, body
        self.text = body.decode("utf-8", "replace")

    @property
    def words(self) -> str:
        """The page as text with white space collapsed."""
        text = html.unescape(re.sub(r"<script.*?</script>|<[^>]+>", " ", self.text, flags=re.S))
        return " ".join(unicodedata.normalize("NFC", text).split())


def ask(url: str, method: str = "GET", body: bytes | None = None, headers: dict[str, str] | None = None) -> Answer:
    parts = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    try:
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        connection.request(method, target or "/", body, headers or {})
        reply = connection.getresponse()
        data = reply.read()
        if reply.headers.get("Content-Encoding") == "gzip":
            data = gzip.decompress(data)
        return Answer(reply.status, {name.lower(): value for name, value in reply.headers.items()}, data)
    finally:
        connection.close()


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as one:
        yield one


@pytest.fixture
def portal(request: pytest.FixtureRequest, server: Server) -> Portal:
    made = Portal(request.param, seed=5, articles=40)
    server.add(made)
    return made


every_shape = pytest.mark.parametrize("portal", NAMES, indirect=True)


def one(server: Server, shape: str = "paper-clock", **options: object) -> Portal:
    made = Portal(shape, seed=3, articles=14, **options)  # type: ignore[arg-type]
    server.add(made)
    return made


@every_shape
def test_articles_say_their_truth(portal: Portal) -> None:
    for article in portal.newest():
        answer = ask(portal.address(article))
        assert answer.status == 200
        truth, words = portal.truth(article), answer.words
        cells = {" | ".join(row) for block in article.body if isinstance(block, Table) for row in block.rows}
        for line in (truth.title, *truth.blocks):
            assert unicodedata.is_normalized("NFC", line)
            assert " ".join(line.replace(" | ", " ").split() if line in cells else line.split()) in words
        assert list(truth.blocks) == [block for block in truth.blocks if block.strip()]
        for name in truth.attachments:
            assert name in words


@every_shape
def test_only_the_surroundings_are_alive(portal: Portal) -> None:
    article = portal.newest()[3]
    pages = [ask(portal.address(article)) for _ in range(4)]
    assert len({page.text for page in pages}) == 4
    places = [[page.words.find(line) for line in portal.truth(article).blocks if " | " not in line] for page in pages]
    assert all(place >= 0 for found in places for place in found)
    start, end = portal.truth(article).blocks[0], portal.truth(article).blocks[-1]
    spans = {page.words[page.words.index(start) : page.words.rindex(end)] for page in pages}
    volatile = re.compile(r"\d[\d.,]*")
    assert len({volatile.sub("#", span) for span in spans}) == 1


@every_shape
def test_home_sections_and_pages_lead_to_every_article(portal: Portal) -> None:
    found: set[str] = set()
    for category in range(len(portal.shape.categories)):
        for page in range(1, 12):
            found |= _section_links(portal, category, page)
    live = {portal.key(portal.shape.article_target(portal, a)) for a in portal.newest()}
    assert live <= found
    home = ask(portal.url)
    assert home.status == 200
    menu = {portal.key(str(link)) for link in lxml.html.fromstring(home.text).xpath("//a/@href")}
    assert all(portal.key(portal.shape.listing_target(portal, n, 1)) in menu for n in range(len(portal.shape.categories)))


def _section_links(portal: Portal, category: int, page: int) -> set[str]:
    url = portal.absolute(portal.shape.listing_target(portal, category, 1))
    answer = ask(url)
    if page > 1 and portal.options.pager == "postback":
        form = {str(e.get("name")): str(e.get("value") or "") for e in lxml.html.fromstring(answer.text).xpath("//input[@type='hidden']")}
        form |= {"__EVENTTARGET": "ctl00$grid", "__EVENTARGUMENT": f"Page${page}"}
        answer = ask(url, "POST", urllib.parse.urlencode(form).encode(), {"Content-Type": "application/x-www-form-urlencoded"})
    elif page > 1 and portal.options.pager == "fragment":
        address = re.search(r'\$\.post\("([^"]+)"', answer.text)
        if not address:
            return set()
        form = {"page": str(page), "page_size": str(portal.options.page_size), "article_category_id": str(category + 300)}
        answer = ask(portal.absolute(address.group(1)), "POST", urllib.parse.urlencode(form).encode())
    elif page > 1:
        answer = ask(portal.absolute(portal.shape.listing_target(portal, category, page)))
    if answer.status != 200 or not answer.text:
        return set()
    found = {portal.key(str(link)) for link in lxml.html.fromstring(f"<div>{answer.text}</div>").xpath("//a/@href")}
    # a second section lists an article under an address of its own
    numbers = {portal.shape.number_in(link) for link in found}
    return found | {portal.key(portal.shape.article_target(portal, portal.numbers[n])) for n in numbers if n in portal.numbers}


@every_shape
def test_pagers_lead_on(portal: Portal) -> None:
    portal.fill(60)
    category = max(range(3), key=lambda n: len(portal.newest(n)))
    text = ask(portal.absolute(portal.shape.listing_target(portal, category, 1))).text
    links = {portal.key(str(link)) for link in lxml.html.fromstring(text).xpath("//a/@href")}
    if portal.options.pager == "postback":
        assert "__doPostBack" in text
        assert "__VIEWSTATE" in text
    elif portal.options.pager == "fragment":
        assert 'data-page="2"' in text
        assert "LoadArticle" in text
    else:
        assert portal.key(portal.shape.listing_target(portal, category, 2)) in links


@every_shape
def test_feeds_and_sitemaps_parse(portal: Portal) -> None:
    live = {portal.address(article) for article in portal.newest()}
    if portal.options.feed:
        linked = set()
        for target, _ in portal.shape.feed_targets(portal):
            linked |= {item.findtext("link") for item in ET.fromstring(ask(portal.absolute(target)).body).iter("item")}
        assert linked
        assert linked <= live
    robots = ask(f"http://{portal.host}:{portal.port}/robots.txt")
    assert robots.status == 200
    sitemap = re.search(r"Sitemap: (\S+)", robots.text)
    assert bool(sitemap) == (portal.options.sitemap != "none")
    if sitemap:
        assert live <= set(_sitemap(sitemap.group(1)))


def _sitemap(url: str) -> Iterator[str]:
    body = ask(url).body
    root = ET.fromstring(gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body)
    for loc in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc"):
        if root.tag.endswith("sitemapindex"):
            yield from _sitemap(loc.text or "")
        else:
            yield loc.text or ""


@every_shape
@pytest.mark.parametrize("how", REMOVALS)
def test_removal(portal: Portal, how: str) -> None:
    article = portal.newest()[2]
    url = portal.address(article)
    portal.remove(article, how)
    answer = ask(url)
    assert answer.status == {"404": 404, "410": 410, "home": 302, "soft": 200}[how]
    assert portal.truth(article).blocks[0] not in answer.words
    if how == "home":
        assert answer.headers["location"] == portal.url
    assert url not in portal.live()
    assert article.title not in ask(portal.url).words or any(a.title == article.title for a in portal.newest())
    portal.restore(article)
    assert article.title in ask(url).words


@every_shape
def test_move(portal: Portal) -> None:
    kept, lost = portal.newest()[1], portal.newest()[4]
    old_kept, old_lost = portal.address(kept), portal.address(lost)
    new = portal.move(kept)
    gone = portal.move(lost, redirect=False)
    answer = ask(old_kept)
    assert (answer.status, answer.headers["location"]) == (301, new)
    assert kept.title in ask(new).words
    assert lost.title in ask(gone).words
    answer = ask(old_lost)
    assert answer.status in {404, 200, 302}
    assert portal.truth(lost).blocks[-1] not in answer.words or answer.status == 200
    assert len({new, gone, old_kept, old_lost}) == 4


@every_shape
def test_edits_show(portal: Portal) -> None:
    for kind in edits.KINDS:
        article = next(
            a for a in portal.newest() if len(a.body) > 4 and a.changed is None and (kind != "attachment_replaced" or a.attachments)
        )
        before, url = portal.truth(article), portal.address(article)
        portal.edit(article, kind)
        after = portal.truth(article)
        assert portal.address(article) == url
        changed = before != after
        assert changed == (kind != "attachment_replaced"), kind
        words = ask(url).words
        assert after.title in words
        assert after.blocks[0] in words
        if kind == "shrink":
            assert len(" ".join(after.blocks)) < len(" ".join(before.blocks)) / 2


@every_shape
def test_redesign_changes_the_page_and_not_the_article(portal: Portal) -> None:
    article = portal.newest()[0]
    before, url, truth = ask(portal.address(article)).text, portal.address(article), portal.truth(article)
    portal.redesign()
    page = ask(portal.address(article))
    assert portal.address(article) == url
    assert portal.truth(article) == truth
    assert set(re.findall(r'class="([^"]+)"', before)) != set(re.findall(r'class="([^"]+)"', page.text))
    assert all(" ".join(line.split()) in page.words for line in truth.blocks if " | " not in line)


def test_syndication_and_migration(server: Server) -> None:
    source, other = one(server, "nukeviet"), one(server, "tv-press")
    article = next(a for a in source.newest() if a.lead and len(a.body) > 3)
    exact, own = source.syndicate(article, other), source.syndicate(article, other, exact=False)
    assert other.truth(exact).blocks == source.truth(article).blocks
    assert own.full_lead().startswith("(BTV) ")
    heir = source.migrate("127.0.0.1", shape="wordpress")
    assert sorted(a.title for a in heir.newest()) == sorted(a.title for a in source.newest())
    answer = ask(source.address(article))
    assert answer.status == 301
    assert article.title in ask(answer.headers["location"]).words
    assert ask(source.url).headers["location"] == heir.url


def test_faults_and_mending(server: Server) -> None:
    portal = one(server)
    for fault, status in (("500", 500), ("503", 503), ("429", 429), ("flood", 200), ("maintenance", 200), ("cookie", 200), ("shell", 200)):
        portal.break_(fault, retry_after=7)
        answer = ask(portal.url)
        assert answer.status == status
        assert answer.headers.get("retry-after") == ("7" if fault in {"503", "429"} else None)
    portal.break_("loop")
    url = portal.url
    for _ in range(5):
        answer = ask(url)
        assert answer.status == 302
        url = answer.headers["location"] if answer.headers["location"].startswith("http") else portal.url + answer.headers["location"][1:]
    portal.break_("gzip")
    with pytest.raises(http.client.IncompleteRead):
        ask(portal.url)
    portal.break_("refused")
    with pytest.raises(ConnectionError):
        ask(portal.url)
    portal.break_("500", on="/rss/")
    assert ask(portal.url).status == 200
    assert ask(portal.absolute("/rss/home.rss")).status == 500
    portal.mend()
    assert ask(portal.absolute("/rss/home.rss")).status == 200


def test_a_drip_ends_when_the_server_stops() -> None:
    portal = Portal("paper-old", articles=3)
    server = serve(portal)
    portal.break_("drip")
    connection = http.client.HTTPConnection(portal.host, portal.port, timeout=10)
    connection.request("GET", "/")
    reply = connection.getresponse()
    assert reply.read(3) == b"<ht"
    started = time.monotonic()
    server.stop()
    assert time.monotonic() - started < 2
    connection.close()
    reply.close()


def test_validators(server: Server) -> None:
    honest = one(server, "wordpress")
    article = honest.newest()[0]
    for url in (honest.address(article), honest.url, honest.absolute("/feed/")):
        tag = ask(url).headers["etag"]
        assert ask(url, headers={"If-None-Match": tag}).status == 304
    honest.edit(article, "title")
    assert ask(honest.address(article), headers={"If-None-Match": tag}).status == 200
    assert ask(honest.absolute("/feed/"), headers={"If-None-Match": tag}).status == 200
    useless = one(server, "nukeviet")
    stamp = ask(useless.url).headers["last-modified"]
    assert ask(useless.url, headers={"If-Modified-Since": stamp}).status == 200
    stuck = one(server, "paper-old", validators="stuck")
    article = stuck.newest()[1]
    tag = ask(stuck.address(article)).headers["etag"]
    stuck.edit(article, "wording")
    assert ask(stuck.address(article), headers={"If-None-Match": tag}).status == 304


def test_traps(server: Server) -> None:
    portal = one(server, "dept-net", session_ids=True, tokens=True, calendar=True)
    first, second = ask(portal.url).text, ask(portal.url).text
    hrefs = [set(lxml.html.fromstring(text).xpath("//div[@class='muc-tin']//a/@href")) for text in (first, second)]
    assert not hrefs[0] & hrefs[1]
    assert {portal.key(link) for link in hrefs[0]} == {portal.key(link) for link in hrefs[1]}
    article = ask(urllib.parse.urljoin(portal.url, str(sorted(hrefs[0])[0])))
    assert article.status == 200
    month = ask(portal.absolute("/lich-cong-tac?thang=12&nam=2031"))
    assert "thang=1&amp;nam=2032" in month.text
    assert "thang=11&amp;nam=2031" in month.text


def test_extra_answers_and_script_shells(server: Server) -> None:
    portal = one(server, "dept-net")
    portal.put("/chuyen?id=1", Response(302, headers={"Location": "http://10.0.0.1/"}), link="Chuyển trang")
    assert ask(portal.absolute("/chuyen?id=1")).headers["location"] == "http://10.0.0.1/"
    assert "Chuyển trang" in ask(portal.url).words
    shell = one(server, "tv-press", needs_script=True)
    for url in (shell.url, shell.absolute(shell.shape.listing_target(shell, 0, 1))):
        assert not lxml.html.fromstring(ask(url).text).xpath("//div[@class='muc-tin']")


def test_flood_control(server: Server) -> None:
    portal = one(server, "nukeviet", flood=(5, 60.0))
    texts = [ask(portal.url).text for _ in range(7)]
    assert ["Hãy đợi" in text for text in texts] == [False] * 5 + [True] * 2


def test_portals_share_a_host_by_name_and_by_path(server: Server) -> None:
    names = [Portal("paper-clock", name, seed=n, articles=4) for n, name in enumerate(("bao.demo.test", "dai.demo.test"))]
    for portal in names:
        server.add(portal)
    assert names[0].port == names[1].port
    for portal in names:
        headers = {"Host": f"{portal.host}:{portal.port}"}
        assert portal.site_name in ask(f"http://127.0.0.1:{portal.port}/", headers=headers).words
    root = Portal("paper-clock", "127.0.0.1", seed=8, articles=4)
    server.add(root)
    under = Portal("nukeviet", "127.0.0.1", root.port, seed=9, prefix="/stttt", articles=4)
    server.add(under)
    assert under.url == f"{root.url}stttt/"
    assert under.site_name in ask(under.url).words
    assert under.newest()[0].title in ask(under.address(under.newest()[0])).words
    assert root.site_name in ask(root.url).words
    assert len(server.hits(under)) == 2


def test_log_head_gzip_and_threads(server: Server) -> None:
    portal = one(server, "hosted-upload")
    url = portal.address(portal.newest()[0])
    assert ask(url, "HEAD").body == b""
    packed = ask(url, headers={"Accept-Encoding": "gzip", "User-Agent": "thu/1", "If-None-Match": '"x"'})
    assert packed.headers["content-encoding"] == "gzip"
    threads = [threading.Thread(target=ask, args=(url,)) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    head, second, *rest = server.hits(portal)
    assert (head.method, second.agent, second.if_none_match, second.status) == ("HEAD", "thu/1", '"x"', 200)
    assert len(rest) == 12
    assert all(hit.ended >= hit.started and hit.path in url for hit in rest)
    server.forget()
    assert not server.hits()


def test_same_seed_same_world() -> None:
    at = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
    first, second = (Portal("vnportal", seed=7, clock=lambda: at, articles=20) for _ in range(2))
    assert [a.truth(shows="time") for a in first.newest()] == [a.truth(shows="time") for a in second.newest()]
    assert len({a.truth(shows="").blocks for a in first.newest()}) == 20
    request = Request("GET", "x", first.shape.article_target(first, first.newest()[0]))
    assert first.respond(request).body == second.respond(request).body
    assert first.respond(request).body != second.respond(Request("GET", "x", "/")).body


def test_the_clock_of_the_pages_is_the_portals(server: Server) -> None:
    now = [datetime(2024, 11, 9, 23, 1, tzinfo=UTC)]
    portal = Portal("paper-clock", clock=lambda: now[0], articles=3)
    server.add(portal)
    assert "Chủ nhật, 10/11/2024, 06:01[GMT+7]" in ask(portal.url).words
    now[0] += timedelta(days=1)
    assert "Thứ hai, 11/11/2024, 06:01[GMT+7]" in ask(portal.url).words
    assert portal.truth(portal.publish()).date_line == "11/11/2024 06:01"


def test_wrong_use_is_said() -> None:
    portal = Portal("paper-old", articles=1)
    article = portal.newest()[0]
    for wrong in (
        lambda: Portal("no-such"),
        lambda: portal.publish(form="poem"),
        lambda: portal.edit(article, "colour"),
        lambda: portal.remove(article, "fire"),
        lambda: portal.break_("earthquake"),
    ):
        with pytest.raises(ValueError, match="no such"):
            wrong()


def test_json_fragment_request(server: Server) -> None:
    portal = Portal("vnportal", seed=2, articles=50)
    server.add(portal)
    category = max(range(3), key=lambda n: len(portal.newest(n)))
    body = json.dumps({"page": 2, "page_size": 5, "article_category_id": category + 300}).encode()
    url = portal.absolute("/DesktopModule/UIArticleInMenu/ArticleInMenuPagination.aspx/LoadArticle")
    answer = ask(url, "POST", body, {"Content-Type": "application/json"})
    assert answer.text.count("<li>") == 5
    assert portal.newest(category)[5].title in answer.words


def test_the_world_of_the_demo() -> None:
    with play.sample_world(articles=12) as world:
        assert len(world.portals) >= 6
        assert all(len(portal.newest()) == 12 for portal in world.portals)
        for turn in range(6):
            events = play.act(world)
            kinds = {event.kind for event in events}
            assert kinds >= {"published", "edited", "removed", "moved", "syndicated"}
            assert ("restored" in kinds) == (turn > 0)
            for event in events:
                assert event.url in str(event)
                if event.kind != "removed":
                    assert event.article.title in ask(event.url).words


def test_nukeviet_has_its_doubles_and_its_wrong_dates(server: Server) -> None:
    portal = one(server, "nukeviet")
    article = next(a for a in portal.newest() if a.category == 0)
    right = portal.address(article)
    wrong = ask(right.replace("/tin-hoat-dong/", "/chuyen-doi-so/"))
    assert (wrong.status, wrong.headers["location"]) == (301, right)
    assert article.title in ask(right.replace("/news/", "/news/print/")).words
    assert ask(portal.absolute("/vi/")).status == 200
    at = article.published.astimezone(VIETNAM)
    assert f"{at:%Y-%m-%d}+07{at:%H:%M}:00" in ask(right).text
    stamps = re.findall(r"<pubDate>[^<]*?(\d\d:\d\d):\d\d \+0700</pubDate><", ask(portal.absolute("/vi/news/rss/tin-hoat-dong/")).text)
    assert f"{at:%H}:{at.month:02}" in stamps
    assert ask(portal.absolute("/vi/news/tin-hoat-dong/page-99/")).status == 301
    double = next(a for a in portal.newest() if portal.shape.second_category(a) >= 0)
    second = portal.absolute(portal.shape.target_in(portal, double, portal.shape.second_category(double)))
    assert ask(second).headers["location"] == portal.address(double)


def test_a_replaced_file_is_another_file_under_one_name(server: Server) -> None:
    portal = one(server, "paper-old")
    article = portal.publish(form="attachment")
    url = portal.absolute(portal.file_target(article, article.attachments[0]))
    before = ask(url)
    assert ask(url, headers={"If-None-Match": before.headers["etag"]}).status == 304
    portal.edit(article, "attachment_replaced")
    assert ask(url, headers={"If-None-Match": before.headers["etag"]}).body != before.body
