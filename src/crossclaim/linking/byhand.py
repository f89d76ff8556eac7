"""Incidents taken apart or put together by hand. Linking itself never splits one, nor joins what was taken apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crossclaim.errors import OptionError
from crossclaim.linking.parties import packaged_keys
from crossclaim.linking.profiles import KeyOf, incident_id, joined, opposite, profile_of
from crossclaim.linking.records import Change, Decision, Entry, LinkResult, Part, Profile
from crossclaim.linking.settings import Settings, load_settings


def split(
    incident: str,
    stay: Sequence[Entry],
    leave: Sequence[Entry],
    reason: str,
    *,
    apart: Sequence[str] = (),
    key_of: KeyOf | None = None,
    settings: Settings | None = None,
) -> LinkResult:
    """Some claims leave an incident and open one of their own; those that stay keep the id.

    The two bear opposite marks from then on (`Profile.apart`), by which later linking keeps them apart.

    Args:
        incident: id of the incident.
        stay, leave: its claims, in the order they came; at least one each.
        reason: for the trail.
        apart: marks that the incident had before; both keep them.
        key_of, settings: as for `crossclaim.linking.link.link`.

    Raises:
        OptionError: no claim stays, or none leaves.
    """
    if not stay or not leave:
        raise OptionError(f"incident {incident}: a split needs claims that stay and claims that leave")
    limits, keys = (settings or load_settings()).limits, key_of or packaged_keys()
    new = incident_id(f"{incident}/{leave[0].id}")
    ids = tuple(e.id for e in leave)
    part = (Part("by hand", 0.0, reason),)
    old = replace(profile_of(stay, keys, limits, incident), apart=tuple(sorted({*apart, f"{new}+"})))
    parted = replace(profile_of(leave, keys, limits, new), apart=tuple(sorted({*apart, f"{new}-"})))
    return LinkResult(
        tuple(Decision(i, new, n == 0, 0.0, part) for n, i in enumerate(ids)),
        (),
        (Change("split", incident, (new,), ids, reason),),
        (old, parted),
    )


def merge(into: Profile, others: Sequence[Profile], reason: str, *, settings: Settings | None = None) -> LinkResult:
    """Incidents become part of another, which keeps its id; what had parted them is forgotten.

    Args:
        into: the incident that stays.
        others: those that go into it.
        reason: for the trail.
        settings: as for `crossclaim.linking.link.link`.
    """
    limits, whole = (settings or load_settings()).limits, into
    for other in others:
        whole = joined(whole, other, limits)
    whole = replace(whole, apart=tuple(m for m in whole.apart if opposite(m) not in whole.apart))
    return LinkResult((), (), (Change("merged", into.id, tuple(o.id for o in others), (), reason),), (whole,))
