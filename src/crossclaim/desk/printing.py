"""Pages printed once and handed to many: the same bytes for all who may do the same, but for who is logged in.

Whose session it is stands in one place of a page, the form at its head, with the session's form token. A page is kept
in two pieces, before and after that place, so that nothing of one session is ever in what others get.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from hashlib import sha256

from markupsafe import Markup

PLACE = Markup(f"<!--{secrets.token_hex(16)}-->")
"""Where the form stands while a page is printed; nobody who writes reports knows it."""

MOST_BYTES = 48 * 1024 * 1024
"""Of all pages that are kept."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A page without the form of who is logged in.

    Attributes:
        before, after: what stands on either side of it, in UTF-8.
        tag: names both.
    """

    before: bytes
    after: bytes
    tag: str

    @property
    def size(self) -> int:
        """How many bytes it takes, with what its key may take."""
        return len(self.before) + len(self.after) + 500

    def whole(self, who: str) -> tuple[bytes, str]:
        """The page for somebody, with its entity tag.

        Args:
            who: the form of who is logged in; empty where there is none.
        """
        form = who.encode("utf-8", "replace")
        tag = sha256(self.tag.encode() + form).hexdigest()[:32] if form else self.tag
        return self.before + form + self.after, f'"{tag}"'


def printed(text: str) -> Printed:
    """A page, cut at `PLACE`.

    >>> printed(f"a{PLACE}b").whole("?")[0]
    b'a?b'
    """
    before, _, after = text.partition(str(PLACE))
    parts = before.encode("utf-8", "replace"), after.encode("utf-8", "replace")
    return Printed(*parts, sha256(b"\0".join(parts)).hexdigest()[:32])


def has(named: str, tag: str) -> bool:
    """Whether a list of entity tags holds one; weak ones count (RFC 9110, 13.1.2).

    >>> has('"x", W/"y"', '"y"'), has("*", '"y"'), has("", '"y"')
    (True, True, False)
    """
    tags = {part.strip().removeprefix("W/") for part in named.split(",")}
    return tag in tags or named.strip() == "*"
