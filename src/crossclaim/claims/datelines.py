"""Place names that only say where a report was filed."""

from __future__ import annotations

import re

from crossclaim.records import Place

DATELINE = re.compile(
    r"(, [A-Z][\w. ]+)? ?(\([^)]{3,40}\)|[-\u2013\u2014]{1,2} ?(?=[A-Z\"\u201c])|, [A-Z][a-z]{2,8}\.? \d)"
)
"""What stands behind the place of a dateline: "KABUL, Afghanistan (Sept. 1) -"."""


OUTLET = re.compile(r"\) ?[-\u2013\u2014]")
"""What stands behind the outlet of a dateline, which an unknown name may seem to place: "KABUL (Gulf Wire) -"."""


def is_dateline(text: str, place: Place) -> bool:
    """Whether a place name is where the report was filed: in capitals, a date or a dash behind it."""
    written = text[place.start : place.end]
    if written.isupper() and DATELINE.match(text, place.end):
        return True
    if text.endswith("(", 0, place.start) and OUTLET.match(text, place.end):
        return True
    before = text[max(0, place.start - 40) : place.start]
    return bool(re.search(r"\b[A-Z]{3,}, $", before)) and bool(DATELINE.match(text, place.end))
