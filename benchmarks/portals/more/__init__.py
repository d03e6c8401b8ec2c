"""A second set of sites, unlike the first in markup, language and the ways to their articles."""

from __future__ import annotations

from benchmarks.portals.more.agency import Agency
from benchmarks.portals.more.blog import Blog
from benchmarks.portals.more.bureau import Bureau
from benchmarks.portals.more.commune import Commune
from benchmarks.portals.more.daily import Daily
from benchmarks.portals.more.district import District
from benchmarks.portals.more.dnn import DotNetNuke
from benchmarks.portals.more.drupal import Drupal
from benchmarks.portals.more.framed import Framed
from benchmarks.portals.more.vue import Vue
from benchmarks.portals.site import Site

# in the order in which they were drawn
MORE: dict[str, type[Site]] = {
    site.name: site for site in (DotNetNuke, Drupal, Framed, Daily, District, Vue, Blog, Bureau, Commune, Agency)
}
