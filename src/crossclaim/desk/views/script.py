"""Data for scripts, inside a page."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from crossclaim.accounts.plain import to_plain


def script_json(value: Any) -> Markup:
    r"""A value as JSON that stands safely in `<script type="application/json">`.

    Args:
        value: plain values, days and frozen records.

    >>> script_json({"a": "</script>&"})
    Markup('{"a":"\\u003c/script\\u003e\\u0026"}')
    """
    text = json.dumps(to_plain(value), ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    for letter in "<>&":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return Markup(text)
