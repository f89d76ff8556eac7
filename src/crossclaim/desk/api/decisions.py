"""What people decided: decisions as they are kept, claims as they stand by them, and new ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from crossclaim.decisions.records import Decision, Draft, Kind, Reviewed
from crossclaim.desk.api.answering import LARGEST, PROBLEMS, After, Limit, Values, limit_of, page, send
from crossclaim.desk.context import Coding, Context, Editing, Looking
from crossclaim.export import to_json
from crossclaim.ledger.decided import DecisionFilter
from crossclaim.ledger.ledger import Slice
from crossclaim.ledger.review import Coder
from crossclaim.records import Claim, Reading, Report

CONFLICT = PROBLEMS[400] | {"description": "Somebody decided in the meantime; `errors` say what. Nothing was written."}
router = APIRouter(prefix="/decisions", tags=["decisions"], responses=PROBLEMS)

Id = Annotated[str, Field(min_length=1, max_length=300)]
Reason = Annotated[str, Field(max_length=2000, description="Plain words.")]
Seen = Annotated[int, Field(ge=0, le=LARGEST)]
Blind = Annotated[
    bool, Field(description="A second reading: made without seeing others' decisions; it changes nothing.")
]


class Given(BaseModel):
    """What a body may hold, and nothing else."""

    model_config = ConfigDict(extra="forbid")


class OneDecision(Given):
    """Accept, reject, or correct one field."""

    kind: Literal["accept", "correct", "reject"]
    field: Annotated[str | None, Field(max_length=40, description="What is corrected.")] = None
    value: Annotated[Any, Field(description="To what, in the notation of docs/review.md.")] = None
    reason: Reason = ""


class OnClaim(Given):
    """Decisions on one claim, kept together or not at all."""

    claim: Annotated[Id, Field(description="Id of the claim in the ledger, or `subject` of its decisions.")]
    decisions: Annotated[list[OneDecision], Field(min_length=1, max_length=20)]
    seen: Annotated[Seen, Field(description="Number of the last decision on it that its maker saw; 0 for none.")]
    blind: Blind = False


class Missed(Given):
    """A claim that the reading missed."""

    report: Annotated[Id, Field(description="Key of the report.")]
    version: Annotated[int, Field(ge=1, le=LARGEST)]
    fields: Annotated[dict[str, Any], Field(max_length=20, description="`quote` as {start, end}, and any others.")]
    seen: Annotated[Seen, Field(description="Number of the last decision on the report that its maker saw.")]
    blind: Blind = False
    reason: Reason = ""


class Merge(Given):
    """Incidents that are one."""

    into: Id
    others: Annotated[list[Id], Field(min_length=1, max_length=50)]
    seen: Annotated[Seen, Field(description="Number of the ledger's last decision that its maker saw.")]
    reason: Reason = ""


class Split(Given):
    """Claims that tell of something else than their incident."""

    incident: Id
    entries: Annotated[list[Id], Field(min_length=1, max_length=1000)]
    seen: Annotated[Seen, Field(description="Number of the ledger's last decision that its maker saw.")]
    reason: Reason = ""


@dataclass(frozen=True, slots=True)
class DecisionsPage:
    """Some decisions."""

    items: list[Decision]
    next: str | None


@dataclass(frozen=True, slots=True)
class Kept:
    """Decisions that were kept."""

    items: list[Decision]


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim as it stands; `claim` is of format 1, `last` the number to give as `seen`."""

    subject: str
    entry: str | None
    state: str
    corrected: tuple[str, ...]
    last: int
    claim: dict[str, Any]


@dataclass(frozen=True, slots=True)
class StandingPage:
    """The claims of a report as they stand, and subjects whose claim is not in its reading any more."""

    report: str
    version: int
    last: int
    items: list[Standing]
    unattached: list[str]


@router.get("", response_model=DecisionsPage)
def decisions(
    context: Looking,
    subject: Annotated[Values, Query(description="What they concern: claims or incidents.")] = [],  # noqa: B006
    report: Annotated[Values, Query(description="Keys of reports.")] = [],  # noqa: B006
    who: Annotated[Values, Query(description="Names.")] = [],  # noqa: B006
    kind: Annotated[list[Kind], Query(max_length=6)] = [],  # noqa: B006
    limit: Limit = None,
    after: After = 0,
) -> Response:
    """Decisions that pass a filter, in order."""
    number = limit_of(context, limit)
    wanted = DecisionFilter(tuple(subject), tuple(report), tuple(who), tuple(kind), after, number + 1)
    found = context.ledger.review.decisions(wanted)
    last = found[number - 1].number if len(found) > number else None
    return send(context.request, page(context, Slice(found[:number], last)))


@router.get("/standing", response_model=StandingPage)
def standing(context: Looking, report: Annotated[str, Query(description="Key of the report.")]) -> Response:
    """The claims of a report as they stand by all decisions."""
    sheet = context.ledger.review.sheet(report)
    found = sheet.reviewed()
    last = sheet.decisions[-1].number if sheet.decisions else 0
    items = [_standing(r) for r in found.claims]
    return send(
        context.request, StandingPage(report, sheet.version, last, items, [u.subject for u in found.unattached])
    )


@router.post("", response_model=Kept, status_code=201, responses={409: CONFLICT})
def decide(context: Coding, given: OnClaim) -> Response:
    """Keeps decisions on one claim."""
    drafts = [Draft(d.kind, d.field, d.value, d.reason) for d in given.decisions]
    kept = context.ledger.review.decide(given.claim, drafts, Coder(context.name, given.blind), seen=given.seen)
    return _kept(context, *kept)


@router.post("/missed", response_model=Kept, status_code=201, responses={409: CONFLICT})
def missed(context: Coding, given: Missed) -> Response:
    """Keeps a claim that the reading missed."""
    coder = Coder(context.name, given.blind)
    kept = context.ledger.review.mark(
        given.report, given.version, given.fields, coder, seen=given.seen, reason=given.reason
    )
    return _kept(context, kept)


@router.post("/merge", response_model=Kept, status_code=201, responses={409: CONFLICT})
def merge(context: Editing, given: Merge) -> Response:
    """Merges incidents, for good."""
    coder = Coder(context.name)
    return _kept(
        context, context.ledger.review.merge(given.into, given.others, coder, seen=given.seen, reason=given.reason)
    )


@router.post("/split", response_model=Kept, status_code=201, responses={409: CONFLICT})
def split(context: Editing, given: Split) -> Response:
    """Splits an incident, for good."""
    coder = Coder(context.name)
    return _kept(
        context, context.ledger.review.split(given.incident, given.entries, coder, seen=given.seen, reason=given.reason)
    )


def _kept(context: Context, *decisions: Decision) -> Response:
    return send(context.request, Kept(list(decisions)), 201)


def _standing(review: Reviewed) -> Standing:
    return Standing(review.subject, review.entry, review.state, review.corrected, review.last, _plain(review.claim))


def _plain(claim: Claim) -> dict[str, Any]:
    found: dict[str, Any] = to_json(Reading(Report("", ""), claims=(claim,)))["claims"][0]
    return found
