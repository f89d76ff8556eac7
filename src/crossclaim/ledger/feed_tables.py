"""The tables of watched feeds and of alarms."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, Table

from crossclaim.ledger.tables import Instant, Words, metadata

feeds = Table(
    "feeds",
    metadata,
    Column("address", Words, primary_key=True),
    Column("title", Words),
    Column("etag", Words),
    Column("modified", Words),
    Column("checked", Instant, nullable=False),
    Column("next", Instant, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("problem", Words),
    Column("dead", Boolean, nullable=False),
)
"""One row a feed: when it was asked last and is to be asked next, what to ask with, how often it failed in a row; a
`dead` one was reported."""

feed_items = Table(
    "feed_items",
    metadata,
    Column("key", Words, primary_key=True),
    Column("feed", Words, ForeignKey("feeds.address"), nullable=False),
    Column("address", Words),
    Column("title", Words),
    Column("published", Date),
    Column("stamp", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("state", Words, nullable=False),
    Column("seen", Instant, nullable=False),
    Column("place", Integer, nullable=False),
    Column("offered", Instant, nullable=False),
    Column("next", Instant, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("visits", Integer, nullable=False),
    Column("problem", Words),
    Column("report", Words, ForeignKey("reports.key")),
    Column("digest", Words),
    Column("etag", Words),
    Column("modified", Words),
    Index("feed_items_due", "state", "next"),
    Index("feed_items_by_digest", "feed", "digest"),
)
"""One row a thing that a feed offered: `state` waiting, kept (it is in the ledger, as `report`) or skipped (`problem`
says why). It was `seen` first at one time at one `place` of the feed, and last `offered` at another. `digest` is of its
title and text, by which the same under another address is known."""

watch_counts = Table(
    "watch_counts",
    metadata,
    Column("name", Words, primary_key=True),
    Column("number", Integer, nullable=False),
)
"""How much was fetched, added, skipped ... since the ledger is watched for."""

alarm_marks = Table(
    "alarm_marks",
    metadata,
    Column("name", Words, primary_key=True),
    Column("number", Integer, nullable=False),
)
"""How far the rules have looked: the numbers of the last change and of the last version."""

alarm_looks = Table(
    "alarm_looks",
    metadata,
    Column("incident", Words, primary_key=True),
    Column("json", Words, nullable=False),
)
"""What the rules saw of an incident when they looked last."""

alarms = Table(
    "alarms",
    metadata,
    Column("key", Words, primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("rule", Words, nullable=False),
    Column("incident", Words),
    Column("at", Instant, nullable=False),
    Column("json", Words, nullable=False),
)
"""One row an alarm, by the key that no second one of the same has."""

alarm_deliveries = Table(
    "alarm_deliveries",
    metadata,
    Column("alarm", Words, ForeignKey("alarms.key"), primary_key=True),
    Column("target", Words, primary_key=True),
    Column("state", Words, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next", Instant, nullable=False),
    Column("problem", Words),
    Index("alarm_deliveries_due", "state", "next"),
)
"""One row an alarm and whom it is for: `state` waiting, sent, or given_up."""
