"""sqlite-utils, as all of storage uses it."""

from __future__ import annotations

import sys

# sqlite-utils loads numpy where it finds it, for tables of numpy's numbers. There are none here, and every start would pay for it:
# a tenth of a second and the memory. Whoever needs numpy later imports it as ever.
_UNSEEN = "numpy"
_hidden = _UNSEEN not in sys.modules
if _hidden:
    sys.modules[_UNSEEN] = None  # type: ignore[assignment]  # what makes an import fail
try:
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations
finally:
    if _hidden:
        del sys.modules[_UNSEEN]

__all__ = ["Database", "Migrations"]
