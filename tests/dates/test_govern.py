"""Which date an event's trigger has."""

from __future__ import annotations

from datetime import date

import pytest
import spacy
from spacy.tokens import Doc

from crossclaim.dates import date_of, find_dates

NLP = spacy.blank("en")
PUBLISHED = date(2016, 4, 2)


def parsed(table: str) -> Doc:
    """A document from rows "word head-number relation tag", numbered from 1, 0 for the root."""
    rows = [line.split() for line in table.strip().splitlines()]
    heads = [int(r[1]) - 1 if r[1] != "0" else i for i, r in enumerate(rows)]
    return Doc(
        NLP.vocab,
        words=[r[0] for r in rows],
        heads=heads,
        deps=["ROOT" if r[1] == "0" else r[2] for r in rows],
        pos=[r[3] for r in rows],
    )


TOLD = """
The 2 det DET
ministry 3 nsubj NOUN
said 0 root VERB
on 5 case ADP
Friday 3 obl PROPN
troops 7 nsubj NOUN
shelled 3 ccomp VERB
villages 7 obj NOUN
on 10 case ADP
Wednesday 7 obl PROPN
and 12 cc CCONJ
burned 7 conj VERB
crops 12 obj NOUN
"""

NESTED = """
Families 2 nsubj NOUN
fled 0 root VERB
on 4 case ADP
Saturday 2 obl PROPN
after 8 mark SCONJ
Thursday's 7 nmod:poss PROPN
attack 8 nsubj NOUN
killed 2 advcl VERB
nine 8 obj NUM
"""

SAID_LAST = """
Soldiers 3 nsubj:pass NOUN
were 3 aux:pass AUX
killed 10 ccomp VERB
and 6 cc CCONJ
jets 6 nsubj NOUN
downed 3 conj VERB
on 8 case ADP
Friday 6 obl PROPN
they 10 nsubj PRON
said 0 root VERB
on 12 case ADP
Saturday 10 obl PROPN
"""


CONFIRMED = """
Troops 3 nsubj NOUN
today 3 obl:unmarked NOUN
confirmed 0 root VERB
the 5 det DET
arrest 3 obj NOUN
of 8 case ADP
a 8 det DET
gunman 5 nmod NOUN
on 10 case ADP
Wednesday 5 nmod PROPN
"""

RUNNING = """
After 3 case ADP
yesterday 3 nmod:poss NOUN
raid 6 obl NOUN
police 6 nsubj NOUN
have 6 aux AUX
detained 0 root VERB
nine 8 nummod NUM
rebels 6 obj NOUN
since 10 case ADP
March 6 obl PROPN
"""

ANOTHERS = """
Troops 2 nsubj NOUN
held 0 root VERB
rebels 2 obj NOUN
behind 7 case ADP
Tuesday's 7 nmod:poss PROPN
deadly 7 amod ADJ
raid 3 nmod NOUN
, 9 punct PUNCT
today 3 nmod:unmarked NOUN
"""


@pytest.mark.parametrize(
    ("table", "trigger", "expected"),
    [
        (CONFIRMED, "arrest", "Wednesday"),
        (RUNNING, "detained", "since March"),
        (ANOTHERS, "held", "today"),
        (TOLD, "said", "Friday"),
        (TOLD, "shelled", "Wednesday"),
        (TOLD, "burned", "Wednesday"),
        (NESTED, "fled", "Saturday"),
        (NESTED, "attack", "Thursday"),
        (NESTED, "killed", "Thursday"),
        (SAID_LAST, "downed", "Friday"),
        (SAID_LAST, "killed", "Friday"),
        (SAID_LAST, "said", "Saturday"),
    ],
)
def test_with_a_parse(table: str, trigger: str, expected: str) -> None:
    doc = parsed(table)
    token = next(t.i for t in doc if t.text == trigger)
    chosen = date_of(token, find_dates(doc, PUBLISHED), doc)
    assert chosen is not None
    assert chosen.text == expected


def test_without_a_parse_the_nearest_of_the_sentence() -> None:
    doc = NLP("In 2014 they lost Gao. They retook it on Monday. Nobody died.")
    dates = find_dates(doc, PUBLISHED)
    words = [t.text for t in doc]
    chosen = [date_of(words.index(w), dates, doc) for w in ("lost", "retook", "died")]
    assert [d.text if d else None for d in chosen] == ["2014", "Monday", None]
