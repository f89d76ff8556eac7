"""Time expressions and the days they stand for, for a report published on Saturday, 2 April 2016."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
import spacy

from crossclaim.dates import find_dates

NLP = spacy.blank("en")
SATURDAY = date(2016, 4, 2)


def found(text: str, published: date | None = SATURDAY) -> list[str]:
    """Each expression as "text = first..last precision", last and precision left out for single days."""
    return [shown(d) for d in find_dates(NLP(text), published)]


def shown(d) -> str:  # type: ignore[no-untyped-def]
    assert (d.first is None) == (d.last is None)
    if d.first == d.last:
        return f"{d.text} = {d.first}"
    return f"{d.text} = {d.first}..{d.last} {d.precision}"


ABSOLUTE = [
    ("Shells fell on 6 August 2012.", ["6 August 2012 = 2012-08-06"]),
    ("On Aug. 6, 2012, they came.", ["Aug. 6, 2012 = 2012-08-06"]),
    ("On August 6 they came.", ["August 6 = 2015-08-06"]),
    ("They came on 6 Aug.", ["6 Aug = 2015-08-06"]),
    ("Dated 2012-08-06.", ["2012-08-06 = 2012-08-06"]),
    ("Dated 25/12/2015.", ["25/12/2015 = 2015-12-25"]),
    ("Dated 12/25/2015.", ["12/25/2015 = 2015-12-25"]),
    ("Dated 01.10.2014, Kyiv.", ["01.10.2014 = 2014-10-01"]),
    ("Of 06/08/2012.", ["06/08/2012 = 2012-08-06"]),
    ("Of 06/08/2012, not 12/25/2012.", ["06/08/2012 = 2012-06-08", "12/25/2012 = 2012-12-25"]),
    ("It began on the 3rd of May 2015.", ["the 3rd of May 2015 = 2015-05-03"]),
    ("It began on May 3rd, 2015.", ["May 3rd, 2015 = 2015-05-03"]),
    ("The 27 June 2014 accord held.", ["27 June 2014 = 2014-06-27"]),
    ("In August 2012 it ended.", ["August 2012 = 2012-08-01..2012-08-31 month"]),
    ("Since in 2012 rebels seized the town.", ["2012 = 2012-01-01..2012-12-31 year"]),
    (
        "The 2003 invasion and a 1994 ceasefire.",
        ["2003 = 2003-01-01..2003-12-31 year", "1994 = 1994-01-01..1994-12-31 year"],
    ),
    ("War in the early 1990s.", ["the early 1990s = 1990-01-01..1993-12-31 year"]),
    ("War in the 1980s.", ["the 1980s = 1980-01-01..1989-12-31 year"]),
    ("War in the '90s.", ["the '90s = 1990-01-01..1999-12-31 year"]),
    ("War in the nineties.", ["the nineties = 1990-01-01..1999-12-31 year"]),
    ("Fighting in 2014-15.", ["2014-15 = 2014-01-01..2015-12-31 year"]),
    ("Fighting between 2011 and 2013.", ["between 2011 and 2013 = 2011-01-01..2013-12-31 year"]),
    ("Fighting from 2011 to 2013.", ["from 2011 to 2013 = 2011-01-01..2013-12-31 year"]),
    ("In late 2011 it ended.", ["late 2011 = 2011-09-01..2011-12-31 year"]),
    ("In mid-July 2015 it ended.", ["mid-July 2015 = 2015-07-11..2015-07-20 month"]),
    ("In the first half of 2015.", ["the first half of 2015 = 2015-01-01..2015-06-30 month"]),
    ("In the summer of 2014.", ["the summer of 2014 = 2014-06-01..2014-08-31 month"]),
    ("On 3-5 May 2014 they met.", ["3-5 May 2014 = 2014-05-03..2014-05-05 day"]),
    ("On May 3-5, 2014 they met.", ["May 3-5, 2014 = 2014-05-03..2014-05-05 day"]),
    ("Between 3 and 5 May 2014.", ["Between 3 and 5 May 2014 = 2014-05-03..2014-05-05 day"]),
    ("From 30 April to 2 May 2014.", ["From 30 April to 2 May 2014 = 2014-04-30..2014-05-02 day"]),
    (
        "In April and May 2015.",
        ["April = 2015-04-01..2015-04-30 month", "May 2015 = 2015-05-01..2015-05-31 month"],
    ),
    (
        "On 7 May 2008 it began; on 12 May it ended, in Abéché.",
        ["7 May 2008 = 2008-05-07", "12 May = 2008-05-12"],
    ),
]

RELATIVE = [
    ("Shells fell on Friday.", ["Friday = 2016-04-01"]),
    ("Shells fell on Friday night.", ["Friday night = 2016-04-01"]),
    ("Shells fell late on Friday.", ["late on Friday = 2016-04-01"]),
    ("In the early hours of Friday it fell.", ["the early hours of Friday = 2016-04-01"]),
    ("He said on Saturday.", ["Saturday = 2016-04-02"]),
    ("Last Saturday they left.", ["Last Saturday = 2016-03-26"]),
    ("Last Friday they left.", ["Last Friday = 2016-04-01"]),
    ("Next Tuesday they meet.", ["Next Tuesday = 2016-04-05"]),
    ("This Wednesday they met.", ["This Wednesday = 2016-03-30"]),
    ("Friday last week they met.", ["Friday last week = 2016-03-25"]),
    ("On Friday of last week they met.", ["Friday of last week = 2016-03-25"]),
    ("Sunday's raid and Friday’s raid.", ["Sunday = 2016-03-27", "Friday = 2016-04-01"]),
    ("Saturdays raid killed two.", ["Saturday = 2016-04-02"]),
    (
        "Yesterday, today and tomorrow.",
        ["Yesterday = 2016-04-01", "today = 2016-04-02", "tomorrow = 2016-04-03"],
    ),
    ("The day before yesterday it fell.", ["The day before yesterday = 2016-03-31"]),
    ("Shelling overnight killed two.", ["overnight = 2016-04-01..2016-04-02 day"]),
    ("Last night and this morning.", ["Last night = 2016-04-01", "this morning = 2016-04-02"]),
    ("Earlier today it fell.", ["Earlier today = 2016-04-02"]),
    ("They met last week.", ["last week = 2016-03-21..2016-03-27 week"]),
    ("They met this week.", ["this week = 2016-03-28..2016-04-03 week"]),
    ("They met earlier this week.", ["earlier this week = 2016-03-28..2016-04-02 week"]),
    ("They met last month.", ["last month = 2016-03-01..2016-03-31 month"]),
    ("They met late last month.", ["late last month = 2016-03-21..2016-03-31 month"]),
    ("They met last year.", ["last year = 2015-01-01..2015-12-31 year"]),
    ("At the end of last year.", ["the end of last year = 2015-09-01..2015-12-31 year"]),
    ("Over the weekend it fell.", ["the weekend = 2016-04-02..2016-04-03 day"]),
    ("Last weekend it fell.", ["Last weekend = 2016-03-26..2016-03-27 day"]),
    ("In the past 24 hours.", ["the past 24 hours = 2016-04-01..2016-04-02 day"]),
    ("In the last two days.", ["the last two days = 2016-03-31..2016-04-02 day"]),
    ("In the past week.", ["the past week = 2016-03-26..2016-04-02 week"]),
    ("They captured nine in the last week.", ["the last week = 2016-03-26..2016-04-02 week"]),
    ("In recent days.", ["recent days = 2016-03-27..2016-04-02 day"]),
    ("Over the coming days.", ["the coming days = 2016-04-02..2016-04-08 day"]),
    ("Three days ago it fell.", ["Three days ago = 2016-03-30"]),
    ("A week ago it fell.", ["A week ago = 2016-03-21..2016-03-27 week"]),
    ("10 years ago it fell.", ["10 years ago = 2006-01-01..2006-12-31 year"]),
    ("Two hours ago it fell.", ["Two hours ago = 2016-04-02"]),
    ("Two weeks earlier, it fell.", ["Two weeks earlier = 2016-03-14..2016-03-20 week"]),
    ("Since Monday it has rained.", ["Since Monday = 2016-03-28..2016-04-02 day"]),
    ("Since 2011 it has rained.", ["Since 2011 = 2011-01-01..2016-04-02 year"]),
    ("On Nov. 14 they came.", ["Nov. 14 = 2015-11-14"]),
    ("On April 3 they came.", ["April 3 = 2016-04-03"]),
    ("On the 14th, they came.", ["the 14th = 2016-03-14"]),
    ("Saturday, April 2, was calm.", ["Saturday, April 2 = 2016-04-02"]),
    ("Friday (April 1) was calm.", ["Friday (April 1) = 2016-04-01"]),
    ("In March they left.", ["March = 2016-03-01..2016-03-31 month"]),
    ("In November they left.", ["November = 2015-11-01..2015-11-30 month"]),
    ("Last September they left.", ["Last September = 2015-09-01..2015-09-30 month"]),
    ("In December last year they left.", ["December last year = 2015-12-01..2015-12-31 month"]),
    ("On 5 May last year they left.", ["5 May last year = 2015-05-05"]),
    ("From Monday to Wednesday.", ["From Monday to Wednesday = 2016-03-28..2016-03-30 day"]),
    ("From Friday to Saturday.", ["From Friday to Saturday = 2016-04-01..2016-04-02 day"]),
    ("From Sunday to Tuesday.", ["From Sunday to Tuesday = 2016-03-27..2016-03-29 day"]),
]

ANCHORED = [
    ("On 3 March the bridge fell. The same day, looting began.", "The same day = 2016-03-03"),
    ("On 3 March the bridge fell. The next day, looting began.", "The next day = 2016-03-04"),
    ("On 3 March the bridge fell. The previous day, rain fell.", "The previous day = 2016-03-02"),
    ("On 3 March the bridge fell. Two days later, looting began.", "Two days later = 2016-03-05"),
    ("On 3 March the bridge fell. A day earlier, rain fell.", "A day earlier = 2016-03-02"),
    ("On 3 March the bridge fell. Hours later, looting began.", "Hours later = 2016-03-03"),
    ("On 3 March the bridge fell. That night looting began.", "That night = 2016-03-03"),
    ("On 3 March the bridge fell. Later in the day looting began.", "Later in the day = 2016-03-03"),
    ("On 3 March the bridge fell. The following Monday they met.", "The following Monday = 2016-03-07"),
    (
        "On 3 March the bridge fell. The following week they met.",
        "The following week = 2016-03-07..2016-03-13 week",
    ),
    ("On 3 March the bridge fell, a day after Tuesday's flood.", "a day after Tuesday = 2016-03-30"),
]

AHEAD = [
    ("Talks will be held on Monday.", ["Monday = 2016-04-04"]),
    ("On Tuesday, the sides will meet in Juba.", ["Tuesday = 2016-04-05"]),
    ("The truce lasts until Sunday.", ["Sunday = 2016-04-03"]),
    ("The vote is due on 14 November.", ["14 November = 2016-11-14"]),
    ("Kenya is to host talks on Monday.", ["Monday = 2016-04-04"]),
    ("Envoys, who are to meet in Kampala on Monday, said so.", ["Monday = 2016-04-04"]),
    ("The shop is next to one that burnt on Monday.", ["Monday = 2016-03-28"]),
    ("By Friday three of the villages taken had been won back.", ["Friday = 2016-04-01"]),
    ("All of the camps had been cleared by Friday.", ["Friday = 2016-04-01"]),
    ("He had to leave by Friday.", ["Friday = 2016-04-08"]),
    ("By Friday they will have left.", ["Friday = 2016-04-08"]),
    ("It came ahead of Thursday's vote.", ["Thursday = 2016-04-07"]),
    ("The army will avenge them, he said on Thursday.", ["Thursday = 2016-03-31"]),
    ("The army would answer, after Friday's raid.", ["Friday = 2016-04-01"]),
    ("He was killed by gunmen on Thursday.", ["Thursday = 2016-03-31"]),
]

ODD_WRITING = [
    (
        "THE ARMY SAID ON FRIDAY IN MAY 2015",
        ["FRIDAY = 2016-04-01", "MAY 2015 = 2015-05-01..2015-05-31 month"],
    ),
    (
        "they came on friday and in may 2015.",
        ["friday = 2016-04-01", "may 2015 = 2015-05-01..2015-05-31 month"],
    ),
    ("Wed 05 Apr 2017 at 0914 Homes burn", ["Wed 05 Apr 2017 = 2017-04-05"]),
    ("On April 2 2016 homes burned", ["April 2 2016 = 2016-04-02"]),
    ("Sat., April 2", ["Sat., April 2 = 2016-04-02"]),
    ("On Tues night", ["Tues night = 2016-03-29"]),
    ("Last updated at Oct 262015 GOMA", ["Oct 262015 = 2015-10-26"]),
    ("GOMA, Congo (March 31) - Shells", ["March 31 = 2016-03-31"]),
    ("On Aug. 6,2012 they came", ["Aug. 6,2012 = 2012-08-06"]),
]

NO_DATES = [
    "They fought for three days.",
    "A three-day truce held.",
    "A 12-year-old boy was hurt.",
    "Aid reached people in 2000 villages.",
    "Nearly 2000 people fled.",
    "The second convoy arrived.",
    "It lasted a second.",
    "Theresa May said so.",
    "May said they may march on the town.",
    "March on the capital, they cried.",
    "The Sun reported it.",
    "The sun sat low.",
    "Every Friday they pray.",
    "Black Friday and Bloody Sunday.",
    "A T-72 and a BM-21 burned.",
    "Press release 2010-09-CA-005.",
    "It was 10.30 in town.",
    "At 8:30 pm it began.",
    "Some 45% left.",
    "It cost $2012 a head.",
    "On Mondays they rest.",
    "Within hours they left.",
    "The last of the rebels left.",
    "The last rebel-held district.",
    "The earlier toll was 15.",
    "In the past, gas was used.",
    "On the 14th floor of the tower.",
    "The 5 May Brigade took it.",
    "31 February does not exist.",
    "Jan served as a nurse.",
    "A 2000-year-old temple fell.",
]


@pytest.mark.parametrize(("text", "expected"), ABSOLUTE + RELATIVE + AHEAD + ODD_WRITING)
def test_expressions(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(("text", "last"), ANCHORED)
def test_counted_from_the_date_last_spoken_of(text: str, last: str) -> None:
    assert found(text)[-1] == last


@pytest.mark.parametrize("text", NO_DATES)
def test_no_dates(text: str) -> None:
    assert found(text) == []


def test_a_lost_comma_gives_no_day() -> None:
    assert found("In March 12 people died.") == ["March = 2016-03-01..2016-03-31 month"]
    assert found("In March 23 a group came.") == ["March 23 = 2016-03-23"]
    assert found("On March 3 2000 people fled.") == ["March 3 = 2016-03-03"]


def test_without_publication_date_relative_ones_are_listed_without_days() -> None:
    assert found("On Friday and 3 May 2015 and yesterday.", None) == [
        "Friday = None",
        "3 May 2015 = 2015-05-03",
        "yesterday = None",
    ]
    assert found("On 3 May 2015 it fell. The next day it rose.", None)[1] == "The next day = 2015-05-04"


def test_ambiguous_figures_lean_on_publication() -> None:
    assert found("Of 04/03/2016.", date(2016, 4, 4)) == ["04/03/2016 = 2016-04-03"]
    assert found("Of 04/03/2016.", date(2016, 3, 5)) == ["04/03/2016 = 2016-03-04"]
    assert found("Of 04/03/2016.", None) == ["04/03/2016 = 2016-03-04"]


def test_offsets_are_those_of_the_text_and_nothing_overlaps() -> None:
    text = "On Friday, 3 May — “late last year” — or from Monday to Tuesday night, 2012-08-06."
    dates = find_dates(NLP(text), SATURDAY)
    assert [text[d.start : d.end] for d in dates] == [d.text for d in dates]
    assert all(a.end <= b.start for a, b in itertools.pairwise(dates))


def test_empty_text() -> None:
    assert find_dates(NLP(""), SATURDAY) == ()
