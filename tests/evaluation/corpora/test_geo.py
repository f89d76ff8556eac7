"""TR-News and LGL."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossclaim.errors import DataError
from evaluation.corpora.geo import load_geo
from evaluation.records import GoldPlace

XML = """\
<articles>
  <article><text><![CDATA[Gao & Kidal]]></text><toponyms>
    <toponym><start>0</start><end>3</end><lat>16.27</lat><lon>-0.04</lon></toponym>
    <toponym><start>6</start><end>11</end><gaztag><lat>18.44</lat><lon>1.41</lon></gaztag></toponym>
    <toponym><start>6</start><end>11</end><phrase>Kidal</phrase></toponym>
    <toponym><end>11</end><lat>1</lat><lon>2</lon></toponym>
  </toponyms></article>
  <article><title>empty</title></article>
</articles>
"""


def test_both_forms(tmp_path: Path) -> None:
    path = tmp_path / "geo.xml"
    path.write_text(XML)
    one, two = load_geo(path)
    assert (one.text, one.gold) == ("Gao & Kidal", (GoldPlace(0, 3, 16.27, -0.04), GoldPlace(6, 11, 18.44, 1.41)))
    assert (two.id, two.text, two.gold) == ("a1", "", ())


def test_broken_xml_is_named(tmp_path: Path) -> None:
    path = tmp_path / "geo.xml"
    path.write_text("<articles>\n<article>")
    with pytest.raises(DataError, match=r"geo\.xml:2: not XML"):
        list(load_geo(path))
