"""A user's codebook: what entries change, and how wrong ones are reported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from crossclaim.codebook import Codebook, load_codebook
from crossclaim.errors import DataError
from crossclaim.lexicon.countries import load_countries
from crossclaim.lexicon.cues import load_cues
from crossclaim.lexicon.events import load_events
from crossclaim.lexicon.parties import Term, key_of, load_parties
from crossclaim.pipeline import Reader
from crossclaim.places import Gazetteer
from crossclaim.records import Reading, Report

FRAME = '{type: other, plover: COERCE, mode: null, acled: null, cameo: "17"}'
ROW = "Harbour Watch\tHW|HWatch\tYEM\tREB"
PLACE = "Wadi Sanam\tWadi al-Sanam\tMLI\tKidal\t18.25\t1.5\tcity\t900"
PLACE_CELLS = PLACE.split("\t")


@pytest.fixture
def lay(tmp_path: Path) -> Callable[..., Codebook]:
    """Writes files (dots in their names as underscores) and opens them as a codebook."""

    def make(**files: str) -> Codebook:
        for name, text in files.items():
            (tmp_path / named(name)).write_text(text, encoding="utf-8")
        return load_codebook(tmp_path)

    return make


def named(name: str) -> str:
    stem, end = name.rsplit("_", 1)
    return f"{stem}.{end}"


def place(**cells: str) -> str:
    names = ("name", "others", "country", "division", "lat", "lon", "kind", "people")
    return "\t".join(cells.get(n, c) for n, c in zip(names, PLACE_CELLS, strict=True))


# ------------------------------------------------------------------ what is wrong

WRONG = [
    ("cues_yaml", "deny: [scoff", 1, "not YAML", "mend the syntax"),
    ("cues_yaml", "- deny", 1, "not a mapping", "top level"),
    ("cues_yaml", "deny: [scoff]\ndenies: [x]", 2, "unknown list 'denies'", "did you mean 'deny'?"),
    ("cues_yaml", "deny: scoff", 1, "deny: no list", "[one, two]"),
    ("cues_yaml", "deny:\n  - scoff\n  - no", 3, "False is no word", "put words in quotes"),
    ("cues_yaml", "deny: ['-']", 1, "'-' is no word", "quotes"),
    ("cues_yaml", "deny: [-denyy]", 1, "the package has no 'denyy' in deny", "did you mean -deny?"),
    ("cues_yaml", "deny: [a]\ndeny: [b]", 2, "'deny' stands twice", "together"),
    ("cues_yaml", "relaying: [-quote, -cite]", 1, "left empty", "leave a word"),
    ("cues_yaml", "1: [a]", 1, "'1' is no name", "quotes"),
    ("modality_yaml", "hedging: [perhaps]", 1, "unknown list 'hedging'", "hedging_"),
    ("events_yaml", "raid: {type: attack}", 1, "lacks a field", "give exactly type, plover"),
    ("events_yaml", f"raid: {FRAME.replace('COERCE', 'RAID')}", 1, "plover 'RAID'", "ASSAULT"),
    ("events_yaml", f"raid: {FRAME.replace(chr(34), '')}", 1, "cameo 17", "in quotes"),
    ("events_yaml", f"raid: {FRAME.replace('other', 'Big Raid')}", 1, "type 'Big Raid'", "small letters"),
    ("events_yaml", "\nappeal: null", 2, "rules need the frame 'appeal'", "redefine"),
    ("events_yaml", "ride: null", 1, "the package has no 'ride'", ""),
    ("triggers_yaml", "shelling: [plaster]", 1, "no mapping of word classes", "verbs: [one, two]"),
    ("triggers_yaml", "sheling: {verbs: [plaster]}", 1, "unknown frame 'sheling'", "did you mean 'shelling'?"),
    ("triggers_yaml", "shelling: {verb: [plaster]}", 1, "unknown word class 'verb'", "did you mean 'verbs'?"),
    ("triggers_yaml", "shelling:\n  verbs:\n    - plaster !teritory", 3, "condition 'teritory'", "'territory'"),
    ("triggers_yaml", "clash:\n  phrases:\n    - foil| raid", 3, "no word beside a bar", "foil|repel raid"),
    ("triggers_yaml", "clash: {phrases: [-foil |raid]}", 1, "no word beside a bar", "put no blank"),
    ("triggers_yaml", "attack:\n  verbs: [strike !armed|people]", 2, "a bar in a condition", "once for each"),
    ("triggers_yaml", "shelling: {nouns: [rain of]}", 1, "no word before or behind", "seizure of town"),
    ("triggers_yaml", "shelling: {verbs: [-plaster]}", 1, "the package has no 'plaster'", ""),
    ("triggers_yaml", "attack: {verbs: [-infiltrate]}", 1, "no 'infiltrate' in attack, verbs", "-infiltrate !armed?"),
    ("party_armed_tsv", "# own\nHarbour Watch\tYEM\tREB", 2, "3 columns, not 4", "between tabs"),
    ("party_armed_tsv", ROW.replace("YEM", "Yemen"), 1, "'Yemen' is no country", "alpha-3"),
    ("party_armed_tsv", ROW.replace("YEM", "YMN"), 1, "'YMN' is no country", "alpha-3"),
    ("party_armed_tsv", ROW.replace("REB", "REBB"), 1, "unknown sector 'REBB'", "did you mean 'REB'?"),
    ("party_armed_tsv", "-Harbour Watch", 1, "the package has no 'Harbour Watch'", "leave the entry out"),
    ("party_bodies_tsv", "Harbour Board\tGOV\t-", 1, "no phrase that names it", "|"),
    ("party_roles_tsv", "forces\tREB\tmilitary\tswordsman", 1, "kind of role 'forces'", "'force'"),
    ("party_roles_tsv", "force\tREB\tarmed\tswordsman", 1, "class of people 'armed'", "military"),
    ("places_tsv", place(people="many"), 1, "'many' is no number", "digits"),
    ("places_tsv", place(lat="95"), 1, "'95' is no position", "-90 to 90"),
    ("places_tsv", place(lon="48E"), 1, "'48E' is no position", "-180 to 180"),
    ("places_tsv", place(kind="town"), 1, "unknown kind 'town'", "city"),
    ("places_tsv", place(country="Yemen"), 1, "'Yemen' is no country", "alpha-3"),
]


@pytest.mark.parametrize(("name", "text", "line", "what", "mend"), WRONG)
def test_a_wrong_entry_names_file_line_and_mend(
    name: str, text: str, line: int, what: str, mend: str, lay: Callable[..., Codebook], tmp_path: Path
) -> None:
    with pytest.raises(DataError) as caught:
        lay(**{name: text})
    error = caught.value
    assert error.file == str(tmp_path / named(name)) and error.line == line
    assert what in str(error) and mend in str(error) and "\n" not in str(error)


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (lambda folder: folder / "none", "no such folder"),
        (lambda folder: folder, "no codebook file in it"),
    ],
)
def test_no_codebook_at_all(make: Callable[[Path], Path], what: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=what):
        load_codebook(make(tmp_path))


def test_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "cues.yaml").write_bytes("deny: [démentir]".encode("latin-1"))
    with pytest.raises(DataError, match="save it as UTF-8"):
        load_codebook(tmp_path)


def test_unknown_files_are_said_and_hidden_ones_passed_over(lay: Callable[..., Codebook], tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "words.yaml").write_text("x", encoding="utf-8")
    assert lay(cues_yaml="deny: [scoff]", notes_txt="mine").unknown == ("notes.txt", "words.yaml")


# ------------------------------------------------------------------ what changes


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("cues_yaml", "deny: [Scoff, -dismiss]", ["cues.yaml:1: deny: adds 'scoff'", "takes out 'dismiss'"]),
        ("cues_yaml", "hedge: [believe]", ["adds 'believe' (there already)"]),
        ("terms_yaml", "weapons:\n  - trebuchet", ["terms.yaml:2: weapons: adds 'trebuchet'"]),
        ("events_yaml", f"toll_road: {FRAME}", ["events.yaml:1: adds frame toll_road: COERCE"]),
        ("events_yaml", "asylum: null", ["takes out frame asylum and its words"]),
        ("triggers_yaml", "clash: {verbs: [shell]}", ["clash, verbs: adds 'shell' in place of shelling"]),
        ("triggers_yaml", "shelling: {verbs: [shell]}", ["adds 'shell' (there already)"]),
        ("triggers_yaml", "attack: {verbs: [-strike !armed]}", ["attack, verbs: takes out 'strike !armed'"]),
        ("party_armed_tsv", ROW, ["party_armed.tsv:1: adds 'Harbour Watch'"]),
        ("party_armed_tsv", "-Hamas\n", ["takes out 'Hamas'"]),
        ("party_roles_tsv", "force\tREB\tmilitary\tswordsman", ["adds swordsman (force)"]),
        ("places_tsv", PLACE, ["adds city 'Wadi Sanam' (MLI) at 18.25, 1.5"]),
        ("places_tsv", "-Timbuktu\tMLI", ["takes out 'Timbuktu' of MLI"]),
    ],
)
def test_what_is_said_of_a_change(name: str, text: str, said: list[str], lay: Callable[..., Codebook]) -> None:
    told = "\n".join(map(str, lay(**{name: text}).changes))
    assert all(words in told for words in said), told


def test_files_that_are_not_there_leave_the_package_as_it_is(lay: Callable[..., Codebook]) -> None:
    made = lay(modality_yaml="hedging_adverbs: [mayhap]")
    assert made.cues == load_cues() and made.events == load_events() and made.places is None


def test_cue_words_come_and_go(lay: Callable[..., Codebook]) -> None:
    deny = lay(cues_yaml="deny: [scoff, -dismiss]").cues.deny
    assert deny - load_cues().deny == {"scoff"} and load_cues().deny - deny == {"dismiss"}


def test_a_users_pattern_is_tried_first_and_says_where_it_stands(lay: Callable[..., Codebook], tmp_path: Path) -> None:
    first = lay(triggers_yaml="clash:\n  verbs: [shell]").events.patterns["shell"][0]
    assert first.frame.name == "clash"
    assert first.entry == f"{tmp_path / 'triggers.yaml'}:2: clash, verbs: shell"


def test_a_redefined_frame_keeps_its_words(lay: Callable[..., Codebook]) -> None:
    events = lay(events_yaml=f"shelling: {FRAME}").events
    assert {p.frame.plover for p in events.patterns["shell"] if p.frame.name == "shelling"} == {"COERCE"}


def test_a_frame_taken_out_takes_its_words_along(lay: Callable[..., Codebook]) -> None:
    events = lay(events_yaml="shelling: null").events
    assert not any(p.frame.name == "shelling" for found in events.patterns.values() for p in found)


@pytest.mark.parametrize(
    ("name", "text", "phrase", "term"),
    [
        ("party_armed_tsv", ROW, "HWatch", Term("armed", "Harbour Watch", "YEM", "REB")),
        ("party_armed_tsv", "Hamas\tIRM\t-\tOPP", "Hamas", Term("armed", "Hamas", None, "OPP")),
        ("party_armed_tsv", "-Hamas", "Hamas", None),
        ("party_media_tsv", "Hamas Times\tHamas\t-\tJRN", "Hamas", Term("media", "Hamas Times", None, "JRN")),
        ("party_bodies_tsv", "Harbour Board\tGOV\tharbour board", "harbour board",
         Term("body", "Harbour Board", None, "GOV", proper=False)),
        ("party_roles_tsv", "force\tREB\tmilitary\tswordsman", "swordsmen",
         Term("role", "swordsman", None, "REB", "force", "military", True, False)),
        ("party_roles_tsv", "-president", "president", None),
    ],
)  # fmt: skip
def test_parties(name: str, text: str, phrase: str, term: Term | None, lay: Callable[..., Codebook]) -> None:
    book = load_parties(load_countries(), lay(**{name: text}).parties)
    assert book.find(key_of(phrase, book.words.spellings)) == term


@pytest.fixture(scope="module")
def world(reader: Reader) -> Gazetteer:
    return reader.resources.gazetteer


@pytest.mark.parametrize(
    ("text", "asked", "first"),
    [
        (PLACE, "Wadi Sanam", ("Wadi Sanam", "MLI", 18.25)),
        (PLACE, "wadi as-sanam", ("Wadi Sanam", "MLI", 18.25)),
        ("Timbuktu\t-\tMLI\t-\t1.5\t2.5\tcity\t-", "Timbuktu", ("Timbuktu", "MLI", 1.5)),
        ("-Timbuktu", "Timbuktu", None),
        ("-Tripoli\tLBY", "Tripoli", ("Tripoli", "LBN", None)),
    ],
)
def test_places(
    text: str, asked: str, first: tuple[str, str, float] | None, lay: Callable[..., Codebook], world: Gazetteer
) -> None:
    extra = lay(places_tsv=text).places
    assert extra is not None
    found = world.with_places(extra).candidates(asked)
    if first is None:
        assert found == ()
        return
    name, country, lat = first
    if lat is not None:
        assert (found[0].name, found[0].country, found[0].lat) == (name, country, lat)
    else:
        assert country in {e.country for e in found} and "LBY" not in {e.country for e in found}


def test_a_place_finds_its_division(lay: Callable[..., Codebook], world: Gazetteer) -> None:
    extra = lay(places_tsv=PLACE).places
    assert extra is not None
    entry = world.with_places(extra).candidates("Wadi Sanam")[0]
    assert entry.admin1 == "Kidal" and entry.division == "ML.10"


# ------------------------------------------------------------------ what is read

SAYS = "Harbour Watch said on Friday that its swordsmen had plastered Wadi Sanam with rockets, killing 12 soldiers."


def with_codebook(reader: Reader, made: Codebook) -> Callable[[str], Reading]:
    """The shared reader with a codebook laid over its books."""
    r = reader.resources
    places = r.gazetteer.with_places(made.places) if made.places else r.gazetteer
    parties = load_parties(load_countries(), made.parties)
    own = Reader(
        replace(r, gazetteer=places, cues=made.cues, events=made.events, modality=made.modality, parties=parties)
    )
    return lambda text: own.read(Report("t", text))


def test_read_with_a_codebook(lay: Callable[..., Codebook], reader: Reader) -> None:
    made = lay(triggers_yaml="shelling: {phrases: [plaster rocket]}", party_armed_tsv=ROW, places_tsv=PLACE)
    claims = with_codebook(reader, made)(SAYS).claims
    assert [c.claimant.name for c in claims if c.claimant] == ["Harbour Watch"] * len(claims)
    assert claims[0].event.type == "shelling" and claims[0].place is not None
    assert (claims[0].place.name, claims[0].place.lat) == ("Wadi Sanam", 18.25)
    assert any(str(made.folder / "triggers.yaml") in why.detail for why in claims[0].why)


def test_a_bar_in_a_users_pattern_stands_between_words_for_one_place(lay: Callable[..., Codebook]) -> None:
    made = lay(triggers_yaml="shelling: {phrases: [plaster|pepper rocket|lantern]}")
    mine = [p.lemmas for lemma in ("plaster", "pepper") for p in made.events.patterns[lemma] if p.rank < 0]
    assert sorted(mine) == [(a, b) for a in ("pepper", "plaster") for b in ("lantern", "rocket")]
