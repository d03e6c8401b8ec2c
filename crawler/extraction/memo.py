"""Answers that are remembered by the string they were asked about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

V = TypeVar("V")
LONGEST = 1_000  # characters of a question that is remembered: a hostile page's questions are answered, not kept


class Memo(dict[str, V], Generic[V]):
    """`memo[text]` is `ask(text)`, remembered for at most `most` texts, and all forgotten when there are more.

    In place of `lru_cache`: an answer found costs a third, and nothing is kept per answer that the garbage collector has to visit on its
    rounds, which the texts of a page, all new, make noticeable. Safe in threads: at worst something is asked twice.
    """

    __slots__ = ("_ask", "_most")

    def __init__(self, ask: Callable[[str], V], most: int) -> None:
        super().__init__()
        self._ask = ask
        self._most = most

    def __missing__(self, text: str) -> V:
        answer = self._ask(text)
        if len(text) <= LONGEST:
            if len(self) >= self._most:
                self.clear()
            self[text] = answer
        return answer
