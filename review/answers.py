"""What the JSON interface answers, as JSON Schema: the shapes its description names. The tests hold every real answer against them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from storage.models import ArticleState, ChangeKind, FileState, LifeCycle, PortalKind, ReviewState

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer"}
FLAG: Schema = {"type": "boolean"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
TEXTS: Schema = {"type": "array", "items": TEXT}
# ISO 8601 in +07:00, or the day alone where a page tells no time
PUBLISHED: Schema = {"type": ["string", "null"], "pattern": r"^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d)?)?$"}


def one_of(values: Any) -> Schema:
    return {"type": "string", "enum": [str(value) for value in values]}


def maybe(schema: Schema) -> Schema:
    return {**schema, "type": [schema["type"], "null"]}


def named(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def many(name: str) -> Schema:
    return {"type": "array", "items": named(name)}


def thing(**properties: Schema) -> Schema:
    """An object that has all of these and nothing else."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


_ATTACHMENT: Schema = {
    "type": "object",
    "properties": {
        "name": TEXT,
        "url": TEXT,
        "state": one_of(FileState),
        "size": maybe(NUMBER),
        "last_modified": maybe(MOMENT),
        "since": maybe(MOMENT),
    },
    "required": ["name", "url"],
    "additionalProperties": False,
}
_ARTICLE: dict[str, Schema] = {
    "id": NUMBER,
    "portal": TEXT,
    "url": TEXT,
    "aliases": TEXTS,
    "title": TEXT,
    "published": PUBLISHED,
    "author": TEXT,
    "lead": TEXT,
    "text": TEXT,
    "captions": TEXTS,
    "attachments": many("Attachment"),
    "content_hash": TEXT,
    "document": maybe(TEXT),
    "state": one_of(ArticleState),
    "copy_of": maybe(NUMBER),
    "first_seen": MOMENT,
    "last_seen": MOMENT,
    "version": NUMBER,
    "extractor": TEXT,
}
_CHANGE: dict[str, Schema] = {
    "id": NUMBER,
    "kind": one_of(ChangeKind),
    "at": MOMENT,
    "portal": TEXT,
    "article": NUMBER,
    "url": TEXT,
    "title": TEXT,
    "edit": TEXTS,
    "before": maybe(NUMBER),
    "after": maybe(NUMBER),
    "review_state": one_of(ReviewState),
}
_PORTAL: dict[str, Schema] = {
    "slug": TEXT,
    "name": TEXT,
    "kind": one_of(PortalKind),
    "url": TEXT,
    "province": TEXT,
    "province_2025": TEXT,
    "life_cycle": one_of(LifeCycle),
    "enabled": FLAG,
    "articles": NUMBER,
    "unread": NUMBER,
    "last_success": maybe(MOMENT),
    "last_new": maybe(MOMENT),
    "last_failure": TEXT,
    "failed_runs": NUMBER,
    "next_due": maybe(MOMENT),
    "interval": {"type": ["number", "null"], "description": "Seconds between two looks."},
    "cause": TEXT,
    "expected": maybe(MOMENT),
}
_VERSION: dict[str, Schema] = {
    "number": NUMBER,
    "at": MOMENT,
    **{name: _ARTICLE[name] for name in ("title", "published")},
    "published_evidence": TEXT,
    **{name: _ARTICLE[name] for name in ("author", "lead", "text", "captions", "attachments", "content_hash", "document")},
    "baseline": FLAG,
    "archived": FLAG,
}
_MARKS: dict[str, Schema] = {"starred": FLAG, "note": TEXT, "tags": TEXTS}
_STATES: Schema = {"type": "object", "additionalProperties": one_of(ReviewState)}
_SPANS: Schema = {
    "type": "array",
    "items": thing(text=TEXT, mark=one_of(("", "gone", "come")), fact=one_of(("", "number", "date", "name"))),
}

SCHEMAS: Mapping[str, Schema] = {
    "Error": thing(error={"type": "string", "description": "One line."}),
    "Attachment": _ATTACHMENT,
    "Article": thing(**_ARTICLE),
    "MarkedArticle": thing(**_ARTICLE, **_MARKS),
    "Version": thing(**_VERSION),
    "Change": thing(**_CHANGE, reason=TEXT, decided_at=maybe(MOMENT), size=NUMBER),
    "Row": thing(
        **_CHANGE,
        changes={"type": "array", "items": NUMBER, "description": "What a decision on it should name: itself and what is folded under it."},
        lead=TEXT,
        published=PUBLISHED,
        reason=TEXT,
        **_MARKS,
        reprints={"type": "array", "items": thing(change=NUMBER, portal=TEXT, article=NUMBER)},
    ),
    "Line": thing(kind=one_of(("equal", "changed", "gone", "come")), left=_SPANS, right=_SPANS),
    "Portal": thing(**_PORTAL),
    "PortalDays": thing(**_PORTAL, days={"type": "array", "items": NUMBER}),
    "Decision": thing(id=NUMBER, at=MOMENT, act=TEXT, source=TEXT, items=NUMBER, undone=FLAG),
    "Decided": thing(
        decision={**maybe(NUMBER), "description": "Its number, for an undo; null when nothing was left to do."},
        done=NUMBER,
        states=_STATES,
        refused={"type": "array", "items": NUMBER},
        waiting=NUMBER,
    ),
}
