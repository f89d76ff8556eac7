"""robots.txt, turns, second attempts, and times to come back at."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crossclaim.errors import FetchError, FetchLater
from crossclaim.fetching import robots
from crossclaim.fetching.addresses import target
from crossclaim.fetching.exchange import Fetched, retry_after
from crossclaim.fetching.pace import Pace
from crossclaim.fetching.retrying import tried
from crossclaim.fetching.text import text_of

NOW = datetime(2024, 5, 4, 12, tzinfo=UTC)


def test_robots() -> None:
    rules = robots.parsed(
        b"User-agent: *\nDisallow: /private/\nAllow: /private/open\nDisallow: /*.cgi$\nCrawl-delay: 3\n"
        b"User-agent: crossclaim\nDisallow: /ours\nCrawl-delay: 900\n",
        NOW,
    )
    assert rules.lets("http://a.example/private/open", "other")
    assert not rules.lets("http://a.example/private/x", "other")
    assert not rules.lets("http://a.example/a.cgi", "other")
    assert rules.pause("other") == 3.0
    assert not rules.lets("http://a.example/ours", "crossclaim/1.0")
    assert rules.pause("crossclaim/1.0") == robots.SLOWEST
    assert rules.until == NOW + robots.FRESH
    assert robots.absent(NOW).lets("http://a.example/x", "me")
    assert not robots.unknown(NOW).lets("http://a.example/x", "me")
    assert robots.robots_address(target("http://a.example:81/x?y")) == "http://a.example:81/robots.txt"
    assert robots.robots_address(target("http://[2606::1]/x")) == "http://[2606::1]/robots.txt"


def test_robots_of_rubbish() -> None:
    assert robots.parsed(b"\xff\xfe\x00rubbish\n<html>", NOW).lets("http://a.example/x", "me")


def test_turns() -> None:
    now = [NOW]
    pace = Pace(lambda: now[0])
    assert [pace.turn("a", 2.0) for _ in range(3)] == [0.0, 2.0, 4.0]
    now[0] += timedelta(seconds=10)
    assert pace.turn("a", 2.0) == 0.0
    pace.hold("a", 100.0)
    assert pace.turn("a", 2.0, most=5.0) == 100.0
    assert pace.turn("a", 2.0, most=5.0) == 100.0, "a turn that is too far away is not taken"
    assert pace.turn("b", 2.0) == 0.0


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Sat, 04 May 2024 12:02:00 GMT", 120.0),
        ("Sat, 04 May 2024 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("", None),
    ],
)
def test_retry_after(text: str, seconds: float | None) -> None:
    assert retry_after(text, NOW) == seconds


def later(after: float | None = None) -> FetchLater:
    error = FetchLater("not now", where="a")
    error.after = after
    return error


def test_tried_again() -> None:
    slept: list[float] = []
    fails = [later(), later(2.0)]

    def work() -> str:
        if fails:
            raise fails.pop(0)
        return "there"

    assert tried(work, attempts=3, most_wait=5.0, sleep=slept.append) == "there"
    assert len(slept) == 2 and 0 <= slept[0] <= 5 and slept[1] == 2.0


@pytest.mark.parametrize("error", [later(3600.0), FetchError("gone", where="a"), ValueError("ours")])
def test_not_tried_again(error: Exception) -> None:
    calls: list[int] = []

    def work() -> None:
        calls.append(1)
        raise error

    with pytest.raises(type(error)):
        tried(work, attempts=3, most_wait=5.0, sleep=lambda _: None)
    assert len(calls) == 1


def test_last_error_is_raised() -> None:
    def work() -> None:
        raise later()

    with pytest.raises(FetchLater, match="not now"):
        tried(work, attempts=3, most_wait=0.0, sleep=lambda _: None)


@pytest.mark.parametrize(
    ("body", "charset", "text"),
    [
        ("Zürich".encode(), "", "Zürich"),
        ("Zürich".encode(), "iso-8859-1", "Zürich"),
        ("Zürich".encode("latin-1"), "utf-8", "Zürich"),
        ("“Zürich”".encode("cp1252"), "iso-8859-1", "“Zürich”"),
        ("Łódź".encode("iso-8859-2"), "iso-8859-2", "Łódź"),
        ("Zürich".encode("utf-16"), "utf-8", "Zürich"),
        ("Zürich is a town of many people".encode("latin-1"), "no-such-charset", "Zürich is a town of many people"),
    ],
)
def test_encodings_that_lie(body: bytes, charset: str, text: str) -> None:
    assert text_of(Fetched("http://a.example/", 200, body, charset=charset)) == text
