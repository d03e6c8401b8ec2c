"""How a published article can be edited: one function per kind, each changes the article and says what it did."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from random import Random

from demo import prose
from demo.articles import Article, Attachment, Paragraph, Photo

_SYNONYMS = (
    ("đẩy mạnh", "tăng cường"),
    ("ghi nhận", "đánh giá cao"),
    ("tổ chức", "phối hợp tổ chức"),
    ("hướng dẫn", "chỉ dẫn"),
    ("hoàn thành", "thực hiện xong"),
    ("cho biết", "chia sẻ"),
    ("yêu cầu", "đề nghị"),
    ("trước đây", "trước kia"),
    ("Hiện ", "Hiện nay, "),
    ("người dân", "nhân dân"),
    ("để ", "nhằm "),
    ("của ", "thuộc "),
)
_NUMBER = re.compile(r"(?<![\w/.,:-])\d{2,3}(?![\w/:%-]|[.,]\d)")
_DAY = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?![\d/])")


def _change_text(article: Article, change: Callable[[str], str]) -> str:
    """Apply `change` to lead and paragraphs in turn until one differs; the new text, or "" if none did."""
    for n, block in enumerate(article.body):
        if isinstance(block, Paragraph):
            new = change(block.text)
            if new != block.text:
                article.body[n] = Paragraph(new)
                return new
    new = change(article.lead)
    if new != article.lead:
        article.lead = new
        return new
    return ""


def wording(article: Article, rng: Random, province: str) -> str:
    pairs = list(_SYNONYMS)
    rng.shuffle(pairs)
    for old, new in pairs:
        if _change_text(article, lambda text, old=old, new=new: text.replace(old, new, 1) if new not in text else text):  # type: ignore[misc]
            return f"“{old.strip()}” thành “{new.strip()}”"
    _change_text(article, lambda text: "Được biết, " + text[:1].lower() + text[1:])
    return "thêm “Được biết”"


def number(article: Article, rng: Random, province: str) -> str:
    was: list[str] = []

    def change(text: str) -> str:
        match = _NUMBER.search(text)
        if not match:
            return text
        was.append(match.group())
        return text[: match.start()] + str(int(match.group()) + rng.randint(1, 9)) + text[match.end() :]

    if not _change_text(article, change):
        raise ValueError(f"article {article.id} has no number to change")
    return f"số liệu {was[0]}"


def name(article: Article, rng: Random, province: str) -> str:
    text = " ".join(article.blocks())
    old = next((person for person in article.people if person in text), None)
    if old is None:
        raise ValueError(f"article {article.id} names nobody")
    new = prose.person(rng)
    while new == old:
        new = prose.person(rng)
    article.lead = article.lead.replace(old, new)
    article.people = [new if person == old else person for person in article.people]
    for n, block in enumerate(article.body):
        match block:
            case Paragraph(text):
                article.body[n] = Paragraph(text.replace(old, new))
            case Photo(caption):
                article.body[n] = Photo(caption.replace(old, new))
            case _:
                pass
    return f"{old} thành {new}"


def day(article: Article, rng: Random, province: str) -> str:
    def change(text: str) -> str:
        return _DAY.sub(lambda m: f"{int(m.group(1)) % 28 + 1}/{m.group(2)}", text, count=1)

    new = _change_text(article, change)
    if not new:
        raise ValueError(f"article {article.id} has no day to change")
    return "ngày diễn ra"


def date(article: Article, rng: Random, province: str) -> str:
    article.published -= timedelta(days=1)
    return "ngày đăng lùi một ngày"


def paragraph_added(article: Article, rng: Random, province: str) -> str:
    text = prose.sentence(rng, province, article.published)
    article.body.insert(rng.randint(1, len(article.body)) if article.body else 0, Paragraph(text))
    return text[:60]


def paragraph_removed(article: Article, rng: Random, province: str) -> str:
    places = [n for n, block in enumerate(article.body) if isinstance(block, Paragraph)]
    if len(places) < 2:
        raise ValueError(f"article {article.id} is too short to lose a paragraph")
    gone = article.body.pop(min(places[1:], key=lambda n: len(article.body[n].lines()[0])))
    return gone.lines()[0][:60]


def title(article: Article, rng: Random, province: str) -> str:
    article.title = article.title.replace(" (cập nhật)", "") if article.title.endswith("(cập nhật)") else f"{article.title} (cập nhật)"
    return article.title


def attachment(article: Article, rng: Random, province: str) -> str:
    file = f"Dự thảo lần {rng.randint(2, 90)}.pdf"
    article.attachments.append(Attachment(name=file))
    return file


def attachment_replaced(article: Article, rng: Random, province: str) -> str:
    if not article.attachments:
        raise ValueError(f"article {article.id} has no attachment")
    article.attachments[0].revision += 1
    return article.attachments[0].name


def shrink(article: Article, rng: Random, province: str) -> str:
    kept = next((block for block in article.body if isinstance(block, Paragraph)), None)
    gone = len(article.body) - 1
    article.body = [kept] if kept else []
    article.signature = ""
    return f"bỏ {gone} khối"


def mixed(article: Article, rng: Random, province: str) -> str:
    """Several at once: what happens when an editor rewrites."""
    done = [wording(article, rng, province), paragraph_added(article, rng, province)]
    return "; ".join(done)


def fits(kind: str, article: Article) -> bool:
    """Whether an article has what an edit of this kind needs: a name, a number, a second paragraph, an attachment."""
    try:
        KINDS[kind](deepcopy(article), Random(0), "")
    except ValueError:
        return False
    return True


KINDS: dict[str, Callable[[Article, Random, str], str]] = {
    "wording": wording,
    "number": number,
    "name": name,
    "day": day,
    "date": date,
    "paragraph_added": paragraph_added,
    "paragraph_removed": paragraph_removed,
    "title": title,
    "attachment": attachment,
    "attachment_replaced": attachment_replaced,
    "shrink": shrink,
    "mixed": mixed,
}
