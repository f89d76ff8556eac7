"""Alarms and their deliveries, kept in the ledger: found once, told until somebody took them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from crossclaim.alarms import looks
from crossclaim.alarms.alert import Alert, as_json, of_json
from crossclaim.alarms.looks import Look
from crossclaim.ledger import Ledger
from crossclaim.ledger.feed_tables import alarm_deliveries, alarm_looks, alarm_marks, alarms
from crossclaim.ledger.freshness import Mark, mark_of
from crossclaim.ledger.prepare import storable
from crossclaim.ledger.tables import versions

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Delivery:
    """An alarm that is to be told.

    Attributes:
        alert: what.
        target: name of who is told.
        attempts: so far.
    """

    alert: Alert
    target: str
    attempts: int


class AlarmStore:
    """The alarms of a ledger.

    Args:
        ledger: that keeps them.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def mark(self) -> Mark | None:
        """How far the rules have looked; None where they never did."""
        with self._ledger.looking() as connection:
            return _mark(connection)

    def begin(self) -> None:
        """Where the rules never looked, they look from now on: nothing is told of what is there."""
        with self._ledger.changing() as connection:
            if _mark(connection) is None:
                _set_mark(connection, mark_of(connection))

    def looks(self, ids: Collection[str]) -> dict[str, Look]:
        """What was seen of incidents, by id."""
        wanted, found = sorted(ids), {}
        with self._ledger.looking() as connection:
            for at in range(0, len(wanted), AT_ONCE):
                a = alarm_looks.c
                query = select(a.incident, a.json).where(a.incident.in_(wanted[at : at + AT_ONCE]))
                found.update({row.incident: looks.loads(row.json) for row in connection.execute(query)})
        return found

    def came_since(self, mark: Mark) -> frozenset[tuple[str, int]]:
        """The versions of reports that came since: key and version."""
        v = versions.c
        query = select(v.report, v.version).where(v.number > mark.version)
        with self._ledger.looking() as connection:
            return frozenset((row.report, row.version) for row in connection.execute(query))

    def looked(
        self,
        since: Mark,
        until: Mark,
        seen: Mapping[str, Look],
        found: Sequence[tuple[Alert, tuple[str, ...]]],
        at: datetime,
    ) -> list[Alert]:
        """Notes, in one step, what the rules saw and found, how far they have looked, and who is to be told.

        Args:
            since: how far they had looked.
            until: how far they have now.
            seen: incidents, by id.
            found: alarms, each with the names of those who are told; one that was found before is passed over.
            at: the time.

        Returns:
            The alarms that are new; none where another has looked in the meantime.
        """
        with self._ledger.changing() as connection:
            if _mark(connection) != since:
                return []
            _set_mark(connection, until)
            for id, look in seen.items():
                _put_look(connection, id, looks.dumps(look))
            return [alert for alert, to in found if _put_alert(connection, alert, to, at)]

    def due(self, targets: Collection[str], now: datetime, limit: int = 100) -> list[Delivery]:
        """What is to be told now, in the order it was found."""
        d = alarm_deliveries.c
        query = (
            select(alarms.c.json, d.target, d.attempts)
            .join_from(alarm_deliveries, alarms, alarms.c.key == d.alarm)
            .where(d.state == "waiting", d.next <= now, d.target.in_(sorted(targets)))
            .order_by(alarms.c.number, d.target)
            .limit(limit)
        )
        with self._ledger.looking() as connection:
            return [Delivery(of_json(row.json), row.target, row.attempts) for row in connection.execute(query)]

    def next(self, targets: Collection[str]) -> datetime | None:
        """When something is to be told next."""
        d = alarm_deliveries.c
        query = select(d.next).where(d.state == "waiting", d.target.in_(sorted(targets))).order_by(d.next).limit(1)
        with self._ledger.looking() as connection:
            found: datetime | None = connection.scalar(query)
        return found

    def sent(self, delivery: Delivery) -> None:
        """Notes that an alarm was taken."""
        self._settle(delivery, state="sent", problem=None)

    def failed(self, delivery: Delivery, problem: str, next: datetime | None) -> None:
        """Notes that an alarm was not taken, and when it is told again; None for never. Others for the same target
        wait as long."""
        if next is None:
            self._settle(delivery, state="given_up", problem=storable(problem))
            return
        self._settle(delivery, next=next, problem=storable(problem))
        d = alarm_deliveries.c
        with self._ledger.changing() as connection:
            waiting = (d.target == delivery.target, d.state == "waiting", d.next < next)
            connection.execute(update(alarm_deliveries).where(*waiting).values(next=next))

    def latest(self, target: str | None = None, limit: int = 100) -> list[Alert]:
        """The latest alarms, those of one target where it is given; the last one first."""
        query = select(alarms.c.json).order_by(alarms.c.number.desc()).limit(limit)
        if target is not None:
            d = alarm_deliveries.c
            query = query.join_from(alarms, alarm_deliveries, alarms.c.key == d.alarm).where(d.target == target)
        with self._ledger.looking() as connection:
            return [of_json(text) for text in connection.scalars(query)]

    def states(self, key: str) -> dict[str, str]:
        """How the deliveries of an alarm stand, by target."""
        d = alarm_deliveries.c
        query = select(d.target, d.state, d.problem).where(d.alarm == key).order_by(d.target)
        with self._ledger.looking() as connection:
            rows = connection.execute(query).all()
        return {row.target: row.state + (f" ({row.problem})" if row.problem else "") for row in rows}

    def _settle(self, delivery: Delivery, **values: object) -> None:
        d = alarm_deliveries.c
        with self._ledger.changing() as connection:
            one = update(alarm_deliveries).where(d.alarm == delivery.alert.key, d.target == delivery.target)
            connection.execute(one.values(attempts=delivery.attempts + 1, **values))


def _mark(connection: Connection) -> Mark | None:
    found = {row.name: row.number for row in connection.execute(select(alarm_marks))}
    return Mark(found.get("change", 0), found.get("version", 0), found.get("decision", 0)) if found else None


def _set_mark(connection: Connection, mark: Mark) -> None:
    for name, number in (("change", mark.change), ("version", mark.version), ("decision", mark.decision)):
        done = connection.execute(update(alarm_marks).where(alarm_marks.c.name == name).values(number=number))
        if not done.rowcount:
            connection.execute(insert(alarm_marks), {"name": name, "number": number})


def _put_look(connection: Connection, id: str, json: str) -> None:
    done = connection.execute(update(alarm_looks).where(alarm_looks.c.incident == id).values(json=json))
    if not done.rowcount:
        connection.execute(insert(alarm_looks), {"incident": id, "json": json})


def _put_alert(connection: Connection, alert: Alert, to: Sequence[str], at: datetime) -> bool:
    """Keeps an alarm and who is to be told; False where it is there."""
    if connection.scalar(select(alarms.c.key).where(alarms.c.key == alert.key)):
        return False
    number = (connection.scalar(select(func.max(alarms.c.number))) or 0) + 1
    row = {"key": alert.key, "number": number, "rule": alert.rule, "incident": alert.incident, "at": at}
    connection.execute(insert(alarms), {**row, "json": as_json(alert)})
    d = alarm_deliveries.c
    for target in dict.fromkeys(to):
        # Who could not be told of others waits for this one as long.
        held = connection.scalar(select(func.max(d.next)).where(d.target == target, d.state == "waiting"))
        next_ = max(held, at) if held else at
        told = {"alarm": alert.key, "target": target, "state": "waiting", "attempts": 0, "next": next_}
        connection.execute(insert(alarm_deliveries), told)
    return True
