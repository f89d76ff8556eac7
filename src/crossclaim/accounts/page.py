"""Accounts side by side as one standalone HTML page: no script, no request to anywhere, everything escaped."""

from __future__ import annotations

from collections.abc import Sequence

from crossclaim.accounts.grid import Grid
from crossclaim.export.html import templates


def page(title: str, under: Sequence[str], grid: Grid, picture: str | None = None) -> str:
    """The page.

    Args:
        title: of the incident.
        under: lines under the title.
        grid: the accounts.
        picture: SVG of the tolls over time, made by `crossclaim.accounts.svg`; None for none.
    """
    pages = templates()
    head = pages.get_template("head.html").render()
    body = pages.get_template("incident.html").render(title=title, under=under, grid=grid, picture=picture or "")
    return head + body + pages.get_template("foot.html").render()
