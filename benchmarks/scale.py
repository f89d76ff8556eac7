"""What archives cost: reports per second and core, CPU seconds and memory, and what a second worker brings.

The real reports of a folder, repeated with seeded edits until there are enough, go through `crossclaim archive`.
Beside the whole stands the bare language pipeline on the same texts in the same run, and the same archive by two
workers.

    python benchmarks/scale.py FOLDER                      # 1,000 reports
    python benchmarks/scale.py FOLDER --reports 1000 --reports 10000 --reports 100000 --work DIR --report docs/scale.md

With --work it can be stopped at any time and goes on where it was, measures and archives both; figures are printed at
each power of ten on the way. With --report the table is put in its place in a page.

All but the throughput of two workers is in processor time, which a busy machine changes little. The two runs that are
compared for throughput follow each other; their ratio says little where other programs want the cores.
"""

from __future__ import annotations

import json
import os
import random
import re
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from itertools import cycle, islice
from pathlib import Path

import click

from crossclaim.archive.engines import LocalEngine
from crossclaim.archive.plan import SPLIT_BYTES, make_plan, run
from crossclaim.archive.records import Setting, Sum
from crossclaim.archive.splits import kind_of
from crossclaim.clean import InputOptions, open_reports
from crossclaim.commands.add import load_read
from crossclaim.pipeline import Reader, load_reader
from crossclaim.records import Report
from crossclaim.workers import Task, Todo, in_order

SAMPLE = 100
"""Reports on which the whole reading is compared with the bare language pipeline."""

READ_BEFORE = 200
"""Other reports that are read before, as in the middle of an archive, where most words were seen already."""

CRAWL = "one day of Common Crawl news, if it has 500,000 pages of which 40 % are in English"
CRAWL_READ = 200_000
"""An assumption."""

NUMBER = re.compile(r"\b[2-9]\d?\b")


@dataclass(slots=True)
class Made:
    """One archive so far: seconds by the clock, CPU seconds of all workers, and the most memory of one in MiB.

    `steps` has the same after each power of ten of reports that were read.
    """

    workers: int
    seconds: float = 0.0
    cpu: float = 0.0
    peak_mib: float = 0.0
    given: int = 0
    bytes_out: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    steps: list[tuple[int, float, float, float]] = field(default_factory=list)
    done: bool = False


@dataclass(slots=True)
class Size:
    """What one number of reports cost."""

    reports: int
    characters: int
    one: Made
    two: Made | None

    @property
    def cpu_per_report(self) -> float:
        """CPU seconds for one report, by one worker."""
        return self.one.cpu / self.reports

    @property
    def two_over_one(self) -> float | None:
        """How many times as fast two workers are."""
        return self.one.seconds / self.two.seconds if self.two and self.two.seconds else None


@dataclass(frozen=True, slots=True)
class Figures:
    """All that is measured: by size, and CPU of the whole reading and of the bare language pipeline."""

    real: int
    sizes: list[Size]
    reading_cpu: float
    language_cpu: float

    @property
    def ratio(self) -> float:
        """CPU of the whole reading over that of the bare language pipeline."""
        return self.reading_cpu / self.language_cpu


def enlarged(reports: Sequence[Report], number: int, seed: int) -> Iterator[Report]:
    """So many reports: each as it is, then with other small numbers, sentences left out, and another day.

    Args:
        reports: real ones.
        number: how many are wanted.
        seed: of the edits.
    """
    rng = random.Random(seed)
    for n, report in enumerate(islice(cycle(reports), number)):
        turn = n // len(reports)
        text = report.text if turn == 0 else edited(report.text, rng)
        yield Report(f"{report.id}-{turn}", text, report.title, report.source, report.published, None)


def edited(text: str, rng: random.Random) -> str:
    """The text with small numbers changed and one sentence in ten left out."""
    changed = NUMBER.sub(lambda found: str(int(found[0]) + rng.randrange(3)), text)
    kept = [part for part in re.split(r"(?<=[.!?])\s+", changed) if rng.random() > 0.1]
    return " ".join(kept) or changed


def write(reports: Iterable[Report], path: Path) -> int:
    """Reports as JSON Lines; gives how many characters their texts have."""
    characters = 0
    with path.open("w", encoding="utf-8") as stream:
        for report in reports:
            characters += len(report.text)
            record = {k: v for k, v in to_json_report(report).items() if v is not None}
            stream.write(json.dumps(record) + "\n")
    return characters


def to_json_report(report: Report) -> dict[str, str | None]:
    """The fields of a JSON record."""
    day = report.published.isoformat() if report.published else None
    return {"id": report.id, "text": report.text, "title": report.title, "source": report.source, "published": day}


