"""Portals that share a host: each keeps to the path it stands under, whether its neighbours are declared or not.

That a portal lives below a path is seen on its home page, most of whose links stay there. What lies elsewhere on the host is
another portal's when its pages name nothing of this one: a portal's own pages carry its menu, wherever they lie.
"""

from __future__ import annotations

from collections.abc import Iterable

from crawler.discovery import addresses, evidence
from crawler.discovery.canonical import split
from crawler.discovery.dialogue import Reply
from crawler.discovery.evidence import Mention
from crawler.discovery.notebook import Notebook
from crawler.discovery.replies import page_of

_INSIDE = 5  # links of the home page that stay below its path, from which it may be a tenant
_NEARLY_ALL = 0.8  # share of them from which all of its pages do
_MOST = 0.6  # from which they may; what the pages outside show decides
_DECLARED_INSIDE, _DECLARED = 3, 0.2  # the same where a neighbour of the path is declared
_PROOFS = 2  # pages of others after which nothing outside is asked for any more
_OWN = 2  # links to its own folder that a page of another portal has


class Tenancy:
    """Takes in the home page; then tells whether an article page outside the portal's path is its own."""

    def __init__(self, book: Notebook) -> None:
        self.book = book
        self._path = addresses.folder(book.portal.url)
        self._tenant = False
        self._others: set[str] = set()  # pages of another portal

    def home(self, mentions: Iterable[Mention]) -> bool:
        """The home page was read. Whether the portal keeps to its path from now on."""
        parts = split(self.book.portal.url)
        path = self._path
        if parts is None or path == "/" or self.book.scope or path.count("/") > 4 or "." in parts.path.rpartition("/")[2]:
            return False
        listed = [mention.href for mention in mentions if not mention.chrome and addresses.own(mention.href, self.book.portal)]
        inside = sum(map(self._inside, listed))
        shared = any(path.startswith(folder) for folder in self.book.neighbours)
        self._tenant = inside >= _INSIDE and inside >= _MOST * len(listed)
        if inside < (_DECLARED_INSIDE if shared else _INSIDE) or inside < (_DECLARED if shared else _NEARLY_ALL) * len(listed):
            return False
        self.book.keep_to(path)
        return True

    def _inside(self, url: str) -> bool:
        parts = split(self.book.canonical(url))
        return parts is not None and f"{parts.path}/".startswith(self._path)

    def foreign(self, url: str, reply: Reply) -> bool:
        """Whether an article's page is another portal's: outside the path, with links to its own folder and none to this portal."""
        if url in self._others:
            return True
        if not self._tenant or self.book.scope or self._inside(reply.url):
            return False
        parts = split(reply.url)
        tree, _ = page_of(reply.body, reply.headers)
        folder = f"/{parts.path.strip('/').partition('/')[0]}/" if parts is not None and parts.path.count("/") > 1 else ""
        if tree is None or not folder or self._path.startswith(folder):
            return False
        named = [m.href for m in evidence.mentions(tree, reply.url, self.book.now) if addresses.own(m.href, self.book.portal)]
        paths = {f"{there.path}/" for there in map(split, named) if there is not None}
        own = sum(1 for path in paths if path.startswith(folder) and path != f"{parts.path if parts else ''}/")
        if (own < _OWN and folder not in paths) or any(path.startswith(self._path) for path in paths):
            return False
        self._others.add(url)
        if len(self._others) >= _PROOFS:
            self.book.keep_to(self._path)
            self.book.note(f"{url} and others outside {self._path} are another portal's")
        return True
