"""Frozen records as plain dictionaries, lists, strings and numbers, for JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What would break a line or UTF-8 if written raw."""


def to_plain(value: Any) -> Any:
    """A record with all that it holds as plain values; days and times as ISO 8601, tuples as lists.

    >>> from crossclaim.accounts.records import Sources
    >>> to_plain(Sources(10, 1, ("name:nile watch",)))
    {'reports': 10, 'origins': 1, 'who': ['name:nile watch']}
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(k): to_plain(v) for k, v in value.items()}
    if isinstance(value, tuple | list):
        return [to_plain(v) for v in value]
    return value


def json_line(value: Any) -> str:
    """A record as one line of JSON, without the line end."""
    text = json.dumps(to_plain(value), ensure_ascii=False, allow_nan=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
