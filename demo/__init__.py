"""Sample portals on loopback, scriptable between two polls: `tinso demo` shows them, the tests crawl them.

```
from demo.server import serve
from demo.site import Portal

portal = Portal("nukeviet", seed=3, articles=40, sitemap="none", page_size=5)  # shape, then any field of `Options`
with serve(portal) as server:
    article = portal.publish(form="long")
    portal.edit(article, "number")
    portal.truth(article).lines  # what the document must say
    portal.remove(article, "soft")
    server.hits(portal)  # every request, with times, headers and status
```
"""
