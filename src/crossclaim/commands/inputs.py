"""The options that say something of all inputs, shared by the commands that read reports."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import datetime
from typing import Any

import click

from crossclaim.errors import OptionError

REPORT_OPTIONS = (
    click.option(
        "--published",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="YYYY-MM-DD",
        help="Day the reports were published; relative dates (Friday night) count from it.",
    ),
    click.option("--source", metavar="NAME", help="Outlet or body that published them."),
    click.option("--title", metavar="TEXT", help="Headline."),
    click.option(
        "--kind",
        type=click.Choice(["auto", "article", "page"]),
        default="auto",
        show_default=True,
        help="article: the text is kept as it is. page: furniture of a web page is left out. auto: JSON and rows of "
        "tables are articles unless they say otherwise, all else is a page.",
    ),
    click.option("--language", metavar="CODE", help="Take the texts to be in this language, without looking."),
)

COLUMNS = (
    ("text", 'the text; "text" by default'),
    ("date", 'the day of publication; "published" by default'),
    ("title", "the headline"),
    ("source", "the outlet"),
    ("url", "the address"),
    ("id", "the report's id"),
)

COLUMN_OPTIONS = (
    *(
        click.option(f"--{name}-column", metavar="NAME", help=f"Column of CSV and Parquet files with {what}.")
        for name, what in COLUMNS
    ),
    click.option("--date-format", metavar="FORMAT", help="How that day is written, such as %d/%m/%Y."),
)


def column_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the options for tables, given to the command as `columns`, a `crossclaim.clean.Columns`."""

    @functools.wraps(command)
    def with_columns(*args: Any, **given: Any) -> Any:
        from crossclaim.clean.columns import Columns

        named = {name: given.pop(f"{name}_column") for name in ("text", "title", "source", "url", "id")}
        day, form = given.pop("date_column"), given.pop("date_format")
        with as_usage_error():
            columns = Columns(published=day, date_format=form, **named)
        return command(*args, columns=columns, **given)

    return _decorated(with_columns, COLUMN_OPTIONS)


def input_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the options that say something of all inputs, given to the command as `options`, an `InputOptions`."""

    @functools.wraps(command)
    def with_options(*args: Any, columns: Any, published: datetime | None, **given: Any) -> Any:
        from crossclaim.clean import InputOptions

        said = {name: given.pop(name) for name in ("source", "title", "kind", "language")}
        with as_usage_error():
            options = InputOptions(published=published.date() if published else None, columns=columns, **said)
        return command(*args, options=options, **given)

    return _decorated(column_options(with_options), REPORT_OPTIONS)


def _decorated(command: Callable[..., Any], options: tuple[Any, ...]) -> Callable[..., Any]:
    for option in reversed(options):
        command = option(command)
    return command


class as_usage_error:
    """Turns an `OptionError` into click's error for unusable arguments."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OptionError):
            raise click.UsageError(str(error)) from error
