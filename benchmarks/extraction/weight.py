"""What makes real pages heavy: style sheets and scripts in the page, a menu of many levels. Constant for a portal."""

from __future__ import annotations

import json
import re
from datetime import datetime
from functools import lru_cache
from random import Random

from benchmarks.extraction import prose
from benchmarks.extraction.markup import slug

_SECTIONS = (
    "Chiến lược, quy hoạch, kế hoạch",
    "Công báo điện tử",
    "Dự án, hạng mục đầu tư",
    "Đường dây nóng",
    "Giải quyết khiếu nại, tố cáo",
    "Công khai ngân sách",
    "Cải cách hành chính",
    "Chuyên trang chuyển đổi số",
    "Phổ biến, giáo dục pháp luật",
    "Báo cáo thống kê",
    "Đề tài khoa học",
    "Góp ý dự thảo văn bản",
    "Chức năng, nhiệm vụ",
    "Cơ cấu tổ chức",
    "Phòng, ban chuyên môn",
    "Đơn vị trực thuộc",
    "Danh bạ điện thoại",
    "Thông tin đấu thầu",
    "Tuyển dụng",
    "Học tập và làm theo",
)
_HEAD_END = re.compile(r"</head>", re.IGNORECASE)
_BODY_START = re.compile(r"<body[^>]*>", re.IGNORECASE)
_BODY_END = re.compile(r"</body>", re.IGNORECASE)


@lru_cache(maxsize=512)
def _parts(portal: str) -> tuple[str, str, str]:
    """Head, menu and tail of one portal; any of them may be empty."""
    rng = Random(f"weight/{portal}")
    head = menu = tail = ""
    if rng.random() < 0.7:
        rules = (
            f".c{rng.randint(1, 999)}{{margin:{rng.randint(0, 9)}px;color:#{rng.getrandbits(24):06x}}}" for _ in range(rng.randint(60, 500))
        )
        head = f'<style type="text/css">{"".join(rules)}</style>'
        calls = (f"function f{n}(a){{return a&&a.x{rng.randint(1, 99)}<{rng.randint(1, 99)}}};" for n in range(rng.randint(20, 250)))
        head += f'<script type="text/javascript">{"".join(calls)}</script>'
    if rng.random() < 0.5:
        items = []
        for _ in range(rng.randint(5, 9)):
            below = "".join(f'<li><a href="/{slug(name)}">{name}</a></li>' for name in rng.sample(_SECTIONS, rng.randint(3, 9)))
            top = rng.choice(_SECTIONS)
            items.append(f'<li><a href="/{slug(top)}">{top}</a><ul>{below}</ul></li>')
        menu = f"<div><ul>{''.join(items)}</ul></div>"
    if rng.random() < 0.5:
        known = [prose.write(rng, "Sơn Hải", "short", datetime(2024, 5, 6, 7, tzinfo=prose.VIETNAM)) for _ in range(6)]
        data = json.dumps([{"title": story.title, "summary": story.lead} for story in known], ensure_ascii=False)
        tail = f"<script>var items = {data}; show(items);</script><noscript><img src='/px.gif?id={rng.getrandbits(40)}'></noscript>"
    return head, menu, tail


def load(html: str, portal: str) -> str:
    """The page with its portal's weight put where such things stand."""
    head, menu, tail = _parts(portal)
    html = _HEAD_END.sub(lambda found: head + found.group(), html, count=1)
    html = _BODY_START.sub(lambda found: found.group() + menu, html, count=1)
    return _BODY_END.sub(lambda found: tail + found.group(), html, count=1)
