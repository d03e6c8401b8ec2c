"""Pictures of every page for docs/screens, from a data folder: `tinso demo --once --data DIR`, then `python -m review.screenshots DIR`.

Needs the packages for development and a Chromium (TINSO has none of its own: CHROMIUM names one that is not found by itself).
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex

from review.app import create_app
from review.guard import hash_password
from review.server import listening, served
from review.wishes import place_text, query_of
from storage.desk import Filter
from storage.models import ReviewState
from storage.store import Store

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "screens"
CHROMIUM_ARGS = ["--no-sandbox", "--disable-dev-shm-usage"]  # as root, and in containers with little shared memory
WIDE, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 844}


def chromium() -> str:
    """The Chromium of this machine, "" when there is none."""
    found = (os.environ.get("CHROMIUM", ""), *(shutil.which(name) or "" for name in ("chromium", "chromium-browser", "google-chrome")))
    return next((path for path in found if path), "")


def pages(store: Store) -> Iterator[tuple[str, str]]:
    """Name and address of every page worth a picture."""
    yield "inbox", "/"
    yield "inbox-filter", "/?kind=edited"
    rows = store.queue(Filter())
    if rows:
        yield "item", f"/articles/{rows[-1].article}?c={rows[-1].id}&at={place_text(rows[-1].place)}"
    compared = max((row for row in rows if row.before and row.after and row.before != row.after), key=lambda row: row.size, default=None)
    if compared is not None:
        own = query_of(Filter(), c=compared.id, at=place_text(compared.place))
        address = f"/articles/{compared.article}/diff?before={compared.before}&after={compared.after}&{own}"
        yield "diff", address
        yield "diff-inline", f"{address}&view=inline"
    yield "board", "/portals"
    portal = next(iter(store.portals()), None)
    if portal is not None:
        yield "portal", f"/portals/{portal.slug}"
    yield "provinces", "/provinces"
    yield "search", "/search?q=so+thong+tin"
    yield "statistics", "/statistics"
    yield "kept", "/kept"
    yield "history", "/history"
    yield "keys", "/help"
    yield "api", "/api"
    yield "error", "/articles/999999999"


def main() -> None:
    parser = argparse.ArgumentParser(description="Take pictures of every page of the desk.")
    parser.add_argument("data", type=Path, help="a data folder, for example of: tinso demo --once --data DIR")
    parser.add_argument("--out", type=Path, default=OUT, help="where the pictures go")
    options = parser.parse_args()
    browser_path = chromium()
    if not browser_path:
        parser.error("there is no Chromium on this machine; install one, or name it in CHROMIUM")
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="tinso-screens-") as folder:
        data = Path(shutil.copytree(options.data, Path(folder) / "data"))
        with Store.open(data) as store:
            _decide_some(store)
            with served(create_app(store, provinces=_provinces()), listening("127.0.0.1", 0)) as address:
                _take(browser_path, address.rstrip("/"), list(pages(store)), options.out)
            with served(create_app(store, password_hash=hash_password(token_hex())), listening("127.0.0.1", 0)) as address:
                _take(browser_path, address.rstrip("/"), [("login", "/login")], options.out)


def _provinces() -> list[tuple[str, str]]:
    """Of the registry's files, as data: the desk knows no seeds."""
    found = [tomllib.loads(path.read_text("utf-8")) for path in sorted((ROOT / "seeds").glob("*.toml"))]
    return [(one["province"], one["province_2025"]) for one in found if "province_2025" in one]


def _decide_some(store: Store) -> None:
    """In a copy of the data: what was kept and the history are pages too, and want something to show."""
    now = datetime.now(UTC)
    rows = store.queue(Filter())
    for row in rows[3:6]:
        store.decide(row.changes, ReviewState.KEPT, now)
    for row in rows[8:10]:
        store.decide(row.changes, ReviewState.DISMISSED, now)
    if len(rows) > 4:
        store.mark(rows[4].article, now, starred=True, note="Dùng cho bản tin tháng", add_tags=["chuyển đổi số"])


def _take(browser_path: str, address: str, wanted: list[tuple[str, str]], out: Path) -> None:
    from playwright.sync_api import sync_playwright

    looks = (
        ("", "vi-VN", "light", WIDE),
        ("-en", "en-GB", "light", WIDE),
        ("-dark", "vi-VN", "dark", WIDE),
        ("-phone", "vi-VN", "light", PHONE),
    )
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=browser_path, args=CHROMIUM_ARGS)
        for suffix, locale, scheme, size in looks:
            context = browser.new_context(locale=locale, color_scheme="dark" if scheme == "dark" else "light", viewport=size)  # type: ignore[arg-type]
            page = context.new_page()
            for name, path in wanted:
                if suffix and name not in {"inbox", "item", "diff", "board"}:
                    continue
                page.goto(address + path)
                page.screenshot(path=out / f"{name}{suffix}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
