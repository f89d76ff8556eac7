"""A claim's fields as text for a form, and back: short lines that are quick to type and read aloud well.

party       General Staff (SDN, MIL)              country and sector may be left out; several with ; between
casualties  killed 12 soldiers; Sudan; military   a line each: kind, number, who; whose; class
number      12, 12+ (at least), ..12 (up to), 10..12, ? (none given)
losses      2 tanks; Sudan army (SDN, MIL)        a line each: number, what; whose
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from crossclaim.decisions.attach import located
from crossclaim.decisions.values import CLASSES, FIELDS, KINDS, value_of
from crossclaim.errors import OptionError
from crossclaim.records import Claim

PARTY = re.compile(r"(?P<name>.*?)\s*(?:\((?P<country>[A-Za-z]{3})?\s*,?\s*(?P<sector>[A-Za-z]{3})?\s*\))?\s*", re.S)
NUMBER = re.compile(r"(?P<from>\d+)\.\.(?P<to>\d+)|(?P<low>\d+)\+|\.\.(?P<high>\d+)|(?P<exact>\d+)|\?")
Form = Mapping[str, str]
Json = dict[str, Any]

INPUTS: Mapping[str, tuple[str, ...]] = {
    "place": ("place", "place_country", "place_lat", "place_lon"),
    "date": ("date_from", "date_to"),
}
"""Names of a field's inputs, where they are not the field's own."""


def inputs_of(claim: Claim) -> dict[str, str]:
    """The text of every input for a claim."""
    found: dict[str, str] = {}
    for field in FIELDS:
        found |= _WRITE[field](value_of(claim, field), claim)
    return found


def corrections(form: Form, claim: Claim, text: str) -> dict[str, Any]:
    """The fields that a form has otherwise than a claim, with their new values.

    Args:
        form: as it was sent; inputs that are not in it stay as they are.
        claim: as it was shown.
        text: the report's.

    Raises:
        OptionError: something that cannot be read.
    """
    before, found = inputs_of(claim), {}
    for field in FIELDS:
        names = INPUTS.get(field, (field,))
        given = {name: _plain(form[name]) for name in names if name in form}
        if any(given[name] != _plain(before[name]) for name in given):
            found[field] = _READ[field](before | given | _offsets(form), claim, text)
    return found


def marked(form: Form, text: str) -> dict[str, Any]:
    """The fields of a claim that a form marks as missed.

    Args:
        form: as it was sent.
        text: the report's.

    Raises:
        OptionError: the words are not in the text, or something cannot be read.
    """
    given = {name: "" for names in (INPUTS.get(f, (f,)) for f in FIELDS) for name in names}
    given |= {name: _plain(value) for name, value in form.items() if name in given} | _offsets(form)
    found = {}
    for field in FIELDS:
        if any(given[name] for name in INPUTS.get(field, (field,))):
            found[field] = _READ[field](given, None, text)
    if "quote" not in found:
        raise OptionError("give the words of the report that state the claim")
    return found


def party_text(party: Json | None) -> str:
    """A party as a form has it.

    >>> party_text({"name": "General Staff", "country": "SDN", "sector": "MIL"})
    'General Staff (SDN, MIL)'
    """
    if party is None:
        return ""
    codes = ", ".join(c for c in (party["country"], party["sector"]) if c)
    if party["sector"] and not party["country"]:
        codes = f", {party['sector']}"
    return f"{party['name']} ({codes})" if codes else str(party["name"])


def party_of(text: str) -> Json | None:
    """A party from a form; None for nothing.

    >>> party_of("General Staff (SDN, MIL)")
    {'name': 'General Staff', 'country': 'SDN', 'sector': 'MIL'}
    """
    found = PARTY.fullmatch(text.strip())
    if not text.strip() or found is None:
        return None
    return {"name": found["name"], "country": found["country"], "sector": found["sector"]}


def number_text(low: int | None, high: int | None) -> str:
    """A figure as a form has it."""
    if low is None:
        return "?" if high is None else f"..{high}"
    if high is None:
        return f"{low}+"
    return str(low) if low == high else f"{low}..{high}"


def number_of(text: str) -> tuple[int | None, int | None]:
    """Low and high of a figure from a form.

    Raises:
        OptionError: written otherwise.

    >>> number_of("12+"), number_of("..70"), number_of("?")
    ((12, None), (None, 70), (None, None))
    """
    found = NUMBER.fullmatch(text)
    if found is None or len(text) > 20:
        raise OptionError(f"{text[:40]!r} is no number; write 12, 12+, ..12, 10..12 or ?")
    if found["exact"]:
        return int(found["exact"]), int(found["exact"])
    low, high = found["from"] or found["low"], found["to"] or found["high"]
    return int(low) if low else None, int(high) if high else None


def _casualty_text(c: Json) -> str:
    first = f"{c['kind']} {number_text(c['low'], c['high'])} {c['who']}".rstrip()
    rest = [party_text(c["party"])] if c["party"] else []
    rest += [c["class"]] if c["class"] != "unknown" else []
    return "; ".join([first, *rest])


def _casualty(line: str) -> Json:
    first, *rest = [part.strip() for part in line.split(";")]
    kind, _, tail = first.partition(" ")
    number, _, who = tail.strip().partition(" ")
    if kind not in KINDS:
        raise OptionError(f"{line[:60]!r}: begin with one of {', '.join(KINDS)}")
    low, high = number_of(number)
    victims = rest.pop() if rest and rest[-1] in CLASSES else "unknown"
    party = party_of(rest[0]) if rest else None
    return {"kind": kind, "low": low, "high": high, "who": who.strip(), "party": party, "class": victims}


def _loss(line: str) -> Json:
    first, *rest = [part.strip() for part in line.split(";")]
    number, _, what = first.partition(" ")
    if not number.isdecimal() or not what.strip():
        raise OptionError(f"{line[:60]!r}: write a number and what was lost, such as 2 tanks")
    return {"what": what.strip(), "count": int(number[:12]), "party": party_of(rest[0]) if rest else None}


def _parties(text: str) -> list[Json]:
    found = (party_of(part) for part in text.split(";"))
    return [p for p in found if p]


def _lines(text: str) -> Iterable[str]:
    return (line.strip() for line in text.splitlines() if line.strip())


def _degrees(text: str) -> float | None:
    if not text:
        return None
    try:
        return float(text)
    except ValueError as error:
        raise OptionError(f"place: {text[:40]!r} is no number of degrees") from error


def _place(form: Form) -> Json | None:
    if not form["place"]:
        return None
    lat, lon = _degrees(form["place_lat"]), _degrees(form["place_lon"])
    return {"name": form["place"], "country": form["place_country"] or None, "lat": lat, "lon": lon}


def _place_text(place: Json | None) -> dict[str, str]:
    known = place or {"name": "", "country": None, "lat": None, "lon": None}
    names = zip(INPUTS["place"], ("name", "country", "lat", "lon"), strict=True)
    return {to: "" if known[name] is None else str(known[name]) for to, name in names}


def _date(form: Form) -> Json | None:
    first, last = form["date_from"], form["date_to"]
    return {"from": first or last, "to": last or first} if first or last else None


def _offsets(form: Form) -> dict[str, str]:
    return {name: form[name] for name in ("start", "end") if form.get(name, "").isdecimal() and len(form[name]) < 10}


def _quote(form: Form, claim: Claim | None, text: str) -> Json:
    """Where marked words stand: at the offsets that came with them, else where they are found.

    A browser shows characters that it may not hold as others, so that marked words can differ a little.
    """
    words = form["quote"]
    if "start" in form and "end" in form:
        start, end = int(form["start"]), int(form["end"])
        if _shown(text[start:end]) == _shown(words):
            return {"start": start, "end": end}
    at = located(words, claim.start if claim else 0, text)
    if at is None:
        raise OptionError("these words are not in the report; copy them exactly")
    if claim is None and text.count(words) > 1:
        raise OptionError("these words stand in the report more than once; mark more of them")
    return {"start": at, "end": at + len(words)}


def _shown(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).replace("\ufffd", " ").split())


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _joined(parties: Iterable[Json]) -> str:
    return "; ".join(party_text(p) for p in parties)


_WRITE: Mapping[str, Callable[[Any, Claim], dict[str, str]]] = {
    "claimant": lambda v, c: {"claimant": party_text(v)},
    "via": lambda v, c: {"via": _joined(v)},
    "stance": lambda v, c: {"stance": v},
    "tense": lambda v, c: {"tense": v},
    "event": lambda v, c: {"event": v},
    "actors": lambda v, c: {"actors": _joined(v)},
    "targets": lambda v, c: {"targets": _joined(v)},
    "casualties": lambda v, c: {"casualties": "\n".join(_casualty_text(x) for x in v)},
    "losses": lambda v, c: {
        "losses": "\n".join(f"{x['count']} {x['what']}" + (f"; {party_text(x['party'])}" * bool(x["party"])) for x in v)
    },
    "place": lambda v, c: _place_text(v),
    "date": lambda v, c: {"date_from": v["from"] if v else "", "date_to": v["to"] if v else ""},
    "quote": lambda v, c: {"quote": c.quote},
}

_READ: Mapping[str, Callable[[Form, Claim | None, str], Any]] = {
    "claimant": lambda form, claim, text: party_of(form["claimant"]),
    "via": lambda form, claim, text: _parties(form["via"]),
    "stance": lambda form, claim, text: form["stance"],
    "tense": lambda form, claim, text: form["tense"],
    "event": lambda form, claim, text: form["event"],
    "actors": lambda form, claim, text: _parties(form["actors"]),
    "targets": lambda form, claim, text: _parties(form["targets"]),
    "casualties": lambda form, claim, text: [_casualty(line) for line in _lines(form["casualties"])],
    "losses": lambda form, claim, text: [_loss(line) for line in _lines(form["losses"])],
    "place": lambda form, claim, text: _place(form),
    "date": lambda form, claim, text: _date(form),
    "quote": _quote,
}
