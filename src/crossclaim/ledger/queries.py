"""What is asked of a ledger: each function takes a connection inside a transaction and gives records."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    Row,
    Select,
    Text,
    and_,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
)

from crossclaim.errors import NotInLedger, OptionError
from crossclaim.ledger import search
from crossclaim.ledger.incidents import ABOUT, MOST_VALUES, STATES, parts
from crossclaim.ledger.prepare import fold_name
from crossclaim.ledger.records import Change, EntryFilter, Found, IncidentFilter, StoredIncident
from crossclaim.ledger.rows import change_query, entry_query, report_query, stored_change, stored_entry, text_of
from crossclaim.ledger.tables import changed_incidents, changes, entries, entry_parties, incidents, links, versions
from crossclaim.linking.parties import packaged_countries
from crossclaim.places.words import packaged_place_words

PAGE = 1000
"""Entries or reports that are taken at a time, so that memory stays constant."""

SHOWN_PARTIES = 6
"""Parties that are named with an incident, those that most claims name first."""

INVOLVED = ("actor", "target", "owner")


def entry_page(connection: Connection, wanted: EntryFilter, after: int, limit: int = PAGE) -> Sequence[Row[Any]]:
    """The next rows of `entry_query` that pass a filter.

    Args:
        connection: inside a transaction.
        wanted: the filter.
        after: number of the last entry that was given, 0 to begin.
        limit: at most so many.
    """
    among = Among(connection)
    query = entry_query().where(entries.c.number > after, *_entry_conditions(wanted, among)).limit(limit)
    return connection.execute(query).all()


def report_page(
    connection: Connection, after: int, limit: int = PAGE, *, old_versions: bool = False
) -> Sequence[Row[Any]]:
    """The next rows of `report_query`, in the order their versions came.

    Args:
        connection: inside a transaction.
        after: number of the last version that was given, 0 to begin.
        limit: at most so many.
        old_versions: whether versions are given that were corrected since.
    """
    number = versions.c.number
    query = report_query().where(number > after).order_by(number).limit(limit)
    return connection.execute(query if old_versions else query.where(versions.c.current)).all()


class Among:
    """Whether a column is one of some values, however many there are: a query takes some thousand at most by itself.

    Args:
        connection: of the kind of database that is asked.
    """

    def __init__(self, connection: Connection) -> None:
        self._lite = connection.dialect.name == "sqlite"

    def __call__(self, column: ColumnElement[Any], values: Sequence[str]) -> ColumnElement[bool]:
        if len(values) <= MOST_VALUES:
            return column.in_(values)
        listed = literal(json.dumps(list(values)), Text)
        if self._lite:
            return column.in_(select(func.json_each(listed).table_valued("value").c.value))
        return column.in_(select(func.json_array_elements_text(cast(listed, JSON))))


def _entry_conditions(wanted: EntryFilter, among: Among) -> Iterator[ColumnElement[bool]]:
    e = entries.c
    if not wanted.old_versions:
        yield e.current
    if wanted.ids:
        yield among(e.id, wanted.ids)
    if wanted.reports:
        yield among(versions.c.report, wanted.reports)
    if wanted.incidents:
        yield e.number.in_(_linked(among(links.c.incident, wanted.incidents), STATES))
    if wanted.about:
        yield e.number.in_(_linked(among(links.c.incident, wanted.about), ABOUT))
    if wanted.first or wanted.last:
        yield from _meets(e.first, e.last, wanted)
    if wanted.countries:
        yield e.place_country.in_(_upper(wanted.countries))
    if wanted.parties:
        yield e.number.in_(_with_party(wanted.parties))
    if wanted.claimants:
        yield e.number.in_(_with_party(wanted.claimants, ("claimant",)))
    for column, values in ((e.event, wanted.events), (e.stance, wanted.stances), (e.tense, wanted.tenses)):
        if values:
            yield column.in_(values)


def _linked(these: ColumnElement[bool], relation: str) -> Select[Any]:
    return select(links.c.entry).where(these, links.c.relation == relation)


def _meets(first: Any, last: Any, wanted: EntryFilter | IncidentFilter) -> Iterator[ColumnElement[bool]]:
    """The days of a row meet those of a filter."""
    if wanted.last:
        yield first <= wanted.last
    if wanted.first:
        yield last >= wanted.first


def _with_party(names: Iterable[str], roles: Sequence[str] = ()) -> Select[Any]:
    """Entries in which a party of one of these names, or of one of these countries, has a part."""
    p = entry_parties.c
    named = list(names)
    query = select(p.entry).where(or_(p.folded.in_([fold_name(n) for n in named]), p.country.in_(_upper(named))))
    return query.where(p.role.in_(roles)) if roles else query


def _upper(names: Iterable[str]) -> list[str]:
    return [name.strip().upper() for name in names]


def find_incidents(connection: Connection, wanted: IncidentFilter) -> tuple[StoredIncident, ...]:
    """Incidents that pass a filter, by first day (those without last), then id."""
    i = incidents.c
    query = select(*(c for c in i if c.name != "profile")).where(*_incident_conditions(wanted, Among(connection)))
    rows = connection.execute(query.order_by(i.first.is_(None), i.first, i.id)).all()
    counted = _counts(connection, [row.id for row in rows])
    return tuple(_incident(row, *counted.get(row.id, _NOTHING)) for row in rows)


def _incident_conditions(wanted: IncidentFilter, among: Among) -> Iterator[ColumnElement[bool]]:
    i = incidents.c
    if not wanted.merged:
        yield and_(i.merged_into.is_(None), i.entries > 0)
    if wanted.ids:
        yield among(i.id, wanted.ids)
    if wanted.first or wanted.last:
        yield from _meets(i.first, i.last, wanted)
    if wanted.countries:
        yield i.place_country.in_(_upper(wanted.countries))
    told = select(links.c.incident).where(links.c.relation == STATES)
    if wanted.parties:
        yield i.id.in_(told.where(links.c.entry.in_(_with_party(wanted.parties))))
    if wanted.events:
        of_type = select(entries.c.number).where(entries.c.event.in_(wanted.events))
        yield i.id.in_(told.where(links.c.entry.in_(of_type)))


_NOTHING: tuple[int, int, int, tuple[str, ...]] = (0, 0, 0, ())


def _counts(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[int, int, int, tuple[str, ...]]]:
    """For each incident: entries, reports, reactions, and the parties that most entries name.

    A party has a country or a proper name; "people", "a hill" and the place itself are in the claims alone.
    """
    told: dict[str, tuple[int, int]] = {}
    reactions: dict[str, int] = {}
    named: dict[str, Counter[str]] = {}
    for part in parts(ids):
        for row in connection.execute(_count_query(part)):
            if row.relation == STATES:
                told[row.incident] = (row.told, row.reports)
            else:
                reactions[row.incident] = row.told
        places = {
            (row.incident, fold_name(row.place_name))
            for row in connection.execute(_place_query(part))
            if not packaged_countries().named(row.place_name)
        }
        for row in connection.execute(_party_query(part)):
            if _is_party(row.name, row.country) and (row.incident, fold_name(row.name)) not in places:
                named.setdefault(row.incident, Counter())[row.name] = row.times
    return {id: (*told.get(id, (0, 0)), reactions.get(id, 0), _most_named(named.get(id))) for id in ids}


def _count_query(ids: Sequence[str]) -> Select[Any]:
    e, k = entries.c, links.c
    reports = func.count(versions.c.report.distinct())
    return (
        select(k.incident, k.relation, func.count().label("told"), reports.label("reports"))
        .join_from(links, entries, e.number == k.entry)
        .join(versions, versions.c.number == e.version)
        .where(k.incident.in_(ids))
        .group_by(k.incident, k.relation)
    )


def _party_query(ids: Sequence[str]) -> Select[Any]:
    p, k = entry_parties.c, links.c
    return (
        select(
            k.incident,
            func.min(p.name).label("name"),
            func.max(p.country).label("country"),
            func.count(p.entry.distinct()).label("times"),
        )
        .join_from(links, entry_parties, p.entry == k.entry)
        .where(k.incident.in_(ids), k.relation == STATES, p.role.in_(INVOLVED))
        .group_by(k.incident, p.folded)
    )


def _place_query(ids: Sequence[str]) -> Select[Any]:
    """The places of an incident's claims, those by the name of a country left out: that is its state, too."""
    e, k = entries.c, links.c
    return (
        select(k.incident, e.place_name)
        .join_from(links, entries, e.number == k.entry)
        .where(k.incident.in_(ids), k.relation == STATES, e.place_name.is_not(None))
        .distinct()
    )


