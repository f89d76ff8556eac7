"""How much speaks for two profiles telling of one occurrence: named parts whose points are added.

The sum is a score on the log-odds scale of record linkage (Fellegi and Sunter 1969), with points set in
`data/linking.yaml`. Each part says in words what it found, so that a decision can be explained.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

from crossclaim.linking.geo import kilometres
from crossclaim.linking.names import skeleton
from crossclaim.linking.parties import BODY, is_named
from crossclaim.linking.profiles import is_local, is_telling, is_vague, kinds_of, telling
from crossclaim.linking.records import Days, Figure, Part, Profile, Spot
from crossclaim.linking.settings import Settings

TOLD = 5
"""Claims from which on what none of them says is likely not to have been."""


def score(a: Profile, b: Profile, settings: Settings) -> tuple[Part, ...]:
    """The parts that speak for or against two profiles being one occurrence; those of no points are left out.

    Args:
        a: the profile of new claims.
        b: the profile of an incident.
        settings: points and reach.

    Returns:
        At most one part of each name: event, kind, time, place, parties, figures, words.
    """
    parts = (
        events(a, b, settings),
        kinds(a, b, settings),
        times(a, b, settings),
        places(a, b, settings),
        parties(a, b, settings),
        figures(a, b, settings),
        words(a, b, settings),
    )
    return tuple(p for p in parts if p.points)


def total(parts: Iterable[Part]) -> float:
    """The sum of the parts' points, to four digits."""
    return round(sum(p.points for p in parts), 4)


def events(a: Profile, b: Profile, settings: Settings) -> Part:
    """Whether types of event go together: the mean over all pairs of claims."""
    mine, theirs = telling(a.types), telling(b.types)
    pairs = [(x, y, n * m) for (x, n), (y, m) in product(mine.items(), theirs.items())]
    points = sum(related(x, y, settings) * n for x, y, n in pairs) / sum(n for _, _, n in pairs)
    return Part("event", round(points, 4), f"{_listed(mine)} / {_listed(theirs)}")


def kinds(a: Profile, b: Profile, settings: Settings) -> Part:
    """Whether both tell of one type of which there are few, or one of two that much is told of."""
    mine, theirs = kinds_of(a), kinds_of(b)
    if mine & theirs:
        return Part("kind", settings.points.same_kind, ", ".join(sorted(mine & theirs)))
    if (mine or theirs) and min(a.entries, b.entries) >= TOLD:
        return Part("kind", settings.points.other_kind, f"{', '.join(sorted(mine | theirs))} in one of them only")
    return Part("kind", 0.0, "of no rare kind")


def related(x: str, y: str, settings: Settings) -> float:
    """What two types of event are worth together."""
    if x == y:
        return settings.points.same_type / (2 if x in settings.vague else 1)
    found = [r.points for r in settings.relations if x in r.types and y in r.types]
    return max(found, default=settings.points.unrelated)


def times(a: Profile, b: Profile, settings: Settings) -> Part:
    """Whether the days agree; undated history agrees with undated history alone.

    A report that dates its news to a day means something else by "in June".
    """
    points = settings.points
    if a.days and b.days:
        found = _days(_main(a.days, settings), _main(b.days, settings), settings)
        loose = found.points in (points.within_month, points.within_longer)
        if loose and set(a.reports) & set(b.reports):
            return Part("time", points.other_period, f"{found.detail}; one report gives both")
        return found
    if (a.background and not a.days) or (b.background and not b.days):
        if a.background and b.background and not (a.days or b.days):
            return Part("time", points.both_history, "history without a day")
        return Part("time", points.history_and_news, "history without a day, and an occurrence with one")
    near = a.first and a.last and b.first and b.last and a.first <= b.last and b.first <= a.last
    if near:
        return Part("time", points.undated_near, "no day given; told at the same time")
    return Part("time", points.undated_far, "no day given; told at another time")


def _days(mine: Sequence[Days], theirs: Sequence[Days], settings: Settings) -> Part:
    return max((_two(m, t, settings) for m, t in product(mine, theirs)), key=lambda p: p.points)


