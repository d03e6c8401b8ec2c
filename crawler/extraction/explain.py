"""A record of what each rule did with each piece of a page, for `tinso extract --explain`."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Action(StrEnum):
    KEPT = "kept"
    DROPPED = "dropped"
    FOUND = "found"


@dataclass(frozen=True, slots=True)
class Step:
    """One decision: which rule, what it did, and the first characters of what it did it to."""

    rule: str
    action: Action
    snippet: str

    def __str__(self) -> str:
        return f"{self.action:7} {self.rule:34} {self.snippet}"


SNIPPET = 100  # characters


@dataclass(slots=True)
class Explain:
    """Collects steps in the order in which they happened. Bounded: a hostile page cannot fill the memory."""

    steps: list[Step] = field(default_factory=list)
    limit: int = 5000

    def add(self, rule: str, action: Action, text: str) -> None:
        if len(self.steps) < self.limit:
            snippet = " ".join(text[: SNIPPET * 4].split())
            if len(snippet) > SNIPPET:
                snippet = snippet[: SNIPPET - 1] + "…"
            self.steps.append(Step(rule, action, snippet))

    def kept(self, rule: str, text: str) -> None:
        self.add(rule, Action.KEPT, text)

    def dropped(self, rule: str, text: str) -> None:
        self.add(rule, Action.DROPPED, text)

    def found(self, rule: str, text: str) -> None:
        self.add(rule, Action.FOUND, text)