def _is_party(name: str, country: str | None) -> bool:
    """Whether a name is a party's: not a noun's, nor one that its last word makes a place's ("Homs outskirts")."""
    if packaged_countries().named(name):
        return True
    words = packaged_place_words()
    ground = name.rpartition(" ")[2] in words.heads.keys() | words.grounds
    return (country is not None or name[:1].isupper()) and not ground


def _most_named(counter: Counter[str] | None) -> tuple[str, ...]:
    order = sorted((counter or {}).items(), key=lambda item: (-item[1], item[0]))
    return tuple(name for name, _ in order[:SHOWN_PARTIES])


def _incident(row: Row[Any], told: int, reports: int, reactions: int, named: tuple[str, ...]) -> StoredIncident:
    return StoredIncident(
        id=row.id,
        event=row.event,
        first=row.first,
        last=row.last,
        place=row.place_name,
        country=row.place_country,
        lat=row.lat,
        lon=row.lon,
        parties=named,
        entries=told,
        reports=reports,
        reactions=reactions,
        created=row.created,
        changed=row.changed,
        merged_into=row.merged_into,
    )


def find_incident(connection: Connection, id: str) -> StoredIncident:
    """One incident; a merged one gives what it became.

    Raises:
        NotInLedger: there is none of that id.
    """
    into = connection.scalar(select(incidents.c.merged_into).where(incidents.c.id == id))
    found = find_incidents(connection, IncidentFilter(ids=(into or id,), merged=True))
    if not found:
        raise NotInLedger(f"there is no incident {id!r}; `crossclaim incidents` lists them")
    return found[0]


