"""The desk in a real Chromium: a morning's triage by keyboard alone, two windows, no script, both languages, both widths, axe-core."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from argon2 import PasswordHasher

from review.app import create_app
from review.server import listening, served
from storage.desk import Filter
from storage.documents import content_hash
from storage.models import ChangeKind, Extraction, ReviewState
from storage.search import fold
from storage.store import Store


def current(page: Any) -> str:
    return str(page.get_attribute(".row.current", "id"))


def unread(store: Store) -> int:
    return store.count_queue(Filter())[0]


def wait(page: Any, store: Store, count: int) -> None:
    """Until the desk has stored what the keys said."""
    for _ in range(100):
        if unread(store) == count:
            return
        page.wait_for_timeout(20)
    assert unread(store) == count


def test_a_whole_triage_by_keyboard_alone(window: Any, store: Store) -> None:
    page = window()
    page.goto("/")
    before = unread(store)
    rows = page.locator(".row").count()
    assert rows >= 12

    page.keyboard.press("j")
    first = current(page)
    page.keyboard.press("j")
    second = current(page)
    assert first != second
    page.keyboard.press("k")
    assert current(page) == first

    page.keyboard.press("m")  # keep: decides and goes on
    assert current(page) == second
    page.keyboard.press("d")
    page.wait_for_selector(f"#{second}[data-state=dismissed]")
    kept = page.get_attribute(f"#{first}", "data-changes").split(",")
    gone = page.get_attribute(f"#{second}", "data-changes").split(",")
    wait(page, store, before - len(kept) - len(gone))
    change = store.change(int(first[1:]))
    assert change is not None
    assert change.review_state == ReviewState.KEPT

    page.keyboard.press("u")
    page.wait_for_selector(f"#{second}[data-state=unread]")
    page.keyboard.press("u")
    page.wait_for_selector(f"#{first}[data-state=unread]")
    wait(page, store, before)

    for _ in range(rows):
        page.keyboard.press("d") if page.locator(".row.current").count() else page.keyboard.press("j")
    wait(page, store, 0)
    page.reload()
    assert page.locator(".row").count() == 0
    page.goto("/history")
    assert page.locator(".decisions li").count() >= rows


def test_a_decision_on_the_last_row_turns_the_page(window: Any, store: Store) -> None:
    """One key decides and goes on, over the end of a page too; what was skipped comes last."""
    news = [
        Extraction(
            title=f"Tin thứ {number}", blocks=(f"Nội dung riêng của tin {number}.",), published=f"2026-03-01T08:{number:02}:00+07:00"
        )
        for number in range(60)
    ]
    portal = store.portal_id("bao-b")
    moment = datetime(2026, 3, 11, tzinfo=UTC)
    with store.write():
        for number, found in enumerate(news):
            url = f"https://bao-b.example.vn/them-{number}.html"
            article = store.add_article(portal, url, found, moment)
            version = store.add_version(article, found, content_hash(found.title, found.blocks), None, None, moment)
            store.add_change(ChangeKind.NEW, portal, article, url, moment, after=version)
    page = window()
    page.goto("/")
    page.keyboard.press("j")
    assert page.locator(".row").count() == 50
    left = len(page.get_attribute(".row.current", "data-changes").split(","))
    page.keyboard.press("j")  # skips the first
    for _ in range(49):
        page.keyboard.press("m")
    page.wait_for_url("**/?after=*")
    rows = page.locator(".row").count()
    page.keyboard.press("j")
    skipped = current(page)
    page.keyboard.press("j")
    for _ in range(rows - 1):
        page.keyboard.press("d")
    page.wait_for_selector(f"#{skipped}.current")
    page.keyboard.press("d")
    page.wait_for_selector(f"#{skipped}[data-state=dismissed]")
    wait(page, store, left)
    page.wait_for_selector("#status:has-text('Đã xem hết trang này')")


def test_star_note_and_tag_by_keyboard(window: Any, store: Store) -> None:
    page = window()
    page.goto("/")
    page.keyboard.press("j")
    article = int(page.get_attribute(".row.current", "data-article"))
    row = current(page)
    page.keyboard.press("s")
    page.wait_for_selector(".row.current .starred:visible")
    page.keyboard.press("u")  # a star is undone too, and shown where it was
    page.wait_for_selector(f"#{row}.current[data-starred='0']")
    page.keyboard.press("s")
    page.wait_for_selector(".row.current .starred:visible")
    page.keyboard.press("n")
    page.keyboard.type("xem lại jkmd")  # letters in a field are letters
    page.keyboard.press("Tab")
    page.keyboard.type("họp báo")
    page.keyboard.press("Enter")
    page.wait_for_selector(".row.current details.notes:not([open])")
    assert page.inner_text(".row.current .note") == "xem lại jkmd"  # and stands there at once
    assert page.inner_text(".row.current .tags") == "#họp báo"
    marks = store.marks([article])[article]
    assert (marks.starred, marks.note, marks.tags) == (True, "xem lại jkmd", ("họp báo",))


def test_item_page_decides_and_goes_on_to_the_next(window: Any, store: Store) -> None:
    page = window()
    page.goto("/")
    before = unread(store)
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url("**/articles/**")
    first = page.url
    page.keyboard.press("j")
    page.wait_for_url(lambda url: url != first)
    second = page.url
    decided = len(page.get_attribute("form.decide input[name=changes]", "value").split(","))
    page.keyboard.press("m")
    page.wait_for_url(lambda url: url != second)
    assert "/articles/" in page.url
    assert unread(store) == before - decided
    page.keyboard.press("u")  # back to what is undecided again
    page.wait_for_url(second)
    wait(page, store, before)
    assert page.get_attribute("form.decide input[name=seen]", "value") == "unread"
    page.keyboard.press("Escape")
    page.wait_for_url("**/")


def test_original_opens_in_a_window_of_its_own(window: Any, browser: Any) -> None:
    page = window()
    page.goto("/articles/1")
    link = page.locator("a.button.original")
    assert link.get_attribute("target") == "_blank"
    assert "noopener" in link.get_attribute("rel")
    assert link.get_attribute("href").startswith("https://so-a.example.vn/")
    page.context.route("https://so-a.example.vn/**", lambda route: route.fulfill(body="gốc", content_type="text/plain; charset=utf-8"))
    with page.context.expect_page() as opened:
        page.keyboard.press("v")
    assert opened.value.url == link.get_attribute("href")
    assert opened.value.evaluate("[window.opener, document.referrer]") == [None, ""]
    assert "/articles/1" in page.url


def test_a_session_that_ended_is_said_and_nothing_is_lost(window: Any, store: Store, now: Any) -> None:
    hashed = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash("một mật khẩu dài")
    with served(create_app(store, password_hash=hashed, now=now), listening("127.0.0.1", 0)) as closed:
        page = window(base_url=closed, own=closed)
        page.goto("/?kind=new")
        page.fill("input[name=password]", "một mật khẩu dài")
        page.keyboard.press("Enter")
        page.wait_for_url("**/?kind=new")  # where they wanted to go
        before = unread(store)
        page.keyboard.press("j")
        row = current(page)
        page.context.clear_cookies()
        page.keyboard.press("m")
        page.wait_for_selector("#status:has-text('Phiên đăng nhập đã hết')")
        assert page.get_attribute(f"#{row}", "data-state") == "unread"  # not shown as done
        page.reload()
        page.wait_for_url("**/login?next=*kind%3Dnew*")
        page.click("button[name=lang]")  # who cannot read the page can say so before the password
        page.wait_for_selector("h1:has-text('Log in')")
        page.fill("input[name=password]", "một mật khẩu dài")
        page.keyboard.press("Enter")
        page.wait_for_url("**/?kind=new")
        assert unread(store) == before


def test_filters_narrow_and_bulk_acts_on_what_is_shown_only(window: Any, store: Store) -> None:
    page = window()
    page.goto("/")
    page.keyboard.press("f")
    page.select_option("select[name=portal]", "bao-b")
    page.click("#filter button.go")
    shown = page.locator(".row").count()
    assert 0 < shown < 12
    before = unread(store)
    page.click("details.bulk summary >> nth=0")
    page.click("details.bulk button[value=dismiss]")
    page.wait_for_selector(".flash")
    assert unread(store) == before - shown
    page.click(".flash button")
    page.wait_for_selector(".row")
    assert unread(store) == before
    page.goto("/?words=" + "dong+hai")
    assert page.locator(".row").count() >= 1


def test_diff_marks_facts_apart_from_wording(window: Any) -> None:
    page = window()
    page.goto("/?kind=edited")
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.wait_for_url("**/diff**")
    marked = {(item.get_attribute("class") or "").split()[-1] for item in page.locator("ins.fact").all()}
    assert {"number", "date", "name"} <= marked
    assert page.locator("tr.come").count() == 1
    page.keyboard.press("i")
    page.wait_for_url("**view=inline**")
    assert page.locator(".inline del.name").inner_text() == "Đông Hải"
    assert page.locator(".inline ins.name").inner_text() == "Cẩm Giang"


def test_a_comparison_decides_and_goes_on(window: Any, store: Store) -> None:
    """Who sees in the comparison what was edited need not go back to say so."""
    page = window()
    page.goto("/?kind=edited")
    before = unread(store)
    page.keyboard.press("j")
    row = current(page)
    page.keyboard.press("c")
    page.wait_for_url("**/diff**")
    page.keyboard.press("i")
    page.wait_for_url("**view=inline**")
    with page.expect_navigation():
        page.click(".versions button")  # another pair of versions keeps the place in the queue
    page.keyboard.press("m")
    page.wait_for_url("**/?kind=edited**")
    change = store.change(int(row[1:]))
    assert change is not None
    assert change.review_state == ReviewState.KEPT
    page.keyboard.press("u")
    page.wait_for_url("**/diff?*view=inline**")
    assert page.get_attribute("form.decide input[name=seen]", "value") == "unread"
    assert unread(store) == before
    page.keyboard.press("Escape")
    page.wait_for_url(f"**/articles/*?*c={row[1:]}*")


def test_who_comes_back_stands_where_they_left(window: Any) -> None:
    page = window()
    page.goto("/")
    for _ in range(4):
        page.keyboard.press("j")
    fourth = current(page)
    following = page.locator(".row").nth(4).get_attribute("id")
    page.keyboard.press("o")
    page.wait_for_url("**/articles/**")
    page.go_back()
    page.wait_for_selector(f"#{fourth}.current")
    page.keyboard.press("o")
    page.wait_for_url("**/articles/**")
    page.keyboard.press("Escape")
    page.wait_for_selector(f"#{fourth}.current")
    page.keyboard.press("o")
    page.wait_for_url("**/articles/**")
    first = page.url
    page.keyboard.press("d")
    page.wait_for_url(lambda url: url != first)
    page.keyboard.press("Escape")
    page.wait_for_selector(f"#{following}.current")  # the decided one is gone: the next after it
    page.keyboard.press("?")
    page.wait_for_url("**/help")
    page.keyboard.press("Escape")
    page.wait_for_selector(f"#{following}.current")
    page.goto("/help")
    page.goto("/")
    assert page.locator(".row.current").count() == 0  # a fresh look begins at the top


def test_a_browser_that_may_remember_nothing_still_has_its_keys(window: Any, store: Store) -> None:
    page = window()
    page.add_init_script("Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('no', 'SecurityError'); } })")
    page.goto("/")
    page.keyboard.press("j")
    row = current(page)
    page.keyboard.press("m")
    page.wait_for_selector(f"#{row}[data-state=kept]")
    page.keyboard.press("u")
    page.wait_for_selector(f"#{row}[data-state=unread]")


def test_search_by_keyboard(window: Any) -> None:
    page = window()
    page.goto("/")
    page.keyboard.press("/")
    page.wait_for_url("**/search")
    page.keyboard.type("so thong tin")
    page.keyboard.press("Enter")
    page.wait_for_selector(".hit mark")
    assert {fold(text).casefold() for text in page.locator(".hit mark").all_inner_texts()} == {"so", "thong", "tin"}
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url("**/articles/**")


def test_second_window_sees_what_the_first_did_and_overwrites_nothing(window: Any, store: Store) -> None:
    one, two = window(), window()
    one.goto("/")
    two.goto("/")
    one.keyboard.press("j")
    mine = current(one)
    one.keyboard.press("m")
    one.wait_for_selector(f"#{mine}[data-state=kept]")
    two.keyboard.press("j")
    two.keyboard.press("d")  # before it has looked: refused, and shown as it is
    two.wait_for_selector(f"#{mine}[data-state=kept]")
    change = store.change(int(mine[1:]))
    assert change is not None
    assert change.review_state == ReviewState.KEPT
    other = current(one)
    one.keyboard.press("d")
    two.evaluate("window.dispatchEvent(new Event('focus'))")
    two.wait_for_selector(f"#{other}[data-state=dismissed]")


def test_everything_works_without_script(window: Any, store: Store) -> None:
    page = window(java_script_enabled=False)
    page.goto("/?kind=new")
    before = unread(store)
    page.locator(".row button.keep").first.click()
    assert page.locator(".flash").count() == 1
    assert unread(store) == before - 1
    page.locator(".flash button").click()
    assert unread(store) == before
    page.locator(".row a.title").first.click()
    page.locator("form.decide button.dismiss").click()
    assert unread(store) == before - 1
    page.goto("/articles/1")
    page.fill("#note", "không cần script")
    page.locator(".marks .note-form button").click()
    assert store.marks([1])[1].note == "không cần script"
