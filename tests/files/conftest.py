"""A data folder with real rows, documents and archived pages, filled the way ingest fills it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.documents import DocumentFolder, content_hash, date_line, render
from storage.models import Attachment, Extraction, Portal, PortalKind
from storage.records import ArchiveSpot, ArticleRecord
from storage.store import Store

NOW = datetime(2026, 3, 5, 7, 30, tzinfo=UTC)


class House:
    """One data folder."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.store = Store.open(data_dir)
        self.documents = DocumentFolder(data_dir)
        self.archive = Archive(data_dir)
        for slug in ("thai-binh", "lao-cai"):
            self.store.put_portal(Portal(slug=slug, kind=PortalKind.OTHER, name=slug, url=f"http://{slug}.vn/"), declared=True)

    def put(
        self,
        number: int,
        blocks: Sequence[str] = (),
        *,
        title: str = "",
        slug: str = "thai-binh",
        published: str = "2026-03-05T14:30:00+07:00",
    ) -> ArticleRecord:
        """Article `number` of a portal, with a page in the archive; the same blocks and title again make a copy."""
        url = f"http://{slug}.vn/tin-{number}.html"
        extraction = Extraction(
            title=title or f"Tin số {number}",
            blocks=tuple(blocks) or (f"Sapo của tin {number}.", f"Nội dung của tin {number}.", "Thu Hà"),
            published=published,
            author="Thu Hà",
            lead=f"Sapo của tin {number}.",
            captions=("Ảnh một.", "Ảnh hai."),
            attachments=(Attachment(name="Quyết định.pdf", url=f"http://{slug}.vn/qd.pdf"),),
            extractor="test 1",
        )
        digest = content_hash(extraction.title, extraction.blocks, date_line(published))
        place = self.archive.append(url, NOW, 200, (("Content-Type", "text/html"),), f"<html>{number} {extraction.title}</html>".encode())
        spot = ArchiveSpot(file=place.file, offset=place.offset, length=place.length, digest=place.digest)
        with self.documents.stage(render(extraction)) as staged, self.store.write():
            portal = self.store.portal_id(slug)
            article = self.store.add_article(portal, url, extraction, NOW)
            document = self.store.document_of(digest)
            if document is None:
                document = self.store.add_document(digest, article, (staged.sha256, staged.size), self.documents.name, NOW)
                staged.place(document.name)
            self.store.add_version(article, extraction, digest, document, spot, NOW)
        record = self.store.article(article)
        assert record is not None
        return record

    def articles(self) -> Iterator[ArticleRecord]:
        for (number,) in self.store.db.execute("SELECT id FROM articles ORDER BY id").fetchall():
            record = self.store.article(number)
            assert record is not None
            yield record

    def close(self) -> None:
        self.archive.close()
        self.store.close()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = House(tmp_path / "data")
    yield house
    house.close()
