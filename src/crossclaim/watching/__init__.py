"""Feeds watched: what they offer is fetched, read and put in the ledger as it comes.

- `plan`: the user's file, checked; `offers`: what a feed or a sitemap offers; `schedule`: when what is tried again.
- `state`: how far one is, in the ledger; `rounds`: one round over what is due.

It needs the extra `feeds`: pip install 'crossclaim[feeds]'.
"""

from __future__ import annotations
