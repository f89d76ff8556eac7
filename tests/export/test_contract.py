"""Format 1: what goes out comes back, and the schema holds."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from crossclaim.errors import BrokenRecord
from crossclaim.export import dumps, from_json, schema_text, to_json
from crossclaim.records import DateSpan, Reading, Report


@pytest.fixture(scope="module")
def validator() -> Any:
    schema = json.loads(schema_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


def test_round_trip(reading: Reading, empty: Reading) -> None:
    for given in (reading, empty):
        assert from_json(json.loads(dumps(given))) == given


def test_schema_holds(reading: Reading, empty: Reading, validator: Any) -> None:
    for given in (reading, empty):
        validator.validate(to_json(given))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), 2),
        (("report", "text"), None),
        (("report", "published"), "yesterday"),
        (("claims", 0, "stance"), "says"),
        (("claims", 0, "casualties", 0, "class"), "soldier"),
        (("claims", 0, "date", "from"), None),
        (("claims", 0, "start"), -1),
        (("claims", 0, "actors", 0, "country"), "Mali"),
        (("places", 0, "lat"), 91),
        (("incidents", 0, "tallies", 0, "by", 0, "claim"), 1),
    ],
)
def test_schema_refuses(path: tuple[Any, ...], value: Any, reading: Reading, validator: Any) -> None:
    data = to_json(reading)
    at: Any = data
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    assert not validator.is_valid(data)


def test_reasons_only_where_asked_for(reading: Reading, explained: Reading, validator: Any) -> None:
    assert "why" not in to_json(explained)["claims"][0]
    data = to_json(explained, explain=True)
    validator.validate(data)
    assert from_json(json.loads(dumps(explained, explain=True))) == explained
    assert data["claims"][0]["why"][0]["span"]["text"] == "killed" and data["claims"][0]["confidence"] == 0.87


def test_every_field_of_the_output_is_in_the_schema(explained: Reading) -> None:
    schema = json.loads(schema_text())

    def check(data: Any, part: dict[str, Any], where: str) -> None:
        while "$ref" in part:
            part = schema["$defs"][part["$ref"].rsplit("/", 1)[1]]
        if "anyOf" in part:
            check(data, part["anyOf"][0], where)
        elif isinstance(data, dict):
            assert set(data) == set(part["properties"]), where
            for name, value in data.items():
                check(value, part["properties"][name], f"{where}.{name}")
        elif isinstance(data, list) and data and "items" in part:
            check(data[0], part["items"], f"{where}[]")

    check(to_json(explained, explain=True), schema, "reading")


def test_names_of_the_contract(reading: Reading) -> None:
    data = to_json(reading)
    claim = data["claims"][0]
    assert claim["casualties"][0]["class"] == "military"
    assert (claim["date"]["from"], claim["date"]["to"]) == ("2025-03-04", "2025-03-04")
    assert data["report"]["published"] == "2025-03-05"
    assert data["claims"][3]["unresolved_date"]["text"] == "in 2019"
    assert all(data["report"]["text"][c["start"] : c["end"]] == c["quote"] for c in data["claims"])


def test_a_date_that_stayed_relative_is_null_and_its_words_are_kept(reading: Reading) -> None:
    words = reading.claims[3].unresolved_date
    assert words
    relative = DateSpan(words.text, words.start, words.end, None, None, "day")
    claim = replace(reading.claims[3], date=relative, unresolved_date=None)
    data = to_json(replace(reading, claims=(claim,)))["claims"][0]
    assert data["date"] is None
    assert data["unresolved_date"]["text"] == "in 2019"


def test_a_date_without_words_has_null_offsets(reading: Reading) -> None:
    date = reading.claims[0].date
    assert date
    bare = replace(date, text="", start=0, end=0)
    given = replace(reading, claims=(replace(reading.claims[0], date=bare),))
    assert to_json(given)["claims"][0]["date"]["start"] is None
    assert from_json(to_json(given)) == given


@pytest.mark.parametrize(
    "text", ["a\u2028b\u2029c\x85d\x7f", "lone \ud83d half", "two\nlines\r\n\t\x00", 'q"\\', "Ménaka 梅"]
)
def test_one_line_of_utf8_whatever_the_text(text: str) -> None:
    line = dumps(Reading(Report(id="r", text=text)))
    assert len(line.splitlines()) == 1
    assert json.loads(line.encode())["report"]["text"] == text


def test_letters_stand_as_they_are(reading: Reading) -> None:
    assert "Ménaka" in dumps(reading)


def test_later_fields_are_left_aside(reading: Reading) -> None:
    data = copy.deepcopy(to_json(reading))
    data["claims"][0]["mood"] = "calm"
    data["claims"][0]["claimant"]["wikidata"] = "Q1"
    assert from_json(data) == reading


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"format": 2}, "format 2"),
        ({"claims": [{}]}, "of report mali-1"),
        ({"report": None}, "without id"),
        ({"claims": None}, "not a reading of format 1"),
    ],
)
def test_broken_readings_are_named(change: dict[str, Any], words: str, reading: Reading) -> None:
    with pytest.raises(BrokenRecord, match=words):
        from_json(to_json(reading) | change)
