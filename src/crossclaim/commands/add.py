"""`crossclaim add`: reports into the ledger."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crossclaim.commands.common import (
    SOME_FAILED,
    codebook_option,
    ends_well,
    ledger_option,
    min_confidence_option,
    open_codebook,
    say,
)
from crossclaim.commands.inputs import input_options
from crossclaim.errors import CrossclaimError, InputError, ReadingFailed

if TYPE_CHECKING:
    from crossclaim.clean import InputOptions
    from crossclaim.codebook import Codebook
    from crossclaim.ledger import Added, Ledger, Origin
    from crossclaim.ledger.prepare import Prepared
    from crossclaim.records import Reading, Report


def _open_reports(paths: Sequence[str], options: InputOptions) -> Iterator[Report | InputError]:
    from crossclaim.clean import open_reports

    return open_reports(paths, options)


def load_read(threads: int, codebook: Codebook | None = None) -> Callable[[Report], Reading]:
    """The reader of this package, with so many threads for one text; 0 leaves that to the runtime."""
    from crossclaim.pipeline import load_reader

    return load_reader(threads=threads, codebook=codebook).read


def load_sifted(
    load: Callable[..., Callable[[Report], Reading]], folder: Path | None, minimum: float, threads: int
) -> Callable[[Report], Reading]:
    """A reader over a user's codebook that leaves out claims less sure than a minimum; made in each process."""
    from crossclaim.codebook import load_codebook
    from crossclaim.sifting import at_least

    read = load(threads) if folder is None else load(threads, load_codebook(folder))
    return lambda report: at_least(read(report), minimum)


def _make_ready() -> None:
    """The index of places, made before several processes want it."""
    from crossclaim.places import Gazetteer

    if not Gazetteer.built():
        say("making the index of places, once; this takes about half a minute")
        Gazetteer.open()


def _origin() -> Origin:
    from crossclaim import __version__
    from crossclaim.language import encoder
    from crossclaim.ledger import Origin

    model = encoder.Encoder(Path(encoder.__file__).with_name("weights")).settings
    return Origin(program=__version__, model=f"{model.name} {model.version}")


@dataclass(frozen=True)
class AddServices:
    """What `add` uses; tests give their own as the context's object. Readers are opened in worker processes too.

    Attributes:
        open_reports: inputs to reports.
        load_read: the function that reads a report, given a number of threads and, where there is one, a codebook.
        make_ready: what must be done once before readers are opened.
        origin: what reads.
        ledger: more arguments of `Ledger.open`.
    """

    open_reports: Callable[[Sequence[str], InputOptions], Iterable[Report | InputError]] = _open_reports
    load_read: Callable[..., Callable[[Report], Reading]] = load_read
    make_ready: Callable[[], None] = _make_ready
    origin: Callable[[], Origin] = _origin
    ledger: dict[str, Any] = field(default_factory=dict)

    def sifted(self, folder: Path | None, minimum: float) -> AddServices:
        """The same with a reader over the codebook in a folder that leaves out claims less sure than a minimum."""
        if folder is None and not minimum:
            return self
        return replace(self, load_read=partial(load_sifted, self.load_read, folder, minimum))


