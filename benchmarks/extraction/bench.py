"""The extraction benchmark on the command line: pages of known truth through ours and other tools."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from benchmarks import floors, machine
from benchmarks.extraction import corpus, load, public, tools
from benchmarks.extraction.measure import FIGURES, Score, score, summary
from benchmarks.extraction.shape import Sample

PACKAGES = ("trafilatura", "readability-lxml", "newspaper4k", "justext", "lxml")
_STANDING = ("dev", "held-out")  # the parts with floors
_PARTS = (*_STANDING, "second", "third", "fourth")
_HEADS = {
    "precision": "prec",
    "captions": "capt",
    "signature": "sign",
    "attachments": "files",
    "accepted": "acc",
    "refused": "ref",
    "author": "auth",
}


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks extraction", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="ours alone on the small fixed corpus")
    parser.add_argument(
        "--shape",
        action="append",
        choices=(*corpus.DEV, *corpus.HELDOUT, *corpus.SECOND, *corpus.THIRD, *corpus.FOURTH),
        help="only this shape (may be repeated)",
    )
    parser.add_argument(
        "--part", choices=_PARTS, help='only this part; "second", "third" and "fourth" are measured only when named, and have no floors'
    )
    parser.add_argument("--tool", action="append", choices=tuple(tools.TOOLS), help="only this tool (may be repeated)")
    parser.add_argument("--portals", type=int, default=corpus.PORTALS, help="portals of every shape (default %(default)s)")
    parser.add_argument("--articles", type=int, default=corpus.ARTICLES, help="articles of every portal (default %(default)s)")
    parser.add_argument("--failures", type=int, default=0, metavar="N", help="show up to N wrong fields of our development pages")
    parser.add_argument(
        "--reveal", action="store_true", help="with --failures, show held-out pages too: ends the held-out state of their shape"
    )
    parser.add_argument("--learned", action="store_true", help="ours again with furniture learned from eight other articles of each portal")
    parser.add_argument("--public", type=Path, default=Path("../shared/benchmarks"), help="folder of the public sets (default %(default)s)")
    parser.add_argument(
        "--speed", type=int, default=5, metavar="ROUNDS", help="rounds of the speed comparison, 0 = none (default %(default)s)"
    )
    parser.add_argument("--memory", type=int, default=0, metavar="N", help="follow the memory over N extractions (20000 takes minutes)")
    parser.add_argument("--raise-floors", action="store_true", help="write higher floors where the figures allow it; never lower ones")
    return parser.parse_args(argv)


def _names(options: argparse.Namespace) -> tuple[str, ...]:
    later = {"second": corpus.SECOND, "third": corpus.THIRD, "fourth": corpus.FOURTH}
    names = options.shape or later.get(options.part, (*corpus.DEV, *corpus.HELDOUT))
    return tuple(name for name in names if not options.part or corpus.part(name) == options.part)


def _table(rows: Iterable[tuple[str, dict[str, float]]]) -> None:
    print(" " * 24 + "".join(f"{_HEADS.get(figure, figure):>7}" for figure in FIGURES))
    for name, figures in rows:
        cells = (f"{100 * figures[f]:7.1f}" if f in figures and f not in tools.LACKS.get(name, ()) else "      -" for f in FIGURES)
        print(f"{name:<24}" + "".join(cells))


Scored = list[tuple[Sample, Score]]


def run(samples: Iterable[Sample], tool: tools.Tool) -> Scored:
    """Every page through one tool."""
    return [(sample, score(sample, tool(sample))) for sample in samples]


def _part(scored: Scored, part: str) -> dict[str, float]:
    return summary(one for sample, one in scored if corpus.part(sample.shape) == part)


def _by_shape(scored: Scored, names: Iterable[str]) -> Iterable[tuple[str, dict[str, float]]]:
    for name in names:
        mark = "" if corpus.part(name) == "dev" else " *"
        yield name + mark, summary(one for sample, one in scored if sample.shape == name)


def _matrix(f1: dict[str, dict[str, float]]) -> None:
    print("f1 by shape and tool, per cent (* held-out)")
    print(" " * 24 + "".join(f"{name.replace('trafilatura ', 't. ')[:12]:>14}" for name in f1))
    for shape in next(iter(f1.values())):
        print(f"{shape:<24}" + "".join(f"{100 * found[shape]:14.1f}" for found in f1.values()))
    print()


def _failures(scored: Scored, limit: int, *, reveal: bool) -> None:
    shown = 0
    hidden: Counter[tuple[str, str]] = Counter()
    for sample, one in scored:
        for figure, (wanted, got) in one.wrong.items():
            if corpus.part(sample.shape) != "dev" and not reveal:
                hidden[(sample.shape, figure)] += 1
            elif shown < limit:
                shown += 1
                print(f"{sample.shape} portal {sample.portal} number {sample.number} {sample.kind}: {figure}")
                print(f"  wanted {wanted[:300]}\n  got    {got[:300]}")
    if hidden:
        print("\nheld-out pages, wrong fields (their content is not shown):")
        for (shape, figure), count in sorted(hidden.items()):
            print(f"  {shape:<22}{figure:<12}{count:>4}")


def _measure(options: argparse.Namespace, samples: list[Sample]) -> Scored:
    own: Scored = []
    f1: dict[str, dict[str, float]] = {}
    rows: list[tuple[str, str, dict[str, float]]] = []
    for name in options.tool or list(tools.TOOLS):
        scored = run(samples, tools.TOOLS[name])
        own = scored if name == "tinso" else own
        f1[name] = {shape: figures["f1"] for shape, figures in _by_shape(scored, _names(options))}
        rows += [(part, name, _part(scored, part)) for part in _PARTS]
        if name == "tinso" and options.learned:
            learnt = load.learned(samples)
            rows += [(part, "tinso, learned", _part(learnt, part)) for part in _PARTS]
    for part in _PARTS:
        found = [(name, figures) for where, name, figures in rows if where == part and figures]
        if found:
            print(f"{part}, per cent")
            _table(found)
            print()
    if len(f1) > 1:
        _matrix(f1)
    if own:
        print("tinso by shape, per cent")
        _table(_by_shape(own, _names(options)))
        print("* held-out\n")
        if options.failures:
            _failures(own, options.failures, reveal=options.reveal)
    return own


def main(argv: list[str]) -> int:
    """Measure and print. 1 when a figure of ours is below its floor."""
    options = _options(argv)
    if options.quick:
        return floors.main(raise_them=options.raise_floors)
    print(machine.head(PACKAGES))
    samples = list(corpus.pages(_names(options), options.portals, options.articles))
    truths = sum(sample.truth is not None for sample in samples)
    print(f"{len(samples)} pages, {truths} articles with truth, {len(_names(options))} shapes, corpus {corpus.checksum(samples)}\n")
    own = _measure(options, samples)
    failing: list[str] = []
    standing = (options.portals, options.articles) == (corpus.PORTALS, corpus.ARTICLES) and not (options.shape or options.part)
    if standing and own:
        figures = {part: _part(own, part) for part in _STANDING}
        failing += floors.hold("full", floors.describe(samples), figures, raise_them=options.raise_floors)
    if not (options.shape or options.part or options.tool):
        failing += _load(options)
    for line in failing:
        print("below its floor: " + line)
    return 1 if failing else 0


def _load(options: argparse.Namespace) -> list[str]:
    """Public sets, speed and memory; the lines of what is below its floor."""
    failing: list[str] = []
    pages: list[Sample] = []
    if options.public.is_dir():
        found = public.main(options.public)
        pages = public.pages(options.public)
        failing += floors.hold("public", floors.describe(pages), found, raise_them=options.raise_floors)
    else:
        print(f"public sets: none at {options.public}")
    if options.speed:
        load.speed(options.speed)
        if pages:
            load.speed(max(1, options.speed // 2), pages)
    if options.memory:
        load.memory(options.memory)
    return failing


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
