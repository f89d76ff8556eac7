"""The notation of trigger patterns."""

from collections import Counter

import pytest

from crossclaim.errors import DataError
from crossclaim.lexicon.events import FRAMES, TERMS, TRIGGERS, Pattern, build_events, load_events, variants
from crossclaim.yamlfile import read_yaml


def patterns() -> list[Pattern]:
    return [p for found in load_events().patterns.values() for p in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("shell", [("shell",)]),
        ("rain rocket|shell", [("rain", "rocket"), ("rain", "shell")]),
        ("beat|fend off raid|attack", [(a, "off", b) for a in ("beat", "fend") for b in ("raid", "attack")]),
        ("flee|leave !forces", [("flee", "!forces"), ("leave", "!forces")]),
    ],
)
def test_a_bar_stands_between_words_for_one_place(text, wanted):
    assert variants(text) == wanted


def test_no_pattern_of_the_package_keeps_a_bar():
    assert patterns() and not [p for p in patterns() if any("|" in lemma for lemma in p.lemmas)]


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ("foil| raid", "no word beside a bar"),
        ("foil |raid", "no word beside a bar"),
        ("foil||repel raid", "no word beside a bar"),
        ("strike !armed|people", "a bar in a condition"),
        ("strike raid|!people", "a bar in a condition"),
    ],
)
def test_a_bar_out_of_place(written, what):
    triggers = read_yaml(TRIGGERS, f"clash: {{phrases: ['{written}']}}")
    with pytest.raises(DataError, match=what) as caught:
        build_events(read_yaml(FRAMES), triggers, read_yaml(TERMS))
    assert caught.value.file == TRIGGERS and repr(written) in str(caught.value)


def test_no_pattern_stands_twice():
    """The earlier of two frames always wins, so that the later one's same pattern says what never happens."""
    entries: dict[object, list[str]] = {}
    for p in patterns():
        entries.setdefault((p.pos, p.lemmas, p.conditions), []).append(p.entry)
    assert [found for found in entries.values() if len(found) > 1] == []


def test_no_condition_beside_the_same_words_without():
    """In one frame the words alone show it, whatever the condition; !people also says who the victims are."""
    free = {(p.frame.name, p.pos, p.lemmas) for p in patterns() if not p.conditions}
    bound = [p for p in patterns() if p.conditions and "people" not in p.conditions]
    assert [p.entry for p in bound if (p.frame.name, p.pos, p.lemmas) in free] == []


def test_no_term_stands_twice_in_a_set():
    terms = read_yaml(TERMS)
    assert {name: [w for w, n in Counter(terms.words(name)).items() if n > 1] for name in terms.entries} == {
        name: [] for name in terms.entries
    }
