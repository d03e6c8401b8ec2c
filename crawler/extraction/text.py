"""Cleaning and folding of text, and what a Vietnamese syllable looks like.

The syllable test is the letter statistic that decoding, and whoever needs to tell Vietnamese from noise, leans on: a written
Vietnamese word is one syllable of a closed set of onsets, vowels and codas with at most one tone, so text decoded wrongly fails it at once.
"""

from __future__ import annotations

import html
import re
import unicodedata

from crawler.extraction.memo import Memo

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f\x80-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_SPACES = re.compile(r"[\s\x1c-\x1f\x85\u2800\u3164]+")
_WORD = re.compile(r"[^\W\d_]+")
_SYLLABLE = re.compile(r"\w+(?:[.,:/]\w+)*")

TONES = "\u0300\u0301\u0303\u0309\u0323"  # grave, acute, tilde, hook above, dot below
_TONE = re.compile(f"[{TONES}]")
_STOPS = ("c", "k", "p", "t", "ch")
_ONSET = "(?:ngh|ng|nh|gh|gi|kh|ch|ph|qu|th|tr|[bcdđghklmnpqrstvx])?"
# Vowels that may close the syllable, vowels that need a coda, and vowels that end in a glide and take none.
_FREE = "oa|oe|oo|ôô|uê|uơ|uy|[aeêioôơuư]"
_BOUND = "uyê|iê|yê|uô|ươ|oă|uâ|uă|ua|[ăâ]"
_GLIDE = "uya|ua|ia|ưa|y|oai|oay|oao|oeo|iêu|yêu|uôi|ươi|ươu|uây|uyu|uao|uai|uay|ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu"
_RHYME = re.compile(f"{_ONSET}(?:(?:{_GLIDE})|(?:{_FREE}|{_BOUND})(ch|ng|nh|[ckmnpt])|(?:{_FREE}))")


def clean(text: str) -> str:
    """One line of NFC text: controls, zero-width characters and soft hyphens out, white space (NBSP too) collapsed, ends stripped."""
    if text.isascii():
        return " ".join((text if text.isprintable() else _INVISIBLE.sub("", text)).split())
    text = _INVISIBLE.sub("", text)
    if "\u2800" in text or "\u3164" in text:  # blanks that Python counts as letters
        text = _SPACES.sub(" ", text)
    text = " ".join(text.split())
    # Composition can bring letters together that stood apart by a removed character: normalise last.
    return unicodedata.normalize("NFC", text)


def _plain_letters() -> dict[int, str | None]:
    """Every accented letter, wide digit and the like to its plain one; combining marks to nothing. Lengths are kept but for those."""
    table: dict[int, str | None] = {ord("đ"): "d", ord("ð"): "d"}
    for code in (*range(0xA0, 0x250), *range(0x1E00, 0x2000), *range(0x2000, 0x2030), *range(0xFF01, 0xFF5F)):
        parts = "".join(c for c in unicodedata.normalize("NFKD", chr(code)) if not unicodedata.combining(c))
        if len(parts) == 1 and ord(parts) != code:
            table[code] = parts
    # A character that is missing costs an exception inside `translate`: the plain ones stand for themselves.
    return (
        {code: chr(code) for code in range(0x80)} | table | dict.fromkeys(c for c in range(0x300, 0x370) if unicodedata.combining(chr(c)))
    )


_PLAIN = _plain_letters()


def fold(text: str) -> str:
    """`text` in lower case without accents, đ as d: for matching, never for display. As long as `text` when that is NFC."""
    if text.isascii():
        return text.lower()
    return _FOLDED[text] if len(text) <= _SHORT else text.lower().translate(_PLAIN)


_SHORT = 500  # characters of a text that is remembered: every rule folds the same lines again
_FOLDED: Memo[str] = Memo(lambda text: text.lower().translate(_PLAIN), 2048)


def has_digit(text: str) -> bool:
    """Whether a digit of any kind is in `text`: what most rules for dates and counters ask first, of the same lines again and again."""
    return _DIGITS[text]


_DIGITS: Memo[bool] = Memo(lambda text: any(map(str.isdigit, text)), 2048)


def slug(text: str) -> str:
    """`text` folded, everything that is no letter or digit replaced by single hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def syllables(text: str) -> list[str]:
    """The words of `text`; numbers, dates and codes count as one each."""
    return _SYLLABLE.findall(text)


def is_syllable(word: str) -> bool:
    """Whether `word` is spelt like a Vietnamese syllable (any case, with or without accents; "Quỳnh", "đường", "an")."""
    return 0 < len(word) <= 8 and _SPELT[word]


def _is_spelt(word: str) -> bool:
    parts = unicodedata.normalize("NFD", word.lower())
    tones = _TONE.findall(parts)
    if len(tones) > 1:
        return False
    bare = unicodedata.normalize("NFC", _TONE.sub("", parts))
    found = _RHYME.fullmatch(bare)
    if found is None:
        return False
    # A stopped syllable carries acute or dot below; without accents ("dat") nothing is known.
    return not (tones and found[1] in _STOPS and tones[0] not in "\u0301\u0323")


_SPELT = Memo(_is_spelt, 16384)


def accented_words(text: str, limit: int = 4000) -> list[str]:
    """Up to `limit` words of `text` that hold a letter beyond ASCII."""
    words = []
    for match in _WORD.finditer(text):
        word = match[0]
        if not word.isascii():
            words.append(word)
            if len(words) >= limit:
                break
    return words


def vietnamese_share(text: str) -> float:
    """The share of words with a non-ASCII letter that are Vietnamese syllables: about 1 for right text, near 0 for mojibake; 0 if none."""
    words = accented_words(text)
    return sum(map(is_syllable, words)) / len(words) if words else 0.0


_AMPERSAND = re.compile(r"&#(?:0{0,4}38|[xX]0{0,4}26);")
_ESCAPED_TWICE = re.compile(r"&amp;((?:[A-Za-z]{2,8}[0-9]{0,2}|#[0-9]{2,6}|#[xX][0-9A-Fa-f]{2,5});)")
_RUN = re.compile(r"(?:[A-Za-zÀ-ỹ]|&amp;(?:[A-Za-z]{2,8}|#[0-9]{2,6}|#[xX][0-9A-Fa-f]{2,5});){1,60}")
_MARKUP = frozenset("<>&\"'")


def unescape_twice(text: str) -> str:
    """Markup with double-escaped letters (`&amp;agrave;`, `&amp;#224;`, `&#38;#224;`) escaped once only, when words come out Vietnamese.

    Escaped markup (`&amp;lt;`) is never touched: only references to a character that cannot open a tag are.
    """
    if "&#" in text:
        text = _AMPERSAND.sub("&amp;", text)
    if "&amp;" not in text or not _ESCAPED_TWICE.search(text):
        return text
    good = seen = at = 0
    for found in _ESCAPED_TWICE.finditer(text):
        if found.start() < at:
            continue
        near = next((run for run in _RUN.finditer(text, max(at, found.start() - 24), found.end() + 60) if run.end() >= found.end()), None)
        if near is None:
            continue
        at = near.end()
        word = html.unescape(html.unescape(near[0]))
        if word.isascii() or not word.isalpha():
            continue
        seen += 1
        good += is_syllable(clean(word))
        if seen >= 400:
            break
    if not good or good < 0.7 * seen:
        return text

    def once(match: re.Match[str]) -> str:
        letter = html.unescape("&" + match[1])
        return match[0] if letter in _MARKUP or letter.startswith("&") else letter

    return _ESCAPED_TWICE.sub(once, text)
