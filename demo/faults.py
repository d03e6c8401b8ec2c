"""What can go wrong with a portal as a whole."""

from __future__ import annotations

import gzip
import time
from typing import TYPE_CHECKING

from demo.exchange import Request, Response, quoted

if TYPE_CHECKING:
    from demo.site import Portal

FAULTS = ("500", "503", "429", "flood", "drip", "gzip", "loop", "refused", "maintenance", "cookie", "shell")
DRIP_SECONDS = 0.05  # between two bytes


def flood_page() -> Response:
    """What a flood blocker sends in place of the page, with status 200."""
    text = (
        '<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Hãy đợi...</title></head><body><div><h1>Hãy đợi...</h1>'
        "<p>Hệ thống đang từ chối truy cập của bạn vì có quá nhiều yêu cầu trong thời gian ngắn.</p>"
        '<p>Vui lòng thử lại sau <span id="secs">30</span> giây.</p></div></body></html>'
    )
    return Response(body=text.encode())


def flooded(portal: Portal) -> bool:
    """Count this request; True when there were too many in the window of the option `flood`."""
    most, seconds = portal.options.flood
    if not most:
        return False
    now = time.monotonic()
    portal.recent = [at for at in portal.recent if at > now - seconds] + [now]
    return len(portal.recent) > most


def _plain(title: str, body: str) -> Response:
    return Response(body=f'<html><head><meta charset="utf-8"><title>{title}</title></head><body>{body}</body></html>'.encode())


def respond(portal: Portal, request: Request) -> Response:
    """The answer of the portal's present fault."""
    match portal.fault:
        case "500":
            return Response(500, b"<html><body><h1>Server Error in '/' Application.</h1></body></html>")
        case "503" | "429":
            body = "<html><body><h1>Hệ thống bận, vui lòng thử lại sau</h1></body></html>".encode()
            return Response(int(portal.fault), body, headers={"Retry-After": str(portal.retry_after)})
        case "flood":
            return flood_page()
        case "drip":
            return Response(body=b"<html><body>" + b"<p>a</p>" * 20_000, pace=DRIP_SECONDS)
        case "gzip":
            return Response(body=gzip.compress(b"<html><body>" + bytes(range(256)) * 200), headers={"Content-Encoding": "gzip"}, cut=True)
        case "loop":
            turn = "&vong=1" if "?" in request.target else "?vong=1"
            target = request.target.replace(turn, "") if turn in request.target else request.target + turn
            return Response(302, headers={"Location": quoted(target)})
        case "maintenance":
            return _plain("Bảo trì", "<h1>Hệ thống đang được nâng cấp, bảo trì</h1><p>Mời bạn quay lại sau.</p>")
        case "cookie":
            script = f'document.cookie="D1N={portal.seed:032x}"+"; path=/";window.location.reload(true);'
            return Response(body=f"<html><body><script>{script}</script></body></html>".encode())
        case "shell":
            return _plain("Cổng thông tin", '<div id="root"></div><script src="/static/main.js"></script>')
        case _:
            return Response(abort=True)
