"""A portal that moved: proposed, accepted by one command, and its articles are what they were. One that was taken over: left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cli import tinso
from commands.output import UsageError
from commands.registry import USER_FILE
from demo.shapes import SHAPES
from demo.site import Portal as Site
from seeds import registry
from storage.models import LifeCycle
from storage.verify import verify

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
OWN = '# cổng của tôi\n[[portal]]\nslug = "so"\nname = "Sở"  # tên ngắn\nurl = "{url}"\nlife_cycle = "live"\n\n# hết\n'


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(tinso, ["portals", *arguments, "--data", str(folder)])
    if isinstance(done.exception, UsageError):
        raise done.exception
    return done.exit_code, done.output


def live(world: Any, hours: float) -> None:
    until = world.clock.moment + HOUR * hours
    while world.clock.moment < until:
        due = max(world.store.next_due() or until, world.clock.moment)
        world.clock.forward(min(due, world.clock.moment + HOUR, until) - world.clock.moment)
        world.round(60)
        world.service.judge()


@pytest.fixture
def old(world: Any, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A portal of the user's own that has been watched for some hours; the clock runs up to the present, which the command knows."""
    monkeypatch.setenv("TINSO_DELAY", "0")
    world.clock.jump(datetime.now(UTC) - 54 * HOUR - world.clock.moment)
    site: Site = world.site("dept-net", articles=10, slug="so")
    world.folder.mkdir(exist_ok=True)
    (world.folder / USER_FILE).write_text(OWN.format(url=site.url), "utf-8")
    world.open()
    live(world, 6)
    assert world.store.count_articles() == 10
    return site


def same_articles(site: Site, host: str) -> Site:
    """The same portal at another host: each article under the path it had."""
    heir = Site(site.shape, host, 0, site.seed, site.clock)
    for name in ("articles", "addresses", "numbers", "files", "_slugs", "_last_number"):
        setattr(heir, name, getattr(site, name))
    for article in site.articles:
        article.origin = str(article.id)
    return heir


@pytest.mark.parametrize(
    ("same_paths", "leads"),
    [pytest.param(True, "home", id="same paths", marks=pytest.mark.soak), pytest.param(False, "redirect", id="other paths")],
)
def test_a_move_is_proposed_and_accepted_by_one_command(world: Any, old: Site, same_paths: bool, leads: str) -> None:
    before = {article.id: article.url for article in world.store.articles()}
    if same_paths:
        heir = same_articles(old, "127.0.0.80")
        world.server.add(heir)
        old.moved_to, old.moved_how = heir, leads
    else:
        heir = old.migrate("127.0.0.80", shape="nukeviet", old=leads)
    live(world, 48)
    (alert,) = world.store.alerts()
    (judged,) = world.store.health()
    assert (alert.cause, judged.proposal, alert.closed) == ("moved", heir.url, None)
    assert "tinso portals accept" in judged.action
    fresh = heir.publish()

    code, said = run(world.folder, "accept", "so")
    world.declared["so"] = registry.load(world.folder / USER_FILE).portals["so"]
    world.service.reload(world.clock.moment)
    live(world, 12)

    assert (code, heir.url in said) == (0, True), said
    written = (world.folder / USER_FILE).read_text("utf-8")
    changed = OWN.format(url=heir.url).replace('slug = "so"', f'hosts = ["{old.host}:{old.port}"]\nslug = "so"')
    assert written == changed
    stored = {article.id: article for article in world.store.articles()}
    assert len(stored) == 11, [(a.url, a.aliases, a.copy_of) for a in stored.values()]
    for number, url in before.items():
        assert stored[number].url.startswith(heir.url)
        assert url in stored[number].aliases
        assert stored[number].suspicion == ""
    assert [article.version.title for article in stored.values() if article.id not in before] == [fresh.title]
    changes = [change for change in world.store.changes() if change.at > alert.opened]
    assert [(change.kind, change.article) for change in changes if change.review_state == "unread"] == [("new", max(stored))]
    (alert,) = world.store.alerts()
    assert alert.closed is not None
    assert world.store.health()[0].state == "good"
    assert list(verify(world.folder)) == []


def test_an_address_that_does_not_answer_changes_nothing(world: Any, old: Site) -> None:
    heir = old.migrate("127.0.0.80", old="home")
    live(world, 48)
    heir.break_("refused")
    written = (world.folder / USER_FILE).read_text("utf-8")

    code, said = run(world.folder, "accept", "so")

    assert code == 1
    assert "refused" in said
    assert "nothing was changed" in said
    assert (world.folder / USER_FILE).read_text("utf-8") == written
    assert world.store.portal_state("so").first_contact_done


def test_a_shipped_portal_moves_by_an_override(world: Any, old: Site) -> None:
    """What tinso ships is not changed; the user's file says where the portal lives now. What is not proposed is not accepted."""
    with pytest.raises(UsageError, match="so: nothing is proposed for it"):
        run(world.folder, "accept", "so")
    with pytest.raises(UsageError, match="nothing was fetched of it yet"):
        run(world.folder, "accept", "an-giang")
    shipped = registry.load().portals["an-giang"]
    world.store.put_portal(shipped, declared=True)
    heir = world.site("nukeviet", articles=3, seed=4, slug="moi")

    code, said = run(world.folder, "accept", "an-giang", "--to", heir.url)

    assert code == 0, said
    moved = registry.load(world.folder / USER_FILE).portals["an-giang"]
    assert (moved.url, moved.name) == (heir.url, shipped.name)
    assert registry.address(shipped.url).host in {registry.address(f"http://{host}/").host for host in moved.hosts}
    assert world.store.portal_state("an-giang").portal == moved


