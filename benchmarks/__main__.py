"""`python -m benchmarks [NAME [OPTIONS]]`: one benchmark with its options, or all of them as they are."""

from __future__ import annotations

import importlib
import sys

from benchmarks import REGISTRY


def main(argv: list[str]) -> int:
    if argv and argv[0] in REGISTRY:
        return int(importlib.import_module(REGISTRY[argv[0]]).main(argv[1:]))
    if argv and not argv[0].startswith("-"):
        print(f"no benchmark named {argv[0]}; known: {', '.join(REGISTRY)}", file=sys.stderr)
        return 2
    if argv in (["-h"], ["--help"]):
        print(f"{__doc__}\nBenchmarks: {', '.join(REGISTRY)}; each has --help.")
        return 0
    return max([int(importlib.import_module(module).main(argv)) for module in REGISTRY.values()], default=0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
