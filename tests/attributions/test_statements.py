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


def test_offsets_are_the_words(read):
    text = "“Two of ours died,” the ministry said; Asmara called it a lie."
    for a in read(text).attributions:
        for span in (a.source, a.cue, *a.content):
            assert span is None or text[span.start : span.end] == span.text
