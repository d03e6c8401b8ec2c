"""A sample portal in memory: what it has published, and everything that can happen to it between two polls.

`Portal` is scripted (`publish`, `edit`, `remove`, `move`, …) from one thread while a server answers from others; one lock
guards it. How it looks is the business of its shape, how it answers of `demo.answers`.
"""

from __future__ import annotations

import re
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from demo import answers, edits, prose
from demo.articles import VIETNAM, Article, Attachment, Truth, slug
from demo.exchange import Request, Response, key, quoted
from demo.faults import FAULTS
from demo.shapes import SHAPES
from demo.shapes.base import Shape

PROVINCES = ("An Thái", "Bình Sơn", "Hải Giang", "Kim Châu", "Lâm Hạ", "Phú Minh", "Tân Châu", "Vĩnh Hòa", "Đông Nguyên", "Sơn Tây Hạ")
REMOVALS = ("404", "410", "home", "soft")
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What an operator can switch; `Portal` takes the defaults from its shape."""

    feed: bool = True
    feed_items: int = 30
    broken_feed: bool = False  # torn XML
    stale_feed: bool = False  # names only the oldest articles, for ever
    sitemap: str = "flat"  # none, flat, index, gzip
    declare: bool = True  # home page and robots.txt name feed and sitemap
    pager: str = "numbers"  # numbers, next, more, postback, fragment
    page_size: int = 8
    past_end: str = "empty"  # empty, first, redirect, missing
    missing: str = "404"  # 404, soft, home
    robots: str | None = None  # None: the usual text; "": there is none
    validators: str = "none"  # none; honest; useless: a date that always moves, never 304; stuck: 304 even after an edit
    files: str = "true"  # true; no_head: 405 to HEAD; made_up: new validators each time; balanced: two servers' validators; bare: none
    flood: tuple[int, float] = (0, 60.0)  # requests allowed in so many seconds, 0 = no limit; over it a page with status 200
    session_ids: bool = False  # a new session id on every link
    tokens: bool = False  # a random token on every link
    calendar: bool = False  # an endless calendar
    home_items: int = 5  # newest articles per section on the home page
    needs_script: bool = False  # home page and listings are empty shells that a script would fill
    scripted: bool = False  # the same, with the script, and the JSON it fills them from


class Portal:
    """One site, of a shape by name or of one the caller brings.

    `clock` gives aware datetimes; `seed` makes texts and luck repeatable; `prefix` lets several share a host.
    """

    def __init__(
        self,
        shape: str | Shape,
        host: str = "127.0.0.1",
        port: int = 0,
        seed: int = 0,
        clock: Clock | None = None,
        *,
        prefix: str = "",
        province: str = "",
        articles: int = 0,
        **options: Any,
    ) -> None:
        if isinstance(shape, str) and shape not in SHAPES:
            raise ValueError(f"no such shape: {shape}; known: {', '.join(SHAPES)}")
        self.shape: Shape = SHAPES[shape] if isinstance(shape, str) else shape
        self.host, self.port, self.seed, self.prefix = host, port, seed, prefix
        self.clock: Clock = clock or (lambda: datetime.now(UTC))
        self.province = province or PROVINCES[seed % len(PROVINCES)]
        self.site_name = self.shape.site_name(self.province)
        defaults = Options(
            feed=self.shape.feeds,
            sitemap=self.shape.sitemap,
            pager=self.shape.pager,
            page_size=self.shape.page_size,
            past_end=self.shape.past_end,
            missing=self.shape.missing,
            validators=self.shape.validators,
        )
        self.options = replace(defaults, **options)
        self.lock = threading.RLock()
        self.rng = Random(f"{self.shape.name}:{seed}")
        self.articles: list[Article] = []
        self.addresses: dict[str, Article] = {}
        self.numbers: dict[int, Article] = {}
        self.gone: dict[str, str] = {}  # key of an address given up -> new target, or "" when nothing leads on
        self.gone_numbers: dict[int, str] = {}
        self.files: dict[str, tuple[Article, Attachment]] = {}
        self.extras: dict[str, tuple[Response, str]] = {}
        self.tls: ssl.SSLContext | None = None  # set before the first request: it speaks https; set anew: another certificate
        self.requests = 0
        self.revision = 0  # grows with every scripted change
        self.design = 0
        self.moved_to: Portal | None = None
        self.moved_how = "redirect"
        self.fault, self.fault_on = "", ""
        self.retry_after = 30
        self.recent: list[float] = []  # times of requests, for the flood control
        self.on_change: Callable[[Portal], None] = lambda portal: None  # the server closes and opens the door
        self.adopt: Callable[[Portal], None] = lambda heir: None  # the server takes in the heir of a migration
        self._slugs: set[str] = set()
        self._last_number = 1000 + self.rng.randrange(50_000)
        self._newest: dict[int | None, list[Article]] = {}
        if articles:
            self.fill(articles)

    # -- addresses ----------------------------------------------------------------------------------------------------

    @property
    def url(self) -> str:
        """The portal's address, with a slash at its end."""
        return f"{self.scheme}://{self.host}:{self.port}{self.prefix}/"

    @property
    def scheme(self) -> str:
        return "https" if self.tls else "http"

    @property
    def domain(self) -> str:
        """What the portal calls itself in its texts: its host, or a made-up name where that is a bare address."""
        return self.host if re.search("[a-z]", self.host) else f"{slug(self.province).replace('-', '')}.gov.vn"

    def absolute(self, target: str) -> str:
        return quoted(f"{self.scheme}://{self.host}:{self.port}{self.prefix}{target}")

    def address(self, article: Article) -> str:
        """The absolute URL of an article, as its feed writes it."""
        return self.absolute(self.shape.article_target(self, article))

    def key(self, target: str) -> str:
        """One spelling for all spellings of a target that this portal answers alike."""
        return key(target, self.shape.ignored)

    def decorate(self, target: str, rng: Random) -> str:
        """A target as a page of this portal writes it: with prefix, session id and token."""
        target = self.prefix + target
        if "?" not in target and "#" not in target and self.options.session_ids:
            target += f";jsessionid={rng.getrandbits(64):016X}"
        elif self.options.session_ids:
            target += f"&phien={rng.getrandbits(64):016x}"
        if self.options.tokens:
            target += f"{'&' if '?' in target else '?'}rnd={rng.randrange(10**9)}"
        return target

    def file_target(self, article: Article, attachment: Attachment) -> str:
        return self.shape.file_target(article, attachment)

    # -- what there is ------------------------------------------------------------------------------------------------

    def newest(self, category: int | None = None) -> list[Article]:
        """Live articles, newest first. The list is shared: do not change it."""
        found = self._newest.get(category)
        if found is None:
            second = self.shape.second_category
            found = [a for a in self.articles if a.live and (category is None or category in (a.category, second(a)))]
            by_id = self.shape.ordered_by == "id"
            found.sort(key=lambda article: (article.id if by_id else article.published, article.id), reverse=True)
            self._newest[category] = found
        return found

    def live(self) -> dict[str, Article]:
        """Live articles by absolute URL."""
        with self.lock:
            return {self.address(article): article for article in self.articles if article.live}

    def truth(self, article: Article) -> Truth:
        with self.lock:
            return article.truth(shows=self.shape.shows)

    # -- what can happen ----------------------------------------------------------------------------------------------

    def fill(self, count: int, days: float = 60.0) -> list[Article]:
        """Publish `count` articles evenly over the last `days`, oldest first, of all forms."""
        now = self.clock()
        step = timedelta(days=days) / count
        forms = ("news", "news", "long", "news", "notice", "table", "news")
        out = []
        for n in range(count):
            at = (now - step * (count - n)).astimezone(VIETNAM).replace(hour=self.rng.randint(7, 17), minute=self.rng.randrange(60))
            out.append(self.publish(form=forms[n % len(forms)], at=at if at < now else now - step / 2))
        return out

    def publish(self, *, form: str = "news", at: datetime | None = None, category: int | None = None, **parts: Any) -> Article:
        """A new article, written to `form` (see `prose.FORMS`), published now or `at`; `parts` replace fields of `Article`."""
        with self._changing():
            when = (at or self.clock()).replace(second=0, microsecond=0)
            draft = prose.write(self.rng, self.province, when, form)
            notices = len(self.shape.categories) - 1
            if category is None:
                category = notices if form in {"notice", "attachment"} else self.rng.randrange(notices)
            article = Article(
                id=len(self.articles) + 1,
                number=self._next_number(),
                title=draft.title,
                published=when,
                filed=when,
                lead=draft.lead,
                body=list(draft.body),
                signature=draft.signature,
                category=category,
                people=list(draft.people),
                attachments=[Attachment(name=file) for file in draft.attachments],
                lead_prefix=self.shape.lead_prefix.format(self.domain) if draft.lead and form not in {"notice"} else "",
                views=self.rng.randrange(50, 20_000),
            )
            for part, value in parts.items():
                setattr(article, part, value)
            article.slug = self._free_slug(article)
            self.articles.append(article)
            self._place(article)
            return article

    def edit(self, article: Article, kind: str) -> str:
        """Edit by kind (see `edits.KINDS`); says what was changed. Raises ValueError when the article has nothing of the kind."""
        with self._changing():
            if kind not in edits.KINDS:
                raise ValueError(f"no such kind of edit: {kind}; known: {', '.join(edits.KINDS)}")
            done = edits.KINDS[kind](article, self.rng, self.province)
            article.changed = self.clock()
            self._place(article)
            return done

    def remove(self, article: Article, how: str = "404") -> None:
        """Take an article down. From now on its address answers 404, 410, a redirect to the home page, or a soft 404."""
        if how not in REMOVALS:
            raise ValueError(f"no such way to remove: {how}; known: {', '.join(REMOVALS)}")
        with self._changing():
            article.removed = how

    def restore(self, article: Article) -> None:
        with self._changing():
            article.removed = ""

    def move(self, article: Article, *, redirect: bool = True) -> str:
        """Give an article a new address; the old one redirects to it or is gone. Returns the new URL."""
        with self._changing():
            old = self.key(self.shape.article_target(self, article))
            old_number = article.number
            del self.addresses[old], self.numbers[old_number]
            article.number = self._next_number()
            article.slug = self._free_slug(article, moved=True)
            self._place(article)
            target = self.shape.article_target(self, article)
            self.gone[old] = self.gone_numbers[old_number] = target if redirect else ""
            return self.address(article)

    def syndicate(self, article: Article, other: Portal, *, exact: bool = True) -> Article:
        """Another portal takes the article over: word for word, or with its own source prefix and a source line."""
        names = ("title", "lead", "body", "people", "lead_prefix")
        parts: dict[str, Any] = {name: deepcopy(getattr(article, name)) for name in names}
        signature = article.signature if exact else f"Theo {self.site_name}"
        if not exact:
            parts["lead_prefix"] = other.shape.lead_prefix.format(other.domain)
        return other.publish(**parts, signature=signature, attachments=[], origin=self.host)

    def redesign(self) -> None:
        """A new theme: other columns, other class names, the same texts at the same addresses."""
        with self._changing():
            self.design += 1

    def migrate(self, host: str, port: int = 0, *, shape: str = "", old: str = "redirect") -> Portal:
        """A new portal with all live articles; the old one redirects each of them, all to the new home, goes dark or stays.

        `old` = "redirect", "home", "refused" or "stays". The server of the old portal serves the new one too.
        """
        with self._changing():
            heir = Portal(shape or self.shape, host, port, self.seed + 1000, self.clock, province=self.province, prefix=self.prefix)
            for article in self.articles:
                if article.live:
                    parts = {
                        "title": article.title,
                        "lead": article.lead,
                        "signature": article.signature,
                        "lead_prefix": article.lead_prefix,
                    }
                    heir.publish(
                        at=article.published,
                        category=min(article.category, len(heir.shape.categories) - 1),
                        body=deepcopy(article.body),
                        people=list(article.people),
                        attachments=deepcopy(article.attachments),
                        origin=str(article.id),
                        **parts,
                    )
        self.adopt(heir)
        if old == "refused":
            self.break_("refused")
        elif old != "stays":
            with self._changing():
                self.moved_to, self.moved_how = heir, old
        return heir

    def break_(self, fault: str, *, on: str = "", retry_after: int = 30) -> None:
        """From now on answer with a fault (see `faults.FAULTS`), everywhere or on addresses that match the pattern `on`."""
        if fault not in FAULTS:
            raise ValueError(f"no such fault: {fault}; known: {', '.join(FAULTS)}")
        with self.lock:
            self.fault, self.fault_on, self.retry_after = fault, on, retry_after
        self.on_change(self)

    def mend(self) -> None:
        with self.lock:
            self.fault = self.fault_on = ""
        self.on_change(self)

    def put(self, target: str, response: Response, *, link: str = "") -> None:
        """Answer one address in a way of its own: a redirect elsewhere, a huge file. `link` = its text on the home page, if any."""
        with self._changing():
            self.extras[self.key(target)] = (response, link)

    def respond(self, request: Request) -> Response:
        """The answer to one request: thread-safe, under 2 ms."""
        with self.lock:
            self.requests += 1
            return answers.respond(self, request)

    # -- within -------------------------------------------------------------------------------------------------------

    @contextmanager
    def _changing(self) -> Iterator[None]:
        with self.lock:
            try:
                yield
            finally:
                self.revision += 1
                self._newest.clear()

    def _next_number(self) -> int:
        self._last_number += self.rng.randint(1, 7)
        return self._last_number

    def _free_slug(self, article: Article, *, moved: bool = False) -> str:
        base = slug(article.title, lose_d=self.shape.lose_d, limit=self.shape.slug_limit)
        if moved:
            base += "-moi"
        found, n = base, 1
        while found in self._slugs:
            n += 1
            found = f"{base}{n}"
        self._slugs.add(found)
        return found

    def _place(self, article: Article) -> None:
        self.addresses[self.key(self.shape.article_target(self, article))] = article
        self.numbers[article.number] = article
        for attachment in article.attachments:
            self.files[self.key(self.file_target(article, attachment))] = (article, attachment)
