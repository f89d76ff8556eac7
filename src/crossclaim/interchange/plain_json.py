"""Frozen records as JSON, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any


def plain_json(record: Any) -> Any:
    """A record's fields by name; days as ISO 8601, tuples as lists.

    Args:
        record: of dataclasses, mappings, tuples and plain values.

    >>> from crossclaim.accounts.records import Interval
    >>> plain_json(Interval(12, None))
    {'low': 12, 'high': None}
    """
    if is_dataclass(record):
        return {f.name: plain_json(getattr(record, f.name)) for f in fields(record)}
    if isinstance(record, Mapping):
        return {str(key): plain_json(value) for key, value in record.items()}
    if isinstance(record, tuple | list):
        return [plain_json(value) for value in record]
    return record.isoformat() if isinstance(record, date) else record
