"""The way a report takes, in one place: text in, reading out.

Each stage is a plain function from the draft so far to a fuller draft; it declares which fields it needs and
which it fills, and the chain is checked when it is put together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from crossclaim.errors import CrossclaimError
from crossclaim.records import Claim, Incident, Place, Reading, Report, VictimClass

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.tokens import Doc as SpacyDoc

    from crossclaim.attributions import Statement
    from crossclaim.claims import Books, Layers
    from crossclaim.codebook import Codebook
    from crossclaim.dates import DateWords
    from crossclaim.events.match import Trigger
    from crossclaim.figures.numbers import Quantity
    from crossclaim.lexicon.confidence import Weights
    from crossclaim.lexicon.cues import Cues
    from crossclaim.lexicon.events import EventBook
    from crossclaim.lexicon.modality import ModalityWords
    from crossclaim.lexicon.parties import PartyBook
    from crossclaim.lexicon.statements import StatementWeights
    from crossclaim.parsed import Doc
    from crossclaim.parties import PartyIndex
    from crossclaim.places import Gazetteer
    from crossclaim.records import DateSpan, Party


@dataclass(frozen=True)
class Resources:
    """What the stages read and never change: the model, the gazetteer and the word lists."""

    language: Callable[[str], SpacyDoc]
    gazetteer: Gazetteer
    cues: Cues
    events: EventBook
    modality: ModalityWords
    parties: PartyBook
    dates: DateWords
    confidence: Weights
    statements: StatementWeights

    @cached_property
    def people(self) -> Mapping[str, VictimClass]:
        """Nouns for people, with the class of the people they name; "leader" and such take their party's."""
        terms = {key[0].lower(): term for key, term in self.parties.terms.items() if len(key) == 1}
        return {word: _victims(t.role, t.people) for word, t in terms.items() if t.people}

    @cached_property
    def people_nouns(self) -> frozenset[str]:
        """The nouns of `people`."""
        return frozenset(self.people)

    @cached_property
    def body_behind(self) -> Callable[[str | None], Party | None]:
        """The body that a source's name names; each name is read once."""
        from crossclaim.claims.own_voice import publishing_body

        return lru_cache(maxsize=SOURCES)(lambda source: publishing_body(source, self.language, self.parties))


SOURCES = 4096
"""Names of sources that are kept once read."""


def _victims(role: str | None, people: str | None) -> VictimClass:
    if role in {"head", "member", "voice"} or people not in {"military", "civilian"}:
        return "unknown"
    return "military" if people == "military" else "civilian"