@dataclass(slots=True)
class Sum:
    """What became of the reports so far."""

    outcomes: Counter[str] = field(default_factory=Counter)
    copies: int = 0
    claims: int = 0
    skipped: Counter[str] = field(default_factory=Counter)

    def add(self, item: Added | InputError) -> None:
        """Count one more; claims are those of reports that are new in the ledger."""
        from crossclaim.batch import reason

        if isinstance(item, InputError):
            self.skipped[reason(item)] += 1
            return
        self.outcomes[item.outcome] += 1
        if item.outcome != "unchanged":
            self.claims += item.claims
            self.copies += item.copy is not None

    @property
    def reports(self) -> int:
        """How many were looked at."""
        return self.outcomes.total() + self.skipped.total()

    def counts(self) -> dict[str, int]:
        """All that was counted, by name: the outcomes always, then why reports were skipped."""
        found = {name: self.outcomes[name] for name in ("added", "corrected", "unchanged")}
        found |= {"claims": self.claims, "near-copies": self.copies, "skipped": self.skipped.total()}
        return found | {f"skipped: {why}": number for why, number in sorted(self.skipped.items())}

    def __str__(self) -> str:
        parts = [f"added {_number(self.outcomes['added'], 'report')}"]
        if self.outcomes["corrected"]:
            parts.append(f"{self.outcomes['corrected']:,} corrected")
        if self.outcomes["unchanged"]:
            parts.append(f"{self.outcomes['unchanged']:,} unchanged: in the ledger already")
        line = ", ".join(parts) + f"; {_number(self.claims, 'new claim')}"
        if self.copies:
            line += f"; {_number(self.copies, 'near-copy', 'near-copies')}"
        why = ", ".join(f"{number:,} {name}" for name, number in self.skipped.most_common())
        return line + (f"; skipped {self.skipped.total():,}: {why}" if why else "")


def _number(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


@click.command("add", short_help="Add reports to the ledger.")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@ledger_option
@input_options
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    metavar="N",
    help="Processes that read; the ledger is the same as with one.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="One line per report: text to look at; json, one object.",
)
@click.option("--stats", is_flag=True, help="Say at the end what was counted: reports by outcome, errors by reason.")
@min_confidence_option
@codebook_option
@click.pass_context
def add_command(
    context: click.Context,
    paths: tuple[str, ...],
    ledger: str,
    options: InputOptions,
    jobs: int,
    form: str,
    stats: bool,
    min_confidence: float,
    folder: Path | None,
) -> None:
    """Read reports and add them, with their claims, to the ledger.

    PATH is a .txt, .html, .json (one report), .jsonl (one a line), .csv, .tsv or .parquet (one a row), RSS, Atom,
    .warc or .warc.gz file, or - for standard input; or the folder of an archive that `crossclaim archive` made, whose
    reports are not read again.

    Each report is said when it is in the ledger. A report that is there already changes nothing; a corrected one
    becomes a new version, and the old one stays. Stopped at any moment, the ledger holds every report that was said;
    run again, it takes the rest.
    Exit status: 0 when every report was read, 1 when some could not be or the ledger cannot be used, 2 for unusable
    arguments.
    """
    if folder is not None:
        open_codebook(context, folder)
    services = (context.find_object(AddServices) or AddServices()).sifted(folder, min_confidence)
    so_far = Sum()
    try:
        with ends_well(context):
            add_reports(paths, ledger, options, jobs, form, services, so_far)
    finally:
        if so_far.reports:
            say(str(so_far))
            for name, number in so_far.counts().items() if stats else ():
                say(f"  {name}: {number:,}")
    if not so_far.reports:
        say("there is no report in the input")
    context.exit(SOME_FAILED if so_far.skipped else 0)


def add_reports(
    paths: Sequence[str],
    where: str,
    options: InputOptions,
    jobs: int,
    form: str,
    services: AddServices,
    so_far: Sum,
) -> None:
    """Reads reports and adds them, saying each on standard output when it is committed.

    Args:
        paths: files, or "-".
        where: the ledger.
        options: what is said of all inputs.
        jobs: processes that read.
        form: "text" or "json".
        services: what opens and reads reports.
        so_far: counts, filled as reports come.

    Raises:
        OptionError: unusable options.
        CrossclaimError: what concerns all reports, such as a ledger that cannot be written.
    """
    from crossclaim.commands.expected import expected_reports
    from crossclaim.ledger import Ledger
    from crossclaim.progress import Bar
    from crossclaim.watching.state import ADDING, WatchState

    line = _json_line if form == "json" else _text_line
    with (
        Ledger.open(where, **services.ledger) as ledger,
        Bar(sys.stderr, total=expected_reports(paths), shown=sys.stderr.isatty()) as bar,
    ):
        try:
            for item in _all_added(ledger, paths, options, jobs, services):
                so_far.add(item)
                if isinstance(item, InputError):
                    say(str(item))
                else:
                    click.echo(line(item))
                said = f"{_number(so_far.reports, 'report')}, {_number(so_far.claims, 'new claim')}"
                bar.update(so_far.reports, said)
        finally:
            WatchState(ledger).count({f"{ADDING}{name}": number for name, number in so_far.counts().items()})


