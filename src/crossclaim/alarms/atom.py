"""Alarms as an Atom feed (RFC 4287) in a file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from xml.etree import ElementTree

from crossclaim.alarms.alert import Alert, as_text
from crossclaim.alarms.plan import AtomFile
from crossclaim.errors import FetchLater
from crossclaim.output import file_output

MOST = 100
"""Alarms in the file, the latest."""

ATOM = "http://www.w3.org/2005/Atom"
NEVER = datetime.fromtimestamp(0, UTC).isoformat()
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_atom(target: AtomFile, alerts: Sequence[Alert], desk: str) -> None:
    """Writes the file anew; who reads it meanwhile sees the old one whole.

    Args:
        target: file and title.
        alerts: the latest first.
        desk: address of the desk; "" for none.

    Raises:
        FetchLater: it cannot be written.
    """
    try:
        with file_output(target.file) as stream:
            stream.write(atom(target.title, alerts, desk))
    except OSError as error:
        what = f"cannot be written ({error.strerror})"
        raise FetchLater(what, where=str(target.file), next_step="check the folder") from error


def atom(title: str, alerts: Sequence[Alert], desk: str) -> bytes:
    """The feed.

    Args:
        title: of it.
        alerts: the latest first.
        desk: address of the desk; "" for none.

    >>> b"<title>Alarms</title>" in atom("Alarms", (), "")
    True
    """
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed")
    _add(feed, "id", f"{desk}/" if desk else "urn:crossclaim:alarms")
    _add(feed, "title", title)
    _add(feed, "updated", alerts[0].at if alerts else NEVER)
    _add(_add(feed, "author"), "name", "Crossclaim")
    for alert in alerts[:MOST]:
        entry = _add(feed, "entry")
        _add(entry, "id", f"urn:crossclaim:alarm:{alert.key}")
        _add(entry, "title", alert.headline)
        _add(entry, "updated", alert.at)
        if alert.link:
            _add(entry, "link", rel="alternate", href=alert.link)
        _add(entry, "content", as_text(alert), type="text")
    made: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return made


def _add(parent: ElementTree.Element, name: str, text: str = "", **more: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", more)
    element.text = NO_XML.sub("\N{REPLACEMENT CHARACTER}", text) or None
    return element
