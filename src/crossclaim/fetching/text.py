"""The text in what was fetched, whatever its encoding is said to be."""

from __future__ import annotations

import codecs

from crossclaim.clean.reading import MARKS, decode
from crossclaim.fetching.addresses import shown_address
from crossclaim.fetching.exchange import Fetched


def text_of(page: Fetched) -> str:
    """The text of a page.

    A mark at its beginning wins, then UTF-8 where all of it is, since no other text is by chance; then the charset
    that the answer states, where the bytes can be of it; then what the page itself says, and what the bytes look like.

    Args:
        page: as it came.

    Raises:
        NotText: binary, or in an encoding that cannot be told.

    >>> text_of(Fetched("http://a.example/", 200, "Zürich".encode("latin-1"), charset="utf-8"))
    'Zürich'
    """
    where, body = shown_address(page.address), page.body
    if any(body.startswith(mark) for mark, _ in MARKS):
        return decode(body, where=where)
    text: str | None
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        text = _as_stated(body, page.charset)
    if text is not None and "\x00" not in text:
        return text
    return decode(body, where=where)


def _as_stated(body: bytes, charset: str) -> str | None:
    """The text in the charset that the answer states; None where it is not in it."""
    try:
        name = codecs.lookup(charset).name if charset else ""
        if not name or name in ("utf-8", "ascii"):
            return None
        # As browsers have it: what is said to be Latin-1 is nearly always Windows-1252.
        return body.decode("cp1252" if name == "iso8859-1" else name)
    except (LookupError, UnicodeError, ValueError):
        return None
