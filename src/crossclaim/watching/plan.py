"""The user's file of feeds, checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from crossclaim.errors import FetchRefused
from crossclaim.fetching.addresses import target
from crossclaim.fetching.settings import FetchSettings
from crossclaim.tomlfile import Section, TomlFile

KINDS = ("feed", "sitemap")
TEXTS = ("article", "entry")
SHORTEST = timedelta(seconds=30)

WATCH_KEYS = ("every", "pause", "time", "size", "agent", "robots", "allow_hosts", "desk")
FEED_KEYS = ("name", "address", "kind", "every", "source", "text")
TABLES = ("watch", "feed", "alarm", "deliver")


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed to watch.

    Attributes:
        name: to speak of it.
        address: of it.
        kind: "feed" for RSS and Atom, "sitemap" for a news sitemap.
        every: how often it is asked.
        source: outlet that its reports are of; None for what they say themselves, else the feed's title.
        text: where the words are: in the "article" behind each link, or in the "entry" itself.
    """

    name: str
    address: str
    kind: str = "feed"
    every: timedelta = timedelta(minutes=15)
    source: str | None = None
    text: str = "article"


@dataclass(frozen=True, slots=True)
class WatchPlan:
    """What is watched, and how.

    Attributes:
        feeds: in the order of the file.
        fetch: limits and manners.
        desk: address under which the desk is found, for links; "" for none.
    """

    feeds: tuple[Feed, ...]
    fetch: FetchSettings
    desk: str = ""


def watch_plan(file: TomlFile) -> WatchPlan:
    """The plan of a file.

    Args:
        file: as it was read.

    Raises:
        DataError: it breaks its form; with line and mend.

    >>> from crossclaim.tomlfile import parse_toml
    >>> file = parse_toml('[[feed]]\\nname = "Radio"\\naddress = "https://radio.example/rss"', "feeds.toml")
    >>> watch_plan(file).feeds[0].name
    'Radio'
    """
    file.only(TABLES)
    general = file.section("watch")
    general.only(WATCH_KEYS)
    plain = FetchSettings()
    fetch = FetchSettings(
        agent=general.text("agent", plain.agent),
        seconds=general.time("time", timedelta(seconds=plain.seconds), timedelta(seconds=1)).total_seconds(),
        most_bytes=general.size("size", plain.most_bytes),
        pause=general.time("pause", timedelta(seconds=plain.pause)).total_seconds(),
        robots=general.flag("robots", plain.robots),
        allow_hosts=frozenset(host.casefold() for host in general.texts("allow_hosts")),
    )
    every = general.time("every", timedelta(minutes=15), SHORTEST)
    feeds = tuple(_feed(section, every) for section in file.sections("feed"))
    _check_apart(file.sections("feed"), feeds)
    return WatchPlan(feeds, fetch, desk_address(general))


def desk_address(section: Section) -> str:
    """Where the desk is found.

    Raises:
        DataError: no address.
    """
    desk = section.text("desk", "").rstrip("/")
    if desk and urlsplit(desk).scheme not in ("http", "https"):
        raise section.error("'desk' is no address", 'write desk = "http://127.0.0.1:8750"', "desk")
    return desk


def _feed(section: Section, every: timedelta) -> Feed:
    section.only(FEED_KEYS)
    address = section.text("address")
    try:
        target(address)
    except FetchRefused as error:
        raise section.error(f"'address': {error.what}", error.next_step, "address") from error
    return Feed(
        name=section.text("name"),
        address=address,
        kind=section.choice("kind", KINDS, "feed"),
        every=section.time("every", every, SHORTEST),
        source=section.text("source", "") or None,
        text=section.choice("text", TEXTS, "article"),
    )


def _check_apart(sections: tuple[Section, ...], feeds: tuple[Feed, ...]) -> None:
    """Refuses two feeds of one name or address."""
    for key in ("name", "address"):
        seen: set[str] = set()
        for section, feed in zip(sections, feeds, strict=True):
            value = getattr(feed, key)
            if value in seen:
                raise section.error(f"another feed has the {key} {value!r}", "leave one out", key)
            seen.add(value)
