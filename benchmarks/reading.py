"""How fast reports are read.

Reports per second; the cost of reading beside that of the bare language model on the same texts in the
same run; and what one `crossclaim read` costs from a cold start.

    python benchmarks/reading.py                         # the example reports
    python benchmarks/reading.py reports.jsonl --rounds 9

Whole reading and bare model take turns report by report, so that a busy machine slows both. For each report
the best and the median of all rounds are taken, then summed over the reports.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from crossclaim.clean import open_reports
from crossclaim.pipeline import Reader, load_reader
from crossclaim.records import Report

EXAMPLES = Path(__file__).parents[1] / "examples" / "reports"


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds for all reports once: the sum of each report's best, and of each report's median."""

    best: float
    median: float


@dataclass(frozen=True, slots=True)
class Cold:
    """One `crossclaim read` in a process of its own: seconds and the most memory it held."""

    seconds: float
    peak_mib: float


@dataclass(frozen=True, slots=True)
class Figures:
    """All that is measured; `ratio` is the whole reading over the bare model."""

    reports: int
    characters: int
    rounds: int
    load_seconds: float
    reading: Timing
    language: Timing
    ratio_best: float
    ratio_median: float
    reports_per_second: float
    cold: list[Cold]


def measure(reports: Sequence[Report], rounds: int, paths: Sequence[str], starts: int) -> Figures:
    """Measure reading, bare model and cold starts."""
    begun = time.perf_counter()
    reader = load_reader()
    load_seconds = time.perf_counter() - begun
    reading, language = interleaved(reader, reports, rounds)
    return Figures(
        reports=len(reports),
        characters=sum(len(report.text) for report in reports),
        rounds=rounds,
        load_seconds=load_seconds,
        reading=reading,
        language=language,
        ratio_best=reading.best / language.best,
        ratio_median=reading.median / language.median,
        reports_per_second=len(reports) / reading.median,
        cold=[cold_start(paths) for _ in range(starts)],
    )


def interleaved(reader: Reader, reports: Sequence[Report], rounds: int) -> tuple[Timing, Timing]:
    """Times of the whole reading and of the bare model, which take turns and swap who goes first."""
    whole: list[list[float]] = [[] for _ in reports]
    bare: list[list[float]] = [[] for _ in reports]
    for report in reports:
        reader.read(report)
    for number in range(rounds):
        for i, report in enumerate(reports):
            turns: list[tuple[list[float], Callable[[Report], object]]] = [
                (whole[i], reader.read),
                (bare[i], lambda given: reader.language(given.text)),
            ]
            for times, do in turns if number % 2 else reversed(turns):
                begun = time.perf_counter()
                do(report)
                times.append(time.perf_counter() - begun)
    return timing(whole), timing(bare)


def timing(times: Sequence[Sequence[float]]) -> Timing:
    """Sums over reports of best and median."""
    return Timing(sum(map(min, times)), sum(map(statistics.median, times)))


def cold_start(paths: Sequence[str]) -> Cold:
    """Run `crossclaim read` on the paths in a process of its own."""
    command = [sys.executable, "-m", "crossclaim", "read", *paths, "--format", "json"]
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise click.ClickException(f"crossclaim read ended with status {process.returncode}")
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Cold(seconds, usage.ru_maxrss / unit)


def lines(found: Figures) -> list[str]:
    """The figures in words."""
    cold = min(found.cold, key=lambda c: c.seconds, default=None)
    out = [
        f"{found.reports} reports, {found.characters:,} characters, {found.rounds} rounds",
        f"opening the reader    {found.load_seconds:8.2f} s",
        f"reports per second    {found.reports_per_second:8.2f}",
        f"whole reading         {found.reading.median:8.3f} s median  {found.reading.best:8.3f} s best",
        f"bare language model   {found.language.median:8.3f} s median  {found.language.best:8.3f} s best",
        f"ratio                 {found.ratio_median:8.2f}   median  {found.ratio_best:8.2f}   best",
    ]
    if cold:
        peak = max(c.peak_mib for c in found.cold)
        out.append(f"cold start, one report{cold.seconds:8.2f} s, peak memory {peak:,.0f} MiB")
    return out


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--rounds", type=click.IntRange(min=1), default=5, show_default=True, help="Times each report is read.")
@click.option("--starts", type=click.IntRange(min=0), default=2, show_default=True, help="Cold starts to time.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def main(paths: tuple[str, ...], rounds: int, starts: int, as_json: bool) -> None:
    """Time the reading of PATHS, or of the example reports."""
    chosen = list(paths) or sorted(str(path) for path in EXAMPLES.iterdir())
    reports = [report for report in open_reports(chosen) if isinstance(report, Report)]
    if not reports:
        raise click.ClickException("there is no report that can be read")
    found = measure(reports, rounds, chosen[:1], starts)
    click.echo(json.dumps(asdict(found)) if as_json else "\n".join(lines(found)))


if __name__ == "__main__":
    main()
