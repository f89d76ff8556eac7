"""A draft made a report: page text cleaned, title, day and language found."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cache

from crossclaim.clean.drafts import Draft, InputOptions
from crossclaim.clean.furniture import part
from crossclaim.clean.language import detect
from crossclaim.clean.mend import mark_broken, mend
from crossclaim.clean.page import looks_like_html, read_page
from crossclaim.clean.publication import DatelinePatterns, dateline_patterns, find_publication
from crossclaim.clean.tables import CleaningTables, load_tables
from crossclaim.clean.title import find_title
from crossclaim.errors import EmptyText, OtherLanguage
from crossclaim.records import Report

READ_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Cleaner:
    """The tables that cleaning reads, with the patterns made of them."""

    tables: CleaningTables
    datelines: DatelinePatterns

    @classmethod
    def of(cls, tables: CleaningTables) -> Cleaner:
        """A cleaner with these tables."""
        return cls(tables, dateline_patterns(tables.datelines))


@cache
def packaged_cleaner() -> Cleaner:
    """The cleaner with the package's own tables, for whoever cleans again and again.

    Raises:
        DataError: a data file of the package is broken.
    """
    return Cleaner.of(load_tables())


def finish(draft: Draft, options: InputOptions, cleaner: Cleaner) -> Report:
    """The report that a draft makes.

    The text of an article is kept exactly; that of a page is mended and its furniture taken out.
    Of title, source and day of publication the options' value is taken, else the input's own, else
    what the text itself shows.

    Args:
        draft: what came in.
        options: what the user says of all inputs.
        cleaner: tables and patterns.

    Returns:
        The report; offsets of all later stages point into its text.

    Raises:
        EmptyText: nothing to read in it.
        OtherLanguage: not in English.
        InputError: a page that cannot be parsed.
    """
    if draft.html and looks_like_html(draft.text):
        draft = _off_page(draft)
    text, shown = draft.text, None
    furniture: tuple[str, ...] = ()
    if draft.kind == "page":
        mended = mend(text)
        shown = find_publication(mended, cleaner.datelines)
        parted = part(mended, cleaner.tables.furniture)
        text, furniture = parted.kept, parted.left_out
    if not text.strip():
        what = "nothing but page furniture in it" if furniture else "no text in it"
        raise EmptyText(what, where=draft.where, next_step="check the input, or give --kind article")
    title = options.title or draft.title or (find_title(text) if draft.kind == "page" else None)
    published = options.day or draft.published or shown or find_publication(text, cleaner.datelines)
    return Report(
        id=draft.id or draft.stem or content_id(draft),
        text=text,
        title=title,
        source=options.source or draft.source,
        published=published,
        url=draft.url,
        language=_language(text, draft, options, cleaner),
        furniture=furniture,
    )


def content_id(draft: Draft) -> str:
    """An id made of the report's content: the same content has the same id on every machine.

    Args:
        draft: its title, source, day, address and text are taken.
    """
    parts = (draft.title, draft.source, draft.published, draft.url, draft.text)
    content = "\x1f".join("" if part is None else str(part) for part in parts)
    return "r" + hashlib.blake2b(content.encode("utf-8", "replace"), digest_size=8).hexdigest()


def _off_page(draft: Draft) -> Draft:
    page = read_page(draft.text, where=draft.where)
    return replace(
        draft,
        text=mark_broken(page.text),
        title=draft.title or page.title,
        source=draft.source or page.source,
        published=draft.published or page.published,
        url=draft.url or page.url,
    )


def _language(text: str, draft: Draft, options: InputOptions, cleaner: Cleaner) -> str:
    if options.language:
        return options.language
    found = draft.language or detect(text, cleaner.tables.languages)
    code = found.casefold().replace("_", "-").split("-", 1)[0]
    if code == READ_LANGUAGE:
        return code
    if not any(c.isalpha() for c in text):
        raise EmptyText("no words in it", where=draft.where, next_step="check the input")
    name = "a language that cannot be told" if code == "und" else f"another language ({code})"
    what = f"the text seems to be in {name}, and only English is read"
    raise OtherLanguage(what, where=draft.where, next_step="force it with --language en")
