"""Cleaning, folding and the spelling of syllables."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crawler.extraction.text import clean, fold, is_syllable, slug, syllables, unescape_twice, vietnamese_share

RIGHT = """Sở Đắk Lắk đường Quỳnh quý giặt giếng nghiêng thuở uỷ ủy hoà hòa khuỷu ngoẹo xoong tuần thuế rượu mướt yếu gì giữ giết
 quắt quân quốc khuya ý ả ở ơi xoăn bướu quỷ quỵ quýt huỳnh khoèo hoẵng nguyễn chuyện loại xoáy quẩn quậy
 giấy giỏi được mỹ Kỳ QUYẾT ĐỊNH của mưa ngoằn"""
WRONG = [
    "été",
    "français",
    "présenté",
    "Müller",
    "Æ°á",
    "Thñ",
    "ChÝnh",
    "TruyÒn",
    "nguyeãn",
    "ñöôøng",
    "café",
    "Viêòt",
    "lạp̀",
    "ngươcc",
    "",
]


@pytest.mark.parametrize("word", RIGHT.split())
def test_syllable(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(word.lower())
    assert is_syllable(unicodedata.normalize("NFD", word)) or len(unicodedata.normalize("NFD", word)) > 8


@pytest.mark.parametrize("word", WRONG)
def test_no_syllable(word: str) -> None:
    assert not is_syllable(word)


def test_share() -> None:
    assert vietnamese_share("Tổ công nghệ số đến từng ngõ ngách") == 1.0
    assert vietnamese_share("L'été français préféré") < 0.4
    assert vietnamese_share("plain") == 0.0


def test_clean() -> None:
    assert clean(" a\u200bb\u00a0\u2003\n c\u00ad\x00d e\u0302\u0323\ufeff ") == "ab cd ệ"
    assert clean("e\u200b\u0301") == "é"


def test_fold_keeps_length() -> None:
    assert fold("ĐƯỜNG Nguyễn Trãi – số 5…") == "duong nguyen trai – so 5…"
    assert slug("Đại hội, lần thứ I – 2024!") == "dai-hoi-lan-thu-i-2024"
    assert syllables("Ngày 5/3/2024, UBND họp.") == ["Ngày", "5/3/2024", "UBND", "họp"]


def test_unescape_twice() -> None:
    assert unescape_twice("Th&amp;agrave;nh ph&#38;#7889; R&amp;D &amp;lt;b&amp;gt;") == "Thành phố R&amp;D &amp;lt;b&amp;gt;"
    manual = "Write &amp;eacute; in caf&amp;eacute;, d&amp;eacute;j&amp;agrave;"
    assert unescape_twice(manual) == manual


@given(st.text())
def test_clean_is_stable(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\0" not in once


@given(st.text(alphabet=st.characters(min_codepoint=0xC0, max_codepoint=0x1EF9)))
@example("\u034f")  # a mark that combines with nothing
def test_fold_of_composed_text_keeps_its_length(text: str) -> None:
    text = "".join(c for c in unicodedata.normalize("NFC", text) if not unicodedata.combining(c) and len(c.lower()) == 1)
    assert len(fold(text)) == len(text)
