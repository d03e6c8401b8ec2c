"""The identity of a page: one address for all the ways a portal writes it, and still one that can be fetched."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit, urlunsplit

from storage.models import Portal, Profile

# Parameters that never name a page: tracking, sessions, portlet state, cache busters, where to go back to.
_NOISE = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|zarsrc|igshid|mc_[ce]id|_ga|_gl|ref_src|"
    r"phpsessid|jsessionid|aspsessionid\w*|sessionid|session_id|cfid|cftoken|zenid|"
    r"p_auth|inheritredirect|p_p_state(?:_rcv)?|p_p_mode|p_p_col_(?:id|count|pos)|(?:\w*_)?(?:redirect|backurl|returnurl|return_url)|"
    r"isdlg|cacheid|nvvithemever|rnd|rand|random|nocache|_|__cf\w+|isappinstalled|amp_js_v|usqp",
    re.IGNORECASE,
)
# Those of them that are new with every visit.
_RANDOM = re.compile(
    r"phpsessid|jsessionid|aspsessionid\w*|sessionid|session_id|cfid|cftoken|zenid|p_auth|rnd|rand|random|nocache", re.IGNORECASE
)
# Parameters that are noise with a certain value only.
_NOISE_VALUES: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        re.compile(r"s(?:id)?|sess(?:ion)?|phien|token|csrf\w*|_token", re.IGNORECASE),
        re.compile(r"[0-9a-f]{16,}|[0-9a-z]{24,}", re.IGNORECASE),
    ),
    (re.compile(r"t|ts|v|ver|time|timestamp", re.IGNORECASE), re.compile(r"\d{10,}(?:\.\d+)?")),
    (re.compile(r"page_?index", re.IGNORECASE), re.compile(r"0?")),
    # the way back to where the reader came from, and the same page in another dress
    (
        re.compile(
            r"(?:.*_)?(?:source|back|back_?link|return|return_?(?:to|path)|ref|refer(?:r?er)?|ref_?url|from|came_?from|prev(?:ious)?_?(?:url|page)?)",
            re.IGNORECASE,
        ),
        re.compile(r"(?:https?(?::|%3a)|/|%2f).*", re.IGNORECASE),
    ),
    (re.compile(r"amp|is_?mobile|mobile|mobile_?view", re.IGNORECASE), re.compile(r"1?|true|yes|on", re.IGNORECASE)),
    (re.compile(r"output_?type", re.IGNORECASE), re.compile(r"amp", re.IGNORECASE)),
    # the way back, in the many names it has
    (
        re.compile(r"source|src|from|ref(?:errer)?|back(?:to)?|return(?:to)?|ret|prev|next|continue|goto|inheritredirect", re.IGNORECASE),
        re.compile(r"(?:/|%2F|https?:|https?%3A).*", re.IGNORECASE),
    ),
    (re.compile(r"isdlg|ispopup", re.IGNORECASE), re.compile(r"[01]|true|false", re.IGNORECASE)),
)
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#;]*", re.IGNORECASE)
_COOKIELESS = re.compile(r"/\((?:[A-Z]\([0-9a-z_-]{10,}\))+\)(?=/|$)", re.IGNORECASE)  # ASP.NET sessions without a cookie
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_KEPT = _UNRESERVED | frozenset("!$&'()*+,;=:@/?")
_ESCAPES = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_DEFAULT_PORTS = {"http": 80, "https": 443}


def _readable(match: re.Match[str]) -> str:
    """Percent escapes as letters where that changes nothing: reserved characters and broken UTF-8 stay escaped."""
    raw = bytes.fromhex(match[0].replace("%", ""))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return match[0].upper()
    return "".join(c if c in _UNRESERVED or ord(c) > 0x9F else "".join(f"%{byte:02X}" for byte in c.encode()) for c in text)


def _encode(text: str) -> str:
    out: list[str] = []
    for index, char in enumerate(text):
        if char in _KEPT or (char == "%" and _ESCAPES.match(text, index)):
            out.append(char)
        else:
            out.extend(f"%{byte:02X}" for byte in char.encode("utf-8", "replace"))
    return "".join(out)


def encode(text: str) -> str:
    """One spelling of a path or query: NFC, UTF-8, escaped only where it must be, reserved characters as they were."""
    return _encode(unicodedata.normalize("NFC", _ESCAPES.sub(_readable, text)))


def _segments(path: str) -> str:
    """Dot segments resolved, doubled slashes collapsed."""
    out: list[str] = []
    parts = path.split("/")
    for part in parts:
        if part == "..":
            del out[-1:]
        elif part not in ("", "."):
            out.append(part)
    tail = "/" if parts[-1] in ("", ".", "..") and out else ""
    return "/" + "/".join(out) + tail


def bare_host(host: str) -> str:
    """A host without `www.`: both are one portal."""
    host = host.lower().rstrip(".")
    return host.removeprefix("www.")


@lru_cache(4096)
def split(url: str) -> SplitResult | None:
    """`urlsplit` that answers None instead of raising; ports that are no number count as broken too."""
    try:
        parts = urlsplit(url)
        _ = parts.port
        _ = parts.hostname
    except ValueError:
        return None
    return parts


def _origin(parts: SplitResult, portal: Portal) -> tuple[str, str]:
    """Scheme and host[:port] of an address; those of the portal itself when it is the portal's, whatever the spelling."""
    host, port = (parts.hostname or "").rstrip("."), parts.port
    home = split(portal.url)
    if home is not None and home.hostname and bare_host(home.hostname) == bare_host(host):
        default = {None, 80, 443}
        if port == home.port or (port in default and home.port in default):
            scheme = home.scheme
            return scheme, _netloc(home.hostname, home.port, scheme)
    return parts.scheme, _netloc(host, port, parts.scheme)


