"""CMS families as data, as far as discovery needs them: how they are recognised and where they keep feeds and sitemaps."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """`mark` is looked for in the page and in "server: …" lines of its headers; addresses are relative to the site's root."""

    name: str
    mark: str
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()  # forms of page addresses, {n} = number: tried when a pager names none


FAMILIES: tuple[Family, ...] = (
    Family(
        name="nukeviet",
        mark=r"nv_base_siteurl|nv_lang_data|NukeViet|/themes/[^\"']+/js/nv\.|/assets/js/language/",
        feeds=("/rss/", "/vi/news/rss/", "/news/rss/"),
        sitemaps=("/sitemap.xml",),
        pages=("page-{n}/",),
    ),
    Family(
        name="vnportal",
        mark=r"UIArticle|DesktopModule/UI|storage-vnportal|UISocialShare",
        feeds=("/rss",),
        sitemaps=("/sitemap.xml",),
        pages=("?page={n}", "/page/{n}"),
    ),
    Family(name="hosted", mark=r"/upload/\d{5,}/|/publish/thumbnail/\d+|common-title", feeds=("/rss",), sitemaps=("/sitemap.xml",)),
    Family(name="liferay", mark=r"Liferay\.|liferay-|asset_publisher|/combo/\?|p_p_id=", feeds=("/-/rss",), sitemaps=("/sitemap.xml",)),
    Family(
        name="sharepoint",
        mark=r"tandan-|_layouts/15|_spPageContextInfo|Skip Ribbon|MicrosoftSharePoint|s4-workspace",
        feeds=("/_layouts/15/listfeed.aspx",),
        sitemaps=("/sitemap.xml",),
    ),
    Family(name="dotnetnuke", mark=r"/DesktopModules/|dnn_ctr|/Portals/\d+/|DotNetNuke", sitemaps=("/SiteMap.aspx",)),
    Family(
        name="wordpress",
        mark=r"/wp-content/|/wp-includes/|content=[\"']WordPress",
        feeds=("/feed/",),
        sitemaps=("/wp-sitemap.xml", "/sitemap_index.xml"),
        pages=("page/{n}/",),
    ),
    Family(
        name="joomla",
        mark=r"content=[\"']Joomla|/media/jui/|/components/com_|option=com_|itemListView",
        feeds=("/index.php?format=feed&type=rss",),
        pages=("?start={n}0",),
    ),
    Family(
        name="drupal",
        mark=r"/sites/(?:default|all)/|Drupal\.settings|content=[\"']Drupal|data-drupal",
        feeds=("/rss.xml",),
        pages=("?page={n}",),
    ),
    Family(name="press", mark=r"/tin-tuc/\d+/\d+/", feeds=("/rss/home.rss", "/rss/trang-chu.rss"), sitemaps=("/sitemap.xml",)),
    Family(name="websphere", mark=r"/wps/(?:portal|wcm)/"),
)
_GENERAL_FEEDS = ("/rss", "/feed/", "/rss.xml")
_GENERAL_SITEMAPS = ("/sitemap.xml", "/sitemap_index.xml")


def recognise(text: str, headers: Mapping[str, str], hint: str = "") -> str:
    """The family of a page by its marks, most marks first; the hint when there is none, "" when nothing is known."""
    page = text[:300_000] + "\n" + " ".join(f"{name}: {value}" for name, value in headers.items() if name in ("x-powered-by", "generator"))
    best, count = hint, 0
    for family in FAMILIES:
        found = sum(1 for _ in zip(range(20), re.finditer(family.mark, page, re.IGNORECASE), strict=False))
        if found > count:
            best, count = family.name, found
    return best


def _of(name: str) -> Family | None:
    return next((family for family in FAMILIES if family.name == name), None)


def feed_guesses(name: str) -> tuple[str, ...]:
    """Well-known feed addresses, the family's own first."""
    family = _of(name)
    return tuple(dict.fromkeys((family.feeds if family else ()) + _GENERAL_FEEDS))[:4]


def sitemap_guesses(name: str) -> tuple[str, ...]:
    """Well-known sitemap addresses, the family's own first."""
    family = _of(name)
    return tuple(dict.fromkeys((family.sitemaps if family else ()) + _GENERAL_SITEMAPS))[:3]


def page_forms(name: str) -> tuple[str, ...]:
    """Forms of page addresses to try where a pager names none, the family's own first."""
    family = _of(name)
    return tuple(dict.fromkeys((family.pages if family else ()) + ("?page={n}",)))[:2]
