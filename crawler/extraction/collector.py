"""No rounds of the garbage collector while a page is read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def resting() -> Iterator[None]:
    """Puts the collector to rest for the time of one page.

    A page makes tens of thousands of objects that all live until its end and form no cycles: rounds over them find nothing, and cost a
    twentieth of all the time. What is given back by counting references still is. Pages are bounded (tree.py), and so is what may wait.
    Threads: whoever found the collector at work wakes it again, so it never stays asleep; another page then is read a little slower.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
