"""Parsing: whatever comes in, a bounded tree comes out."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml.html import HtmlElement

from crawler.extraction import flow
from crawler.extraction.tree import MAX_ATTRIBUTES, MAX_TAGS, base_url, parse, visible_text


def depth(root: HtmlElement) -> int:
    level = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        level += 1 if event == "start" else -1
        deepest = max(deepest, level)
    return deepest


HOSTILE = {
    "divs": "<div>" * 100_000 + "giữa" + "</div>" * 100_000 + "<p>cuối",
    "fonts": "<font><b>" * 20_000 + "giữa",
    "tables": "<table><tr><td>" * 30_000 + "giữa",
    "lists": "<ul><li>" * 30_000 + "giữa",
    "one tag of attributes": "<p " + " ".join(f"a{i}=1" for i in range(200_000)) + ">giữa",
    "attributes with >": "<p " + " ".join(f'a{i}=">"' for i in range(50_000)) + ">giữa",
    "many attributes": ("<p " + " ".join(f"a{i}" for i in range(60)) + ">x") * 30_000,
    "elements": "<i>" * 2_000_000,
    "brackets": "<" * 3_000_000,
    "quotes": "<a ='" * 500_000,
    "comments": "<!--" * 500_000,
    "entities": "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>" + "".join(f"<!ENTITY a{i} '&a;&a;&a;'>" for i in range(50)) + "]><p>&a49;",
    "text": "<p>" + "chữ " * 3_000_000,
}


SOAK = {"lists", "tables", "many attributes", "elements", "text"}  # part of the long simulations


@pytest.mark.parametrize("name", [pytest.param(name, marks=[pytest.mark.soak] if name in SOAK else []) for name in HOSTILE])
def test_hostile(name: str) -> None:
    started = time.process_time()
    root = parse(HOSTILE[name])
    assert root.tag == "html"
    assert depth(root) <= 256
    assert sum(1 for _ in root.iter()) <= 2 * MAX_TAGS
    assert max(len(element.attrib) for element in root.iter()) <= MAX_ATTRIBUTES + 1
    visible_text(root)
    assert time.process_time() - started < 20  # seconds of processor time; measured well under one


@pytest.mark.parametrize("name", ["divs", "fonts"])
def test_deep_text_stays(name: str) -> None:
    text = visible_text(parse(HOSTILE[name]))
    assert "giữa" in text
    assert name != "divs" or "cuối" in text


ODD = [
    "",
    " ",
    "\0",
    "<",
    "\ud800",
    "<!-- -->",
    "<?php ?>",
    "<html>",
    "<frameset><frame>",
    "plain",
    "<?xml version='1.0' encoding='x'?><a>b",
]


@pytest.mark.parametrize("text", ODD)
def test_odd(text: str) -> None:
    assert parse(text).tag == "html"


def test_comments_are_dropped_and_text_stays() -> None:
    root = parse("<p>một<!-- hai --> ba<?php bốn ?></p>")
    assert visible_text(root).split() == ["một", "ba"]


def test_visible_text() -> None:
    root = parse("<title>t</title><p>a<b>b</b>c<br>d<script>x</script>e</p><select><option>f</select><ul><li>g<li>h</ul>")
    assert visible_text(root).split() == ["abc", "de", "g", "h"]


def test_base() -> None:
    assert base_url(parse("<base href='/sub/'>"), "https://a.vn/x/y") == "https://a.vn/sub/"
    assert base_url(parse("<base href='javascript:1'><base href='http://['>"), "https://a.vn/x") == "https://a.vn/x"


def test_flow() -> None:
    lines = flow.read(parse("<nav><a href='/'>Nhà</a></nav><h2><span>Tiêu</span> đề</h2><p>a<br>b <a href='/x'>c</a></p>"))
    assert [(line.text, line.heading, line.href) for line in lines] == [("Nhà", 0, "/"), ("Tiêu đề", 2, ""), ("a", 0, ""), ("b c", 0, "")]
    assert lines[0].zone & flow.Zone.NAV


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text(text: str) -> None:
    root = parse(text)
    assert root.tag == "html"
    visible_text(root)
    flow.read(root)


PIECES = ["<div a='>", "<p ", '="', "'>", "</", "<b>", "x", "<table>", "<td", ">", "<!--", "-->", "<script>", "&#0;"]


@given(st.lists(st.sampled_from(PIECES), max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_markup(pieces: list[str]) -> None:
    visible_text(parse("".join(pieces)))
