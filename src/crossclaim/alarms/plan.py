"""The rules and targets of the user's file, checked."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from crossclaim.alarms.rules import KINDS, RISE, STANDINGS, WHEN, Rule
from crossclaim.lexicon.events import load_events
from crossclaim.linking.parties import packaged_countries
from crossclaim.tomlfile import Section, TomlFile
from crossclaim.watching.plan import WATCH_KEYS, desk_address

FILTERS = ("countries", "parties", "events", "standings")
OWN_KEYS: dict[str, tuple[str, ...]] = {
    "toll over": ("over", "kinds"),
    "toll revised": ("by", "kinds"),
    RISE: ("days", "windows", "least", "chance"),
}
WAYS = {
    "webhook": ("address", "secret_env"),
    "mail": ("server", "port", "security", "user", "password_env", "sender", "to"),
    "atom": ("file", "title"),
}
SECURITIES = {"starttls": 587, "tls": 465, "none": 25}


@dataclass(frozen=True, slots=True)
class Webhook:
    """Told by a signed request. `secret` signs it."""

    name: str
    address: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Mail:
    """Told by e-mail, over an SMTP server."""

    name: str
    server: str
    port: int
    security: str
    sender: str
    to: tuple[str, ...]
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class AtomFile:
    """Told by a feed in a file, for a web server to hand out."""

    name: str
    file: Path
    title: str


Target = Webhook | Mail | AtomFile


@dataclass(frozen=True, slots=True)
class AlarmPlan:
    """Rules, those who are told, and the address of the desk."""

    rules: tuple[Rule, ...]
    targets: tuple[Target, ...]
    desk: str = ""


def alarm_plan(file: TomlFile, environ: Mapping[str, str] | None = None, *, secrets: bool = True) -> AlarmPlan:
    """The rules and targets of a file.

    Args:
        file: as it was read.
        environ: where secrets are; the process's own where it is not given.
        secrets: whether they must be there; they need not be where nobody is told.

    Raises:
        DataError: it breaks its form; with line and mend.

    >>> from crossclaim.tomlfile import parse_toml
    >>> text = '[[alarm]]\\nname = "new"\\nwhen = "new incident"\\ncountries = ["MLI"]'
    >>> alarm_plan(parse_toml(text, "feeds.toml")).rules[0].countries
    ('MLI',)
    """
    general = file.section("watch")
    general.only(WATCH_KEYS)
    known = (os.environ if environ is None else environ) if secrets else None
    targets = tuple(_target(section, known) for section in file.sections("deliver"))
    _apart(file.sections("deliver"))
    names = [target.name for target in targets]
    rules = tuple(_rule(section, names) for section in file.sections("alarm"))
    _apart(file.sections("alarm"))
    return AlarmPlan(rules, targets, desk_address(general))


def _rule(section: Section, targets: Collection[str]) -> Rule:
    when = section.choice("when", (*WHEN, RISE))
    section.only(("name", "when", "to", *FILTERS, *OWN_KEYS.get(when, ())))
    plain = Rule("", when)
    if when == "toll over" and "over" not in section.values:
        raise section.error("'toll over' says no number", "add over = 20")
    return Rule(
        name=section.text("name"),
        when=when,
        countries=_known(section, "countries", _country_codes(), "a country code of three capitals, such as MLI"),
        parties=section.texts("parties"),
        events=_known(section, "events", _event_types(), "a type of event"),
        standings=_known(section, "standings", STANDINGS, "a standing"),
        kinds=_known(section, "kinds", KINDS, "a kind of toll") or plain.kinds,
        over=int(section.number("over", plain.over, 1)),
        by=int(section.number("by", plain.by, 1)),
        days=int(section.number("days", plain.days, 1)),
        windows=int(section.number("windows", plain.windows, 1)),
        least=int(section.number("least", plain.least, 1)),
        chance=section.number("chance", plain.chance),
        to=_known(section, "to", targets, "the name of a [[deliver]]"),
    )


def _known(section: Section, key: str, known: Collection[str], what: str) -> tuple[str, ...]:
    """A list whose values are all known."""
    found = section.texts(key)
    for value in found:
        if value not in known:
            some = f"{what}; one of {', '.join(sorted(known))}" if 0 < len(known) <= 40 else what
            raise section.error(f"{key!r}: {value!r} is not known", f"give {some}", key)
    return found


def _event_types() -> frozenset[str]:
    return frozenset(frame.type for frame in load_events().frames.values())


def _country_codes() -> frozenset[str]:
    return frozenset(c.iso3 for c in packaged_countries().all)


def _target(section: Section, environ: Mapping[str, str] | None) -> Target:
    kind = section.choice("kind", WAYS)
    section.only(("name", "kind", *WAYS[kind]))
    name = section.text("name")
    if kind == "webhook":
        address = section.text("address")
        if urlsplit(address).scheme not in ("http", "https"):
            raise section.error("'address' is no web address", 'write address = "https://..."', "address")
        return Webhook(name, address, _secret(section, "secret_env", environ))
    if kind == "atom":
        path = Path(section.file).parent / section.text("file")
        return AtomFile(name, path, section.text("title", "Crossclaim alarms"))
    return _mail(section, name, environ)


def _mail(section: Section, name: str, environ: Mapping[str, str] | None) -> Mail:
    security = section.choice("security", SECURITIES, "starttls")
    to = section.texts("to")
    if not to:
        raise section.error("'to' names nobody", 'write to = ["desk@example.org"]', "to")
    sender = section.text("sender")
    for key, address in [("sender", sender), *(("to", one) for one in to)]:
        if "@" not in address or any(c.isspace() for c in address):
            raise section.error(f"{key!r}: {address!r} is no e-mail address", "write name@host", key)
    user = section.text("user", "")
    return Mail(
        name=name,
        server=section.text("server"),
        port=int(section.number("port", SECURITIES[security], 1)),
        security=security,
        sender=sender,
        to=to,
        user=user,
        password=_secret(section, "password_env", environ) if user else "",
    )


def _secret(section: Section, key: str, environ: Mapping[str, str] | None) -> str:
    """What an environment variable holds; secrets do not stand in the file."""
    name = section.text(key)
    value = environ.get(name, "") if environ is not None else "unknown"
    if not value:
        raise section.error(f"the environment variable {name} is not set", f"set {name} before starting", key)
    return value


def _apart(sections: tuple[Section, ...]) -> None:
    """Refuses two of one name."""
    seen: set[str] = set()
    for section in sections:
        name = section.text("name")
        if name in seen:
            raise section.error(f"another [[{section.name}]] has the name {name!r}", "give it its own", "name")
        seen.add(name)
