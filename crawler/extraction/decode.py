"""Bytes of a page to text: what is declared is heard, what the letters say decides. All comes out NFC, without NUL; nothing raises."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from crawler.extraction import legacy
from crawler.extraction.text import accented_words, is_syllable, unescape_twice

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_META = re.compile(rb"<meta\b[^>]{0,400}?\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
# Names browsers read as windows-1252, and names of tables no codec knows.
_LATIN = frozenset(("iso8859-1", "latin-1", "ascii", "us-ascii", "cp1252"))
_OLD_NAMES = {"x-viet-tcvn": "tcvn3", "tcvn": "tcvn3", "tcvn-5712": "tcvn3", "tcvn5712-1": "tcvn3", "x-viet-vni": "vni", "vni": "vni"}
_NOT_TEXT = frozenset(
    ("utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "unicode-escape", "raw-unicode-escape", "undefined")
)
MAX_BYTES = 12_000_000  # of a page; a multiple of four. The crawler takes 10 MB, a file may be anything
_SAMPLE = 400_000  # characters looked at to choose a table
_WEIGHED = 3_000_000  # characters repaired word by word: what comes later on a page is no article
_SCRIPT_EDGE = re.compile(r"<(/?)(?:script|style)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"[^<>]++")

# What text read wrongly shows: a symbol or a letter no Vietnamese word has, or UTF-8's lead and continuation bytes side by side.
# One set first, so that the search runs past everything else quickly; what stands around decides.
_SIGN = re.compile(
    "[\xa1-\xff\u2212\xad](?:"
    "(?<=[\u00c2-\u00f4])(?=[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ])"
    "|(?<=[A-Za-z][\xa1-\xbf\xd7\xf7\xad\u2212])(?=[a-z])|(?<=[A-Za-z][µ¸¶·¹®©ª«¬])(?=[\\s.,<])"
    "|(?<=[A-Za-z][øûïåäöñæëîüÿþßðçØÛÏÅÄÖÑÆËÎÜÞ])|(?<=[ñöÑÖ])(?=[A-Za-zàáâãäåèéêëìíîïòóôõöùúûü])|(?<=[aeiouyâêôăơư][ÌÒÞìò]))"
)
_SIGNS = frozenset(map(chr, (*range(0xA1, 0x100), 0x2212)))  # what it begins with


@dataclass(frozen=True, slots=True)
class Decoded:
    """`text` is NFC without NUL; `encoding` names how it was read; `evidence` says why, and which repairs were made.

    `light`: what suffices to read these bytes again, but for composition: `LIGHT`, `LIGHT_TWICE`, or "" when all of this is needed.
    """

    text: str
    encoding: str
    evidence: str
    light: str = ""


LIGHT, LIGHT_TWICE = "utf-8", "utf-8 escaped twice"
_TWICE = "escaped twice"


def lightly(body: bytes, light: str) -> str:
    """The text of a page that is known to need no more than `light`, not composed. Raises UnicodeDecodeError when it is no UTF-8 now."""
    text = body[:MAX_BYTES].decode("utf-8")
    return unescape_twice(text) if light == LIGHT_TWICE else text


def _codec(name: str) -> str:
    """The codec for a declared name: "" if unknown, "windows-1252" for all latin names, "tcvn3" and "vni" for the old tables."""
    name = name.strip().lower()
    if name in _OLD_NAMES:
        return _OLD_NAMES[name]
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    if found.name in _NOT_TEXT or not getattr(found, "_is_text_encoding", True):
        return ""
    return "windows-1252" if found.name in _LATIN else "windows-1258" if found.name == "cp1258" else found.name


def _declared(body: bytes, headers: Mapping[str, str]) -> list[tuple[str, str]]:
    """(codec, where it is said), the HTTP header first."""
    said = []
    for key, value in headers.items():
        if key.lower() == "content-type" and (found := _HEADER.search(value)):
            said.append((_codec(found[1]), "header"))
    head = body[:8192]
    for pattern, place in ((_XML, "xml declaration"), (_META, "meta")):
        if match := pattern.search(head):
            # A page cannot say in ASCII that it is UTF-16.
            codec = _codec(match[1].decode("ascii"))
            said.append(("utf-8" if codec.startswith(("utf-16", "utf-32")) else codec, place))
    return [(codec, place) for codec, place in said if codec]


def _read(body: bytes, codec: str) -> str:
    if codec in legacy.SCHEMES:
        text = body.decode("latin-1")
        if codec == "windows-1258":
            return legacy.from_windows_1258(text)
        # Markup is ASCII in all of them; capitals are repaired line by line.
        return _BETWEEN.sub(lambda run: run[0] if run[0].isascii() else _by_scheme(run[0], codec), text)
    if codec == "windows-1252":
        return body.decode("cp1252", "tinso-latin")
    try:
        return body.decode(codec, "replace")
    except (LookupError, UnicodeError, ValueError):
        return body.decode("utf-8", "replace")


def _by_scheme(text: str, scheme: str) -> str:
    read = legacy.SCHEMES[scheme](text)
    return legacy.raise_capitals(read) if scheme == "tcvn3" else read


def _wide(body: bytes) -> str:
    """UTF-16 or UTF-32 without a mark, by where the zero bytes stand; "" if neither."""
    head = body[:4096]
    head = head[: len(head) // 4 * 4]
    if len(head) < 8 or head.count(0) < len(head) // 5:
        return ""
    zeros = [head[i::4].count(0) for i in range(4)]
    quarter = len(head) // 4
    if zeros[1] > 0.5 * quarter and zeros[2] > 0.9 * quarter and zeros[3] > 0.9 * quarter:
        return "utf-32-le"
    if zeros[0] > 0.9 * quarter and zeros[1] > 0.9 * quarter and zeros[2] > 0.5 * quarter:
        return "utf-32-be"
    even, odd = zeros[0] + zeros[2], zeros[1] + zeros[3]
    if odd > 0.6 * quarter and odd > 4 * even:
        return "utf-16-le"
    if even > 0.6 * quarter and even > 4 * odd:
        return "utf-16-be"
    return ""


def _sample(text: str) -> str:
    """The beginning of the page without its scripts and styles."""
    pieces: list[str] = []
    at, inside, taken = 0, False, 0
    for edge in _SCRIPT_EDGE.finditer(text, 0, 4 * _SAMPLE):
        if not inside:
            pieces.append(text[at : edge.start()])
            taken += edge.start() - at
        at, inside = edge.start(), not edge[1]
        if taken > _SAMPLE:
            break
    else:
        if not inside:
            pieces.append(text[at : at + _SAMPLE])
    return "".join(pieces)[:_SAMPLE]


def _score(text: str) -> tuple[int, int]:
    """(Vietnamese words, other words with letters beyond ASCII) of a sample; characters that could not be read count as wrong words."""
    sample = _sample(text)
    words = accented_words(sample, 3000)
    good = sum(map(is_syllable, words))
    return good, len(words) - good + sample.count("\ufffd") + len(_SYMBOL_IN_WORD.findall(sample))


_SYMBOL_IN_WORD = re.compile("[a-z][\x80-\xa0\xa1-\xbf\xd7\xf7][a-z]")


def _by_letters(body: bytes, said: list[tuple[str, str]]) -> Decoded:
    """The best reading of bytes that are no UTF-8."""
    utf8 = body.decode("utf-8", "replace")
    lost = utf8.count("\ufffd")
    kept = sum(1 for c in utf8[:_SAMPLE] if c > "\x7f") - utf8[:_SAMPLE].count("\ufffd")
    if 2 * kept > utf8[:_SAMPLE].count("\ufffd"):  # by chance, hardly any bytes of another table make a valid sequence
        if lost >= 6 and (patched := _patched(body)):
            return patched
        return Decoded(utf8, "utf-8", f"letters: {lost} broken sequences replaced")
    first = next(((codec, place) for codec, place in said if codec != "utf-8"), ("windows-1252", "default"))
    tried = list(dict.fromkeys((first[0], "windows-1258", "tcvn3", "vni", "windows-1252")))
    best, most = first[0], 0
    for codec in tried:
        good, bad = _score(_read(body[: 2 * _SAMPLE], codec))
        # Without Vietnamese in it, nothing speaks against what is declared.
        if good >= 3 and good >= 0.6 * (good + bad) and good - bad > most:
            best, most = codec, good - bad
    evidence = f"{first[1]}, not valid utf-8" if best == first[0] else f"letters ({first[1]} said {first[0]})"
    return Decoded(_read(body, best), best, evidence)


def _patched(body: bytes) -> Decoded | None:
    """UTF-8 with stretches of an old 8-bit table in it (a template around pasted text)."""
    text, evidence = _repair_legacy(body.decode("utf-8", "tinso-latin"))
    return Decoded(text, "utf-8", f"letters: {evidence}") if evidence else None


def _repair_legacy(text: str) -> tuple[str, str]:
    """`text` with its stretches of TCVN3, VNI or windows-1258 characters read right, and what was done ("" if nothing)."""
    plain = _sample(text)
    runs = [run for run in _BETWEEN.findall(plain) if not run.isascii()]
    scheme, entities = legacy.choose(runs), False
    if not scheme and "&" in plain:
        runs = [legacy.unescape_latin(run) if "&" in run else run for run in _BETWEEN.findall(plain)]
        scheme, entities = legacy.choose([run for run in runs if not run.isascii()]), True
    if not scheme:
        return text, ""

    weighed = 0

    def stretch(run: re.Match[str]) -> str:
        nonlocal weighed
        piece = run[0]
        weighed += len(piece)
        if weighed > _WEIGHED:
            return piece
        if entities and "&" in piece:
            piece = legacy.unescape_latin(piece)
        if piece.isascii():
            return run[0]
        fixed = legacy.convert(piece, scheme)
        return run[0] if fixed == piece else fixed

    return _BETWEEN.sub(stretch, text), f"{scheme} characters"


def _repaired(text: str, letters: frozenset[str]) -> tuple[str, list[str]]:
    """`text` after every repair its letters ask for, with the names of the repairs. `letters`: its characters beyond ASCII."""
    done = []
    if not letters.isdisjoint(_SIGNS) and _SIGN.search(_sample(text)):
        for _ in range(3):
            fixed, count = legacy.from_misread_utf8(text[:_WEIGHED])
            fixed += text[_WEIGHED:]
            if count < 2 and not (count and len(text) < 2000):
                break
            if _worse(text, fixed):
                break
            text = fixed
            done.append("utf-8 read as latin")
        text, name = _repair_legacy(text)
        if name:
            done.append(name)
    elif "&" in text and _ENTITY_SIGN.search(text):
        text, name = _repair_legacy(text)
        if name:
            done.append(name)
    once = unescape_twice(text)
    if once != text:
        text = once
        done.append(_TWICE)
    return text, done


_ENTITY_SIGN = re.compile(
    r"&(?<=[A-Za-z]&)(?:micro|cedil|para|middot|sup1|reg|copy|ordf|laquo|not|shy|oslash|ucirc|ouml|ntilde|#1[6-9][0-9]|#2[0-5][0-9]);"
)


def _worse(before: str, after: str) -> bool:
    """Whether a repair made Vietnamese worse."""
    good, bad = _score(before)
    good_now, bad_now = _score(after)
    return good_now < good and bad_now >= bad


def decode(body: bytes, headers: Mapping[str, str]) -> Decoded:
    """The text of a page. `headers`: HTTP response headers, names in any case.

    Order: byte order mark, zero bytes of UTF-16/32, strict UTF-8 (whatever is declared: other text is hardly ever valid UTF-8 by
    chance), then the declared table against windows-1258, TCVN3, VNI and windows-1252 by share of Vietnamese syllables. After that the
    characters are repaired where they show text misread earlier. Broken sequences come out as U+FFFD. What lies beyond MAX_BYTES is cut.
    """
    body = body[:MAX_BYTES]
    said = _declared(body, headers)
    for mark, codec in _BOMS:
        if body.startswith(mark):
            return _finish(Decoded(body[len(mark) :].decode(codec, "replace"), codec, "byte order mark"))
    if wide := _wide(body):
        return _finish(Decoded(body.decode(wide, "replace"), wide, "zero bytes"))
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(body) - 3 and error.end == len(body) and error.start > 0 and not body[: error.start].isascii():
            return _finish(Decoded(body.decode("utf-8", "replace"), "utf-8", "valid but for its cut end"))
        other = next((codec for codec, _ in said if codec not in legacy.SCHEMES and codec not in ("utf-8", "windows-1252")), "")
        if other:  # a table for other languages: believed when it fits
            try:
                return _finish(Decoded(body.decode(other), other, "declared"))
            except (UnicodeError, LookupError, ValueError):
                pass
        return _finish(_by_letters(body, said))
    declared = next((place for codec, place in said if codec == "utf-8"), "")
    return _finish(Decoded(text, "utf-8", f"{declared}, valid" if declared else "valid"), body)


# Whatever is not a letter, sign or blank known to stay as it is and to join nothing before it.
_UNSETTLED = re.compile("[^\x00-\u02ff\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20ab]+")
_ASCII = bytes(range(128))


def _letters(text: str, utf8: bytes | None) -> frozenset[str]:
    """The characters beyond ASCII of a text; `utf8` are its bytes when they are at hand. Without a step of Python for each character."""
    raw = text.encode("utf-8", "surrogatepass") if utf8 is None else utf8
    return frozenset(raw.translate(None, _ASCII).decode("utf-8", "surrogatepass"))


@lru_cache(maxsize=4096)
def _may_change(letter: str) -> bool:
    """Whether NFC may write a character otherwise, join it with the one before it, or move it."""
    return (
        (unicodedata.category(letter)[0] == "M" and not "\ufe00" <= letter <= "\ufe0f")
        or "\u1100" <= letter <= "\u11ff"
        or not unicodedata.is_normalized("NFC", letter)
    ) and _UNSETTLED.match(letter) is not None


def _composed(text: str, moving: Iterable[str]) -> str:
    """`text` in NFC. Only the characters that may change are normalised, each run with the one before it: the rest is most of a page."""
    pieces: list[str] = []
    at = 0
    for run in re.finditer(f"[{re.escape(''.join(sorted(moving)))}]+", text):
        start = max(run.start() - 1, 0)
        pieces += (text[at:start], unicodedata.normalize("NFC", text[start : run.end()]))
        at = run.end()
    return "".join((*pieces, text[at:]))


def _finish(decoded: Decoded, utf8: bytes | None = None) -> Decoded:
    """What was read, repaired and composed; `utf8` are the bytes it was read from, when they were valid UTF-8."""
    text = decoded.text
    done: list[str] = []
    if "\0" in text:
        text = text.replace("\0", "")
    text = text.removeprefix("\ufeff")
    whole = len(text) == len(decoded.text)
    letters = frozenset[str]() if text.isascii() else _letters(text, utf8)
    if letters or "&" in text:
        text, done = _repaired(text, letters)
        if done:
            letters = _letters(text, None)
    light = {(): LIGHT, (_TWICE,): LIGHT_TWICE}.get(tuple(done), "") if utf8 is not None and whole else ""
    moving = [letter for letter in letters if _may_change(letter)]
    if moving:
        text = _composed(text, moving)
    evidence = "; ".join([decoded.evidence, *done])
    return Decoded(text, decoded.encoding, evidence, light)
