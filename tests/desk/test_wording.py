"""The Vietnamese desk speaks Vietnamese: every code and sentence that other rooms store is known, and no page shows an English word."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import cycle
from pathlib import Path

import httpx
import lxml.html
import pytest
from babel.messages.pofile import read_po

from review import vocabulary
from review.api import OPERATIONS
from review.app import ROUTES
from review.language import LOCALE, texts
from review.wording import Wording, told
from scheduler.decide import EditClass
from scheduler.health import ACTIONS, Cause
from scheduler.outcome import OutcomeKind
from storage.connection import to_db
from storage.health import HealthRecord
from storage.models import (
    ArticleState,
    ChangeKind,
    EntryKind,
    FailureName,
    LifeCycle,
    Portal,
    PortalKind,
    ReviewState,
    RunOutcome,
    TlsPolicy,
)
from storage.store import Store

ROOT = Path(__file__).parents[2]
VIETNAMESE = texts("vi").gettext
_KEYWORDS = {"detail", "reason", "why"}
_VERBS = {"Refused", "_useless", "note", "trap", "supersede_removal", "suspect"}
_NAMES = {"told", "why", "relearn"}
_TELLERS = {"quality.py": {"_other_page", "_without_text"}, "trust.py": {"judge", "_of_one_section"}, "article.py": {"_not_an_article"}}


def sentences(node: ast.AST) -> Iterator[str]:
    """The texts an expression can be, with 7 for what varies, in quotes where it is quoted."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        held = [part.value if isinstance(part, ast.Constant) else "'7'" if part.conversion == 114 else "7" for part in node.values]  # type: ignore[attr-defined]
        yield "".join(map(str, held))
    elif isinstance(node, ast.IfExp):
        yield from (*sentences(node.body), *sentences(node.orelse))
    elif isinstance(node, ast.BoolOp):
        for part in node.values:
            yield from sentences(part)


def written() -> Iterator[tuple[str, str]]:
    """Every sentence that crawler and scheduler write down for people, with the file it stands in."""
    for path in sorted((*ROOT.glob("crawler/**/*.py"), *ROOT.glob("scheduler/**/*.py"))):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            found: list[ast.AST] = []
            if isinstance(node, ast.Call):
                found += [keyword.value for keyword in node.keywords if keyword.arg in _KEYWORDS]
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                found += node.args if name in _VERBS else []
            elif isinstance(node, ast.Assign):
                names = {target.id if isinstance(target, ast.Name) else getattr(target, "attr", "") for target in node.targets}
                found += [node.value] if names & _NAMES else []
            elif isinstance(node, ast.FunctionDef) and node.name in _TELLERS.get(path.name, ()):
                found += [inner.value for inner in ast.walk(node) if isinstance(inner, ast.Return) and inner.value is not None]
            yield from ((path.name, text) for each in found for text in sentences(each) if text.strip())


def test_every_sentence_other_rooms_write_is_known() -> None:
    sentence = {text: name for name, text in written() if " " in text}
    codes = {**vocabulary.FAILURES, **vocabulary.SUSPICIONS}
    unknown = {
        name + ": " + text
        for text, name in sentence.items()
        if any(not known and any(letter.isalpha() for letter in piece) for piece, known in told(text, VIETNAMESE, codes))
    }
    assert len(sentence) > 80
    assert unknown == set(), "say it in review/sentences.py, and in Vietnamese in the catalogue"


@pytest.mark.parametrize(
    ("codes", "listed"),
    [
        (ChangeKind, vocabulary.KINDS),
        (ReviewState, vocabulary.STATES),
        (ArticleState, vocabulary.STATES),
        (EditClass, vocabulary.EDITS),
        (LifeCycle, vocabulary.LIVES),
        (PortalKind, vocabulary.PORTALS),
        (EntryKind, vocabulary.ENTRIES),
        (RunOutcome, vocabulary.OUTCOMES),
        (OutcomeKind, vocabulary.COUNTS),
        (TlsPolicy, vocabulary.TLS),
        (FailureName, vocabulary.FAILURES),
    ],
)
def test_every_code_has_words(codes: list[str], listed: dict[str, str]) -> None:
    for code in codes:
        assert VIETNAMESE(listed[code]) != listed[code], code


def test_every_cause_and_what_to_do_about_it_has_words() -> None:
    wording = Wording("vi", VIETNAMESE)
    for cause in Cause:
        if cause != Cause.NONE:
            assert wording.cause(cause) != cause
            assert "lang=" not in wording.cause(cause)
    for action in ACTIONS.values():
        assert "lang=" not in wording.told(action), action
        assert wording.told(action) != action


