"""Short texts, and the party that pronouns, short names and bare descriptions stand for in them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from crossclaim.lexicon.parties import PartyBook
from crossclaim.parties import PartyIndex, index_parties

TEXTS = [
    (
        "it is the army that spoke",
        "The Malian army said on Tuesday that it had killed 12 militants near Gao.",
        "it",
        ("Mali army", "MLI", "MIL"),
    ),
    (
        "a possessive of a country",
        "Chad said 23 of its soldiers were killed in the attack.",
        "its",
        ("Chad", "TCD", "GOV"),
    ),
    (
        "soldiers behind a possessive",
        "Chad said 23 of its soldiers were killed in the attack.",
        "soldiers",
        ("Chadian soldiers", "TCD", "MIL"),
    ),
    (
        "a capital for its government",
        "Moscow denied that the helicopter was hit.",
        "Moscow",
        ("Russia", "RUS", "GOV"),
    ),
    (
        "he is the president",
        "Kenyan President Amina Otieno visited the base. She said the troops would stay.",
        "She",
        ("Kenya (Amina Otieno)", "KEN", "GOV"),
    ),
    (
        "a surname alone",
        "Foreign Minister Awa Diallo of Mali met reporters in Bamako. Diallo said the talks had failed.",
        "Diallo#2",
        ("Mali (Awa Diallo)", "MLI", "GOV"),
    ),
    (
        "an acronym in brackets",
        "The Popular Front of Karesh (PFK) said it had left the town. Later the PFK denied the attack.",
        "PFK#2",
        ("Popular Front of Karesh", None, "REB"),
    ),
    (
        "the group is the armed organisation named before",
        "Boko Haram attacked the village. The group said it had taken hostages.",
        "group",
        ("Boko Haram", "NGA", "REB"),
    ),
    (
        "the army is the army named before",
        "Sudan's army said it had entered the city. The army said it had lost no men.",
        "army#2",
        ("Sudan army", "SDN", "MIL"),
    ),
    (
        "the ministry is the ministry named before",
        "Peru's defence ministry said a boat had sunk. The ministry said five sailors were missing.",
        "ministry#2",
        ("Peru Ministry of Defence", "PER", "GOV"),
    ),
    (
        "both sides where two are opposed",
        "Russia and Ukraine accused each other of shelling the plant. Both sides denied it.",
        "sides",
        ("Russia and Ukraine", None, None),
    ),
    (
        "the enemy is the other of two",
        "Russia and Ukraine exchanged fire on Friday. Kyiv said the enemy had fired rockets at a school.",
        "enemy",
        ("Russia", "RUS", "GOV"),
    ),
    (
        "its is not the attacker's",
        "Russia and Ukraine exchanged fire on Friday. Kyiv said the enemy had shelled its positions.",
        "its",
        ("Ukraine", "UKR", "GOV"),
    ),
    (
        "they are the people",
        "Residents said gunmen burned the market. They said the army had fled.",
        "They",
        ("residents", None, "CVL"),
    ),
    (
        "its ministry",
        "Ethiopia rejected the report. Its foreign ministry said the figures were wrong.",
        "ministry",
        ("Ethiopia Ministry of Foreign Affairs", "ETH", "GOV"),
    ),
]


def token_of(doc: Doc, word: str) -> int:
    """The index of a word; `word#2` is its second place."""
    plain, _, number = word.partition("#")
    places = [t.i for t in doc if t.text == plain]
    return places[int(number or 1) - 1]


@pytest.mark.parametrize(("what", "text", "word", "want"), TEXTS, ids=[t[0] for t in TEXTS])
def test_a_word_stands_for_its_party(
    what: str,
    text: str,
    word: str,
    want: tuple[str, str | None, str | None],
    language: Callable[[str], Doc],
    book: PartyBook,
) -> None:
    doc = language(text)
    party = index_parties(doc, book).at(token_of(doc, word))
    assert party is not None, what
    assert (party.name, party.country, party.sector) == want
    assert text[party.start : party.end] == party.text


OWNERS = [
    ("Azeri servicemen held the ridge.", "servicemen", "Azerbaijan"),
    ("Soldiers from the Malian army entered Kidal.", "Soldiers", "Mali army"),
    ("Chad said its soldiers were killed.", "soldiers", "Chad"),
    ("Hamas fighters left the hospital.", "fighters", "Hamas"),
    ("Villagers fled.", "Villagers", None),
]


@pytest.mark.parametrize(("text", "word", "want"), OWNERS, ids=[o[0] for o in OWNERS])
def test_a_noun_has_its_owner(
    text: str, word: str, want: str | None, language: Callable[[str], Doc], book: PartyBook
) -> None:
    doc = language(text)
    owner = index_parties(doc, book).owner(token_of(doc, word))
    assert (owner.name if owner else None) == want


HAND = "Chad/PROPN/nsubj/2/B-LOC said/VERB/root/0 its/PRON/nmod:poss/4 troops/NOUNS/nsubj/5 left/VERB/ccomp/2"


def hand_made(parsed: Callable[[str], Doc], book: PartyBook) -> PartyIndex:
    return index_parties(parsed(HAND), book)


def test_mentions_stand_in_text_order(parsed: Callable[[str], Doc], book: PartyBook) -> None:
    found = [(m.party.text, m.kind, m.party.name) for m in hand_made(parsed, book).mentions]
    assert found == [
        ("Chad", "name", "Chad"),
        ("its", "possessive", "Chad"),
        ("its troops", "description", "Chadian troops"),
    ]


def test_the_parties_of_a_row_are_all_given(parsed: Callable[[str], Doc], book: PartyBook) -> None:
    doc = parsed("Chad/PROPN/nsubj/4 and/CCONJ/cc/3 Niger/PROPN/conj/1 agreed/VERB/root/0")
    index = index_parties(doc, book)
    assert [p.name for p in index.all_at(0)] == ["Chad", "Niger"]
    assert [p.name for p in index.sides(3)] == ["Chad", "Niger"]


def test_a_noun_of_no_party_gives_its_own_words(parsed: Callable[[str], Doc], book: PartyBook) -> None:
    doc = parsed("the/DET/det/2 bridge/NOUN/nsubj/3 fell/VERB/root/0")
    index = index_parties(doc, book)
    assert index.mentions == ()
    party = index.at(1)
    assert party is not None
    assert (party.name, party.sector) == ("bridge", None)
    assert index.at(2) is None


def test_resolving_is_the_same_every_time(parsed: Callable[[str], Doc], book: PartyBook) -> None:
    assert hand_made(parsed, book).mentions == hand_made(parsed, book).mentions
