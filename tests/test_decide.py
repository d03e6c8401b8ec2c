"""What counts as an edit, of which class, and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.decide import Content, EditClass, compare, same_article
from storage.models import Attachment

BODY = (
    "Sáng 12/3, Sở Thông tin và Truyền thông tổ chức hội nghị triển khai nhiệm vụ năm 2024.",
    "Phát biểu tại hội nghị, ông Nguyễn Văn Thành đề nghị các phòng tập trung vào chuyển đổi số.",
    "Dịp này, 15 tập thể được khen thưởng vì có thành tích xuất sắc.",
    "Lan Anh",
)
PAGE = Content(
    title="Hội nghị triển khai nhiệm vụ năm 2024",
    blocks=BODY,
    published="2024-03-12T14:30:00+07:00",
    attachments=(Attachment(name="Kế hoạch", url="https://sotttt.example.vn/files/kh.pdf?token=abc"),),
)


def edited(**fields: object) -> Content:
    values = {"title": PAGE.title, "blocks": PAGE.blocks, "published": PAGE.published, "attachments": PAGE.attachments}
    return Content(**{**values, **fields})  # type: ignore[arg-type]


def line(index: int, text: str) -> tuple[str, ...]:
    return (*BODY[:index], text, *BODY[index + 1 :])


CASES = {
    "number": (edited(blocks=line(2, BODY[2].replace("15", "16"))), {EditClass.FACTS}),
    "date in the text": (edited(blocks=line(0, BODY[0].replace("12/3", "13/3"))), {EditClass.FACTS}),
    "name": (edited(blocks=line(1, BODY[1].replace("Thành", "Thanh"))), {EditClass.FACTS}),
    "wording": (edited(blocks=line(1, BODY[1].replace("tập trung vào", "chú trọng"))), {EditClass.WORDING}),
    "wording at the start of a sentence": (edited(blocks=line(2, BODY[2].replace("Dịp này", "Nhân dịp này"))), {EditClass.WORDING}),
    "wording and name": (
        edited(blocks=line(1, BODY[1].replace("Thành", "Thanh").replace("tập trung vào", "chú trọng"))),
        {EditClass.WORDING, EditClass.FACTS},
    ),
    "paragraph added": (
        edited(blocks=(*BODY[:2], "Hội nghị cũng nghe báo cáo về an toàn thông tin.", *BODY[2:])),
        {EditClass.PARAGRAPHS},
    ),
    "paragraph taken away": (edited(blocks=(BODY[0], *BODY[2:])), {EditClass.PARAGRAPHS}),
    "paragraphs in another order": (edited(blocks=(BODY[1], BODY[0], *BODY[2:])), {EditClass.PARAGRAPHS}),
    "title": (edited(title="Hội nghị tổng kết năm 2024"), {EditClass.TITLE}),
    "attachment replaced": (
        edited(attachments=(Attachment(name="Kế hoạch", url="https://sotttt.example.vn/files/kh2.pdf?token=abc"),)),
        {EditClass.ATTACHMENTS},
    ),
    "date": (edited(published="2024-03-13T14:30:00+07:00"), {EditClass.DATE}),
    "day": (edited(published="2024-03-13"), {EditClass.DATE}),
}


@pytest.mark.parametrize("name", CASES)
def test_edit_has_its_class(name: str) -> None:
    after, classes = CASES[name]

    assert set(compare(PAGE, after).classes) == classes


SAME = {
    "nothing": PAGE,
    "typography": edited(title=PAGE.title.replace(" ", "\u00a0"), blocks=tuple(text.replace("-", "–") + " \u200b" for text in BODY)),
    "a token in the address of an attachment": edited(
        attachments=(Attachment(name="Kế hoạch", url="http://www.sotttt.example.vn/files/kh.pdf?token=def"),)
    ),
    "no date found any more": edited(published=""),
    "no time found any more": edited(published="2024-03-12"),
}


@pytest.mark.parametrize("name", SAME)
def test_no_edit(name: str) -> None:
    assert not compare(PAGE, SAME[name])


def test_better_date_is_no_edit_but_a_better_record() -> None:
    edit = compare(edited(published="2024-03-12"), PAGE)

    assert not edit
    assert edit.refined


@pytest.mark.parametrize(("kept", "shrunk"), [(4, False), (3, False), (1, True), (0, True)])
def test_loss_of_half_the_text_is_doubtful(kept: int, shrunk: bool) -> None:
    assert compare(PAGE, edited(blocks=BODY[:kept])).shrunk is shrunk


def test_size_counts_syllables() -> None:
    assert compare(PAGE, edited(blocks=line(2, BODY[2].replace("15", "16")))).size == 1
    assert compare(PAGE, edited(blocks=BODY[:3])).size == 2


def test_same_article_by_title_or_half_of_its_lines() -> None:
    assert same_article(PAGE, edited(blocks=("Nội dung khác hẳn.",)))
    assert same_article(PAGE, edited(title="Tên khác", blocks=line(0, "Câu khác.")))
    assert not same_article(PAGE, edited(title="Tên khác", blocks=("Câu khác.", "Câu khác nữa.", "Lan Anh")))


words = st.sampled_from(["sở", "tỉnh", "hội", "nghị", "12", "Nguyễn", "Lan", "chuyển", "đổi", "số.", "ông", "–", "“mới”", "Huế"])
lines = st.lists(st.lists(words, min_size=1, max_size=8).map(" ".join), max_size=8).map(tuple)
contents = st.builds(Content, title=st.lists(words, max_size=5).map(" ".join), blocks=lines)


def test_numbers_that_change_places_are_other_facts() -> None:
    before = edited(blocks=("Trao 15 bằng khen và 20 giấy khen cho các cá nhân.",))
    after = edited(blocks=("Trao 20 bằng khen và 15 giấy khen cho các cá nhân.",))

    assert compare(before, after).classes == (EditClass.FACTS,)


@given(contents, contents)
def test_compare_is_total_and_sees_only_differences(before: Content, after: Content) -> None:
    edit, back = compare(before, after), compare(after, before)

    assert bool(edit) == bool(back)
    assert set(edit.classes) == set(back.classes) or EditClass.PARAGRAPHS in {*edit.classes, *back.classes}
    assert (edit.size > 0) == bool(edit)
    assert not compare(before, before)


def test_long_texts_are_compared_in_no_time() -> None:
    long = tuple(f"Đoạn {index} của văn bản" for index in range(20_000))
    turned = tuple(reversed(long))

    assert compare(edited(blocks=long), edited(blocks=turned)).classes == (EditClass.PARAGRAPHS,)
    assert compare(edited(blocks=(" ".join(long),)), edited(blocks=(" ".join(turned),)))
