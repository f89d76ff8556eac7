"""Noun phrases and the party each must give: name, country, sector."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from crossclaim.lexicon.parties import PartyBook
from crossclaim.parties.naming import name_party

PHRASES = [
    (
        "a ministry behind its country",
        "Peru/PROPN/nmod:poss/4/B-LOC 's/PART/case/1 defence/NOUN/compound/4 ministry/NOUN/root/0",
        ("Peru Ministry of Defence", "PER", "GOV"),
    ),
    (
        "a ministry of, then its country",
        "Ministry/PROPN/root/0 of/ADP/case/3 Defence/PROPN/nmod/1 of/ADP/case/5 Peru/PROPN/nmod/3/B-LOC",
        ("Peru Ministry of Defence", "PER", "GOV"),
    ),
    (
        "soldiers by nationality, the number left out",
        "twelve/NUM/nummod/3 Chadian/ADJ/amod/3 soldiers/NOUNS/root/0",
        ("Chadian soldiers", "TCD", "MIL"),
    ),
    (
        "an older demonym has the same normal name",
        "Azeri/ADJ/amod/2 servicemen/NOUNS/root/0",
        ("Azerbaijani servicemen", "AZE", "MIL"),
    ),
    (
        "whom a state backs is not its own",
        "Rwandan/ADJ/amod/3 -/PUNCT/punct/3 backed/VERB/amod/4 rebels/NOUNS/root/0",
        ("Rwandan-backed rebels", None, "REB"),
    ),
    (
        "whom a state leads is its own",
        "the/DET/det/5 Saudi/ADJ/amod/4 -/PUNCT/punct/4 led/VERB/amod/5 coalition/NOUN/root/0",
        ("Saudi-led coalition", "SAU", "MIL"),
    ),
    (
        "pro- and anti- are no ownership",
        "pro/ADJ/amod/4 -/PUNCT/punct/4 Russian/ADJ/amod/4 separatists/NOUNS/root/0",
        ("pro-Russian separatists", None, "REB"),
    ),
    (
        "an office-holder stands behind the state",
        "Kenyan/ADJ/amod/2 President/PROPN/nmod:desc/3 Amina/PROPN/root/0/B-PER Otieno/PROPN/flat/3/I-PER",
        ("Kenya (Amina Otieno)", "KEN", "GOV"),
    ),
    (
        "a spokesman stands behind the seat he speaks for",
        "Kremlin/PROPN/compound/2 spokesman/NOUN/nmod:desc/3 Oleg/PROPN/root/0/B-PER Vetrov/PROPN/flat/3/I-PER",
        ("Kremlin (Oleg Vetrov)", "RUS", "GOV"),
    ),
    (
        "a spokesman for a body is that body",
        "a/DET/det/2 spokesman/NOUN/root/0 for/ADP/case/6 the/DET/det/6 Malian/ADJ/amod/6 army/NOUN/nmod/2",
        ("Mali army", "MLI", "MIL"),
    ),
    (
        "a spokesman with his name in apposition",
        "the/DET/det/3 army/NOUN/compound/3 spokesman/NOUN/root/0 ,/PUNCT/punct/5 "
        "Issa/PROPN/appos/3/B-PER Kone/PROPN/flat/5/I-PER",
        ("army (Issa Kone)", None, "MIL"),
    ),
    (
        "an unnamed official keeps the office",
        "a/DET/det/4 senior/ADJ/amod/4 Iranian/ADJ/amod/4 official/NOUN/root/0",
        ("Iranian official", "IRN", "GOV"),
    ),
    (
        "a capital that speaks is its government",
        "Khartoum/PROPN/nsubj/2/B-LOC said/VERB/root/0",
        ("Sudan", "SDN", "GOV"),
    ),
    (
        "a resident by name speaks for nobody else",
        "Goma/PROPN/compound/2/B-LOC resident/NOUN/nmod:desc/3 Jean/PROPN/root/0/B-PER Bahati/PROPN/flat/3/I-PER",
        ("Jean Bahati", None, "CVL"),
    ),
    (
        "a news agency described and named",
        "state/NOUN/compound/3 news/NOUN/compound/3 agency/NOUN/root/0 Xinhua/PROPN/appos/3/B-ORG",
        ("Xinhua", "CHN", "JRN"),
    ),
    (
        "a rebel group described and named",
        "the/DET/det/4 M23/PROPN/compound/4 rebel/NOUN/compound/4 group/NOUN/root/0",
        ("M23", "COD", "REB"),
    ),
    (
        "fighters of an armed group",
        "Boko/PROPN/compound/3 Haram/PROPN/flat/1 fighters/NOUNS/root/0",
        ("Boko Haram fighters", "NGA", "REB"),
    ),
    (
        "an organisation no list knows speaks for no country",
        "the/DET/det/3 Burmese/PROPN/compound/3/B-ORG Observatory/PROPN/root/0/I-ORG "
        "for/ADP/case/5/I-ORG Peace/PROPN/nmod/3/I-ORG",
        ("Burmese Observatory for Peace", None, "NGO"),
    ),
    (
        "the counted are meant, not the count",
        "dozens/NOUN/root/0 of/ADP/case/3 villagers/NOUNS/nmod/1",
        ("villagers", None, "CVL"),
    ),
    (
        "two nationalities at once have no one country",
        "Kenyan/ADJ/amod/4 and/CCONJ/cc/3 Ugandan/ADJ/conj/1 troops/NOUNS/root/0",
        ("Kenyan and Ugandan troops", None, "MIL"),
    ),
    (
        "peacekeepers belong to the organisation",
        "UN/PROPN/compound/2 peacekeepers/NOUNS/root/0",
        ("United Nations peacekeepers", None, "IGO"),
    ),
    (
        "a people is its state when it acts as one",
        "the/DET/det/2 Turks/PROPNS/root/0",
        ("Turkey", "TUR", None),
    ),
    (
        "a counted people is people",
        "two/NUM/nummod/2 Turks/PROPNS/root/0",
        ("Turks", "TUR", "CVL"),
    ),
    (
        "a military spokesman of an armed group is the group",
        "Houthi/PROPN/compound/3 military/ADJ/amod/3 spokesman/NOUN/nmod:desc/4 "
        "Salim/PROPN/root/0/B-PER Nasser/PROPN/flat/4/I-PER",
        ("Houthis (Salim Nasser)", "YEM", "REB"),
    ),
    (
        "a body run by an armed group",
        "the/DET/det/6 Taliban/PROPN/compound/4 -/PUNCT/punct/4 run/VERB/amod/6 "
        "health/NOUN/compound/6 ministry/NOUN/root/0",
        ("Taliban Ministry of Health", "AFG", "GOV"),
    ),
    (
        "rebels in a country",
        "rebels/NOUNS/root/0 in/ADP/case/3 Colombia/PROPN/nmod/1/B-LOC",
        ("Colombian rebels", "COL", "REB"),
    ),
    (
        "a plain noun by its own words",
        "a/DET/det/2 neighbour/NOUN/root/0",
        ("neighbour", None, "CVL"),
    ),
]


@pytest.mark.parametrize(("what", "table", "want"), PHRASES, ids=[p[0] for p in PHRASES])
def test_a_phrase_gives_its_party(
    what: str,
    table: str,
    want: tuple[str, str | None, str | None],
    parsed: Callable[[str], Doc],
    book: PartyBook,
) -> None:
    doc = parsed(table)
    head = next(t for t in doc if t.head.i == t.i)
    span = doc[0 : len(doc) - 1] if head.pos_ == "VERB" else doc[0 : len(doc)]
    party = name_party(span, book)
    assert party is not None, what
    assert (party.name, party.country, party.sector) == want


def test_offsets_are_those_of_the_span(parsed: Callable[[str], Doc], book: PartyBook) -> None:
    doc = parsed("said/VERB/root/0 the/DET/det/4 Sudanese/ADJ/amod/4 army/NOUN/nsubj/1")
    party = name_party(doc[1:4], book)
    assert party is not None
    assert doc.text[party.start : party.end] == party.text == "the Sudanese army"


@pytest.mark.parametrize("word", ["he", "it", "they"])
def test_a_pronoun_names_nobody_by_itself(word: str, parsed: Callable[[str], Doc], book: PartyBook) -> None:
    doc = parsed(f"{word}/PRON/nsubj/2 fled/VERB/root/0")
    assert name_party(doc[0:1], book) is None
