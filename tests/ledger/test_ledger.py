"""Reports, versions, copies, entries and questions, on both kinds of database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from types import ModuleType

import pytest
from sqlalchemy import select

from crossclaim.errors import OptionError
from crossclaim.export import to_json
from crossclaim.ledger import Added, EntryFilter, IncidentFilter, Ledger, Origin
from crossclaim.ledger.tables import readings
from crossclaim.records import Reading, Report

Open = Callable[..., Ledger]
DAY = date(2024, 5, 3)
FILLER = (
    "The road to the north was closed in the morning and the council asked people to stay at home while the market "
    "and both schools remained shut because of the rain and the dust in the valley."
)


@pytest.fixture
def read(fakes: ModuleType) -> Callable[..., Reading]:
    def run(text: str, id: str = "r1", **more: object) -> Reading:
        fields = {"source": "Radio Sahel", "published": DAY} | more
        return fakes.read(Report(id=id, text=text, **fields))  # type: ignore[no-any-return]

    return run


@pytest.fixture
def said(fakes: ModuleType) -> Callable[..., str]:
    def run(speaker: str = "army", verb: str = "said", what: str = "shelled", place: str = "Gao", n: int = 4) -> str:
        return str(fakes.sentence(speaker, verb, what, place, n))

    return run


def add(ledger: Ledger, *given: Reading) -> list[Added]:
    return list(ledger.add(given, Origin("1.2", "reader 3")))


def test_an_added_report_comes_back_whole(
    where: str, open_ledger: Open, read: Callable[..., Reading], said: Callable[..., str]
) -> None:
    reading = read(f"{FILLER} {said()}", title="Gao", url="https://sahel.example/1")
    with open_ledger(where) as ledger:
        [added] = add(ledger, reading)
        assert (added.outcome, added.version, added.report_id, added.claims) == ("added", 1, "r1", 1)
    with open_ledger(where, read_only=True) as ledger:
        assert to_json(ledger.reading(added.key)) == to_json(reading)
        [report] = ledger.reports()
        assert (report.key, report.title, report.published, report.current) == (added.key, "Gao", DAY, True)
        assert report == ledger.report("r1")
        [entry] = ledger.entries()
        assert entry.claim == reading.claims[0]
        assert (entry.id, entry.report_id, entry.source) == (f"{added.key}#c1", "r1", "Radio Sahel")
        assert entry.group == "i1" and entry.copy_of is None


def test_the_same_report_twice_changes_nothing(
    where: str, open_ledger: Open, read: Callable[..., Reading], said: Callable[..., str], crashing: ModuleType
) -> None:
    with open_ledger(where) as ledger:
        reading = read(said())
        assert ledger.find(reading.report) is None
        [first] = add(ledger, reading)
        before = crashing.contents(ledger._engine)
        [second] = add(ledger, reading)
        assert second == replace(first, outcome="unchanged") == ledger.find(reading.report)
        assert crashing.contents(ledger._engine) == before


def test_a_corrected_report_is_a_new_version(
    where: str, open_ledger: Open, read: Callable[..., Reading], said: Callable[..., str]
) -> None:
    old, new = read(f"{FILLER} {said(n=40)}"), read(f"{FILLER} {said(n=4)}")
    with open_ledger(where) as ledger:
        [first], [second] = add(ledger, old), add(ledger, new)
        assert (second.key, second.version, second.outcome) == (first.key, 2, "corrected")
        assert ledger.reading(first.key, 1) == old and ledger.reading(first.key) == new
        assert [(r.version, r.current) for r in ledger.reports(old_versions=True)] == [(1, False), (2, True)]
        assert [e.id for e in ledger.entries()] == [f"{first.key}/2#c1"]
        assert len(list(ledger.entries(EntryFilter(old_versions=True)))) == 2
        [incident] = ledger.incidents()
        assert (incident.entries, incident.reports) == (1, 1), "the incident stays, with the new claim alone"
        kinds = [change.kind for change in ledger.trail(incident.id)]
        assert kinds == ["created", "grown", "shrunk"]
        assert [a.outcome for a in add(ledger, old, new)] == ["unchanged", "unchanged"]
        assert ledger.search("shelled")[0].version == 2 and len(ledger.search("market")) == 1


def test_a_correction_may_empty_an_incident(
    where: str, open_ledger: Open, read: Callable[..., Reading], said: Callable[..., str]
) -> None:
    with open_ledger(where) as ledger:
        add(ledger, read(f"{FILLER} {said(place='Gao')}"))
        [old] = ledger.incidents()
        add(ledger, read(f"{FILLER} {said(place='Goma')}"))
        [new] = ledger.incidents()
        assert (old.place, new.place) == ("Gao", "Goma")
        assert ledger.incident(old.id).entries == 0
        add(ledger, read(f"{said(place='Gao')} That was all that the council knew of it.", id="r2"))
        assert {i.place for i in ledger.incidents()} == {"Gao", "Goma"}


def test_another_text_under_the_same_name_is_another_report(
    where: str, open_ledger: Open, read: Callable[..., Reading], said: Callable[..., str]
) -> None:
    with open_ledger(where) as ledger:
        one, other = add(ledger, read(FILLER, id="page"), read(said(), id="page"))
        assert other.outcome == "added" and other.key == f"{one.key}-2"
        assert [a.outcome for a in add(ledger, read(said(), id="page"), read(FILLER, id="page"))] == ["unchanged"] * 2
        [corrected] = add(ledger, read(FILLER + " It was hot.", id="page"))
        assert (corrected.key, corrected.version) == (one.key, 2)
        with pytest.raises(OptionError, match="2 reports have the id 'page'"):
            ledger.report("page")


def test_an_address_names_one_report_whatever_its_text(
    where: str, open_ledger: Open, read: Callable[..., Reading], said: Callable[..., str]
) -> None:
    with open_ledger(where) as ledger:
        one, other = add(ledger, read(FILLER, url="https://a.example/1"), read(said(), url="http://A.example/1#top"))
        assert (other.key, other.version) == (one.key, 2)


def test_near_copies_point_at_the_first(where: str, open_ledger: Open, read: Callable[..., Reading]) -> None:
    with open_ledger(where) as ledger:
        first, copy, copy_of_copy, other = add(
            ledger,
            read(FILLER, id="a", source="Agency"),
            read(FILLER.replace("morning", "evening"), id="b", source="Daily"),
            read(FILLER.replace("morning", "evening") + " (Agency)", id="c", source="Weekly"),
            read("Nothing of the kind was heard in the hills, and the teachers went on with their work.", id="d"),
        )
        assert first.copy is None and other.copy is None
        assert copy.copy is not None and copy.copy.of == copy.copy.nearest == first.key
        assert copy_of_copy.copy is not None
        assert (copy_of_copy.copy.of, copy_of_copy.copy.nearest) == (first.key, copy.key)
        assert 0.6 <= copy.copy.similarity < 1
        assert [r.copy for r in ledger.reports()] == [None, copy.copy, copy_of_copy.copy, None]


def test_entries_of_a_copy_say_so(
    where: str, open_ledger: Open, read: Callable[..., Reading], said: Callable[..., str]
) -> None:
    text = f"{FILLER} {said()}"
    with open_ledger(where) as ledger:
        first, _ = add(ledger, read(text, id="a"), read(text + " Print edition.", id="b", source="Daily"))
        assert [e.copy_of for e in ledger.entries()] == [None, first.key]
        [incident] = ledger.incidents()
        assert (incident.entries, incident.reports) == (2, 2)


def test_filters_of_entries(
    where: str, open_ledger: Open, read: Callable[..., Reading], said: Callable[..., str]
) -> None:
    with open_ledger(where) as ledger:
        add(
            ledger,
            read(said("army", "said", "shelled", "Gao"), id="a"),
            read(said("rebels", "denied", "stormed", "Goma"), id="b", published=date(2024, 6, 1)),
            read(said("mayor", "said", "bombed", "Taiz"), id="c", published=None),
        )

        def found(**given: object) -> list[str]:
            return [e.report_id for e in ledger.entries(EntryFilter(**given))]  # type: ignore[arg-type]

        assert found() == ["a", "b", "c"]
        assert found(events=("shelling", "airstrike")) == ["a", "c"]
        assert found(stances=("denies",)) == ["b"]
        assert found(countries=("cod", "YEM")) == ["b", "c"]
        assert found(first=date(2024, 5, 30)) == ["b"]
        assert found(last=date(2024, 5, 30)) == ["a"]
        assert found(first=DAY, last=DAY) == ["a"]
        assert found(parties=("Rebels",)) == found(claimants=("COD",)) == ["b"]
        assert found(parties=("FIGHTERS",)) == ["a", "b", "c"] and found(claimants=("fighters",)) == []
        assert found(tenses=("future",)) == []
        keys = tuple(r.key for r in ledger.reports())
        assert found(reports=keys[1:]) == ["b", "c"] and found(ids=(f"{keys[0]}#c1",)) == ["a"]


def test_filters_of_incidents(
    where: str, open_ledger: Open, read: Callable[..., Reading], said: Callable[..., str]
) -> None:
    with open_ledger(where) as ledger:
        add(
            ledger,
            read(said("army", "said", "shelled", "Gao"), id="a"),
            read(said("rebels", "denied", "shelled", "Gao"), id="b"),
            read(said("mayor", "said", "bombed", "Taiz"), id="c", published=date(2024, 6, 1)),
        )

        def found(**given: object) -> list[str | None]:
            return [i.place for i in ledger.incidents(IncidentFilter(**given))]  # type: ignore[arg-type]

        assert found() == ["Gao", "Taiz"]
        assert found(countries=("yem",)) == found(first=date(2024, 6, 1)) == found(events=("airstrike",)) == ["Taiz"]
        assert found(parties=("rebels",)) == found(last=DAY) == ["Gao"]
        gao = next(ledger.incidents())
        assert (gao.entries, gao.reports, gao.parties, gao.event) == (2, 2, ("fighters",), "shelling")
        assert [e.report_id for e in ledger.entries(EntryFilter(incidents=(gao.id,)))] == ["a", "b"]
        assert ledger.incident(gao.id) == gao
        with pytest.raises(OptionError, match="there is no incident 'i0'"):
            ledger.incident("i0")


def test_why_a_claim_stands_where_it_stands(
    where: str, open_ledger: Open, read: Callable[..., Reading], said: Callable[..., str]
) -> None:
    with open_ledger(where) as ledger:
        add(ledger, read(said(), id="a"), read(said("rebels"), id="b"))
        first, second = ledger.entries()
        assert first.why["new"] and not second.why["new"]
        assert second.why["score"] > 0 and {"name", "points", "detail"} == set(second.why["parts"][0])


@pytest.mark.parametrize(
    ("query", "reports"),
    [
        ("shelled", ["a", "b"]),
        ("SHELL*", ["a", "b"]),
        ("menaka", ["b"]),
        ('"shelled menaka"', ["b"]),
        ('"menaka shelled"', []),
        ("shelled -Ménaka", ["a"]),
        ("Goma OR Gao", ["a", "c"]),
        ("stormed Goma", ["c"]),
        ("o'clock & (odd) 100%", []),
    ],
)
def test_search(
    query: str,
    reports: list[str],
    where: str,
    open_ledger: Open,
    read: Callable[..., Reading],
    said: Callable[..., str],
) -> None:
    with open_ledger(where) as ledger:
        add(
            ledger,
            read(said(what="shelled", place="Gao"), id="a"),
            read(said(what="shelled", place="Ménaka"), id="b"),
            read(said(what="stormed", place="Goma"), id="c"),
        )
        for kind in ("claim", "report"):
            assert sorted(f.report_id for f in ledger.search(query) if f.kind == kind) == reports
        for found in ledger.search(query):
            assert found.marks and all(0 <= a < b <= len(found.snippet) for a, b in found.marks)


def test_a_search_needs_a_word(where: str, open_ledger: Open) -> None:
    with open_ledger(where) as ledger:
        for query in ("", "  ", "-only", '"', "*"):
            with pytest.raises(OptionError, match="nothing to search for"):
                ledger.search(query)
        with pytest.raises(OptionError, match="1 or more"):
            ledger.search("army", 0)


@pytest.mark.parametrize("odd", ["a\x00b", "half \ud800 pair", "\u2028 and \x85", "x" * 5000, "", "' ; -- \" \\ %s :x"])
def test_odd_characters_stand_it(
    odd: str, where: str, open_ledger: Open, read: Callable[..., Reading], said: Callable[..., str]
) -> None:
    reading = read(f"{said()} {odd}", id=f"id{odd}", title=odd, url=odd or None)
    claim = reading.claims[0]
    assert claim.claimant is not None
    reading = replace(reading, claims=(replace(claim, claimant=replace(claim.claimant, name=odd)),))
    with open_ledger(where) as ledger:
        [added] = add(ledger, reading)
        assert ledger.reading(added.key) == reading
        [entry] = ledger.entries()
        assert entry.claim == reading.claims[0]


def test_what_read_a_report_is_noted(where: str, open_ledger: Open, read: Callable[..., Reading]) -> None:
    with open_ledger(where) as ledger:
        add(ledger, read("Quiet."))
        with ledger._engine.connect() as connection:
            rows = connection.execute(select(readings.c.program, readings.c.model)).all()
    assert [tuple(row) for row in rows] == [("1.2", "reader 3")]


def test_long_texts_and_many_claims(
    where: str, open_ledger: Open, read: Callable[..., Reading], said: Callable[..., str]
) -> None:
    text = " ".join(said(n=n) for n in range(700)) + " word" * 60_000
    with open_ledger(where) as ledger:
        [added] = add(ledger, read(text))
        assert added.claims == 700 == len(list(ledger.entries()))
        assert ledger.search('"killed 699 people"', 1)[0].claim == "c700"


def test_entries_come_page_by_page(
    where: str,
    open_ledger: Open,
    read: Callable[..., Reading],
    said: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("crossclaim.ledger.queries.PAGE", 3)
    with open_ledger(where) as ledger:
        add(ledger, *(read(said(n=n), id=f"r{n}") for n in range(8)))
        assert (
            [e.report_id for e in ledger.entries()] == [r.id for r in ledger.reports()] == [f"r{n}" for n in range(8)]
        )


def test_a_filter_may_have_very_many_values(
    where: str, open_ledger: Open, read: Callable[..., Reading], said: Callable[..., str]
) -> None:
    with open_ledger(where) as ledger:
        [added] = add(ledger, read(said()))
        [incident] = ledger.incidents()
        many = (*(f"odd ' {n}" for n in range(70_000)), incident.id, f"{added.key}#c1", added.key)
        for filter in (EntryFilter(ids=many), EntryFilter(reports=many), EntryFilter(incidents=many)):
            assert len(list(ledger.entries(filter))) == 1
        assert list(ledger.incidents(IncidentFilter(ids=many))) == [incident]
        assert list(ledger.entries(EntryFilter(about=many))) == []
