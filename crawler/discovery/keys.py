"""Which addresses are known, as the order says it: sorted keys without their addresses."""

from __future__ import annotations

from bisect import bisect_left


class Keys:
    """Membership in a run of sorted eight-byte keys."""

    def __init__(self, keys: bytes) -> None:
        self._keys = keys

    def __len__(self) -> int:
        return len(self._keys) // 8

    def __getitem__(self, index: int) -> bytes:
        return self._keys[8 * index : 8 * index + 8]

    def __contains__(self, key: bytes) -> bool:
        at = bisect_left(self, key)
        return at < len(self) and self[at] == key
