"""The notation of trigger patterns."""

import pytest

from crossclaim.lexicon.events import load_events, variants


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
    patterns = [p for found in load_events().patterns.values() for p in found]
    assert patterns and not [p for p in patterns if any("|" in lemma for lemma in p.lemmas)]
