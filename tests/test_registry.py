"""The registry: the shipped files are whole and true to the research, the user's file is checked, edited and never spoilt."""

import contextlib
import csv
import dataclasses
import os
import re
import stat
import subprocess
import sys
import tomllib
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds import registry
from seeds.entry import Entry
from seeds.registry import SEEDS, RegistryError, UnknownPortal
from storage.models import LifeCycle, Portal, PortalKind, TlsPolicy

SHIPPED = registry.load()
RESEARCH = SEEDS.parent.parent / "shared" / "research" / "portals.csv"
ENTRY = '[[portal]]\nslug = "bao-moi"\nname = "Báo Mới"\nurl = "https://bao.example.vn/"\n'


def _write(folder: Path, text: str) -> Path:
    path = folder / "portals.toml"
    path.write_text(text, "utf-8")
    return path


# The shipped files


def test_every_province_before_july_2025_has_a_file() -> None:
    assert len(SHIPPED.provinces) == 63
    assert len({province.name_2025 for province in SHIPPED.provinces.values()}) == 34
    for slug, province in SHIPPED.provinces.items():
        assert registry.fold(province.name.removeprefix("TP. ")) == slug


def test_portals_per_kind() -> None:
    """All 176 rows of the research are here; the double of Bạc Liêu's department got its earlier host instead of falling out."""
    assert Counter(portal.kind for portal in SHIPPED.portals.values()) == {
        PortalKind.ICT_DEPARTMENT: 63,
        PortalKind.PROVINCE_PORTAL: 63,
        PortalKind.SUCCESSOR_DEPARTMENT: 34,
        PortalKind.NEWSPAPER: 9,
        PortalKind.BROADCASTER: 7,
    }


def test_no_two_portals_share_an_address() -> None:
    owners: dict[object, set[str]] = {}
    for portal in SHIPPED.portals.values():
        for where in registry.addresses(portal):
            owners.setdefault(where, set()).add(portal.slug)

    assert {str(where): slugs for where, slugs in owners.items() if len(slugs) > 1} == {}


def test_shipped_portals_are_complete_and_in_nfc() -> None:
    for portal in SHIPPED.portals.values():
        texts = (portal.name, portal.province, portal.province_2025, portal.evidence)
        assert all(text and text == unicodedata.normalize("NFC", text) for text in texts), portal.slug
        assert portal.origin.removesuffix(".toml") in SHIPPED.provinces
        if portal.life_cycle in {LifeCycle.FROZEN, LifeCycle.MOVED}:
            assert portal.successor, portal.slug
        if portal.kind is PortalKind.ICT_DEPARTMENT:
            assert portal.slug == portal.origin.removesuffix(".toml")
            assert portal.life_cycle is LifeCycle.FROZEN
            assert portal.since is not None


def test_successors_end_somewhere() -> None:
    for portal in SHIPPED.portals.values():
        seen = {portal.slug}
        while portal.successor in SHIPPED.portals:
            portal = SHIPPED.portals[portal.successor]
            assert portal.slug not in seen
            seen.add(portal.slug)


def test_every_portal_is_found_by_its_own_address_name_and_slug() -> None:
    for slug, portal in SHIPPED.portals.items():
        assert SHIPPED.find(slug) is portal
        assert SHIPPED.find(portal.name) is portal
        assert SHIPPED.by_url(portal.url) is portal
        for host in portal.hosts:
            assert SHIPPED.by_url(f"https://{host}/x/y.html?id=1") is portal


@pytest.mark.skipif(not RESEARCH.exists(), reason="the research table is not beside this checkout")
def test_nothing_of_the_research_got_lost() -> None:
    rows = {row["slug"]: row for row in csv.DictReader(RESEARCH.read_text("utf-8").splitlines())}
    assert set(rows) == set(SHIPPED.portals)
    life = {"alive": "live", "merged": "frozen", "moved": "moved", "unknown": "unknown"}
    differing = {  # each said in its province's file
        ("bac-lieu", "url"), ("bac-lieu", "hosts"), ("bac-lieu", "cms"), ("bac-lieu", "confidence"),
        ("lam-dong", "hosts"), ("lang-son", "hosts"), ("long-an-portal", "life_cycle"),
    }  # fmt: skip
    found = set()
    for slug, row in rows.items():
        portal = SHIPPED.portals[slug]
        heir = SHIPPED.portals[portal.successor].url if portal.successor in SHIPPED.portals else portal.successor
        pairs = {
            "kind": (portal.kind, row["kind"]),
            "name": (portal.name, row["name_vi"]),
            "url": (portal.url, row["url"]),
            "hosts": ("; ".join(portal.hosts), row["other_hosts"]),
            "cms": (portal.cms or "unknown", row["cms"]),
            "life_cycle": (portal.life_cycle, life[row["status"]]),
            "province_2025": (portal.province_2025, row["successor_province_2025"]),
            "successor": (heir, row["successor_url"]),
            "confidence": (portal.confidence, row["confidence"]),
        }
        found |= {(slug, key) for key, (ours, theirs) in pairs.items() if ours != theirs}
    assert found == differing


