"""`crossclaim reread`: reports of the ledger read anew, by this version of the program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from crossclaim.commands.add import AddServices
from crossclaim.commands.common import SOME_FAILED, ends_well, ledger_option, say

if TYPE_CHECKING:
    from crossclaim.ledger import Ledger, Origin
    from crossclaim.records import Reading, Report


@click.command("reread", short_help="Read reports of the ledger anew.")
@click.argument("keys", metavar="[KEY]...", nargs=-1)
@ledger_option
@click.option("--all", "all_", is_flag=True, help="Also those that this version of program and model read already.")
@click.pass_context
def reread_command(context: click.Context, keys: tuple[str, ...], ledger: str, all_: bool) -> None:
    """Read the reports with these keys anew; without a key, all that another version of program or model read.

    The text stays; what is read in it becomes a new version, and the old one stays too. Decisions of people find their
    claims again where the words and most fields agree, else they are kept without one.
    Each report is said when it is in the ledger; run again, it takes the rest.
    Exit status: 0 when every report was read, 1 when some could not be or the ledger cannot be used, 2 for unusable
    arguments.
    """
    services = context.find_object(AddServices) or AddServices()
    so_far: Counter[str] = Counter()
    try:
        with ends_well(context):
            for line in reread(ledger, keys, services, so_far, all_=all_):
                click.echo(line)
    finally:
        read, failed, known = so_far["read"], so_far["failed"], so_far["known"]
        say(f"read {read:,} anew, {known:,} left: read by this version already" + f"; {failed:,} failed" * bool(failed))
    context.exit(SOME_FAILED if failed else 0)


def reread(
    where: str, keys: Sequence[str], services: AddServices, so_far: Counter[str], *, all_: bool = False
) -> Iterator[str]:
    """Reads reports anew, and gives a line for each when it is committed.

    Args:
        where: the ledger.
        keys: of reports; none for all that another version read.
        services: what reads.
        so_far: filled with numbers of reports: read, failed, known.
        all_: whether reports are read that this version read already.

    Raises:
        CrossclaimError: a key that is not there, or what concerns all reports.
    """
    from crossclaim.errors import InputError, NotInLedger
    from crossclaim.ledger import Ledger

    with Ledger.open(where, **services.ledger) as ledger:
        origin, known = services.origin(), dict(ledger.read_by())
        strange = [key for key in keys if key not in known]
        if strange:
            raise NotInLedger(f"there is no report {strange[0]!r}")
        wanted = [key for key in keys or known if all_ or known[key] != origin]
        so_far["known"] = len(keys or known) - len(wanted)
        if not wanted:
            return
        services.make_ready()
        read = services.load_read(0)
        for key in wanted:
            try:
                yield _one(ledger, key, read, origin)
                so_far["read"] += 1
            except InputError as error:
                so_far["failed"] += 1
                say(str(error))


def _one(ledger: Ledger, key: str, read: Callable[[Report], Reading], origin: Origin) -> str:
    """One report read anew; an error of this program in reading it leaves it as it is.

    Raises:
        InputError: it could not be read.
    """
    from crossclaim.batch import read_one
    from crossclaim.errors import InputError

    found = read_one(ledger.reading(key).report, read)
    if isinstance(found, InputError):
        raise found
    added = ledger.reread(key, found, origin)
    line = f"{added.outcome:<9}  {key}  {added.claims:>4} claims, version {added.version}"
    sheet = ledger.review.sheet(key)
    if not sheet.decisions:
        return line
    standing = sheet.reviewed()
    with_claim = sum(bool(c.decisions) for c in standing.claims)
    return line + f"; decisions on {with_claim} found their claim, on {len(standing.unattached)} did not"
