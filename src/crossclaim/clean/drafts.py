"""What comes in, before it is cleaned: options, drafts, and the fields of a JSON record."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from crossclaim.clean.columns import Columns
from crossclaim.clean.mend import mark_broken
from crossclaim.clean.publication import DatelinePatterns, parse_date
from crossclaim.errors import BrokenRecord, OptionError

KINDS = ("auto", "article", "page")

MOST_BYTES = 50_000_000
"""The largest report that is read, in bytes, unless options say otherwise."""


@dataclass(frozen=True, slots=True)
class InputOptions:
    """What the user says of all inputs; what is said here wins over what an input says.

    Attributes:
        published: day of publication, a date or "YYYY-MM-DD".
        source: outlet or body that published.
        title: headline.
        kind: "article" for texts to keep exactly as they are, "page" for texts off a page, "auto"
            for JSON as articles (unless a record's `kind` is "page") and all else as pages.
        language: language to take the texts as in, without looking.
        max_bytes: size of the largest report (for `.jsonl`: of the longest line).
        columns: names of the columns of CSV and Parquet files.

    Raises:
        OptionError: a day or a kind that is none.
    """

    published: date | str | None = None
    source: str | None = None
    title: str | None = None
    kind: str = "auto"
    language: str | None = None
    max_bytes: int = MOST_BYTES
    columns: Columns = field(default_factory=Columns)

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise OptionError(f"kind {self.kind!r} is not known; give one of {', '.join(KINDS)}")
        _ = self.day

    @property
    def day(self) -> date | None:
        """The day of publication, parsed."""
        if not isinstance(self.published, str):
            return self.published
        try:
            return date.fromisoformat(self.published)
        except ValueError:
            raise OptionError(f"published {self.published!r} is no date; write YYYY-MM-DD") from None


@dataclass(frozen=True, slots=True)
class Draft:
    """One report as it came in, not yet cleaned.

    Attributes:
        where: file, and line in it, for errors.
        text: exactly as it came.
        kind: whether to keep the text or to clean it.
        html: whether the text may be an HTML page.
        stem: name to make the id of, where the input gives no id.
    """

    where: str
    text: str
    kind: Literal["article", "page"]
    html: bool = False
    id: str | None = None
    stem: str | None = None
    title: str | None = None
    source: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None


def parse_record(text: str, *, where: str) -> dict[str, Any]:
    """The JSON object in a text.

    Raises:
        BrokenRecord: it does not parse, or is no object.
    """
    try:
        record = json.loads(text)
    except json.JSONDecodeError as error:
        what = f"not JSON ({error.msg} at character {error.pos + 1})"
        raise BrokenRecord(what, where=where, next_step="mend it or leave it out") from error
    except (RecursionError, ValueError) as error:
        what = "JSON that is nested too deep or has too long a number"
        raise BrokenRecord(what, where=where, next_step="leave it out") from error
    if not isinstance(record, dict):
        what = f"JSON holds {_json_name(record)}, not an object with a text"
        raise BrokenRecord(what, where=where, next_step="give one object a report, in .jsonl one a line")
    return record


def draft_of(
    record: Mapping[str, Any], *, where: str, kind: str, patterns: DatelinePatterns, stem: str | None = None
) -> Draft:
    """The draft that a JSON record makes.

    Args:
        record: the object; fields other than text, title, published, source, url, id, kind and
            language are passed over.
        where: its name in errors.
        kind: what the options say.
        patterns: to read `published` with.
        stem: name to make the id of, where the record has none.

    Raises:
        BrokenRecord: a field is missing or cannot be used.
    """
    text = record.get("text")
    if not isinstance(text, str):
        what = "has no 'text'" if text is None else f"'text' is {_json_name(text)}, not a text"
        raise BrokenRecord(what, where=where, next_step="put the report's text there")
    own_kind = record.get("kind")
    if own_kind not in (None, "article", "page"):
        what = f"'kind' is {json.dumps(own_kind)[:60]}, which is not known"
        raise BrokenRecord(what, where=where, next_step='write "article" or "page"')
    is_page = kind == "page" or (kind == "auto" and own_kind == "page")
    return Draft(
        where=where,
        text=mark_broken(text),
        kind="page" if is_page else "article",
        html=is_page,
        id=_field(record, "id", where),
        stem=stem,
        title=_field(record, "title", where),
        source=_field(record, "source", where),
        published=_published(record, where, patterns),
        url=_field(record, "url", where),
        language=_field(record, "language", where),
    )


def _field(record: Mapping[str, Any], name: str, where: str) -> str | None:
    value = record.get(name)
    if name == "id" and isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is not None and not isinstance(value, str):
        what = f"'{name}' is {_json_name(value)}, not a text"
        raise BrokenRecord(what, where=where, next_step="put it in quotation marks or leave it out")
    return mark_broken(value).strip() or None if value else None


def _published(record: Mapping[str, Any], where: str, patterns: DatelinePatterns) -> date | None:
    text = _field(record, "published", where)
    if text is None:
        return None
    found = parse_date(text, patterns)
    if found is None:
        what = f"'published' is {json.dumps(text[:40], ensure_ascii=False)}, which is no clear date"
        raise BrokenRecord(what, where=where, next_step="write it as YYYY-MM-DD")
    return found


def _json_name(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
