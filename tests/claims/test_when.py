"""The day of claims that name none: whose day they take over. Reports are published on Saturday, 4 May 2024."""

import pytest

CASES = [
    # what the report says in its own voice dates what follows
    (
        "A market in Wau was shelled on Thursday. Nine people were killed, doctors said.",
        "killed",
        ["2024-05-02"],
    ),
    # a day that one source gives is no other source's, where the report's news has a day
    (
        "Sudan said Saturday that 12 soldiers were killed. The rebels accused the army of shelling Wau on Thursday "
        "night. The army said its troops had taken Raga. The ministry said two boys were killed.",
        "killed",
        ["2024-05-04", "2024-05-04"],
    ),
    # and is that source's own from there on
    (
        "Sudan said Saturday that 12 soldiers were killed. The rebels said they had shelled Wau on Thursday night. "
        "The rebels said they had killed six guards.",
        "killed",
        ["2024-05-04", "2024-05-02"],
    ),
    # what is told right behind a source's day, of the same place, is of that day whoever tells it
    (
        "Sudan said Saturday that 12 soldiers were killed. Doctors said shells hit a hospital in Wau on Thursday "
        "night. Nine people were killed, the governor said.",
        "killed",
        ["2024-05-04", "2024-05-02"],
    ),
    # a march has a day and a place as well
    (
        "Rebels shelled Wau on Wednesday.\n\nIn Juba, hundreds of students marched on Friday. An organiser said that "
        "one student was killed. The police said they did not shoot.",
        "killed",
        ["2024-05-03"],
    ),
    ("Gunmen raided Bogo on Thursday. They abducted five women.", "abducted", ["2024-05-02"]),
]


@pytest.mark.parametrize(("text", "word", "days"), CASES, ids=[c[0] for c in CASES])
def test_days(read, text, word, days):
    claims = [c for c in read(text).claims if c.event.trigger.text == word]
    assert [c.date.first.isoformat() for c in claims] == days