# Finding


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("Bình Thuận", "binh-thuan"),
        ("binh thuan", "binh-thuan"),
        ("BINH_THUAN", "binh-thuan"),
        ("binhthuan", "binh-thuan"),
        ("Tỉnh Bình Thuận", "binh-thuan"),
        (unicodedata.normalize("NFD", "Đắk Lắk"), "dak-lak"),
        ("TP. Hồ Chí Minh", "ho-chi-minh"),
        ("Báo Lào Cai điện tử", "lao-cai-bao"),
    ],
)
def test_a_portal_is_found_as_people_type_it(typed: str, slug: str) -> None:
    assert SHIPPED.find(typed).slug == slug


@pytest.mark.parametrize(("typed", "near"), [("binh-tuan", "binh-thuan"), ("hue", "thua-thien-hue"), ("laocai-boa", "lao-cai-bao")])
def test_an_unknown_portal_names_the_nearest(typed: str, near: str) -> None:
    with pytest.raises(UnknownPortal) as caught:
        SHIPPED.find(typed)
    assert near in caught.value.nearest
    assert typed in str(caught.value)
    assert near in str(caught.value)


def test_what_nothing_comes_near_says_so() -> None:
    for typed in ("", "zzzz", "☂"):
        with pytest.raises(UnknownPortal, match="nothing comes near it"):
            SHIPPED.find(typed)


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("http://www.hanam.gov.vn/stttt/Pages/x.aspx", "ha-nam"),
        ("https://hanam.gov.vn/sttttt", "ha-nam-portal"),
        ("https://HANAM.gov.vn:443/", "ha-nam-portal"),
        ("https://lamdong.gov.vn/sites/stttt?a=1", "lam-dong"),
        ("https://lamdong.gov.vn/sites/khac/", "lam-dong-portal"),
        ("https://hue.gov.vn/tin", "thua-thien-hue-portal"),
        ("https://quangninh.gov.vn/Trang/tin.aspx?Cat=Điều kiện tự nhiên", "quang-ninh-portal"),
        ("https://khong-co.example/", None),
        ("hanam.gov.vn", None),
        ("https://[", None),
    ],
)
def test_an_address_belongs_to_the_longest_path(url: str, slug: str | None) -> None:
    portal = SHIPPED.by_url(url)
    assert (portal and portal.slug) == slug


def test_portals_told_apart_by_query(tmp_path: Path) -> None:
    other = ENTRY.replace("bao-moi", "bao-hai").replace(".vn/", ".vn/Default.aspx?sid=5")
    user = _write(tmp_path, ENTRY.replace(".vn/", ".vn/Default.aspx?sid=4") + other)
    portals = registry.load(user)
    for sid, slug in (("4", "bao-moi"), ("5", "bao-hai")):
        found = portals.by_url(f"https://bao.example.vn/Default.aspx?catid=9&sid={sid}&id=1")
        assert found is not None
        assert found.slug == slug


# What is wrong with a file

