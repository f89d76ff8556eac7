"""Who first said a thing: ten outlets that quote one monitor are one origin."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence

from crossclaim.accounts.records import Heard, Said, Sources, Speaker, Trace
from crossclaim.accounts.sides import Sides
from crossclaim.linking.parties import is_named, plain


def outlets_of(heard: Sequence[Heard]) -> Mapping[str, str]:
    """The outlet of each report, its title where it has none, by the report's key."""
    found = {h.report: f"“{h.title}”" for h in heard if h.title}
    return found | {h.report: h.source for h in heard if h.source}


def trace(heard: Heard, sides: Sides, outlets: Mapping[str, str]) -> Trace:
    """Where a claim comes from: its claimant; without one, whoever wrote the report that was printed first.

    A source without a name ("a witness") is its first relay's, also where the report names that relay with another of
    its words; that of a state's own media is that state. Without a relay it is an origin of its own in each report
    that is no copy.

    Args:
        heard: the claim.
        sides: the parties of the incident.
        outlets: outlets by report.
    """
    root = heard.copy_of or heard.report
    shown = outlets.get(root, root)
    written = f"outlet:{plain(shown)}" if shown != root else f"report:{root}"
    claim = heard.claim
    chain = [p.name for p in (claim.claimant, *reversed(claim.via)) if p is not None]
    chain += [outlets.get(heard.report, heard.report), *([f"reprint of {shown}"] if heard.copy_of else [])]
    if claim.claimant is None:
        return Trace(written, shown, tuple(chain))
    key = sides.key(claim.claimant)
    if is_named(key):
        return Trace(key, sides.name(key), tuple(chain))
    told_to = claim.via[-1] if claim.via else sides.relays.get((heard.report, sides.key_of(claim.claimant)))
    if told_to and is_named(relay := sides.key(told_to)):
        if relay.startswith("state:"):
            return Trace(relay, sides.name(relay), tuple(chain))
        return Trace(f"{key}@{relay}", f"{claim.claimant.name} ({sides.name(relay)})", tuple(chain))
    return Trace(f"{key}@{root}", f"{claim.claimant.name} ({shown})", tuple(chain))


def speaker_of(heard: Heard, sides: Sides, outlets: Mapping[str, str]) -> Speaker:
    """Who speaks in a claim: its claimant, or the reporter."""
    found = trace(heard, sides, outlets)
    if heard.claim.claimant is None:
        return Speaker(found.origin, f"{found.name} (reporter)", "reporter")
    speaker = sides.speaker(heard.claim.claimant)
    if is_named(speaker.key):
        return speaker
    role = sides.role(found.origin) if is_named(found.origin) else speaker.role
    return Speaker(found.origin, found.name, role)


def counted(said: Sequence[Said], same: Callable[[Said, Said], bool], quoting: Container[str] = ()) -> Sources:
    """How many reports and how many independent origins.

    Args:
        said: words that assert or hedge one thing.
        same: whether two words say the same.
        quoting: keys of the reports that quote somebody on the incident.
    """
    who = tuple(sorted({s.trace.origin for s in firsthand(said, same, quoting)}))
    return Sources(len({s.report for s in said}), len(who), who)


def firsthand(said: Sequence[Said], same: Callable[[Said, Said], bool], quoting: Container[str]) -> list[Said]:
    """The words that may be an origin's own.

    What a report says in its own voice is one only where nobody it could have it from says the same, and where it
    quotes nobody on the incident while others are named: an outlet that gives a monitor's figure without naming the
    monitor has seen no more than the others, nor has the first line of a report that names its source in the third.
    """
    given = [s for s in said if s.speaker.role != "reporter"]
    own = [s for s in said if s.speaker.role == "reporter" and not any(same(s, g) for g in given)]
    seen = [s for s in own if s.report not in quoting]
    return [*given, *seen] or own
