"""Reprints: texts that are one story in two places. Pure.

Found in two steps. MinHash bands over three-syllable shingles bring the few stored texts that can be meant (Broder 1997; banding after
Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, 3.4); then the two bodies are aligned word by word. Every doubt parts
them: two notices that differ in a number, a date, a place or a name are two stories, however alike they sound. Signature, captions,
source line and source prefix belong to the paper that prints a story, not to the story.
"""

from __future__ import annotations

import re
import struct
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b, sha1

from scheduler.decide import gaps
from storage.documents import normalise
from storage.models import Extraction
from storage.records import ArticleRecord

SHINGLE = 3  # syllables
BANDS, ROWS = 12, 6  # likely found from a likeness of two thirds, almost certainly from four fifths
_AT_ONCE = 4096  # shingles; bounds the memory for a book
SHORT = 20  # syllables; a shorter body must be the same word by word
ALIKE = 0.85  # share of words that must agree

_PREFIX = re.compile(
    r"^\s*(?:\((?:[^()\d]{1,60}|[^\s()]{1,40}\.(?:vn|com|net|org)(?:\.vn)?)\)"
    r"|[^\s()]{1,30}\.(?:vn|com|net|org)(?:\.vn)?|(?:TTXVN|VOV|BTV|VGP|VNA|PV)\b)\s*[-:]?\s*",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"\(?(?:(?:nguồn|nguồn tin|tác giả|ảnh|bài|tin|tin, ảnh|tin, bài|bài, ảnh|bài và ảnh|người đăng)\s*:|(?:nguồn|theo)\s)", re.IGNORECASE
)
_EDGE = re.compile(r"^\W+|\W+$")
_DIGIT = re.compile(r"\d")
_CLOSED = tuple(".!?;:")
# words without a capital letter that nevertheless say when, how many, where or whether
_TELLING = frozenset(
    word
    for line in (
        "một hai ba bốn tư năm sáu bảy tám chín mười mươi lăm mốt trăm nghìn ngàn triệu tỷ nửa rưỡi nhất nhì nhật",
        "sáng trưa chiều tối đêm hôm mai qua nay trước sau đầu giữa cuối đông tây nam bắc",
        "không chưa hoãn hủy huỷ dừng",
    )
    for word in line.split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What of a version is the story itself: the words of its body, in order."""

    words: tuple[str, ...]


def story(blocks: Sequence[str], captions: Sequence[str] = (), author: str = "") -> Story:
    """The body without signature, captions, source line and source prefix."""
    passing = {normalise(caption) for caption in captions}
    lines = [line for line in map(normalise, blocks) if line and line not in passing]
    signature = normalise(author)
    for belongs_to_the_paper in (_is_source, _is_signature, _is_source):
        if len(lines) > 1 and belongs_to_the_paper(lines[-1], lines[-2], signature):
            lines.pop()
    if lines:
        lines[0] = _PREFIX.sub("", lines[0], count=1)
    return Story(words=tuple(word for line in lines for word in line.split()))


def bands(of: Story) -> tuple[int, ...]:
    """One key for each band, signed 64 bits; none for a story without words. Stable from release to release."""
    words = [bare for word in of.words if (bare := _bare(word))]
    if not words:
        return ()
    shingles = {" ".join(words[at : at + SHINGLE]).encode() for at in range(max(1, len(words) - SHINGLE + 1))}
    values = _sketch(sorted(int.from_bytes(sha1(shingle, usedforsecurity=False).digest()[:4], "little") for shingle in shingles))
    return tuple(
        int.from_bytes(blake2b(struct.pack(f"<{ROWS}Q", *values[at : at + ROWS]), digest_size=8).digest(), "big", signed=True)
        for at in range(0, BANDS * ROWS, ROWS)
    )


def _sketch(hashes: Sequence[int]) -> list[int]:
    """The least of all 32-bit hashes under each of the permutations h → a·h + b mod 2^32, h mixed before.

    Value for value what datasketch 2 makes in its scheme "affine32" with seed 1: the stored keys hang on it. That library needs scipy
    for its other half: as much memory as all the rest of the service.
    """
    import numpy  # a tenth of a second, only where stories are compared

    draw = numpy.random.RandomState(1)
    odd = draw.randint(0, 1 << 31, BANDS * ROWS, dtype=numpy.uint32) * numpy.uint32(2) + numpy.uint32(1)
    shift = draw.randint(0, 1 << 32, BANDS * ROWS, dtype=numpy.uint32)
    least = numpy.full(BANDS * ROWS, (1 << 32) - 1, dtype=numpy.uint32)
    for at in range(0, len(hashes), _AT_ONCE):
        mixed = numpy.array(hashes[at : at + _AT_ONCE], dtype=numpy.uint32)
        mixed = (mixed ^ mixed >> numpy.uint32(16)) * numpy.uint32(0x85EBCA6B)  # the finaliser of MurmurHash3 (Appleby 2011)
        mixed = (mixed ^ mixed >> numpy.uint32(13)) * numpy.uint32(0xC2B2AE35)
        mixed ^= mixed >> numpy.uint32(16)
        least = numpy.minimum(least, (odd[:, None] * mixed + shift[:, None]).min(axis=1))
    return [int(value) for value in least]


def same_story(one: Story, other: Story) -> bool:
    """Whether two bodies tell the same: alike word by word, and nowhere apart in a fact."""
    a, b = ([bare for word in of.words if (bare := _EDGE.sub("", word))] for of in (one, other))
    if not a or not b:
        return False
    if min(len(a), len(b)) < SHORT:
        return [word.casefold() for word in a] == [word.casefold() for word in b]
    common = (Counter(map(str.casefold, a)) & Counter(map(str.casefold, b))).total()
    if common < ALIKE * max(len(a), len(b)) or _facts(a) != _facts(b):
        return False  # most pairs end here, before the dear part
    apart = 0
    for i, j, k, m in gaps(a, b):
        if _facts(a[i:j]) != _facts(b[k:m]):
            return False
        apart += max(j - i, m - k)
    return apart <= (1 - ALIKE) * max(len(a), len(b))


def _is_source(line: str, before: str, author: str) -> bool:
    """ "Nguồn: …", "Theo Báo …": short, without a number, and no sentence."""
    return bool(_SOURCE.match(line)) and len(line.split()) <= 12 and not line.endswith(_CLOSED) and not _DIGIT.search(line)


def _is_signature(line: str, before: str, author: str) -> bool:
    """The author, or a short last line of names only, below a sentence: below another name it ends a list of people."""
    if line == author:
        return True
    named = [word for word in line.split() if word[0].isalpha()]
    return (
        0 < len(named) <= 8
        and not line.endswith(_CLOSED)
        and before.rstrip("\"')").endswith(_CLOSED[:3])
        and not _DIGIT.search(line)
        and all(word[0].isupper() for word in named)
    )


def _bare(word: str) -> str:
    return _EDGE.sub("", word).casefold()


def _facts(words: Sequence[str]) -> Counter[str]:
    """Every word that may tell a number, a time, a place or a name."""
    return Counter(word.casefold() for word in words if _DIGIT.search(word) or word[0].isupper() or word.casefold() in _TELLING)


@dataclass(slots=True)
class Kin:
    """One story and what is known of its likeness to stored ones: each is compared once."""

    told: Story = Story(words=())
    keys: tuple[int, ...] = ()
    verdicts: dict[int, bool] = field(default_factory=dict)

    @classmethod
    def of(cls, extraction: Extraction) -> Kin:
        told = story(extraction.blocks, extraction.captions, extraction.author)
        return cls(told, bands(told))

    def tells_the_same(self, article: ArticleRecord) -> bool:
        version = article.version
        if version.id not in self.verdicts:
            self.verdicts[version.id] = same_story(self.told, story(version.blocks, version.captions, version.author))
        return self.verdicts[version.id]
