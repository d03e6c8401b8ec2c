"""The sites: each a module of its own with markup of its own, but for `fragments`, which is `vnportal` with other lists."""

from __future__ import annotations

from benchmarks.portals.site import Site
from benchmarks.portals.sites.broadcaster import Broadcaster
from benchmarks.portals.sites.fragments import Fragments
from benchmarks.portals.sites.joomla import Joomla
from benchmarks.portals.sites.liferay import Liferay
from benchmarks.portals.sites.newspaper import Newspaper
from benchmarks.portals.sites.nextjs import NextJs
from benchmarks.portals.sites.nukeviet import NukeViet
from benchmarks.portals.sites.queries import Queries
from benchmarks.portals.sites.sharepoint import SharePoint
from benchmarks.portals.sites.tenant import Tenant
from benchmarks.portals.sites.vnportal import VnPortal
from benchmarks.portals.sites.webforms import WebForms
from benchmarks.portals.sites.wordpress import WordPress

# in the order in which they were drawn
SITES: dict[str, type[Site]] = {
    site.name: site
    for site in (
        *(NukeViet, VnPortal, Newspaper, WordPress, WebForms, NextJs),
        *(Liferay, SharePoint, Tenant, Joomla, Broadcaster, Queries, Fragments),
    )
}