def _two(a: Days, b: Days, settings: Settings) -> Part:
    points, limits = settings.points, settings.limits
    gap = max((a.first - b.last).days, (b.first - a.last).days)
    lengths = sorted((d.last - d.first).days + 1 for d in (a, b))
    said = f"{_span(a)} / {_span(b)}"
    if gap > limits.tolerance:
        return Part("time", points.days_apart, f"{gap} days apart: {said}")
    if lengths[1] <= limits.period:
        return Part("time", points.same_day if gap <= 0 else points.next_day, said)
    if gap <= 0 and a.first == b.first and a.last == b.last:
        return Part("time", points.same_period, f"the same period: {said}")
    within = points.within_month if lengths[1] <= limits.month else points.within_longer
    return Part("time", within, f"one within the other: {said}")


def places(a: Profile, b: Profile, settings: Settings) -> Part:
    """Distance against precision: the best pair of places that are told often enough.

    What speaks against a place counts less where its name is not in the evidence of its claims.
    """
    mine, theirs = _places(a.spots, settings.share.places), _places(b.spots, settings.share.places)
    within = 1 if set(a.reports) & set(b.reports) else 0
    found = [_trusted(_distance(m, t, settings), (m, t), within, settings) for m, t in product(mine, theirs)]
    return max(found, key=lambda p: p.points, default=Part("place", 0.0, "no place"))


def _trusted(part: Part, spots: tuple[Spot, Spot], within: int, settings: Settings) -> Part:
    faith = min(settings.faith[s.told][within] for s in spots)
    if part.points >= 0 or faith == 100:
        return part
    return Part(part.name, round(part.points * faith / 100, 4), f"{part.detail}, a place not in the evidence")


def _distance(a: Spot, b: Spot, settings: Settings) -> Part:
    points = settings.points
    if _alike(a, b):
        return Part("place", points.same_place, f"the same name: {a.name} / {b.name}")
    if is_local(a) and is_local(b):
        return _local(a, b, settings)
    if a.country is None or b.country is None:
        return Part("place", 0.0, "a place of no known country")
    if a.country != b.country:
        return Part("place", points.other_country, f"{a.name} / {b.name}: {a.country}, {b.country}")
    if "country" in (a.precision, b.precision) or None in (a.admin1, b.admin1):
        return Part("place", points.same_country, f"both in {a.country}")
    same = a.admin1 == b.admin1
    worth = points.same_division if same else points.other_division
    return Part("place", worth, f"{a.admin1} / {b.admin1}")


def _alike(a: Spot, b: Spot) -> bool:
    """Whether two places, one of them not in the gazetteer, bear one name in two spellings."""
    if (a.known and b.known) or (a.country and b.country and a.country != b.country):
        return False
    names = {skeleton(a.name), skeleton(a.written)} & {skeleton(b.name), skeleton(b.written)}
    return any(len(n) >= 3 for n in names)


def _local(a: Spot, b: Spot, settings: Settings) -> Part:
    assert a.lat is not None and a.lon is not None and b.lat is not None and b.lon is not None
    radii = [settings.radii.get(s.precision, (20, 100)) for s in (a, b)]
    near, far = max(r[0] for r in radii), max(r[1] for r in radii)
    away = kilometres(a.lat, a.lon, b.lat, b.lon)
    points, said = settings.points, f"{a.name} / {b.name}: {away:.0f} km"
    if away <= near:
        return Part("place", points.same_place, said)
    slope = min(1.0, (away - near) / (far - near))
    return Part("place", round(points.same_place + slope * (points.far - points.same_place), 4), said)


