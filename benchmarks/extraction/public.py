"""The public sets of pages with reference texts, when their folder is there: 4-gram F1 as the first of them defines it."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.extraction.measure import Output
from benchmarks.extraction.shape import Sample, plain
from benchmarks.extraction.tools import TOOLS

_TOKEN = re.compile(r"\w+", re.UNICODE)


def shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    """Multiset of runs of `size` tokens; a shorter text is one run."""
    words = _TOKEN.findall(text)
    return Counter(tuple(words[at : at + size]) for at in range(max(1, len(words) - size + 1))) if words else Counter()


def compare(pairs: Iterable[tuple[str, str]]) -> tuple[float, float, float]:
    """(F1, precision, recall) over (wanted, got) texts: averages per page, F1 of the averages.

    Follows scrapinghub/article-extraction-benchmark: a page whose output is empty counts in recall, not in precision.
    """
    precisions, recalls = [], []
    for wanted, got in pairs:
        left, right = shingles(wanted), shingles(got)
        common = sum((left & right).values())
        if right:
            precisions.append(common / sum(right.values()))
        if left:
            recalls.append(common / sum(left.values()))
    precision, recall = sum(precisions) / max(1, len(precisions)), sum(recalls) / max(1, len(recalls))
    return (2 * precision * recall / (precision + recall) if precision + recall else 0.0), precision, recall


def _sample(url: str, body: bytes) -> Sample:
    return Sample("public", 0, 0, "article", url, body, {"content-type": "text/html"}, 200, None)


def scrapinghub(folder: Path) -> list[tuple[Sample, str, str]]:
    """(page, wanted body, title) of the 181 pages; no title is given."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    return [
        (_sample(one["url"], gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())), one["articleBody"], "")
        for name, one in truth.items()
    ]


def vietnamese(folder: Path) -> list[tuple[Sample, str, str]]:
    """(page, lead and body, title) of the 13 newspaper pages."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    pages = []
    for name, one in truth.items():
        path = next(path for path in (folder / "articles" / name, folder / "articles" / f"{name}.gz") if path.exists())
        body = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        pages.append((_sample(one["url"], body), f"{one.get('sapo') or ''}\n{one['body']}", one.get("title") or ""))
    return pages


def _body(output: Output) -> str:
    return "\n".join(output.lines)


_SETS = {"article-extraction-benchmark": scrapinghub, "vietnamese-news": vietnamese}


def pages(folder: Path) -> list[Sample]:
    """All pages of the sets that are there."""
    return [sample for name, read in _SETS.items() if (folder / name).is_dir() for sample, _, _ in read(folder / name)]


def measure(folder: Path, tool: Callable[[Sample], Output]) -> dict[str, dict[str, float]]:
    """F1, precision, recall of one tool by set; sets that are not there are left out. Titles, where a set gives them."""
    figures: dict[str, dict[str, float]] = {}
    for name, read in _SETS.items():
        if not (folder / name).is_dir():
            continue
        outputs = [(wanted, title, tool(sample)) for sample, wanted, title in read(folder / name)]
        f1, precision, recall = compare((wanted, _body(output)) for wanted, _, output in outputs)
        figures[name] = {"f1": f1, "precision": precision, "recall": recall}
        titled = [plain(title) == plain(output.title) for _, title, output in outputs if title]
        if titled:
            figures[name]["title"] = sum(titled) / len(titled)
    return figures


def main(folder: Path) -> dict[str, dict[str, float]]:
    """Print ours beside trafilatura's default; gives ours."""
    print(f"public sets, 4-gram, per cent\n{'':<44}{'f1':>7}{'prec':>7}{'recall':>7}{'title':>7}")
    ours: dict[str, dict[str, float]] = {}
    for tool in ("trafilatura", "tinso"):
        ours = measure(folder, TOOLS[tool])
        for name, figures in ours.items():
            print(f"{tool + ', ' + name:<44}" + "".join(f"{100 * value:7.1f}" for value in figures.values()))
    print()
    return ours
