"""Claims: which are found, what of them is right, and figures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from crossclaim.records import Claim, Party, Reading
from evaluation.measures import measure_claims
from evaluation.measures.claimants import load_comparing
from evaluation.measures.claims import judged, locate
from evaluation.records import GoldClaim, GoldReport, Item, Outcome, Score

TEXT = "The army of Mali said 12 soldiers died near Gao on Friday. The Front denied that it had shelled Gao."
DIED, SHELLED = "12 soldiers died near Gao on Friday", "it had shelled Gao"
Make = Callable[..., Any]


def scored(outcome: Outcome) -> dict[str, Score]:
    return {s.key: s for s in outcome.scores}


def measured(first: list[GoldClaim], reading: Reading, second: list[GoldClaim] | None = None) -> Outcome:
    gold = GoldReport(tuple(first), None if second is None else tuple(second))
    return measure_claims([Item({"id": "r", "text": TEXT}, gold)], {"r": reading})


@pytest.mark.parametrize(
    ("quote", "type_", "name", "killed", "found"),
    [
        (DIED, "killing", "Mali", [(12, 12)], True),
        ("12 soldiers died", "clash", "Mali", [], True),  # kin types, quote inside
        (DIED, "withdraw", "Mali", [], True),  # another type, but the claimant is the same
        (DIED, "withdraw", "Front", [], False),
        (DIED, "withdraw", "Front", [(12, 12)], True),  # another type and claimant, but the figure is the same
        (SHELLED, "killing", "Mali", [(12, 12)], False),  # elsewhere
        ("The army", "killing", "Mali", [(12, 12)], False),
    ],
)
def test_what_is_found(
    quote: str,
    type_: str,
    name: str,
    killed: list[tuple[int, int]],
    found: bool,
    make_gold: Make,
    make_claim: Make,
    make_party: Make,
    make_reading: Make,
) -> None:
    gold = make_gold(DIED, "killing", "Mali army", side="Mali", figures=frozenset({("killed", 12, 12)}))
    ours = make_claim(quote, type_, make_party(name), killed=killed)
    outcome = measured([gold], make_reading([ours]))
    assert scored(outcome)["found"].value == float(found)
    assert [(m.report, m.index, m.claim) for m in outcome.matches] == ([("r", 0, "c1")] if found else [])


GOLD: dict[str, Any] = {
    "claimant": "Mali army",
    "side": "Mali",
    "actor": "Front",
    "target": "Mali soldiers",
    "place": "Gao",
    "date": "2031-03-07",
}


@pytest.mark.parametrize(
    ("gold", "more", "wrong"),
    [
        ({}, {}, set()),
        ({"stance": "denies"}, {}, {"stance"}),
        ({"tense": "background"}, {}, {"tense"}),
        ({"claimant": "Front", "side": "Front"}, {}, {"claimant"}),
        ({"claimant": "reporter"}, {}, {"claimant"}),
        ({"actor": "Niger"}, {}, {"actor"}),
        ({"actor": None, "place": None, "date": None}, {}, set()),
        ({"target": "civilians"}, {}, {"target"}),
        ({"place": "Kidal"}, {}, {"place"}),
        ({"place": "near the town of Gao"}, {}, set()),
        ({"date": "2031-03"}, {}, set()),
        ({"date": "2031"}, {}, set()),
        ({"date": "2031-03-08"}, {}, {"date"}),
        ({}, {"day": None}, {"date"}),
        ({}, {"place": None}, {"place"}),
    ],
)
def test_attributes(
    gold: dict[str, Any], more: dict[str, Any], wrong: set[str], make_gold: Make, make_claim: Make, make_party: Make
) -> None:
    usual = {
        "claimant": make_party("Army of Mali", "MLI"),
        "actors": (make_party("the Front"),),
        "targets": (make_party("soldiers", "MLI"),),
        "place": "Gao",
        "day": date(2031, 3, 7),
    }
    ours = make_claim(DIED, "killing", **(usual | more))
    found = judged(make_gold(DIED, "killing", **(GOLD | gold)), ours, load_comparing())
    assert {key for key, ok in found.items() if not ok} == wrong
    asked = [key for key in ("actor", "target", "place", "date") if (GOLD | gold)[key]]
    assert list(found) == ["claimant", "stance", "type", "tense", *asked]


def test_two_readers(make_gold: Make, make_claim: Make, make_reading: Make) -> None:
    """What both hold must be found; what one holds is no error and no miss."""
    died, shelled, said = make_gold(DIED, "killing"), make_gold(SHELLED, "shelling"), make_gold("The army", "other")
    ours = [make_claim(DIED, "killing", ident="c1"), make_claim(SHELLED, "shelling", ident="c2")]
    outcome = measured([died, said], make_reading(ours), [died, shelled])
    found = scored(outcome)["found"]
    assert (found.precision, found.recall, found.n) == (1.0, 1.0, 1)
    assert sorted((m.claim, m.index) for m in outcome.matches if m.index is not None) == [("c1", 0)]
    assert outcome.misses == ()


@pytest.mark.parametrize(
    ("killed", "precision", "recall"),
    [
        ([(12, 12)], 1.0, 1.0),
        ([(12, None)], 0.0, 0.0),
        ([(12, 12), (3, 3)], 0.5, 1.0),
        ([], 0.0, 0.0),
    ],
)
def test_figures(
    killed: list[tuple[int, int | None]],
    precision: float,
    recall: float,
    make_gold: Make,
    make_claim: Make,
    make_reading: Make,
) -> None:
    gold = make_gold(DIED, "killing", figures=frozenset({("killed", 12, 12)}))
    figures = scored(measured([gold], make_reading([make_claim(DIED, "killing", killed=killed)])))["figures"]
    assert (figures.precision, figures.recall) == (precision, recall)


def test_misses_are_named(make_gold: Make, make_claim: Make, make_reading: Make) -> None:
    gold = [make_gold(DIED, "killing", stance="hedged", figures=frozenset({("killed", 12, None)}))]
    gold.append(make_gold("The army of Mali", "other"))
    ours = [make_claim(DIED, "clash"), make_claim(SHELLED, "shelling", ident="c2")]
    causes = [m.cause for m in measured(gold, make_reading(ours)).misses]
    assert causes == ["missed", "spurious", "stance", "type", "figure missed"]


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("It said “two died”.", '"two died"', "“two died”"),
        ("It said two\n died.", "two died", "two\n died"),
        ("Baku’s army", "Baku\\’s army", "Baku’s army"),
        ("Baku\\’s army", "Baku\\'s army", "Baku\\’s army"),
        ("nothing", "of this", ""),
    ],
)
def test_locate(text: str, quote: str, found: str) -> None:
    assert "".join(text[i] for i in sorted(locate(text, quote))) == found


def test_a_report_without_a_reading_is_read_empty(make_gold: Make) -> None:
    outcome = measure_claims([Item({"id": "r", "text": TEXT}, GoldReport((make_gold(DIED, "killing"),)))], {})
    assert scored(outcome)["found"].value == 0.0
    assert [m.cause for m in outcome.misses] == ["missed"]


def test_party_is_used(make_party: Callable[..., Party], make_claim: Callable[..., Claim]) -> None:
    assert make_claim(DIED, "killing", make_party("Mali")).claimant is not None
