"""Measurements of the product. Every benchmark is a module with `main(argv) -> int`, named in `REGISTRY`."""

REGISTRY: dict[str, str] = {
    "desk": "benchmarks.desk",
    "endurance": "benchmarks.endurance",
    "extraction": "benchmarks.extraction.bench",
    "freshness": "benchmarks.freshness",
    "idle": "benchmarks.idle",
    "portals": "benchmarks.portals.bench",
}
