"""What short names stand for: surnames, acronyms, "the Observatory", "the ministry", "both sides"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from crossclaim.lexicon.parties import STATE, plural_word
from crossclaim.parties.home import home_of
from crossclaim.parties.mentions import PartyMention
from crossclaim.parties.named import Named
from crossclaim.parties.opposing import side_of
from crossclaim.parties.terms import Text
from crossclaim.syntax import sent_start

if TYPE_CHECKING:
    from crossclaim.parsed import Doc, Token

ARMED = frozenset({"REB", "IMG", "PRM", "CRM"})

NEAR = 3
"""Sentences back from which an office without a country ("the foreign minister") takes one."""


@dataclass(frozen=True)
class FullNames:
    """The full names that a text uses somewhere, by what it may shorten them to.

    Attributes:
        people: by surname.
        acronyms: by the letters, where the text itself writes "Full Name (FN)" or the initials fit.
        parts: organisations by each capitalised word of their name.
        stated: of the acronyms those that the text itself writes behind the name.
        monitors: organisations that watch a war, as their name or their sort says.
        home: the state that the text is about.
        all: the mentions that they come from.
    """

    people: Mapping[str, Named]
    acronyms: Mapping[str, Named]
    parts: Mapping[str, Named]
    stated: Mapping[str, Named] = field(default_factory=dict)
    monitors: Mapping[str, Named] = field(default_factory=dict)
    home: Named | None = None
    all: Sequence[PartyMention] = ()


def full_names(mentions: Iterable[PartyMention], text: Text) -> FullNames:
    """Collect the full names of a text.

    Args:
        mentions: all mentions, unresolved.
        text: the document.
    """
    people: dict[str, Named] = {}
    acronyms: dict[str, Named] = {}
    parts: dict[str, Named] = {}
    in_brackets: dict[str, Named] = {}
    monitors: dict[str, Named] = {}
    mentions = list(mentions)
    for m in mentions:
        named = m.named
        if named is None:
            continue
        if named.human is not None:
            _add_person(people, named)
        elif named.proper:
            words = re.findall(r"[^\W\d_][\w'’-]*", named.name)
            letters = "".join(w[0] for w in words if w[0].isupper())
            if len(letters) > 1:
                acronyms.setdefault(letters, named)
            stated = _in_brackets(m.last, text.doc)
            if stated:
                acronyms[stated] = in_brackets[stated] = named
            if named.sector == "NGO" and any(w.lower() in text.book.words.monitors for w in words):
                monitors[named.name] = named
            for word in words if len(words) > 1 else ():
                if word[0].isupper():
                    parts.setdefault(word.lower(), named)
    return FullNames(people, acronyms, parts, in_brackets, monitors, home_of(mentions, text), mentions)


def _add_person(people: dict[str, Named], named: Named) -> None:
    """Keep the fuller naming of a surname; two people of one surname make it useless."""
    human = named.human or ""
    surname = human.split()[-1].lower()
    known = people.get(surname)
    if known is None:
        people[surname] = named
        return
    old = known.human or ""
    if len(old.split()) > 1 and len(human.split()) > 1 and old.lower() != human.lower():
        people[surname] = known if known.owner is not None else named
        return
    owner = known.owner if known.owner is not None else named.owner
    fuller = named if len(human) > len(old) else known
    if fuller.owner is None and owner is not None:
        source = known if known.owner is not None else named
        fuller = replace(source, human=fuller.human, name=source.name.replace(source.human or "", fuller.human or ""))
    people[surname] = fuller


def _in_brackets(end: int, doc: Doc) -> str:
    """The acronym that stands in brackets behind a name: "OLA" of "Oromo Liberation Army (OLA)"."""
    inside = doc[end : end + 3]
    if len(inside) == 3 and inside[0].text in "([" and inside[2].text in ")]" and inside[1].text.isupper():
        return inside[1].text
    return ""


def fuller(mention: PartyMention, names: FullNames, text: Text) -> Named | None:
    """The full name that a short one stands for; None where it is full, or nothing fits.

    >>> fuller(mention, names, text).name  # "Diallo", after "Foreign Minister Awa Diallo"  # doctest: +SKIP
    'Mali (Awa Diallo)'
    """
    named = mention.named
    if named is None:
        return None
    written = names.stated.get(mention.party.text.split()[-1])
    if written is not None and len(mention.party.text.split()) <= 2:
        return written if written.name != named.name else None
    if named.human is not None and named.human not in names.acronyms:
        known = names.people.get(named.human.split()[-1].lower())
        if known is None or known.name == named.name:
            return None
        short = f" {known.human}".endswith(f" {named.human}")
        return known if short and (named.owner is None or known.owner is not None) else None
    if _foretold(mention, names, text):
        return next(iter(names.monitors.values()))
    word = named.name.split()[-1] if named.name else ""
    if word.isupper() and 2 <= len(word) <= 6 and " " not in named.name:
        known = names.acronyms.get(word)
        return known if known is not None and known.name != named.name else None
    if (named.proper and named.term is None and " " not in named.name) or _capital_role(mention):
        known = names.parts.get(word.lower())
        return known if known is not None and known.name != named.name else None
    return None


def _foretold(mention: PartyMention, names: FullNames, text: Text) -> bool:
    """Whether "a monitor" or "the Britain-based monitor" is the one monitor that the text names."""
    named = mention.named
    if named is None or named.term is None or named.proper or len(names.monitors) != 1 or mention.plural:
        return False
    return named.owner is None and named.term.name in text.book.words.monitors


def _capital_role(mention: PartyMention) -> bool:
    """ "The Observatory": a general noun with a capital, a name cut short."""
    words = mention.party.text.split()
    named = mention.named
    short = len(words) == 1 or (len(words) == 2 and words[0].lower() == "the")
    kind = named.term.role if named is not None and named.term is not None else None
    return short and words[-1][:1].isupper() and kind in {"group", "civil", "unit", "source"} and len(words) == 2


def described(mention: PartyMention, before: Sequence[PartyMention], text: Text) -> PartyMention | None:
    """The earlier mention that a bare description points back to: "the ministry", "the group".

    Args:
        mention: a description without an owner.
        before: earlier mentions, resolved.
        text: the document.
    """
    named = mention.named
    if named is None or named.term is None or named.proper:
        return None
    if named.owner is not None:
        return _of_nation(mention, named.owner, before, text)
    head = text.doc[mention.head]
    if not _points_back(mention, text):
        return None
    for earlier in reversed(before):
        if earlier.named is not None and _same_head(mention, earlier, text):
            return earlier
    sectors = text.book.words.stands_for.get(named.name.lower()) or text.book.words.stands_for.get(head.lower_)
    if not sectors:
        return None
    fitting = [x for m in before if m.named is not None and (x := _standing(m, sectors, text)) is not None]
    return fitting[-1] if fitting else None


def _standing(earlier: PartyMention, sectors: frozenset[str], text: Text) -> PartyMention | None:
    """An earlier mention that fits, or the armed organisation of one: M23 of "M23 fighters", of its spokesman."""
    if _stands_in(earlier, sectors):
        return earlier
    side = side_of(earlier, text.book)
    if side is None or side.sector not in ARMED & sectors or earlier.kind == "possessive":
        return None
    party = replace(earlier.party, name=side.name, country=side.country, sector=side.sector)
    return replace(earlier, party=party, named=side, person=False, plural=False)


def _of_nation(mention: PartyMention, owner: Named, before: Sequence[PartyMention], text: Text) -> PartyMention | None:
    """The armed organisation that "the Lebanese militant group" points back to: the last named of that country."""
    named = mention.named
    sectors = text.book.words.stands_for.get(named.term.name, frozenset()) if named and named.term else frozenset()
    first = text.doc[mention.first].lower_ in text.book.words.pointing
    if not first or not owner.is_country or mention.plural or not sectors & ARMED:
        return None
    fitting = [m for m in before if m.named is not None and m.party.country == owner.country and _stands_in(m, sectors)]
    return fitting[-1] if fitting and fitting[-1].party.sector in ARMED else None


def owner_before(owner: Named, before: Sequence[PartyMention], text: Text) -> Named | None:
    """The earlier party that a bare owner points back to: the army of "an army spokesman"."""
    if owner.term is None or owner.country is not None or owner.owner is not None or owner.proper or owner.parts:
        return None
    stands_for = text.book.words.stands_for
    sectors = stands_for.get(owner.name.lower(), frozenset())
    if owner.term.role == "force":
        return _only_one(stands_for.get(plural_word(owner.name.lower(), {}), frozenset()), before)
    for earlier in reversed(before):
        then = earlier.named
        if then is None or then.term is None:
            continue
        if owner.term.kind == "body" and then.term == owner.term and then.owner is not None:
            return then
        if owner.term.role == "group" and _stands_in(earlier, sectors):
            return then
    return None


def _only_one(sectors: frozenset[str], before: Sequence[PartyMention]) -> Named | None:
    """The one armed organisation named so far, for "a rebel spokesman"."""
    fitting = {m.named.name: m.named for m in before if m.named is not None and sectors and _stands_in(m, sectors)}
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def _points_back(mention: PartyMention, text: Text) -> bool:
    """Whether a description is definite, or a bare body as headlines write them."""
    first = text.doc[mention.first]
    if first.lower_ in {"a", "an", "another", "some"}:
        return False
    match = text.at.get(mention.head)
    stop = min(match.start, mention.head) if match is not None else mention.head
    modifiers = [t for t in text.doc[mention.first : stop] if t.pos_ in {"ADJ", "PROPN", "NUM"}]
    if any(not _based(t, text) for t in modifiers):
        return False
    return first.lower_ in text.book.words.pointing


def _based(token: Token, text: Text) -> bool:
    """Whether a word only says where a party has its seat or who stands behind it: "Britain" of "Britain-based"."""
    doc = token.doc
    behind = [t for t in doc[token.i + 1 : token.i + 3] if t.text not in {"-", "–"}]
    return bool(behind) and behind[0].lower_ in text.book.words.backs


def _same_head(mention: PartyMention, earlier: PartyMention, text: Text) -> bool:
    """Whether an earlier, fuller mention has the same head: "the ministry" after "Chad's health ministry"."""
    now, then = mention.named, earlier.named
    if now is None or then is None or then.term is None or now.term is None or mention.plural != earlier.plural:
        return False
    if then.owner is None and then.human is None and then.country is None:
        return False
    if now.term.kind == "body":
        generic = now.term.name == "Ministry" and then.term.kind == "body" and "Ministry" in then.term.name
        return then.term.kind == "body" and (generic or then.term.name == now.term.name)
    if now.term.role in {"force", "unit"}:
        return then.term.name == now.term.name and then.owner is not None
    if now.term.role in {"office", "voice", "head", "member", "source"}:
        same = then.term.name == now.term.name or then.term.name.split()[-1] == now.term.name.split()[-1]
        return earlier.person and same
    return False


def _stands_in(earlier: PartyMention, sectors: frozenset[str]) -> bool:
    named = earlier.named
    if named is None or earlier.person:
        return False
    if "country" in sectors:
        return named.is_country and named.proper
    fits = earlier.party.sector in sectors
    return fits and (named.proper or (named.owner is not None and named.term is not None and named.term.kind == "body"))


def nearby_country(mention: PartyMention, before: Sequence[PartyMention], text: Text) -> Named | None:
    """The state of an office that is named without one: that of the last official or government named.

    Only earlier sentences count: who stands beside whom in one sentence is mostly of another state.

    Args:
        mention: a person or office without a country.
        before: earlier mentions, resolved.
        text: the document.
    """
    named = mention.named
    if named is not None and named.human is not None and len(_governments(before)) > 1:
        return None
    own = start = sent_start(text.doc[mention.head])
    for _ in range(NEAR):
        start = sent_start(text.doc[start - 1]) if start else 0
    for earlier in reversed(before):
        if earlier.head < start:
            return None
        if earlier.head >= own:
            continue
        named = earlier.named
        if named is not None and earlier.party.country and earlier.party.sector == "GOV" and not named.is_country:
            country = text.book.countries.iso(earlier.party.country)
            term = text.book.look_up(country.name) if country is not None else None
            if country is not None and term is not None:
                return Named(country.name, country.iso3, "GOV", term=term)
    return None


def _governments(before: Sequence[PartyMention]) -> set[str]:
    """The states whose bodies or officials have been named so far: of two, nobody knows whose a bare minister is."""
    sectors = STATE - {"JUD"}
    found = (m for m in before if m.named is not None and not m.named.is_country and m.party.sector in sectors)
    return {m.party.country for m in found if m.party.country is not None}
