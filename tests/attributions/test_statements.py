"""Statements as sentences: source, cue and content of each, and the party that speaks.

A row: the text, then its attributions as (source's words or "-", cue, first words of the content, speaker's name
or "-"). Attributions not listed must not be there.
"""

import pytest

CASES = [
    # said that; that, said; according to
    (
        "The army said that rebels had left the town.",
        [("The army", "said", "rebels had left", "army")],
    ),
    ("Rebels had left the town, the Malian army said.", [("the Malian army", "said", "Rebels had left", "Mali army")]),
    (
        "According to the Red Cross, 12 people were hurt.",
        [("the Red Cross", "According to", "12 people", "Red Cross")],
    ),
    # quotation before and around its speaker
    (
        '"We will not leave this town," General Haroun said. "They attacked us first."',
        [("General Haroun", "said", '"We will not', "Haroun")],
    ),
    # denials and confirmations
    ("Eritrea denied that its troops had crossed the border.", [("Eritrea", "denied", "its troops", "Eritrea")]),
    ("Kinshasa confirmed that 10 soldiers had died.", [("Kinshasa", "confirmed", "10 soldiers", "Congo")]),
    # an accusation
    ("Kyiv accused Moscow of shelling a hospital.", [("Kyiv", "accused", "shelling", "Ukraine")]),
    # an adverb has no source
    ("The blast reportedly killed six people.", [("-", "reportedly", "The blast", "-")]),
    # a pronoun stands for its party
    (
        "The ministry said two posts were lost. It said they were retaken on Friday.",
        [("The ministry", "said", "two posts", "Ministry"), ("It", "said", "they were", "Ministry")],
    ),
    # a name behind a quotation signs it, on its line or on the next
    (
        '"They came at dawn and burned the whole street." — Amina Sow',
        [("Amina Sow", "—", '"They came', "Amina Sow")],
    ),
    (
        "“They came at dawn and burned the whole street.”\n- Colonel Idriss Traore, a spokesman.",
        [("Colonel Idriss Traore", "-", "“They came", "Traore")],
    ),
    # what is cited as a reason is nobody's words
    ("Gabon cited poor weather as a reason for the delay.", [("Gabon", "cited", "poor weather", "Gabon")]),
    # no statement
    ("Shells hit a market in Omdurman on Thursday.", []),
]


def _seen(attributions):
    return [
        (
            a.source.text if a.source else "-",
            a.cue.text,
            a.content[0].text,
            a.speaker.name if a.speaker else "-",
        )
        for a in attributions
    ]


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[c[0] for c in CASES])
def test_statements(read, text, wanted):
    found = _seen(read(text).attributions)
    assert len(found) == len(wanted)
    for (source, cue, content, speaker), (w_source, w_cue, w_content, w_speaker) in zip(found, wanted, strict=True):
        assert (source, cue) == (w_source, w_cue)
        assert content.startswith(w_content.removeprefix("that ")) or w_content in content[:40]
        assert w_speaker in speaker


STANCES = [
    ("The army said it had left.", "asserts"),
    ("The army denied that it had left.", "denies"),
    ("The army rubbished claims that it had left.", "denies"),
    ("The army believes that rebels left.", "hedged"),
]


@pytest.mark.parametrize(("text", "stance"), STANCES, ids=[s[0] for s in STANCES])
def test_stances(read, text, stance):
    assert stance in {a.stance for a in read(text).attributions}


def test_quotation_over_paragraphs(read):
    text = (
        '"Our men hold the bridge," said Colonel Diarra, a spokesman for the army.\n'
        '"The enemy lost two tanks," he said.\n'
    )
    speakers = [a.speaker.name for a in read(text).attributions if a.speaker is not None]
    assert len(speakers) == 2
    assert len(set(speakers)) == 1


TRANSCRIPT = """The minister spoke to the broadcaster on Sunday. Part of the interview:

HOST: Who holds the bridge tonight?

OKELLO: Our men hold it. Nobody else was there.

The enemy lost two boats.

(BREAK)

HOST: And the airfield?

OKELLO: We left the airfield on Friday.
"""


def test_the_lines_of_a_transcript(read):
    turns = [a for a in read(TRANSCRIPT).attributions if a.cue.text == ":"]
    assert [a.source.text for a in turns] == ["HOST", "OKELLO", "HOST", "OKELLO"]
    assert [c.text for c in turns[1].content] == [
        "Our men hold it. Nobody else was there.",
        "The enemy lost two boats.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "KIVU: Two villages were burned on Monday.\n\nITURI: A convoy was attacked on Tuesday.",  # no one speaks twice
        "“The bridge is ours tonight.”\n- Troops left the airfield on Friday",  # a list's line, not a signature
    ],
)
def test_other_layouts_are_no_voice(read, text):
    assert all(a.cue.text not in {":", "-"} for a in read(text).attributions)


def test_the_words_of_one_cue_are_one_cue(read):
    found = read("The ministry had earlier told reporters that two posts were lost.").attributions
    assert len(found) == 1
    assert "told" in found[0].cue.text


def test_what_a_rule_adds_is_listed_where_a_claim_stands_in_it(read):
    said = read('"He told me they say it is cold," the mayor said.').attributions
    assert [a.source.text for a in said] == ["the mayor"]
    reading = read("State radio quoted the governor as saying that soldiers had shelled the market.")
    assert {c.attribution for c in reading.claims} <= {a.id for a in reading.attributions}
    assert "the governor" in {a.source.text for a in reading.attributions if a.source}


def test_offsets_are_the_words(read):
    text = "“Two of ours died,” the ministry said; Asmara called it a lie."
    for a in read(text).attributions:
        for span in (a.source, a.cue, *a.content):
            assert span is None or text[span.start : span.end] == span.text