def _all_added(
    ledger: Ledger, paths: Sequence[str], options: InputOptions, jobs: int, services: AddServices
) -> Iterator[Added | InputError]:
    """What becomes of each report of the inputs, in their order."""
    from crossclaim.archive.readback import is_made

    for archived, some in groupby(paths, key=is_made):
        if archived:
            yield from (item for path in some for item in added_from_archive(ledger, path))
        else:
            yield from added(ledger, services.open_reports(list(some), options), jobs, services)


def added_from_archive(ledger: Ledger, where: str) -> Iterator[Added | InputError]:
    """What becomes of each report of an archive (`crossclaim archive`), which are not read again.

    Args:
        ledger: to add to.
        where: the archive's folder.

    Raises:
        CrossclaimError: the archive cannot be read.
    """
    from crossclaim.archive.readback import manifest, readings
    from crossclaim.ledger import Origin
    from crossclaim.ledger.prepare import prepare

    told = manifest(where)["told"]
    origin = Origin(told["program"], told["model"])
    for reading in readings(where):
        known = ledger.find(reading.report)
        yield known if known is not None else add_one(ledger, prepare(reading), origin)


def added(
    ledger: Ledger, reports: Iterable[Report | InputError], jobs: int, services: AddServices
) -> Iterator[Added | InputError]:
    """What becomes of each report, in their order; it is committed by then.

    Args:
        ledger: to add to.
        reports: or the errors that stand for those that could not be opened.
        jobs: processes that read.
        services: what reads.
    """
    from crossclaim.ledger import Added
    from crossclaim.workers import Task, in_order

    task = Task(partial(services.load_read, 0 if jobs == 1 else 1), read_one)
    origin = services.origin()
    for item in in_order(task, _to_read(ledger, reports, services), jobs):
        if isinstance(item, InputError | Added):
            yield item
        else:
            yield add_one(ledger, item, origin)


def add_one(ledger: Ledger, new: Prepared, origin: Origin) -> Added | InputError:
    """Adds one report; an error of this program on the way leaves it out whole, as one in reading does.

    Raises:
        CrossclaimError: what concerns all reports.
    """
    try:
        return next(ledger.add([new], origin))
    except CrossclaimError:
        raise
    except Exception as error:
        what = f"could not be added: {type(error).__name__}: {error}"
        failed = ReadingFailed(what, where=f"report {new.report.id}", next_step="please report it")
        failed.__cause__ = error
        return failed


def _to_read(ledger: Ledger, reports: Iterable[Report | InputError], services: AddServices) -> Iterator[Any]:
    """Reports that must be read; what is known without reading stands in its place."""
    from crossclaim.workers import Done, Todo

    ready = False
    for report in reports:
        known = report if isinstance(report, InputError) else ledger.find(report)
        if known is not None:
            yield Done(known)
            continue
        if not ready:
            services.make_ready()
            ready = True
        yield Todo(report)


def read_one(read: Any, report: Report) -> Prepared | InputError:
    """One report, read and made ready for the ledger."""
    from crossclaim.batch import read_one as read_or_error
    from crossclaim.ledger.prepare import prepare

    found = read_or_error(report, read)
    return found if isinstance(found, InputError) else prepare(found)


def _text_line(added: Added) -> str:
    from crossclaim.export.phrases import plain

    line = f"{added.outcome:<9}  {added.key}  {_number(added.claims, 'claim'):>10}  {plain(added.report_id)}"
    if added.outcome == "corrected":
        line += f", version {added.version}"
    if added.copy:
        line += f", copy of {added.copy.of} ({added.copy.similarity:.0%} alike)"
    return line


def _json_line(added: Added) -> str:
    return json.dumps(asdict(added), ensure_ascii=True)