def find_trail(connection: Connection, id: str) -> tuple[Change, ...]:
    """All that became of an incident, in order, also as one of the others."""
    c = changed_incidents.c
    query = change_query().where(exists().where(c.incident == id, c.number == changes.c.number))
    return tuple(stored_change(row) for row in connection.execute(query.order_by(changes.c.number)))


def find_text(connection: Connection, query: str, limit: int) -> tuple[Found, ...]:
    """Reports and claims in whose current version the words of a query stand: claims first, the newest first.

    Raises:
        OptionError: a query without a word, or a limit below 1.
    """
    if limit < 1:
        raise OptionError("the limit of a search must be 1 or more")
    terms = search.parse(query)
    quotes = search.find(connection, "quote_search", terms, limit)
    texts = search.find(connection, "report_search", terms, max(limit - len(quotes), 0))
    return tuple(_found_claims(connection, quotes, terms)) + tuple(_found_reports(connection, texts, terms))


def find_incidents_by_text(connection: Connection, query: str) -> frozenset[str]:
    """Ids of incidents of which claims tell that a query finds, or claims of reports that it finds.

    Raises:
        OptionError: a query without a word.
    """
    terms = search.parse(query)
    told = select(links.c.incident).where(links.c.relation == STATES)
    found: set[str] = set()
    for quotes in parts(search.find(connection, "quote_search", terms, None)):
        found.update(connection.scalars(told.where(links.c.entry.in_(quotes))))
    for texts in parts(search.find(connection, "report_search", terms, None)):
        of_texts = select(entries.c.number).where(entries.c.version.in_(texts), entries.c.current)
        found.update(connection.scalars(told.where(links.c.entry.in_(of_texts))))
    return frozenset(found)


def _found_claims(connection: Connection, numbers: Sequence[int], terms: Sequence[search.Term]) -> Iterator[Found]:
    found = {}
    for some in parts(numbers):
        query = entry_query().where(entries.c.number.in_(some))
        found.update({row.number: stored_entry(row) for row in connection.execute(query)})
    for number in numbers:
        entry = found[number]
        words, marks = search.snippet(entry.claim.quote, terms)
        yield Found(
            kind="claim",
            report=entry.report,
            version=entry.version,
            report_id=entry.report_id,
            title=entry.title,
            source=entry.source,
            published=entry.published,
            snippet=words,
            marks=marks,
            entry=entry.id,
            claim=entry.claim.id,
            incident=entry.incident,
        )


def _found_reports(connection: Connection, numbers: Sequence[int], terms: Sequence[search.Term]) -> Iterator[Found]:
    for number in numbers:
        row = connection.execute(select(versions).where(versions.c.number == number)).one()
        body = text_of(connection, number)
        words, marks = search.snippet(f"{row.title}\n{body}" if row.title else body, terms)
        yield Found(
            kind="report",
            report=row.report,
            version=row.version,
            report_id=row.id,
            title=row.title,
            source=row.source,
            published=row.published,
            snippet=words,
            marks=marks,
        )