BAD = [
    ("unknown key", ENTRY + 'colour = "đỏ"\n', ['portal "bao-moi"', "unknown key colour", '"đỏ"']),
    ("misspelt key", ENTRY + 'host = ["a.vn"]\n', ["unknown key host", "did you mean hosts?"]),
    ("unknown top key", 'provinces = "x"\n', ["unknown key provinces", '"x"', "did you mean province?"]),
    ("missing key", '[[portal]]\nslug = "a"\nname = "A"\n', ['portal "a"', "url is missing"]),
    ("missing slug", '[[portal]]\nname = "A"\nurl = "https://a.vn"\n', ["portal number 1", "slug is missing"]),
    ("one table", '[portal]\nslug = "a"\n', ["portal = ", "want a list"]),
    ("scheme", ENTRY.replace("https:", "ftp:"), ["url = ", "ftp://bao.example.vn/", "http:// or https://"]),
    ("no scheme", ENTRY.replace("https://", ""), ["url = ", '"bao.example.vn/"']),
    ("no host", ENTRY.replace("bao.example.vn", ""), ["url = ", '"https:///"']),
    ("credentials", ENTRY.replace("bao.", "u:p@bao."), ["url = ", "user name"]),
    ("port", ENTRY.replace(".vn/", ".vn:99999/"), ["url = ", ":99999"]),
    ("host form", ENTRY.replace("bao.", "bao..") + "", ["url = ", "bao..example.vn"]),
    ("white space", ENTRY.replace(".vn/", ".vn/a b"), ["url = ", "a b"]),
    ("fragment", ENTRY.replace(".vn/", ".vn/#a"), ["url = ", "#fragment"]),
    ("number as url", ENTRY.replace('"https://bao.example.vn/"', "7"), ["url = 7"]),
    ("bad slug", ENTRY.replace("bao-moi", "Báo Mới"), ["slug = ", '"Báo Mới"']),
    ("empty name", ENTRY.replace("Báo Mới", " "), ["name = ", "not empty"]),
    ("kind", ENTRY + 'kind = "blog"\n', ["kind = ", '"blog"', "newspaper"]),
    ("life cycle", ENTRY + 'life_cycle = "merged"\n', ["life_cycle = ", '"merged"', "frozen"]),
    ("tls", ENTRY + 'tls = "off"\n', ["tls = ", '"off"', "insecure"]),
    ("confidence", ENTRY + "confidence = 3\n", ["confidence = 3"]),
    ("date", ENTRY + 'since = "tháng 3"\n', ["since = ", '"tháng 3"', "2025-03-01"]),
    ("date with time", ENTRY + "since = 2025-03-01T00:00:00Z\n", ["since = ", "2025-03-01"]),
    ("impossible date", ENTRY + "since = 2025-02-30\n", ["not TOML", "line 5"]),
    ("delay", ENTRY + "delay = -1\n", ["delay = -1", "0 to 3600"]),
    ("endless delay", ENTRY + "delay = nan\n", ["delay = NaN"]),
    ("truth value", ENTRY + 'enabled = "no"\n', ["enabled = ", '"no"', "true or false"]),
    ("proxy", ENTRY + 'proxy = "localhost:3128"\n', ["proxy = ", '"localhost:3128"']),
    ("hosts as text", ENTRY + 'hosts = "a.vn"\n', ["hosts = ", '"a.vn"', "want a list"]),
    ("host with scheme", ENTRY + 'hosts = ["b.vn", "https://a.vn/"]\n', ["hosts.1 = ", '"https://a.vn/"', "bare host"]),
    ("entry point elsewhere", ENTRY + 'entry_points = ["https://khac.vn/rss"]\n', ["entry_points = ", "khac.vn", "bao.example.vn"]),
    ("successor", ENTRY + 'successor = "lao-cay"\n', ["successor = ", '"lao-cay"', "lao-cai"]),
    ("successor url", ENTRY + 'successor = "baomoi.vn"\n', ["successor = ", '"baomoi.vn"']),
    ("own successor", ENTRY + 'successor = "bao-moi"\n', ["successor = ", "itself"]),
    ("shipped slug", ENTRY.replace("bao-moi", "an-giang"), ['slug = "an-giang"', "taken", "seeds/an-giang.toml"]),
    ("double slug", ENTRY + ENTRY.replace("bao.", "bao2."), ['slug = "bao-moi"', "taken"]),
    ("shipped address", ENTRY.replace("bao.example.vn", "www.baolaocai.vn:443"), ["url = ", "lao-cai-bao", "seeds/lao-cai.toml"]),
    ("double address", ENTRY + ENTRY.replace("bao-moi", "b").replace("https", "http"), ['portal "b"', "url = ", '"bao-moi"']),
    ("host of another", ENTRY + 'hosts = ["baolaocai.vn"]\n', ["hosts = ", '"baolaocai.vn"', "lao-cai-bao"]),
    ("other host of another", ENTRY + 'hosts = ["bttv.org.vn"]\n', ["hosts = ", "binh-thuan-tv"]),
    ("syntax", 'a = 1\n[[portal]]\nslug = = "a"\n', ["not TOML", "line 3"]),
    ("deep", "portal = " + "[" * 100_000, ["not TOML"]),
    ("override nobody", "[override.binh-tuan]\nenabled = false\n", ["override.binh-tuan", "binh-thuan"]),
    ("override own", ENTRY + "[override.bao-moi]\nenabled = false\n", ["override.bao-moi", "own entry"]),
    ("override too much", '[override.an-giang]\nname = "A"\n', ["unknown key override.an-giang.name", "known: enabled"]),
    ("override elsewhere", '[override.an-giang]\nentry_points = ["https://a.vn/rss"]\n', ["entry_points", "not on a host of this portal"]),
    ("override value", "[override.an-giang]\ndelay = 9999\n", ["override.an-giang.delay = 9999"]),
]


