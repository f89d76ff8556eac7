"""What archives cost: reports per second and core, CPU seconds and memory, and what a second worker brings.

The real reports of a folder, repeated with seeded edits until there are enough, go through `crossclaim archive`.
Beside the whole stands the bare language pipeline on the same texts in the same run, and the same archive by two
workers.

    python benchmarks/scale.py FOLDER                      # 1,000 reports
    python benchmarks/scale.py FOLDER --reports 10000

All but the throughput of two workers is in processor time, which a busy machine changes little. The two runs that are
compared for throughput follow each other; their ratio says little where other programs want the cores.
"""

from __future__ import annotations

import json
import os
import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
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
from crossclaim.pipeline import load_reader
from crossclaim.records import Report

SAMPLE = 100
"""Reports on which the whole reading is compared with the bare language pipeline."""

NUMBER = re.compile(r"\b[2-9]\d?\b")


@dataclass(frozen=True, slots=True)
class Made:
    """One archive: seconds by the clock, CPU seconds by all processes, and the most memory of one worker in MiB."""

    workers: int
    seconds: float
    cpu: float
    peak_mib: float
    bytes_out: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All that is measured; `ratio` is CPU of the whole reading over that of the bare language pipeline."""

    reports: int
    characters: int
    claims: int
    incidents: int
    set_aside: int
    one: Made
    two: Made | None
    cpu_per_report: float
    reports_per_second_and_core: float
    reading_cpu: float
    language_cpu: float
    ratio: float
    two_over_one: float | None


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


def archive(source: Path, target: Path, workers: int) -> tuple[Made, Sum]:
    """Makes an archive and measures it."""

    def setting(parts: int) -> Setting:
        options = InputOptions(language="en")
        return Setting(str(source), str(target), parts, options, partial(load_read, 1), 300.0)

    size = min(SPLIT_BYTES, max(sum(p.stat().st_size for p in source.iterdir()) // (8 * workers), 1 << 14))
    plan = make_plan(setting, {"program": "benchmark", "model": ""}, size, None)
    begun, before = time.perf_counter(), cpu()
    found = run(plan, LocalEngine(workers), lambda *_: None)
    out = sum(p.stat().st_size for p in target.rglob("*") if p.is_file())
    return Made(workers, time.perf_counter() - begun, cpu() - before, found.peak / (1 << 20), out), found


def cpu() -> float:
    """CPU seconds of this process and of all that it has waited for."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(u.ru_utime + u.ru_stime for u in used)


def compared(reports: Sequence[Report]) -> tuple[float, float]:
    """CPU seconds of the whole reading and of the bare language pipeline on the same texts, in turns, in one thread."""
    reader = load_reader(threads=1)
    for report in reports[:5]:
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


def measure(folder: Path, number: int, seed: int, *, two: bool) -> Figures:
    """Measures all."""
    paths = [
        str(p) for p in sorted(folder.rglob("*")) if p.is_file() and (kind_of(p.name) or p.suffix in (".json", ".txt"))
    ]
    real = [r for r in open_reports(paths, InputOptions(language="en")) if isinstance(r, Report)]
    if not real:
        raise click.ClickException(f"no report that can be read in {folder}")
    with tempfile.TemporaryDirectory() as made:
        source = Path(made) / "in"
        source.mkdir()
        characters = write(enlarged(real, number, seed), source / "reports.jsonl")
        one, found = archive(source, Path(made) / "one", 1)
        both = archive(source, Path(made) / "two", 2)[0] if two else None
    sample = random.Random(seed).sample(real, min(SAMPLE, len(real)))
    reading, language = compared(sample)
    counts = found.counts
    return Figures(
        reports=counts["reports"],
        characters=characters,
        claims=counts["claims"],
        incidents=counts["incidents"],
        set_aside=counts["set aside"],
        one=one,
        two=both,
        cpu_per_report=one.cpu / number,
        reports_per_second_and_core=number / one.cpu,
        reading_cpu=reading,
        language_cpu=language,
        ratio=reading / language,
        two_over_one=one.seconds / both.seconds if both else None,
    )


def lines(found: Figures) -> list[str]:
    """The figures in words."""
    out = [
        f"{found.reports:,} reports, {found.characters:,} characters; {found.claims:,} claims, "
        f"{found.incidents:,} incidents, {found.set_aside} set aside",
        f"one worker            {found.one.seconds:9.1f} s  {found.one.cpu:9.1f} s CPU  {found.one.peak_mib:6.0f} MiB",
    ]
    if found.two:
        out.append(
            f"two workers           {found.two.seconds:9.1f} s  {found.two.cpu:9.1f} s CPU  "
            f"{found.two.peak_mib:6.0f} MiB each; {found.two_over_one:.2f} times as fast"
        )
    return [
        *out,
        f"CPU for one report    {found.cpu_per_report:9.3f} s",
        f"reports a second and core {found.reports_per_second_and_core:5.2f}",
        f"over bare language    {found.ratio:9.2f}   ({found.reading_cpu:.1f} / {found.language_cpu:.1f} s CPU)",
        f"written               {found.one.bytes_out / found.reports:9.0f} bytes a report",
    ]


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--reports", type=click.IntRange(min=1), default=1_000, show_default=True, help="How many are read.")
@click.option("--seed", default=1, show_default=True, help="Of the edits.")
@click.option("--two/--no-two", default=True, show_default=True, help="Whether two workers are timed as well.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def main(folder: Path, reports: int, seed: int, two: bool, as_json: bool) -> None:
    """Measure archives of the reports in FOLDER."""
    source = str(Path(__file__).parents[1] / "src")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [source, os.environ.get("PYTHONPATH")]))
    found = measure(folder, reports, seed, two=two)
    click.echo(json.dumps(asdict(found)) if as_json else "\n".join(lines(found)))


if __name__ == "__main__":
    sys.exit(main())
