"""The day of publication that the head of a text states."""

from __future__ import annotations

from datetime import date

import pytest

from crossclaim.clean import Cleaner
from crossclaim.clean.publication import find_publication, parse_date

STORY = "Troops entered the town at dawn and met no resistance, residents said by telephone."

STATED = [
    ("NAIROBI (Aug. 6, 2012) - Troops entered the town.", "2012-08-06"),
    ("GOMA, Congo (November 20, 2012)\nTroops entered the town.", "2012-11-20"),
    ("BAMAKO, March 3, 2013 (Agency) - Troops entered the town.", "2013-03-03"),
    ("MOSCOW, April 2, 2016. /TASS/. Troops entered the town.", "2016-04-02"),
    ("KHARTOUM – 5 May 2023 (SUNA) – Troops entered the town.", "2023-05-05"),
    ("Geneva, 1 July 2022 — Troops entered the town.", "2022-07-01"),
    (f"Rebels take town\nPublished: 3 March 2022\n{STORY}", "2022-03-03"),
    (f"Rebels take town\nPublished on March 3rd, 2022 by Jane Doe\n{STORY}", "2022-03-03"),
    (f"Posted on 12 June 2014 by Jane Doe {STORY}", "2014-06-12"),
    (f"For Immediate Release, Sept. 1, 2010\n{STORY}", "2010-09-01"),
    (f"Rebels take town\nDate: 2019-04-07\n{STORY}", "2019-04-07"),
    (f"Rebels take town\nLast updated: 9 May 2021\nPublished: 7 May 2021\n{STORY}", "2021-05-07"),
    (f"Rebels take town\nSaturday, 5 April 2014\n{STORY}", "2014-04-05"),
    (f"Rebels take town\n14:05 GMT, 5 April 2014\n{STORY}", "2014-04-05"),
    (f"Rebels take town\nBy Jane Doe | 5 April 2014\n{STORY}", "2014-04-05"),
    (f"Sat 05 Apr 2014 {STORY}", "2014-04-05"),
    (f"05-04-2014 {STORY}", "2014-04-05"),
    (f"05.04.2014Get short URL {STORY}", "2014-04-05"),
    (f"2014-04-05T10:15:00Z\n{STORY}", "2014-04-05"),
    (f"Rebels take town AFP Saturday 5 Apr 2014 {STORY}", "2014-04-05"),
    (f"Evening operational update, March 06, 2011\n{STORY}", "2011-03-06"),
    ("2010-09-CA-005 For Immediate Release\nLAGOS, Nigeria (Sept. 1) - Troops left.", "2010-09-01"),
    ("2011-01-CA-001\nLAGOS, Nigeria (Dec. 31) - Troops left.", "2010-12-31"),
    ("Operational update Jan. 5, 2011\nLAGOS, Nigeria (Jan. 4) - Troops left.", "2011-01-04"),
    (
        f"Ceasefire Watch\nDaily update no. 2, Saturday 5 April 2014, covering the night\n{STORY}",
        "2014-04-05",
    ),
    (f"June 8: Cache found\n2010-06-CA-024\n{STORY}", "2010-06-08"),
    (f"Rebels take town\u2028Published: 3 March 2022\u2028{STORY}", "2022-03-03"),
]

NOT_STATED = [
    STORY,
    "Rebels seized the post on 3 March 2022, the army said.",
    "On 3 March 2022 rebels seized the post.",
    "The truce of 3 March 2022 was broken, both sides said.",
    "A man walks past a burnt car in Homs, Syria, on April 27, 2017. The strike killed two.",
    "Fighters took the village (April 2, 2016) and left it again.",
    "LAGOS, Nigeria (Sept. 1) - Troops left the town.",
    "2010-09-CA-005\nTroops left the town on Monday.",
    "In a statement dated 3 March 2022 the junta said so.",
    "Between 3 May 2019 and 5 June 2019 the army shelled the camp.",
    "March 32, 2014\nTroops left.",
    f"{STORY * 6}\nPublished: 3 March 2022",
    "",
]


@pytest.mark.parametrize(("text", "day"), STATED)
def test_stated_days_are_found(text: str, day: str, cleaner: Cleaner) -> None:
    assert find_publication(text, cleaner.datelines) == date.fromisoformat(day)


@pytest.mark.parametrize("text", NOT_STATED)
def test_days_of_the_story_are_not_taken(text: str, cleaner: Cleaner) -> None:
    assert find_publication(text, cleaner.datelines) is None


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2016-04-02", "2016-04-02"),
        ("20160402", "2016-04-02"),
        ("2016-04-02T23:59:00+04:00", "2016-04-02"),
        ("2016-04-02T23:59:00Z", "2016-04-02"),
        ("Sat, 02 Apr 2016 10:00:00 GMT", "2016-04-02"),
        ("April 2, 2016", "2016-04-02"),
        ("2 April 2016", "2016-04-02"),
        ("25/12/2014", "2014-12-25"),
        ("12/25/2014", "2014-12-25"),
        ("25.12.2014", "2014-12-25"),
        ("03/04/2014", None),
        ("2016", None),
        ("last Monday", None),
        ("2016-13-40", None),
        ("", None),
    ],
)
def test_days_in_fields(value: str, day: str | None, cleaner: Cleaner) -> None:
    assert parse_date(value, cleaner.datelines) == (date.fromisoformat(day) if day else None)