@pytest.mark.parametrize(("text", "named"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_a_fault_is_one_line_with_file_key_and_value(tmp_path: Path, text: str, named: list[str]) -> None:
    user = _write(tmp_path, text)
    with pytest.raises(RegistryError) as caught:
        registry.load(user)
    line = str(caught.value)
    assert line.startswith(f"{user}: ")
    assert "\n" not in line
    for part in named:
        assert part in line


def test_a_file_that_is_not_utf8_names_the_line(tmp_path: Path) -> None:
    user = tmp_path / "portals.toml"
    user.write_bytes(b"# a\n# " + "Sở".encode("cp1258", "ignore") + b"\xff\n")
    with pytest.raises(RegistryError, match=r"portals.toml: not UTF-8 at line 2"):
        registry.load(user)


def test_an_unreadable_file(tmp_path: Path) -> None:
    (tmp_path / "portals.toml").mkdir()
    with pytest.raises(RegistryError, match=r"portals.toml: cannot be read: "):
        registry.load(tmp_path / "portals.toml")


def test_shipped_files_are_checked_the_same_way(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('province = "A"\n' + ENTRY, "utf-8")
    (tmp_path / "b.toml").write_text('province = "B"\n' + ENTRY, "utf-8")
    with pytest.raises(RegistryError, match=r"/b.toml: portal: slug = \"bao-moi\": taken already, in .*/a.toml"):
        registry.load(folder=tmp_path)


@pytest.mark.parametrize("own", [True, False])
def test_keys_are_set_where_they_stand_and_comments_stay(tmp_path: Path, own: bool) -> None:
    slug = "bao-moi" if own else "an-giang"
    head = ENTRY if own else f"[override.{slug}]\ndelay = 3.0  # theo yêu cầu\n"
    text = f'# của tôi\n{head}hosts = [  # cũ\n  "a.vn", # một\n  "b.vn",\n] # hết\n\n# bên dưới\n[override.ca-mau]\nenabled = false\n'
    user = _write(tmp_path, text)

    registry.declare(
        user,
        registry.load(user),
        slug,
        {"url": "https://moi.vn/", "hosts": ("a.vn", "c.vn"), "since": date(2026, 3, 1), "entry_points": ()},
    )
    changed = registry.load(user).portals[slug]
    registry.declare(user, registry.load(user), slug, {"url": "https://moi.vn/tin/", "life_cycle": "live"})

    assert (changed.url, changed.hosts, changed.since) == ("https://moi.vn/", ("a.vn", "c.vn"), date(2026, 3, 1))
    assert registry.load(user).portals[slug].url == "https://moi.vn/tin/"
    written = user.read_text("utf-8")
    for comment in ("# của tôi\n", " # hết\n", "\n\n# bên dưới\n[override.ca-mau]\nenabled = false\n"):
        assert comment in written
    assert own or "delay = 3.0  # theo yêu cầu\n" in written


def test_only_the_user_overrides(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("[override.bao-moi]\nenabled = false\n", "utf-8")
    with pytest.raises(RegistryError, match=r"/a.toml: override = .*bao-moi"):
        registry.load(folder=tmp_path)


# The user's own file


def test_own_portals_and_overrides(tmp_path: Path) -> None:
    text = 'province = "Bình Thuận"\n' + ENTRY + "since = 2025-07-01\ndelay = 5\n"
    text += '[override.an-giang]\nenabled = false\ntls = "insecure"\nproxy = "http://127.0.0.1:3128"\n'
    portals = registry.load(_write(tmp_path, "\ufeff" + text)).portals

    assert list(portals)[-1] == "bao-moi"
    own, shipped = portals["bao-moi"], portals["an-giang"]
    assert (own.province, own.since, own.delay, own.origin) == ("Bình Thuận", date(2025, 7, 1), 5.0, "portals.toml")
    assert (shipped.enabled, shipped.tls, shipped.proxy) == (False, TlsPolicy.INSECURE, "http://127.0.0.1:3128")
    assert dataclasses.replace(shipped, enabled=True, tls=TlsPolicy.VERIFY, proxy="") == SHIPPED.portals["an-giang"]


def test_no_file_is_no_portals(tmp_path: Path) -> None:
    assert registry.load(tmp_path / "portals.toml") == SHIPPED == registry.load(_write(tmp_path, ""))


PORTAL = Portal(
    slug="bao-moi",
    kind=PortalKind.NEWSPAPER,
    name='Báo "Mới" \\ Đắk Lắk',
    url="http://127.0.0.1:8000/tin/",
    hosts=("cdn.example.vn",),
    since=date(2025, 7, 1),
    delay=2.5,
    tls=TlsPolicy.LEGACY,
    entry_points=("http://127.0.0.1:8000/rss",),
    origin="portals.toml",
)


@pytest.mark.parametrize(
    "before", ["", "# của tôi", "# của tôi\n\n", ENTRY.replace("bao-moi", "x") + "[override.an-giang] # off\nenabled=false"]
)
def test_an_added_portal_comes_back_and_nothing_else_changes(tmp_path: Path, before: str) -> None:
    user = _write(tmp_path, before)
    registry.add(user, PORTAL)

    assert registry.load(user).portals["bao-moi"] == PORTAL
    assert user.read_text("utf-8").startswith(before)


def test_add_makes_the_folder_and_leaves_no_litter(tmp_path: Path) -> None:
    user = tmp_path / "new" / "portals.toml"
    registry.add(user, PORTAL)

    assert [path.name for path in user.parent.iterdir()] == ["portals.toml"]
    assert stat.S_IMODE(user.stat().st_mode) == 0o644


def test_a_portal_that_does_not_fit_is_refused_and_the_file_stays(tmp_path: Path) -> None:
    user = _write(tmp_path, ENTRY)
    for wrong in (
        PORTAL,
        dataclasses.replace(PORTAL, slug="b", url="https://baolaocai.vn"),
        dataclasses.replace(PORTAL, slug="c", delay=-1),
    ):
        with pytest.raises(RegistryError, match=r"portals.toml: portal.* \"(bao-moi|b|c)\": "):
            registry.add(user, wrong)
    assert user.read_text("utf-8") == ENTRY
    assert len(list(tmp_path.iterdir())) == 1


def test_a_broken_file_is_not_edited(tmp_path: Path) -> None:
    user = _write(tmp_path, "portal = = 1\n")
    with pytest.raises(RegistryError, match="not TOML"):
        registry.add(user, PORTAL)
    with pytest.raises(RegistryError, match="not TOML"):
        registry.set_enabled(user, SHIPPED, "an-giang", False)
    assert user.read_text("utf-8") == "portal = = 1\n"


OWN = """# của tôi
[[portal]] # first
slug = "a" # một
name = "enabled = false"
url = "https://a.example.vn/"

# between
[override.an-giang]
delay = 4 # slow
  enabled = true  # on

[[ portal ]]
slug = "b"
name = "B"
url = "https://b.example.vn/"
# tail"""


@pytest.mark.parametrize("slug", ["a", "b", "an-giang", "binh-thuan"])
def test_switching_keeps_comments_and_order(tmp_path: Path, slug: str) -> None:
    user = _write(tmp_path, OWN)
    for enabled in (False, True, False):
        registry.set_enabled(user, registry.load(user), slug, enabled)
        after = registry.load(user)
        assert {name for name, portal in after.portals.items() if not portal.enabled} == (set() if enabled else {slug})

    left = user.read_text("utf-8")
    kept = iter(left.splitlines())
    assert all(any(line in other or "enabled = true  #" in line for other in kept) for line in OWN.splitlines())
    assert left.count("#") == OWN.count("#")
    assert after.portals["an-giang"].delay == 4


def test_windows_line_ends_survive(tmp_path: Path) -> None:
    user = tmp_path / "portals.toml"
    user.write_bytes(OWN.replace("\n", "\r\n").encode())
    registry.set_enabled(user, registry.load(user), "b", False)

    assert registry.load(user).portals["b"].enabled is False
    assert b'slug = "a" # m\xe1\xbb\x99t\r\n' in user.read_bytes()


@pytest.mark.parametrize(
    "text",
    [
        'portal = [{slug = "a", name = "A", url = "https://a.example.vn/"}]\n',
        '[[portal]]\nslug = "x"\nurl = "https://x.vn/"\nname = "X"\nevidence = """\\\n[[portal]]\\\n"""\n' + OWN,
    ],
    ids=["inline", "text that looks like a table"],
)
def test_a_form_that_cannot_be_edited_is_said_and_left(tmp_path: Path, text: str) -> None:
    user = _write(tmp_path, text)
    with pytest.raises(RegistryError, match="by hand"):
        registry.set_enabled(user, registry.load(user), "a", False)
    assert user.read_text("utf-8") == text


def test_switching_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnknownPortal, match="binh-thuan"):
        registry.set_enabled(tmp_path / "portals.toml", SHIPPED, "binh-tuan", False)
    assert list(tmp_path.iterdir()) == []


def test_an_unwritable_folder_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file, not a folder")
    with pytest.raises(RegistryError, match=r"portals.toml: cannot be written: "):
        registry.add(tmp_path / "data" / "portals.toml", PORTAL)


def test_a_linked_file_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.mkdir()
    _write(real, ENTRY).chmod(0o600)
    link = tmp_path / "portals.toml"
    link.symlink_to(real / "portals.toml")
    registry.set_enabled(link, registry.load(link), "bao-moi", False)

    assert link.is_symlink()
    assert stat.S_IMODE((real / "portals.toml").stat().st_mode) == 0o600
    assert tomllib.loads((real / "portals.toml").read_text("utf-8"))["portal"][0]["enabled"] is False


def test_two_processes_adding_lose_nothing(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from seeds import registry; from storage.models import Portal, PortalKind\n"
        "for n in range(4):\n"
        "    name = f'{sys.argv[2]}-{n}'\n"
        "    registry.add(Path(sys.argv[1]), Portal(slug=name, kind=PortalKind.OTHER, name=name, url=f'https://{name}.example/'))\n"
    )
    user = tmp_path / "portals.toml"
    env = os.environ | {"PYTHONPATH": str(SEEDS.parent)}
    running = [subprocess.Popen([sys.executable, "-c", script, str(user), name], env=env) for name in ("mot", "hai")]

    assert [process.wait(60) for process in running] == [0, 0]
    assert set(registry.load(user).portals) - set(SHIPPED.portals) == {f"{name}-{n}" for name in ("mot", "hai") for n in range(4)}


# Proposing a slug


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("https://bao.vn/tin/", "bao-tin"),
        ("https://www.thachkim.hatinh.gov.vn/index.php", "thachkim-hatinh"),
        ("http://127.0.0.1:8000/", "127-0-0-1-8000"),
        ("https://gov.vn/", "gov-vn"),
        ("https://sở.vn/", "so"),
        ("https://lao.cai.vn/", "lao-cai-2"),
    ],
)
def test_a_slug_for_a_new_site(url: str, slug: str) -> None:
    assert registry.slug_for(url, SHIPPED) == slug


def test_no_slug_for_what_is_no_address() -> None:
    with pytest.raises(ValueError, match="http"):
        registry.slug_for("mailto:a@b.vn", SHIPPED)


@given(st.from_regex(r"https?://[a-z0-9ởđ.-]{1,80}(:[0-9]{1,4})?(/[A-Za-z0-9._~%ăộ-]{0,30}){0,4}", fullmatch=True))
def test_every_proposed_slug_is_free_and_can_be_written(url: str) -> None:
    try:
        slug = registry.slug_for(url, SHIPPED)
    except ValueError:
        return
    assert slug not in SHIPPED.portals
    assert registry.fold(slug) == slug
    assert 0 < len(slug) <= 64
    registry.address(url)


@given(st.text())
def test_any_text_is_found_or_unknown(text: str) -> None:
    with contextlib.suppress(UnknownPortal):
        assert SHIPPED.find(text).slug in SHIPPED.portals
    SHIPPED.by_url(text)
    SHIPPED.by_url(f"https://{text}")


# The page that explains it


def test_the_page_explains_every_key_and_its_example_loads(tmp_path: Path) -> None:
    page = (SEEDS.parent / "docs" / "add-a-portal.md").read_text("utf-8")
    keys = page.split("## The keys of a portal")[1].split("## ")[0]
    assert set(re.findall(r"^\| `(\w+)`", keys, re.MULTILINE)) == set(Entry.model_fields)
    assert set(re.findall(r"^\| `(\w+)`", page.split("## Life cycle")[1].split("## ")[0], re.MULTILINE)) == set(LifeCycle)

    own = registry.load(_write(tmp_path, "\n".join(re.findall(r"```toml\n(.*?)```", page, re.DOTALL))))
    assert own.find("Báo Ví Dụ").slug == "bao-vi-du"
    assert own.find("an-giang").enabled is False
