"""Which files of a page are the article's."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.extraction import article
from storage.models import Extraction, Profile

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
URL = "https://so.tinh.example.vn/chi-tiet/8123.html"
TITLE = "Lam Giang mở mười hai điểm giúp dân làm thủ tục trên mạng"
TEXT = (
    "<p>Theo kế hoạch, mỗi tuần hai buổi, các tình nguyện viên sẽ có mặt tại nhà văn hóa thôn để chỉ cho bà con từng bước thao tác.</p>"
    "<p>Ông Lê Văn Tám, một người dân, cho biết trước đây mỗi lần làm giấy tờ phải đi gần ba mươi cây số, nay chỉ mất vài phút.</p>"
)
LINK = "<a href='/f/{0}'>{0}</a>"
NEWS = (
    "<h4>Tin khác</h4><ul>" + "".join(f"<li><a href='/t/{n}.html'>Tin số {n} của sở về một việc khác</a></li>" for n in range(5)) + "</ul>"
)


def page(body: str, around: str = "") -> bytes:
    main = f"<div class='ct'><h1>{TITLE}</h1><p>05/03/2024 14:30</p><div class='nd'>{TEXT}</div>{body}{NEWS}</div>"
    head = f"<head><meta charset='utf-8'><title>{TITLE}</title></head>"
    return f"<html>{head}<body><div class='page'>{main}{around}</div></body></html>".encode()


def names(html: bytes) -> tuple[str, ...]:
    found = article.extract(html, {}, URL, Profile(), NOW)
    assert isinstance(found, Extraction), found
    return tuple(file.name for file in found.attachments)


LIST = "".join(f"<li>{LINK.format(name)}</li>" for name in ("Bao cao 5.pdf", "Phu luc.docx"))
OWN = {
    "labelled list": f"<p>Tệp đính kèm:</p><ul>{LIST}</ul>",
    "named otherwise": f"<div class='files'><p>Tệp dữ liệu</p><ul>{LIST}</ul></div>",
    "unnamed list": f"<div class='mt-8'><ul>{LIST}</ul></div>",
    "handler": "<div class='mt-8'><a href='/api/dl/7ae0'>Bao cao 5.pdf</a><a href='/api/dl/91bc'>Phu luc.docx</a></div>",
    "cells": "<table class='dinhkem'><tr><td colspan=2>Tải tài liệu:</td></tr><tr><td></td><td>"
    "<a href='Download.aspx?f=0'>Bao cao 5.pdf</a></td></tr>"
    "<tr><td></td><td><a href='Download.aspx?f=1'>Phu luc.docx</a></td></tr></table>",
    "custom elements": "<app-files><div>Văn bản kèm theo</div>"
    + "".join(f"<app-file><mat-icon>download</mat-icon>{LINK.format(name)}</app-file>" for name in ("Bao cao 5.pdf", "Phu luc.docx"))
    + "</app-files>",
    "linked and shown": f"<p>{LINK.format('Bao cao 5.pdf')}</p><iframe src='/pdfjs/web/viewer.html?file=%2Ff%2FBao%20cao%205.pdf'></iframe>"
    f"<p>{LINK.format('Phu luc.docx')}</p>",
}
OTHER = {
    "side": f"<div class='sidebar'><h3>Văn bản mới</h3><ul>{LIST}</ul></div>",
    "under a heading of others": f"<div><h3>Văn bản liên quan</h3><ul>{LIST}</ul></div>",
    "among news": f"<div><ul>{LIST}<li><a href='/t/9.html'>Tin khác của sở về một việc nữa</a></li></ul></div>",
}


@pytest.mark.parametrize("name", OWN)
def test_files_of_the_article(name: str) -> None:
    assert names(page(OWN[name])) == ("Bao cao 5.pdf", "Phu luc.docx")


def test_a_box_of_files_beside_headline_and_text() -> None:
    assert names(page("", f"<div class='dinhkem'><p>Tài liệu đính kèm</p><ul>{LIST}</ul></div>")) == ("Bao cao 5.pdf", "Phu luc.docx")


@pytest.mark.parametrize("name", OTHER)
def test_files_of_other_things(name: str) -> None:
    assert names(page(OTHER[name])) == ()
    assert names(page("", OTHER[name])) == ()
