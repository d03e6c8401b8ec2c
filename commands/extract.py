"""`tinso extract`: one page through the extractor, nothing stored. How a maintainer sees why a page came out as it did."""

from __future__ import annotations

import json
import sys
import threading
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

import config
from commands.output import UsageError, data_option, one_line, print_json, settings
from commands.portals import load_registry
from crawler.extraction import article
from crawler.extraction.explain import Explain
from scheduler.crawl import Wish
from scheduler.fetch import look
from scheduler.targets import resolve
from seeds import registry as seeds
from storage.documents import compose, content_hash, date_line
from storage.models import Extraction, Failure, FailureName, Profile
from storage.schema import DATABASE
from storage.store import Store

PageBytes = tuple[bytes, dict[str, str], str, Profile]


@click.command()
@click.argument("page", metavar="FILE|URL|-")
@click.option("--json", "as_json", is_flag=True, help="The whole record as one JSON object.")
@click.option("--explain", is_flag=True, help="Say which rule kept or dropped each block.")
@click.option("--url", "address", help="The address a FILE or standard input came from.")
@click.option("--case", type=click.Path(path_type=Path), help="Write the page and what came out into this new folder, as a test case.")
@click.option("--allow-private", is_flag=True, help="Let a host name lead to a private or loopback address.")
@data_option
def extract(
    page: str, as_json: bool, explain: bool, address: str | None, case: Path | None, allow_private: bool, data: Path | None
) -> None:
    """Print the document of one page: a file, an address, or standard input (-)."""
    loaded = settings(data)
    if page.startswith(("http://", "https://")):
        body, headers, url, profile = _fetched(loaded, page, allow_private)
    else:
        _check_address(address)
        body, headers, url, profile = _read(page), {}, address or "http://page.invalid/page.html", Profile()
    steps = Explain() if explain else None
    result = article.extract(body, headers, url, profile, datetime.now(UTC), steps)
    if case is not None:
        _write_case(case, body, url, result)
    if as_json:
        record = _record(result, url)
        print_json([record | {"explain": [asdict(step) for step in steps.steps]} if steps else record])
    else:
        if steps is not None:
            for step in steps.steps:
                click.echo(one_line(step))
            click.echo()
        if isinstance(result, Extraction):
            click.echo(compose(result.title, date_line(result.published), result.blocks))
    if isinstance(result, Failure):
        click.echo(f"tinso: {page}: {result.name}: {result.detail}".removesuffix(": "), err=True)
        sys.exit(1)


def _check_address(text: str | None) -> None:
    """What links of the page are resolved against must be an address. Raises UsageError."""
    if text is None:
        return
    try:
        seeds.address(text)
    except ValueError as error:
        raise UsageError(f"--url {text}: {error}") from None


def _read(name: str) -> bytes:
    if name == "-":
        if sys.stdin is None:
            raise UsageError("-: standard input is closed; want a page there")
        return sys.stdin.buffer.read()
    if not name.strip():
        raise UsageError("no page is named; want a file, an http(s) address, or - for standard input")
    path = Path(name)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UsageError(f"{name}: there is no such file; want a file, an http(s) address, or - for standard input") from None
    except OSError as error:
        raise UsageError(f"{name}: cannot be read: {error.strerror}") from None


def _fetched(loaded: config.Config, url: str, allow_private: bool) -> PageBytes:
    """One page by the crawler's own way: robots.txt, pace and address guard hold here too."""
    registry = load_registry(loaded)
    target = resolve(url, registry, [])
    profile = Profile()
    if (loaded.data / DATABASE).exists():
        with Store.open(loaded.data) as store:
            target = resolve(url, registry, list(store.portals()))
            if target.known and target.portal.slug in {portal.slug for portal in store.portals()}:
                profile = store.profile(target.portal.slug)
    wish = Wish(article=target.article or target.portal.url, allow_private=allow_private)
    looked = look(loaded, target.portal, wish, threading.Event())
    for page in looked.pages:
        if page.body:
            return page.body, dict(page.headers), page.visit.final_url if page.visit else page.url, profile
        if page.failure is not None:
            raise UsageError(f"{url}: {page.failure.name}: {page.failure.detail}".removesuffix(": "))
    failure = looked.finished.failure if looked.finished else None
    raise UsageError(f"{url}: {failure.name}: {failure.detail}" if failure else f"{url}: {FailureName.EMPTY}")


def _write_case(folder: Path, body: bytes, url: str, result: Extraction | Failure) -> None:
    """A folder of tests/pages: the page, and the result for a person to correct by hand. Raises UsageError."""
    expected: dict[str, Any] = {"url": url}
    if isinstance(result, Failure):
        expected["failure"] = result.name.value
    else:
        expected |= {name: getattr(result, name) for name in ("title", "published", "author", "lead", "captions", "blocks", "family")}
        expected["attachments"] = [attachment.url for attachment in result.attachments]
        expected["absent"] = []
    try:
        folder.mkdir(parents=True)
        (folder / "page.html").write_bytes(body)
        (folder / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=2) + "\n", "utf-8")
    except OSError as error:
        raise UsageError(f"{folder}: cannot be made: {error.strerror}; want a new folder such as tests/pages/<shape>/<case>") from None
    click.echo(f"{folder}: page.html and expected.json; correct expected.json by hand", err=True)


def _record(result: Extraction | Failure, url: str) -> dict[str, Any]:
    if isinstance(result, Failure):
        return {"url": url, "failure": result.name.value, "detail": result.detail}
    return {
        "url": url,
        "title": result.title,
        "published": result.published or None,
        "published_evidence": result.published_evidence,
        "author": result.author,
        "lead": result.lead,
        "text": "\n".join(result.blocks),
        "captions": list(result.captions),
        "attachments": [asdict(attachment) for attachment in result.attachments],
        "canonical": result.canonical,
        "family": result.family,
        "content_hash": content_hash(result.title, result.blocks, date_line(result.published)),
        "extractor": result.extractor,
    }
