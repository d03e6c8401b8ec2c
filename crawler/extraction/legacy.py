"""Vietnamese text that was read with the wrong table, and how to read it right: TCVN3, VNI, windows-1258, UTF-8 taken for latin-1.

All of it works on *characters*: the misread text is what a latin-1 or windows-1252 reader would show, as it stands in pages declared so, in
raw bytes read that way, and in Unicode pages where old text was pasted. Which reading is right is decided by spelling (text.is_syllable).
"""

from __future__ import annotations

import codecs
import html
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from crawler.extraction.text import is_syllable

# TCVN 5712:1993, the part "ABC" fonts (VN3) use, and the capitals VN2 adds; A0 is a space, B0-B4 are combining tones.
_TCVN3_LETTERS = (
    "\xa0ĂÂÊÔƠƯĐăâêôơưđẰ"  # A0
    "\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ"  # B0
    "ẮẦẨẪẤỀặầẩẫấậèỂẻẽ"  # C0
    "éẹềểễếệìỉỄẾỒĩíịò"  # D0
    "Ổỏõóọồổỗốộờởỡớợù"  # E0
    "Ỗủũúụừửữứựỳỷỹýỵ\xff"  # F0
)
TCVN3 = {0xA0 + i: letter for i, letter in enumerate(_TCVN3_LETTERS) if ord(letter) != 0xA0 + i}

# VNI: a base letter, then one sign for accent and tone together; some letters are single.
_VNI_SIGNS = {
    "a": dict(zip("øùûõïâêàáåãäèéúüë", "àáảãạâăầấẩẫậằắẳẵặ", strict=True)),
    "e": dict(zip("øùûõïâàáåãä", "èéẻẽẹêềếểễệ", strict=True)),
    "o": dict(zip("øùûõïâàáåãä", "òóỏõọôồốổỗộ", strict=True)),
    "u": dict(zip("øùûõï", "ùúủũụ", strict=True)),
    "y": dict(zip("øùûõ", "ỳýỷỹ", strict=True)),
    "ô": dict(zip("øùûõï", "ờớởỡợ", strict=True)),
    "ö": dict(zip("øùûõï", "ừứửữự", strict=True)),
}
_VNI_SINGLE = dict(zip("ìíæóòñôöî", "ìíỉĩịđơưỵ", strict=True))
VNI: dict[str, str] = {}
for _base, _signs in _VNI_SIGNS.items():
    for _sign, _letter in _signs.items():
        VNI[_base + _sign] = _letter
        VNI[_base.upper() + _sign.upper()] = VNI[_base.upper() + _sign] = _letter.upper()
for _sign, _letter in _VNI_SINGLE.items():
    VNI[_sign] = _letter
    VNI[_sign.upper()] = _letter.upper()
_VNI_PAIR = re.compile("[aeouyôöAEOUYÔÖ][øùûõïâêàáåãäèéúüëØÙÛÕÏÂÊÀÁÅÃÄÈÉÚÜË]|[ìíæóòñôöîÌÍÆÓÒÑÔÖÎ]")

