"""How Scrapy behaves here. Facts about portals are in seeds/, settings of a process in config.py; this is the rest."""

from importlib import metadata

import config

_CONFIG = config.load()


def user_agent(contact: str) -> str:
    """Who we say we are: name, version and, when the operator gave one, an address for the people who run the portals."""
    note = f"; +{contact}" if contact else ""
    return f"tinso/{metadata.version('tinso')} (Vietnamese local news monitor{note})"


BOT_NAME = "tinso"
SPIDER_MODULES = ["crawler.spiders"]
USER_AGENT = user_agent(_CONFIG.contact)
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "vi,en;q=0.5",
}

TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
DOWNLOAD_HANDLERS = {
    "http": "crawler.download.GuardedHandler",
    "https": "crawler.download.GuardedHandler",
    # no other way out of this process
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}

# Pace, robots.txt, redirects, retries and cookies are crawler/fetch.py's: they reach across portals and processes, Scrapy's do not.
DOWNLOAD_DELAY = 0
CONCURRENT_REQUESTS = 64
CONCURRENT_REQUESTS_PER_DOMAIN = 64
ROBOTSTXT_OBEY = False  # obeyed in crawler/robots.py; Scrapy's lets waiting requests through
REDIRECT_ENABLED = False
METAREFRESH_ENABLED = False
RETRY_ENABLED = False
COOKIES_ENABLED = False
HTTPCACHE_ENABLED = False
AUTOTHROTTLE_ENABLED = False
DOWNLOADER_MIDDLEWARES = {
    # never the proxies of the environment: a portal's proxy is in the registry
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": None,
}

DOWNLOAD_TIMEOUT = _CONFIG.timeout
DOWNLOAD_MAXSIZE = _CONFIG.max_body
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_FAIL_ON_DATALOSS = True
DOWNLOAD_VERIFY_CERTIFICATES = True  # exceptions are a portal's TLS policy

REMOTE_CONTROL_ENABLED = False
TELNETCONSOLE_ENABLED = False
CLOSESPIDER_TIMEOUT = 0  # the order's limits end a run
LOG_LEVEL = _CONFIG.log_level
LOGSTATS_INTERVAL = 0
MEMUSAGE_ENABLED = False
FEED_EXPORT_ENCODING = "utf-8"
