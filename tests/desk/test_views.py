"""What pages show, as pure functions of records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from types import ModuleType
from typing import Any

import pytest

from crossclaim.accounts.records import Speaker
from crossclaim.desk.drawing.colours import on_page
from crossclaim.desk.drawing.origins import origins_picture
from crossclaim.desk.drawing.timeline import timeline_picture
from crossclaim.desk.drawing.world import WIDTH, map_picture, view_of
from crossclaim.desk.views.board import Board, Line, board, changed, line_of
from crossclaim.desk.views.filters import Filter, address, pairs, parse, toggled
from crossclaim.desk.views.finding import ordered, passed
from crossclaim.desk.views.incident import Ref, cell_line
from crossclaim.desk.views.incidents import incidents_view, left_out
from crossclaim.desk.views.origins import OWN_VOICE, Way, flow
from crossclaim.desk.views.places import dots
from crossclaim.desk.views.report import claimants_of, pieces
from crossclaim.desk.views.script import script_json
from crossclaim.desk.views.timeline import timeline
from crossclaim.ledger import EntryFilter, Ledger
from crossclaim.ledger.records import StoredIncident

MOMENT = datetime(2031, 3, 9, tzinfo=UTC)


def line(id: str, first: date | None = date(2031, 3, 3), **more: Any) -> Line:
    known: dict[str, Any] = {
        "event": "shelling",
        "first": first,
        "last": first,
        "place": "Mao",
        "country": "TCD",
        "lat": 14.12,
        "lon": 15.31,
        "parties": (),
        "entries": 1,
        "reports": 1,
        "reactions": 0,
        "created": MOMENT,
        "changed": MOMENT,
    } | more
    return line_of(StoredIncident(id=id, **known), ())


@pytest.fixture
def filled(ledger: Ledger) -> Board:
    found = []
    for incident in ledger.incidents():
        found.append(line_of(incident, list(ledger.entries(EntryFilter(incidents=(incident.id,))))))
    return board(found)


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ([("from", "yesterday")], "from"),
        ([("to", "2031-02-30")], "to"),
        ([("page", "-1")], "page"),
        ([("page", "9" * 30)], "page"),
        ([("box", "1,2,3")], "box"),
        ([("box", "nan,0,1,1")], "box"),
        ([("box", "0,50,1,40")], "box"),
        ([("standing", "sure")], "standing"),
        ([("sort", "random")], "sort"),
    ],
)
def test_what_cannot_be_used_is_said_and_left_aside(query: list[tuple[str, str]], problem: str) -> None:
    found = parse(query)
    assert [p.partition(":")[0] for p in found.problems] == [problem]
    assert not found.narrow and found.page == 1


@pytest.mark.parametrize(
    "wanted",
    [
        Filter(),
        Filter(first=date(2031, 3, 1), countries=("TCD", "NER"), q='"two words" -shell*', page=3),
        Filter(parties=("Niger & Söhne",), events=("shelling",), standings=("denied",), box=(170.5, -5.0, -170.0, 5.0)),
        Filter(last=date(2031, 3, 1), sort="claims"),
    ],
)
def test_a_filter_goes_into_an_address_and_back(wanted: Filter) -> None:
    assert parse(pairs(wanted)) == wanted


def test_disputed_stands_for_both_standings_of_conflict() -> None:
    assert parse([("disputed", "1")]).standings == ("disputed", "denied")
    assert parse([("disputed", "no")]).standings == ()


def test_a_change_of_the_filter_begins_at_the_first_page() -> None:
    wanted = Filter(countries=("TCD",), page=4)
    assert address(wanted, countries=toggled(wanted.countries, "NER")) == "/?country=TCD&country=NER"
    assert address(wanted, page=5) == "/?country=TCD&page=5"


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Filter(), {"a", "b", "c", "d"}),
        (Filter(countries=("NER",)), {"b"}),
        (Filter(first=date(2031, 3, 4)), {"b", "c"}),
        (Filter(last=date(2031, 3, 3)), {"a"}),
        (Filter(events=("clash",)), {"c"}),
        (Filter(box=(15.0, 14.0, 16.0, 15.0)), {"a", "b", "c"}),
        (Filter(box=(170.0, -10.0, -170.0, 10.0)), set()),
        (Filter(standings=("denied",)), set()),
    ],
)
def test_filters(wanted: Filter, ids: set[str]) -> None:
    all_lines = board(
        [
            line("a"),
            line("b", date(2031, 3, 4), country="NER"),
            line("c", date(2031, 3, 5), event="clash"),
            line("d", None, lat=None, lon=None),
        ]
    )
    assert {x.item.id for x in passed(all_lines, wanted).lines} == ids


def test_each_part_shows_what_passes_the_rest_of_the_filter() -> None:
    lines = board([line("a"), line("b", country="NER"), line("c", date(2031, 4, 1), country="NER")])
    found = passed(lines, Filter(countries=("TCD",), last=date(2031, 3, 31)))
    assert [x.item.id for x in found.lines] == ["a"]
    assert [x.item.id for x in found.but("country")] == ["a", "b"]
    assert [x.item.id for x in found.but("time")] == ["a"]


def test_a_board_takes_changed_lines_in() -> None:
    old = board([line("a"), line("b", date(2031, 3, 9))])
    new = changed(old, {"b", "c"}, [line("c", date(2031, 3, 10))])
    assert [x.item.id for x in new.lines] == ["c", "a"]
    assert set(new.by_id) == {"a", "c"}


def test_orders() -> None:
    lines = board([line("a"), line("b", date(2031, 3, 9), entries=7), line("c", None)]).lines
    assert [x.item.id for x in ordered(lines, "newest")] == ["b", "a", "c"]
    assert [x.item.id for x in ordered(lines, "oldest")] == ["a", "b", "c"]
    assert next(x.item.id for x in ordered(lines, "claims")) == "b"


def test_what_is_dated_to_a_year_does_not_head_the_list() -> None:
    year = line("year", date(2031, 1, 1), last=date(2031, 12, 31))
    month = line("month", date(2031, 2, 1), last=date(2031, 2, 28))
    lines = board([year, month, line("day", date(2031, 1, 9)), line("none", None)]).lines
    assert [x.item.id for x in ordered(lines, "newest")] == ["month", "day", "year", "none"]
    assert [x.item.id for x in ordered(lines, "oldest")] == ["day", "month", "year", "none"]
    found = timeline(lines)
    assert (sum(b.number for b in found.bins), found.vague, found.undated) == (2, 1, 1)
    assert "1 dated to a year or so, 1 without a day" in left_out(found)
    assert timeline([year]).bins == ()


@pytest.mark.parametrize(
    ("days", "unit", "number"),
    [
        ([date(2031, 3, 1), date(2031, 3, 4)], "day", 4),
        ([date(2031, 1, 1), date(2031, 6, 1)], "week", 22),
        ([date(2031, 1, 1), date(2033, 1, 1)], "month", 25),
        ([date(2001, 1, 1), date(2031, 1, 1)], "year", 31),
        ([date(9999, 12, 31)], "day", 1),
        ([date(1, 1, 1)], "day", 1),
    ],
)
def test_units_of_a_timeline(days: Sequence[date], unit: str, number: int) -> None:
    found = timeline([line(str(n), day) for n, day in enumerate(days)])
    assert (found.unit, len(found.bins)) == (unit, number)
    assert sum(b.number for b in found.bins) == len(days)


def test_a_few_far_days_do_not_stretch_a_timeline() -> None:
    near = [line(str(n), date(2031, 3, 1 + n % 28)) for n in range(100)]
    found = timeline([*near, line("old", date(1890, 1, 1)), line("none", None)])
    assert found.unit == "day"
    assert (found.early, found.late, found.undated) == (1, 0, 1)
    assert sum(b.number for b in found.bins) + found.early + found.late == 101


def test_places_come_together_in_dots() -> None:
    found = dots([line("a"), line("b"), line("c", lat=1.0, lon=2.0, place=None), line("d", lat=None)])
    assert [(d.number, d.name, d.id) for d in found] == [(2, "Mao, TCD", None), (1, "TCD", "c")]


@pytest.mark.parametrize("lons", [(15.3,), (-179.0, 179.0), (2.0, 2.0001), ()])
def test_a_map_holds_its_dots(lons: Sequence[float]) -> None:
    found = dots(line(str(n), lon=lon, lat=10.0 + n) for n, lon in enumerate(lons))
    view = view_of(found)
    for dot in found:
        assert 0 <= view.x(dot.lon) <= WIDTH and 0 <= view.y(dot.lat) <= view.height
    picture = map_picture("Map", found)
    assert on_page(picture).count("<polygon") >= len(found)


def test_a_few_far_away_do_not_make_a_map_the_worlds() -> None:
    near = [line(f"n{n}", lat=10.0 + n / 10, lon=20.0 + n / 10) for n in range(40)]
    far = line("far", lat=60.0, lon=-100.0)
    found = dots([*near, far])
    view = view_of(found)
    assert not 0 <= view.x(far.lon or 0) <= WIDTH
    assert "1 elsewhere" in on_page(map_picture("Map", found))
    assert "elsewhere" not in on_page(map_picture("Map", dots(near)))


def test_a_place_goes_by_the_name_that_most_give_it() -> None:
    [dot] = dots([line("a", place="Old Mao"), line("b"), line("c"), line("d", place="Market of Mao")])
    assert (dot.name, dot.number) == ("Mao, TCD", 4)


def test_a_position_that_stands_for_a_province_is_a_ring() -> None:
    vague, sure = replace(line("a"), within="Kanem"), line("b")
    assert [(d.vague, d.name) for d in dots([vague])] == [(True, "Kanem, TCD")]
    assert [d.vague for d in dots([vague, sure])] == [False]
    ring, disc = (on_page(map_picture("Map", dots([one]))) for one in (vague, sure))
    assert 'fill="var(--page)" stroke="var(--mark)"' in ring
    assert 'fill="var(--page)" stroke="var(--mark)"' not in disc


@pytest.mark.parametrize(
    ("precision", "within"), [("exact", ""), ("near", ""), ("admin1", "Kanem"), ("country", "Chad")]
)
def test_how_near_a_position_is_known_comes_from_the_claims(ledger: Ledger, precision: Any, within: str) -> None:
    incident = max(ledger.incidents(), key=lambda i: i.entries)
    entries = [
        replace(e, claim=replace(e.claim, place=e.claim.place and replace(e.claim.place, precision=precision)))
        for e in ledger.entries(EntryFilter(incidents=(incident.id,)))
    ]
    assert line_of(incident, entries).within == within


def test_a_page_of_a_ledger(filled: Board) -> None:
    view = incidents_view(filled, Filter())
    assert view.total == view.all == len(view.rows)
    assert view.conflicts == sum(bool(row.conflicts) for row in view.rows) > 0
    countries = {v.value: v for v in view.facets[0].values}
    narrowed = incidents_view(filled, parse([("country", "NER")]))
    assert narrowed.total == countries["NER"].number
    assert [r.words for r in narrowed.removals] == ["country: Niger"]


def test_a_page_past_the_last_is_the_last(filled: Board) -> None:
    assert incidents_view(filled, Filter(page=99)).page == 1


def test_lines_of_cells_name_their_evidence() -> None:
    refs = {3: Ref(1, "/reports/r#text-c1", "12 died"), 4: Ref(2, "/reports/r#text-c2", "a dozen died")}
    found = cell_line("denies: 12 [odd] (superseded) [3][4]", refs)
    assert found.words == "denies: 12 [odd] (superseded)"
    assert [r.number for r in found.refs] == [1, 2]
    assert cell_line("[1] no mark after", refs).words == "[1] no mark after"


def test_the_graph_of_origins_keeps_small_ones_together() -> None:
    ways = [Way(f"Source {n}", ("Agency",) if n % 2 else (), "Paper", 1, ("r",), False) for n in range(30)]
    found = flow([*ways, Way(f"Paper, {OWN_VOICE}", (), "Paper", 9, ("r",), False)], most=5)
    first = [n for n in found.nodes if n.column == 0]
    assert first[0].name == f"Paper, {OWN_VOICE}" and first[-1].name == "27 others"
    assert sum(n.claims for n in first) == 39
    assert "27 others" in on_page(origins_picture("Origins", found))


def test_overlapping_claims_are_cut_at_all_borders(made: ModuleType) -> None:
    text = "Chad said that Niger shelled Mao, killing four."
    [claim] = made.readings()[0].claims[:1]
    spans = [("c1", 15, 46), ("c2", 34, 46), ("c3", 15, 32)]
    claims = [made.replace(claim, id=id, start=a, end=b, quote=text[a:b]) for id, a, b in spans]
    [line_of_text] = pieces(text, claims)
    assert [(p.text, p.claims) for p in line_of_text] == [
        ("Chad said that ", ()),
        ("Niger shelled Mao", (0, 2)),
        (", ", (0,)),
        ("killing four", (0, 1)),
        (".", ()),
    ]
    assert [p.begins for p in line_of_text] == [(), (0, 2), (), (1,), ()]
    assert [p.ends for p in line_of_text] == [(), (2,), (), (1, 0), ()]


def test_offsets_count_code_points(made: ModuleType) -> None:
    text = "\U0001f4a5\U0001f4a5 مرحبا four died"
    [claim] = made.readings()[0].claims[:1]
    at = text.index("four")
    [found] = pieces(text, [made.replace(claim, start=at, end=len(text), quote=text[at:])])
    assert [p.text for p in found if p.claims] == ["four died"]


def test_the_reporter_is_number_nought(made: ModuleType) -> None:
    [claim] = made.readings()[0].claims[:1]
    found = claimants_of([made.replace(claim, claimant=None), claim, claim])
    assert [(c.number, c.tint, c.claims) for c in found.values()] == [(0, "t0", "1 claim"), (1, "t1", "2 claims")]


def test_data_for_scripts_cannot_end_their_element() -> None:
    text = str(script_json({"</script><script>": ["&", Speaker("k", "<!--", "party"), date(2031, 3, 3)]}))
    assert "<" not in text and "&" not in text and "2031-03-03" in text


def test_an_empty_timeline_is_drawn() -> None:
    assert "no incident" in on_page(timeline_picture("Time", timeline(())))
