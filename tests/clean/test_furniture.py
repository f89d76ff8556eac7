"""What of a pasted page is furniture, and what is not."""

from __future__ import annotations

import pytest

from crossclaim.clean import CleaningTables
from crossclaim.clean.furniture import is_furniture, part, strip_credits, strip_notices

BODY = [
    "Fighters of the Arakan Army overran two border posts near Maungdaw on Sunday, residents said.",
    "The junta denied the loss and said its troops had repelled the attack with air support.",
    "At least nine soldiers were killed and dozens fled across the river, a local monitor said.",
]

FURNITURE = [
    "Share",
    "Share Tweet Print",
    "Facebook | Twitter | WhatsApp | Email",
    "Share on Facebook",
    "Follow us on Twitter",
    "Home > World > Africa",
    "Home | News | Sport | Weather | Contact us",
    "Skip to main content",
    "Advertisement",
    "ADVERTISEMENT",
    "Read more: UN envoy arrives in Aden",
    "READ ALSO: What we know of the strike on the market",
    "Tags: Sudan, RSF, Khartoum",
    "Published: 3 March 2022",
    "March 3, 2022 6:45 AM GMT · Updated 2 hours ago",
    "Last updated on 3 March 2022 at 14:05 GMT",
    "© 2022 Example News. All rights reserved.",
    "Copyright 2022 The Example Times",
    "Leave a reply",
    "3 Comments",
    "Log in to comment",
    "Your email address will not be published. Required fields are marked *",
    "Sign up for our newsletter",
    "Sign up for our free daily newsletter and get the news from the front in your inbox every morning.",
    "By continuing to use the site, you agree to the use of cookies.",
    "We use cookies to give you the best experience on our website.",
    "This website uses cookies. You can change the settings of your browser at any time if you wish to.",
    "Please enable JavaScript to view the comments.",
    "You have read all of your free articles this month; subscribe to keep reading.",
    "This material may not be published, broadcast, rewritten or redistributed.",
    "Download PDF",
    "4 min read",
    "Story continues below",
    "Click here to watch the video",
]

