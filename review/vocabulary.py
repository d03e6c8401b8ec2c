"""What other rooms store as codes: closed lists, in words, marked for the catalogue. Sentences stand in `review.sentences`."""

from __future__ import annotations

from collections.abc import Mapping


def _(text: str) -> str:
    """Marks a text for the catalogue."""
    return text


# Kinds of change.
KINDS: Mapping[str, str] = {
    "new": _("new"),
    "edited": _("edited"),
    "moved": _("moved"),
    "removed": _("removed"),
    "restored": _("restored"),
}
# Review states, states of an article, and all of them.
STATES: Mapping[str, str] = {
    "unread": _("unread"),
    "kept": _("kept"),
    "dismissed": _("dismissed"),
    "read": _("read before"),
    "live": _("live"),
    "removed": _("removed"),
    "any": _("all"),
    "": _("all"),
}
# Classes of an edit.
EDITS: Mapping[str, str] = {
    "wording": _("wording"),
    "facts": _("numbers, dates or names"),
    "paragraphs": _("paragraphs"),
    "title": _("title"),
    "attachments": _("attachments"),
    "date": _("date"),
}
# Life cycles of a portal.
LIVES: Mapping[str, str] = {
    "live": _("live"),
    "frozen": _("frozen"),
    "moved": _("moved away"),
    "dead": _("dead"),
    "unknown": _("unknown"),
}
# How a portal stands on the board.
STANDINGS: Mapping[str, str] = {
    "failing": _("failing"),
    "late": _("late"),
    "doubtful": _("to be looked at"),
    "waiting": _("not looked at yet"),
    "quiet": _("nothing expected"),
    "off": _("switched off"),
    "fine": _("fine"),
}
# Kinds of portal.
PORTALS: Mapping[str, str] = {
    "ict-department": _("ICT department"),
    "province-portal": _("province portal"),
    "successor-department": _("successor department"),
    "newspaper": _("newspaper"),
    "broadcaster": _("broadcaster"),
    "other": _("other"),
}
# What a person does.
ACTS: Mapping[str, str] = {
    "keep": _("Kept"),
    "dismiss": _("Dismissed"),
    "unread": _("Back to unread"),
    "read": _("Read"),
    "star": _("Starred"),
    "unstar": _("Star removed"),
    "note": _("Note written"),
    "tag": _("Tagged"),
    "untag": _("Tag removed"),
    "undo": _("Undone"),
}
# Where a decision was made.
SOURCES: Mapping[str, str] = {
    "desk": _("on the desk"),
    "command": _("on the command line"),
    "api": _("by a program"),
}
# Kinds of entry point.
ENTRIES: Mapping[str, str] = {
    "home": _("home page"),
    "feed": _("feed"),
    "sitemap": _("sitemap"),
    "listing": _("list of articles"),
}
# How a run ended.
OUTCOMES: Mapping[str, str] = {
    "complete": _("complete"),
    "partial": _("partial"),
    "failed": _("failed"),
    "stopped": _("stopped"),
    "died": _("died"),
}
# What a run counts.
COUNTS: Mapping[str, str] = {
    "new": _("new"),
    "copy": _("copies"),
    "unchanged": _("unchanged"),
    "edited": _("edited"),
    "moved": _("moved"),
    "removed": _("removed"),
    "restored": _("restored"),
    "suspected": _("to be looked at again"),
    "baseline": _("read anew"),
    "stale": _("to be read anew"),
    "refused": _("no articles"),
    "failed": _("not to be had"),
}
# What an article is suspected of.
SUSPICIONS: Mapping[str, str] = {
    "removed": _("it seems to be gone"),
    "shrunk": _("it became much shorter"),
}
# How certificates are treated.
TLS: Mapping[str, str] = {
    "verify": _("certificates are checked"),
    "legacy": _("old TLS is accepted"),
    "insecure": _("certificates are not checked"),
}
# Why a visit or a page gave nothing.
FAILURES: Mapping[str, str] = {
    "dns": _("the host name is not found"),
    "tls": _("trouble with the certificate"),
    "refused": _("connections are refused"),
    "timeout": _("no answer in time"),
    "connection": _("the connection broke off"),
    "private_address": _("a private address"),
    "offsite": _("it leads to another site"),
    "redirect_loop": _("redirected in circles"),
    "blocked": _("we are blocked"),
    "rate_limited": _("we ask too often"),
    "robots": _("robots.txt forbids it"),
    "not_found": _("page not found"),
    "gone": _("page gone for good"),
    "client_error": _("the request is rejected"),
    "server_error": _("the server reports an error"),
    "maintenance": _("closed for maintenance"),
    "too_large": _("too large"),
    "not_html": _("not a web page"),
    "empty": _("an empty page"),
    "not_article": _("not an article"),
    "soft_not_found": _("the page says it does not exist"),
    "needs_script": _("needs scripts"),
    "extraction": _("the text could not be read"),
    "bad_data": _("an answer that cannot be used"),
    "stopped": _("broken off"),
}
# What is wrong with a portal; what is not here is a failure.
CAUSES: Mapping[str, str] = {
    "offline": _("this machine has no network"),
    "gone": _("its home page is gone"),
    "bad_answer": _("its answers cannot be used"),
    "moved": _("it moved to another address"),
    "crash": _("its crawl processes die"),
    "silent": _("nothing new for long"),
    "frozen": _("it stopped publishing"),
    "lists_shrunk": _("its lists became short"),
    "fields_missing": _("new articles lack dates, leads or texts"),
    "costly": _("it takes many more requests"),
    "identity": _("every article seems new"),
    "redesigned": _("it was redesigned"),
    "taken_over": _("it may have been taken over"),
    "migration": _("its articles stand at another portal"),
    "disk": _("no room on the disk"),
}
# Where the day of publication was read.
EVIDENCE: Mapping[str, str] = {
    "below the headline": _("below the headline"),
    "above the headline": _("above the headline"),
    "far above the headline": _("far above the headline"),
    "in the headline's element": _("in the headline's element"),
    "before the first words": _("before the first words"),
    "below the lead": _("below the lead"),
    "after the text": _("after the text"),
    "on the page": _("on the page"),
    "a clock, as likely": _("a clock, as likely"),
    "published": _("said to be when it was published"),
    "modified": _("said to be when it was modified"),
    "time from metadata": _("time from metadata"),
    "json-ld": _("metadata (JSON-LD)"),
    "state": _("data that the page hands to its scripts"),
    "json-ld of the page": _("metadata of the page (JSON-LD)"),
    "json-ld created": _("metadata: created (JSON-LD)"),
    "json-ld modified": _("metadata: modified (JSON-LD)"),
    "meta": _("metadata of the page"),
    "meta modified": _("metadata of the page: modified"),
    "microdata": _("metadata (microdata)"),
    "microformat": _("metadata (microformat)"),
    "address": _("the page's address"),
}
# What an answer's status means, as the heading of a page.
STATUSES: Mapping[str, str] = {
    "400": _("This cannot be used"),
    "401": _("Log in first"),
    "403": _("Refused"),
    "404": _("Not found"),
    "405": _("Not possible this way"),
    "413": _("Too much at once"),
    "429": _("Too many tries"),
    "500": _("Something broke"),
    "503": _("Not possible right now"),
}
# What to do about a cause.
ACTIONS: tuple[str, ...] = (
    _("check this machine's own network and name server"),
    _("look whether the host name still exists; it may have moved with its department"),
    _('look at the certificate; if the portal is what it was, set tls = "legacy" or "insecure" for it'),
    _("open it in a browser; if it works there, the server may refuse this machine"),
    _("open it in a browser; if it works there, raise TINSO_TIMEOUT"),
    _("open it in a browser; the server breaks off its answers"),
    _("wait, or tell the people who run the portal"),
    _("wait"),
    _("set a longer delay for it, give TINSO_CONTACT, and ask its people to let you in"),
    _("set a longer delay for it"),
    _("read its robots.txt; ask its people for leave"),
    _("look for its successor, then say so with life_cycle and successor"),
    _("open it in a browser; declare the address that works"),
    _("install tinso[browser] and chromium, or declare a feed or sitemap of it as entry point"),
    _("see the last runs with tinso portals show"),
    _("look at the new address; if it is the portal's, accept it: tinso portals accept and its name"),
    _("see the log; its crawl processes die"),
    _("look whether it really publishes nothing; if it does, see tinso portals probe"),
    _("declare it frozen, or say where it went on"),
    _("see tinso portals probe: its lists name far fewer articles than they did"),
    _("see tinso extract --explain on one of its newest articles"),
    _("see the traps named by its last runs"),
    _("look at the newest addresses: every article seems new"),
    _("look at a few of its newest articles"),
    _("open it with care; if all is well with it: tinso portals accept and its name, else declare it dead"),
    _("make room on the disk; crawling goes on by itself"),
    _("make the new portal the old one's successor: tinso portals accept and the old one's name"),
)
