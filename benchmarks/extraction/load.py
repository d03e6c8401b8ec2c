"""Speed on one core, memory over many pages, and what learned furniture is worth."""

from __future__ import annotations

import gc
import resource
import statistics
import time
from collections.abc import Callable, Iterable
from functools import partial
from itertools import islice

from benchmarks.extraction import corpus, tools
from benchmarks.extraction.measure import Score, score
from benchmarks.extraction.shape import Sample
from storage.models import Profile


def _portal_profile(shape: str, portal: int) -> Profile:
    """What is learned about a portal from eight articles that are not in the corpus."""
    from crawler.extraction import learned

    others = [corpus.article(shape, portal, 1000 + number) for number in range(8)]
    return learned.learn([learned.Sample(body=page.body, headers=page.headers, url=page.url) for page in others], Profile())


def learned(samples: Iterable[Sample]) -> list[tuple[Sample, Score]]:
    """Every page through ours with its portal's learned profile, as it is in the product after the first contact."""
    profiles: dict[tuple[str, int], Profile] = {}
    result = []
    for sample in samples:
        key = (sample.shape, sample.portal)
        if key not in profiles:
            profiles[key] = _portal_profile(*key)
        result.append((sample, score(sample, tools.ours(sample, profiles[key]))))
    return result


def _seconds(tool: Callable[[Sample], object], pages: list[Sample]) -> float:
    gc.collect()
    start = time.process_time()
    for page in pages:
        tool(page)
    return time.process_time() - start


def _bare(sample: Sample) -> object:
    import trafilatura

    return trafilatura.bare_extraction(sample.body, url=sample.url, with_metadata=True)


def speed(rounds: int, pages: list[Sample] | None = None) -> tuple[float, float]:
    """CPU pages per second of (ours, trafilatura), medians over interleaved rounds; printed with their spread."""
    pages = pages or [sample for sample in corpus.pages(portals=2) if sample.truth is not None]
    size = sum(len(page.body) for page in pages) / len(pages)
    rates: dict[str, list[float]] = {"tinso": [], "trafilatura": []}
    for turn in range(rounds + 1):
        for name, tool in (("tinso", tools.ours), ("trafilatura", _bare)):
            spent = _seconds(tool, pages)
            if turn:  # the first round warms caches
                rates[name].append(len(pages) / spent)
    print(f"speed: {len(pages)} pages of {size / 1000:.1f} kB on average, CPU time of one core, {rounds} rounds after a warm-up")
    for name, found in rates.items():
        print(f"  {name:<14}{statistics.median(found):8.1f} pages/s   (least {min(found):.1f}, most {max(found):.1f})")
    ours, theirs = (statistics.median(rates[name]) for name in ("tinso", "trafilatura"))
    print(f"  ratio {ours / theirs:.2f}\n")
    return ours, theirs


def _resident() -> float:
    """Memory of this process now, MB."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 1e6


def memory(count: int) -> list[float]:
    """Resident memory (MB) at ten moments over `count` extractions of pages that are all different."""
    names = (*corpus.DEV, *corpus.HELDOUT)
    endless = (corpus.article(names[n % len(names)], n // len(names) % 4, 5000 + n) for n in range(count))
    marks = []
    step = max(1, count // 10)
    extract = partial(tools.ours)
    while block := list(islice(endless, step)):
        for sample in block:
            extract(sample)
        del block
        gc.collect()
        marks.append(_resident())
    print(f"memory over {count} extractions, MB: {' '.join(f'{mark:.0f}' for mark in marks)}\n")
    return marks