NO_FURNITURE = [
    *BODY,
    "Rebels seize airport in Goma",
    "What happened",
    "3 March 2022",
    "Day 12: Saturday",
    "The army left.",
    '"Share the bread," he said.',
    "Prosecutors said the spies had planted cookies on the website of the ministry to follow its visitors.",
    "Moscow and Kyiv share the blame, the mediator told reporters on the last day of the talks in Ankara.",
    "The general declined to comment on reports that his men had fired on the convoy near Bakhmut.",
    "He wrote in a reply to readers that by continuing to shell the site the army broke the truce.",
    '"By continuing to use the site, you agree to the use of cookies," the hacked page of the ministry read.',
    "Residents said that soldiers had told them to leave a reply at the checkpoint before Friday night.",
    "The newsletter of the diocese, which priests share by e-mail, listed 14 people killed in Djibo in June.",
    "The junta's press office said on its Facebook and Telegram pages that all was calm in Sagaing.",
    "Activists called on people to sign up for the newsletter of the families of those who were abducted.",
    "The rights to the mine are reserved for the state, and all of the miners left, the governor said.",
    "Related families have fought over the wells for years, and 11 herders died in May, police said.",
    "KYIV, Ukraine (Reuters) - Two people died in a strike on Kherson, the governor said.",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_left_out(line: str, tables: CleaningTables) -> None:
    assert is_furniture(line, tables.furniture)
    parted = part("\n".join([*BODY, line]), tables.furniture)
    assert parted.kept == "\n".join(BODY)
    assert parted.left_out == (line,)


@pytest.mark.parametrize("line", NO_FURNITURE)
def test_body_is_kept(line: str, tables: CleaningTables) -> None:
    assert not is_furniture(line, tables.furniture)
    parted = part("\n".join([BODY[0], line, BODY[1]]), tables.furniture)
    assert parted.kept == "\n".join([BODY[0], line, BODY[1]])
    assert parted.left_out == ()


CREDITS = [
    ("Smoke over Aden. REUTERS/Jane Doe", "Smoke over Aden.", "REUTERS/Jane Doe"),
    ("Smoke over Aden. REUTERS/Aden City Council", "Smoke over Aden.", "REUTERS/Aden City Council"),
    ("Smoke over Aden. (AP Photo/Jane Doe, File)", "Smoke over Aden.", "(AP Photo/Jane Doe, File)"),
    ("Smoke over Aden. (Photo: Jane Doe)", "Smoke over Aden.", "(Photo: Jane Doe)"),
    ("Smoke over Aden. Photo: Jane Doe/AFP", "Smoke over Aden.", "Photo: Jane Doe/AFP"),
    ("Smoke over Aden. Photo by Jane Doe", "Smoke over Aden.", "Photo by Jane Doe"),
    ("Smoke over Aden. AFP PHOTO / JANE DOE", "Smoke over Aden.", "AFP PHOTO / JANE DOE"),
    ("Smoke over Aden. Jane Doe/Getty Images", "Smoke over Aden.", "Jane Doe/Getty Images"),
    ("Smoke over Aden. [Jane Doe/Reuters]", "Smoke over Aden.", "[Jane Doe/Reuters]"),
    ("Smoke over Aden. © Jane Doe", "Smoke over Aden.", "© Jane Doe"),
    ("Smoke over Aden (AP Photo/Jane Doe) on Monday.", "Smoke over Aden on Monday.", "(AP Photo/Jane Doe)"),
    (
        "Smoke over Aden. GULF WIRE/Handout via the port authority",
        "Smoke over Aden.",
        "GULF WIRE/Handout via the port authority",
    ),
    ("Photo: Ministry of Defence", "", "Photo: Ministry of Defence"),
    ("REUTERS/Jane Doe", "", "REUTERS/Jane Doe"),
    ("Handout via REUTERS", "", "Handout via REUTERS"),
]


@pytest.mark.parametrize(("line", "kept", "credit"), CREDITS)
def test_only_the_credit_is_taken_off_a_caption(line: str, kept: str, credit: str, tables: CleaningTables) -> None:
    assert strip_credits(line, tables.furniture) == (kept, [credit])


@pytest.mark.parametrize(
    "line",
    [
        "Most back the truce, according to a Reuters/Ipsos poll.",
        "The photo: a burnt tank on the road to Goma.",
        "Photo evidence of the strike was sent to the United Nations.",
        "BAMAKO (Reuters/AFP) - Troops left Gao.",
        "He showed a photo (taken on 3 May) of the wreck.",
        "The army took the town. The rebels' own news agency said so.",
        "Rebels shot down a MiG-29. The A/RES/ES-11/1 vote followed.",
    ],
)
def test_no_credit(line: str, tables: CleaningTables) -> None:
    assert strip_credits(line, tables.furniture) == (line, [])


def test_a_notice_after_body_text_goes_alone(tables: CleaningTables) -> None:
    line = f"{BODY[0]} Sign up for our daily newsletter. {BODY[1]}"
    kept, notices = strip_notices(line, tables.furniture)
    assert kept == f"{BODY[0]} {BODY[1]}"
    assert notices == ["Sign up for our daily newsletter."]
    assert part(line, tables.furniture).kept == kept


def test_all_after_a_late_comment_heading_goes(tables: CleaningTables) -> None:
    comments = ["Leave a reply", "John says:", "This is a lie and you all know that it is one, my friends."]
    parted = part("\n".join([*BODY, *comments]), tables.furniture)
    assert parted.kept == "\n".join(BODY)
    assert parted.left_out == tuple(comments)


def test_an_early_comment_link_goes_alone(tables: CleaningTables) -> None:
    lines = [BODY[0], "Leave a comment", *BODY[1:], *BODY]
    parted = part("\n".join(lines), tables.furniture)
    assert parted.kept == "\n".join([BODY[0], *BODY[1:], *BODY])
    assert parted.left_out == ("Leave a comment",)


def test_links_under_a_heading_go_until_the_story_goes_on(tables: CleaningTables) -> None:
    links = ["Related articles", "Junta bombs hospital in Chin", "Thailand shuts its border"]
    parted = part("\n".join([BODY[0], *links, *BODY[1:]]), tables.furniture)
    assert parted.kept == "\n".join(BODY)
    assert parted.left_out == tuple(links)


def test_nothing_is_lost(tables: CleaningTables) -> None:
    lines = ["Rebels seize post", "Share", *BODY, "Leave a reply", "Anon"]
    parted = part("\n".join(lines), tables.furniture)
    assert sorted([*parted.kept.split("\n"), *parted.left_out]) == sorted(lines)