def test_a_known_portal_at_the_new_address_is_the_successor(world: Any, old: Site) -> None:
    heir = world.site("nukeviet", articles=3, seed=4, slug="moi")
    with (world.folder / USER_FILE).open("a", encoding="utf-8") as file:
        file.write(f'\n[[portal]]\nslug = "moi"\nname = "Mới"\nurl = "{heir.url}"\n')

    code, said = run(world.folder, "accept", "so", "--to", heir.url)

    assert (code, said) == (0, "so: moved; moi is its successor\n")
    portal = registry.load(world.folder / USER_FILE).portals["so"]
    assert (portal.life_cycle, portal.successor) == (LifeCycle.MOVED, "moi")
    assert portal.since is not None


def test_a_portal_that_was_taken_over_is_left_alone_until_accepted(world: Any, old: Site) -> None:
    old.shape = SHAPES["nukeviet"]
    for n in range(8):
        text = f"Play the best games number {n} with a bonus of {n * 7 + 3} dollars and free spins every day of the week."
        old.publish(
            title=f"Best online casino bonus number {n}",
            lead=text,
            body=[f"{text} Part {part}." for part in range(4)],
            people=[],
            signature="",
        )
    live(world, 12)
    (judged,) = world.store.health()
    assert (judged.state, judged.cause) == ("broken", "taken_over")
    asked = old.requests

    live(world, 48)
    assert old.requests == asked
    assert [(alert.cause, alert.closed) for alert in world.store.alerts()] == [("taken_over", None)]

    code, said = run(world.folder, "accept", "so")
    live(world, 3)
    assert (code, said) == (0, "so: out of quarantine; it is asked again\n")
    assert old.requests > asked
    assert world.store.health()[0].state == "good"
    assert [alert.closed is not None for alert in world.store.alerts()] == [True]


@pytest.fixture
def fetched(world: Any, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site that was met by its address alone: no file names it, no service watches it."""
    monkeypatch.setenv("TINSO_DELAY", "0")
    site: Site = world.site("dept-net", articles=4, slug="so")
    world.declared["so"] = replace(world.declared["so"], origin="fetch")
    world.store.put_portal(world.declared["so"])
    return site


def test_a_site_that_was_only_fetched_moves_as_well(world: Any, fetched: Site) -> None:
    world.open()
    world.round()
    world.store.sync_portals([])
    heir = same_articles(fetched, "127.0.0.80")
    world.server.add(heir)
    before = {article.id: article.url for article in world.store.articles()}

    with pytest.raises(UsageError, match="so: nothing is proposed for it"):
        run(world.folder, "accept", "so")
    code, said = run(world.folder, "accept", "so", "--to", heir.url)

    assert (code, "4 articles taken along" in said) == (0, True), said
    stored = {article.id: article for article in world.store.articles()}
    assert all(article.url.startswith(heir.url) and before[number] in article.aliases for number, article in stored.items())
    (state,) = world.store.portal_states()
    assert (state.portal.url, state.declared) == (heir.url, False)
    assert not (world.folder / USER_FILE).exists()


def test_a_fetched_site_leads_to_its_successor_whoever_of_the_two_stands_in_a_file(world: Any, fetched: Site) -> None:
    heir = world.site("nukeviet", articles=3, seed=4, slug="moi")
    world.store.put_portal(replace(world.declared["moi"], origin="fetch"))
    assert run(world.folder, "accept", "so", "--to", heir.url) == (0, "so: moved; moi is its successor\n")
    assert world.store.portal_state("so").portal.successor == heir.url

    (world.folder / USER_FILE).write_text(OWN.format(url=fetched.url), "utf-8")
    assert run(world.folder, "accept", "so", "--to", heir.url) == (0, "so: moved; moi is its successor\n")
    assert registry.load(world.folder / USER_FILE).portals["so"].successor == heir.url


def test_a_fetched_site_becomes_a_portal_under_the_name_it_has(world: Any, fetched: Site) -> None:
    with pytest.raises(UsageError, match="is not watched; it was only fetched"):
        run(world.folder, "disable", "so")
    with pytest.raises(UsageError, match="was fetched as 'so'"):
        run(world.folder, "add", fetched.url, "--slug", "khac")

    assert run(world.folder, "add", fetched.url)[0] == 0
    assert [(state.portal.slug, state.declared) for state in world.store.portal_states()] == [("so", True)]
    (world.folder / USER_FILE).unlink()
    world.store.sync_portals([])
    assert run(world.folder, "enable", "so") == (0, "so: enabled\n")
    assert registry.load(world.folder / USER_FILE).portals["so"].url == fetched.url
    assert world.store.portal_state("so").declared


@pytest.mark.soak
def test_a_declared_portal_may_move_before_it_was_ever_fetched(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TINSO_DELAY", "0")
    heir = world.site("nukeviet", articles=3, slug="moi")
    (world.folder / USER_FILE).write_text(OWN.format(url="http://127.0.0.99:1/"), "utf-8")

    code, said = run(world.folder, "accept", "so", "--to", heir.url)

    assert code == 0, said
    assert registry.load(world.folder / USER_FILE).portals["so"].url == heir.url
    assert world.store.portal_state("so").portal.url == heir.url
