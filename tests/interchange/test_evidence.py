"""W3C Web Annotations: what the data model requires, and selectors that find the words."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from crossclaim.interchange import Account, export, form
from crossclaim.interchange.records import Told

TEXT = "The army 🪖 said a clash near Ménaka on Tuesday left 12 dead."
QUOTE = "a clash near Ménaka"
MOTIVATIONS = {
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting"),
    *("identifying", "linking", "moderating", "questioning", "replying", "tagging"),
}


def annotated(make: Any, **more: Any) -> dict[str, Any]:
    start = TEXT.index(QUOTE)
    claim = make.claim(quote=QUOTE, start=start, end=start + len(QUOTE), claimant=make.army)
    told = Told(make.entry(claim, **more), TEXT)
    found: dict[str, Any] = json.loads(b"".join(export([told], form("claims", "annotations"), Account())))
    return found


def test_the_collection(make: Any) -> None:
    found = annotated(make)
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (found["type"], found["total"], found["first"]["type"]) == ("AnnotationCollection", 1, "AnnotationPage")
    assert found["first"]["startIndex"] == 0 and len(found["first"]["items"]) == 1


def test_an_annotation_has_what_the_model_requires(make: Any) -> None:
    (one,) = annotated(make, about="i9")["first"]["items"]
    assert one["type"] == "Annotation" and one["id"] == "urn:crossclaim:claim:k1%23c1"
    assert one["motivation"] in MOTIVATIONS and {b["purpose"] for b in one["body"]} <= MOTIVATIONS
    assert all("value" in b or "source" in b for b in one["body"])
    assert one["body"][0]["value"].startswith("Mali army asserts: clash")
    assert [b["source"] for b in one["body"] if "source" in b] == [
        "urn:crossclaim:incident:i0001",
        "urn:crossclaim:incident:i9",
    ]


def test_selectors_find_the_words(make: Any) -> None:
    (one,) = annotated(make)["first"]["items"]
    quoted, position = one["target"][0]["selector"]
    assert (quoted["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
    assert TEXT[position["start"] : position["end"]] == quoted["exact"] == QUOTE
    assert quoted["prefix"] + quoted["exact"] + quoted["suffix"] in TEXT
    assert one["target"][0]["source"] == "urn:crossclaim:report:k1%2F1"


def test_the_page_is_selected_by_quotation_alone(make: Any) -> None:
    (one,) = annotated(make)["first"]["items"]
    assert one["target"][1]["source"] == "https://radio.example/1?a=1"
    assert one["target"][1]["selector"]["type"] == "TextQuoteSelector"


def test_without_an_address_there_is_one_target(make: Any) -> None:
    (one,) = annotated(make, url=None)["first"]["items"]
    assert len(one["target"]) == 1


def test_without_the_text_the_quotation_stands_alone(make: Any) -> None:
    told = Told(make.entry(replace(make.claim(), quote="a clash")))
    found = json.loads(b"".join(export([told], form("claims", "annotations"), Account())))
    assert set(found["first"]["items"][0]["target"][0]["selector"][0]) == {"type", "exact"}


def test_no_claim_is_a_collection_too() -> None:
    found = json.loads(b"".join(export([], form("claims", "annotations"), Account())))
    assert (found["total"], found["first"]["items"]) == (0, [])
