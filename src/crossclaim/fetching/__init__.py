"""Addresses of others, fetched with care: nothing private is reached, nothing goes on for ever, nobody is hurried.

    fetcher = Fetcher(FetchSettings(agent="..."))
    page = fetcher.get("https://news.example/a")        # a `Fetched`, or a `FetchError` in one clear line

- `addresses`: which addresses may be reached at all; `resolving`: names to addresses that were checked.
- `exchange`: one request and its answer, redirects followed by hand; `bodies`: limits on what is unpacked.
- `robots`, `pace`, `retrying`: what a site asks for, how often it is asked, and when something is tried again.
- `fetcher`: all of it together; `text`: the words in what came.

It needs the extra `feeds`: pip install 'crossclaim[feeds]'.
"""

from __future__ import annotations

from crossclaim.fetching.exchange import Fetched
from crossclaim.fetching.fetcher import Fetcher
from crossclaim.fetching.settings import FetchSettings

__all__ = ["FetchSettings", "Fetched", "Fetcher"]
