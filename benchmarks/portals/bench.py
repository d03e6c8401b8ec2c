"""`python -m benchmarks portals`: unknown portals, fetched by address alone, then once more after they lived on."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.machine import head
from benchmarks.portals import baseline
from benchmarks.portals.measure import FIGURES, Got, Result, compare
from benchmarks.portals.more import MORE
from benchmarks.portals.site import Site, SiteServer
from benchmarks.portals.sites import SITES

SETS: dict[str, dict[str, type[Site]]] = {"first": SITES, "more": MORE}
LIMIT = 240  # seconds for one command
TINSO = (sys.executable, "-m", "cli")


def _tinso(data: Path, *args: str) -> str:
    """Standard output of one command; exit 1 (something wrong was named) is an answer too."""
    env = os.environ | {"TINSO_DELAY": "0", "TINSO_WORKERS": "1", "TINSO_BROWSER": "none", "TINSO_CONFIRM_AFTER": "0"}
    done = subprocess.run((*TINSO, *args, "--data", str(data)), env=env, capture_output=True, text=True, timeout=LIMIT, check=False)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"tinso {' '.join(args)} ended with {done.returncode}: {done.stderr[-600:]}")
    return done.stdout


def stored(data: Path) -> list[Got]:
    """All live articles of a data folder."""
    out = []
    for line in _tinso(data, "export", "-", "--format", "jsonl", "--state", "live").splitlines():
        article = json.loads(line)
        moment = article["published"] or ""
        out.append(
            Got(
                (article["url"], *article["aliases"]),
                article["title"],
                moment[:10],
                moment[11:16],
                tuple(article["text"].split("\n")),
                article["author"] or "",
                tuple(one["name"] for one in article["attachments"]),
            )
        )
    return out


def _changes(data: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in _tinso(data, "changes", "list", "--json", "--limit", "2000").splitlines()]


def again(site: Site, url: str, data: Path) -> dict[str, Any]:
    """The portal lives on; what a second fetch and then a look at every article notice, and what they take for a change that is none."""
    before = {change["id"] for change in _changes(data)}
    had = {n for got in stored(data) for n in map(site.which, got.urls) if n is not None}
    happened = site.live_on()
    asked = len(site.requests)
    _tinso(data, "fetch", url)
    requests = len(site.requests) - asked
    here = {n for got in stored(data) for n in map(site.which, got.urls) if n is not None}
    out: dict[str, Any] = {"new": [len(here & set(happened["new"])), len(happened["new"])], "requests": requests}
    for look in ("second", "revisit", "third"):
        if look != "second":  # a removal is only believed at another look
            asked = len(site.requests)
            _tinso(data, "fetch", url, *(("--revisit",) if look == "revisit" else ()))
            out[f"{look}_requests"] = len(site.requests) - asked
        edits, removals, wrong = set(), set(), []
        for change in _changes(data):
            if change["id"] in before:
                continue
            number = site.which(change["url"])
            if number is None and site.either(change["url"]):
                continue
            if change["kind"] == "edited" and number in happened["edited"]:
                edits.add(number)
            elif change["kind"] == "removed" and number in happened["removed"]:
                removals.add(number)
            elif change["kind"] != "new" or number in had or number is None:
                wrong.append(f"{change['kind']} {change['url']} {change.get('edit') or ''}".strip())
        out[look] = {
            "edited": [len(edits), len(set(happened["edited"]) & had)],
            "removed": [len(removals), len(set(happened["removed"]) & had)],
            "false": wrong,
        }
    return out


def measure(name: str, place: int, *, with_baseline: bool, second: bool) -> dict[str, Any]:
    """One site: first fetch, the baseline if wanted, then the second fetch."""
    site = (SITES | MORE)[name]()
    server = SiteServer(site, f"127.0.7.{place}")
    root = server.url + site.entry
    try:
        out: dict[str, Any] = {}
        if with_baseline:
            out["baseline"] = compare(site, *baseline.crawl(root))
        with tempfile.TemporaryDirectory(prefix="portals-") as folder:
            data, asked, begun = Path(folder), len(site.requests), time.monotonic()
            out["said"] = _tinso(data, "fetch", root)
            out["seconds"] = time.monotonic() - begun
            out["tinso"] = compare(site, stored(data), len(site.requests) - asked)
            if second:
                out["again"] = again(site, root, data)
        return out
    finally:
        server.stop()


def _row(label: str, result: Result) -> str:
    figures = result.figures()
    cells = "".join(f"{100 * figures[name]:7.1f}" if name in figures else f"{'-':>7}" for name in FIGURES)
    return f"{label:<22}{result.found:>4}/{result.published:<4}{len(result.besides):>5}{result.requests:>6}{cells}"


def _print(results: dict[str, dict[str, Any]], *, explain: int) -> None:
    print(f"{'site':<22}{'found':>9}{'besid':>5}{'reqs':>6}" + "".join(f"{name:>7}" for name in FIGURES))
    for tool in ("tinso", "baseline"):
        total = Result("all", 0)
        for name, out in results.items():
            if tool in out:
                print(_row(f"{name}{'' if tool == 'tinso' else ' (plain)'}", out[tool]))
                total.add(out[tool])
        if total.published:
            print(_row(f"all{'' if tool == 'tinso' else ' (plain)'}", total))
    for name, out in results.items():
        if "again" in out:
            print(f"{name}: {json.dumps(out['again'], ensure_ascii=False)}")
    for name, out in results.items() if explain else ():
        print(f"\n{name}, {out['seconds']:.0f} s: {out['said'].strip()}")
        for line in out["tinso"].besides[:explain]:
            print(f"besides {line}")
        for line in out["tinso"].told[:explain]:
            print(line)


def _plain(out: dict[str, Any]) -> dict[str, Any]:
    return {
        key: value.figures() | {"published": value.published, "besides": value.besides, "requests": value.requests}
        if isinstance(value, Result)
        else value
        for key, value in out.items()
    }


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks portals", description=__doc__)
    parser.add_argument("--set", choices=sorted(SETS), default="first", help="the portals of this set")
    parser.add_argument("--site", action="append", choices=sorted(SITES | MORE), help="only this site (again for more)")
    parser.add_argument("--baseline", action="store_true", help="a plain crawl with trafilatura beside ours")
    parser.add_argument("--once", action="store_true", help="without the second fetch")
    parser.add_argument("--explain", type=int, default=0, metavar="N", help="show N failures of each site")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    args = parser.parse_args(argv)
    names, places = args.site or list(SETS[args.set]), list(SITES | MORE)
    results = {name: measure(name, places.index(name) + 1, with_baseline=args.baseline, second=not args.once) for name in names}
    if args.json:
        print(json.dumps({name: _plain(out) for name, out in results.items()}, ensure_ascii=False))
        return 0
    print(head(("trafilatura", "scrapy")))
    _print(results, explain=args.explain)
    return 0


if __name__ == "__main__":
    sys.exit(main())
