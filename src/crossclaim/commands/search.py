"""`crossclaim search`: words in the ledger's claims and reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from crossclaim.commands.common import ends_well, ledger_option
from crossclaim.commands.views import echo_lines, format_option, width_option

if TYPE_CHECKING:
    from crossclaim.ledger.records import Found


@click.command("search", short_help="Search the ledger's claims and reports.")
@click.argument("query", nargs=-1, required=True)
@ledger_option
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, metavar="N", help="At most so many.")
@format_option("table", "json")
@width_option
@click.pass_context
def search_command(
    context: click.Context, query: tuple[str, ...], ledger: str, limit: int, form: str, width: int
) -> None:
    """Find claims and reports with all words of QUERY, the newest first.

    "A phrase", shell* for a beginning, -word for without, OR between two. With --format json one object per line.
    """
    from crossclaim.ledger import Ledger

    with ends_well(context), Ledger.open(ledger, read_only=True) as opened:
        echo_lines(lines(opened.search(" ".join(query), limit), form, width))


def lines(found: Sequence[Found], form: str, width: int) -> Iterator[str]:
    """What is printed of the hits."""
    from crossclaim.accounts.plain import json_line
    from crossclaim.export.folding import folded
    from crossclaim.export.phrases import plain

    for hit in found:
        if form == "json":
            yield json_line(hit)
            continue
        where = plain(f"{hit.published or 'no day'}  {hit.source or hit.report_id}  {hit.title or ''}")
        what = (
            f"claim {hit.entry}, incident {hit.incident or 'none'}" if hit.kind == "claim" else f"report {hit.report}"
        )
        yield from folded(f"{where}  ({what})", width, indent=2)
        yield from (f"  {part}" for part in folded(plain(hit.snippet), width - 2))
    if not found and form == "table":
        yield "nothing found"
