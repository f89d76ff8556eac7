"""Review: a queue of claims, one at hand in its report's text, and what can be decided on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.datastructures import FormData
from starlette.responses import Response

from crossclaim.decisions.queue import Waiting
from crossclaim.decisions.records import Decision, Draft, Reviewed
from crossclaim.desk.context import Coding, Context, Editing
from crossclaim.desk.failures import BadRequest, NotFound
from crossclaim.desk.pages.common import boards_of
from crossclaim.desk.pages.forms import Sent, asked_in, asked_of, coder_of, fields_of, number_of, seen_of, text_of
from crossclaim.desk.views import review as views
from crossclaim.desk.views.addresses import claim_address, incident_address, report_address
from crossclaim.desk.views.review import Asked
from crossclaim.desk.views.review_choices import near_incidents, splittable
from crossclaim.desk.views.review_form import corrections, marked
from crossclaim.errors import ConflictError, OptionError
from crossclaim.ledger import EntryFilter, StoredEntry
from crossclaim.ledger.decided import DecisionFilter
from crossclaim.ledger.review import Coder, Sheet

router = APIRouter()

SHOWN = 12
"""Claims of the queue that are listed."""

MOST_SPLIT = 200
"""Claims of an incident that are listed to choose those that leave."""


@router.get("/review")
def review_page(context: Coding, asked: Annotated[Asked, Depends(asked_of)], kept: str = "") -> Response:
    """The claim that is asked for, or the first of the queue."""
    made = _kept_by(context, kept)
    if made is None:
        return page(context, asked)
    again = asked.address(made.subject) if made.kind not in ("merge", "split") else ""
    return page(context, asked, said=f"Kept as decision {made.number}: {views.said(made)}.", again=again)


@router.post("/review/decide")
def decide(context: Coding, form: Sent) -> Response:
    """Accepts, rejects or corrects the claim at hand."""
    asked, coder = asked_in(form), coder_of(context, form)
    sheet, subject = context.ledger.review.find(asked.claim)
    kind, reason = text_of(form, "kind"), text_of(form, "reason")
    try:
        drafts = _drafts(kind, reason, form, sheet, subject, coder)
        made = context.ledger.review.decide(asked.claim, drafts, coder, seen=seen_of(form))
    except ConflictError as error:
        return conflict(context, asked, error, form)
    except OptionError as error:
        return page(context, asked, 400, problem=str(error), given=fields_of(form), opened=kind)
    return context.see_other(_onward(asked, form, made[-1]))


@router.post("/review/missed")
def missed(context: Coding, form: Sent) -> Response:
    """Marks a claim that the reading missed."""
    asked, coder = asked_in(form), coder_of(context, form)
    sheet, _ = context.ledger.review.find(asked.claim)
    try:
        fields = marked(fields_of(form), sheet.text)
        made = context.ledger.review.mark(
            sheet.report, number_of(form, "version"), fields, coder, seen=seen_of(form), reason=text_of(form, "reason")
        )
    except ConflictError as error:
        return conflict(context, asked, error, form)
    except OptionError as error:
        return page(context, asked, 400, problem=str(error), given=fields_of(form), opened="missed")
    return context.see_other(asked.address(kept=str(made.number)))


@router.post("/review/merge")
def merge(context: Editing, form: Sent) -> Response:
    """Merges other incidents into that of the claim at hand."""
    asked = asked_in(form)
    typed = text_of(form, "other").replace(",", " ").split()
    others = [*(str(value) for value in form.getlist("others")), *typed]
    into = text_of(form, "into")
    try:
        made = context.ledger.review.merge(
            into, others, coder_of(context, form), seen=seen_of(form), reason=text_of(form, "reason")
        )
    except ConflictError as error:
        return conflict(context, asked, error, form)
    except OptionError as error:
        return page(context, asked, 400, problem=str(error), opened="merge")
    return context.see_other(asked.address(kept=str(made.number)))


@router.post("/review/split")
def split(context: Editing, form: Sent) -> Response:
    """Lets claims leave the incident of the claim at hand."""
    asked, leave = asked_in(form), [str(value) for value in form.getlist("leave")]
    try:
        made = context.ledger.review.split(
            text_of(form, "from"), leave, coder_of(context, form), seen=seen_of(form), reason=text_of(form, "reason")
        )
    except ConflictError as error:
        return conflict(context, asked, error, form)
    except OptionError as error:
        return page(context, asked, 400, problem=str(error), opened="split")
    return context.see_other(asked.address(kept=str(made.number)))


def page(
    context: Context,
    asked: Asked,
    status: int = 200,
    *,
    said: str = "",
    again: str = "",
    problem: str = "",
    given: Mapping[str, str] | None = None,
    opened: str = "",
) -> Response:
    """The page of review.

    Args:
        context: of the request.
        asked: which claim, of which queue.
        status: of the answer.
        said: what was kept just now.
        again: the address at which that can be decided otherwise.
        problem: what could not be.
        given: a form's inputs, to be shown again.
        opened: which form is unfolded: correct, missed, merge, split.
    """
    coder = Coder(context.name, asked.blind)
    queue, rows = context.desk.queues.of(coder)
    waiting = [w for w in queue if _wanted(rows[w.subject].report, rows[w.subject].incident, asked)]
    at = asked.claim or (waiting[0].subject if waiting else "")
    shared = {"asked": asked, "said": said, "again": again, "problem": problem, "given": given or {}, "opened": opened}
    if not at:
        return context.page("review.html", status, claim=None, waiting=len(waiting), queue=(), **shared)
    sheet, subject = context.ledger.review.find(at)
    standing = sheet.reviewed(coder)
    found = next((r for r in standing.claims if subject in (r.subject, r.entry) or at == r.entry), None)
    if found is None:
        return _gone(context, sheet, subject, shared)
    return context.page(
        "review.html",
        status,
        **shared,
        **_neighbours(context, waiting, found, asked),
        **_at_hand(context, sheet, found, standing.claims, coder, waiting),
        **_incidents(context, found, asked),
    )


def conflict(context: Context, asked: Asked, error: ConflictError, form: FormData) -> Response:
    """Tells that somebody else was faster, with both values, and lets one decide again.

    Args:
        context: of the request.
        asked: what the page was asked for.
        error: with what was to be decided and what was.
        form: as it was sent.
    """
    theirs = [d for d in error.theirs if isinstance(d, Decision)]
    mine = [d for d in error.mine if isinstance(d, Draft)]
    again = [(name, str(value)) for name, value in form.multi_items() if name not in ("csrf", "seen")]
    return context.page(
        "conflict.html",
        409,
        what=str(error),
        theirs=[views.decision_view(d) for d in theirs],
        mine=[views.said(d) for d in mine if d.kind != "merge"] or ["merge"],
        again=again if theirs else (),
        seen=theirs[-1].number if theirs else 0,
        action=context.request.url.path,
        back=asked.address(),
    )


def _at_hand(
    context: Context,
    sheet: Sheet,
    found: Reviewed,
    claims: Sequence[Reviewed],
    coder: Coder,
    waiting: Sequence[Waiting],
) -> dict[str, Any]:
    place = next((w for w in waiting if w.subject in (found.entry, found.subject)), None)
    stored = context.ledger.report(sheet.report)
    visible = [d.number for d in sheet.decisions if not coder.blind or d.who == coder.who]
    return {
        "claim": views.claim_view(found, place, found.last),
        "lines": views.lines_of(sheet.text, claims, found.subject),
        "language": stored.language,
        "report": stored,
        "report_address": report_address(sheet.report),
        "version": sheet.version,
        "report_seen": max(visible, default=0),
        "options": views.options(),
        "unattached": [
            (u.subject, [views.decision_view(d) for d in u.decisions]) for u in sheet.reviewed(coder).unattached
        ],
    }


def _neighbours(context: Context, waiting: Sequence[Waiting], found: Reviewed, asked: Asked) -> dict[str, Any]:
    """The queue around the claim at hand, and the way to the claims before and after it."""
    names = [w.subject for w in waiting]
    at = next((n for n, name in enumerate(names) if name in (found.entry, found.subject)), None)
    here = -1 if at is None else at
    start = max(here - 2, 0)
    return {
        "waiting": len(names),
        "place": at,
        "queue": _listed(context, waiting[start : start + SHOWN], start, asked),
        "next": names[here + 1] if here + 1 < len(names) else "",
        "next_address": asked.address(names[here + 1]) if here + 1 < len(names) else "",
        "before_address": asked.address(names[here - 1]) if here > 0 else "",
    }


def _listed(context: Context, some: Sequence[Waiting], before: int, asked: Asked) -> list[views.Queued]:
    known = {e.id: e.claim for e in context.ledger.entries(EntryFilter(ids=tuple(w.subject for w in some)))}
    words = {id: views.told(claim) for id, claim in known.items()}
    return [
        views.Queued(
            n,
            words.get(w.subject, "a claim that a second coder marked"),
            f"{w.score:.2f}",
            w.differ,
            asked.address(w.subject),
        )
        for n, w in enumerate(some, before + 1)
    ]


def _incidents(context: Context, found: Reviewed, asked: Asked) -> dict[str, Any]:
    """The incident of the claim at hand; empty where it has none, or others' decisions are hidden."""
    nothing = {"incident": None, "entry_address": "", "near": (), "leaving": (), "incident_seen": 0}
    wanted = EntryFilter(ids=(found.entry or "",))
    entry: StoredEntry | None = next(context.ledger.entries(wanted), None) if found.entry else None
    if entry is None:
        return nothing
    nothing["entry_address"] = claim_address(entry, entry.claim.id)
    if entry.incident is None or asked.blind:
        return nothing
    line = boards_of(context).now().by_id.get(entry.incident)
    told = list(context.ledger.entries(EntryFilter(incidents=(entry.incident,))))
    return {
        "incident": entry.incident,
        "incident_address": incident_address(entry.incident),
        "entry_address": nothing["entry_address"],
        "near": near_incidents(boards_of(context).now(), line),
        "leaving": splittable(told[:MOST_SPLIT]) if len(told) > 1 else (),
        "incident_seen": context.ledger.review.last(),
    }