def _netloc(host: str, port: int | None, scheme: str) -> str:
    name = f"[{host}]" if ":" in host else _encode(host)
    return name if port is None or port == _DEFAULT_PORTS.get(scheme) else f"{name}:{port}"


def _noise(name: str, value: str, ignored: frozenset[str]) -> bool:
    if name in ignored or _NOISE.fullmatch(name):
        return True
    return any(names.fullmatch(name) and values.fullmatch(value) for names, values in _NOISE_VALUES)


def sessions(url: str) -> list[str]:
    """Names of the parameters of an address that carry a session id or a random token; they are dropped from its identity."""
    parts = split(url)
    if parts is None:
        return []
    names = [";session"] if _PATH_SESSION.search(parts.path) or _COOKIELESS.search(parts.path) else []
    for part in parts.query.replace("&amp;", "&").split("&"):
        name, _, value = part.partition("=")
        random = _RANDOM.fullmatch(name) is not None
        if random or any(kind.fullmatch(name) and values.fullmatch(value) for kind, values in _NOISE_VALUES[:2]):
            names.append(name)
    return names


@dataclass(frozen=True, slots=True)
class _Rule:
    """A parameter that names nothing beside certain others on paths of one form."""

    name: str
    beside: frozenset[str]
    path: re.Pattern[str]


@lru_cache(maxsize=256)
def _learned(ignored: tuple[str, ...]) -> tuple[frozenset[str], tuple[_Rule, ...]]:
    """What a profile ignores: parameters everywhere, and rules "name|beside,beside|form of the path"."""
    rules = []
    for entry in ignored:
        if "|" in entry:
            name, beside, path = [*entry.split("|", 2), ""][:3]
            try:
                rules.append(_Rule(name, frozenset(filter(None, beside.split(","))), re.compile(path)))
            except re.error:
                continue
    return frozenset(entry for entry in ignored if not entry.startswith("/") and "|" not in entry), tuple(rules)


def _idle_here(ignored: tuple[str, ...], path: str, query: str) -> frozenset[str]:
    """The learned parameters that name nothing in an address of this path and query."""
    everywhere, rules = _learned(ignored)
    if not rules or not query:
        return everywhere
    names = {part.partition("=")[0] for part in query.replace("&amp;", "&").split("&")}
    return everywhere | {rule.name for rule in rules if rule.beside <= names and rule.path.fullmatch(path)}


def _query(query: str, ignored: frozenset[str]) -> str:
    """Parameters that matter, each once, in one order: portals write the same page's parameters in any order."""
    kept = set()
    for part in encode(query.replace("&amp;", "&").replace("+", "%20")).split("&"):
        name, _, value = part.partition("=")
        if part and not _noise(name, value, ignored):
            kept.add(part)
    return "&".join(sorted(kept))


def _path(path: str, profile: Profile) -> str:
    path = _segments(_COOKIELESS.sub("", _PATH_SESSION.sub("", encode(path))))
    for prefix in profile.ignored:
        if prefix.startswith("/") and (path == prefix or path.startswith(prefix + "/")):
            return path[len(prefix) :] or "/"
    return path


def without_noise(url: str) -> str:
    """An address without the sessions and parameters that never name a page, otherwise as it was."""
    parts = split(url)
    if parts is None:
        return url
    path = _COOKIELESS.sub("", _PATH_SESSION.sub("", parts.path))
    return urlunsplit((parts.scheme, parts.netloc, path, _query(parts.query, frozenset()), ""))


def canonical(url: str, profile: Profile, portal: Portal) -> str:
    """The identity of `url` on this portal, itself an address that can be fetched. Any string in, a string out; idempotent.

    Scheme, `www.` and default port become the portal's own; fragment, sessions, tracking, portlet state and the parameters and
    path prefixes `profile.ignored` names are dropped; letters are NFC before they are escaped; parameters are sorted. Case and
    trailing slash stay: servers differ on them.
    """
    text = unicodedata.normalize("NFC", url.encode("utf-8", "replace").decode())
    for _ in range(50):  # what a rule uncovers is for the rules again: "/vi/vi/", ";jsessionid=1;jsessionid=2"
        after = _once(text, profile, portal)
        if after == text:
            break
        text = after
    return text


def _once(text: str, profile: Profile, portal: Portal) -> str:
    text = "".join(char for char in text if char >= " " and char != "\x7f").replace("\\", "/").strip()
    parts = split(text)
    if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
        return text
    scheme, netloc = _origin(parts, portal)
    path = _path(parts.path, profile)
    return urlunsplit((scheme, netloc, path, _query(parts.query, _idle_here(profile.ignored, path, parts.query)), ""))
