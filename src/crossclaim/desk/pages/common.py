"""What pages share: the board of incidents, and addresses to cite."""

from __future__ import annotations

from crossclaim.desk.boards import Boards
from crossclaim.desk.context import Context


def boards_of(context: Context) -> Boards:
    """The desk's board of incidents."""
    return context.desk.boards


def absolute(context: Context, path: str) -> str:
    """An address with this desk's own name, for citing.

    Args:
        context: of the request.
        path: with its query.
    """
    return str(context.request.base_url).rstrip("/") + path