def archive(source: Path, target: Path, workers: int, state: Path, say: Callable[[str], None]) -> Made:
    """Makes an archive and measures it, or goes on with both.

    Args:
        source: the input.
        target: where it goes.
        workers: how many.
        state: a file for what was measured so far, written after each piece.
        say: takes a line after each power of ten of reports.
    """

    def setting(parts: int) -> Setting:
        options = InputOptions(language="en")
        return Setting(str(source), str(target), parts, options, partial(load_read, 1), 300.0)

    before = Made(**json.loads(state.read_text())) if state.exists() else Made(workers)
    if before.done:
        return before
    size = min(SPLIT_BYTES, max(sum(p.stat().st_size for p in source.iterdir()) // (8 * workers), 1 << 14))
    plan = make_plan(setting, {"program": "benchmark", "model": ""}, size, None)
    begun, now = time.perf_counter(), replace(before)

    def show(step: str, done: int, total: int, so_far: Sum) -> None:
        now.seconds = before.seconds + time.perf_counter() - begun
        now.cpu, now.peak_mib = before.cpu + so_far.cpu, max(before.peak_mib, so_far.peak / (1 << 20))
        given = so_far.counts["given"]
        power = 10 ** (len(str(given)) - 1)
        if step == "reading" and given >= 10 and all(power > there for there, *_ in now.steps):
            now.steps.append((power, now.seconds / given * power, now.cpu / given * power, now.peak_mib))
            say(f"  {given:>9,} read  {now.seconds:9.1f} s {now.cpu:9.1f} s CPU {now.peak_mib:6.0f} MiB")
        now.given = given
        _keep(state, now)

    found = run(plan, LocalEngine(workers), show)
    now.seconds = before.seconds + time.perf_counter() - begun
    now.bytes_out = sum(p.stat().st_size for p in target.rglob("*") if p.is_file())
    now.counts, now.done = dict(found.counts), True
    _keep(state, now)
    return now


def _keep(state: Path, made: Made) -> None:
    unfinished = state.with_suffix(".part")
    unfinished.write_text(json.dumps(asdict(made)))
    unfinished.replace(state)


def compared(reader: Reader, given: tuple[Sequence[Report], Sequence[Report]]) -> tuple[float, float]:
    """CPU seconds of the whole reading and of the bare language pipeline on the same texts, in turns, in one thread.

    Args:
        reader: reads.
        given: reports to read before, and those that are measured, each once.
    """
    before, reports = given
    for report in before:
        reader.read(report)
    whole = bare = 0.0
    for n, report in enumerate(reports):
        for first in (n % 2 == 0, n % 2 == 1):
            begun = time.process_time()
            if first:
                reader.read(report)
                whole += time.process_time() - begun
            else:
                reader.language(report.text)
                bare += time.process_time() - begun
    return whole, bare


def measure(
    folder: Path, sizes: Sequence[int], seed: int, work: Path, say: Callable[[str], None], *, two: bool
) -> Figures:
    """Measures all, one size after the other; what `work` holds of an earlier time is not measured again."""
    real = real_reports(folder)
    shuffled = random.Random(seed).sample(real, len(real))
    sample, others = shuffled[:SAMPLE], shuffled[SAMPLE:][:READ_BEFORE]
    ratio = work / "ratio.json"
    if not ratio.exists():
        task = Task(partial(load_reader, threads=1), compared)
        ratio.write_text(json.dumps(next(in_order(task, [Todo((others, sample))], 1, apart=True))))
    reading, language = json.loads(ratio.read_text())
    say(f"over bare language    {reading / language:9.2f}   ({reading:.1f} / {language:.1f} s CPU)")
    found = Figures(len(real), [], reading, language)
    for number in sorted(sizes):
        place = work / f"{number}-{seed}"
        source = place / "in"
        if not (place / "written").exists():
            source.mkdir(parents=True, exist_ok=True)
            (place / "written").write_text(str(write(enlarged(real, number, seed), source / "reports.jsonl")))
        characters = int((place / "written").read_text())
        say(f"{number:,} reports, {characters:,} characters, one worker")
        one = archive(source, place / "one", 1, place / "one.json", say)
        both = None
        if two:
            say(f"{number:,} reports, two workers")
            both = archive(source, place / "two", 2, place / "two.json", say)
        found.sizes.append(Size(number, characters, one, both))
        say("\n".join(lines(found.sizes[-1])))
    return found


def real_reports(folder: Path) -> list[Report]:
    """The reports of a folder."""
    paths = [
        str(p) for p in sorted(folder.rglob("*")) if p.is_file() and (kind_of(p.name) or p.suffix in (".json", ".txt"))
    ]
    real = [r for r in open_reports(paths, InputOptions(language="en")) if isinstance(r, Report)]
    if not real:
        raise click.ClickException(f"no report that can be read in {folder}")
    return real


def lines(found: Size) -> list[str]:
    """The figures of a size in words."""
    counts, one = found.one.counts, found.one
    out = [
        f"{found.reports:,} reports: {counts.get('claims', 0):,} claims, {counts.get('incidents', 0):,} incidents, "
        f"{counts.get('set aside', 0)} set aside",
        f"one worker            {one.seconds:9.1f} s  {one.cpu:9.1f} s CPU  {one.peak_mib:6.0f} MiB",
    ]
    if found.two:
        two = found.two
        out.append(
            f"two workers           {two.seconds:9.1f} s  {two.cpu:9.1f} s CPU  "
            f"{two.peak_mib:6.0f} MiB each; {found.two_over_one:.2f} times as fast"
        )
    return [
        *out,
        f"CPU for one report    {found.cpu_per_report:9.3f} s",
        f"reports a second and core {1 / found.cpu_per_report:5.2f}",
        f"written               {one.bytes_out / found.reports:9.0f} bytes a report",
    ]


BEGIN, END = "<!-- measured: written by benchmarks/scale.py --report -->", "<!-- end of what was measured -->"


def table(found: Figures) -> str:
    """What docs/scale.md holds, as Markdown."""
    rows = [
        f"{found.real} real reports, repeated with seeded edits. Whole reading over the bare language pipeline, same "
        f"texts in turns, same run, one thread, after {READ_BEFORE} other reports: {found.reading_cpu:.1f} / "
        f"{found.language_cpu:.1f} CPU seconds = **{found.ratio:.2f}**.",
        "",
        "| reports | claims | CPU s a report | reports a second and core | most memory of a worker, one / two "
        "| two workers over one | bytes a report | set aside |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for size in found.sizes:
        one, two, faster = size.one, size.two, size.two_over_one
        memory = f"{one.peak_mib:.0f} / {two.peak_mib:.0f} MiB" if two else f"{one.peak_mib:.0f} MiB"
        rows.append(
            f"| {size.reports:,} | {one.counts.get('claims', 0):,} | {size.cpu_per_report:.3f} "
            f"| {1 / size.cpu_per_report:.2f} | {memory} | {f'{faster:.2f}' if faster else 'not timed'} "
            f"| {one.bytes_out / size.reports:,.0f} | {one.counts.get('set aside', 0)} |"
        )
    return "\n".join([BEGIN, *rows, "", *costs(found.sizes[-1]), END])


def costs(size: Size) -> list[str]:
    """What large archives would cost, by calculation."""
    each = size.cpu_per_report
    rows = [
        f"Calculated from {each:.3f} CPU seconds a report of {size.characters / size.reports:,.0f} characters:",
        "",
        "| | reports read | CPU | on 2 cores | on 64 cores | written |",
        "|---|---|---|---|---|---|",
    ]
    for name, number in (("a million reports", 1_000_000), (CRAWL, CRAWL_READ)):
        hours, size_out = each * number / 3600, size.one.bytes_out / size.reports * number / 1e9
        rows.append(
            f"| {name} | {number:,} | {hours:,.0f} hours | {hours / 2:,.1f} hours | {hours / 64:,.1f} hours "
            f"| {size_out:,.1f} GB |"
        )
    return rows


def put(path: Path, text: str) -> None:
    """Puts the table in its place in a page.

    Raises:
        ClickException: the page has no place for it.
    """
    page = path.read_text(encoding="utf-8")
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise click.ClickException(f"{path} has no place for the table; put these two lines in:\n{BEGIN}\n{END}")
    path.write_text(before + text + after, encoding="utf-8")


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--reports", type=click.IntRange(min=1), multiple=True, default=(1_000,), show_default=True, help="Give it often."
)
@click.option("--seed", default=1, show_default=True, help="Of the edits.")
@click.option("--two/--no-two", default=True, show_default=True, help="Whether two workers are timed as well.")
@click.option("--work", type=click.Path(path_type=Path), help="Folder to keep all in; given again, it goes on there.")
@click.option("--report", type=click.Path(exists=True, path_type=Path), help="Page to put the table in.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON at the end.")
def main(
    folder: Path, reports: tuple[int, ...], seed: int, two: bool, work: Path | None, report: Path | None, as_json: bool
) -> None:
    """Measure archives of the reports in FOLDER."""
    source = str(Path(__file__).parents[1] / "src")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [source, os.environ.get("PYTHONPATH")]))
    say = partial(click.echo, err=as_json)
    with tempfile.TemporaryDirectory() as made:
        place = work or Path(made)
        place.mkdir(parents=True, exist_ok=True)
        found = measure(folder, reports, seed, place, say, two=two)
    if report:
        put(report, table(found))
    if as_json:
        click.echo(json.dumps(asdict(found)))


if __name__ == "__main__":
    main()