@dataclass(frozen=True)
class Draft:
    """A report on its way through the stages.

    Attributes:
        doc: the parsed text; once the report is read, one that the stage `parse` made has no words any more.
        made: what the stage `parse` made, None where it was given one: the reader dissolves it at the end.
    """

    report: Report
    doc: Doc | None = None
    made: Doc | None = None
    parties: PartyIndex | None = None
    statements: tuple[Statement, ...] = ()
    places: tuple[Place, ...] = ()
    dates: tuple[DateSpan, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    claims: tuple[Claim, ...] = ()
    incidents: tuple[Incident, ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def parsed(self) -> Doc:
        """The parsed text; the chain's check makes sure that it is there."""
        assert self.doc is not None
        return self.doc

    @property
    def named(self) -> PartyIndex:
        """The parties; the chain's check makes sure that they are there."""
        assert self.parties is not None
        return self.parties


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of the way: a function, and the fields of the draft that it needs and fills."""

    run: Callable[[Draft, Resources], Draft]
    needs: tuple[str, ...]
    fills: tuple[str, ...]


def parse(draft: Draft, r: Resources) -> Draft:
    """The language model's reading: words, parse, names, statements."""
    from crossclaim.parsed import Doc, parsed

    given = r.language(draft.report.text)
    doc = parsed(given)
    return replace(draft, doc=doc, made=None if isinstance(given, Doc) else doc)


def name_parties(draft: Draft, r: Resources) -> Draft:
    """Who is named where, pronouns and short names resolved."""
    from crossclaim.parties import index_parties

    return replace(draft, parties=index_parties(draft.parsed, r.parties))


def attribute(draft: Draft, r: Resources) -> Draft:
    """Every statement: source, cue, content, and the party that speaks."""
    from crossclaim.attributions import find_attributions

    return replace(draft, statements=find_attributions(draft.parsed, r.cues, draft.named.speakers_at, r.statements))


def locate(draft: Draft, r: Resources) -> Draft:
    """Every place name with its position."""
    from crossclaim.places import find_places
    from crossclaim.places.bodies import named_bodies

    return replace(draft, places=find_places(draft.parsed, r.gazetteer, named_bodies(draft.named)))


def date_events(draft: Draft, r: Resources) -> Draft:
    """Every time expression with its days."""
    from crossclaim.dates import find_dates

    found = find_dates(draft.parsed, draft.report.published, words=r.dates)
    return replace(draft, dates=found)


def spot_events(draft: Draft, r: Resources) -> Draft:
    """Every word that shows an event."""
    from crossclaim.events.match import find_triggers

    doc = draft.parsed
    spans = [doc.char_span(p.start, p.end) for p in draft.places if p.kind == "place"]
    places = frozenset(t.i for s in spans if s is not None for t in s)
    return replace(draft, triggers=find_triggers(doc, r.events, r.people_nouns, places))


def count(draft: Draft, r: Resources) -> Draft:
    """Every number expression."""
    from crossclaim.figures.numbers import find_numbers

    return replace(draft, quantities=find_numbers(draft.parsed, dates=draft.dates))


def claim(draft: Draft, r: Resources) -> Draft:
    """Claims, put together from all of the above."""
    from crossclaim.claims import assemble, carried
    from crossclaim.claims.carry import told_in_passing
    from crossclaim.claims.scenes import scenes
    from crossclaim.claims.sums import of_states, sums
    from crossclaim.claims.when import history, main_date

    layers = _layers(draft)
    made = assemble(layers, _books(draft, r))
    main = layers.ground.first(history(draft.parsed, draft.dates, draft.report.published))
    day = main_date(draft.dates, draft.report.published)
    asides = told_in_passing(made, draft.parsed)
    summed = sums(made, layers)
    placed = of_states(made, layers, summed)
    staged = scenes(made, layers)
    return replace(draft, claims=carried(placed, main, day, draft.report.published, asides, staged, summed))


def weigh(draft: Draft, r: Resources) -> Draft:
    """Each claim with its confidence."""
    from crossclaim.claims.confidence import weighed

    claims = weighed(draft.claims, draft.parsed, title_end(draft.report), r.confidence)
    return replace(draft, claims=claims)


def speak(draft: Draft, r: Resources) -> Draft:
    """What a body publishes in its own voice, as its claims."""
    from crossclaim.claims.letterhead import letterhead
    from crossclaim.claims.own_voice import in_own_voice

    body = r.body_behind(draft.report.source)
    if body is not None:
        return replace(draft, claims=in_own_voice(draft.claims, body))
    found = letterhead(draft.report.text, r.body_behind, r.parties.words.letterheads)
    if found is None:
        return draft
    return replace(draft, claims=in_own_voice(draft.claims, *found, "the body whose letterhead the text bears"))


def group(draft: Draft, r: Resources) -> Draft:
    """The report's incidents, with tallies."""
    from crossclaim.incidents import group as grouped

    return replace(draft, incidents=grouped(draft.claims))


def note(draft: Draft, r: Resources) -> Draft:
    """Plain lines on what could not be done."""
    notes = []
    if draft.report.published is None and any(d.first is None for d in draft.dates):
        notes.append("no publication date: relative dates stay unresolved; give one with --published")
    if not draft.claims:
        notes.append("no claim found")
    return replace(draft, notes=(*draft.notes, *notes))


STAGES: tuple[Stage, ...] = (
    Stage(parse, ("report",), ("doc",)),
    Stage(name_parties, ("doc",), ("parties",)),
    Stage(attribute, ("doc", "parties"), ("statements",)),
    Stage(locate, ("doc", "parties"), ("places",)),
    Stage(date_events, ("doc", "report"), ("dates",)),
    Stage(spot_events, ("doc", "places"), ("triggers",)),
    Stage(count, ("doc", "dates"), ("quantities",)),
    Stage(claim, ("doc", "parties", "statements", "places", "dates", "triggers", "quantities"), ("claims",)),
    Stage(weigh, ("doc", "claims"), ("claims",)),
    Stage(speak, ("claims", "report"), ("claims",)),
    Stage(group, ("claims",), ("incidents",)),
    Stage(note, ("claims", "dates"), ("notes",)),
)
"""The whole way, in order."""


def check(stages: tuple[Stage, ...]) -> None:
    """Whether each stage finds what it needs.

    Raises:
        CrossclaimError: a stage needs a field that no stage before it fills.
    """
    there = {"report"}
    for stage in stages:
        missing = set(stage.needs) - there
        if missing:
            raise CrossclaimError(f"stage {stage.run.__name__}: nothing before it fills {', '.join(sorted(missing))}")
        there.update(stage.fills)


class Reader:
    """Reads reports. Open one with `load_reader` and use it for many.

    A stage must not keep the `doc` of its draft beyond the read: what the stage `parse` made is dissolved then. A
    `crossclaim.parsed.Doc` that the language model itself, or a stage of the caller's, gives is left as it is.

    Attributes:
        language: the language model, text to `Doc`.
    """

    def __init__(self, resources: Resources, stages: tuple[Stage, ...] = STAGES) -> None:
        check(stages)
        self.resources, self.stages = resources, stages

    @property
    def language(self) -> Callable[[str], SpacyDoc]:
        """The bare language model."""
        return self.resources.language

    def read(self, report: Report) -> Reading:
        """All that one report says. The words of its parse are let go at the end, also where a stage fails.

        Args:
            report: its `text` is what every offset of the result points into. Halves of surrogate pairs, which no file
                can hold, are U+FFFD in the result.

        Raises:
            NotText: the report's text, title or another field is no text.
        """
        from crossclaim.attributions import listed
        from crossclaim.clean.mend import readable

        report = readable(report)
        draft = Draft(report)
        try:
            for stage in self.stages:
                draft = stage.run(draft, self.resources)
        finally:
            if draft.made is not None:
                draft.made.dissolve()
        attributions = listed(draft.statements, {c.attribution for c in draft.claims})
        return Reading(report, attributions, draft.places, draft.claims, draft.incidents, draft.notes)


def load_reader(
    *,
    model: str | None = None,
    gazetteer: Path | None = None,
    threads: int = 0,
    codebook: Path | Codebook | None = None,
) -> Reader:
    """Open the model, the gazetteer and the word lists.

    Args:
        codebook: folder of a user's own files, or what `load_codebook` made of it, laid over the word lists.
        model: name of a UD-labelled spaCy pipeline to use in place of the packaged parser.
        gazetteer: folder of the gazetteer's index; None for the user's cache.
        threads: threads for one text; 0 leaves it to the runtime.

    Raises:
        ModelError: no such model.
        DataError: a data file breaks its form.
    """
    from crossclaim.codebook import Codebook, load_codebook
    from crossclaim.dates import load_date_words
    from crossclaim.language import load
    from crossclaim.lexicon.confidence import load_weights
    from crossclaim.lexicon.countries import load_countries
    from crossclaim.lexicon.cues import load_cues
    from crossclaim.lexicon.events import load_events
    from crossclaim.lexicon.modality import load_modality
    from crossclaim.lexicon.parties import load_parties
    from crossclaim.lexicon.statements import load_statement_weights
    from crossclaim.places import Gazetteer

    own = codebook if isinstance(codebook, Codebook) or codebook is None else load_codebook(codebook)
    places = Gazetteer.open(gazetteer)
    return Reader(
        Resources(
            language=load(model, threads=threads),
            gazetteer=places if own is None or own.places is None else places.with_places(own.places),
            cues=own.cues if own else load_cues(),
            events=own.events if own else load_events(),
            modality=own.modality if own else load_modality(),
            parties=load_parties(load_countries(), own.parties) if own else load_parties(load_countries()),
            dates=load_date_words(),
            confidence=load_weights(),
            statements=load_statement_weights(),
        )
    )


HEADING = 120
"""Characters (a date, an outlet's name) that may stand before a headline in its text."""


def _layers(draft: Draft) -> Layers:
    from crossclaim.claims import Layers
    from crossclaim.claims.layers import statements_by_token, telling_tokens, timed_tokens
    from crossclaim.claims.opponents import opposed_sides
    from crossclaim.claims.when import is_publication
    from crossclaim.claims.where import Places

    sources = {i for s in draft.statements if s.spans.source for i in range(*s.spans.source)}
    bodies = {m.head for m in draft.named.mentions if m.party.sector not in {None, "GOV"}}
    return Layers(
        draft.parsed,
        draft.statements,
        draft.named,
        draft.places,
        draft.dates,
        draft.triggers,
        draft.quantities,
        draft.report.published,
        title_end(draft.report),
        Places(draft.parsed, draft.places, frozenset(sources | bodies)),
        frozenset(w for t in draft.triggers for w in t.words),
        [d for d in draft.dates if not is_publication(d, draft.report.published)],
        statements_by_token(draft.statements),
        opposed_sides(draft.named),
        timed_tokens(draft.parsed, draft.dates),
        telling_tokens(draft.statements),
    )


def title_end(report: Report) -> int:
    """Where the headline ends in the text, 0 where the text has none."""
    from crossclaim.clean.title import find_title

    title = (report.title or find_title(report.text) or "").strip()
    at = report.text.find(title, 0, len(title) + HEADING) if title else -1
    return at + len(title) if at >= 0 else 0


def _books(draft: Draft, r: Resources) -> Books:
    from crossclaim.claims import Books
    from crossclaim.figures.people import People

    return Books(r.events, r.modality, People(r.people, draft.named.owner))


__all__ = ["STAGES", "Draft", "Reader", "Resources", "Stage", "check", "load_reader", "title_end"]
