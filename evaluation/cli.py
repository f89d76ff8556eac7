"""The commands of `python -m evaluation`. Figures go to standard output, progress and notes to standard error."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from crossclaim.errors import CrossclaimError, InputError
from crossclaim.records import Reading
from evaluation.corpora import NAMES, OWN, open_corpus
from evaluation.floors import FILE, dump_floors, judge, load_floors, raised
from evaluation.published import load_published
from evaluation.reading import Read, made_with, read_in_parallel, read_items, save, saved, stamp, stamped
from evaluation.records import Corpus, Miss, Missing
from evaluation.results import brief, page, pictures
from evaluation.suite import Measured, by_id, limited, linked_scores, measure

SEED = 20
"""Seed of the sample of errors, so that a round can be looked at twice."""

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Plan:
    """What the options of a command ask for.

    Attributes:
        corpora: folder of the public corpora.
        sets: names of the sets; empty for all (without a folder: the project's own).
        jobs: processes that read.
        limit: reports of each set, None for all.
        readings: folder of saved readings to score in place of reading.
        keep: folder to save readings to.
    """

    corpora: Path | None
    sets: tuple[str, ...]
    jobs: int
    limit: int | None
    readings: Path | None
    keep: Path | None

    @property
    def names(self) -> tuple[str, ...]:
        """The sets to measure, in the page's order."""
        everything = NAMES if self.corpora else (OWN,)
        return tuple(name for name in NAMES if name in (self.sets or everything))


def planned(command: F) -> F:
    """The options that all measuring commands share, given to the command as one `Plan`."""
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    new_folder = click.Path(file_okay=False, path_type=Path)
    options = [
        click.option("--corpora", type=folder, metavar="DIR", help="Folder of the public corpora."),
        click.option("--set", "sets", multiple=True, type=click.Choice(NAMES), help="Only this set; repeatable."),
        click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Processes that read."),
        click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N reports of each set."),
        click.option("--readings", type=folder, metavar="DIR", help="Score SET.jsonl of DIR where it exists."),
        click.option("--keep", type=new_folder, metavar="DIR", help="Save readings as SET.jsonl in DIR."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


class Group(click.Group):
    """A group whose commands end with one line and status 2 on errors of this program."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except CrossclaimError as error:
            click.echo(f"evaluation: {error}", err=True)
            ctx.exit(2)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
def main() -> None:
    """Measure how well Crossclaim reads.

    Without --corpora only the project's own gold is measured. Exit status: 1 where a figure fell below its floor, 2
    for a broken corpus.
    """


@main.command()
@planned
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write the page.")
@click.option("--errors", type=click.IntRange(min=0), default=0, metavar="N", help="Print N errors of each set.")
@click.option("--cause", "causes", multiple=True, help="Of these only errors of this cause; repeatable.")
@click.option("--gate", is_flag=True, help="Fail where a figure is below its floor.")
def run(report: Path | None, errors: int, causes: tuple[str, ...], gate: bool, **options: Any) -> None:
    """Measure all sets that are there, and print or write what comes out."""
    plan = Plan(**options)
    measured, missing = _measured(plan)
    for m in measured:
        click.echo(brief(m))
        _print_errors(m.outcome.misses, errors, causes)
    if report:
        _write(report, plan, measured, missing)
    if gate:
        _end(measured)


@main.command()
@planned
def gate(**options: Any) -> None:
    """Fail where a figure is below its floor: one line for each that fell."""
    measured, _ = _measured(Plan(**options))
    _end(measured)


@main.command()
@planned
@click.option("--write", is_flag=True, help="Raise the floors to what is measured.")
@click.option("--allow-lower", is_flag=True, help="With --write: lower them too.")
def floors(write: bool, allow_lower: bool, **options: Any) -> None:
    """Show the floors, or measure and raise them."""
    if not write:
        click.echo(dump_floors(load_floors()), nl=False)
        return
    plan = Plan(**options)
    if plan.limit:
        raise click.UsageError("floors are measured on whole sets: leave --limit out")
    measured, _ = _measured(plan)
    new, kept = raised(measured, load_floors() if FILE.exists() else {}, allow_lower=allow_lower)
    FILE.write_text(dump_floors(new), encoding="utf-8")
    for line in kept:
        click.echo(line, err=True)


@main.command()
@click.argument("name", metavar="SET", type=click.Choice(("seed", "claims-dev")))
@click.argument("readings", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("claims", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--corpora", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True, metavar="DIR")
def link(name: str, readings: Path, claims: Path, corpora: Path) -> None:
    """Score claims put together across reports.

    READINGS is what 'crossclaim read --format json' printed of the set. CLAIMS is JSON Lines, one claim each with
    "report", "id" and "incident" besides.
    """
    corpus = open_corpus(name, corpora)
    if isinstance(corpus, Missing):
        raise click.UsageError(str(corpus))
    matches = measure(corpus, saved(readings)).outcome.matches
    rows = [json.loads(line) for line in claims.read_text(encoding="utf-8").splitlines() if line.strip()]
    ours = {(str(row["report"]), str(row["id"])): str(row["incident"]) for row in rows if row.get("incident")}
    for score in linked_scores(corpus.items, matches, ours):
        click.echo(f"{score.key:<10} {score.value:.4f}  n {score.n}  P {score.precision:.4f}  R {score.recall:.4f}")


def _measured(plan: Plan) -> tuple[list[Measured], list[Missing]]:
    """Every set of the plan measured, one after the other; those that are not there are said."""
    measured: list[Measured] = []
    missing: list[Missing] = []
    reader = _Reader(plan.jobs)
    for name in plan.names:
        corpus = open_corpus(name, plan.corpora)
        if isinstance(corpus, Missing):
            click.echo(str(corpus), err=True)
            missing.append(corpus)
            continue
        measured.append(_one(limited(corpus, plan.limit), plan, reader))
    return measured, missing


def _one(corpus: Corpus[Any], plan: Plan, reader: _Reader) -> Measured:
    file = plan.readings / f"{corpus.name}.jsonl" if plan.readings else None
    if file and file.exists():
        return measure(corpus, saved(file))
    click.echo(f"{corpus.name}: reading {len(corpus.items)} reports", err=True)
    readings = list(_said(reader.read(corpus)))
    if plan.keep:
        plan.keep.mkdir(parents=True, exist_ok=True)
        save(readings, plan.keep / f"{corpus.name}.jsonl")
        stamp(plan.keep)
    return measure(corpus, by_id(readings))


def _said(results: Iterable[Reading | InputError]) -> Iterator[Reading]:
    """The readings; what could not be read is one line on standard error."""
    for result in results:
        if isinstance(result, InputError):
            click.echo(str(result), err=True)
        else:
            yield result


class _Reader:
    """Opens the model when the first corpus comes, once for all."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._read: Read | None = None

    def read(self, corpus: Corpus[Any]) -> Iterable[Reading | InputError]:
        """The readings of a corpus."""
        if self._jobs > 1:
            return read_in_parallel(corpus.items, self._jobs)
        if self._read is None:
            from crossclaim.pipeline import load_reader

            self._read = load_reader().read
        return read_items(corpus.items, self._read)


def _print_errors(misses: Sequence[Miss], number: int, causes: Sequence[str]) -> None:
    """A sample of the errors, the same at every run, in the order of the text."""
    chosen = [m for m in misses if not causes or m.cause.split(" (")[0] in causes]
    picked = sorted(random.Random(SEED).sample(range(len(chosen)), min(number, len(chosen))))
    if number:
        click.echo(f"  {len(picked)} of {len(chosen)} errors")
    for m in (chosen[i] for i in picked):
        click.echo(f"  - {m.report} [{m.cause}]\n      gold: {m.gold}\n      ours: {m.ours}\n      text: {m.context}")


def _end(measured: Sequence[Measured]) -> None:
    """Say what the gate says, and end with status 1 where something fell."""
    verdict = judge(measured, load_floors())
    for line in verdict.notes:
        click.echo(line, err=True)
    for line in verdict.fell:
        click.echo(line)
    click.get_current_context().exit(1 if verdict.fell else 0)


def _write(path: Path, plan: Plan, measured: Sequence[Measured], missing: Sequence[Missing]) -> None:
    version = stamped(plan.readings) if plan.readings else made_with()
    text = page(measured, missing, load_published(), day=datetime.now(UTC).date(), version=version)
    path.write_text(text, encoding="utf-8")
    for name, picture in pictures(measured).items():
        (path.parent / name).write_text(picture, encoding="utf-8")
