"""A portal that writes the address of one article in two ways, by chance: each article is found, once, and nothing is told twice."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta
from html import escape
from typing import ClassVar
from urllib.parse import quote

import pytest

from demo.articles import Article
from demo.exchange import Response
from demo.shapes.base import View
from demo.site import Portal as Site
from tests.simulation.heldout.unseen import Unseen, at, blocks, joined
from tests.simulation.world import World

WAYS: dict[str, Callable[[str], str]] = {  # how else an address may be written
    "slash": lambda to: to.removesuffix(".html") + "/",
    "ending": lambda to: to.removesuffix(".html"),
    "doubled": lambda to: to.replace("/bai/", "/bai//"),
    "door": lambda to: "/index.php" + to,
    "language": lambda to: "/vi" + to,
    "capitals": lambda to: to.upper(),
    "phone": lambda to: "/m" + to,
    "section": lambda to: "/tieu-diem" + to,
    "decomposed": lambda to: quote(unicodedata.normalize("NFD", "/tin/bài") + to.removeprefix("/bai"), safe="/"),
    "composed": lambda to: quote("/tin/bài" + to.removeprefix("/bai"), safe="/"),
    "short": lambda to: to + "?amp=1",
    "marked": lambda to: to + "?fbclid=IwAR0abc&utm_source=zalo",
    "way back": lambda to: to + "?returnTo=%2Ftin%2F%3Ftrang%3D2",
    "place": lambda to: to + "?vitri=noibat",
    "fragment": lambda to: to + "#!/doc",
}
LIES: dict[str, Callable[[str, str], str]] = {  # what each page calls its canonical address
    "home": lambda host, newest: f"http://{host}/",
    "section": lambda host, newest: f"http://{host}/tin/0/1/",
    "newest": lambda host, newest: f"http://{host}{newest}",
    "other host": lambda host, newest: "http://127.9.9.9:81/bai/1.html",
    "template": lambda host, newest: f"http://{host}/bai/",
}


class Spelled(Unseen):
    """Short lists, one article a line; `way` is the other spelling, `lie` the canonical address all pages claim."""

    name = "spelled"
    kind_name = "Sở Thông tin {}"
    missing, removal = "404", "404"
    page_size = 6
    categories: ClassVar[tuple[tuple[str, str], ...]] = (("0", "Tin tức"), ("1", "Thông báo"))

    def __init__(self, way: str = "", lie: str = "") -> None:
        super().__init__()
        self.way, self.lie = way, lie

    def article_target(self, portal: Site, article: Article) -> str:
        return f"/bai/{article.slug}-{article.number}.html"

    def listing_target(self, portal: Site, category: int, page: int) -> str:
        return f"/tin/{category}/{page}/"

    def number_in(self, target: str) -> int | None:
        path = unicodedata.normalize("NFC", target).lower().partition("?")[0]
        found = re.fullmatch(r"(?:/index\.php|/vi|/m|/tieu-diem)?(?:/bai|/tin/bài)/+[\w-]+-(\d+)(?:\.html|/)?", path)
        return int(found[1]) if found else None

    def special(self, view: View) -> Response | None:
        listed = re.fullmatch(r"/tin/([01])/(\d+)/", view.request.path)
        return self.section(view, int(listed[1]), int(listed[2])) if listed else None

    def item(self, view: View, article: Article) -> str:
        to = self.article_target(view.portal, article)
        if self.way and view.rng.random() < 0.5:
            to = WAYS[self.way](to)
        return f'<div class="tin"><a href="{escape(to)}">{escape(article.title)}</a> <i>{at(article):%d/%m/%Y}</i></div>'

    def listing(self, view: View, category: int, page: int, pages: int, articles: Sequence[Article]) -> str:
        onward = f'<a href="{self.listing_target(view.portal, category, page + 1)}">Trang sau</a>' if page < pages else ""
        return f"<h1>{self.categories[category][1]}</h1>{joined(lambda a: self.item(view, a), articles)}<p>{onward}</p>"

    def home(self, view: View) -> str:
        return joined(lambda a: self.item(view, a), view.portal.newest()[:5])

    def article(self, view: View, article: Article) -> str:
        text = blocks(article, "<p>{}</p>", '<img src="{}"><p>{}</p>')
        return f"<h1>{escape(article.title)}</h1><p>{at(article):%d/%m/%Y %H:%M}</p>{text}"

    def page(self, view: View, title: str, main: str, article: Article | None = None) -> str:
        menu = "".join(f'<a href="{self.listing_target(view.portal, n, 1)}">{name}</a> ' for n, (_, name) in enumerate(self.categories))
        lie = ""
        if self.lie:
            newest = self.article_target(view.portal, view.portal.newest()[0])
            claimed = LIES[self.lie](f"{view.portal.host}:{view.portal.port}", newest)
            lie = f'<link rel="canonical" href="{claimed}">'
        return f'<html><head><meta charset="utf-8"><title>{escape(title)}</title>{lie}</head><body>{menu}<div>{main}</div></body></html>'


EVER = {"section"}  # the others are part of the long simulations
CASES = [*((way, "") for way in WAYS), *(("", lie) for lie in LIES)]


@pytest.mark.parametrize(
    ("way", "lie"), [pytest.param(*case, marks=[] if EVER & {*case} else [pytest.mark.soak], id=" ".join(case).strip()) for case in CASES]
)
def test_each_article_once_however_it_is_written(make_world: Callable[..., World], way: str, lie: str) -> None:
    world = make_world()
    site = world.site(Spelled(way, lie), "portal", articles=14, seed=5)
    old = {article.id for article in site.articles}
    world.check(["portal"])
    for _ in range(4):
        world.clock.forward(timedelta(hours=3))
        world.note_place("portal", site.publish())
        world.check(["portal"])
    world.clock.forward(timedelta(hours=3))
    world.check(["portal"])
    for _ in range(3):
        world.clock.forward(timedelta(hours=12))
        world.check(["portal"])

    rows = world.stored("portal")
    assert [row["url"] for row in rows if row["of"] is None] == []
    assert Counter(row["of"].id for row in rows) == Counter(article.id for article in site.articles)
    told = world.rows("SELECT c.kind, a.url FROM changes AS c JOIN articles AS a ON a.id = c.article WHERE c.review_state <> 'read'")
    news = Counter(article.id for row in told if (article := world.article_of("portal", row["url"])) and article.id not in old)
    assert news == Counter(article.id for article in site.articles if article.id not in old)
    assert {row["kind"] for row in told} == {"new"}
