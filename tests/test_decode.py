"""Bytes to text: declared, mislabelled and old Vietnamese encodings, each written here from its standard."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction import legacy
from crawler.extraction.decode import decode

LINES = [
    "Huyện Mường Lát đưa dịch vụ công trực tuyến về từng bản làng vùng biên",
    "Người dân được cán bộ xã hướng dẫn kỹ cách nộp hồ sơ, tra cứu kết quả và phản ánh kiến nghị.",
    "Ông Lò Văn Quý cho biết: khuya hôm trước mưa lớn, đường trơn trượt nhưng tổ công tác vẫn đến nơi.",
    "Đến nay 82 % thủ tục đã được xử lý đúng hạn; phấn đấu cuối quý III không còn hồ sơ trễ.",
]
PAGE = "<html><head><title>" + LINES[0] + "</title></head><body>" + "".join(f"<p>{line}</p>" for line in LINES) + "</body></html>"
FRENCH = "<p>L'été dernier, la préfète a présenté à Hué un projet où l'élève naïf reçoit une façade. Größe, Müller, señor, œuvre…</p>"


def tcvn3(text: str) -> bytes:
    codes = {letter: bytes((code,)) for code, letter in legacy.TCVN3.items()}
    return b"".join(codes.get(c) or codes.get(c.lower()) or c.encode("latin-1") for c in text)


def vni(text: str) -> bytes:
    codes = {letter: code.encode("latin-1") for code, letter in legacy.VNI.items()}
    return b"".join(codes.get(c) or c.encode("latin-1") for c in text)


def windows_1258(text: str) -> bytes:
    out = b""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323")
        base = unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones))
        out += base.encode("cp1258") + tones.encode("cp1258")
    return out


OLD = {"tcvn3": tcvn3, "vni": vni, "windows-1258": windows_1258}
DECLARED = ["", "utf-8", "iso-8859-1", "windows-1252", "x-unknown"]


def header(charset: str) -> dict[str, str]:
    return {"content-TYPE": f"text/html; charset={charset}"} if charset else {}


def test_known_letters() -> None:
    """Vectors from the standards themselves."""
    assert legacy.from_tcvn3("§¶ng") == "Đảng"
    assert legacy.from_tcvn3("x· héi chñ nghÜa") == "xã hội chủ nghĩa"
    assert legacy.from_vni("Ñöôøng Nguyeãn Traõi") == "Đường Nguyễn Trãi"
    assert legacy.from_windows_1258("tiêìng Viêòt") == "tiếng Việt"


@pytest.mark.parametrize("charset", DECLARED)
@pytest.mark.parametrize("name", OLD)
def test_old_bytes(name: str, charset: str) -> None:
    decoded = decode(OLD[name](PAGE), header(charset))
    assert decoded.text == PAGE
    assert decoded.encoding == name


@pytest.mark.parametrize("name", OLD)
@pytest.mark.parametrize("shown", ["latin-1", "cp1252"])
def test_old_characters_in_unicode(name: str, shown: str) -> None:
    raw = OLD[name](PAGE)
    if shown == "cp1252":
        try:
            text = raw.decode("cp1252")
        except UnicodeDecodeError:
            pytest.skip("a byte windows-1252 lacks")
    else:
        text = raw.decode("latin-1")
    assert decode(text.encode(), header("utf-8")).text == PAGE


@pytest.mark.parametrize("name", OLD)
def test_old_characters_as_references(name: str) -> None:
    raw = OLD[name](PAGE).decode("latin-1").encode("ascii", "xmlcharrefreplace")
    assert decode(raw, header("utf-8")).text == PAGE


@pytest.mark.parametrize("name", OLD)
def test_pasted_into_a_unicode_page(name: str) -> None:
    """A right template around old text, as bytes and as characters."""
    pasted = OLD[name]("<div>" + LINES[2] + " " + LINES[1] + "</div>")
    for old in (pasted, pasted.decode("latin-1").encode()):
        assert decode(PAGE.encode() + old, header("utf-8")).text == PAGE + f"<div>{LINES[2]} {LINES[1]}</div>"


@pytest.mark.parametrize("charset", [*DECLARED, "windows-1258", "gb2312", "utf-16"])
def test_utf8_whatever_is_said(charset: str) -> None:
    assert decode(PAGE.encode(), header(charset)).text == PAGE


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "utf-8-sig"])
def test_wide(codec: str) -> None:
    assert decode(PAGE.encode(codec), header("utf-8")).text == PAGE


@pytest.mark.parametrize("times", [1, 2, 3])
@pytest.mark.parametrize("table", ["latin-1", "cp1252"])
def test_encoded_again(times: int, table: str) -> None:
    raw = PAGE.encode()
    for _ in range(times):
        raw = (raw.decode("latin-1") if table == "latin-1" else raw.decode("cp1252", "tinso-latin")).encode()
    assert decode(raw, {}).text == PAGE


def test_decomposed() -> None:
    assert decode(unicodedata.normalize("NFD", PAGE).encode(), {}).text == PAGE
    mixed = PAGE[:200] + unicodedata.normalize("NFD", PAGE[200:])
    assert decode(mixed.encode(), {}).text == PAGE


@pytest.mark.parametrize("charset", ["", "utf-8", "iso-8859-1", "windows-1252"])
@pytest.mark.parametrize("codec", ["utf-8", "cp1252"])
def test_other_languages_stay(codec: str, charset: str) -> None:
    assert decode(FRENCH.encode(codec), header(charset)).text == FRENCH


def test_other_tables_are_believed() -> None:
    assert decode("<p>Привет, мир</p>".encode("koi8-r"), header("koi8-r")).text == "<p>Привет, мир</p>"
    assert decode("<p>新闻发布会</p>".encode("gbk"), header("gb18030")).text == "<p>新闻发布会</p>"
    assert decode("<meta charset='shift_jis'><p>ニュース</p>".encode("shift_jis"), {}).text.endswith("<p>ニュース</p>")


@pytest.mark.parametrize(
    "text",
    [
        "Nhiệt độ 35°C, diện tích 20 m², © 2024 Báo Lào Cai ® – “tiếng” «Việt» ½ giá, ±5 %, Pokémon, café, Đăk Lăk, façade",
        "R&amp;D, AT&amp;T; viết &amp;lt;b&amp;gt; và &amp;amp;",
        "Ký hiệu: µ ¶ · ¸ ¹ và Ã, Â, á» trong bảng mã",
    ],
)
def test_right_text_stays(text: str) -> None:
    page = PAGE + f"<p>{text}</p>"
    assert decode(page.encode(), header("utf-8")).text == page


def test_escaped_twice() -> None:
    page = PAGE.replace("à", "&amp;agrave;").replace("ộ", "&#38;#7897;").replace("ủ", "&amp;#7911;")
    assert decode(page.encode(), {}).text == PAGE


def test_capitals_of_tcvn3() -> None:
    page = "<h1>TOÀN TỈNH HÀ GIANG CÓ MỘT TRUNG TÂM</h1><p>Hà Giang: Về UBND tỉnh</p>" + PAGE
    lower = "".join(c.lower() if c not in "ĂÂÊÔƠƯĐ" and not c.isascii() else c for c in page)
    assert decode(tcvn3(lower), {}).text == page


def test_broken_sequences() -> None:
    raw = PAGE.encode()
    cut = raw[: raw.rindex("ễ".encode()) + 2]
    assert decode(cut, {}).text == cut.decode("utf-8", "replace")
    at = raw.index("ờ".encode())
    assert decode(raw[:at] + b"\xff\xfe\x80" + raw[at:], {}).text.replace("\ufffd", "") == PAGE


def test_nul_and_mark_are_dropped() -> None:
    assert decode(b"\xef\xbb\xbfa\0b\xc3\xa1", {}).text == "abá"


@given(st.binary(max_size=400), st.sampled_from([*DECLARED, "utf-7", "base64", "rot13", "idna", "utf-16", "cp1258", "\x00"]))
@settings(max_examples=300, deadline=None)
def test_any_bytes(body: bytes, charset: str) -> None:
    decoded = decode(body, header(charset))
    assert unicodedata.is_normalized("NFC", decoded.text)
    assert "\0" not in decoded.text


@given(
    st.text(alphabet=st.sampled_from("aáàảãạăắâấêếôốơớưứđ nghthtr<p>&#224;Ã¡»"), max_size=200),
    st.sampled_from(["utf-8", "latin-1", "cp1258"]),
)
@settings(max_examples=200, deadline=None)
def test_any_letters(text: str, codec: str) -> None:
    assert unicodedata.is_normalized("NFC", decode(text.encode(codec, "replace"), {}).text)
