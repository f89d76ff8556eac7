"""Accounts as table, Markdown, page, picture and JSON."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from datetime import date

import pytest
from made_claims import RSF, SUDAN_ARMY, UN, claim, day, heard, killed, place
from rich.cells import cell_len

from crossclaim.accounts.account import accounts
from crossclaim.accounts.chart import Picture, Text, chart, scale_of
from crossclaim.accounts.grid import grid
from crossclaim.accounts.listing import listed
from crossclaim.accounts.markdown import escaped, markdown
from crossclaim.accounts.page import page
from crossclaim.accounts.plain import json_line
from crossclaim.accounts.png import png
from crossclaim.accounts.records import Accounts, Sources, Speaker, Step, Toll
from crossclaim.accounts.svg import svg
from crossclaim.accounts.text import grid_lines, listed_lines, spanned, speakers_that_fit, toll_lines


@dataclass(frozen=True)
class Stored:
    id: str = "i0123456789ab"
    event: str = "capture_territory"
    first: date | None = date(2025, 3, 3)
    last: date | None = date(2025, 3, 4)
    place: str | None = "El Obeid"
    country: str | None = "SDN"
    parties: tuple[str, ...] = ("Sudan", "<b>RSF</b>")
    entries: int = 4
    reactions: int = 0


@pytest.fixture
def made() -> Accounts:
    where = {"place": place("El Obeid"), "date": day("2025-03-03")}
    own, other = (
        killed(12, 12, party=SUDAN_ARMY, victims="military"),
        killed(900, None, party=SUDAN_ARMY, victims="military"),
    )
    claims = (
        claim("c1", "capture_territory", claimant=RSF, actors=(RSF,), quote="it took <El Obeid> | all of it", **where),
        claim("c2", "capture_territory", claimant=SUDAN_ARMY, actors=(RSF,), stance="denies", **where),
        claim("c3", "killing", claimant=SUDAN_ARMY, actors=(RSF,), casualties=(own,), **where),
        claim("c4", "killing", claimant=RSF, actors=(RSF,), casualties=(other,), **where),
        claim("c5", "killing", claimant=UN, casualties=(killed(None, 70),), **where),
    )
    return accounts("i0123456789ab", heard("a", "Wire & Co", "2025-03-04", *claims))


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_table_fits_every_width(made: Accounts, width: int) -> None:
    lines = list(grid_lines(grid(made, speakers_that_fit(width)), width))
    assert max(cell_len(line) for line in lines) <= width
    text = " ".join(" ".join(lines).split())
    assert "= disputed" in text and "900+" in text and "denies:" in text


def test_columns_that_do_not_fit_share_one(made: Accounts) -> None:
    narrow, wide = grid(made, 2), grid(made, 9)
    assert narrow.columns == (made.speakers[0].name, "others")
    assert wide.columns == ("Rapid Support Forces", "Sudan", "United Nations")
    cell = narrow.rows[-1].cells[1]
    assert cell and cell[0].startswith("United Nations: ")
    assert len(wide.notes) == len({n.entry for n in wide.notes}) == 5


def test_markdown_is_escaped(made: Accounts) -> None:
    lines = list(markdown("a|b", ("<under>",), grid(made, 8)))
    table = [line for line in lines if line.startswith("|")]
    assert len({line.replace("\\|", "").count("|") for line in table}) == 1
    assert any("\\<El Obeid\\>" in line for line in lines)
    assert escaped("*") == "\\*"


def test_page_is_escaped_and_asks_nobody(made: Accounts) -> None:
    text = page("<i1>", ("<under>",), grid(made, 8), svg(chart("Tolls", made.tolls)))
    assert "&lt;i1&gt;" in text and "<El Obeid>" not in text and "<svg" in text
    assert "<script" not in text
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "").replace("http-equiv", "")


def test_pictures(made: Accounts) -> None:
    picture = chart("A <toll>", made.tolls)
    root = ET.fromstring(svg(picture))
    words = " ".join(root.itertext())
    assert "A <toll>" in words and "900+" in words and "2025-03-04" in words
    pytest.importorskip("PIL")
    assert png(picture)[:8] == b"\x89PNG\r\n\x1a\n"


def test_picture_without_figures() -> None:
    assert "no figures" in svg(chart("Toll", ()))


def test_scale_has_room_for_all(made: Accounts) -> None:
    steps = [s for t in made.tolls for s in t.steps]
    scale = scale_of(steps, 100, 0)
    assert all(0 <= scale.y(f) <= 100 for s in steps for f in (s.low, s.high) if f)
    assert scale.ticks()[-1] >= 900


def test_lists_and_tolls(made: Accounts) -> None:
    item = listed(Stored(), made)
    assert (item.standing, item.standings[0]) == ("disputed", ("disputed", 2))
    text = "\n".join(listed_lines([item], 100))
    assert "2025-03-03 to 2025-03-04 El Obeid, SDN capture territory" in text
    assert "own side 12; opponents 900+" in text
    steps = list(toll_lines(made.tolls, 100))
    assert any("Sudan says 12" in line for line in steps)
    assert max(len(line) for line in steps) <= 100


def test_json_holds_everything(made: Accounts) -> None:
    back = json.loads(json_line(made))
    assert back["tolls"][0]["steps"][0]["said"][0]["quote"]
    assert back["points"][0]["said"][0]["trace"]["chain"][-1] == "Wire & Co"
    assert "\u2028" not in json_line({"x": "a\u2028b"})


def step(low: int | None, high: int | None, **more: object) -> Step:
    known: dict[str, object] = {
        "published": date(2025, 3, 4),
        "speaker": Speaker("UN", "United Nations mission of observers", "monitor"),
        "origin": "UN",
        "stance": "asserts",
        "of": "monitor",
        "reports": ("r1",),
        "said": (),
        "superseded": False,
    }
    return Step(low=low, high=high, **(known | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ([], ""),
        ([(12, 12)], "12"),
        ([(12, None)], "12+"),
        ([(12, 12), (15, 15)], "12-15"),
        ([(1, 1), (72, None)], "1-72+"),
        ([(1, None), (72, 72)], "1-72+"),
        ([(None, 70)], "up to 70"),
        ([(None, 70), (20, None)], "20-70+"),
    ],
)
def test_a_span_never_hides_its_greatest_figure(figures: list[tuple[int | None, int | None]], words: str) -> None:
    assert spanned([step(low, high) for low, high in figures]) == words


def test_names_and_days_under_a_toll_stand_side_by_side() -> None:
    steps = tuple(step(n + 1, None, published=date(2025, 3, 1 + n)) for n in range(20))
    toll = Toll(
        side=None,
        name="side not said",
        kind="killed",
        victims="civilian",
        admitted=None,
        alleged=None,
        monitors=None,
        others=None,
        first_said=None,
        last_said=None,
        steps=steps,
        standing="uncontested",
        also=(),
        reason="",
        sources=Sources(1, 1, ("UN",)),
    )
    under = [s for s in chart("Tolls", [toll]).shapes if isinstance(s, Text) and s.size == 10]
    taken: dict[float, float] = {}
    for text in sorted(under, key=lambda t: t.x):
        wide = len(text.words) * 5.6
        left = text.x - wide / 2 if text.anchor == "middle" else text.x
        assert left >= taken.get(text.y, 0.0), text
        taken[text.y] = left + wide
    assert len(taken) == 3, "two lines of names, and one of days"


def test_a_picture_is_xml_whatever_its_words_hold() -> None:
    words = "a\x00\x0b\ufffe\uffff\ud800</text><script>alert(1)</script>&\U0001f4a5"
    document = ET.fromstring(svg(Picture(10, 10, words, (Text(1, 1, words),))))
    assert [e.tag.rpartition("}")[2] for e in document.iter()] == ["svg", "title", "rect", "text"]
    assert "<script>" in "".join(document.itertext())