def _gone(context: Context, sheet: Sheet, subject: str, shared: dict[str, Any]) -> Response:
    """Decisions on a claim that is not in the current reading, or a claim of an old version."""
    thread = [d for d in sheet.decisions if d.subject == subject]
    if not thread:
        raise NotFound("this claim is of an earlier reading of its report; nobody decided on it")
    address = report_address(sheet.report)
    decided = [views.decision_view(d) for d in thread]
    return context.page("review_gone.html", decided=decided, report_address=address, **shared)


def _wanted(report: str, incident: str | None, asked: Asked) -> bool:
    return (not asked.report or report == asked.report) and (not asked.incident or incident == asked.incident)


def _drafts(kind: str, reason: str, form: FormData, sheet: Sheet, subject: str, coder: Coder) -> list[Draft]:
    if kind in ("accept", "reject"):
        return [Draft("accept" if kind == "accept" else "reject", reason=reason)]
    if kind != "correct":
        raise BadRequest("decide one of accept, reject, correct")
    found = next((r for r in sheet.reviewed(coder).claims if subject in (r.subject, r.entry)), None)
    if found is None:
        raise ConflictError("the report was read anew, and this claim is not in it any more")
    changed = corrections(fields_of(form), found.claim, sheet.text)
    if not changed:
        raise OptionError("nothing was changed; accept the claim if it is right")
    return [Draft("correct", field, value, reason) for field, value in changed.items()]


def _onward(asked: Asked, form: FormData, made: Decision) -> str:
    """On to the next claim of the queue, or back to this one where it was the last."""
    return asked.address(text_of(form, "next") or asked.claim, kept=str(made.number))


def _kept_by(context: Context, kept: str) -> Decision | None:
    """The decision that one has just made; None for none, or somebody else's."""
    if not (kept.isdecimal() and len(kept) < 10):
        return None
    found = context.ledger.review.decisions(DecisionFilter(after=int(kept) - 1, limit=1))
    return next((d for d in found if d.number == int(kept) and d.who == context.name), None)
