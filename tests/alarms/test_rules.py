"""Rules as pure functions of what was seen before and is seen now."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from crossclaim.alarms.looks import Look, Trait, combined, dumps, loads
from crossclaim.alarms.rise import rise, window
from crossclaim.alarms.rules import Rule, concerns, findings


def toll(
    figures: dict[str, int], *standings: str, kind: str = "killed", key: str = "toll|sdn|killed|civilian"
) -> Trait:
    told = {origin: (f"{origin}: {number}", number, number) for origin, number in figures.items()}
    most = max(figures.values(), default=None)
    return Trait(key, "killed, civilian, Sudan", standings or ("uncontested",), True, ("k#c1",), kind, told, most)


def act(*standings: str, key: str = "act|shelling|sdn", said: bool = True) -> Trait:
    return Trait(key, "shelling by Sudan", standings or ("uncontested",), said, ("k#c2",))


def look(*traits: Trait, **more: Any) -> Look:
    known: dict[str, Any] = {"events": ("shelling",), "countries": ("SDN",), "parties": ("sdn", "sudan army")}
    standing = traits[0].standings[0] if traits else ""
    return Look("i1", "shelling", traits=traits, entries=("k#c1",), **(known | {"standing": standing} | more))


def rule(when: str, **more: Any) -> Rule:
    return Rule("r", when, **more)


CASES = [
    ("a new one", rule("new incident"), None, look(), 1),
    ("not new", rule("new incident"), look(), look(), 0),
    ("new in the country", rule("new incident", countries=("SDN",)), None, look(), 1),
    ("new in another", rule("new incident", countries=("MLI",)), None, look(), 0),
    ("now known to be there", rule("new incident", countries=("SDN",)), look(countries=()), look(), 1),
    ("new with the party", rule("new incident", parties=("Sudan Army",)), None, look(), 1),
    ("with the party's country", rule("new incident", parties=("SDN",)), None, look(), 1),
    ("without the party", rule("new incident", parties=("Mali",)), None, look(), 0),
    ("of the event", rule("new incident", events=("shelling", "attack")), None, look(), 1),
    ("of another event", rule("new incident", events=("attack",)), None, look(), 0),
    ("new and disputed", rule("new incident", standings=("disputed",)), None, look(act("disputed")), 1),
    ("new, not disputed", rule("new incident", standings=("disputed",)), None, look(act()), 0),
    ("disputed by now", rule("new incident", standings=("disputed",)), look(act()), look(act("disputed")), 1),
    ("toll reached", rule("toll over", over=20), None, look(toll({"a": 20})), 1),
    ("toll not reached", rule("toll over", over=20), None, look(toll({"a": 19})), 0),
    ("toll reached now", rule("toll over", over=20), look(toll({"a": 9})), look(toll({"a": 9, "b": 30})), 1),
    ("toll reached before", rule("toll over", over=20), look(toll({"a": 25})), look(toll({"a": 30})), 0),
    ("toll of wounded", rule("toll over", over=20), None, look(toll({"a": 30}, kind="wounded")), 0),
    ("wounded asked", rule("toll over", over=20, kinds=("wounded",)), None, look(toll({"a": 30}, kind="wounded")), 1),
    ("toll denied only", rule("toll over", over=20), None, look(toll({})), 0),
    ("revised", rule("toll revised"), look(toll({"a": 4})), look(toll({"a": 6})), 1),
    ("revised down", rule("toll revised"), look(toll({"a": 6})), look(toll({"a": 4})), 1),
    ("another's figure", rule("toll revised"), look(toll({"a": 4})), look(toll({"a": 4, "b": 9})), 0),
    ("revised by little", rule("toll revised", by=5), look(toll({"a": 4})), look(toll({"a": 6})), 0),
    ("revised, two origins", rule("toll revised"), look(toll({"a": 4, "b": 1})), look(toll({"a": 6, "b": 2})), 2),
    ("first figure", rule("toll revised"), None, look(toll({"a": 6})), 0),
    ("admits", rule("side admits"), look(act()), look(act("admitted")), 1),
    ("admits beside", rule("side admits"), look(act("disputed")), look(act("disputed", "admitted")), 1),
    ("admitted before", rule("side admits"), look(act("admitted")), look(act("admitted")), 0),
    ("a toll admitted", rule("side admits"), None, look(toll({"a": 4}, "admitted")), 1),
    ("turned disputed", rule("turned disputed"), look(act()), look(act("disputed")), 1),
    ("turned denied", rule("turned disputed"), look(act("corroborated")), look(act("denied")), 1),
    ("denied, then disputed", rule("turned disputed"), look(act("denied")), look(act("disputed")), 0),
    ("two things", rule("turned disputed"), look(), look(act("denied"), toll({"a": 1}, "disputed")), 2),
    ("truce broken", rule("truce broken"), look(), look(act(key="act|violate_ceasefire|sdn")), 1),
    ("denied alone", rule("truce broken"), None, look(act("denied", key="act|violate_ceasefire|sdn", said=False)), 0),
    (
        "said before",
        rule("truce broken"),
        look(act(key="act|violate_ceasefire|a")),
        look(act(key="act|violate_ceasefire|a")),
        0,
    ),
    (
        "other side too",
        rule("truce broken"),
        look(act(key="act|violate_ceasefire|a")),
        look(act(key="act|violate_ceasefire|b")),
        1,
    ),
    ("not of one incident", rule("unusual rise"), None, look(), 0),
]


@pytest.mark.parametrize(("rule", "before", "after", "number"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_rules(rule: Rule, before: Look | None, after: Look, number: int) -> None:
    found = findings(rule, before, after)
    assert len(found) == number
    assert findings(rule, after, after) == (), "what was seen is not found again"
    assert all(f.headline and f.entries for f in found)
    assert len({f.about for f in found}) == number


def test_words_of_a_revision() -> None:
    [found] = findings(rule("toll revised"), look(toll({"army": 4})), look(toll({"army": 6})))
    assert found.headline == "killed, civilian, Sudan: revised, army: 6; before, army: 4; in shelling"


def test_kept_and_read_back() -> None:
    seen = look(act("disputed", "admitted"), toll({"a": 4}))
    assert loads(dumps(seen)) == seen


def test_combined() -> None:
    one, two = look(act("disputed")), look(toll({"a": 9}), countries=("TCD",))
    both = combined([one, two])
    assert both is not None and both.countries == ("SDN", "TCD") and len(both.traits) == 2
    assert findings(rule("toll over", over=5), both, look(act("disputed"), toll({"a": 9}))) == ()
    assert concerns(rule("new incident", standings=("disputed",)), both)


TODAY = date(2024, 5, 31)


@pytest.mark.parametrize(
    ("recent", "earlier", "unusual"),
    [(20, 8, True), (4, 0, False), (6, 0, True), (10, 80, False), (30, 80, True), (0, 0, False)],
)
def test_rise(recent: int, earlier: int, unusual: bool) -> None:
    days = [TODAY - timedelta(days=n % 7) for n in range(recent)]
    days += [TODAY - timedelta(days=7 + n % 56) for n in range(earlier)]
    found = rise(rule("unusual rise"), days, TODAY)
    assert (found.number, found.unusual) == (recent, unusual)


def test_rise_is_told_once_in_its_days() -> None:
    names = {window(rule("unusual rise"), TODAY + timedelta(days=n)) for n in range(14)}
    assert len(names) in (2, 3)
