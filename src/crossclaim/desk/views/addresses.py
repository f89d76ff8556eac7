"""Addresses of the desk's pages."""

from __future__ import annotations

from typing import Protocol
from urllib.parse import quote


class Placed(Protocol):
    """Something in a version of a report."""

    @property
    def report(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def current(self) -> bool: ...


def incident_address(id: str) -> str:
    """Of an incident's page.

    >>> incident_address("i1")
    '/incidents/i1'
    """
    return f"/incidents/{quote(id, safe='')}"


def report_address(key: str, version: int | None = None) -> str:
    """Of a report's page; `version` only where it is not the current one."""
    return f"/reports/{quote(key, safe='')}" + (f"?version={version}" if version else "")


def claim_address(entry: Placed, claim: str) -> str:
    """Of the words behind a claim, in its report's text.

    Args:
        entry: the claim in the ledger.
        claim: its id within the report.
    """
    page = report_address(entry.report, None if entry.current else entry.version)
    return f"{page}#text-{quote(claim, safe='')}"
