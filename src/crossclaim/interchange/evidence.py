"""The evidence as W3C Web Annotations, JSON-LD.

Source: Web Annotation Data Model and Vocabulary, W3C Recommendations of 23 February 2017
(https://www.w3.org/TR/annotation-model/). Each claim annotates its words in the report as the ledger keeps it, by
quotation and by position (code points, end-exclusive, as the model counts them), and, where the report has an
address, by quotation alone at that address: a page's furniture is gone from the kept text, so positions differ there.
"""

from __future__ import annotations

from urllib.parse import quote

from crossclaim.export import phrases
from crossclaim.interchange.records import Converted, Json, Told
from crossclaim.interchange.sinks import DocumentSink, json_text
from crossclaim.ledger.records import StoredEntry
from crossclaim.records import Claim

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
NAMESPACE = "urn:crossclaim:"
AROUND = 32
"""Code points of the text before and after the quotation."""


def collection() -> DocumentSink:
    """The collection around the annotations, all on one page; its total comes after them."""
    head = json_text({"@context": CONTEXT, "id": f"{NAMESPACE}claims", "type": "AnnotationCollection"})
    page = json_text({"id": f"{NAMESPACE}claims:1", "type": "AnnotationPage", "startIndex": 0})
    start = f'{head[:-1]}, "label": "Claims", "first": {page[:-1]}, "items": ['
    return DocumentSink(start, ']}, "total": %d}')


def annotation(told: Told) -> Converted:
    """The claim as an annotation of its evidence; nothing is lost that is about the evidence.

    Args:
        told: a claim with its report's text, for the words around it.
    """
    entry = told.entry
    claim = entry.claim
    quoted = quotation(claim, told.text)
    position = {"type": "TextPositionSelector", "start": claim.start, "end": claim.end}
    kept: Json = {"source": iri("report", f"{entry.report}/{entry.version}"), "selector": [quoted, position]}
    targets: list[Json] = [kept, {"source": entry.url, "selector": quoted}] if entry.url else [kept]
    found: Json = {
        "id": iri("claim", entry.id),
        "type": "Annotation",
        "motivation": "describing",
        "body": _bodies(entry),
        "target": [{"type": "SpecificResource"} | target for target in targets],
    }
    return Converted((found,))


def iri(kind: str, id: str) -> str:
    """An id as an IRI.

    >>> iri("claim", "r1f#c3")
    'urn:crossclaim:claim:r1f%23c3'
    """
    return f"{NAMESPACE}{kind}:{quote(id, safe='')}"


def quotation(claim: Claim, text: str | None) -> Json:
    """The selector that finds the claim's words, with those around them where the text is known."""
    found: Json = {"type": "TextQuoteSelector", "exact": claim.quote}
    if text is not None:
        found["prefix"] = text[max(0, claim.start - AROUND) : claim.start]
        found["suffix"] = text[claim.end : claim.end + AROUND]
    return found


def _bodies(entry: StoredEntry) -> list[Json]:
    claim = entry.claim
    says = f"{phrases.who(claim.claimant)} {phrases.stance(claim)}: {phrases.what(claim)}"
    figures = [phrases.casualty(c) for c in claim.casualties] + [phrases.loss(x) for x in claim.losses]
    bodies: list[Json] = [
        {
            "type": "TextualBody",
            "purpose": "describing",
            "format": "text/plain",
            "language": "en",
            "value": "; ".join([says, *figures]),
        },
        {"type": "TextualBody", "purpose": "classifying", "value": claim.event.type},
        {"type": "TextualBody", "purpose": "tagging", "value": claim.stance},
    ]
    linked = [(purpose, id) for purpose, id in (("identifying", entry.incident), ("linking", entry.about)) if id]
    return bodies + [
        {"type": "SpecificResource", "purpose": purpose, "source": iri("incident", id)} for purpose, id in linked
    ]