def places() -> Iterator[str]:
    """Where a date can be read, as the extraction names it."""
    for name, verbs in (("dates.py", {"_Candidate", "Published"}), ("metadates.py", {"add"})):
        for node in ast.walk(ast.parse((ROOT / "crawler/extraction" / name).read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in verbs and isinstance(node.args[-1], ast.Constant):
                yield str(node.args[-1].value)
            if isinstance(node, ast.FunctionDef) and node.name == "_place":
                for inner in ast.walk(node):
                    if isinstance(inner, ast.Return) and isinstance(inner.value, ast.Tuple):
                        yield str(ast.literal_eval(inner.value.elts[1]))
                    if isinstance(inner, ast.IfExp) and isinstance(inner.body, ast.Tuple):
                        yield str(ast.literal_eval(inner.body.elts[1]))
    yield "a clock, as likely"


def test_evidence_of_a_date_is_told_in_words() -> None:
    wording = Wording("vi", VIETNAMESE)
    found = {text for text in places() if text}
    assert len(found) > 14
    for place in found:
        for label in ("", ", published", ", modified", ", published, time from metadata"):
            assert "lang=" not in wording.evidence(place + label), place + label


def test_what_nobody_translated_is_marked_and_stays_text() -> None:
    wording = Wording("vi", VIETNAMESE)
    assert wording.told("tls: <b>odd</b> alert") == 'chứng thư có lỗi: <span lang="en">&lt;b&gt;odd&lt;/b&gt; alert</span>'
    assert Wording("en", texts("en").gettext).told("tls: <b>odd") == "trouble with the certificate: &lt;b&gt;odd"
    assert wording.told("") == ""
    assert len(wording.told("x" * 100_000)) < 3000


# All of it on the pages.


@pytest.fixture
def troubled(store: Store, now: Callable[[], datetime]) -> list[str]:
    """A portal for every cause, with runs of every failure, sources of every reason; articles of every evidence. Gives the slugs."""
    reasons = cycle([text for name, text in written() if name in {"survey.py", "verdicts.py", "trust.py"} and " " in text])
    notes = cycle([text for name, text in written() if name in {"check.py", "survey.py", "fetch.py"} and " " in text])
    details = cycle([text for name, text in written() if name in {"health.py", "quality.py"} and " " in text])
    failures, outcomes, entries, lives = cycle(FailureName), cycle(RunOutcome), cycle(EntryKind), cycle(LifeCycle)
    kinds, policies, states = cycle(PortalKind), cycle(TlsPolicy), cycle(("broken", "doubtful", "quiet", "new", "good", "off"))
    slugs = []
    counts = json.dumps({kind.value: 3 for kind in OutcomeKind})
    for number, cause in enumerate(Cause):
        slug = f"c-{number}"
        slugs.append(slug)
        declared = {"kind": next(kinds), "tls": next(policies), "life_cycle": next(lives)}
        store.put_portal(Portal(slug=slug, name=f"Cổng {number}", url="https://7.vn/", evidence="old list", **declared), declared=True)
        told = {"detail": next(details), "action": ACTIONS.get(cause, ""), "proposal": "https://8.vn/"}
        store.put_health(HealthRecord(portal=slug, state=next(states), cause=cause, since=now(), expected=None, judged_at=now(), **told))
        for _ in range(3):
            run = store.start_run(slug, "scheduled", "x", now())
            store.db.execute(
                "UPDATE runs SET finished = ?, outcome = ?, counts = ?, failure = ?, detail = ?, notes = ? WHERE id = ?",
                (to_db(now()), next(outcomes), counts, next(failures), next(details), json.dumps([next(notes), next(notes)]), run),
            )
            store.db.execute(
                "INSERT INTO entry_points (portal, url, kind, reason, trusted, first_seen, last_seen) VALUES (?, ?, ?, ?, 0, ?, ?)",
                (store.portal_id(slug), f"https://7.vn/{run}", next(entries), next(reasons), to_db(now()), to_db(now())),
            )
    evidence = cycle(places())
    for row in store.rows("SELECT id FROM versions"):
        store.db.execute("UPDATE versions SET published_evidence = ? WHERE id = ?", (f"{next(evidence)}, modified", row["id"]))
    store.db.execute("UPDATE changes SET edit = ? WHERE kind = 'edited'", (json.dumps(list(EditClass)),))
    store.db.execute(
        "UPDATE articles SET suspicion = 'shrunk', suspected_at = ?, suspected_why = '12 syllables' WHERE id = 4", (to_db(now()),)
    )
    decided = [store.decide([1], state, now(), source=source) for state in ReviewState for source in ("desk", "command", "api")]
    store.mark(1, now(), starred=True, note="ghi", add_tags=["thẻ"])
    store.mark(1, now(), starred=False, drop_tags=["thẻ"])
    store.undo(decided[-1].decision or 1, now())
    return slugs


def english() -> set[str]:
    """Words of the desk's English texts that no Vietnamese text of it has."""
    with (LOCALE / "vi" / "LC_MESSAGES" / "desk.po").open("rb") as file:
        catalogue = read_po(file, locale="vi")
    ours: set[str] = set()
    theirs: set[str] = set()
    for message in catalogue:
        said = message.id if isinstance(message.id, tuple) else (message.id,)
        answer = message.string if isinstance(message.string, tuple) else (message.string,)
        hole = re.compile(r"%\(\w+\)s")
        theirs.update(word for text in said for word in re.findall(r"[a-z]{3,}", hole.sub(" ", str(text)).casefold()))
        ours.update(word for text in answer for word in re.findall(r"[^\W\d_]{3,}", hole.sub(" ", str(text)).casefold()))
    return theirs - ours


def visible(page: str) -> str:
    """What a Vietnamese reader sees or hears, without code, names of keys and what is marked as another language."""
    tree = lxml.html.document_fromstring(page)
    for hidden in tree.xpath("//*[@lang and @lang != 'vi'] | //code | //kbd | //script | //style | //title | //div[@class='text']"):
        if hidden is not tree:
            hidden.drop_tree()
    labels = [str(value) for value in tree.xpath("//@aria-label | //@title | //@placeholder | //body/@*[starts-with(name(), 'data-')]")]
    return " ".join([*tree.itertext(), *(label for label in labels if not label.startswith("/"))])


def test_no_english_word_on_any_vietnamese_page(client: httpx.Client, troubled: list[str]) -> None:
    words = english() - {"img", "src", "script", "alert", "onerror", "example", "html", "copy", "evil", "old", "list"}
    assert len(words) > 300
    parts = {"{id}": "3", "{number}": "1", "{slug}": "so-a"}
    paths = [
        *(f"/portals/{slug}" for slug in troubled),
        *(f"/articles/{number}" for number in range(1, 15)),
        "/nothing",
        "/?kind=x",
        "/?since=x",
    ]
    paths += [
        "/?portal=nix",
        "/articles/x",
        "/statistics?weeks=3",
        "/search?q=kh%C3%B4ng+c%C3%B3",
        "/search?q=so",
        "/?state=any",
        "/?after=1",
    ]
    paths += ["/articles/3/diff?view=inline", "/articles/1/diff", "/search?q=date:13/2026", "/?words=khongco", "/?starred=1", "/?done=5"]
    for route in ROUTES:
        if "GET" in (getattr(route, "methods", None) or ()) and not route.path.startswith(("/api/", "/feeds/", "/export", "/decided")):  # type: ignore[attr-defined]
            path = route.path  # type: ignore[attr-defined]
            for name, value in parts.items():
                path = path.replace(name, value)
            paths.append(path)
    for path in paths:
        answer = client.get(path, headers={"Accept-Language": "vi"})
        assert answer.status_code < 500, path
        if "text/html" not in answer.headers["content-type"]:
            continue
        text = re.sub(r"https?://\S+|\S+\.(?:vn|html|txt)\S*", " ", visible(answer.text))
        text = re.sub(r"\b(?:portal|kind|state|since|until|date):", " ", text)
        left = {word for word in re.findall(r"[^\W\d_]+", text.casefold()) if word in words}
        assert left == set(), path


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nothing", 404), ("GET", "/articles/999", 404), ("GET", "/articles/1/diff", 404), ("GET", "/articles/1?version=9", 404),
        ("GET", "/portals/nix", 404), ("GET", "/?portal=nix", 404), ("GET", "/articles/x", 400), ("GET", "/?kind=x", 400),
        ("GET", "/?since=31/2/2026", 400), ("GET", "/?after=x", 400), ("GET", "/statistics?weeks=3", 400), ("GET", "/export?format=x", 400),
        ("GET", "/search?q=date:13/2026", 400), ("GET", "/decide", 405), ("POST", "/", 405), ("POST", "/decide", 400),
        ("POST", "/undo", 400),
    ],
)  # fmt: skip
def test_every_error_is_said_in_vietnamese(reader: httpx.Client, method: str, path: str, status: int) -> None:
    answer = reader.request(method, path, headers={"Accept-Language": "vi", "Origin": str(reader.base_url).rstrip("/")})
    assert answer.status_code == status
    main = lxml.html.document_fromstring(answer.text).xpath("//main")[0]
    said = "".join(main.xpath("./p[1]/text()"))  # what nobody translated, and names of parameters, are in elements marked as English
    assert len(said.strip()) > 8


def test_the_json_interface_is_described_in_vietnamese_too() -> None:
    for operation in OPERATIONS:
        for text in (operation.summary, *(parameter.help for parameter in operation.parameters)):
            assert VIETNAMESE(text) != text, text
