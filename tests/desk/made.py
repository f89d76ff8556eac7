"""An invented war between Chad and Niger, who are at peace, in eleven reports with readings made by hand.

mao        shelling of Mao, 3 March 2031: asserted by Chad, denied by Niger, tolls of 4, 6 and 9 civilians
nguigmi    attack on Nguigmi, 3 March: both sides' losses, far apart
agadez     air strike on Agadez, 5 March: said by Niger, hedged by a wire
diffa      ambush near Diffa, 7 March: claimed by an armed group of its own accord
reactions  a condemnation and a call for a ceasefire
hostile    a report whose title and text hold markup, SQL, right-to-left text, emoji and a very long word
quiet      a report without a claim, with furniture that was cleaned away
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from crossclaim.records import (
    Attribution,
    Casualty,
    Claim,
    DateSpan,
    Event,
    Loss,
    Party,
    Place,
    Reading,
    Reason,
    Report,
    Span,
)

WHO = {
    "Chad's Ministry of Defence": ("Chad Ministry of Defence", "TCD", "MIL"),
    "Niger's Ministry of Defence": ("Niger Ministry of Defence", "NER", "MIL"),
    "Chad": ("Chad", "TCD", "GOV"),
    "Niger": ("Niger", "NER", "GOV"),
    "the army of Chad": ("Chad army", "TCD", "MIL"),
    "the army of Niger": ("Niger army", "NER", "MIL"),
    "Sahel Watch": ("Sahel Watch", None, "NGO"),
    "the United Nations": ("United Nations", None, "IGO"),
    "the Lakeshore Guard": ("Lakeshore Guard", None, "REB"),
    "Radio Ndjamena": ("Radio Ndjamena", "TCD", "MED"),
    '"><img src=x onerror=alert(2)>': ('"><img src=x onerror=alert(2)>', None, "REB"),
}
WHERE = {
    "Mao": ("TCD", "Kanem", 14.12, 15.31),
    "Nguigmi": ("NER", "Diffa", 14.25, 13.11),
    "Agadez": ("NER", "Agadez", 16.97, 7.99),
    "Diffa": ("NER", "Diffa", 13.32, 12.61),
}
CODES = {
    "shelling": ("ASSAULT", "bombard", "Shelling/artillery/missile attack", "19"),
    "attack": ("ASSAULT", "armed-clash", "Armed clash", "19"),
    "airstrike": ("ASSAULT", "aerial", "Air/drone strike", "19"),
    "ambush": ("ASSAULT", "ambush", "Armed clash", "19"),
    "condemn": ("REJECT", None, None, "11"),
    "appeal": ("REQUEST", None, None, "10"),
}
SAID = {"asserts": "said that", "denies": "denied that", "hedged": "reported that allegedly"}


@dataclass(frozen=True)
class Fact:
    """One sentence, and the claim in it.

    `killed` is (low, high, who, whose, victims), `lost` (count, what, whose); `days` is (words, first).
    """

    claimant: str | None
    event: str
    verb: str
    actor: str | None = None
    target: str | None = None
    place: str | None = None
    days: tuple[str, date] | None = None
    stance: Any = "asserts"
    tense: Any = "past"
    via: str | None = None
    killed: tuple[int | None, int | None, str, str | None, Any] | None = None
    lost: tuple[int, str, str] | None = None
    confidence: float = 0.8


@dataclass
class Text:
    """A text that grows, and the claims in it."""

    body: str = ""
    claims: list[Claim] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)

    def put(self, words: str) -> tuple[int, int]:
        """Words at the end."""
        start = len(self.body)
        self.body += words
        return start, len(self.body)

    def span(self, words: str) -> Span:
        """Words at the end, as a span."""
        return Span(*self.put(words), words)

    def party(self, words: str | None) -> Party | None:
        """A party named at the end."""
        if words is None:
            return None
        name, country, sector = WHO[words]
        return Party(words, *self.put(words), name, country, sector)

    def tell(self, fact: Fact) -> None:
        """A sentence at the end."""
        number = len(self.claims) + 1
        via = self.party(fact.via)
        if via:
            self.put(" quoted ")
        claimant = self.party(fact.claimant)
        cue = None
        if claimant:
            self.put(" ")
            cue = self.span("as saying that" if via else SAID[fact.stance])
            self.put(" ")
        start = len(self.body)
        claim = self._claim(fact, f"c{number}")
        quote = Span(start, len(self.body), self.body[start:])
        self.put(".\n")
        attribution = None
        if claimant and cue:
            attribution = f"a{number}"
            source = Span(claimant.start, claimant.end, claimant.text)
            self.attributions.append(Attribution(attribution, source, cue, (quote,), False, claimant, fact.stance))
        self.claims.append(
            replace(
                claim,
                start=start,
                end=quote.end,
                quote=quote.text,
                attribution=attribution,
                claimant=claimant,
                via=(via,) if via else (),
                why=self._why(claim, cue),
            )
        )

    def _claim(self, fact: Fact, id: str) -> Claim:
        actor = self.party(fact.actor)
        self.put(" " if actor else "it ")
        trigger = self.span(fact.verb)
        target = place = day = None
        if fact.target:
            self.put(" ")
            target = self.party(fact.target)
        if fact.place:
            self.put(" in ")
            country, admin1, lat, lon = WHERE[fact.place]
            where = self.put(fact.place)
            place = Place(*where, fact.place, "place", fact.place, admin1, country, lat, lon, None, "exact")
            self.places.append(place)
        if fact.days:
            self.put(" on ")
            day = DateSpan(fact.days[0], *self.put(fact.days[0]), fact.days[1], fact.days[1], "day")
        plover, mode, acled, root = CODES[fact.event]
        return Claim(
            id=id,
            start=0,
            end=0,
            quote="",
            attribution=None,
            claimant=None,
            via=(),
            stance=fact.stance,
            tense=fact.tense,
            event=Event(fact.event, plover, mode, acled, root, trigger),
            actors=(actor,) if actor else (),
            targets=(target,) if target else (),
            casualties=self._killed(fact),
            losses=self._lost(fact),
            place=place,
            date=day,
            confidence=fact.confidence,
        )

    def _killed(self, fact: Fact) -> tuple[Casualty, ...]:
        if not fact.killed:
            return ()
        low, high, who, whose, victims = fact.killed
        self.put(", killing ")
        number = f"{low} " if low == high else f"{low} to {high} "
        start, end = self.put(number + who)
        owner = None
        if whose:
            self.put(" of ")
            owner = self.party(whose)
        return (Casualty("killed", low, high, who, owner, victims, start, end),)

    def _lost(self, fact: Fact) -> tuple[Loss, ...]:
        if not fact.lost:
            return ()
        count, what, whose = fact.lost
        self.put(" and destroying ")
        start, end = self.put(f"{count} {what}")
        self.put(" of ")
        return (Loss(what, count, self.party(whose), start, end),)

    def _why(self, claim: Claim, cue: Span | None) -> tuple[Reason, ...]:
        found = [
            Reason("trigger", claim.event.type, "rule", "triggers", "an entry of the word list", claim.event.trigger)
        ]
        if cue:
            found.append(Reason("cue", cue.text, "head", "cue", "", cue, 0.97))
        found.append(Reason("stance", claim.stance, "rule", "stance", "what the cue does"))
        return tuple(found)


def made(id: str, title: str, source: str, published: date, *facts: Fact, lead: str = "", **more: Any) -> Reading:
    """A report with its reading.

    Args:
        id, title, source, published: of the report; `more` are its other fields.
        facts: its sentences.
        lead: words before them in which nothing is read.
    """
    text = Text(lead)
    for fact in facts:
        text.tell(fact)
    report = Report(id=id, text=text.body or lead, title=title, source=source, published=published, **more)
    notes = () if facts else ("no claim found",)
    return Reading(report, tuple(text.attributions), tuple(text.places), tuple(text.claims), (), notes)


THIRD, FIFTH, SEVENTH = ("3 March", date(2031, 3, 3)), ("5 March", date(2031, 3, 5)), ("7 March", date(2031, 3, 7))
KANEM = (
    "MAO - Smoke stood over the grain market on Tuesday morning, and women carried water from the only well that was "
    "left. Teachers had sent the children home an hour before, since the radio spoke of guns being moved. A baker of "
    "the old quarter kept his oven burning for the hospital, where two nurses worked by lamp light until noon came.\n"
)
NIAMEY = (
    "NIAMEY - At a crowded news conference by the river, officers pointed at maps that nobody was allowed to copy, and "
    "took four questions. The capital was calm; buses ran, and a football match went ahead under floodlights as "
    "planned. Diplomats from three neighbouring states had asked for an explanation of the movements before dawn.\n"
)
WATCH = (
    "Method: our volunteers visit each place within two days, speak with three people or more who were there, look "
    "at graves, craters and clinics' books. What could not be seen is left out of this note. Names are withheld at the "
    "wish of families. The next note will appear on Friday, after the road through the dunes has been opened to cars.\n"
)
CHAD, NIGER = "Chad's Ministry of Defence", "Niger's Ministry of Defence"
SHELLED = Fact(CHAD, "shelling", "shelled", "the army of Niger", "Chad", "Mao", THIRD)
ATTACKED = Fact(CHAD, "attack", "attacked", "the army of Chad", "the army of Niger", "Nguigmi", THIRD)


def _wire(id: str, source: str, url: str) -> Reading:
    nine = replace(SHELLED, killed=(9, 9, "civilians", "Chad", "civilian"), confidence=0.6)
    return made(
        id,
        "Chad and Niger trade fire",
        source,
        date(2031, 3, 5),
        nine,
        replace(SHELLED, claimant=NIGER, stance="denies"),
        replace(ATTACKED, via="Radio Ndjamena", killed=(60, 60, "soldiers", "the army of Niger", "military")),
        Fact(
            NIGER, "airstrike", "bombed", "the army of Chad", "Niger", "Agadez", FIFTH, stance="hedged", confidence=0.4
        ),
        Fact("the United Nations", "appeal", "urged a ceasefire", tense="called_for", confidence=0.7),
        lead=(
            "NIAMEY - Fighting on the border of the two countries went on for a third day, and nobody could be reached "
            "by telephone in the villages north of the lake. Markets were shut, and the road was cut in two places.\n"
        ),
        url=url,
    )


def _mao() -> list[Reading]:
    four = replace(SHELLED, killed=(4, 4, "civilians", "Chad", "civilian"), confidence=0.95)
    six = Fact(
        "Sahel Watch",
        "shelling",
        "shelled",
        "the army of Niger",
        "Chad",
        "Mao",
        THIRD,
        killed=(6, 6, "civilians", "Chad", "civilian"),
    )
    own = replace(ATTACKED, claimant=NIGER, killed=(7, 7, "soldiers", "the army of Niger", "military"))
    theirs = replace(ATTACKED, killed=(50, 70, "soldiers", "the army of Niger", "military"))
    return [
        made(
            "tchad-1",
            "Four dead in Mao",
            "Agence Kanem",
            date(2031, 3, 4),
            four,
            theirs,
            lead=KANEM,
            url="https://kanem.example/1",
        ),
        made(
            "niger-1",
            "Ministry rejects the charge of Mao",
            "Niamey Press",
            date(2031, 3, 4),
            replace(SHELLED, claimant=NIGER, stance="denies"),
            own,
            replace(ATTACKED, claimant=NIGER, lost=(3, "tanks", "the army of Chad")),
            lead=NIAMEY,
            url="https://niamey.example/1",
        ),
        made(
            "watch-1", "Daily note 12", "Sahel Watch", date(2031, 3, 4), six, lead=WATCH, url="https://watch.example/12"
        ),
    ]


def _hostile() -> Reading:
    bad = '"><img src=x onerror=alert(2)>'
    return made(
        "hostile",
        "<script>alert('title')</script> Robert'); DROP TABLE users;-- مرحبا \U0001f4a5 " + "w" * 300,
        "<b>Outlet</b> & {{ 7*7 }}",
        date(2031, 3, 8),
        Fact(
            bad,
            "shelling",
            "<script>alert(1)</script>",
            "the army of Niger",
            "Chad",
            "Mao",
            ("8 March", date(2031, 3, 8)),
        ),
        lead="</script><!-- \u202eשלום עולם\u202c \U0001f680 ' OR 1=1 -- " + "x" * 400 + " & © ＜script＞\n",
        url="https://evil.example/?q=<script>alert(3)</script>",
        furniture=("<script>alert('furniture')</script>", "Share | Print"),
    )


def readings() -> list[Reading]:
    """All of them, in the order in which they come."""
    ambush = Fact(
        "the Lakeshore Guard",
        "ambush",
        "ambushed",
        "the Lakeshore Guard",
        "the army of Niger",
        "Diffa",
        SEVENTH,
        killed=(3, 3, "soldiers", "the army of Niger", "military"),
    )
    raid = Fact(
        NIGER,
        "airstrike",
        "bombed",
        "the army of Chad",
        "Niger",
        "Agadez",
        FIFTH,
        killed=(2, 2, "guards", "Niger", "mixed"),
    )
    condemned = Fact("the United Nations", "condemn", "condemned the shelling of", None, "Chad", "Mao", THIRD)
    return [
        *_mao(),
        _wire("wire-1", "Meridian Wire", "https://meridian.example/1"),
        _wire("reprint-1", "Lake Courier", "https://courier.example/1"),
        made("niger-2", "Planes over Agadez", "Niamey Press", date(2031, 3, 6), raid, url="https://niamey.example/2"),
        made(
            "guard-1", "We struck", "Lakeshore Guard channel", date(2031, 3, 7), ambush, url="https://guard.example/1"
        ),
        made("un-1", "Statement", "United Nations", date(2031, 3, 6), condemned, url="https://un.example/1"),
        _hostile(),
        made(
            "quiet",
            "Prices at the lake",
            "Lake Courier",
            date(2031, 3, 9),
            lead="The market opened again.",
            furniture=("Subscribe to our newsletter", "Related: fish is dear"),
        ),
    ]


def correction() -> Reading:
    """The first report again, corrected: five civilians, not four."""
    five = replace(SHELLED, killed=(5, 5, "civilians", "Chad", "civilian"), confidence=0.95)
    theirs = replace(ATTACKED, killed=(50, 70, "soldiers", "the army of Niger", "military"))
    return made(
        "tchad-1",
        "Five dead in Mao",
        "Agence Kanem",
        date(2031, 3, 4),
        five,
        theirs,
        lead=KANEM,
        url="https://kanem.example/1",
    )
