"""The words of digests and alerts, in Vietnamese and English. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from scheduler.channels import Language
from scheduler.health import ACTIONS, Cause

LONGEST = 40  # entries of a digest; the desk has the others
_WORDS: Mapping[Language, Mapping[str, str]] = {
    "vi": {
        "new": "tin mới",
        "edited": "bài được sửa",
        "moved": "bài đổi địa chỉ",
        "removed": "bài bị gỡ",
        "restored": "bài đăng lại",
        "mark edited": "[sửa] ",
        "mark moved": "[đổi địa chỉ] ",
        "mark removed": "[gỡ] ",
        "mark restored": "[đăng lại] ",
        "more": "… và {} mục khác trên bàn đọc",
        "trouble": "Sự cố: {}",
        "recovered": "Đã ổn: {}",
        "event": "Tin báo: {}",
        "alerts": "{} cảnh báo",
        "do": "Nên làm: {}",
        "service": "dịch vụ tinso",
        "test": "Thử kênh báo tin",
        "test body": "Kênh này nhận được tin của tinso.",
        "ref": "Mã tin: {}",
    },
    "en": {
        "new": "new",
        "edited": "edited",
        "moved": "moved",
        "removed": "removed",
        "restored": "restored",
        "mark edited": "[edited] ",
        "mark moved": "[moved] ",
        "mark removed": "[removed] ",
        "mark restored": "[restored] ",
        "more": "… and {} more on the desk",
        "trouble": "Trouble: {}",
        "recovered": "Recovered: {}",
        "event": "Note: {}",
        "alerts": "{} alerts",
        "do": "To do: {}",
        "service": "the tinso service",
        "test": "Test of a channel",
        "test body": "This channel gets the messages of tinso.",
        "ref": "Message: {}",
    },
}
_CAUSES_VI: Mapping[Cause, tuple[str, str]] = {
    Cause.OFFLINE: ("không ra được mạng", "kiểm tra mạng và máy chủ tên miền của máy này"),
    Cause.DNS: ("không tìm thấy tên miền", "xem tên miền còn không; có thể cổng đã chuyển theo đơn vị mới"),
    Cause.TLS: ("chứng thư có lỗi", 'xem chứng thư; nếu vẫn đúng cổng ấy thì đặt tls = "legacy" hoặc "insecure"'),
    Cause.REFUSED: ("máy chủ từ chối kết nối", "mở bằng trình duyệt; nếu vào được thì có thể máy này bị chặn"),
    Cause.TIMEOUT: ("máy chủ không trả lời kịp", "mở bằng trình duyệt; nếu vào được thì tăng TINSO_TIMEOUT"),
    Cause.CONNECTION: ("kết nối bị đứt giữa chừng", "mở bằng trình duyệt để xem"),
    Cause.SERVER_ERROR: ("máy chủ báo lỗi", "chờ, hoặc báo cho đơn vị quản lý cổng"),
    Cause.MAINTENANCE: ("đang bảo trì", "chờ"),
    Cause.BLOCKED: ("chúng ta bị chặn", "đặt delay dài hơn, khai TINSO_CONTACT và xin phép đơn vị quản lý"),
    Cause.RATE_LIMITED: ("bị giới hạn số lần hỏi", "đặt delay dài hơn cho cổng này"),
    Cause.ROBOTS: ("robots.txt không cho đọc", "đọc robots.txt và xin phép đơn vị quản lý"),
    Cause.GONE: ("trang chủ không còn", "tìm cổng kế tiếp rồi khai life_cycle và successor"),
    Cause.REDIRECT_LOOP: ("chuyển hướng vòng quanh", "mở bằng trình duyệt rồi khai địa chỉ vào được"),
    Cause.NEEDS_SCRIPT: (
        "danh sách tin cần chạy script",
        "cài tinso[browser] và chromium, hoặc khai một feed hay sitemap của cổng làm entry point",
    ),
    Cause.BAD_ANSWER: ("trả lời không dùng được", "xem các lần chạy gần đây bằng tinso portals show"),
    Cause.MOVED: ("đã chuyển sang địa chỉ khác", "xem địa chỉ mới; nếu đúng là cổng ấy thì chạy tinso portals accept với tên cổng"),
    Cause.CRASH: ("tiến trình thu thập bị chết", "xem nhật ký"),
    Cause.SILENT: ("lâu không có tin mới", "xem cổng có thật không đăng gì; nếu có đăng thì chạy tinso portals probe"),
    Cause.FROZEN: ("cổng đã ngừng đăng tin", "khai là frozen, hoặc cho biết tin đăng tiếp ở đâu"),
    Cause.LISTS_SHRUNK: ("danh sách tin ngắn hẳn đi", "chạy tinso portals probe để xem"),
    Cause.FIELDS_MISSING: ("tin mới thiếu ngày, sapô hoặc nội dung", "chạy tinso extract --explain với một bài mới"),
    Cause.COSTLY: ("tốn nhiều lần hỏi hơn hẳn", "xem các bẫy mà những lần chạy gần đây đã nêu"),
    Cause.IDENTITY: ("mọi bài đều thành mới", "xem địa chỉ các bài mới nhất"),
    Cause.REDESIGNED: ("cổng đã đổi giao diện", "xem vài bài mới nhất"),
    Cause.TAKEN_OVER: (
        "có dấu hiệu bị chiếm, ngừng thu thập",
        "mở cẩn thận; nếu cổng vẫn ổn thì chạy tinso portals accept với tên cổng, nếu không còn là của đơn vị thì khai là dead",
    ),
    Cause.MIGRATION: ("tin cũ xuất hiện ở cổng khác", "nhận cổng mới làm cổng kế tiếp: chạy tinso portals accept với tên cổng cũ"),
    Cause.DISK: ("đĩa sắp đầy, tạm ngừng thu thập", "dọn đĩa; việc thu thập sẽ tự chạy tiếp"),
}


def cause_words(cause: str, language: Language) -> tuple[str, str]:
    """What a cause is called, and what to do about it."""
    try:
        known = Cause(cause)
    except ValueError:
        return cause, ""
    if language == "vi" and known in _CAUSES_VI:
        return _CAUSES_VI[known]
    return known.value.replace("_", " "), ACTIONS.get(known, "")


def digest(entries: Sequence[Mapping[str, Any]], language: Language, parcel: str) -> tuple[str, str]:
    """Title and text of a digest. An entry has `kind`, `portal_name`, `title`, `url`."""
    words = _WORDS[language]
    counts = Counter(str(entry["kind"]) for entry in entries)
    title = "tinso: " + ", ".join(
        f"{counts[kind]} {words[kind]}" for kind in ("new", "edited", "moved", "removed", "restored") if counts[kind]
    )
    lines: list[str] = []
    portals = dict.fromkeys(str(entry["portal_name"]) for entry in entries)
    left = LONGEST
    for portal in portals:
        own = [entry for entry in entries if entry["portal_name"] == portal][:left]
        left -= len(own)
        if own:
            lines += ["", portal]
            lines += [f"- {words.get('mark ' + str(entry['kind']), '')}{entry['title']}\n  {entry['url']}" for entry in own]
    if len(entries) > LONGEST:
        lines += ["", words["more"].format(len(entries) - LONGEST)]
    return title, "\n".join([*lines, "", words["ref"].format(parcel)]).strip()


def alerts(entries: Sequence[Mapping[str, Any]], language: Language, parcel: str) -> tuple[str, str]:
    """Title and text of one or several alerts. An entry has `end`, `portal_name`, `cause`, `detail`; an event of a moment has no end."""
    words = _WORDS[language]
    heads, lines = [], []
    for entry in entries:
        name = str(entry["portal_name"]) or words["service"]
        said, action = cause_words(str(entry["cause"]), language)
        kind = "event" if entry["cause"] == Cause.MIGRATION else "recovered" if entry["end"] else "trouble"
        head = words[kind].format(name)
        heads.append(head)
        if entry["end"]:
            lines.append(head)
            continue
        lines.append(f"{head}: {said}")
        lines += [f"  {entry['detail']}"] if entry["detail"] else []
        lines += [f"  {words['do'].format(action)}"] if action else []
    title = f"tinso: {heads[0]}" if len(heads) == 1 else "tinso: " + words["alerts"].format(len(heads))
    return title, "\n".join([*lines, "", words["ref"].format(parcel)])


def test(language: Language) -> tuple[str, str]:
    words = _WORDS[language]
    return f"tinso: {words['test']}", words["test body"]
