"""The desk: pages and an API over a ledger, for reading accounts side by side and putting the machine right.

    app = build(DeskSettings(secret=...), ledger)      # an ASGI application

It needs the extra `desk`: pip install 'crossclaim[desk]'.
"""

from __future__ import annotations

from crossclaim.desk.app import build
from crossclaim.desk.settings import DeskSettings, Limits

__all__ = ["DeskSettings", "Limits", "build"]