_TO_BYTES = {ord(bytes((i,)).decode("cp1252")): i for i in range(0x80, 0x100) if i not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
_HIGH = "\x80-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"


_TYPOGRAPHY = {byte: chr(code) for code, byte in _TO_BYTES.items() if byte < 0xA0} | {0x2212: "\xad"}
_TCVN3 = _TYPOGRAPHY | TCVN3 | {0x2212: "ư"}


def from_tcvn3(text: str) -> str:
    return unicodedata.normalize("NFC", text.translate(_TCVN3))


def from_vni(text: str) -> str:
    return _VNI_PAIR.sub(lambda pair: VNI.get(pair[0]) or VNI.get(pair[0][0], pair[0][0]) + pair[0][1:], text.translate(_TYPOGRAPHY))


def _windows_1258_byte(letter: str) -> str:
    try:
        return bytes((_TO_BYTES.get(ord(letter), ord(letter)),)).decode("cp1258")
    except UnicodeError:
        return letter


_WINDOWS_1258 = {code: _windows_1258_byte(chr(code)) for code in (*range(0x80, 0x100), *_TO_BYTES)}


def from_windows_1258(text: str) -> str:
    return unicodedata.normalize("NFC", text.translate(_WINDOWS_1258))


SCHEMES: dict[str, Callable[[str], str]] = {"tcvn3": from_tcvn3, "vni": from_vni, "windows-1258": from_windows_1258}

_OLD_WORD = re.compile(f"(?<![A-Za-z])[A-Za-z]*+[{_HIGH}\u2212][A-Za-z{_HIGH}\u2212]*")
_EDGES = "\xa0'\"‘’“”«»…–—-()[]/•·©®™§°\xad"
_UPPER_LETTER = re.compile(r"[^\W\d_]+")


def _words(texts: list[str], limit: int = 3000) -> list[str]:
    """Words with a letter that an 8-bit table may have misread."""
    words: list[str] = []
    for text in texts:
        for found in _OLD_WORD.finditer(text):
            word = found[0].strip("\xa0")
            if word.isascii():
                continue
            words += [part for part in word.split("\xa0") if not part.isascii() and len(part) > 1]
        if len(words) >= limit:
            break
    return words[:limit]


@lru_cache(maxsize=16384)
def _is_read(word: str) -> bool:
    """Whether `word` is a Vietnamese syllable as it stands."""
    return is_syllable(unicodedata.normalize("NFC", word.strip(_EDGES)))


@lru_cache(maxsize=16384)
def _reads(word: str, scheme: str) -> bool:
    """Whether `word` is a Vietnamese syllable once read by this scheme, quotes and dashes around it left alone."""
    read = SCHEMES[scheme]
    return is_syllable(read(word)) or is_syllable(read(word.strip(_EDGES)))


def choose(texts: list[str]) -> str:
    """The scheme ("tcvn3", "vni", "windows-1258") that makes syllables of the words that are none as they stand, "" if none does."""
    bad = [word for word in _words(texts) if not _is_read(word) and len(word) < 12]
    if len(bad) < 3:
        return ""
    best, most = "", 0
    for name in SCHEMES:
        good = sum(_reads(word, name) for word in bad)
        if good > most:
            best, most = name, good
    return best if most >= 3 and most >= 0.6 * len(bad) else ""


def convert(text: str, scheme: str) -> str:
    """`text` read by `scheme` when that makes its words better Vietnamese than they are; capitals that TCVN3 lacks are repaired."""
    words = _words([text])
    if not words:
        return text
    now = sum(map(_is_read, words))
    then = sum(_reads(word, scheme) for word in words)
    if now >= 0.4 * len(words) and _foreign_letters(text):
        return text  # Unicode with a few odd words
    if then <= now and not (then == now and _foreign_letters(text) == 0 and then):
        return text
    result = SCHEMES[scheme](text)
    return raise_capitals(result) if scheme == "tcvn3" else result


def _foreign_letters(text: str) -> int:
    """How many letters beyond latin-1 stand in `text`: their presence says that it is Unicode already."""
    return sum(1 for c in text if c > "\u00ff" and ord(c) not in _TO_BYTES and c != "\u2212")


_CAPITAL_PAIR = re.compile("[A-ZĂÂÊÔƠƯĐ]{2}|[A-ZĂÂÊÔƠƯĐ][à-ỹ][A-ZĂÂÊÔƠƯĐ]|\\b[à-ỹ][A-ZĂÂÊÔƠƯĐ]")


def raise_capitals(text: str) -> str:
    """`text` with the accented letters of words otherwise in capitals raised: TCVN3 has no accented capitals ("TOàN" is "TOÀN")."""

    def word(found: re.Match[str]) -> str:
        plain = [c for c in found[0] if c.isascii() or c.isupper()]
        if len(found[0]) > 1 and plain and all(c.isupper() for c in plain) and any(c.isupper() for c in found[0][1:]):
            return found[0].upper()
        return found[0]

    if not _CAPITAL_PAIR.search(text):  # as nearly all text: nothing in capitals
        return text
    raised = _UPPER_LETTER.sub(word, text)
    words = _UPPER_LETTER.findall(raised)
    capital = sum(1 for w in words if w.isupper() and len(w) > 1)
    # "Hà NỘI": in a line of capitals a word that is lower case only in its accented letters is a capital word as well.
    if capital and all(not any(c.islower() and c.isascii() for c in w) for w in words):
        return raised.upper()
    return raised


_MISREAD_RUN = re.compile(f"[\u00c2-\u00f4][{_HIGH}]*[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ][{_HIGH}]*")


def _run_bytes(run: str) -> bytes:
    return bytes(_TO_BYTES.get(ord(c), ord(c)) for c in run)


def from_misread_utf8(text: str) -> tuple[str, int]:
    """Runs of characters that are UTF-8 bytes shown one by one ("TrÆ°á»ng") put together again, and how many there were."""
    count = 0

    def run(found: re.Match[str]) -> str:
        nonlocal count
        try:
            letters = _run_bytes(found[0]).decode("utf-8")
        except (UnicodeDecodeError, ValueError):
            return found[0]
        if not all(c.isalpha() or unicodedata.category(c)[0] in "PSZMN" or unicodedata.category(c) in ("Cf", "Cc") for c in letters):
            return found[0]
        count += 1
        return letters

    return _MISREAD_RUN.sub(run, text), count


_ENTITY = re.compile(r"&(?:[A-Za-z]{3,6}[1-3]?|#1[6-9][0-9]|#2[0-5][0-9]);")


def unescape_latin(text: str) -> str:
    """References to latin-1 characters (`&reg;`, `&#173;`) as these characters: how editors saved text of 8-bit fonts."""

    def letter(found: re.Match[str]) -> str:
        plain = html.unescape(found[0])
        return plain if len(plain) == 1 and "\xa1" <= plain <= "\xff" else found[0]

    return _ENTITY.sub(letter, text)


def keep_bytes(error: UnicodeError) -> tuple[str, int]:
    """Error handler "tinso-latin": bytes that do not decode become the latin-1 characters of the same number."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("tinso-latin", keep_bytes)
