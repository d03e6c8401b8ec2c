"""Text as old pages stored it: TCVN3 (ABC) and windows-1258. The other way round from what a crawler needs."""

from __future__ import annotations

import unicodedata

_LETTERS = (
    "à\xb5 ả\xb6 ã\xb7 á\xb8 ạ\xb9 ă\xa8 ằ\xbb ẳ\xbc ẵ\xbd ắ\xbe ặ\xc6 â\xa9 ầ\xc7 ẩ\xc8 "
    "ẫ\xc9 ấ\xca ậ\xcb đ\xae è\xcc ẻ\xce ẽ\xcf é\xd0 ẹ\xd1 ê\xaa ề\xd2 ể\xd3 ễ\xd4 ế\xd5 "
    "ệ\xd6 ì\xd7 ỉ\xd8 ĩ\xdc í\xdd ị\xde ò\xdf ỏ\xe1 õ\xe2 ó\xe3 ọ\xe4 ô\xab ồ\xe5 ổ\xe6 "
    "ỗ\xe7 ố\xe8 ộ\xe9 ơ\xac ờ\xea ở\xeb ỡ\xec ớ\xed ợ\xee ù\xef ủ\xf1 ũ\xf2 ú\xf3 ụ\xf4 "
    "ư\xad ừ\xf5 ử\xf6 ữ\xf7 ứ\xf8 ự\xf9 ỳ\xfa ỷ\xfb ỹ\xfc ý\xfd ỵ\xfe Ă\xa1 Â\xa2 Ê\xa3 "
    "Ô\xa4 Ơ\xa5 Ư\xa6 Đ\xa7"
)
_TCVN3 = {ord(pair[0]): pair[1] for pair in unicodedata.normalize("NFC", _LETTERS).split(" ")}
_PLAIN = {ord(mark): plain for mark, plain in zip("“”‘’–—…", ('"', '"', "'", "'", "-", "-", "..."), strict=True)}
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def tcvn3(text: str) -> bytes:
    """TCVN3 bytes. The encoding has no capital letters with tones: fonts drew them from the small ones, which is what is stored."""
    out = []
    for letter in unicodedata.normalize("NFC", text).translate(_PLAIN):
        if ord(letter) in _TCVN3:
            out.append(_TCVN3[ord(letter)])
        elif ord(letter.lower()[0]) in _TCVN3:
            out.append(_TCVN3[ord(letter.lower()[0])])
        else:
            out.append(letter)
    return "".join(out).encode("latin-1", "xmlcharrefreplace")


def windows_1258(text: str) -> bytes:
    """windows-1258 bytes: tones as combining marks after the letter."""
    out = bytearray()
    for letter in unicodedata.normalize("NFC", text):
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", letter)
            base = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))
            out += (base + "".join(c for c in parts if c in _TONES)).encode("cp1258", "xmlcharrefreplace")
    return bytes(out)