def parties(a: Profile, b: Profile, settings: Settings) -> Part:
    """Who did it to whom: shared actors and targets for, other named actors against.

    A shared description ("gunmen") is worth no more than a shared word.
    """
    points, said = settings.points, []
    actors, targets = _shared(a.actors, b.actors), _shared(a.targets, b.targets)
    crossed = _shared(a.actors, b.targets) | _shared(a.targets, b.actors)
    named, known = ({p for p in x.actors if is_named(p) and not p.startswith(BODY)} for x in (a, b))
    if actors:
        said.append((points.same_actor, f"actor {_two_of(actors)}"))
    if targets:
        said.append((points.same_target, f"target {_two_of(targets)}"))
    if crossed and not said:
        said.append((points.swapped, f"on both sides {_two_of(crossed)}"))
    if named and known and not said:
        said.append((points.other_actor, f"other actors {_two_of(named)} / {_two_of(known)}"))
    described = (set(a.actors) & set(b.actors) - actors) | (set(a.targets) & set(b.targets) - targets)
    if described:
        said.append((points.shared_word, f"both speak of {_two_of(described)}"))
    return Part("parties", round(sum(n for n, _ in said), 4), "; ".join(text for _, text in said) or "none shared")


def _shared(a: Sequence[str], b: Sequence[str]) -> set[str]:
    return {p for p in a if is_named(p)} & set(b)


def figures(a: Profile, b: Profile, settings: Settings) -> Part:
    """Whether figures of one kind agree: an equal one, overlapping ones, or all far apart."""
    pairs = [(x, y) for x, y in product(a.figures, b.figures) if _comparable(x, y)]
    if not pairs:
        return Part("figures", 0.0, "none to compare")
    points = settings.points
    equal = [x for x, y in pairs if x.low == y.low and (x.low or 0) >= 3 and not (is_vague(x) and is_vague(y))]
    if equal:
        most = max(equal, key=lambda x: x.low or 0)
        worth = points.same_figure if is_telling(most) else points.same_small_figure
        return Part("figures", worth, f"{most.kind} {most.low}")
    if any(_overlap(x, y) for x, y in pairs):
        return Part("figures", points.figures_agree, "overlapping")
    if all(x.side == y.side and _far(x, y) for x, y in pairs):
        return Part("figures", points.figures_far, "far apart")
    return Part("figures", 0.0, "of one size")


def _comparable(x: Figure, y: Figure) -> bool:
    classes = {x.victims, y.victims} - {"unknown", "mixed"}
    return x.kind == y.kind and len(classes) <= 1 and (x.side == y.side or None in (x.side, y.side))


def _overlap(x: Figure, y: Figure) -> bool:
    lowest, highest = 0, 10**9
    return (x.low or lowest) <= (y.high or highest) and (y.low or lowest) <= (x.high or highest)


def _far(x: Figure, y: Figure) -> bool:
    less, more = sorted((x.low or x.high or 1, y.low or y.high or 1))
    return more > 5 * less and more - less > 5


def words(a: Profile, b: Profile, settings: Settings) -> Part:
    """Weapons, and what or who was hit, in the same words."""
    shared = (set(a.means) & set(b.means)) | ({w for w, _ in a.words} & {w for w, _ in b.words})
    points = min(settings.points.shared_words_most, len(shared) * settings.points.shared_word)
    return Part("words", round(points, 4), ", ".join(sorted(shared)[:5]) or "none shared")


def _main(days: Sequence[Days], settings: Settings) -> list[Days]:
    """The days that tell when it was: those told about as often as the most told, short ones where there are any.

    A battle or a toll drags later days and whole months into an incident; they must not draw in more of them.
    """
    short = [d for d in days if (d.last - d.first).days < settings.limits.period] or list(days)
    most = max(d.claims for d in short)
    return [d for d in short if d.claims >= settings.share.days * most]


def _places(spots: Sequence[Spot], share: float) -> list[Spot]:
    all_ = sum(s.claims for s in spots)
    return [s for s in spots if (s.claims >= share * all_ and s.precision != "unknown") or len(spots) == 1]


def _listed(counter: dict[str, int]) -> str:
    order = sorted(counter.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(name for name, _ in order[:3])


def _two_of(found: set[str]) -> str:
    return ", ".join(sorted(found)[:2])


def _span(days: Days) -> str:
    return str(days.first) if days.first == days.last else f"{days.first} to {days.last}"
